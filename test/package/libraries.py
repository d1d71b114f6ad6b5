#!/usr/bin/env python3
"""libraries.py SMCOST: the program needs no other shared library than its package may depend on."""

import re
import subprocess
import sys
from pathlib import Path

# libc6, libgcc-s1, libstdc++6, libedit2, libsimdjson14; and the sanitizers' own, which are never packaged.
ALLOWED = re.compile(r"(libc|libm|ld-linux-x86-64|ld-linux-aarch64|libgcc_s|libstdc\+\+|libedit|libsimdjson|libasan|libubsan)\.so\.\d+")


def main():
    program = Path(sys.argv[1])
    dump = subprocess.run(["objdump", "-p", program], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r"NEEDED\s+(\S+)", dump)
    others = [name for name in needed if not ALLOWED.fullmatch(name)]
    if not needed or others:
        sys.exit(f"{program.name} needs {', '.join(others) or 'nothing, which cannot be'}")
    print(f"needs {', '.join(needed)}")


main()
