"""Faults in tags and in what is grouped by them."""

TAGS = "lang/check/statements/tags.cpp"
CHECKS = "lang/check/asks/checks.cpp"
GROUPS = "runtime/report/groups.cpp"
CHANGES = "runtime/report/changes/group_changes.cpp"
OWNERS = ["run/owners.smcost"]
KEYS = ["run/owners_of_several_keys.smcost"]
UNKNOWN = ["check/fail_grouped_by_what_nobody_has.smcost"]
SIDES = ["driver/groups_side_by_side.test"]

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
    ("groups: what is untagged is left out", GROUPS, "if (!untagged.statements.empty()) {", "if (false) {", OWNERS),
    ("groups: the last key is the outermost", GROUPS, "keys_[around.size()];", "keys_[keys_.size() - 1 - around.size()];", [*KEYS, "random_bills"]),
    ("groups: inside a group are all statements", GROUPS, "under(group.tags, group.statements);", "under(group.tags, statements);", [*KEYS, "random_bills"]),
    ("groups: a sum is its last statement's", GROUPS, "sum->total += own;", "sum->total = own;", [*OWNERS, "random_bills"]),
    ("groups: a group comes to its last month", GROUPS, "sum = sum.value_or(0) + own->total;", "sum = own->total;", ["random_diffs"]),
    ("groups: what is not in the month is 0", GROUPS, "std::optional<GroupSum> sum;\n", "std::optional<GroupSum> sum = GroupSum();\n", KEYS),
    ("groups: credits are added", GROUPS, "return bill.payable() - bill.total();", "return bill.total() - bill.payable();", KEYS),
    ("groups: of several months the first is of no group", GROUPS, "return payable(context) - total(context);", "return ofNoGroup(*context.bill);", ["random_diffs"]),
    ("groups: a title names its own tag only", GROUPS, "groupTitle(group.tags, keys_.size());", "groupTitle({&group.tags.back(), 1}, keys_.size());",
     [*KEYS, "random_bills"]),
    ("groups: the cents are the last statement's", "runtime/report/bill/json.cpp", "cents += invoiced[statement.value];", "cents = invoiced[statement.value];",
     ["random_bills"]),
    ("groups: the first key only is looked for", TAGS, "reportUnknownTag(cx, key, places[key]);\n", "reportUnknownTag(cx, key, places[key]);\n    break;\n", UNKNOWN),
    ("groups: a key may be said twice", "lang/check/library/group_keys.cpp", "if (is_new) {", "if (is_new || true) {", UNKNOWN),
    ("groups: a side without a group has 0 of it", CHANGES, "Amounts(bills_.size())", "Amounts(bills_.size(), base::Rational(0))", [*SIDES, "random_diffs"]),
    ("groups: the first bill says how", CHANGES, "if (!keys.empty()) compared.keys = keys;", "if (compared.keys.empty()) compared.keys = keys;", SIDES),
    ("groups: untagged ones stand where they were", CHANGES, "    sort(all);\n", "", [*SIDES, "random_diffs"]),
    ("groups: what a comment has no room for is lost", "runtime/report/changes/difference.cpp", "after += group->amounts[1].value_or(0);", "", SIDES),
    ("groups: a key that no bill has is nobody's slip", "compiler/session/owners.cpp", "|| known.count(key)) continue;", "|| true) continue;", SIDES),
    ("groups: a key that one bill lacks is an error", "compiler/driver/commands/diff_command.cpp", "options.groups_beside = true;", "", SIDES),
]
