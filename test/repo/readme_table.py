#!/usr/bin/env python3
"""readme_table.py SMCOST: the table of printed and exact figures in README.md, and its bill, are what the
program prints today."""

import os
import re
import subprocess
import sys

import tree


def shown_bills(readme):
    """Each command of a block that prices something, with what the block says that it prints."""
    return re.findall(r"^    \$ \./dev run (eval .*)\n((?:(?!    \$)    .*\n|\n)*)", readme, re.MULTILINE)


def check_bills():
    bills = shown_bills((tree.ROOT / "README.md").read_text())
    failures = [] if bills else ["README.md shows no bill"]
    # As wide as where nothing says how wide.
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    for words, shown in bills:
        done = subprocess.run([sys.argv[1], *words.split()], cwd=tree.ROOT, capture_output=True, text=True, timeout=120, check=False,
                              env=environment)
        printed = [("    " + line).rstrip() for line in done.stdout.splitlines()]
        if done.returncode != 0 or printed != shown.rstrip().splitlines():
            failures.append(f"README.md has another bill than {words} prints:\n{done.stdout}")
    return failures


def main():
    command = [sys.argv[1], "test", "--report", "--format", "markdown", "examples/aws_pricing_page"]
    done = subprocess.run(command, cwd=tree.ROOT, capture_output=True, text=True, timeout=120, check=False)
    failures = check_bills()
    if done.returncode != 0:
        failures.append(f"the report ends with {done.returncode}\n{done.stderr}")
    elif done.stdout not in (tree.ROOT / "README.md").read_text():
        failures.append("README.md has another table than:\n" + done.stdout)
    tree.verdict(failures, "README.md has the table of today")


main()
