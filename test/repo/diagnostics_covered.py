#!/usr/bin/env python3
"""Every kind of the table is expected by a test: its code stands in a text test or its script, in a `rejects`
of a test, or in the bad example of its page, which test/diagnostics runs."""

import re

import tree

KIND = re.compile(r"^SMCOST_KIND\((\d+), (\w+)", re.MULTILINE)


def expected_text():
    texts = [path.read_text(errors="replace") for path in tree.files("test/*.smcost", "test/*.test", "test/driver/*.py", "test/prices/*.py", "test/unit/*.cpp")]
    return "\n".join(texts)


def runs_bad_example(code):
    page = tree.ROOT / "lang" / "diagnostics" / "pages" / f"SMC{code}.md"
    if not page.is_file():
        return False
    return re.search(r"^```(smcost bad|console run)", page.read_text(), re.MULTILINE) is not None


def main():
    table = (tree.ROOT / "lang" / "diagnostics" / "kinds.def").read_text()
    kinds = KIND.findall(table)
    texts = expected_text()
    failures = [f"SMC{code} ({name}) is in no test's expected output" for code, name in kinds
                if f"SMC{code}" not in texts and not runs_bad_example(code)]
    tree.verdict(failures, f"all {len(kinds)} kinds are expected by a test")


main()
