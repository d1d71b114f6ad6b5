"""One-line faults in the checker: what a phrase means. See seeded_faults.py for the form."""

BIND = "lang/check/statements/bind.cpp"
METERING = "lang/check/statements/metering.cpp"
INSTANTIATE = "lang/check/statements/instantiate.cpp"
BODIES = "lang/check/statements/bodies.cpp"
EFFECTS = "lang/check/statements/effects.cpp"
SCHEDULES = "lang/check/expressions/schedules.cpp"
COLUMNS = "lang/check/statements/columns.cpp"
ROW = "lang/check/values/row.h"
RATES = ["run/rates_in_bodies.test"]
BESIDE = ["run/lines_of_a_module_in_use.test"]
IDLE = ["check/fail_arguments_without_effect.smcost"]

FAULTS = [
    ("binder: the second value is taken", BIND,
     "if (slot.value) {\n", "if (false) {\n", ["check/fail_two_values.smcost"]),
    ("binder: each where nothing is given per item", BIND,
     "if (last_ >= 0 && !workload_.params[static_cast<size_t>(last_)].each.empty()) {", "if (last_ >= 0) {",
     ["check/fail_each_of_what_is_one.smcost"]),
    ("binder: a list keeps its first value", BIND,
     "slot.more.push_back(std::move(argument));\n", "", ["run/shared_sessions.smcost"]),
    ("binder: an option's own items are lost", BIND,
     "parts.begin() + 1, parts.end()));", "parts.end(), parts.end()));", ["run/phrases_mean_what_they_say.smcost"]),
    ("binder: a label takes what stands behind a comma", BIND,
     "file_.kind(items[i + 1]) != NodeKind::each_mark &&\n                     !(file_.node(items[i + 1]).flags & ast::kAfterComma);",
     "file_.kind(items[i + 1]) != NodeKind::each_mark;", ["check/fail_label_before_a_comma.smcost"]),
    ("binder: a word goes to the first words", BIND,
     "fits = std::find(words.begin(), words.end(), word) != words.end();", "fits = !words.empty();",
     ["run/phrases_mean_what_they_say.smcost"]),
    ("binder: a quantity goes to what has a label only", BIND,
     "if (!param.bare || !takesBare(cx_, file_, param, bare)) continue;", "if (!takesBare(cx_, file_, param, bare)) continue;",
     ["run/phrases_mean_what_they_say.smcost"]),
    ("columns: they stay where they were made", COLUMNS, "if (!order.isAsMade()) renumber(", "if (order.columns().empty()) renumber(",
     ["check/columns_in_the_order_of_parameters.smcost"]),
    ("columns: one of a known value is where that is asked for last", COLUMNS, "      if (is_taken_[column]) continue;\n", "",
     ["check/columns_in_the_order_of_parameters.smcost"]),
    ("columns: a division is another's", COLUMNS, "return site == sites_.end() ? nullptr : site->second;",
     "return site == sites_.end() ? nullptr : cx_.divisions.find(id.value);",
     ["run/fail_division_in_parentheses.smcost"]),
    ("columns: what counts by the schedule keeps its value", COLUMNS, "if (row.by_schedule > before.by_schedule || row.day", "if (row.day",
     ["run/counted_by_each_schedule.smcost"]),
    ("rows: what is known counts by no schedule", ROW, "by_schedule += known.by_schedule;", "", ["run/counted_by_each_schedule.smcost"]),
    ("metering: a minimum is a step", METERING,
     "return is_minimum ? cx.pool().make(Op::max", "return !is_minimum ? cx.pool().make(Op::max", ["run/minimum.smcost"]),
    ("metering: rounded outside all levels", METERING,
     "value.inner = applied(inner);\n  value.expr = outwards(cx, value.inner, value.levels, 0, value.dimension);",
     "value.inner = inner;\n  value.expr = applied(outwards(cx, value.inner, value.levels, 0, value.dimension));", ["run/levels.smcost"]),
    ("metering: the counts inside the level are lost", METERING,
     "for (size_t i = 0; i < level; ++i) inner =", "for (size_t i = level; i < level; ++i) inner =",
     ["run/levels.smcost"]),
    ("metering: months without a basis", METERING,
     "ExprId factor = cx.pool().constant(basis, per_month);", "ExprId factor = cx.pool().constant(basis * 2, per_month);",
     ["run/month_basis.smcost"]),
    ("bodies: days are the period's", SCHEDULES, "    return spanDays(cx, *env.of_body->statement);", "    return periodCell(cx, env, true);", RATES),
    ("bodies: all statements share the first one's times", INSTANTIATE, "of_times = timesPattern(cx, env, all.times);", "of_times = timesPattern(cx, env, {});", RATES),
    ("bodies: a profile lies as the first one's", INSTANTIATE, "if (!asked.places) return;", "return;", RATES),
    ("beside: a module that any file uses is known", "lang/check/statements/beside.cpp", "  if (!statement) {\n", "  {\n", BESIDE),
    ("beside: all files share the first one's lines", INSTANTIATE, "of_times += module + patternBeside(*env.scope, module);", "of_times += module;", BESIDE),
    ("beside: what is left out counts for nothing", BODIES, "countAsUsed(readsBelow(parts[2]));", "", BESIDE),
    ("beside: told only where the module bills nothing", "runtime/bill/bill.cpp", "!known->second || brought.is_unread", "!known->second", BESIDE),
    ("beside: a module has the names of its alias", "lang/check/statements/beside.cpp",
     "keyOf(static_cast<Space>(key[0]), decl->name)", "key", BESIDE),
    ("effects: a line that is left out uses its arguments", BODIES, "if (is_kept) countAsUsed(reads);", "if (is_kept || !reads.empty()) countAsUsed(reads);", IDLE),
    ("effects: a condition that leads to nothing counts", BODIES, "    if (gave) {\n      countAsUsed(reads);", "    countAsUsed(reads);\n    if (gave) {", IDLE),
    ("effects: what a `let` read is lost", BODIES, "else reads.insert(of_lets_[let].begin(), of_lets_[let].end());", "else reads.insert(of_lets_[let].begin(), of_lets_[let].begin());", IDLE),
    ("effects: a requirement is nothing", BODIES, "    countAsUsed(reads);\n    if (value.isNone()) return;", "    if (value.isNone()) return;", IDLE),
    ("effects: the span is another argument", EFFECTS, "workload_.params[param].kept ? workload_.params.size() : param;", "param;", IDLE),
    ("effects: one part of an option stands for all", EFFECTS, "return effects_.used.count(read) || isFree", "return effects_.used.lower_bound({read.local, -1}) != effects_.used.end() || isFree", IDLE),
    ("effects: a scenario answers for what it took away", EFFECTS, "if (by_scenario_ && !argument.scope) return true;", "", IDLE),
]
