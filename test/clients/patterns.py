#!/usr/bin/env python3
"""patterns.py GRAMMAR: what GitHub wants of the TextMate grammar: PCRE reads each pattern, and each name of a rule is there."""

import json
import shutil
import subprocess
import sys
from pathlib import Path


def patterns(rule):
    """(key, text) of each pattern and include below a rule."""
    if isinstance(rule, list):
        for one in rule:
            yield from patterns(one)
    elif isinstance(rule, dict):
        for key, value in rule.items():
            if key in ("match", "begin", "end", "while", "include", "name") and isinstance(value, str):
                yield key, value
            else:
                yield from patterns(value)


def main():
    grammar = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    assert grammar["scopeName"] == "source.smcost" and grammar["fileTypes"] == ["smcost"]
    grep = shutil.which("grep")
    failures, count, used = [], 0, set()
    for key, text in patterns([grammar["patterns"], grammar["repository"]]):
        if key == "include":
            used.add(text.removeprefix("#"))
        elif key == "name":
            if not text.endswith(".smcost"):
                failures.append(f"the scope {text} does not end with the language's name")
        else:
            count += 1
            done = subprocess.run([grep, "-P", "--", text], input="", capture_output=True, text=True, check=False)
            if done.returncode > 1 or not text:
                failures.append(f"PCRE does not read {text!r}: {done.stderr.strip()}")
    if used != set(grammar["repository"]):
        failures.append(f"rules that are used and there: {sorted(used ^ set(grammar['repository']))}")
    print("\n".join(failures) or f"PCRE reads {count} patterns")
    sys.exit(1 if failures or count < 30 else 0)


main()
