#!/usr/bin/env python3
"""examples_run.py SMCOST: every example evaluates and passes its checks on both engines."""

import subprocess
import sys

import tree


def main():
    smcost = sys.argv[1]
    failures = []
    examples = tree.files("examples/*.smcost")
    for example in examples:
        for command in ("eval", "test"):
            done = subprocess.run([smcost, command, "--engine=both", str(example)],
                                  capture_output=True, text=True, timeout=120, check=False)
            if done.returncode != 0:
                failures.append(f"{tree.name(example)}: {command} ends with {done.returncode}\n{done.stderr}")
    tree.verdict(failures, f"{len(examples)} examples are fine on both engines")


main()
