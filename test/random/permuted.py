#!/usr/bin/env python3
"""The order of a text never matters: its items permuted say and cost the same.

    permuted.py SMCOST ROOT FOLDER [--seed N] [--count N]

Permutes the items of examples, of the specs of test/check, test/run, test/stdlib and test/driver (right and wrong
ones), of random bills, and of every module of the standard library. Compared are the exit code,
each figure of the bill, and each message with its places, which are mapped back to the items.
Some things are said in order of the text by definition: statements without a name are numbered, regions and
editions of one file have a first, a unit such as `B-s` names its factors as the modules declare them (so that those of the library keep their `use`s), of cents that tie the earlier statement has one, and of allowances that cover the same the earlier is taken.
Of messages about several equal places it does not matter at which one stands. `--seed N --count 1` repeats a finding; FOLDER takes the library.
"""

import argparse
import json
import random
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path

from make_bill import RandomBill

SECONDS = 120
FOLDERS = ["examples", "test/check", "test/run", "test/stdlib", "test/driver", "test/units"]
DECLARATIONS = set("""use include region period currency invoice edition source let param fn dimension unit words skus
    regions workload option meter rates test rejects expect assert budget zones scenario compare free_tier account
    allowance plan agreement price_list""".split())
# What is first among them means something, or numbers them.
ORDERED = {"regions", "edition", "words", "skus"}
# Said of several places alike, or of a way round a cycle that begins anywhere.
ANY_PLACE = {"SMC2003", "SMC2005", "SMC2013", "SMC2014", "SMC2155", "SMC2186", "SMC2204", "SMC2206"}
# Said of a way round once for each place at which it was entered.
CYCLE = "SMC2013"
OTHER_LIBRARY = "SMC9015"
# Said once, at the first statement that wants the price.
FIRST_PLACE = "SMC4"


class Item:
    """Lines of the text that move together."""

    def __init__(self, number, lines):
        self.number = number
        self.lines = lines
        code = next((line for line in lines if line.strip() and not line.startswith("#")), "")
        word = re.match(r"[\w.-]*", code)[0]
        is_unnamed = word not in DECLARATIONS and not re.match(r"[\w.-]+ *=", code)
        self.order = "unnamed" if is_unnamed else word


def depth_behind(line, depth):
    """How many brackets are open behind a line."""
    bare = re.sub(r'"[^"]*"', '""', line).split("#")[0]
    return depth + sum(bare.count(c) for c in "([{") - sum(bare.count(c) for c in ")]}")


def items_of(text):
    """An item begins in the first column outside of brackets; comments above it go with it."""
    items, lines, depth, has_code = [], [], 0, False
    for line in text.split("\n"):
        begins = depth == 0 and line[:1] not in ("", " ", "\r") and has_code
        if begins:
            items.append(lines)
            lines, has_code = [], False
        lines.append(line)
        if line.strip() and not line.lstrip().startswith("#"):
            has_code = True
            depth = depth_behind(line, depth)
    items.append(lines)
    return [Item(number, lines) for number, lines in enumerate(items)]


def permuted(items, pick, ordered=frozenset()):
    order = items[:]
    pick.shuffle(order)
    for kind in ORDERED | ordered | {"unnamed"}:
        places = [i for i, item in enumerate(order) if item.order == kind]
        for place, item in zip(places, [item for item in items if item.order == kind]):
            order[place] = item
    return order


def text_of(items):
    return "\n".join(line for item in items for line in item.lines)


def back(items):
    """The item and line of each line of the text, from 1."""
    return [None] + [(item.number, i) for item in items for i in range(len(item.lines))]


def joined(charges):
    """Of allowances that cover the same, the earlier is taken first: what they took together counts."""
    free = sum(Fraction(one["quantity"]["exact"]) for one in charges if one["reason"].startswith("allowance"))
    others = [one for one in charges if not one["reason"].startswith("allowance")]
    return [*sorted(others, key=repr), str(free)]


class Answer:
    """What the program says of a text, without its order."""

    def __init__(self, smcost, text, items, folder, options):
        lines = back(items)
        names = {"<stdin>"}

        def place(of):
            if of.get("file") not in names:
                return str(of.get("file")), of.get("line"), of.get("column")
            line = lines[of["line"]] if 0 < of["line"] < len(lines) else None
            return "<stdin>", line, of["column"]

        command = [smcost, "eval", "--format=json", "--diagnostics=json", *options, "-"]
        done = subprocess.run(command, input=text.encode(), cwd=folder, capture_output=True, timeout=SECONDS, check=False)
        self.code = done.returncode
        self.messages, self.figures = [], []
        try:
            messages = json.loads(done.stderr.decode() or "[]")
        except ValueError:
            messages = []
            self.messages.append(done.stderr.decode(errors="replace"))
        for one in messages:
            if one["code"] in ANY_PLACE:
                if one["code"] != CYCLE or CYCLE not in str(self.messages):
                    self.messages.append(repr((one["code"],)))
                continue
            if one["code"].startswith(FIRST_PLACE):
                self.messages.append(repr((one["code"], one["message"])))
                continue
            places = sorted([place(one)] + [place(label) for label in one["labels"]], key=repr)
            self.messages.append(repr((one["code"], one["message"], places)))
        self.messages.sort()
        if not done.stdout:
            return
        bill = json.loads(done.stdout)
        for key, value in bill.items():
            if key == "currency" and not bill["lines"]:
                continue  # of nothing: the first unit of money that the library declares
            if not isinstance(value, list):
                self.figures.append(repr((key, value)))
                continue
            for one in value:
                if key in ("workloads", "credits"):
                    del one["invoice"]
                if key == "lines":
                    for charge in one["charges"]:
                        charge.pop("own_row", None)  # a place in the text, which moves
                        charge.get("agreement", {}).pop("location", None)
                    one["charges"] = joined(one["charges"])
                if key == "allowances":
                    del one["taken"]
                if key == "groups":
                    put_in_order(one)
                if isinstance(one, dict) and one.get("location"):
                    one["location"] = place(one["location"])
                if isinstance(one, dict) and isinstance(one.get("detail"), str):
                    one["detail"] = sorted(one["detail"].split("\n"))
                self.figures.append(key + json.dumps(one, sort_keys=True, default=repr))
        self.figures.sort()

    def difference(self, other):
        if self.code != other.code:
            return [f"exit {self.code} and {other.code}"] + self.only(self.messages, other.messages)
        return self.only(self.messages, other.messages) + self.only(self.figures, other.figures)

    @staticmethod
    def only(ours, theirs):
        return [f"- {one}" for one in ours if one not in theirs] + [f"+ {one}" for one in theirs if one not in ours] or (
            ["one more of the same"] if len(ours) != len(theirs) else [])


def put_in_order(group):
    """Groups stand in the order of the text, and who has the odd cents goes by it too."""
    del group["invoice"]
    group["workloads"].sort()
    for inner in group.get("groups", []):
        put_in_order(inner)
    group.get("groups", []).sort(key=lambda inner: inner["value"] or "")


class RandomWeb:
    """Statements, values, checks and scenarios that name each other, some of them wrong."""

    def __init__(self, seed):
        pick = self.pick = random.Random(seed)
        self.names = [f"s{i}" for i in range(pick.randint(2, 7))]
        self.lets = [f"v{i}" for i in range(pick.randint(1, 5))]
        self.wrong = pick.choice(self.names + self.lets) if pick.random() < 0.6 else None
        self.lines = self.uses() + ["period 2025-03", f"invoice {pick.choice(['lines', 'total'])}",
                      "param base : Time = 2 h in 1 h..10 h", "fn twice(x : Time) : Time = 2 * x"]
        for i, name in enumerate(self.names):
            self.lines.append(f"{name} = {self.statement(name, i)}")
        for i, name in enumerate(self.lets):
            self.lines.append(f"let {name} = {self.time(i, self.names) if name != self.wrong else '1 h + 1 GB'}")
        for _ in range(pick.randint(0, 4)):
            self.lines.append(self.check())
        if pick.random() < 0.5:
            self.lines.append(f"scenario other {{ set {pick.choice(self.names)}.machines = {pick.randint(1, 9)}x }}")

    def uses(self):
        """The library alone, or beside another with defaults of its own; what holds is said, or it is not."""
        pick = self.pick
        if pick.random() < 0.5:
            return ['use "./Inputs/mini.smcost"', "region here"]
        said = pick.choice(["", " @ now", " @ now"])
        return [f'use "./Inputs/mini.smcost"{said}', 'use "./Inputs/other_defaults.smcost"'] + pick.choice([[], ["region here"]])

    def time(self, i, names):
        """A Time of what is before `i` in an order of its own; the text's is another."""
        pick = self.pick
        known = [f"{name}.run" for name in names[:i]] + ["base", f"{pick.randint(1, 40)} h", "twice(base)"]
        return pick.choice([pick.choice(known), f"{pick.choice(known)} + {pick.choice(known)}", f"twice({pick.choice(known)})"])

    def statement(self, name, i):
        pick = self.pick
        if name == self.wrong:
            return pick.choice(["work box.small 0h", "work box.small 1 GB", "work box.none 1h", "work 1h", "wrk box.small 1h",
                                "work box.small 1h nonsense", "work box.unpriced 1h", "work box.small 1h 2h"])
        placed = pick.choice(["9:00..17:00", "weekdays", "3h on 2025-03-14", "2h only in 2025-04"])
        if pick.random() < 0.2:
            return f"work box.large {placed}"
        value = pick.choice(self.lets) if pick.random() < 0.3 and i > len(self.lets) else self.time(i, self.names)
        return f"work {pick.randint(1, 3)}x {pick.choice(['box.small', 'box.large'])} ({value})"

    def check(self):
        pick = self.pick
        money = pick.choice(["total", pick.choice(self.names), f"{pick.choice(self.names)}.boxes"])
        bound = f"{pick.randint(1, 400)} USD"
        return pick.choice([f"budget {money} <= {bound} warn at 50 %", f"assert {money} >= {bound}", f"expect {money} == {bound}"])

    def text(self):
        return "\n".join(self.lines) + "\n"


class Spec:
    def __init__(self, name, text, folder, options):
        self.name, self.text, self.folder, self.options = name, text, folder, options


def spec_of(path):
    """A file of the tree, with the options that its test gives it."""
    text = path.read_text(encoding="utf-8")
    runs = "\n".join(re.findall(r"^# RUN: .*(?:\n#.*\\$)*", text, re.MULTILINE))
    return Spec(str(path), text, path.parent, ["--no-stdlib"] if "--no-stdlib" in runs else [])


def specs_of(root):
    specs = []
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*.smcost")):
            try:
                spec = spec_of(path)
                if "\n#--- " not in spec.text:  # several files in one
                    specs.append(spec)
            except UnicodeDecodeError:
                continue
    return specs


def compare(smcost, spec, pick):
    items = items_of(spec.text)
    if len(items) < 2:
        return []
    order = permuted(items, pick)
    text = text_of(order)
    as_written = Answer(smcost, spec.text, items, spec.folder, spec.options)
    if any("SMC10" in one for one in as_written.messages):
        return []  # Where a text does not read, its items are not known.
    found = as_written.difference(Answer(smcost, text, order, spec.folder, spec.options))
    return [f"{spec.name}: {one}" for one in found[:6]] + ([text] if found else [])


def compare_library(smcost, root, folder, pick):
    """Every module permuted; the examples cost what they do."""
    stdlib = root / "stdlib"
    copy = folder / "permuted_stdlib"
    for path in sorted(stdlib.rglob("*.smcost")):
        target = copy / path.relative_to(stdlib)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text_of(permuted(items_of(path.read_text(encoding="utf-8")), pick, {"use"})), encoding="utf-8")
    found = []
    examples = sorted((root / "examples").rglob("*.smcost"))
    for path in pick.sample(examples, min(4, len(examples))):
        spec = spec_of(path)
        items = items_of(spec.text)
        answers = []
        for options in ([], [f"--stdlib={copy}"]):
            answers.append(Answer(smcost, spec.text, items, spec.folder, options))
        # That it is not the shipped one is said of the copy alone.
        answers[1].messages = [one.replace(str(copy), str(stdlib)) for one in answers[1].messages if OTHER_LIBRARY not in one]
        answers[1].figures = [one.replace(str(copy), str(stdlib)) for one in answers[1].figures if not one.startswith("('library'")]
        found += [f"{path}, with permuted modules: {one}" for one in answers[0].difference(answers[1])[:6]]
    return found


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost", type=lambda path: str(Path(path).resolve()))
    parser.add_argument("root", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=120)
    options = parser.parse_args()
    specs = specs_of(options.root)
    mini = options.root / "test" / "check"

    def one(seed):
        pick = random.Random(seed)
        if seed % 4 == 1:
            web = RandomWeb(seed)
            return compare(options.smcost, Spec(f"random web {seed}", web.text(), mini, ["--no-stdlib"]), pick)
        if seed % 4 == 0:
            return compare(options.smcost, Spec(f"random bill {seed}", RandomBill(seed).text(), mini, ["--no-stdlib"]), pick)
        return compare(options.smcost, specs[seed % len(specs)], pick)

    failures = []
    seeds = range(options.seed, options.seed + options.count)
    with ThreadPoolExecutor(2) as pool:
        for seed, found in zip(seeds, pool.map(one, seeds)):
            failures += [f"--seed {seed} --count 1: {line}" for line in found]
    failures += compare_library(options.smcost, options.root.resolve(), options.folder, random.Random(options.seed))
    for failure in failures[:40]:
        print(failure)
    print(f"{options.count} specs and the library permuted, {len(failures)} differences")
    return 1 if failures or not specs else 0


if __name__ == "__main__":
    sys.exit(main())
