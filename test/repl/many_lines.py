#!/usr/bin/env python3
"""10,000 inputs in one dialogue: memory levels off, whatever is redefined, asked or wrong."""

import subprocess
import sys
from fractions import Fraction

SMCOST = sys.argv[1]
COUNT = 10_000
# Of what the process holds after the first tenth, in per cent.
MOST_GROWTH = 15


def resident(process):
    with open(f"/proc/{process.pid}/statm") as statm:
        return int(statm.read().split()[1]) * 4096


def line(i):
    kind = i % 5
    if kind == 0:
        return f"a = train {i % 7 + 1}x ml.m4.4xlarge {i % 59 + 1}min, storage {i % 90 + 1} GB"
    if kind == 1:
        return f"let x{i % 20} = {i}.{i} min * {i % 13} USD/h"
    if kind == 2:
        return f"train ml.m5.xlarge {i % 59 + 1}min"
    if kind == 3:
        return f"ans * {i} less {i % 90} %"
    return f"trian {i}x"


def main():
    process = subprocess.Popen([SMCOST, "repl", "--diagnostics=short"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    early = 0
    for i in range(COUNT):
        process.stdin.write(line(i) + "\n")
        process.stdin.flush()
        # An answer a line tells that it was read; every fifth only complains.
        if i % 5 == 4:
            continue
        while True:
            answer = process.stdout.readline()
            if answer.startswith("= ") or " : " in answer:
                break
        if i // (COUNT // 10) == 1 and early == 0:
            early = resident(process)
    late = resident(process)
    process.stdin.write("1 h * 2 USD/h\n")
    process.stdin.close()
    rest = process.stdout.read()
    if "2 USD : Money[USD]" not in rest:
        sys.exit(f"the dialogue did not answer at its end: {rest!r}")
    if process.wait() != 1:
        sys.exit(f"exit code {process.returncode} where one input of five was wrong")
    growth = Fraction(late - early, early) * 100
    print(f"{early >> 20} MiB after {COUNT // 10} inputs, {late >> 20} MiB after {COUNT}")
    if growth > MOST_GROWTH:
        sys.exit(f"memory grew by {float(growth):.1f} %")


main()
