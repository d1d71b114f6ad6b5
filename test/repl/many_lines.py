#!/usr/bin/env python3
"""Many inputs in one dialogue: memory levels off, whatever is redefined, asked or wrong.

    many_lines.py SMCOST COUNT [--any-growth]

Prints what the process holds after a fifth and at the end, and how long the answer to a one-line
workload takes: the median, and its ratio to that of the first line."""

import statistics
import subprocess
import sys
import time

SMCOST, COUNT = sys.argv[1], int(sys.argv[2])
# Of what the process holds after a fifth of the inputs, in per cent.
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
        return f"train ml.m4.4xlarge {i % 59 + 1}min"
    if kind == 3:
        return f"ans * {i} less {i % 90} %"
    return f"trian {i}x"


def main():
    process = subprocess.Popen([SMCOST, "repl", "--diagnostics=short"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.DEVNULL, text=True)
    early, times = 0, []
    for i in range(COUNT):
        begin = time.monotonic()
        process.stdin.write(line(i) + "\n")
        process.stdin.flush()
        # An answer a line tells that it was read; every fifth only complains.
        if i % 5 == 4:
            continue
        while True:
            answer = process.stdout.readline()
            if answer.startswith("= ") or " : " in answer:
                break
            if not answer:
                sys.exit(f"the dialogue ended at {line(i)!r}")
        if i % 5 == 2 or not times:
            times.append(time.monotonic() - begin)
        if i == COUNT // 5:
            early = resident(process)
    late = resident(process)
    process.stdin.write("1 h * 2 USD/h\n")
    process.stdin.close()
    rest = process.stdout.read()
    if "2 USD : Money[USD]" not in rest:
        sys.exit(f"the dialogue did not answer at its end: {rest!r}")
    if process.wait() != 1:
        sys.exit(f"exit code {process.returncode} where one input of five was wrong")
    median = statistics.median(times[1:])
    print(f"{early >> 20} MiB after {COUNT // 5} inputs, {late >> 20} MiB after {COUNT}")
    print(f"a one-line workload: median {median * 1000:.1f} ms, {median / times[0]:.2f} of the first line")
    if "--any-growth" not in sys.argv and (late - early) * 100 > early * MOST_GROWTH:
        sys.exit(f"memory grew by {(late - early) * 100 // early} %")


main()
