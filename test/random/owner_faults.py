"""Faults in tags and in what is grouped by them."""

TAGS = "lang/check/statements/tags.cpp"
CHECKS = "lang/check/asks/checks.cpp"
OWNERS = ["run/owners.smcost"]

FAULTS = [
    ("owners: what is around comes first", TAGS, "program::Tags tags = own;\n  tags.insert(around.begin(), around.end());",
     "program::Tags tags = around;\n  tags.insert(own.begin(), own.end());", OWNERS),
    ("owners: a block forgets what is around it", TAGS, "program::Tags tags = around;\n  std::map", "program::Tags tags = around.empty() ? around : program::Tags();\n  std::map", OWNERS),
    ("owners: an included file is nobody's", TAGS, "if (billed && billed->scope != cx.main) tags", "if (false) tags", ["run/owners_of_included_files.test"]),
    ("owners: a file's budget counts all files", TAGS, "if (owner.file == program::IncludedFile::kNone) return all;", "return all;",
     ["run/owners_of_included_files.test"]),
    ("owners: a value that nobody has is 0", TAGS, "if (own.empty()) reportUnowned", "if (false) reportUnowned", OWNERS),
    ("owners: a rule for one whose statements are dropped holds", CHECKS, " && !asksForDropped(cx, scope, check)", "", ["run/owners_in_scenarios.smcost"]),
    ("owners: any dropped statement lifts a rule", TAGS, " && cx.tags.ownedBy(cx.program, owner).empty()) return true", ") return true",
     ["run/owners_in_scenarios.smcost"]),
    ("owners: one who reads alike is nobody's", "lang/check/statements/patterns.cpp", "  pattern.tags = row.tags;\n", "", OWNERS),
    ("report: what is untagged is left out", "runtime/report/groups.cpp", "if (!untagged.statements.empty()) groups", "if (false) groups", OWNERS),
]
