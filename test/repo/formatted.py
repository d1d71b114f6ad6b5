#!/usr/bin/env python3
"""The library and the examples are in the style that `smcost fmt` writes."""

import subprocess
import sys

import tree


def main():
    folders = [str(tree.ROOT / name) for name in ("stdlib", "examples")]
    done = subprocess.run([sys.argv[1], "fmt", "--check", *folders], capture_output=True, text=True, check=False)
    failures = [f"{line} is not formatted: run `smcost fmt` on it" for line in done.stdout.splitlines()]
    if done.returncode not in (0, 2):
        failures.append(f"`smcost fmt --check` exited with {done.returncode}: {done.stderr}")
    tree.verdict(failures, "stdlib and examples are formatted")


main()
