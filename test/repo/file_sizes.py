#!/usr/bin/env python3
"""No C++ source or header has more than 450 lines: one concern in each. The table of the grammar stands in one piece."""

import tree

LINES = 450
TABLES = {"lang/syntax/grammar.h"}


def main():
    paths = tree.sources("lang", "compiler", "runtime", "test")
    failures = []
    for path in paths:
        count = len(path.read_text().splitlines())
        if count > LINES and tree.name(path) not in TABLES:
            failures.append(f"{tree.name(path)} has {count} lines, more than {LINES}")
    tree.verdict(failures, f"{len(paths)} files, none over {LINES} lines but {len(TABLES)} table")


main()
