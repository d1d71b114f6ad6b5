#!/usr/bin/env python3
"""Spoil examples and ask whether the messages help: python3 spoil.py SMCOST EXAMPLES [--seed N] [--count N] [--list]

One token of an example is dropped, doubled, swapped with the next one of its line, or (a word of three letters or
more) misspelt; the four kinds take turns, and so do the examples. An edit that leaves a spec right, or with nothing
but a failed check, is skipped and counted, and another one is drawn. Of the others it is measured in how many
  found     the primary span of the first error overlaps or touches the edit: the new text, and for a dropped token
            the gap that it leaves between its neighbours;
  restored  one of the edits that the errors offer, applied to the text, gives the tokens of the original again;
  named     at least a hint has the original token in backticks, verbatim.
None may crash, hang or end without an error. The first two are held to marks.
"""

import argparse
import concurrent.futures
import json
import pathlib
import random
import re
import subprocess
import sys

FOUND_MARK, RESTORED_MARK = 90, 60
KINDS = ("dropped", "doubled", "swapped", "misspelt")
# Texts, names with their dots and hyphens, numbers without the unit closed up to them, signs.
TOKEN = re.compile(r'"[^"\n]*"|[A-Za-z_]\w*(?:[-.]\w+)*|\d{4}-\d\d(?:-\d\d)?|\d[\d_]*(?:\.\d+)?|\.\.|[=<>!]=|[^\s\w]')
COMMENT = re.compile(r'("[^"\n]*")|#[^\n]*')
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def without_comments(text):
    """The same text with blanks for comments."""
    return COMMENT.sub(lambda m: m[0] if m[1] else " " * len(m[0]), text)


def tokens(text):
    return list(TOKEN.finditer(without_comments(text)))


def words(text):
    return [token[0] for token in tokens(text)]


def misspelt(word, rng):
    """One slip of a finger, anywhere in the word."""
    at = rng.randrange(len(word))
    kind = rng.randrange(4)
    if kind == 0:
        return word[:at] + word[at + 1:]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2:
        return word[:at] + rng.choice(LETTERS) + word[at + 1:]
    at = rng.randrange(len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2:]


class Spoiled:
    """An example with one edit. `begin` and `end` are the characters of the new text that the edit made."""

    def __init__(self, path, kind, rng):
        self.path, self.kind = path, kind
        self.original = path.read_text(encoding="utf-8")
        found = tokens(self.original)
        if kind == "misspelt":
            found = [token for token in found if re.fullmatch(r"[A-Za-z_][\w.-]{2,}", token[0])]
        if kind == "swapped":
            found = [pair for pair in zip(found, found[1:]) if "\n" not in self.original[pair[0].end():pair[1].start()]]
        chosen = rng.choice(found)
        getattr(self, kind)(chosen, rng)
        self.is_same = words(self.text) == words(self.original)

    def replace(self, begin, end, new):
        self.text = self.original[:begin] + new + self.original[end:]
        self.begin, self.end = begin, begin + len(new)

    def dropped(self, token, _):
        self.token = token[0]
        self.replace(token.start(), token.end(), "")
        blank = without_comments(self.text)
        while self.begin > 0 and blank[self.begin - 1].isspace():
            self.begin -= 1
        while self.end < len(blank) and blank[self.end].isspace():
            self.end += 1

    def doubled(self, token, _):
        self.token = token[0]
        self.replace(token.start(), token.end(), f"{token[0]} {token[0]}")

    def swapped(self, pair, _):
        left, right = pair
        self.token = left[0]
        between = self.original[left.end():right.start()]
        self.replace(left.start(), right.end(), right[0] + between + left[0])

    def misspelt(self, token, rng):
        self.token = token[0]
        self.replace(token.start(), token.end(), misspelt(token[0], rng))


def offset(lines, line, column):
    """From what a diagnostic says to a character of the text."""
    return sum(len(text) for text in lines[:line - 1]) + column - 1


class Outcome:
    """What the compiler says to a spoiled text."""

    def __init__(self, smcost, spoiled):
        self.spoiled = spoiled
        # Beside the example, so that what it uses is found.
        done = subprocess.run([smcost, "test", "--diagnostics=json", "-"], input=spoiled.text.encode(), capture_output=True,
                              cwd=spoiled.path.parent, check=False, timeout=60)
        self.code = done.returncode
        self.is_right = self.code in (0, 2)
        self.crashed = self.code not in (0, 1, 2, 3)
        said = json.loads(done.stderr) if done.stderr and not self.crashed else []
        self.errors = [one for one in said if one["severity"] == "error"]
        if self.is_right or self.crashed:
            return
        self.crashed = not self.errors
        self.lines = spoiled.text.splitlines(keepends=True)
        self.found = bool(self.errors) and self.touches(self.errors[0])
        self.restored = any(self.restores(fix) for one in self.errors for fix in one["fixes"])
        self.named = self.restored or any(f"`{spoiled.token}`" in hint for one in self.errors for hint in one["hints"])

    def touches(self, one):
        if one["file"] != "<stdin>":
            return False
        begin = offset(self.lines, one["line"], one["column"])
        end = offset(self.lines, one["end_line"], one["end_column"])
        return begin <= self.spoiled.end and end >= self.spoiled.begin

    def restores(self, fix):
        if fix["file"] != "<stdin>":
            return False
        text = self.spoiled.text.encode()
        mended = text[:fix["begin"]] + fix["replacement"].encode() + text[fix["end"]:]
        return words(mended.decode()) == words(self.spoiled.original)

    def describe(self):
        spoiled = self.spoiled
        line = spoiled.text.count("\n", 0, spoiled.begin) + 1
        marks = "".join(mark if yes else "-" for mark, yes in (("F", self.found), ("R", self.restored), ("N", self.named)))
        one = self.errors[0]
        shown = spoiled.text[spoiled.text.rfind("\n", 0, spoiled.begin) + 1:].split("\n")[0].strip()
        fixes = "; ".join(fix["title"] for error in self.errors for fix in error["fixes"])
        return (f"{marks} {spoiled.kind:8} `{spoiled.token}` {spoiled.path.name}:{line}: {shown}\n"
                f"             {one['line']}:{one['column']}-{one['end_column']} {one['code']} {one['message']} | {'; '.join(one['hints'])} | {fixes}")


def draws(paths, seed):
    """Edits without end, one kind after another, one example after another."""
    rng = random.Random(seed)
    number = 0
    while True:
        path = paths[number // len(KINDS) % len(paths)]
        spoiled = Spoiled(path, KINDS[number % len(KINDS)], rng)
        number += 1
        if not spoiled.is_same:
            yield spoiled


def measure(smcost, paths, seed, count):
    """Evenly of each kind; what is still right does not count."""
    wrong = {kind: [] for kind in KINDS}
    skipped = {kind: 0 for kind in KINDS}
    source = draws(paths, seed)
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        while any(len(wrong[kind]) < count // len(KINDS) for kind in KINDS):
            batch = [next(source) for _ in range(32)]
            for outcome in pool.map(lambda spoiled: Outcome(smcost, spoiled), batch):
                kind = outcome.spoiled.kind
                if len(wrong[kind]) == count // len(KINDS):
                    continue
                if outcome.is_right:
                    skipped[kind] += 1
                else:
                    wrong[kind].append(outcome)
    return wrong, skipped


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost", type=pathlib.Path)
    parser.add_argument("examples", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    paths = sorted(options.examples.rglob("*.smcost"))
    wrong, skipped = measure(options.smcost.resolve(), paths, options.seed, options.count)

    outcomes = [outcome for kind in KINDS for outcome in wrong[kind]]
    crashed = [outcome for outcome in outcomes if outcome.crashed]
    for outcome in crashed:
        print(f"no orderly error (exit {outcome.code}) for:\n{outcome.spoiled.text}")
    if crashed:
        sys.exit(1)
    if options.list:
        for outcome in outcomes:
            print(outcome.describe())

    def percent(some, quality):
        return 100 * sum(getattr(outcome, quality) for outcome in some) / len(some)

    for kind in KINDS:
        some = wrong[kind]
        print(f"{kind:8} {len(some)} wrong, {skipped[kind]} skipped as still right: found {percent(some, 'found'):.0f} %, "
              f"restored {percent(some, 'restored'):.0f} %, named {percent(some, 'named'):.0f} %")
    found, restored = percent(outcomes, "found"), percent(outcomes, "restored")
    print(f"of {len(outcomes)} spoiled specs the first error touches the edit in {found:.1f} % (at least {FOUND_MARK} %), "
          f"a suggestion restores the original in {restored:.1f} % (at least {RESTORED_MARK} %), "
          f"a hint names it in {percent(outcomes, 'named'):.1f} %")
    if found < FOUND_MARK or restored < RESTORED_MARK:
        sys.exit(1)


if __name__ == "__main__":
    main()
