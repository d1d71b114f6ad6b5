"""Random workloads: parameters, options, and bodies whose lines are known beside their text."""

import re
from fractions import Fraction as F

from library_formulas import ATOM, FACTOR, FACTS, GB, HOUR, LOOSE, SKUS, SUM, UNITS, Formula, dec, name_of
from library_meters import BOXES, LEDGER


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
            # `rack` hides no `rack.small`.
            add(Param(pick.choice(["box", "rack"]), "Sku", bare=True, label=pick.choice([None, "on"]), default=(SKUS[0], SKUS[0]) if chance(0.2) else None))
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
        if self.pick.random() < 0.25:
            return self.rate(name, scope)
        if skus and self.pick.random() < 0.3:
            kind, body = "Sku", self.pick.choice(skus)
            if self.pick.random() < 0.5:
                a, b, test = body, self.pick.choice(SKUS), self.maker.condition([one for one in scope if one[0] in ("Mode", "Given", "Sku")], 0)
                figures = re.sub(r"[\w.]+\.cores >= \d+", "", test.text)
                if not any(word in figures for word in ("<", ">")):  # decided when it is bound
                    body = Formula(f"if {test.text} then {a.text} else {b}", lambda env: a.value(env) if test.value(env) else b)
        else:
            kind = self.pick.choice(["Time", "Data", "Count[call]", "Number"])
            body = self.maker.make(kind, scope)
        scope.append((kind, Formula(name, body.value)))
        return f"let {name} = {body.text}"

    def rate(self, name, scope):
        """What counts per day or hour counts by the statement's schedule."""
        kind, unit, scale = self.pick.choice([("Data", "GB", GB), ("Count[call]", "calls", F(1))])
        per, over, base = self.pick.choice([("day", "span days", F(1)), ("h", "span time", HOUR)])
        number = self.pick.randint(1, 50)
        scope.append((kind, Formula(name, lambda env: F(number) * scale * env[over] / base)))
        return f"let {name} : {kind} = {number} {unit}/{per}"

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
