#!/usr/bin/env python3
"""Runs every example of the explain pages.

    pages_test.py SMCOST [NUMBER...]

SMCOST is the binary; with numbers only those pages run. A `smcost bad` block must give
exactly the code of its page, a `smcost good` block must give nothing, and the last command
of a `console run` block must fail with the code first. Blocks are checked; those of prices
(4xxx) and evaluation (5xxx) are also evaluated and tested. Every kind of kinds.def needs
its page. What fails is printed, and the exit code says whether anything did.
"""

import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DIAGNOSTICS = ROOT / "lang" / "diagnostics"
BLOCK = re.compile(r"^```(.*)\n((?:.*\n)*?)```$", re.MULTILINE)
KIND = re.compile(r"^SMCOST_KIND\((\d+), (\w+), (error|warning)", re.MULTILINE)
SECONDS = 60
# Reported beside anything when a spec says no region or period.
ASSUMED_DEFAULT = "SMC2123"


class Failure(Exception):
    """What an example did instead of what its page says."""


def read_diagnostics(text):
    """The JSON array in what the tool wrote to stderr; verdict lines may stand around it."""
    decoder = json.JSONDecoder()
    for match in re.finditer(r"^\[", text, re.MULTILINE):
        try:
            found, _ = decoder.raw_decode(text, match.start())
        except ValueError:
            continue
        return found
    if text.strip() and "SMC" in text:
        raise Failure(f"no JSON on stderr:\n{text}")
    return []


def run_tool(binary, command, flags, folder):
    """One run: exit code, and the diagnostics."""
    arguments = [binary, command, "--diagnostics=json", *flags, "spec.smcost"]
    done = subprocess.run(arguments, cwd=folder, capture_output=True, timeout=SECONDS, check=False)
    if done.returncode < 0:
        raise Failure(f"{command} died of signal {-done.returncode}")
    return done.returncode, read_diagnostics(done.stderr.decode("utf-8"))


def codes_of(diagnostics, page_code):
    return {one["code"] for one in diagnostics} - ({ASSUMED_DEFAULT} - {page_code})


def commands_for(number):
    return ["check", "eval", "test"] if 4000 <= number < 6000 else ["check"]


def flags_of(block):
    first = block.split("\n", 1)[0]
    return first.removeprefix("# flags:").split() if first.startswith("# flags:") else []


def describe(diagnostics):
    return "".join(f"\n  {one['code']} line {one['line']}: {one['message']}" for one in diagnostics) or " nothing"


def run_bad(binary, number, severity, block, folder):
    code = f"SMC{number:04}"
    for command in commands_for(number):
        status, diagnostics = run_tool(binary, command, flags_of(block), folder)
        codes = codes_of(diagnostics, code)
        if not codes:
            continue
        if codes != {code}:
            raise Failure(f"{command} of the bad example gave:{describe(diagnostics)}")
        if severity == "error" and status == 0:
            raise Failure(f"{command} of the bad example reported {code} and exited with 0")
        return
    raise Failure("the bad example was accepted")


def run_good(binary, number, block, folder):
    code = f"SMC{number:04}"
    for command in commands_for(number):
        status, diagnostics = run_tool(binary, command, flags_of(block), folder)
        if codes_of(diagnostics, code) or status != 0:
            raise Failure(f"{command} of the good example exited with {status} and gave:{describe(diagnostics)}")


def run_console(binary, number, block, folder):
    """The commands as a person would type them, with the binary as `smcost`."""
    tools = Path(folder) / "bin"
    tools.mkdir()
    wrapper = tools / "smcost"
    wrapper.write_text(f'#!/bin/sh\nexec {shlex.quote(binary)} "$@"\n', encoding="utf-8")
    wrapper.chmod(0o755)
    environment = dict(os.environ, PATH=f"{tools}{os.pathsep}{os.environ['PATH']}")
    lines = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    done = None
    for line in lines:
        done = subprocess.run(["sh", "-c", line], cwd=folder, env=environment, capture_output=True,
                              timeout=SECONDS, check=False)
    text = done.stderr.decode("utf-8", errors="replace")
    codes = [code for code in re.findall(r"\[(SMC\d{4})\]", text) if code != ASSUMED_DEFAULT]
    if codes[:1] != [f"SMC{number:04}"] or done.returncode == 0:
        raise Failure(f"`{lines[-1]}` exited with {done.returncode} and wrote:\n{text[:2000]}")


def run_page(binary, number, severity, page):
    blocks = [(match[1].strip(), match[2]) for match in BLOCK.finditer(page)]
    kinds = {info for info, _ in blocks}
    if not kinds & {"smcost bad", "console run", "console"}:
        raise Failure("the page shows no mistake: it needs a `smcost bad` or a `console` block")
    if "smcost bad" in kinds and "smcost good" not in kinds:
        raise Failure("the page shows a mistake and not the mended text")
    for info, block in blocks:
        with tempfile.TemporaryDirectory() as folder:
            (Path(folder) / "spec.smcost").write_text(block, encoding="utf-8")
            if info == "smcost bad":
                run_bad(binary, number, severity, block, folder)
            elif info == "smcost good":
                run_good(binary, number, block, folder)
            elif info == "console run":
                run_console(binary, number, block, folder)
            elif info != "console":
                raise Failure(f"a block of the unknown kind `{info}`")


def main():
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 64
    binary = str(Path(sys.argv[1]).resolve())
    chosen = {int(number) for number in sys.argv[2:]}
    kinds = {int(n): severity for n, _, severity in KIND.findall((DIAGNOSTICS / "kinds.def").read_text("utf-8"))}
    pages = {int(path.stem[3:]): path.read_text("utf-8") for path in (DIAGNOSTICS / "pages").glob("SMC*.md")}
    failures = [f"SMC{number:04}: the page has no kind" for number in sorted(pages.keys() - kinds.keys())]
    for number, severity in sorted(kinds.items()):
        if chosen and number not in chosen:
            continue
        try:
            if number not in pages:
                raise Failure("there is no page")
            run_page(binary, number, severity, pages[number])
        except (Failure, subprocess.TimeoutExpired) as failure:
            failures.append(f"SMC{number:04}: {failure}")
    print("\n".join(failures) if failures else f"{len(chosen or kinds)} pages: all right")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
