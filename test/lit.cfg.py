# lit's set-up for every text test; README.md says how to write one.
import os

import lit.formats

root = config.smcost_source_root

config.name = "smcost"
# lit's own shell: no process per line, and the same on every machine.
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".smcost", ".test"]
config.excludes = ["Inputs", "unit", "random", "bench", "fuzz", "repo"]
config.test_source_root = os.path.join(root, "test")

config.environment["PATH"] = config.llvm_tools + os.pathsep + os.environ.get("PATH", "")
config.environment["LC_ALL"] = "C.UTF-8"
for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
config.environment.pop("NO_COLOR", None)
# What a report says does not depend on how wide the terminal of the moment is; report/fits_the_terminal.test has where it breaks.
config.environment["COLUMNS"] = "1000"

# lit replaces in this order, before its own %s, %S and %t: a longer name comes before its prefix.
config.substitutions += [
    # A command must end with exactly this code:  %exit 2 %smcost check %s
    ("%exit", os.path.join(root, "test", "exit_code.sh")),
    ("%smcost", config.smcost_program),
    ("%FileCheck", os.path.join(config.llvm_tools, "FileCheck")),
    ("%split-file", os.path.join(config.llvm_tools, "split-file")),
    ("%not", os.path.join(config.llvm_tools, "not")),
    ("%examples", os.path.join(root, "examples")),
    ("%stdlib", os.path.join(root, "stdlib")),
    ("%python", config.python),
    ("%root", root),
    ("%build", config.smcost_build_root),
]
