"""Faults in workloads that are built of workloads."""

PARTS = "lang/check/statements/parts.cpp"
BODIES = "lang/check/statements/bodies.cpp"
WHOLE = ["run/workloads_of_workloads.smcost"]
RANDOM = ["random_parts"]

FAULTS = [
    ("wholes: a condition of figures is forgotten", "lang/check/statements/instantiate.cpp", "env.row->region, &times, env.row->condition}", "env.row->region, &times, {}}",
     WHOLE),
    ("wholes: a condition makes no shape", "lang/check/statements/instantiate.cpp", "if (row.condition) pattern", "if (false) pattern", RANDOM),
    ("wholes: a whole is its own lines", "runtime/bill/bill.cpp", "i < program().endOfParts(id); ++i", "i < id.value + 1; ++i", WHOLE),
    ("wholes: those of parts are none", "lang/program/program.h", "statements[end].part_of.value >= whole.value", "statements[end].part_of == whole", WHOLE),
    ("wholes: a region of its own is the whole's", PARTS, "if (place->region) env_.region", "if (false) env_.region", WHOLE),
    ("wholes: what was left out is unused", PARTS, "    leaveOut(*workload, locals, arguments);\n", "    (void)leaveOut;\n", WHOLE),
    ("wholes: the columns of the whole go", PARTS, "numberColumns(cx_, env_, kept, ", "numberColumns(cx_, env_, 0 * kept, ", RANDOM),
    ("wholes: an argument that only parts read has no effect", BODIES, "    noteReadsBelow(cx_, file, node, locals_, below);\n    addReads(below, reads);\n    countAsUsed(reads);\n    if (isFirst",
     "    noteReadsBelow(cx_, file, node, locals_, below);\n    addReads(below, reads);\n    if (isFirst", WHOLE),
    ("wholes: what is left out has lines", "lang/check/expressions/paths.cpp", "if (cx.sink->errorCount() == 0 && cx.program", "if (false && cx.program",
     ["check/fail_parts_left_out.test"]),
    ("wholes: two of one name", BODIES, "if (line == result_.lines.end() && part == parts_.end()) return true;", "if (true || part == parts_.end()) return true;",
     ["check/fail_parts_of_workloads.smcost"]),
    ("wholes: a circle has no end", "lang/check/library/parts.cpp", "    if (!sound) cx_.workloads.own(index).parts.clear();\n    else built_[index] = built;",
     "    built_[index] = built;", ["check/fail_parts_of_workloads.smcost"]),
    ("wholes: any number of them", "lang/check/library/parts.cpp", "sound && built.parts > kMostParts", "sound && built.parts > 1000 * kMostParts",
     ["check/fail_too_many_parts.test"]),
    ("wholes: it happens by itself", PARTS, "if (when->kind != Occurrence::Kind::every_month) {", "if (false) {", ["check/fail_parts_of_workloads.smcost"]),
]
