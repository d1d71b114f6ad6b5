#!/usr/bin/env python3
"""Includes run one way: each folder, of any depth, sees only what the table in compiler/README.md allows,
each library's DEPENDS names no other, and a foreign library stays in its home."""

import re
from pathlib import Path

import tree

README = tree.ROOT / "compiler" / "README.md"
INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^">]+)[">]', re.MULTILINE)
# A foreign header by its beginning, and the places that may include it.
HOMES = {
    "tao/pegtl": ["lang/syntax/grammar.h", "lang/syntax/grammar_pieces.h", "lang/syntax/parse.cpp", "lang/syntax/reading.h"],
    "llvm": ["compiler/lower/*.cpp", "compiler/jit/*.cpp", "runtime/book/digest.cpp"],
    "openssl": ["runtime/book/digest.cpp"],
    "CLI": ["compiler/driver/line/command_line*.cpp"],
    "toml++": ["compiler/config/toml_file.cpp"],
    "nlohmann": ["runtime/report/amounts.h", "compiler/rpc/json.h", "runtime/findings/sarif.cpp", "runtime/lists/account.cpp"],
    "simdjson.h": ["runtime/lists/json_library.h"],
    "curl": ["compiler/fetch/curl.h"],
    "zlib.h": ["compiler/fetch/inflate.cpp"],
    "mpfr.h": ["runtime/draws/quantiles.cpp"],
    "pybind11": ["compiler/python/module.cpp"],
    "histedit.h": ["compiler/repl/terminal_lines.cpp"],
}


def read_table():
    """Rows `| lang/base | - |`, `| lang/source | lang/base |` of the README's table."""
    table = {}
    for row in re.finditer(r"^\| `([a-z_/]+)` \| ([^|]*) \|", README.read_text(), re.MULTILINE):
        table[row[1]] = set(re.findall(r"`([a-z_/]+)`", row[2]))
    return table


def closure(table, folder, seen=None):
    """What a folder may see: its arrows, and theirs."""
    seen = set() if seen is None else seen
    for target in table[folder]:
        if target not in seen:
            seen.add(target)
            closure(table, target, seen)
    return seen


def room_of(path, table):
    """The row of a header or source: the most specific one, `compiler/driver/line` before `compiler/driver`.
    `runtime` has only what lies in runtime/ itself. Without a row: the folder."""
    parts = Path(path).parts[:-1]
    for length in range(len(parts), 1, -1):
        if "/".join(parts[:length]) in table:
            return "/".join(parts[:length])
    return "/".join(parts)


def library_folder(target, folders):
    """smcost_lang_base -> lang/base; smcost_session -> compiler/session; smcost_driver_line -> compiler/driver/line."""
    wanted = target.removeprefix("smcost_")
    for folder in folders:
        if wanted in (folder.replace("/", "_"), "_".join(folder.split("/")[1:])):
            return folder
    return None


def check_includes(table, failures):
    for path in tree.sources("lang", "compiler", "runtime"):
        here = room_of(tree.name(path), table)
        for kind, target in INCLUDE.findall(path.read_text()):
            check_home(path, target, failures)
            if kind == "<" or not target.startswith(("lang/", "compiler/", "runtime/")):
                continue
            there = room_of(target, table)
            if here not in table:
                failures.append(f"{tree.name(path)}: `{here}` is not in the table of compiler/README.md")
                break
            if there != here and there not in closure(table, here):
                failures.append(f"{tree.name(path)}: includes {target}; `{here}` must not see `{there}`")


def check_home(path, target, failures):
    for library, homes in HOMES.items():
        if target == library or target.startswith(library + "/"):
            if not any(path.relative_to(tree.ROOT).match(home) for home in homes):
                failures.append(f"{tree.name(path)}: includes <{target}>, which belongs in {', '.join(homes)}")


def check_depends(table, failures):
    for lists in tree.files("*CMakeLists.txt"):
        text = re.sub(r"#.*", "", lists.read_text())
        here = str(lists.parent.relative_to(tree.ROOT))
        for library in re.finditer(r"smcost_library\(\s*(\w+)[^)]*?DEPENDS([^)]*)\)", text):
            for target in re.findall(r"\bsmcost_\w+", library[2]):
                there = library_folder(target, table)
                if there and here in table and there != here and there not in closure(table, here):
                    failures.append(f"{here}/CMakeLists.txt: {target} is not among what `{here}` may see")


def main():
    failures = []
    table = read_table()
    for folder in table:
        if folder in closure(table, folder):
            failures.append(f"the arrows from `{folder}` lead back to it")
    check_includes(table, failures)
    check_depends(table, failures)
    tree.verdict(sorted(set(failures)), f"{len(table)} folders, every arrow as in the table")


main()
