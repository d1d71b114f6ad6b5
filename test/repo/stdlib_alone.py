#!/usr/bin/env python3
"""stdlib_alone.py SMCOST: every module of the standard library passes `check --strict` by itself."""

import subprocess
import sys

import tree


def main():
    smcost = sys.argv[1]
    failures = []
    modules = tree.files("stdlib/*.smcost")
    for module in modules:
        done = subprocess.run([smcost, "check", "--strict", str(module)],
                              capture_output=True, text=True, timeout=120, check=False)
        if done.returncode != 0:
            failures.append(f"{tree.name(module)} ends with {done.returncode}\n{done.stderr}")
    tree.verdict(failures, f"{len(modules)} modules check alone")


main()
