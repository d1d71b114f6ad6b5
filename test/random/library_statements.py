"""Random statements of a workload in one of their spellings, and what their arguments are worth."""

import random
from fractions import Fraction as F

from library_formulas import DAYS, GB, HOUR, MODES, MONTH, SIZES, SKUS


class Statement:
    """A phrase in one of its spellings, and the arguments that it means."""

    def __init__(self, name, workload, library):
        self.name, self.workload, self.library, self.pick = name, workload, library, library.pick
        self.schedule = "none" if not any(param.kind == "Time" for param in workload.params) else "amount"
        # What a rate counts over: the period, or what the schedule says.
        self.env, items, self.rates = {"span days": DAYS, "span time": MONTH}, [], set()
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
        if param.kind == "Time" and param.label == "for" and not option:
            self.env["span time"] = value
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
            text, days = f"{begin}:00..{end}:00", DAYS
            if pick.random() < 0.5:
                first, last = sorted(pick.sample(range(1, int(DAYS) + 1), 2))
                text, days = f"days {first}..{last} {text}", F(last - first + 1)
            self.env["span days"], self.env["span time"] = days, (end - begin) * HOUR * days
            return text, self.env["span time"], False
        if kind == "Count[call]" and not option and self.schedule != "amount" and pick.random() < 0.4:
            number = pick.randint(1, 500)
            self.rates.add(param.name)
            return f"{number} calls/day", F(number) * self.env["span days"], True
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
