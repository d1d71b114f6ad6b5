#!/usr/bin/env python3
"""No state of the process but what is listed here: sessions on threads of one process leave each other alone.

    process_state.py SMCOST

Looks through the objects that the program was linked from for variables that can be written and are no thread's own; `kName` is a
constant, which may be made when the program begins."""

import re
import subprocess
import sys
from pathlib import Path

import tree

# What may be written, by source and by the beginning of its name; each is set once, or is the terminal's or the process's own.
ALLOWED = {
    "compiler/driver/run/output.cpp": ["temporaries"],            # for the handler of a signal that ends the process
    "compiler/driver/main.cpp": ["memory_was_short"],             # for the end of the process
    "compiler/repl/terminal_lines.cpp": ["stopped_by_key"],       # whom Ctrl-C stops: a handler is the process's
    "compiler/repl/terminal_keys.cpp": ["marks_pastes", "usual_actions", "usual_terminal"],   # the one terminal
    "compiler/snapshot/arena.cpp": ["in_use", "all"],             # `operator new` is the process's; no part of smcost
    "compiler/fetch/curl.cpp": ["loadCurl"],                      # loaded once
    "compiler/python/module.cpp": ["pybind11_module_def__smcost"],   # Python's, of the module
    "compiler/session/session.cpp": ["smcost::session::Session::tree() const::nothing"],      # constant
}
# Of the language (whether a local constant was made, what handles exceptions, the streams of <iostream>), and of libraries' headers.
FOREIGN = ("guard variable for ", "DW.ref.", "std::", "llvm::", "CLI::", "pybind11::")
WRITABLE = (".bss", ".data", "*COM*")


def variables(path):
    """Names of an object's variables in sections that stay writable."""
    done = subprocess.run(["nm", "-f", "sysv", "--defined-only", path], capture_output=True, text=True, check=True)
    names = []
    for line in done.stdout.splitlines():
        fields = [field.strip() for field in line.split("|")]
        if len(fields) == 7 and fields[6].startswith(WRITABLE) and not fields[6].startswith(".data.rel.ro"):
            names.append(fields[0])
    if not names:
        return []
    return subprocess.run(["c++filt"], input="\n".join(names) + "\n", capture_output=True, text=True, check=True).stdout.splitlines()


def is_allowed(name, allowed):
    plain = name.replace("(anonymous namespace)::", "")
    is_constant = re.match(r"k[A-Z]", plain.split("::")[-1])
    return bool(is_constant) or name.startswith(FOREIGN) or any(word in plain for word in allowed)


def main():
    build = Path(sys.argv[1]).resolve().parents[2]
    failures, count = [], 0
    for path in sorted(path for top in ("lang", "runtime", "compiler") for path in (build / top).rglob("*.cpp.o")):
        parts = path.relative_to(build).parts
        at = parts.index("CMakeFiles")
        source = "/".join(parts[:at] + parts[at + 2:]).removesuffix(".o")
        if not (tree.ROOT / source).is_file():
            continue
        count += 1
        failures += [f"{source}: `{name}` can be written and is the process's" for name in variables(path)
                     if not is_allowed(name, ALLOWED.get(source, []))]
    if count == 0:
        failures.append(f"no objects are below {build}")
    tree.verdict(failures, f"{count} sources without state of the process, but for what is listed")


main()
