"""Faults in what names mean, and in renaming."""

NAMES = "lang/check/names/names.cpp"
DECLARED = "lang/check/names/declared_names.cpp"
PARTS = "lang/check/expressions/name_parts.cpp"
ENTRIES = "lang/check/scenarios/scenario_entries.cpp"
ASKED = "compiler/session/mentions.cpp"
RENAME = "compiler/query/rename.cpp"
PROOF = "compiler/query/rename_proof.cpp"
PLACES = ["unit.names_test"]
RENAMING = ["unit.rename_test"]
COLOURS = ["unit.outline_test"]

FAULTS = [
    ("names: a part of a name is its file's", NAMES, "if (is_whole) cx.options.mentions->note(part, *outer);", "if (is_whole) cx.options.mentions->note(part, decl);", PLACES),
    ("names: what comes first is the last", DECLARED, "for (uint32_t i = at.value; has_lets && i-- > file.node(item).first;)", "for (uint32_t i = item.value; has_lets && i-- > file.node(item).first;)",
     PLACES),
    ("names: a label is its parameter", "lang/check/statements/bind.cpp", "const NodeId label = labelOf(declared, name);", "const NodeId label = name;", PLACES),
    ("names: what reads alike is not read", "lang/check/statements/statements.cpp", "!(cx.options.mentions && !cx.options.scenario)", "true", PLACES),
    ("names: parts of an option are none", PARTS, "while (option) {", "while (false) {", PLACES),
    ("names: a line is none", PARTS, "if (const NodeId line = lineNamed(", "if (const NodeId line = labelOf(file, {}); false && lineNamed(", PLACES),
    ("names: a scenario's statement is none", ENTRIES, "    noteStatement(place, set.field);\n", "", PLACES),
    ("names: used files are not read", "lang/check/unasked.cpp", "if (!isBilled(scope)) readFile(cx, scope);", "if (isBilled(scope)) readFile(cx, scope);", PLACES),
    ("names: scenarios are not read", ASKED, "options.scenario = name;", "options.scenario = name + name;", PLACES),
    ("names: blocks are not read", ASKED, "options.block = item;", "", PLACES),
    ("names: of an included file its bill is read", ASKED, "if (!module.is_library && hasOwnMatters(module.tree))", "if (module.is_library && hasOwnMatters(module.tree))", RENAMING),
    ("names: the end of a name is the next one's", "compiler/query/names.cpp", "one.at.begin <= offset; });", "one.at.begin < offset; });", PLACES),
    ("rename: nobody looks at the rest of the text", RENAME, "if (session.sources().text(at) == symbol.name) return Refusal{fmt::format(\"nobody", "if (false) return Refusal{fmt::format(\"nobody", RENAMING),
    ("rename: what does not read is passed over", RENAME, "if (const auto at = unread(session)) return", "if (const auto at = unread(session); false) return", RENAMING),
    ("rename: the library's too", RENAME, "if (symbol.is_library) return", "if (false) return", RENAMING),
    ("rename: meanings are not compared", PROOF, "if (auto refusal = otherMeaning(names, renamed, moved)) return refusal;", "if (auto refusal = otherMeaning(names, renamed, moved); false) return refusal;", RENAMING),
    ("rename: places behind an edit stay", PROOF, "      if (!is_before) break;\n      by +=", "      if (!is_before) break;\n      by *=", RENAMING),
    ("rename: findings are not moved", PROOF, "all[i].kind == now[i].kind && moved(all[i].span) == now[i].span;", "all[i].kind == now[i].kind && moved(now[i].span) == now[i].span;", RENAMING),
    ("tokens: leaves lie over names", "compiler/query/tokens.cpp", "std::min(node.end, end), *classOf", "node.end, *classOf", [*COLOURS, "random_renames"]),
    ("tokens: behind a known part is a word of the grammar", "compiler/query/tokens.cpp", "file_.nodes[at[-1]].end > begin) --at;", "file_.nodes[at[-1]].end > begin + 1000) --at;", COLOURS),
    ("folds: the run of uses ends with its first", "compiler/query/folding.cpp", "while (last + 1 < file_.items.size() && isImport(last + 1)) ++last;", "", COLOURS),
]
