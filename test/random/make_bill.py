"""A random bill: a spec, and what it must cost, worked out with fractions by itself.

It has allowances that overlap, graduated or cliff tiers, commitments that tie and begin or end inside the month, agreements and an
invoice policy, and tags of the file, of blocks and of statements, by some of which it is grouped.
"""

import random
from fractions import Fraction as F
from pathlib import Path

from bill_checks import cents

DAYS = 30
MINI = Path(__file__).resolve().parents[1] / "check" / "Inputs" / "mini.smcost"
KEYS = ["box.small", "box.large", "box.unpriced"]
TAGS = {"team": ["vision", "nlp", "ops & co"], "env": ["prod", "dev"], "site": ["a, b", "untagged"]}
TERMS = ["term 12 months, no_upfront", "term 36 months, no_upfront"]


class RandomBill:
    """A spec, and what it costs."""

    def __init__(self, seed):
        pick = random.Random(seed)
        few = pick.random() < 0.4  # prices, so that rates tie
        self.price = {key: F(pick.choice([1000, 2000]) if few else pick.randint(1, 4000), 1000) for key in KEYS}
        self.bounds = sorted(pick.sample(range(1, 60), 2))
        self.tier_price = [F(pick.randint(1, 900), 1000) for _ in range(3)]
        self.is_cliff = pick.random() < 0.4
        self.policy = pick.choice(["lines", "total"])
        # In the order in which they are taken: name, hours, keys, and what it is said to come after.
        self.allowances = []
        for number in range(pick.choice([0, 1, 1, 2, 3])):
            keys = frozenset(pick.sample(KEYS, pick.randint(1, 3)))
            after = [name for name, _, earlier, _ in self.allowances if self.wants_after(keys, earlier, pick)]
            self.allowances.append((f"gift{number}", pick.choice([pick.randint(1, 40), pick.randint(1, 400)]), keys, after))
        # Money an hour and the offer, of each commitment.
        self.commitments = [(F(pick.randint(1, 3000), 1000), pick.randrange(2)) for _ in range(pick.choice([0, 1, 2, 3]))]
        self.discount = [{key: F(pick.choice([10, 20, 20, 50]), 100) for key in KEYS} for _ in range(2)]
        self.day_price = {key: F(pick.randint(1, 4000), 1000) for key in KEYS}
        self.statements = []
        for number in range(pick.randint(1, 9)):
            kind = pick.choice(["tiered", "amount", "placed", "placed", "dated"])
            key = pick.choice(KEYS)
            if kind in ("placed", "dated"):
                begin = pick.randrange(0, 95)
                value = (begin, pick.randint(begin + 1, 96))  # quarters of an hour
            else:
                value = F(pick.choice([pick.randint(1, 40), pick.randint(1, 4000)]), pick.choice([1, 4, 10]))
            self.statements.append((f"s{number}", kind, key, value))
        self.draw_agreements(pick)
        self.draw_tags(pick)

    def draw_tags(self, pick):
        """Whose what is: of the file, of blocks that hold statements, each in one at most, and of statements."""
        def some(chance):
            return {key: pick.choice(values) for key, values in TAGS.items() if pick.random() < chance}

        self.file_tags = some(pick.choice([0, 0, 0.5]))
        names = [name for name, *_ in self.statements] + [f"saving{number}" for number in range(len(self.commitments))]
        self.own_tags = {name: some(0.3) for name in names}
        self.blocks = [list(some(0.8).items()) for _ in range(pick.randint(0, 2))]  # the first is the outermost
        self.block_of = {name: pick.choice([None, *range(len(self.blocks))]) for name in names}
        self.grouped = pick.sample(list(TAGS), pick.randint(1, len(TAGS)))  # the outermost first

    def tags(self, name):
        """Those of a statement: the innermost hold."""
        block = self.block_of[name]
        return {**self.file_tags, **dict(self.blocks[block] if block is not None else []), **self.own_tags[name]}

    def groups(self, keys):
        """What the statements of each row of values of these keys cost; None: they are without one."""
        sums = {}
        for name, cost in self.costs().items():
            values = tuple(self.tags(name).get(key) for key in keys)
            sums[values] = sums.get(values, 0) + cost
        return sums

    def keys(self):
        """Those to group by that some statement has: another one would be an error."""
        return [key for key in self.grouped if set(self.groups([key])) != {(None,)}]

    def tagged_lines(self, statements, shuffle):
        """Each statement as it stands in the text: (name, line) by its block."""
        lines, inside = [], {}
        for name, line in statements:
            line += "".join(f', tag {key} "{value}"' for key, value in self.own_tags[name].items())
            block = self.block_of[name]
            if block is None or not self.blocks[block]:
                lines.append(line)
            else:
                inside.setdefault(block, []).append(line)
        for block, own in inside.items():
            if shuffle:
                shuffle.shuffle(own)
            text = "\n".join(own)
            for key, value in self.blocks[block]:
                text = f'tag {key} "{value}" {{\n{text}\n}}'
            lines.append(text)
        lines += [f'tag {key} "{value}"' for key, value in self.file_tags.items()]
        for key in self.keys():
            for (value,), cost in self.groups([key]).items():
                if value is not None:
                    # A sum of thirds is no decimal.
                    lines.append(f'assert {key} "{value}" == {cost.numerator} USD / {cost.denominator}')
        if self.keys():
            lines.append(f"group by {', '.join(self.keys())}")
        return lines

    def draw_terms(self, pick):
        """Of each commitment the text of its first day, or none, and the days of the month on which it holds."""
        self.terms_of = []
        for _, offer in self.commitments:
            year, day = 2025 - (1, 3)[offer], pick.randint(1, 30)
            text, first, end = pick.choice([
                (None, 1, 31), (None, 1, 31),
                (f"2025-04-{day:02d}", day, 31), (f"{year}-04-{day:02d}", 1, day),  # begins, ends inside the month
                (f"{year}-05", 1, 31), (f"{year}-05-{day:02d}", 1, 31), (f"{year}-03-{day:02d}", 1, 1), (f"2025-05-{day:02d}", 1, 1)])
            self.terms_of.append((text, range(first, end)) if self.period == "2025-04" else (None, range(1, 31)))

    def draw_agreements(self, pick):
        """Days of the month [first, end) from 1, or none; of each price its term: a part to take off, or a price of one's own."""
        self.period = pick.choice(["30 days", "2025-04"])
        self.draw_terms(pick)
        self.agreements = []
        taken = {}  # days on which a price has a term
        taxed = False
        for number in range(pick.choice([0, 0, 1, 1, 2, 3])):
            first, end = pick.choice([(None, None), (None, None), (1, 31), (1, None), (31, None), (10, 21), (16, None), (None, 16)])
            if self.period == "30 days":
                first, end = None, None
            days = frozenset(range(first or 1, end or 31))
            everywhere = range(0 if first is None else first, 32 if end is None else end)  # 0 is before the month, 31 behind it
            agreement = {"name": f"terms {number}", "days": days, "first": first, "end": end, "less": [], "own": [], "credit": None, "tax": None}
            for _ in range(pick.randint(0, 5)):
                meter, offer = pick.choice([("tiered", None), ("plain", None), ("plain", None), ("plain", pick.randrange(2)), ("dated", None), ("dated", None)])
                # What is counted over the bill has one price a month.
                if meter != "dated" and 0 < len(days) < DAYS or offer is not None and not self.commitments:
                    continue
                keys = [None] if meter == "tiered" else pick.sample(KEYS, pick.randint(1, 3))
                places = [(meter, key, offer) for key in keys]
                is_own = pick.random() < 0.3
                # A price of one's own may stand beside what the same agreement takes off.
                beside = (number, "less" if is_own else "own")
                if any(taken.get(place, {}).get(day, beside) != beside for place in places for day in everywhere):
                    continue
                for place in places:
                    for day in everywhere:
                        before = taken.setdefault(place, {}).get(day)
                        taken[place][day] = (number, "both" if before else "own" if is_own else "less")
                term = {"places": places, "part": F(pick.choice([0, 800, 5000, 10000, pick.randint(1, 9999)]), 10000), "price": F(pick.randint(0, 3000), 1000)}
                agreement["own" if is_own else "less"].append(term)
            whole_months = first in (None, 1, 31) and end in (None, 31, 1)
            if whole_months and pick.random() < 0.5:
                agreement["credit"] = F(pick.choice([pick.randint(1, 5000), pick.randint(1, 500000)]), 100)
            if whole_months and not taxed and pick.random() < 0.4:
                agreement["tax"] = F(pick.choice([1900, 700, pick.randint(0, 10000)]), 10000)
                taxed = True
            self.agreements.append(agreement)

    def terms(self, meter, key, offer, list_price, day):
        """What a price is on a day, and what the list says of it."""
        for agreement in self.agreements:
            if day not in agreement["days"]:
                continue
            for term in agreement["own"]:
                if (meter, key, offer) in term["places"]:
                    return term["price"], term["price"]
            for term in agreement["less"]:
                if (meter, key, offer) in term["places"]:
                    return list_price * (1 - term["part"]), list_price
        return list_price, list_price

    def agreement_text(self, agreement, pick):
        lines = []
        if agreement["first"] is not None:
            lines.append(f"from {date(agreement['first'])}" + (f" until {date(agreement['end'])}" if agreement["end"] else ""))
        elif agreement["end"]:
            lines.append(f"until {date(agreement['end'])}")
        for what in ("less", "own"):
            for term in agreement[what]:
                meter, _, offer = term["places"][0]
                keys = "" if meter == "tiered" else f"({', '.join(key for _, key, _ in term['places'])})"
                plan = "" if offer is None else f" plan saver {TERMS[offer]}"
                region = " region here" if what == "own" or term["part"] < F(1, 2) else ""
                price = f"less {dec(term['part'] * 100)} %" if what == "less" else f"{dec(term['price'])} USD/h"
                lines.append(f"{meter}{keys}{region}{plan} {price}")
        if agreement["credit"] is not None:
            lines.append(f"credit {dec(agreement['credit'])} USD/month")
        if agreement["tax"] is not None:
            lines.append(f"tax {dec(agreement['tax'] * 100)} %")
        if pick:
            pick.shuffle(lines)
        return f'agreement "{agreement["name"]}" {{ ' + "; ".join(lines) + " }"

    @staticmethod
    def wants_after(keys, earlier, pick):
        """Must it be said that the allowance of these keys comes after the earlier one?"""
        if keys.isdisjoint(earlier) or keys == earlier or earlier < keys:
            return pick.random() < 0.2  # it need not, but may
        return True

    def text(self, shuffle=None):
        rates = "; ".join(f"{key} {dec(price)} USD/h" for key, price in self.price.items())
        low, high = self.bounds
        first, second, third = map(dec, self.tier_price)
        lines = [
            f'use "{MINI}"', "region here", f"period {self.period}", f"invoice {self.policy}",
            "meter tiered : Time", "meter plain(box : Sku) : Time", "meter dated(box : Sku) : Time",
            f"rates tiered region here source list {{ {'cliff ' if self.is_cliff else ''}first {low} h: {first} USD/h, next {high - low} h: {second} USD/h, then {third} USD/h }}",
            f"rates plain region here source list {{ {rates} }}",
            f"rates dated region here source list {{ {'; '.join(f'{key} {dec(price)} USD/h' for key, price in self.day_price.items())} }}",
            "workload rent(bare on box : Sku, bare for time : Time) { line hours = meter plain(box)  time }",
            "workload lease(bare on box : Sku, bare for time : Time) { line hours = meter dated(box)  time }",
        ]
        lines += [self.agreement_text(agreement, shuffle) for agreement in self.agreements]
        for name, hours, keys, after in self.allowances:
            clause = f" after {', '.join(after)}" if after else ""
            lines.append(f"allowance {name} {hours} h always on plain({', '.join(sorted(keys))}){clause}")
        if self.commitments:
            lines.append("plan saver on plain { term 12 months; term 36 months; payment no_upfront }")
        for offer, term in enumerate(TERMS) if self.commitments else []:
            plan_rates = "; ".join(f"{key} {dec(self.plan_price(offer, key))} USD/h" for key in KEYS)
            lines.append(f"rates plain region here source list plan saver {term} {{ {plan_rates} }}")
        statements = []
        for number, (money, offer) in enumerate(self.commitments):
            begin = self.terms_of[number][0]
            line = f"saving{number} = commit {dec(money)} USD/h saver {TERMS[offer]}" + (f" from {begin}" if begin else "")
            statements.append((f"saving{number}", line))
        for name, kind, key, value in self.statements:
            if kind == "tiered":
                line = f"{name} = meter tiered {dec(value)} h"
            elif kind == "amount":
                line = f"{name} = meter plain({key}) {dec(value)} h"
            else:
                head = "rent" if kind == "placed" else "lease"
                line = f"{name} = {head} {key} {clock(value[0])}..{clock(value[1])}"
            statements.append((name, line))
        lines += self.tagged_lines(statements, shuffle)
        if shuffle:
            shuffle.shuffle(lines)
        return "\n".join(lines) + "\n"

    def plan_price(self, offer, key):
        return self.price[key] * (1 - self.discount[offer][key])

    def net(self, key):
        return self.terms("plain", key, None, self.price[key], 1)[0]

    def plan_net(self, offer, key):
        return self.terms("plain", key, offer, self.plan_price(offer, key), 1)[0]

    def costs(self, listed=0):
        """The cost of each statement; with `listed` 1 at the prices of the list."""
        hours = {}
        for name, kind, _, value in self.statements:
            hours[name] = F(value[1] - value[0], 4) * DAYS if kind in ("placed", "dated") else value
        cost = dict.fromkeys(hours, F(0))
        self.rate_tiers(hours, cost, listed)
        for name, kind, key, _ in self.statements:
            if kind == "dated":
                cost[name] = sum(hours[name] / DAYS * self.terms("dated", key, None, self.day_price[key], day)[listed] for day in range(1, 31))
        plain = [statement for statement in self.statements if statement[1] in ("amount", "placed")]
        whole = {key: sum(hours[name] for name, _, own, _ in plain if own == key) for key in KEYS}
        left = dict(whole)
        for _, free, keys, _ in self.allowances:
            covered = sum(left[key] for key in keys)
            for key in keys:
                left[key] -= left[key] * min(F(free), covered) / covered if covered else 0
        part_left = {key: left[key] / whole[key] if whole[key] else F(1) for key in KEYS}
        saved, unused = self.commit(plain, part_left)
        for name, kind, key, _ in plain:
            at_plan = saved.get(name, [F(0), F(0)]) if kind == "placed" else [F(0), F(0)]
            cost[name] = (hours[name] * part_left[key] - sum(at_plan)) * self.terms("plain", key, None, self.price[key], 1)[listed]
            cost[name] += sum(time * self.terms("plain", key, offer, self.plan_price(offer, key), 1)[listed]
                              for offer, time in enumerate(at_plan))
        for number, left in enumerate(unused):
            cost[f"saving{number}"] = left
        return cost

    def payable(self, total, invoice):
        """What is payable, of the bill and of the invoice; of a month, in which a credit holds wholly or not at all."""
        holding = [agreement for agreement in self.agreements if len(agreement["days"]) == DAYS]
        offered = sum(agreement["credit"] or F(0) for agreement in holding)
        rate = sum(agreement["tax"] or F(0) for agreement in holding)
        rest, of_invoice = total - min(total, offered), invoice - cents(min(invoice, offered))
        return rest * (1 + rate), of_invoice + cents(of_invoice * rate)

    def rate_tiers(self, hours, cost, listed):
        pool = sum(hours[name] for name, kind, _, _ in self.statements if kind == "tiered")
        if not pool:
            return
        low, high = self.bounds
        first, second, third = (self.terms("tiered", None, None, price, 1)[listed] for price in self.tier_price)
        if self.is_cliff:
            whole = pool * (first if pool <= low else second if pool <= high else third)
        else:
            whole = min(pool, low) * first + max(min(pool, high) - low, 0) * second + max(pool - high, 0) * third
        for name, kind, _, _ in self.statements:
            if kind == "tiered":
                cost[name] = whole * hours[name] / pool

    def commit(self, plain, part_left):
        """Hours of each placed statement under each offer, and the money that each commitment has left."""
        saved, unused = {}, [F(0)] * len(self.commitments)
        holding = {}  # how many days are alike in the commitments that hold
        for day in range(1, 31):
            own = tuple(number for number, (_, days) in enumerate(self.terms_of) if day in days)
            holding[own] = holding.get(own, 0) + 1
        for held, days in holding.items():
            of_offer = [sum(self.commitments[number][0] for number in held if self.commitments[number][1] == offer) for offer in range(2)]
            left = self.commit_days(plain, part_left, of_offer, days, saved)
            for number in held:
                money, offer = self.commitments[number]
                unused[number] += left[offer] * money / of_offer[offer]
        return saved, unused

    def commit_days(self, plain, part_left, of_offer, days, saved):
        """Of days that are alike; what the offers have left on them."""
        unused = [F(0), F(0)]
        rank = {(offer, key): (self.plan_net(offer, key) / self.net(key) - 1, self.plan_net(offer, key))
                for offer in range(2) for key in KEYS if self.net(key)}
        ranks = sorted(set(rank.values()))
        for hour in range(24):
            left = list(of_offer)
            open_hours = {}
            for name, kind, key, value in plain:
                if kind == "placed":
                    quarters = max(0, min(value[1], hour * 4 + 4) - max(value[0], hour * 4))
                    open_hours[name] = F(quarters, 4) * part_left[key]
            for discount, price in ranks:
                pairs = [(name, offer) for name, kind, key, _ in plain for offer in range(2)
                         if kind == "placed" and rank.get((offer, key)) == (discount, price)]
                # Twice: what one offer could not give is asked of the other.
                for _ in range(2):
                    asked = {}
                    for name, offer in pairs:
                        money = sum(left[other] for own, other in pairs if own == name)
                        asked[name, offer] = open_hours[name] * left[offer] / money if money else F(0)
                    has = list(left)
                    for (name, offer), time in asked.items():
                        wanted = sum(other for (_, own), other in asked.items() if own == offer) * price
                        time *= min(F(1), has[offer] / wanted) if wanted else 1
                        left[offer] -= time * price
                        open_hours[name] -= time
                        saved.setdefault(name, [F(0), F(0)])[offer] += time * days
            for offer in range(2):
                unused[offer] += left[offer] * days
        return unused


def dec(value):
    """A finite decimal."""
    text = f"{value.numerator * 10**6 // value.denominator:07d}" if isinstance(value, F) else f"{value}000000"
    return f"{int(text[:-6])}.{text[-6:]}".rstrip("0").rstrip(".")


def date(day):
    """Of April 2025; the 31st is the first of May."""
    return f"2025-04-{day:02d}" if day < 31 else "2025-05-01"


def clock(quarters):
    return f"{quarters // 4}:{quarters % 4 * 15:02d}"
