"""Applies a unified diff of one file, strictly: apply_diff.py DIFF BEFORE AFTER."""

import re
import sys


def main():
    diff_path, before_path, after_path = sys.argv[1:]
    before = open(before_path, encoding="utf-8").read().splitlines(keepends=True)
    diff = open(diff_path, encoding="utf-8").read().splitlines(keepends=True)[2:]
    after, at = [], 0
    for i, line in enumerate(diff):
        text = line[1:]
        if i + 1 < len(diff) and diff[i + 1].startswith("\\"):
            text = text[:-1]
        if hunk := re.match(r"@@ -(\d+),(\d+) \+", line):
            begin = int(hunk[1]) - (hunk[2] != "0")
            after += before[at:begin]
            at = begin
        elif line[0] in " -":
            assert before[at] == text, f"line {at + 1} is {before[at]!r}, not {text!r}"
            after += [text] if line[0] == " " else []
            at += 1
        elif line[0] == "+":
            after.append(text)
    open(after_path, "w", encoding="utf-8").write("".join(after + before[at:]))


main()
