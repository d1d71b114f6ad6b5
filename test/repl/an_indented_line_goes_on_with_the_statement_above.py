#!/usr/bin/env python3
"""A formatted spec through a pipe, at once and line by line: its indented lines are in the bill."""

import subprocess
import sys
from fractions import Fraction

SMCOST = sys.argv[1]
SPEC = """concept = train 4x ml.m4.4xlarge 30min

  storage 100 GB each
second = train 2x ml.m4.4xlarge 30min
"""


def last_total(text):
    return [line for line in text.splitlines() if line.endswith(": Money[USD]")][-1]


def line_by_line(text):
    process = subprocess.Popen([SMCOST, "repl"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    said = ""
    for line in text.splitlines():
        process.stdin.write(line + "\n")
        process.stdin.flush()
        if not line:
            continue
        while True:
            answer = process.stdout.readline()
            said += answer
            if answer.startswith("= ") or not answer:
                break
    return said + process.communicate("total\n")[0]


def main():
    whole = subprocess.run([SMCOST, "repl"], input=SPEC + "total\n", capture_output=True, text=True)
    if whole.returncode != 0:
        sys.exit(whole.stdout + whole.stderr)
    if "= 1.92 USD" in whole.stdout:
        sys.exit(f"the statement was answered without its indented line\n{whole.stdout}")
    # 4 and 2 machines for half an hour at 0.96, and 4 times 100 GB for half an hour of 730 at 0.14.
    wanted = Fraction("0.96") * 3 + Fraction("0.14") * 400 / 2 / 730
    if f"exactly {wanted} : Money" not in last_total(whole.stdout):
        sys.exit(f"{wanted} wanted\n{whole.stdout}")
    apart = line_by_line(SPEC)
    if "with the indented line" not in apart or last_total(apart) != last_total(whole.stdout):
        sys.exit(f"{whole.stdout}\n{apart}")


main()
