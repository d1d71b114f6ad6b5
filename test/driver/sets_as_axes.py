"""sets_as_axes.py SMCOST FOLDER: what is asked over sets of SKUs, words and regions, against the bills of all points by themselves.

March and April: each statement runs in both months. `priced` may be what both months' prices allow."""

import itertools
import json
import subprocess
import sys
from fractions import Fraction as F
from pathlib import Path

SMCOST, FOLDER = sys.argv[1], Path(sys.argv[2])
SKUS = ["box.a", "box.b", "box.c", "box.d", "box.e", "box.f", "box.g"]
CORES = {"box.a": 2, "box.b": 4, "box.c": 8, "box.d": 16, "box.e": 8, "box.f": 12}
MEMORY = {"box.a": 8, "box.b": 16, "box.d": 64, "box.e": 4, "box.f": 48, "box.g": 2}
PRICES = {"box.a": ["0.5"] * 2, "box.b": ["1.1"] * 2, "box.c": ["2.3"] * 2, "box.d": ["2.7", "4.1"], "box.e": ["3"] * 2, "box.f": ["2.9"] * 2, "box.g": ["0.1"] * 2}
CAPS, LEAST = [1, 2, 3, 4, 5], [2, 4, 6, 8, 10, 12, 14, 16]
WRITTEN = {"cap": 3, "least": 4, "few": "box.e", "size": "small", "place": "here", "known": "box.b", "priced": "box.b", "run": 2}


def is_known(sku):
    return MEMORY.get(sku, 0) >= 16


def is_priced(sku, cap, least):
    return CORES.get(sku, 0) >= least and all(F(price) <= cap for price in PRICES[sku])


def bill(**given):
    """None: `priced` is not in its set there."""
    at = {**WRITTEN, **given}
    if not is_priced(at["priced"], at["cap"], at["least"]):
        return None
    factor = (1 if at["size"] == "small" else 2) * (1 if at["place"] == "here" else 3)
    hours = [(at["priced"], at["run"] * factor), (at["few"], 1), (at["known"], 1)]
    return sum(F(price) * time for sku, time in hours for price in PRICES[sku])


def text(name, value):
    return f"{value} USD/h" if name == "cap" else f"{value} cores" if name == "least" else f"{value} h" if name == "run" else value


def points(axes):
    """In the order in which a question has them: at which values, and what that comes to."""
    for values in itertools.product(*axes.values()):
        at = dict(zip(axes, values))
        yield {name: text(name, value) for name, value in at.items()}, at, bill(**at)


def ask(*words):
    told = subprocess.run([SMCOST, words[0], "--no-stdlib", "--format", "json", *words[1:]], capture_output=True, text=True, timeout=60)
    assert told.returncode == 0, (words, told.returncode, told.stdout, told.stderr)
    return json.loads(told.stdout)


def swept(words, axes):
    told = ask("sweep", *words)
    expected = [(at, None if cost is None else str(cost)) for at, _, cost in points(axes)]
    found = [(one["at"], str(F(one["figures"]["total"]["exact"])) if "figures" in one else None) for one in told["listed"]]
    assert found == expected, (words, found, expected)
    without = sum(cost is None for _, cost in expected)
    assert told["without_bill"] == without, told
    assert without == 0 or "`priced` is not in its set" in json.dumps(told), told
    return told


def best(words, axes, wanted, where=lambda at: True):
    told = ask(*words)
    fitting = [(at, cost) for at, own, cost in points(axes) if cost is not None and where(own)]
    expected = wanted(fitting, key=lambda one: one[1])
    assert told["proved"] and told["points"] == len(list(points(axes))), told
    assert (told["best"]["at"], F(told["best"]["amount"]["exact"])) == expected, (words, told["best"], expected)


def main():
    spec = str(FOLDER / "spec.smcost")
    priced = [sku for sku in SKUS if is_priced(sku, WRITTEN["cap"], WRITTEN["least"])]
    assert priced == ["box.b", "box.c", "box.e", "box.f"], priced
    by_run = {"priced": priced, "run": [1, 2, 3]}
    swept([spec, "priced", "run"], by_run)
    swept([spec, "all"], by_run)
    sets = {"place": ["there", "here"], "size": ["large", "small"], "few": ["box.e", "box.a"], "known": [sku for sku in SKUS if is_known(sku)]}
    swept([spec, "place", "size", "few", "known"], sets)
    swept([spec, "sets"], sets)
    # Within one month box.d is cheap enough.
    cheap = ask("sweep", spec, "priced", "--period", "2025-03")
    assert [one["at"]["priced"] for one in cheap["listed"]] == ["box.b", "box.c", "box.d", "box.e", "box.f"], cheap
    # What is given counts: 4 USD/h allow no more of both months, 5 USD/h do.
    given = ask("sweep", spec, "priced", "-p", "cap=5 USD/h")
    assert [one["at"]["priced"] for one in given["listed"]] == ["box.b", "box.c", "box.d", "box.e", "box.f"], given
    # A set that hangs on another axis has what it has anywhere.
    everywhere = [sku for sku in SKUS if any(is_priced(sku, cap, WRITTEN["least"]) for cap in CAPS)]
    swept([spec, "cap", "priced"], {"cap": CAPS, "priced": everywhere})
    # Listed by hand, a SKU outside of the set has no bill.
    swept([spec, "priced={box.b, box.d, box.e}"], {"priced": ["box.b", "box.d", "box.e"]})
    grid = {"least": LEAST, "cap": CAPS, "priced": [sku for sku in SKUS if any(is_priced(sku, cap, least) for cap in CAPS for least in LEAST)]}
    assert grid["priced"] == ["box.a", "box.b", "box.c", "box.d", "box.e", "box.f"], grid
    for words in ("total over least, cap, priced where least >= 8 cores", "cheap"):
        best(["minimise", spec, words], grid, min, lambda at: at["least"] >= 8)
    for words in ("total over priced, known, place", "dear"):
        best(["maximise", spec, words], {"priced": priced, "known": sets["known"], "place": ["there", "here"]}, max)
    dialogue(spec, by_run, grid, sets)


def dialogue(spec, by_run, grid, sets):
    """The same rows: the file's text, then its questions."""
    said = Path(spec).read_text().replace('use "./lib.smcost"\n', "")
    said = "\n".join(line for line in said.splitlines() if line.split()[0] not in ("sweep", "minimise", "maximise"))
    told = subprocess.run([SMCOST, "repl", "--no-stdlib", str(FOLDER / "lib.smcost")], input=said + "\n" + (FOLDER / "dialogue.txt").read_text(),
                          capture_output=True, text=True, timeout=60)
    rows = [line.split() for line in told.stdout.splitlines()]
    tables = [i for i, row in enumerate(rows) if row and row[-1] == "total" and row[0] in ("priced", "place")]
    assert len(tables) == 2, (told.stdout, told.stderr)
    for begin, axes in zip(tables, (by_run, sets)):
        expected = [" ".join(at.values()) for at, _, _ in points(axes)]
        found = [" ".join(row[:-1]) for row in rows[begin + 1:begin + 1 + len(expected)]]
        assert found == expected, (found, expected)
    cost = min(cost for _, own, cost in points(grid) if cost is not None and own["least"] >= 8)
    exact = str(cost) if cost.denominator == 1 else f"{float(cost)}"
    assert f"exactly {exact}" in told.stdout, (exact, told.stdout)


if __name__ == "__main__":
    main()
