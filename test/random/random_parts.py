#!/usr/bin/env python3
"""Workloads that are built of workloads, against the same statements written out by hand.

    random_parts.py SMCOST FOLDER [--seed N] [--count N]

Workloads with random `let`s, conditions by what is given, by words and by figures, and parts that are such workloads again, are used by
random statements. The bill is written a second time with one statement for each part, whose figures were computed here. Both bills have
the same lines, and each statement comes to what its parts do; all usage shares one allowance and tiers, so that they agree in what is
taken where. `--seed N --count 1` repeats a finding; FOLDER takes the specs.
"""

import json
from fractions import Fraction as F

from random_instances import LIBRARY, bill
from seeds import each_seed

SIZES = ["small", "large"]


class Composed:
    """A workload of parts: what its text is, and what a statement of it comes to."""

    def __init__(self, rng, number, below):
        self.name = f"w{number}"
        self.parts = [Part(rng, f"p{i}", below) for i in range(rng.randint(1, 4))]
        self.factor = rng.randint(1, 5)

    def text(self):
        # What the parts do not read has its effect here.
        body = ["  require (size == small or size == large) and boxes > 0x", "  if data { require data > 0 GB }", f"  let longer = run * {self.factor}"]
        for part in self.parts:
            body += part.text()
        return "\n".join([f"workload {self.name}(bare boxes : Multiple = 1x, bare box : Sku, bare for run : Time, size : Size = small,",
                          "    data : Data = none) {", *body, "}"])

    def statements(self, name, given):
        """The plain statements that one of it comes to: (name, boxes, SKU, hours, GB or None)."""
        said = []
        for part in self.parts:
            said += part.statements(name, given, self.factor)
        return said


class Part:
    def __init__(self, rng, name, below):
        self.name = name
        self.of = rng.choice(below) if below and rng.random() < 0.4 else None
        self.condition = rng.choice([None, None, "data", "size == large", "boxes > 3x"])
        self.has_else = self.condition is not None and rng.random() < 0.3
        self.time = rng.choice(["run", "longer", "run / 2", "(run + 1 h)", "3 h"])
        self.boxes = rng.choice(["boxes", "boxes * 2", "2x"])
        self.box = rng.choice(["box", "box.small", "box.large", "boxOf(size)"])
        # What the whole left out its part leaves out.
        self.data = rng.choice([None, "data", "3 GB"])
        self.label = rng.random() < 0.5

    def phrase(self, time):
        head = self.of.name if self.of else "work"
        said = f"{head} boxes ({self.boxes}) ({self.box}) {'for ' if self.label else ''}({time})"
        if self.data:
            said += f", data {self.data if self.data != '3 GB' and self.label else f'({self.data})'}"
        return said + (", size size" if self.of else "")

    def text(self):
        own = f"{self.name} = {self.phrase(self.time)}"
        if not self.condition:
            return [f"  {own}"]
        # The same part in the other branch; figures choose no branch, so there it is another one.
        name = f"{self.name}e" if self.condition == "boxes > 3x" else self.name
        other = f" else {{ {name} = {self.phrase('1 h')} }}" if self.has_else else ""
        return [f"  if {self.condition} {{ {own} }}{other}"]

    def statements(self, name, given, factor):
        holds = {None: True, "data": given["data"] is not None, "size == large": given["size"] == "large",
                 "boxes > 3x": given["boxes"] > 3}[self.condition]
        if not holds and not self.has_else:
            return []
        run = given["hours"]
        own = {
            "hours": {"run": run, "longer": run * factor, "run / 2": run / 2, "(run + 1 h)": run + 1, "3 h": F(3)}[self.time] if holds else F(1),
            "boxes": {"boxes": given["boxes"], "boxes * 2": given["boxes"] * 2, "2x": 2}[self.boxes],
            "box": {"box": given["box"], "boxOf(size)": f"box.{given['size']}"}.get(self.box, self.box),
            "data": given["data"] if self.data == "data" else 3 if self.data else None,
            "size": given["size"],
        }
        own_name = f"{name}.{self.name}{'' if holds or self.condition != 'boxes > 3x' else 'e'}"
        return self.of.statements(own_name, own) if self.of else [(own_name, own)]


def phrase(head, given):
    hours = f"{given['hours'].numerator} h / {given['hours'].denominator}"
    data = f", data {given['data']} GB" if given["data"] is not None else ""
    return f"{head} {given['boxes']}x {given['box']} ({hours}){data}"


def lines(told, rename):
    return sorted((rename(line["workload"]), line["line"], line.get("key"), json.dumps(line["quantity"]), json.dumps(line["cost"]))
                  for line in told["lines"] if line["quantity"]["exact"] != "0")


def check(smcost, folder, rng):
    below = []
    for number in range(rng.randint(1, 4)):
        below.append(Composed(rng, number, below))
    composed = rng.sample(below, len(below))  # in any order of the text
    begin = 'use "./lib.smcost"\nregion here\nperiod 2025-03\n'
    statements, written = [], begin
    for number in range(rng.randint(1, 5)):
        given = {"boxes": rng.randint(1, 9), "box": f"box.{rng.choice(SIZES)}", "hours": F(rng.randint(1, 40)), "size": rng.choice(SIZES),
                 "data": rng.choice([None, rng.randint(1, 30)])}
        workload = rng.choice(below)
        statements.append(f"s{number} = {phrase(workload.name, given)}, size {given['size']}")
        for name, own in workload.statements(f"s{number}", given):
            written += f"{name.replace('.', '_')} = {phrase('work', own)}\n"
    (folder / "lib.smcost").write_text(LIBRARY)
    (folder / "written.smcost").write_text(written)
    (folder / "parts.smcost").write_text(begin + "\n".join([one.text() for one in composed] + statements) + "\n")
    first, second = bill(smcost, folder / "parts.smcost"), bill(smcost, folder / "written.smcost")
    if lines(first, lambda name: name.replace(".", "_")) != lines(second, lambda name: name) or first["total"] != second["total"]:
        raise SystemExit(f"in parts: {lines(first, str)} {first['total']}\nwritten: {lines(second, str)} {second['total']}")
    costs = {one["name"]: F(one["total"]["exact"]) for one in first["workloads"]}
    for one in first["workloads"]:
        if "with_parts" not in one:
            continue
        own = sum(cost for name, cost in costs.items() if name == one["name"] or name.startswith(one["name"] + "."))
        if F(one["with_parts"]["exact"]) != own:
            raise SystemExit(f"{one['name']} is {one['with_parts']}, its parts are {own}")


def main():
    count, _ = each_seed(__doc__, 40, check)
    print(f"{count} bills of workloads of workloads agree with what is written out")


if __name__ == "__main__":
    main()
