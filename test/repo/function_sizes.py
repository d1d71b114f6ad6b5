#!/usr/bin/env python3
"""No function has more than 60 lines: what is longer is several things, but for a table."""

import re

import tree

LINES = 60
TABLES = {("lang/syntax/tree.cpp", "nodeKindName")}
# What opens a block and is no function of a name.
OTHERS = re.compile(r"\s*(namespace|struct|class|enum|union|if|for|while|switch|else|do|try|case|default|extern|\}|//|return\b)")
NAME = re.compile(r"([~\w]+)\s*\(")


def indent(line):
    return len(line) - len(line.lstrip(" "))


def first_of(lines, at):
    """The line on which what opens a block at the end of line `at` begins."""
    while at > 0 and lines[at - 1].strip() and not re.search(r"[;{}:]\s*$|^\s*(//|#)", lines[at - 1]):
        at -= 1
    return at


def functions(lines):
    """(name, first line, count) of each function at file or class level."""
    for at, line in enumerate(lines):
        if not line.endswith("{"):
            continue
        begin = first_of(lines, at)
        if "(" not in lines[begin] or OTHERS.match(lines[begin]) or " = " in lines[begin].split("(")[0] or indent(lines[begin]) > 4:
            continue
        if re.match(r"\s*(const )?auto \w+ = \[", lines[begin]):
            continue
        closing = " " * indent(lines[begin]) + "}"
        end = next((i for i in range(at + 1, len(lines)) if lines[i].startswith(closing)), None)
        name = NAME.search(lines[begin])
        if name and end is not None:
            yield name[1], begin + 1, end - begin + 1


def main():
    failures, count, longest = [], 0, set()
    for path in tree.sources("lang", "compiler", "runtime"):
        for name, begin, size in functions(path.read_text().splitlines()):
            count += 1
            if size <= LINES:
                continue
            longest.add((tree.name(path), name))
            if (tree.name(path), name) not in TABLES:
                failures.append(f"{tree.name(path)}:{begin}: `{name}` has {size} lines, more than {LINES}")
    failures += [f"{path}: `{name}` is no exception any longer" for path, name in TABLES - longest]
    tree.verdict(failures, f"{count} functions, none over {LINES} lines but {len(TABLES)} table")


main()
