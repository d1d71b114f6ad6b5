"""A random plan with a commitment, and what it covers, hour by hour."""

from fractions import Fraction as F

from library_formulas import DAYS, SKUS, dec


class Saving:
    """A plan on a meter of its own, one commitment, and statements whose times are known, or are not."""

    def __init__(self, pick):
        self.money = F(pick.randint(1, 9000), 1000)
        self.price = {sku: F(pick.randint(1, 4000), 1000) for sku in SKUS}
        cuts = pick.sample(range(1, 90), len(SKUS))  # no two alike: nothing ties
        self.at_plan = {sku: self.price[sku] * F(100 - cut, 100) for sku, cut in zip(SKUS, cuts)}
        self.cut = dict(zip(SKUS, cuts))
        # Name, SKU, machines, runs; from when to when every day, or hours of an amount.
        self.rents = []
        for number in range(pick.randint(1, 5)):
            begin, end = sorted(pick.sample(range(25), 2))
            when = pick.choice([(0, 24), (begin, end), (begin, end), pick.randint(1, 50)])
            self.rents.append((f"r{number}", pick.choice(SKUS), pick.randint(1, 4), pick.randint(1, 3), when))

    def items(self):
        rows = "\n".join(f"  {sku} {dec(price)} USD/h" for sku, price in self.price.items())
        at_plan = "\n".join(f"  {sku} {dec(price)} USD/h" for sku, price in self.at_plan.items())
        yield "meter rent(box : Sku) : Time {\n  granularity 1 min up per machine\n}"
        yield f"rates rent region here source list {{\n{rows}\n}}"
        yield "plan saver on rent {\n  term 12 months\n  payment no_upfront\n}"
        yield f"rates rent region here source list plan saver term 12 months, no_upfront {{\n{at_plan}\n}}"
        yield ("workload rental(\n  bare machines : Multiple[machine] = 1x,\n  bare on box : Sku,\n  bare for run : Time,\n"
               "  bare runs : Count[job] = 1\n) {\n  let used = run\n  line rented = meter rent(box)  used each machines each runs\n}")
        yield f"saving = commit {dec(self.money)} USD/h saver term 12 months, no_upfront"
        for name, sku, machines, runs, when in self.rents:
            time = f"{when} h" if isinstance(when, int) else "always" if when == (0, 24) else f"{when[0]}:00..{when[1]}:00"
            yield f"{name} = rental {machines}x {sku} {time}, {runs} runs"

    def costs(self):
        cost, unused = {}, F(0)
        for name, sku, machines, runs, when in self.rents:
            hours = F(when if isinstance(when, int) else (when[1] - when[0]) * DAYS)
            cost[f"{name}.rented"] = hours * machines * runs * self.price[sku]
        for hour in range(24):
            left = self.money
            for sku in sorted(SKUS, key=lambda sku: -self.cut[sku]):
                placed = {name: F(machines * runs) for name, own, machines, runs, when in self.rents
                          if own == sku and not isinstance(when, int) and when[0] <= hour < when[1]}
                wanted = sum(placed.values()) * self.at_plan[sku]
                part = min(F(1), left / wanted) if wanted else F(0)
                left -= wanted * part
                for name, many in placed.items():
                    cost[f"{name}.rented"] -= many * part * (self.price[sku] - self.at_plan[sku]) * DAYS
            unused += left * DAYS
        cost["saving.commitment"] = unused
        return cost
