#!/usr/bin/env python3
"""A renamed spec comes to the same bill, and no name is left without a meaning: on the examples and on random specs.

    random_renames.py PROGRAM SMCOST ROOT FOLDER [--seed N] [--count N] [--of-each N]

PROGRAM is rename_each, which renames names of a spec one at a time, to new ones and to such as are there already. Its edits are
applied to copies of all files, and `smcost eval` bills both: the same amounts in the same places, and every text the same but for the
name. Random specs are those of make_bill.py, make_library.py and random_instances.py in turn. `--seed N --count 1` repeats a finding."""

import argparse
import json
import random
import re
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import random_instances
from make_bill import RandomBill
from make_library import Library
from random_libraries import spoiled

SECONDS = 120
# Of the examples: in a block that is to be refused a SKU is misspelt.
UNEXPLAINED = {"examples/team_month.smcost": ["ml", "m4", "4xlarg"]}
# The language itself knows them by these names.
KEPT = {"a dimension": {"Time", "Day", "Month"}, "a unit": {"day", "days", "month", "months", "h", "s"}}
AMOUNT = re.compile(r"-?\d+(/\d+|\.\d+)?")


def run(*command, cwd=None):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=SECONDS, check=False, cwd=cwd)


def renamings(told):
    """Of what rename_each says: kind, old name, new name, edits by file; None where it refuses."""
    found = []
    for line in told.splitlines():
        what, rest = line.split(" ", 1)
        if what == "symbol":
            found.append((*rest.split("\t"), {}))
        elif what == "refused":
            found[-1] = (*found[-1][:3], None, rest)
        else:
            path, begin, end, text = rest.split("\t")
            found[-1][3].setdefault(path, []).append((int(begin), int(end), text))
    return found


def applied(data, edits):
    for begin, end, text in sorted(edits, reverse=True):
        data = data[:begin] + text.encode() + data[end:]
    return data


def leaves(value, path=()):
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for at, inner in enumerate(value):
            yield from leaves(inner, (*path, at))
    else:
        yield path, value


def same(one, other, old, new):
    """A text may differ by the name, and by the order of names in it."""
    if one == other:
        return True
    if not isinstance(one, str) or not isinstance(other, str) or AMOUNT.fullmatch(one):
        return False
    return sorted(re.split(r"[^\w.-]+", one.replace(old, new))) == sorted(re.split(r"[^\w.-]+", other)) or one.replace(old, new) == other


def compare(before, after, old, new):
    if before.returncode != after.returncode:
        return f"exit {before.returncode}, then {after.returncode}: {after.stderr}"
    if not before.stdout.strip():
        return None
    one, other = dict(leaves(json.loads(before.stdout))), dict(leaves(json.loads(after.stdout)))
    # A key may be a name, or be spelled like one.
    named = {path if path in other else tuple(new if step == old else step for step in path): value for path, value in one.items()}
    if named.keys() != other.keys():
        return f"another form of the answer: {sorted(named.keys() ^ other.keys(), key=str)[:4]}"
    for path, a in named.items():
        b = other[path]
        # What is not included is told by titles, in the order of names, of which the first stand for all.
        if path[0] != "not_included" and path[-1] != "column" and not same(a, b, old, new):
            return f"{path}: {a!r}, then {b!r}"
    return None


def check(program, smcost, spec, folder, seed, most, flags, base):
    """Renames some names of a spec; `folder` takes the copies of what lies in `base`."""
    counts = Counter()
    done = run(program, spec, "rename", seed, most, *flags)
    if done.returncode:
        sys.exit(f"{spec}: rename_each --seed {seed}: exit {done.returncode}: {done.stderr}")
    own = spec.resolve().relative_to(base.resolve())
    before = run(smcost, "eval", "--format", "json", own, *flags, cwd=base)
    for one in renamings(done.stdout):
        kind, old, new, edits = one[:4]
        counts[kind, edits is not None] += 1
        if edits is None:
            if new.endswith(("_new", ".new")) and "nobody can say" not in one[4] and old not in KEPT.get(kind, ()):
                sys.exit(f"{spec}: seed {seed}: {kind} {old} to {new} is refused: {one[4]}")
            continue
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(base, folder)
        for path, of_file in edits.items():
            copy = folder / Path(path).resolve().relative_to(base.resolve())
            copy.write_bytes(applied(copy.read_bytes(), of_file))
        after = run(smcost, "eval", "--format", "json", own, *flags, cwd=folder)
        wrong = compare(before, after, old, new)
        if wrong:
            sys.exit(f"{spec}: seed {seed}: {kind} {old} to {new}: {wrong}")
    return counts


def random_spec(smcost, seed, folder):
    """The folder of a random spec, and the spec."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    if seed % 5 == 0:
        random_instances.check(smcost, folder, random.Random(seed))
        return folder / "included.smcost"
    text = RandomBill(seed).text() if seed % 2 else Library(seed).text()
    # What lies elsewhere is renamed in a copy too.
    for used in re.findall(r'use "(/[^"]+)"', text):
        shutil.copy(used, folder)
        text = text.replace(used, f"./{Path(used).name}")
    (folder / "spec.smcost").write_text(text, encoding="utf-8")
    return folder / "spec.smcost"


def check_spoiled(options):
    """Nothing that is asked about a text of which a piece is missing or at another place breaks."""
    root = options.root.resolve()
    rng = random.Random(options.seed)
    texts = [(spec.parent, spec.read_text(encoding="utf-8"), []) for spec in sorted((root / "examples").rglob("*.smcost"))]
    for seed in range(options.seed, options.seed + 10):
        spec = random_spec(options.smcost, seed, options.folder / f"sound_{seed}")
        texts.append((spec.parent, spec.read_text(encoding="utf-8"), ["--no-stdlib"]))
    folder = options.folder / "spoiled"
    for flags in ([], ["--no-stdlib"]):
        shutil.rmtree(folder, ignore_errors=True)
        specs = []
        for at, (beside, text, of) in enumerate(texts):
            if of != flags:
                continue
            own = folder / str(at)
            shutil.copytree(beside, own)
            for copy in range(5):
                specs.append(own / f"spoiled_{copy}.smcost")
                specs[-1].write_text(spoiled(text, rng), encoding="utf-8")
        done = run(options.program, *specs, "look", *flags)
        if done.returncode or done.stdout:
            sys.exit(f"exit {done.returncode}: {done.stdout[:2000]}{done.stderr[-2000:]}")


def check_examples(options, counts):
    root = options.root.resolve()
    for spec in sorted((root / "examples").rglob("*.smcost")):
        name = str(spec.relative_to(root))
        told = run(options.program, spec, "unexplained")
        found = [line.split()[-1] for line in told.stdout.splitlines()]
        if told.returncode or found != UNEXPLAINED.get(name, []):
            sys.exit(f"{name}: nobody says what these mean:\n{told.stdout}{told.stderr}")
        counts += check(options.program, options.smcost, spec, options.folder / "copy", options.seed, options.of_each, [], root / "examples")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("smcost")
    parser.add_argument("root", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--of-each", type=int, default=3)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    counts = Counter()
    if options.count > 1:
        check_examples(options, counts)
        check_spoiled(options)
    for seed in range(options.seed, options.seed + options.count):
        spec = random_spec(options.smcost, seed, options.folder / "specs")
        counts += check(options.program, options.smcost, spec, options.folder / "copy", seed, options.of_each, ["--no-stdlib"], spec.parent)
    renamed = sum(number for (_, is_done), number in counts.items() if is_done)
    print(f"{renamed} names renamed, {sum(counts.values()) - renamed} refused; {dict(counts)}")


if __name__ == "__main__":
    main()
