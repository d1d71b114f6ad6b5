"""A random library, statements that use it, and what they must cost.

Formulas are made once, as text and as a function over fractions, so that the text and its
meaning come from one tree; rating is worked out by `costs`. Nothing is asked of the program.
"""

import random
from fractions import Fraction as F
from pathlib import Path

MINI = Path(__file__).resolve().parents[1] / "check" / "Inputs" / "mini.smcost"
HOUR, GB, DAYS = F(3600), F(10**9), 30
MONTH = DAYS * 24 * HOUR
SKUS = ["rack.small", "rack.large", "rack.huge"]
FACTS = {"rack.small": (2, 4), "rack.large": (8, 16), "rack.huge": (64, 1)}  # cores, GB of memory
MODES = ["lazy", "eager", "frantic"]
SIZES = ["2 GB", "4 GB"]
UNITS = {"Time": [("s", F(1)), ("min", F(60)), ("h", HOUR)], "Data": [("GB", GB), ("KB", F(1000))],
         "Count[call]": [("calls", F(1))]}
# The unit of a price, and what it is of the base unit.
PRICED = {"Time": ("h", HOUR), "Data": ("GB", GB), "Count[call]": ("call", F(1)), "Data * Time": ("GB-month", GB * MONTH)}
ATOM, FACTOR, SUM, LOOSE = 3, 2, 1, 0  # how tightly a text binds


class Formula:
    """Text, how tightly it binds, and its value in an environment."""

    def __init__(self, text, value, binds=ATOM):
        self.text, self.value, self.binds = text, value, binds

    def inside(self, least):
        return self.text if self.binds >= least else f"({self.text})"


def name_of(name):
    return Formula(name, lambda env: env[name])


def dec(value):
    """A finite decimal of at most six places."""
    text = f"{value * 10**6 // 1:07d}"
    return f"{int(text[:-6])}.{text[-6:]}".rstrip("0").rstrip(".")


def rounded(mode, value, quantum):
    steps = value / quantum
    low = steps.numerator // steps.denominator
    rest = steps - low
    odd = low % 2 == 1
    up = {"up": rest > 0, "down": False, "half_up": rest >= F(1, 2), "half_even": rest > F(1, 2) or (rest == F(1, 2) and odd)}
    return (low + up[mode]) * quantum


class Maker:
    """Formulas of a type from the names in scope."""

    def __init__(self, pick):
        self.pick = pick
        self.functions = []  # name, types, result, body

    def literal(self, kind, positive=False):
        if kind in ("Sku", "Mode"):
            name = self.pick.choice(SKUS if kind == "Sku" else MODES)
            return Formula(name, lambda env: name)
        if kind == "Number":
            value = F(self.pick.randint(1, 40), self.pick.choice([1, 2, 10]))
            return Formula(dec(value), lambda env: value)
        unit, scale = self.pick.choice(UNITS[kind])
        number = F(self.pick.randint(1 if positive else 0, 90), self.pick.choice([1, 1, 2]) if kind != "Count[call]" else 1)
        return Formula(f"{dec(number)} {unit}", lambda env: number * scale)

    def make(self, kind, scope, depth=2):
        """Never below zero."""
        pick = self.pick
        leaves = [leaf for of, leaf in scope if of == kind]
        if depth == 0 or pick.random() < 0.25:
            return pick.choice(leaves) if leaves and pick.random() < 0.8 else self.literal(kind)
        down = depth - 1
        choice = pick.choice(["sum", "sum", "minus", "times", "over", "max", "min", "if", "percent", "of", "steps", "call", "turn"])
        a = self.make(kind, scope, down)
        if choice in ("sum", "minus", "max", "min"):
            b = self.make(kind, scope, down)
            if choice == "sum":
                return Formula(f"{a.inside(SUM)} + {b.inside(FACTOR)}", lambda env: a.value(env) + b.value(env), SUM)
            if choice == "minus":
                zero = {"Time": "0 s", "Data": "0 GB", "Count[call]": "0 calls", "Number": "0"}[kind]
                return Formula(f"max({a.inside(SUM)} - {b.inside(FACTOR)}, {zero})", lambda env: max(a.value(env) - b.value(env), F(0)))
            least = max if choice == "max" else min
            return Formula(f"{choice}({a.text}, {b.text})", lambda env: least(a.value(env), b.value(env)))
        if choice == "times":
            b = self.make("Number", scope, down)
            if pick.random() < 0.3:
                return Formula(f"{b.inside(FACTOR)} * {a.inside(ATOM)}", lambda env: a.value(env) * b.value(env), FACTOR)
            return Formula(f"{a.inside(FACTOR)} * {b.inside(ATOM)}", lambda env: a.value(env) * b.value(env), FACTOR)
        if choice == "over":
            b = self.literal("Number")
            return Formula(f"{a.inside(FACTOR)} / {b.text}", lambda env: a.value(env) / b.value(env), FACTOR)
        if choice == "if":
            test, b = self.condition(scope, down), self.make(kind, scope, down)
            return Formula(f"if {test.text} then {a.inside(SUM)} else {b.text}",
                           lambda env: a.value(env) if test.value(env) else b.value(env), LOOSE)
        if choice == "percent":
            part, word = pick.randint(1, 90), pick.choice(["less", "plus"])
            sign = -1 if word == "less" else 1
            return Formula(f"{a.inside(SUM)} {word} {part} %", lambda env: a.value(env) * (1 + F(sign * part, 100)), LOOSE)
        if choice == "of":
            part = pick.randint(1, 150)
            return Formula(f"{part} % of {a.inside(ATOM)}", lambda env: a.value(env) * F(part, 100), FACTOR)
        if choice == "call":
            fitting = [one for one in self.functions if one[2] == kind]
            if fitting:
                return self.call(pick.choice(fitting), scope, down)
        if choice == "steps" or kind == "Number":
            other = kind if choice == "steps" and kind != "Number" else pick.choice(["Time", "Data", "Count[call]"])
            a, step, mode = self.make(other, scope, down), self.literal(other, positive=True), pick.choice(["up", "down", "half_up", "half_even"])
            steps = Formula(f"{mode}({a.inside(FACTOR)} / ({step.text}))", lambda env: rounded(mode, a.value(env) / step.value(env), F(1)))
            if kind == "Number":
                return steps
            return Formula(f"{steps.text} * ({step.text})", lambda env: steps.value(env) * step.value(env), FACTOR)
        # Another dimension, turned into this one by a rate.
        other = pick.choice(sorted(set(UNITS) - {kind}))
        a, step, unit = self.make(other, scope, down), self.literal(other, positive=True), self.literal(kind)
        return Formula(f"{a.inside(FACTOR)} / ({step.text}) * ({unit.text})",
                       lambda env: a.value(env) / step.value(env) * unit.value(env), FACTOR)

    def call(self, function, scope, depth):
        name, params, _, body = function
        given = [self.make(kind, scope, 0 if kind in ("Sku", "Mode") else depth) for _, kind in params]
        return Formula(f"{name}({', '.join(one.text for one in given)})",
                       lambda env: body.value({own: one.value(env) for (own, _), one in zip(params, given)}))

    def condition(self, scope, depth=1):
        pick = self.pick
        kinds = {kind for kind, _ in scope}
        choice = pick.choice(["compare", "compare", "not", "and", "or", "key", "word", "given", "fact"])
        if depth > 0 and choice in ("not", "and", "or"):
            a = self.condition(scope, depth - 1)
            if choice == "not":
                return Formula(f"not ({a.text})", lambda env: not a.value(env))
            b = self.condition(scope, depth - 1)
            if choice == "and":
                return Formula(f"({a.text}) and ({b.text})", lambda env: a.value(env) and b.value(env))
            return Formula(f"({a.text}) or ({b.text})", lambda env: a.value(env) or b.value(env))
        for wanted, kind, names in (("key", "Sku", SKUS), ("word", "Mode", MODES)):
            if choice == wanted and kind in kinds:
                a = pick.choice([leaf for of, leaf in scope if of == kind])
                some = pick.sample(names, pick.randint(1, 2))
                if pick.random() < 0.5:
                    return Formula(f"{a.text} in {{ {', '.join(some)} }}", lambda env: a.value(env) in some)
                sign = pick.choice(["==", "!="])
                return Formula(f"{a.text} {sign} {some[0]}", lambda env: (a.value(env) == some[0]) == (sign == "=="))
        if choice == "fact" and "Sku" in kinds:
            a, least = pick.choice([leaf for of, leaf in scope if of == "Sku"]), pick.randint(1, 70)
            return Formula(f"{a.text}.cores >= {least}", lambda env: FACTS[a.value(env)][0] >= least)
        if choice == "given" and "Given" in kinds:
            a = pick.choice([leaf for of, leaf in scope if of == "Given"])
            return Formula(a.text, a.value)
        kind, sign = pick.choice(sorted(UNITS)), pick.choice(["<", "<=", ">", ">="])
        a, b = self.make(kind, scope, depth), self.make(kind, scope, 0)
        compare = {"<": lambda x, y: x < y, "<=": lambda x, y: x <= y, ">": lambda x, y: x > y, ">=": lambda x, y: x >= y}[sign]
        return Formula(f"{a.inside(SUM)} {sign} {b.inside(SUM)}", lambda env: compare(a.value(env), b.value(env)))


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


class Line:
    """A line of a body: in what environments there is one, with what key and quantity."""

    def __init__(self, name, meter, key, inner, levels, list_of=None):
        self.name, self.meter, self.key, self.inner, self.levels, self.list_of = name, meter, key, inner, levels, list_of

    def text(self):
        each = "".join(f" each {level.text}" for _, level in self.levels)
        key = f"({self.key.text})" if self.key else ""
        return f"line {self.name} = meter {self.meter.name}{key}  {self.inner.inside(ATOM if each else LOOSE)}{each}"

    def quantities(self, env):
        """Key and quantity of each line that it makes; none where the quantity is left out."""
        for one in env[self.list_of] if self.list_of else [{}]:
            own = dict(env, **{f"{self.list_of}.{part}": value for part, value in one.items()})
            quantity = self.inner.value(own)
            if quantity is None:
                continue
            for tag, level in self.levels:
                quantity = self.meter.measure(quantity, tag) * level.value(own)
            key = self.key.value(own) if self.key else None
            yield f"{dec(key / GB)} GB" if self.meter.keyed == "Size" else key, self.meter.measure(quantity, None)


class Param:
    """A parameter, and how one is written in a statement."""

    def __init__(self, name, kind, bare=False, label=None, default=None, optional=False):
        self.name, self.kind, self.bare, self.label = name, kind, bare, label
        self.default, self.optional = default, optional  # a default's text and value

    def text(self):
        words = ("bare " if self.bare else "") + (f"{self.label} " if self.label else "")
        said = f" = {self.default[0]}" if self.default else " = none" if self.optional else ""
        return f"{words}{self.name} : {self.kind}{said}"


class Option:
    """An option: once, or as often as one likes."""

    def __init__(self, name, type_name, many, params, optional):
        self.name, self.type_name, self.many, self.params, self.optional = name, type_name, many, params, optional

    def declaration(self):
        return f"option {self.type_name}(\n" + ",\n".join(f"  {param.text()}" for param in self.params) + "\n)"

    def text(self):
        return f"with {'many ' if self.many else ''}{self.name} : {self.type_name}" + (" = none" if self.optional else "")


class Workload:
    """Parameters, options, and a body of lets, conditions and lines."""

    def __init__(self, number, maker, meters):
        self.maker, self.pick, self.meters = maker, maker.pick, meters
        pick, self.name = self.pick, f"work{number}"
        self.params, self.options, self.lines, self.requires, self.count = [], [], [], [], 0
        self.add_params(pick)
        self.add_options(pick)
        pick.shuffle(self.params)
        scope = [("Given", Formula(one.name, lambda env, own=one.name: env[own] is not None))
                 for one in self.params + self.options if one.optional]
        for param in self.params:
            scope += self.leaves(param.name, param) if not param.optional else []
        for option in self.options:
            scope += self.parts(option) if not option.optional else []
        self.body = self.block(scope, lambda env: True, 2) + self.ledger()

    def add_params(self, pick):
        add, chance = self.params.append, lambda share: pick.random() < share
        if chance(0.6):
            add(Param("machines", "Multiple[machine]", bare=True, default=("1x", F(1)) if chance(0.6) else None))
        if chance(0.7):
            add(Param("box", "Sku", bare=True, label=pick.choice([None, "on"]), default=(SKUS[0], SKUS[0]) if chance(0.2) else None))
        if chance(0.7):
            add(Param(pick.choice(["run", "time"]), "Time", bare=True, label=pick.choice([None, "for"])))
        if chance(0.5):
            add(Param("runs", "Count[job]", bare=True, default=("1", F(1)) if chance(0.7) else None))
        if chance(0.5):
            add(Param("mode", "Mode", bare=chance(0.7), default=pick.choice([None, ("eager", "eager")])))
        for name, kind, literal in (("extra", "Time", "Time"), ("data", "Data", "Data"), ("stored", "Data", "Data"),
                                    ("size", "Size", None), ("asked", "Count[call]", "Count[call]")):
            if chance(0.35):
                some = self.maker.literal(literal) if literal else None
                default = (some.text, some.value({})) if some and chance(0.3) else ("4 GB", 4 * GB) if not some and chance(0.3) else None
                add(Param(name, kind, default=default, optional=not default and chance(0.5)))

    def add_options(self, pick):
        for name, type_name, many in (("watch", "Watch", False), ("app", "App", True), ("session", "Session", True)):
            if pick.random() > 0.35:
                continue
            params = [Param("hours", "Range", bare=True)] if name == "session" else [Param("time", "Time", bare=True, label=pick.choice([None, "for"]))]
            if pick.random() < 0.6:
                params.append(Param("box", "Sku", bare=True, label=pick.choice([None, "on"]), default=(SKUS[1], SKUS[1]) if pick.random() < 0.3 else None))
            if pick.random() < 0.4:
                params.append(Param("asked", "Count[call]", default=("2", F(2)) if pick.random() < 0.5 else None))
            self.options.append(Option(name, f"{type_name}{self.name[4:]}", many, params, pick.random() < 0.7))

    @staticmethod
    def leaves(name, param):
        kinds = {"Time": ["Time"], "Data": ["Data"], "Size": ["Size", "Data"], "Count[call]": ["Count[call]"], "Sku": ["Sku"], "Mode": ["Mode"],
                 "Multiple[machine]": ["machine"], "Count[job]": ["job"]}[param.kind]
        own = [(kind, name_of(name)) for kind in kinds]
        if param.kind == "Sku":
            own.append(("Data", Formula(f"{name}.memory", lambda env: FACTS[env[name]][1] * GB)))
        return own

    def parts(self, option):
        """What an option that is given adds to the scope."""
        if not option.many:
            return [leaf for param in option.params for leaf in self.leaves(f"{option.name}.{param.name}", param)]
        own, name = [("List", option)], option.name
        for param in option.params:
            path = param.name
            if param.kind in ("Time", "Count[call]"):
                own.append((param.kind, Formula(f"sum({name}.{path})", lambda env, path=path: sum((one[path] for one in env[name]), F(0)))))
            if param.kind == "Range":
                own.append(("Time", Formula(f"sum(share({name}.hours))", lambda env: sum((one["share"] for one in env[name]), F(0)))))
                own.append(("Time", Formula(f"sum({name}.hours)", lambda env: sum((end - begin for begin, end in (one["hours"] for one in env[name])), F(0)))))
        return own

    def block(self, scope, guard, depth):
        """The lines of a block, in text; notes what it meters, asks for and when."""
        pick, text, scope = self.pick, [], list(scope)
        for _ in range(pick.choice([0, 0, 1, 2])):
            text.append(self.let(scope))
        for leaf in [leaf for kind, leaf in scope if kind == "Given"] if depth else []:
            if pick.random() < 0.7:
                text += self.when(leaf, self.gained(leaf.text), scope, guard, depth)
        if depth and pick.random() < 0.5:
            text += self.when(self.maker.condition(scope), [], scope, guard, depth)
        for _ in range(pick.randint(1, 2)):
            text.append(self.line(scope, guard))
        for option in [leaf for kind, leaf in scope if kind == "List"]:
            text.append(self.list_line(option, scope, guard))
        if pick.random() < 0.4:
            condition = self.maker.condition(scope)
            self.requires.append((guard, condition))
            text.append(len(self.requires) - 1)  # decided when it is known what the statements say
        return text

    def gained(self, name):
        """What is in scope where something optional is given."""
        one = next(one for one in self.params + self.options if one.name == name)
        return self.parts(one) if isinstance(one, Option) else self.leaves(name, one)

    def ledger(self):
        """Every argument counts for something: a line of all that is given."""
        text = []
        for one in self.params + self.options:
            lines, guard = [], lambda env, name=one.name: env[name] is not None
            for kind, leaf in self.gained(one.name):
                number = self.counted(kind, leaf)
                if number:
                    inner = Formula(f"{number.inside(FACTOR)} * 1 call", number.value, FACTOR)
                    lines.append(self.new_line(LEDGER, [], guard, inner, None))
                if kind == "List" and any(param.kind == "Sku" for param in one.params):
                    part = name_of(f"{one.name}.time") if one.params[0].kind == "Time" else Formula(
                        f"share({one.name}.hours)", lambda env, name=one.name: env[f"{name}.share"])
                    lines.append(self.new_line(BOXES, [], guard, part, name_of(f"{one.name}.box"), one.name))
            text += [f"if {one.name} {{"] + lines + ["}"] if one.optional else lines
        return text

    @staticmethod
    def counted(kind, leaf):
        """A number that tells one argument from another."""
        if kind == "Sku":
            return Formula(f"{leaf.text}.cores / 1 core", lambda env: F(FACTS[leaf.value(env)][0]), FACTOR)
        if kind == "Mode":
            return Formula(f"(if {leaf.text} == lazy then 1 else 2)", lambda env: F(1 if leaf.value(env) == "lazy" else 2))
        ones = {"Time": ("1 h", HOUR), "Data": ("1 GB", GB), "Count[call]": ("1 call", 1), "machine": ("1 machine", 1), "job": ("1 run", 1)}
        if kind not in ones:
            return None
        one, scale = ones[kind]
        return Formula(f"{leaf.text} / {one}", lambda env: leaf.value(env) / scale, FACTOR)

    def when(self, test, gained, scope, guard, depth):
        if gained:
            scope = [(kind, leaf) for kind, leaf in scope if (kind, leaf.text if kind != "List" else "") != ("Given", test.text)]
        then = self.block(scope + gained, lambda env: guard(env) and test.value(env), depth - 1)
        text = [f"if {test.text} {{"] + then + ["}"]
        if self.pick.random() < 0.4:
            otherwise = self.block(scope, lambda env: guard(env) and not test.value(env), depth - 1)
            text = text[:-1] + ["} else {"] + otherwise + ["}"]
        return text

    def let(self, scope):
        self.count += 1
        name = f"own{self.count}"
        skus = [leaf for kind, leaf in scope if kind == "Sku"]
        if skus and self.pick.random() < 0.3:
            kind, body = "Sku", self.pick.choice(skus)
            if self.pick.random() < 0.5:
                a, b, test = body, self.pick.choice(SKUS), self.maker.condition([one for one in scope if one[0] in ("Mode", "Given")], 0)
                if not any(word in test.text for word in ("<", ">")):  # decided when it is bound
                    body = Formula(f"if {test.text} then {a.text} else {b}", lambda env: a.value(env) if test.value(env) else b)
        else:
            kind = self.pick.choice(["Time", "Data", "Count[call]", "Number"])
            body = self.maker.make(kind, scope)
        scope.append((kind, Formula(name, body.value)))
        return f"let {name} = {body.text}"

    def key_for(self, meter, scope):
        leaves = [leaf for kind, leaf in scope if kind == meter.keyed]
        if leaves and self.pick.random() < 0.85:
            return self.pick.choice(leaves)
        text = self.pick.choice(meter.keys)
        value = F(text.split()[0]) * GB if meter.keyed == "Size" else text
        return Formula(text, lambda env: value)

    def levels_for(self, meter, scope):
        levels = []
        for tag in ("machine", "job"):
            leaves = [leaf for kind, leaf in scope if kind == tag]
            if leaves and (tag in meter.needs() or self.pick.random() < 0.7):
                levels.append((tag, leaves[0]))
            elif tag in meter.needs():
                number = self.pick.randint(1, 3)
                unit = {"machine": "machines", "job": "runs"}[tag]
                levels.append((tag, Formula(f"{number} {unit}", lambda env, number=number: F(number))))
        self.pick.shuffle(levels)
        return levels

    def new_line(self, meter, scope, guard, inner, key, list_of=None):
        self.count += 1
        line = Line(f"line{self.count}", meter, key, inner, self.levels_for(meter, scope), list_of)
        self.lines.append((guard, line))
        return line.text()

    def line(self, scope, guard):
        meter = self.pick.choice(self.meters)
        key = self.key_for(meter, scope) if meter.keyed else None
        if meter.kind == "Data * Time":
            a, b = self.maker.make("Data", scope), self.maker.make("Time", scope)
            inner = Formula(f"{a.inside(FACTOR)} * {b.inside(ATOM)}", lambda env: a.value(env) * b.value(env), FACTOR)
        else:
            optional = [param for param in self.params if param.optional and param.kind == meter.kind]
            if optional and not meter.minimum and self.pick.random() < 0.3:
                inner = name_of(self.pick.choice(optional).name)  # no line where it is left out
            else:
                inner = self.at_least(meter, self.maker.make(meter.kind, scope))
        return self.new_line(meter, scope, guard, inner, key)

    def at_least(self, meter, inner):
        """Used at all, where a meter has a minimum."""
        if not meter.minimum or meter.minimum_at == "bill":
            return inner
        unit, scale = UNITS[meter.kind][0]
        return Formula(f"max({inner.text}, 1 {unit})", lambda env: max(inner.value(env), scale))

    def list_line(self, option, scope, guard):
        """A line for each item of a list."""
        ranges = option.params[0].kind == "Range"
        name, pick = option.name, self.pick
        part = Formula(f"share({name}.hours)", lambda env: env[f"{name}.share"]) if ranges else name_of(f"{name}.time")
        meter = pick.choice([meter for meter in self.meters if meter.kind in ("Time", "Data * Time") and not meter.minimum] or [BOXES])
        plain, factor = self.maker.make("Data" if meter.kind == "Data * Time" else "Number", scope, 1), pick.random()
        if meter.kind == "Data * Time" or factor < 0.4:
            if pick.random() < 0.5:
                inner = Formula(f"{part.text} * {plain.inside(ATOM)}", lambda env: part.value(env) * plain.value(env), FACTOR)
            else:
                inner = Formula(f"{plain.inside(FACTOR)} * {part.text}", lambda env: part.value(env) * plain.value(env), FACTOR)
        elif factor < 0.7:
            more = self.maker.make("Time", scope, 1)
            inner = Formula(f"{part.text} + {more.inside(FACTOR)}", lambda env: part.value(env) + more.value(env), SUM)
        elif factor < 0.8 and len(option.params) > 1 and option.params[-1].kind == "Count[call]":
            inner = Formula(f"{part.text} * ({name}.asked / 1 call)", lambda env: part.value(env) * env[f"{name}.asked"], FACTOR)
        else:
            inner = part
        boxes = [param for param in option.params if param.kind == "Sku"]
        if boxes and meter.keyed == "Sku" and pick.random() < 0.6:
            key = name_of(f"{name}.box")
        else:
            key = self.key_for(meter, scope) if meter.keyed else None
        return self.new_line(meter, scope, guard, inner, key, name)

    def text(self, envs):
        """The declaration, with requirements that these arguments meet."""
        body, depth = [], 1
        for item in self.body:
            if isinstance(item, int):
                guard, condition = self.requires[item]
                met = {bool(condition.value(env)) for env in envs if guard(env)}
                if len(met) != 1:
                    continue
                item = f"require {condition.text if met == {True} else f'not ({condition.text})'} else \"it has to be so\""
            depth -= item.startswith("}")
            body.append("  " * depth + item)
            depth += item.endswith("{")
        params = ",\n".join(f"  {one.text().replace(': Size', ': Data')}" for one in self.params + self.options)
        return f"workload {self.name}(\n{params}\n) {{\n" + "\n".join(body) + "\n}"


class Statement:
    """A phrase in one of its spellings, and the arguments that it means."""

    def __init__(self, name, workload, library):
        self.name, self.workload, self.library, self.pick = name, workload, library, library.pick
        self.schedule = "none" if not any(param.kind == "Time" for param in workload.params) else "amount"
        self.env, items, self.rates = {}, [], set()
        # The schedule first: rates per day go by it.
        for param in sorted(workload.params, key=lambda param: param.kind != "Time" or not param.bare):
            if (param.default or param.optional) and self.pick.random() < 0.4:
                self.env[param.name] = param.default[1] if param.default else None
            else:
                items.append(self.item(param, self.env, ""))
        self.pick.shuffle(items)
        self.options = []
        for option in workload.options:
            self.give(option)
        self.items = items

    def give(self, option):
        count = self.pick.choice([0, 1, 1, 2, 3] if option.optional else [1, 2]) if option.many else 1
        if option.optional and self.pick.random() < 0.3:
            count = 0
        given = []
        for _ in range(count):
            env, items = {}, []
            for param in option.params:
                if param.default and self.pick.random() < 0.4:
                    env[param.name] = param.default[1]
                else:
                    items.append(self.item(param, env, option.name))
            self.pick.shuffle(items)
            self.options.append(f"with {option.name} {self.joined(items)}")
            given.append(env)
        if option.params[0].kind == "Range":
            share_hours(given)
        self.env[option.name] = None if not given else given if option.many else True
        if given and not option.many:
            self.env.update({f"{option.name}.{part}": value for part, value in given[0].items()})

    def joined(self, items):
        text = items[0]
        for item in items[1:]:
            text += self.pick.choice([" ", ", "]) + item
        return text

    def item(self, param, env, option):
        """One argument; `env` takes what it means."""
        text, value, wants_label = self.value(param, option)
        env[param.name] = value
        label = param.label or param.name
        if param.bare and not wants_label and self.pick.random() < 0.6:
            return text
        return f"{label} {text}"

    def value(self, param, option):
        """A spelling, what it means, and whether it needs its label."""
        pick, kind = self.pick, param.kind
        if kind in ("Sku", "Mode"):
            name = pick.choice(SKUS if kind == "Sku" else MODES)
            return name, name, False
        if kind == "Size":
            text = pick.choice(SIZES)
            return text, F(text.split()[0]) * GB, True
        if kind == "Multiple[machine]":
            number = pick.randint(1, 5)
            return f"{number}x", F(number), False
        if kind == "Range":
            begin, end = sorted(pick.sample(range(12), 2))
            return f"{begin}h..{end}h", (begin * HOUR, end * HOUR), False
        known = [one for one in self.library.known if one[0] == kind]
        if known and pick.random() < 0.4:
            return self.computed(kind, *pick.choice(known)[1:])
        return self.literal(param, option)

    def computed(self, kind, text, value):
        """From another statement's argument, or a name of the file."""
        pick = self.pick
        one, unit = {"Time": ("1 min", F(60)), "Data": ("2 GB", 2 * GB), "Count[call]": ("3", F(3)), "Count[job]": ("1", F(1))}[kind]
        if kind == "Time":
            choice = pick.choice([(text, value), (f"{text} / 2", value / 2), (f"min({text}, 5 h) + {one}", min(value, 5 * HOUR) + unit)])
        else:
            choice = pick.choice([(text, value), (f"{text} + {one}", value + unit), (f"2 * {text}", value * 2), (f"max({text}, {one})", max(value, unit))])
        return f"({choice[0]})", choice[1], kind != "Count[job]" and kind != "Time"

    def literal(self, param, option):
        pick, kind = self.pick, param.kind
        if kind == "Count[job]":
            number = pick.randint(1, 4)
            return pick.choice([f"{number} runs", f"{number} run", f"({number} runs)"]), F(number), False
        if kind == "Time" and param.bare and not option and pick.random() < 0.4:
            self.schedule = "days"
            if pick.random() < 0.5:
                return "always", MONTH, False
            begin, end = sorted(pick.sample(range(24), 2))
            return f"{begin}:00..{end}:00", (end - begin) * HOUR * DAYS, False
        if kind == "Count[call]" and not option and self.schedule != "amount" and pick.random() < 0.4:
            number = pick.randint(1, 500)
            self.rates.add(param.name)
            return f"{number} calls/day", F(number) * DAYS, True
        if kind == "Time" and pick.random() < 0.3:
            minutes = pick.randint(61, 600)
            return f"{minutes // 60}h{minutes % 60}min" if minutes % 60 else f"{minutes // 60}h", minutes * F(60), False
        some = self.library.maker.literal(kind)
        if pick.random() < 0.2:
            other = self.library.maker.literal(kind)
            return f"({some.text} + {other.text})", some.value({}) + other.value({}), False
        return some.text, some.value({}), False

    def text(self):
        pick = random.Random(self.name + str(self.library.seed))
        if self.items and pick.random() < 0.2:
            body = " {\n" + "\n".join(f"  {item}" for item in self.items) + "\n}"
        else:
            body = " " + self.joined(self.items) if self.items else ""
        return f"{self.name} = {self.workload.name}{body}" + "".join(f"\n  {option}" for option in self.options)


def share_hours(given):
    """The time that each range holds alone, and equal parts of what it shares."""
    for one in given:
        begin, end = one["hours"]
        hours = range(int(begin / HOUR), int(end / HOUR))
        one["share"] = sum((HOUR / sum(other["hours"][0] <= hour * HOUR < other["hours"][1] for other in given) for hour in hours), F(0))


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
