"""Owners side by side as data, and very many of them: python3 groups_side_by_side.py SMCOST SCHEMAS FOLDER

What `compare` and `diff` write as JSON keeps to its schema, groups add up, and so do the rows of a comment for a pull
request that has no room for all of them.
"""
import json
import pathlib
import re
import subprocess
import sys
from fractions import Fraction

import jsonschema

ROOM = 60_000


def asked(smcost, form, command, *arguments):
    done = subprocess.run([smcost, command, f"--format={form}", *map(str, arguments)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[:2000]
    return done.stdout


def exact(amount):
    return Fraction(amount["exact"]) if amount else Fraction(0)


def check_sums(groups, sides):
    """Each side of the groups, inside which those of the next key add up; what a group has of none of its own is null."""
    for group in groups:
        for inner in [group.get("groups")] if "groups" in group else []:
            assert check_sums(inner, sides) == [exact(side(group)) for side in sides], group
            assert all(side(group) or all(side(one) is None for one in inner) for side in sides), group
    return [sum((exact(side(group)) for group in groups), Fraction(0)) for side in sides]


def check_documents(smcost, schemas, folder):
    old, new, plain = (folder / f"{name}.smcost" for name in ("old", "new", "plain"))
    comparison, difference = (json.loads((schemas / f"{name}.schema.json").read_text(encoding="utf-8")) for name in ("comparison", "difference"))
    for by in ("team", "env,team"):
        two = json.loads(asked(smcost, "json", "compare", f"--group-by={by}", old, new))
        jsonschema.validate(two, comparison)
        sums = check_sums(two["groups"], [lambda one: one["before"], lambda one: one["after"], lambda one: one["change"]])
        assert sums == [138, 107, -31], sums
        assert [exact(two["of_no_group"][side]) for side in ("before", "after", "change")] == [0, -7, -7]
        three = json.loads(asked(smcost, "json", "compare", f"--group-by={by}", old, new, plain))
        jsonschema.validate(three, comparison)
        sums = check_sums(three["groups"], [lambda one, i=i: one["amounts"][i] for i in range(3)])
        assert sums == [138, 107, 50], sums
        assert [exact(amount) for amount in three["of_no_group"]["amounts"]] == [0, -7, 0]
        changed = json.loads(asked(smcost, "json", "diff", f"--group-by={by}", old, new))
        jsonschema.validate(changed, difference)
        sums = check_sums(changed["groups"], [lambda one: one["old"], lambda one: one["new"], lambda one: one["change"]])
        assert sums == [138, 107, -31], sums
        assert exact(changed["delta"]) + exact(changed["of_no_group"]["change"]) == exact(changed["payable_delta"]) == -38
    # Without groups there are none.
    ungrouped = json.loads(asked(smcost, "json", "compare", plain, plain))
    jsonschema.validate(ungrouped, comparison)
    assert "groups" not in ungrouped and "of_no_group" not in ungrouped


def check_many(smcost, folder, keys):
    """Of 3,000 groups the comment shows as many as fit, and the rest as one."""
    for side in (0, 1):
        lines = [f'serve box.small {1 + i % 700 + side}h, tag team "team number {i} of all that there are", tag env "{i % 7}"' for i in range(3000)]
        text = 'use "./boxes.smcost"\nperiod 2025-03\n' + "\n".join(lines) + "\n"
        (folder / f"many{side}.smcost").write_text(text, encoding="utf-8")
    text = asked(smcost, "markdown", "diff", f"--group-by={keys}", folder / "many0.smcost", folder / "many1.smcost").decode()
    assert len(text.encode()) < ROOM, len(text)
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| ")]
    begin = next(i for i, row in enumerate(rows) if row[0].startswith("by "))
    end = next(i for i, row in enumerate(rows) if row[0] == "total")
    innermost = [row for row in rows[begin + 1 : end] if row[1] != "subtotal"]
    assert re.fullmatch(r"\d+ more groups", innermost[-1][0]), innermost[-1]
    assert len(innermost) - 1 + int(innermost[-1][0].split()[0]) == 3000, innermost[-1]
    for column in (2, 3, 4):
        assert sum(Fraction(row[column].replace("-", "0") if row[column] == "-" else row[column]) for row in innermost) == Fraction(rows[end][column]), column


def main():
    smcost, schemas, folder = sys.argv[1], pathlib.Path(sys.argv[2]), pathlib.Path(sys.argv[3])
    check_documents(smcost, schemas, folder)
    for keys in ("team", "env,team"):
        check_many(smcost, folder, keys)
    print("owners side by side add up")


if __name__ == "__main__":
    main()
