#!/usr/bin/env python3
"""readme_table.py SMCOST: the table of printed and exact figures in README.md is what the
program prints today."""

import subprocess
import sys

import tree


def main():
    command = [sys.argv[1], "test", "--report", "--format", "markdown", "examples/aws_pricing_page"]
    done = subprocess.run(command, cwd=tree.ROOT, capture_output=True, text=True, timeout=120, check=False)
    failures = []
    if done.returncode != 0:
        failures.append(f"the report ends with {done.returncode}\n{done.stderr}")
    elif done.stdout not in (tree.ROOT / "README.md").read_text():
        failures.append("README.md has another table than:\n" + done.stdout)
    tree.verdict(failures, "README.md has the table of today")


main()
