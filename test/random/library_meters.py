"""Random meters with their prices, and what they make of quantities. Nothing is asked of the program."""

import random
from fractions import Fraction as F

from library_formulas import GB, HOUR, MODES, MONTH, PRICED, SIZES, SKUS, UNITS, dec, rounded


class Meter:
    """One billable thing: its key, what it rounds and where, its prices, and what pools."""

    def __init__(self, name, pick):
        self.name = name
        self.kind = pick.choice(["Time", "Time", "Data", "Count[call]", "Data * Time"])
        self.keyed = pick.choice([None, "Sku", "Sku", "Mode", "Size"])
        self.keys = {None: [None], "Sku": SKUS, "Mode": MODES, "Size": SIZES}[self.keyed]
        self.quantum = self.minimum = self.at = self.minimum_at = None
        self.mode = pick.choice(["up", "up", "up", "down", "half_up", "half_even"])
        if self.kind != "Data * Time":
            self.unit = pick.choice(UNITS[self.kind])
            if pick.random() < 0.6:
                self.quantum = F(pick.choice([1, 1, 5, 30]))
                self.at = pick.choice(["machine", "job", None, "bill"])
            if pick.random() < 0.3 and self.mode != "down":
                self.minimum = (self.quantum or 1) * pick.randint(1, 9)
                self.minimum_at = self.at if self.quantum else pick.choice(["machine", "job", None, "bill"])
        self.free = pick.random() < 0.1
        self.packet = 1000 if self.kind == "Count[call]" and pick.random() < 0.5 else 1
        self.price = {key: F(pick.randint(1, 4000), 1000) for key in self.keys}
        self.bounds = self.tiers = self.gift = None
        if not self.keyed and pick.random() < 0.5:
            low = pick.randint(1, 20)
            self.bounds = (low, low + pick.randint(1, 40))
            self.tiers = [F(pick.randint(1, 900), 1000) for _ in range(3)]
        if not self.free and pick.random() < 0.25:
            self.gift = (pick.randint(1, 60), pick.sample(self.keys, pick.randint(1, len(self.keys))))

    def declarations(self):
        key = {"Sku": "(box : Sku)", "Mode": "(mode : Mode)", "Size": "(size : Data)"}.get(self.keyed, "")
        unit, scale = PRICED[self.kind]
        body = []
        for word, amount, at in (("granularity", self.quantum, self.at), ("minimum", self.minimum, self.minimum_at)):
            if amount:
                mode = f" {self.mode}" if word == "granularity" else ""
                body.append(f"  {word} {dec(amount)} {self.unit[0]}{mode}" + (f" per {at}" if at else ""))
        body += ["  basis month"] if self.kind == "Data * Time" else []
        body += ['  free "as a gift"'] if self.free else []
        yield f"meter {self.name}{key} : {self.kind}" + (" {\n" + "\n".join(body) + "\n}" if body else "")
        per = f" per 1k {unit}" if self.packet == 1000 else f"/{unit}"
        if not self.free:
            rows = [f"  {key + ' ' if key else ''}{dec(self.price[key])} USD{per}" for key in self.keys]
            if self.tiers:
                (low, high), (one, two, three) = self.bounds, map(dec, self.tiers)
                rows = [f"  first {low} {unit}: {one} USD{per}, next {high - low} {unit}: {two} USD{per}, then {three} USD{per}"]
            yield f"rates {self.name} region here source list {{\n" + "\n".join(rows) + "\n}"
        if self.gift:
            keys = f"({', '.join(self.gift[1])})" if self.keyed else ""
            yield f"allowance {self.name}_gift {self.gift[0]} {unit} always on {self.name}{keys}"

    def needs(self):
        """The levels without which a line is no line of this meter."""
        return {at for amount, at in ((self.quantum, self.at), (self.minimum, self.minimum_at)) if amount} - {None, "bill"}

    def measure(self, quantity, level):
        """What a quantity becomes at a level."""
        scale = self.unit[1] if self.quantum or self.minimum else 1
        if self.quantum and self.at == level:
            quantity = rounded(self.mode, quantity, self.quantum * scale)
        return max(quantity, self.minimum * scale) if self.minimum and self.minimum_at == level else quantity

    def rate(self, lines):
        """The cost of each line, given as key and quantity."""
        unit = PRICED[self.kind][1]
        pools = {}
        for key, quantity in lines:
            pools[key] = pools.get(key, F(0)) + quantity
        billed = {key: self.measure(pool, "bill") if pool else pool for key, pool in pools.items()}
        if self.gift:
            covered = sum(billed.get(key, F(0)) for key in self.gift[1])
            for key in set(self.gift[1]) & set(billed):
                billed[key] -= billed[key] * min(self.gift[0] * unit, covered) / covered if covered else 0
        for key, quantity in lines:
            share = quantity / pools[key] if pools[key] else F(0)
            yield F(0) if self.free else self.money(key, billed[key] / unit) / self.packet * share

    def money(self, key, quantity):
        if not self.tiers:
            return quantity * self.price[key]
        low, high = self.bounds
        return (min(quantity, low) * self.tiers[0] + max(min(quantity, high) - low, F(0)) * self.tiers[1]
                + max(quantity - high, F(0)) * self.tiers[2])


def plain_meter(name, kind, keyed):
    """A meter of which nothing is random."""
    meter = Meter(name, random.Random(1))
    meter.kind, meter.keyed, meter.keys = kind, keyed, SKUS if keyed else [None]
    meter.quantum = meter.minimum = meter.tiers = meter.gift = None
    meter.free, meter.packet = False, 1
    meter.price = {key: F(number + 1) for number, key in enumerate(meter.keys)}
    return meter


LEDGER, BOXES = plain_meter("ledger", "Count[call]", None), plain_meter("boxes", "Time", "Sku")
