#!/usr/bin/env python3
"""symbols_test.py LIBRARY HEADER: the library defines for others what its header declares, and nothing else."""

import re
import subprocess
import sys
from pathlib import Path

header = set(re.findall(r"SMCOST_API [\w *]*?\*?(smcost_\w+)\(", Path(sys.argv[2]).read_text()))
table = subprocess.run(["nm", "-D", "--defined-only", sys.argv[1]], capture_output=True, text=True, check=True).stdout
found = {line.split()[-1] for line in table.splitlines()}
# With sanitizers it has names of theirs.
found = {name for name in found if not re.match(r"_?_(asan|odr_asan|ubsan|sanitizer)", name)}
if found != header or len(header) != 17:
    sys.exit(f"declared and not defined: {sorted(header - found)}; defined and not declared: {sorted(found - header)}")
print(f"{len(header)} functions")
