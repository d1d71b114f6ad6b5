"""Differences of large bills: python3 differences.py SMCOST SCHEMA FOLDER

The JSON keeps to its schema and adds up with Python's fractions; the markdown stays below 60,000
bytes whatever the lines are called, its largest changes first, and no line is lost: the last row
says how many more there are, and each column of money, that row included, adds up to the total's.
"""
import json
import pathlib
import re
import subprocess
import sys
from fractions import Fraction

import jsonschema

WORLD = """dimension Time
unit s : Time
unit h = 3600 s
unit USD : Money[USD]
skus { box.small }
meter compute(box: Sku) : Time
workload work(bare on box : Sku, bare for time : Time) { line boxes = meter compute(box)  time }
source list { title "list" }
rates compute region everywhere source list { box.small 1 USD/h }
period 30 days
"""
PARTS = ["price", "quantity", "structure", "calendar"]


def diff(smcost, form, old, new):
    done = subprocess.run([smcost, "diff", "--no-stdlib", f"--format={form}", str(old), str(new)], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()[:2000]
    return done.stdout


def exact(amount):
    return Fraction(amount["exact"])


def check_json(difference, schema):
    jsonschema.validate(difference, schema)
    delta = exact(difference["new"]["total"]) - exact(difference["old"]["total"])
    assert exact(difference["delta"]) == delta
    assert sum(exact(difference["parts"][part]) for part in PARTS) == delta
    assert sum(exact(line["change"]) for line in difference["lines"]) == delta
    for line in difference["lines"]:
        assert sum(exact(line["parts"][part]) for part in PARTS) == exact(line["change"]), line
    changes = [abs(exact(line["change"])) for line in difference["lines"]]
    assert changes == sorted(changes, reverse=True)


def figures(row):
    """Old, new and change of a row of markdown; `-` where a bill has no such line."""
    return [Fraction(0) if cell == "-" else Fraction(cell) for cell in row[2:5]]


def check_markdown(text, count, whole):
    """`whole`: no amount is so long that its row shows both ends only."""
    assert len(text) < 60_000, len(text)
    rows = [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.decode().splitlines() if line.startswith("| ")][1:]
    lines = [row for row in rows if row[0].startswith("s")]
    assert lines, text.decode()[:2000]
    rest = [row for row in rows if re.fullmatch(r"\d+ more lines?", row[1])]
    assert len(lines) + sum(int(row[1].split()[0]) for row in rest) == count, (len(lines), rest)
    if whole:
        (total,) = [row for row in rows if row[0] == "total"]
        sums = [sum(column) for column in zip(*map(figures, lines + rest))]
        assert sums == figures(total), (sums, rest, total)
    return bool(rest)


def pair(folder, count, name, hours):
    """Specs of so many statements, each with another change; without hours it is not in that side's."""
    for side in (0, 1):
        lines = [f"s{i}{name} = work box.small {hours(i, side)}h" for i in range(count) if hours(i, side)]
        (folder / f"{side}.smcost").write_text(WORLD + "\n".join(lines) + "\n", encoding="utf-8")
    return folder / "0.smcost", folder / "1.smcost"


def main():
    smcost, schema_path, folder = sys.argv[1:]
    schema = json.loads(pathlib.Path(schema_path).read_text(encoding="utf-8"))
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    cases = [
        (3, "", lambda i, side: 1 + i * side + side, False, True),
        (3000, "", lambda i, side: 1 + (i + 1) * side, True, True),
        (3000, "", lambda i, side: i % 3 != side and 1 + i + side, True, True),
        (2000, "x" * 1000, lambda i, side: 1 + (i + 1) * side, True, True),
        (200, "", lambda i, side: str(1 + side) + str(i).zfill(3) * 900, True, False),
    ]
    for count, name, hours, cut, whole in cases:
        old, new = pair(folder, count, name, hours)
        check_json(json.loads(diff(smcost, "json", old, new)), schema)
        assert check_markdown(diff(smcost, "markdown", old, new), count, whole) == cut, count
    print(f"{len(cases)} differences are whole")


if __name__ == "__main__":
    main()
