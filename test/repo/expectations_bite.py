#!/usr/bin/env python3
"""expectations_bite.py SMCOST: every digit of every value that an example of the pricing page
expects is changed once, and each change makes the example fail."""

import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import tree

FINE = 0
VALUE = re.compile(r"^expect [^=\n]*== ((?:(?! printed| erratum)[^\n#])*)", re.MULTILINE)


def changed(text):
    """Each text with one digit of an expected value raised by one."""
    for value in VALUE.finditer(text):
        for at in range(value.start(1), value.end(1)):
            if text[at].isdigit():
                yield at, text[:at] + str((int(text[at]) + 1) % 10) + text[at + 1:]


def main():
    smcost = sys.argv[1]

    def outcome(job):
        example, at, text = job
        with tempfile.NamedTemporaryFile("w", suffix=".smcost") as spec:
            spec.write(text)
            spec.flush()
            done = subprocess.run([smcost, "test", "--diagnostics=short", spec.name], capture_output=True,
                                  text=True, timeout=60, check=False)
        line = text.count("\n", 0, at) + 1
        return f"{tree.name(example)}:{line}: nothing fails with `{text.splitlines()[line - 1]}`" if done.returncode == FINE else None

    jobs = [(example, at, text) for example in tree.files("examples/aws_pricing_page/*.smcost")
            for at, text in changed(Path(example).read_text())]
    with ThreadPoolExecutor(2) as pool:
        failures = [failure for failure in pool.map(outcome, jobs) if failure]
    if len(jobs) < 100:
        failures.append(f"only {len(jobs)} digits were found")
    tree.verdict(failures, f"{len(jobs)} changed digits are seen")


main()
