"""A random library, statements that use it, and what they must cost.

Its parts are made in `library_*.py`, each with what it means beside its text; what all of it costs is worked out
here. Nothing is asked of the program.
"""

import random
from fractions import Fraction as F
from pathlib import Path

from library_formulas import FACTS, MODES, SKUS, Maker, name_of
from library_meters import BOXES, LEDGER, Meter
from library_savings import Saving
from library_statements import Statement
from library_workloads import Workload

MINI = Path(__file__).resolve().parents[1] / "check" / "Inputs" / "mini.smcost"


class Library:
    """A spec with a library in it."""

    def __init__(self, seed):
        self.seed, self.pick = seed, random.Random(seed)
        pick, self.maker = self.pick, Maker(self.pick)
        self.meters = [Meter(f"meter{number}", pick) for number in range(pick.randint(1, 4))]
        for number in range(pick.randint(0, 3)):
            params = [(f"p{own}", pick.choice(["Time", "Data", "Count[call]", "Number", "Mode", "Sku"])) for own in range(pick.randint(1, 3))]
            params = [(name, kind) for name, kind in params if kind != "Number"] or [("p0", "Time")]
            result = pick.choice(["Time", "Data", "Count[call]", "Number"])
            body = self.maker.make(result, [(kind, name_of(name)) for name, kind in params], 2)
            self.maker.functions.append((f"fun{number}", params, result, body))
        self.workloads = [Workload(number, self.maker, self.meters) for number in range(pick.randint(1, 3))]
        # What a statement may name: kind, text, value.
        self.known = []
        self.lets = []
        for number in range(pick.randint(0, 3)):
            kind = pick.choice(["Time", "Data", "Count[call]"])
            some = self.maker.literal(kind)
            self.lets.append(f"let given{number} = {some.text}")
            self.known.append((kind, f"given{number}", some.value({})))
        self.statements = []
        for number in range(pick.randint(1, 5)):
            one = Statement(f"s{number}", pick.choice(self.workloads), self)
            self.statements.append(one)
            for param in one.workload.params:
                # A rate would count by the schedule of the statement that takes it.
                if param.kind in ("Time", "Data", "Count[call]", "Count[job]") and one.env[param.name] is not None and param.name not in one.rates:
                    self.known.append((param.kind, f"{one.name}.{param.name}", one.env[param.name]))
        self.saving = Saving(pick) if pick.random() < 0.3 else None
        self.texts = {one.name: one.text() for one in self.statements}

    def items(self):
        """The items of the text; their order means nothing."""
        yield from (f'use "{MINI}"', "region here", "period 30 days", "unit call calls : Count[call]", "unit core cores : Count[core]",
                    f"words Mode {{ {', '.join(MODES)} }}", f"skus {{ {', '.join(SKUS)} }}")
        rows = "\n".join(f"  {sku} {cores}, {memory} GB" for sku, (cores, memory) in FACTS.items())
        yield f"skus facts (cores : Count[core], memory : Data) {{\n{rows}\n}}"
        for meter in [*self.meters, LEDGER, BOXES]:
            yield from meter.declarations()
        for name, params, result, body in self.maker.functions:
            typed = f" : {result}" if result != "Number" else ""
            yield f"fn {name}({', '.join(f'{own} : {kind}' for own, kind in params)}){typed} = {body.text}"
        for workload in self.workloads:
            yield from (option.declaration() for option in workload.options)
            yield workload.text([one.env for one in self.statements if one.workload is workload])
        yield from self.lets
        if self.saving:
            yield from self.saving.items()
        yield from self.texts.values()

    def text(self, order=None):
        items = list(self.items())
        if order:
            order.shuffle(items)
        return "\n".join(items) + "\n"

    def costs(self):
        """The cost of each line, by the statement's name and its own."""
        metered = {}
        for one in self.statements:
            for guard, line in one.workload.lines:
                if guard(one.env):
                    for key, quantity in line.quantities(one.env):
                        metered.setdefault(line.meter, []).append((f"{one.name}.{line.name}", key, quantity))
        cost = self.saving.costs() if self.saving else {}
        for meter, lines in metered.items():
            for (name, _, _), money in zip(lines, meter.rate([(key, quantity) for _, key, quantity in lines])):
                cost[name] = cost.get(name, F(0)) + money
        return cost
