#!/usr/bin/env python3
"""No C++ source or header has more than 500 lines: one concern in each."""

import tree

LINES = 500


def main():
    paths = tree.sources("lang", "compiler", "runtime", "test")
    failures = []
    for path in paths:
        count = len(path.read_text().splitlines())
        if count > LINES:
            failures.append(f"{tree.name(path)} has {count} lines, more than {LINES}")
    tree.verdict(failures, f"{len(paths)} files, none over {LINES} lines")


main()
