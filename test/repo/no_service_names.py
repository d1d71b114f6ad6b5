#!/usr/bin/env python3
"""The compiler knows no cloud service: its C++ and the comments in it name none."""

import re

import tree

SERVICE = re.compile(r'\b(sagemaker|train|aws|amazon)\b|"ml\.|\bml\.[a-z]\d', re.IGNORECASE)


def main():
    failures = []
    paths = tree.sources("lang", "compiler", "runtime")
    for path in paths:
        for number, line in enumerate(path.read_text().splitlines(), 1):
            if tree.name(path) == "compiler/driver/line/command_line.cpp" and line.lstrip().startswith('"'):
                # Examples in the help are what a user types.
                continue
            if found := SERVICE.search(line):
                failures.append(f"{tree.name(path)}:{number}: `{found[0]}`")
    tree.verdict(failures, f"{len(paths)} files name no service")


main()
