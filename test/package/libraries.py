#!/usr/bin/env python3
"""libraries.py SMCOST: the program needs no other shared library than its package may depend on."""

import re
import subprocess
import sys
from pathlib import Path

# Of libc6 alone: each further one is loaded by each start. With sanitizers, which are never packaged, theirs and the C++ library.
ALLOWED = re.compile(r"(libc|libm|ld-linux-x86-64|ld-linux-aarch64)\.so\.\d+")
OF_SANITIZERS = re.compile(r"(libasan|libubsan|libgcc_s|libstdc\+\+)\.so\.\d+")


def main():
    program = Path(sys.argv[1])
    dump = subprocess.run(["objdump", "-p", program], capture_output=True, text=True, check=True).stdout
    needed = re.findall(r"NEEDED\s+(\S+)", dump)
    is_sanitized = any(name.startswith("libasan") for name in needed)
    others = [name for name in needed if not ALLOWED.fullmatch(name) and not (is_sanitized and OF_SANITIZERS.fullmatch(name))]
    if not needed or others:
        sys.exit(f"{program.name} needs {', '.join(others) or 'nothing, which cannot be'}")
    print(f"needs {', '.join(needed)}")


main()
