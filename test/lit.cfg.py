# lit's set-up for every text test; README.md says how to write one.
import os
import re

import lit.formats
import lit.TestRunner

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
# For `%if sanitized %{ ... %}`, where a figure is measured.
if config.smcost_sanitized:
    config.available_features.add("sanitized")
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


# The checkout may lie in a folder whose name has a blank: each path that lit puts outside of quotation marks gets its own.
QUOTED_OR_PATH = re.compile(r"""\\.|"(?:\\.|[^"\\])*"|'[^']*'|%%|(""" + "|".join([*(name for name, _ in config.substitutions), "%[stSTp]"]) + ")")


def with_quoted_paths(line):
    return QUOTED_OR_PATH.sub(lambda found: f'"{found[1]}"' if found[1] else found[0], line)


def apply_substitutions(script, *more, plain=lit.TestRunner.applySubstitutions, **named):
    for directive in script:
        if isinstance(directive, lit.TestRunner.CommandDirective):
            directive.command = with_quoted_paths(directive.command)
        elif isinstance(directive, lit.TestRunner.SubstDirective):
            directive.value = with_quoted_paths(directive.value)
    return plain(script, *more, **named)


# The configuration is read once for each suite of a run; what is replaced already stays.
if lit.TestRunner.applySubstitutions.__name__ != apply_substitutions.__name__:
    lit.TestRunner.applySubstitutions = apply_substitutions
