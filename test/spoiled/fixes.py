#!/usr/bin/env python3
"""No edit that a message offers may change what a text means in money: python3 fixes.py SMCOST EXAMPLES [--count N] [--list]

Every edit that is offered for spoiled examples (spoil.py) and for the habits of other languages and tools (habits.py)
is applied. Where the text then gives a bill, it must be the bill of the example, or of one of the habit's readings.
An edit that may be applied without asking must be right and the only one of its message. Each habit must have a message
at its place that says more than that it is wrong. What a hint shows in backticks must read, as one thing or another.
"""

import argparse
import collections
import concurrent.futures
import json
import pathlib
import re
import subprocess
import sys

import spoil
from habits import HABITS

HEAD = {"use": "use aws.sagemaker\n", "region": "region us-east-1\n", "period": "period 2025-03\n"}
# So that a region, a period and an amount are worth something.
BILLED = """other = host 1x ml.c5.xlarge always
option Copy(bare size : Data in GiB)
workload send(bare amount : Data in GiB, stock kept : Data in GiB = none, with copy : Copy = none) {
  line out = meter sent  amount
  if kept { line stays = meter stay  kept * span }
  if copy { line again = meter sent  copy.size }
}
meter sent : Data
meter stay : Data * Time { basis month }
rates sent region us-east-1 { 0.1 USD/GiB }
rates stay region us-east-1 { 0.1 USD/GiB-month }
let n = 4
"""


class Smcost:
    def __init__(self, program):
        self.program, self.totals = program, {}

    def said(self, text, folder):
        done = subprocess.run([self.program, "check", "--diagnostics=json", "-"], input=text.encode(), capture_output=True,
                              cwd=folder, check=False, timeout=60)
        assert done.returncode in (0, 1, 3), (done.returncode, text)
        return [one for one in json.loads(done.stderr or "[]") if one["severity"] == "error"]

    def total(self, text, folder):
        """The exact total as text; none when there is no bill."""
        key = (text, folder)
        if key not in self.totals:
            done = subprocess.run([self.program, "eval", "--summary", "--engine=reference", "--diagnostics=short", "-"], input=text.encode(),
                                  capture_output=True, cwd=folder, check=False, timeout=60)
            assert done.returncode in (0, 1, 2, 3), (done.returncode, text)
            self.totals[key] = done.stdout.decode().split("\n")[0] if done.returncode in (0, 2) else None
        return self.totals[key]


def applied(text, fix):
    raw = text.encode()
    return (raw[:fix["begin"]] + fix["replacement"].encode() + raw[fix["end"]:]).decode(errors="replace")


def edits(errors):
    for one in errors:
        for fix in one["fixes"]:
            if fix["file"] == "<stdin>":
                yield one, fix


def judge(smcost, text, folder, errors, meant, what):
    """What is wrong with the edits offered for `text`; `meant` are the totals that it may have."""
    faults = []
    for one, fix in edits(errors):
        if fix["applicability"] == "alone" and len(one["fixes"]) > 1:
            faults.append(f"{what}: `{fix['title']}` is one of several and applies alone")
        total = smcost.total(applied(text, fix), folder)
        if total is not None and total not in meant:
            faults.append(f"{what}: `{fix['title']}` ({fix['applicability']}) gives {total}, meant was {' or '.join(sorted(map(str, meant))) or 'nothing'}")
    return faults


def judge_spoiled(smcost, spoiled):
    """Of one spoiled example: its faults and its messages."""
    folder = spoiled.path.parent
    errors = smcost.said(spoiled.text, folder)
    what = f"{spoiled.path.name}, {spoiled.kind} `{spoiled.token}`"
    return judge(smcost, spoiled.text, folder, errors, {smcost.total(spoiled.original, folder)}, what), errors


def spec_of(line):
    first = line.split(" ")[0]
    head = "".join(text for word, text in HEAD.items() if word not in (first, first.lstrip("-")))
    return head + line + "\n" + BILLED


def judge_habit(smcost, habit):
    line, wanted, readings = habit
    begin, end = line.index("«"), line.index("»") - 1
    wrong = line.replace("«", "").replace("»", "")
    text, folder = spec_of(wrong), pathlib.Path(".")
    errors = smcost.said(text, folder)
    if not errors:
        # What reads says what was meant.
        meant = {smcost.total(spec_of(line[:begin] + reading + line[end + 2:]), folder) for reading in readings}
        return ([] if smcost.total(text, folder) in meant else [f"{wrong}: no error, and another bill"]), errors
    faults = []
    number = text[:text.index(wrong)].count("\n") + 1
    first = errors[0]
    if first["line"] != number or first["column"] - 1 > end or first["end_column"] - 1 < begin:
        faults.append(f"{wrong}: the message is at {first['line']}:{first['column']}: {first['message']}")
    if not any(one["hints"] or one["fixes"] for one in errors) and " such as " not in first["message"]:
        faults.append(f"{wrong}: no word of help: {first['message']}")
    meant = set()
    for reading in readings:
        total = smcost.total(spec_of(line[:begin] + reading + line[end + 2:]), folder)
        if total is None:
            faults.append(f"{wrong}: the reading `{reading}` gives no bill")
        meant.add(total)
    faults += judge(smcost, text, folder, errors, meant, wrong)
    if wanted and not any(smcost.total(applied(text, fix), folder) in meant for _, fix in edits(errors)):
        faults.append(f"{wrong}: none of {readings} is offered: {[fix['title'] for _, fix in edits(errors)]} {first['message']} {first['hints']}")
    return faults, errors


# --- what hints show ---

# What a piece of a hint may be: a text of its own, or a part of one.
SHAPES = ("{}", "let h = {}", "let h = 1 {}", "let h : {} = 1", "x = y {}", "x = y z {}", "x = y z {} w", "x = y 1 {} 2", "param h = 1 {}", "use {}", "use {} h", "expect {}",
          "rates h {{ x {} }}", "workload w {{ line h = meter m {} }}", "period {}", "let h = 2 {} 3", "let {} = 1", "budget total <= 1 USD {}", "{} 1", "meter m : X {{ {} }}",
          "{} x {{ }}", "scenario s {{ {} }}", "skus {{ {} }}", "test \"x\" {{ {} }}", "region {}", "x = y {} }}", "account {}", "free_tier {}", "let h = f{}", "x = y; # {}")
# A sign that is spoken of, or a place that the reader fills.
NO_TEXT = re.compile(r"…|^[^\w\s]{1,3}$|^with$|\bNAME\b|^\w+ =$|^(k|M|G|T|x|per|_)$")


def unread(smcost, errors):
    """Pieces of hints that read as nothing."""
    pieces = sorted({piece for one in errors for hint in one["hints"] for piece in re.findall(r"`([^`\n]+)`", hint) if not NO_TEXT.search(piece)})
    lines = [shape.format(piece) for piece in pieces for shape in SHAPES]
    if not lines:
        return []
    wrong = set()
    for begin in range(0, len(lines), 900):  # a thousand errors are told of a file
        some = lines[begin:begin + 900]
        done = subprocess.run([smcost.program, "fmt", "--diagnostics=json", "-"], input="\n".join(some).encode(), capture_output=True, check=False, timeout=60)
        for one in json.loads(done.stderr or "[]"):
            wrong.add(begin + one["line"] - 1)
    faults = []
    for i, piece in enumerate(pieces):
        if all(i * len(SHAPES) + k in wrong for k in range(len(SHAPES))):
            hint = next(hint for one in errors for hint in one["hints"] if f"`{piece}`" in hint)
            faults.append(f"`{piece}` reads as nothing; it stands in the hint: {hint}")
    return faults


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost", type=pathlib.Path)
    parser.add_argument("examples", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=80)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    smcost = Smcost(options.smcost.resolve())
    paths = sorted(options.examples.resolve().rglob("*.smcost"))
    # Long runs are not what is tried here.
    paths = [path for path in paths if "tco" not in path.parts]
    source = spoil.draws(paths, options.seed)
    some = [next(source) for _ in range(options.count)]
    faults, errors, offered = [], [], collections.Counter()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        work = [pool.submit(judge_habit, smcost, habit) for habit in HABITS] + [pool.submit(judge_spoiled, smcost, one) for one in some]
        for done in work:
            found, said = done.result()
            faults += found
            errors += said
            offered.update(fix["applicability"] for _, fix in edits(said))
    faults += unread(smcost, errors)
    for fault in faults:
        print(fault)
    print(f"{len(HABITS)} habits and {len(some)} spoiled specs: {offered['alone']} edits that apply alone and {offered['choice']} to choose from, "
          f"{len(faults)} faults")
    if faults:
        sys.exit(1)


main()
