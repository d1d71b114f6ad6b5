#!/usr/bin/env python3
"""Rewrites the CHECK lines of text tests that begin with `# AUTOUPDATE`.

    update_checks.py SMCOST FILE...

Each such file has one RUN line that ends in `| %FileCheck %s`. The command before the bar is
run, and its output becomes the CHECK lines at the end of the file: read the diff.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUN = re.compile(r"^# RUN: (.*)\|\s*%FileCheck %s\s*$", re.MULTILINE)
CHECKS = re.compile(r"^# CHECK.*\n?", re.MULTILINE)


def command_of(run, path, smcost):
    values = {
        "%exit": str(ROOT / "test" / "exit_code.sh"), "%smcost": smcost,
        "%not": "/usr/lib/llvm-19/bin/not",
        "%examples": str(ROOT / "examples"), "%stdlib": str(ROOT / "stdlib"), "%s": str(path), "%S": str(path.parent),
    }
    return re.sub("|".join(map(re.escape, values)), lambda match: values[match[0]], run)


def check_lines(output, path):
    """One line of output, one CHECK line; the folder of the file is not part of it."""
    lines = []
    kind = "CHECK"
    for line in output.splitlines():
        if not line.strip():
            kind = "CHECK"
            continue
        text = line.rstrip().replace("{{", "{{[{][{]}}").replace("[[", "{{\\[\\[}}").replace(str(path), "{{.*}}" + path.name)
        lines.append(f"# {kind}: {text.lstrip() if kind == 'CHECK' else text}\n")
        kind = "CHECK-NEXT"
    return lines


def update(path, smcost):
    text = path.read_text()
    if not text.startswith("# AUTOUPDATE"):
        return
    run = RUN.search(text)
    if run is None:
        sys.exit(f"{path}: no RUN line that ends in `| %FileCheck %s`")
    done = subprocess.run(command_of(run[1], path, smcost), shell=True, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{path}: the command ends with {done.returncode}\n{done.stdout}{done.stderr}")
    kept = CHECKS.sub("", text).rstrip("\n")
    path.write_text(kept + "\n\n" + "".join(check_lines(done.stdout, path)))


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    for name in sys.argv[2:]:
        update(Path(name).resolve(), sys.argv[1])


main()
