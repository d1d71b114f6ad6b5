"""Random formulas: the text and its meaning, a function over fractions, come from one tree."""

from fractions import Fraction as F

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
        choice = pick.choice(["sum", "sum", "minus", "times", "over", "max", "min", "if", "percent", "of", "steps", "call", "turn", "power"])
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
        if choice == "power":
            b, power = self.make("Number", scope, 0), pick.randint(0, 3)
            raised = Formula(f"{b.inside(ATOM)} ^ {power}", lambda env: b.value(env) ** power, FACTOR)
            return raised if kind == "Number" else Formula(f"{a.inside(FACTOR)} * {raised.text}", lambda env: a.value(env) * raised.value(env), FACTOR)
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
