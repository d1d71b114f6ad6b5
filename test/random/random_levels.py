#!/usr/bin/env python3
"""Random levels that vary, and growth, against minutes that are counted one by one.

    random_levels.py SMCOST BOXES FOLDER [--seed N] [--count N]

A cluster has so many boxes and so much on disk, each of which may be another level on other days, at other clock times, in parts
of each hour, or grow by the month or the day. Here every minute of every month is looked at alone: who runs in it, what lives in it, and
how much of each there is. The program is asked what it bills in each month, on all engines. `--seed N --count 1` repeats a finding; BOXES
is the library that is billed, FOLDER takes the spec.
"""

import argparse
import calendar
import json
import random
import subprocess
import sys
from fractions import Fraction as F
from pathlib import Path

SECONDS = 120
STATEMENTS = 8  # of a spec
DAY = 1440
WORKLOAD = """
workload cluster(bare on box : Sku, bare for time : Time, bare boxes : Multiple[machine] = 1x, stock storage : Data = none,
                 data : Data = none) {
  line compute = meter box_time(box)  time each boxes
  line disk    = meter box_disk  storage * span each boxes
  line bytes   = meter box_traffic  data each boxes
}
"""


class Failure(Exception):
    """What the program says otherwise."""


class Month:
    def __init__(self, year, month, first):
        self.days = calendar.monthrange(year, month)[1]
        self.name = f"{year}-{month:02}"
        self.year, self.month = year, month
        self.number = (year - first[0]) * 12 + month - first[1]  # behind the first billed one
        self.days_before = sum(days_of(first, behind) for behind in range(self.number))

    def is_weekday(self, day):
        return calendar.weekday(self.year, self.month, day + 1) < 5


def month_behind(first, behind):
    year, month = divmod(first[0] * 12 + first[1] - 1 + behind, 12)
    return year, month + 1


def days_of(first, behind):
    return calendar.monthrange(*month_behind(first, behind))[1]


def clock(minute):
    return f"{minute // 60}:{minute % 60:02}"


class Times:
    """Days and clock times, as text and as minutes of a month."""

    def __init__(self, rng, with_clock):
        kind = rng.choice(["all", "weekdays", "range"])
        self.days = (1, 31)
        self.only_weekdays = kind == "weekdays"
        if kind == "range":
            first = rng.randint(1, 28)
            self.days = (first, rng.randint(first, 28))
        self.day_text = {"all": "", "weekdays": "weekdays", "range": f"days {self.days[0]}..{self.days[1]}"}[kind]
        self.clock = None
        if with_clock or kind == "all":
            begin = rng.randrange(0, DAY - 15, 15)
            self.clock = (begin, rng.randrange(begin + 15, DAY + 1, 15))

    def text(self):
        clocks = f"{clock(self.clock[0])}..{clock(self.clock[1])}" if self.clock else ""
        return " ".join(part for part in (self.day_text, clocks) if part)

    def has_day(self, month, day):
        return self.days[0] <= day + 1 <= self.days[1] and (not self.only_weekdays or month.is_weekday(day))

    def has(self, month, day, minute):
        return self.has_day(month, day) and (not self.clock or self.clock[0] <= minute < self.clock[1])


class Level:
    """How much there is, at each minute; a part of each hour is its mean."""

    def __init__(self, rng, unit, most, may_be_parts):
        number = lambda: rng.randint(0, most)
        # What is 0 is left to `otherwise`; a level of 0 is a level.
        kind = rng.choice(["same", "profile", "profile", "months", "percent", "days"] + ["parts"] * may_be_parts)
        self.kind, self.unit = kind, unit
        self.levels = [number() for _ in range(3)]
        self.step = rng.randint(0, 4)
        if kind == "profile":
            self.times = [Times(rng, rng.random() < 0.6)]
            self.entries = f"{self.times[0].text()}: {self.levels[0]}{unit}, otherwise: {self.levels[1]}{unit}"
        elif kind == "parts":
            self.minutes = rng.randint(1, 59)
            self.entries = f"{self.minutes}min/h: {self.levels[0]}{unit}, otherwise: {self.levels[1]}{unit}"
        elif kind == "months":
            self.entries = f"{self.levels[0]}{unit} grows {self.step}{unit}/month"
        elif kind == "days":
            self.entries = f"{self.levels[0]}{unit} grows {self.step}{unit}/day"
        elif kind == "percent":
            whole = unit == "x"
            self.step = 100 if whole else rng.choice([1, 5, 12])
            self.by_day = not whole and rng.random() < 0.3
            self.entries = f"{self.levels[0]}{unit} grows {self.step} %/{'day' if self.by_day else 'month'}"
        else:
            self.entries = f"{self.levels[0]}{unit}"

    def changes_in_a_day(self):
        return self.kind == "parts" or (self.kind == "profile" and self.times[0].clock is not None)

    def at(self, month, day, minute):
        first, second, _ = self.levels
        if self.kind == "profile":
            return first if self.times[0].has(month, day, minute) else second
        if self.kind == "parts":
            return F(first * self.minutes + second * (60 - self.minutes), 60)
        if self.kind == "months":
            return first + self.step * month.number
        if self.kind == "days":
            return first + self.step * (month.days_before + day)
        if self.kind == "percent":
            return first * (1 + F(self.step, 100)) ** (month.days_before + day if self.by_day else month.number)
        return first


class Case:
    def __init__(self, rng, number):
        self.name = f"s{number}"
        self.schedule = None if rng.random() < 0.3 else Times(rng, rng.random() < 0.7)
        self.boxes = Level(rng, "x", 9, True)
        self.storage = Level(rng, " GB", 90, self.boxes.kind != "parts")
        # So much on each day of the span has no part for a level that changes within the day.
        self.data = rng.randint(0, 9) if not self.boxes.changes_in_a_day() else 0

    def text(self):
        items = [self.schedule.text() if self.schedule else "always", f"storage {self.storage.entries}"]
        if self.data:
            items.append(f"data {self.data} GB/day")
        return f"{self.name} = cluster box.small {', '.join(items)}, boxes {self.boxes.entries}"

    def wanted(self, month):
        compute, disk, bytes_ = F(0), F(0), F(0)
        for day in range(month.days):
            minutes = range(DAY)
            runs = [minute for minute in minutes if not self.schedule or self.schedule.has(month, day, minute)]
            if not runs:
                continue
            # Few stretches in a day: what is alike is counted at once.
            for alike, many in stretches(self, month, day, runs):
                compute += F(many, 60) * self.boxes.at(month, day, alike)
            for alike, many in stretches(self, month, day, minutes):
                disk += F(72, 100) * many / (month.days * DAY) * self.storage.at(month, day, alike) * self.boxes.at(month, day, alike)
            bytes_ += self.data * self.boxes.at(month, day, 0)
        return {"compute": compute, "disk": disk, "bytes": bytes_}


def stretches(case, month, day, minutes):
    """Minutes in which all levels are the same: one of them, and how many."""
    marks = {0}
    for level in (case.boxes, case.storage):
        if level.kind == "profile" and level.times[0].clock:
            marks.update(level.times[0].clock)
    marks = sorted(marks)
    counts = {}
    for minute in minutes:
        begin = max(mark for mark in marks if mark <= minute)
        counts[begin] = counts.get(begin, 0) + 1
    return counts.items()


def billed(smcost, path):
    done = subprocess.run([smcost, "eval", "--engine=both", "--format=json", path], capture_output=True, timeout=SECONDS, check=False)
    if done.returncode != 0:
        raise Failure(f"exit {done.returncode}: {done.stderr.decode()}")
    amounts = {}
    document = json.loads(done.stdout)
    months = {line.get("month") for line in document["lines"]}
    for line in document["lines"]:
        name = line["line"].split("#")[0]
        key = line["workload"], name, line.get("month") if len(months) > 1 or None not in months else ""
        amounts[key] = amounts.get(key, F(0)) + F(line["cost"]["exact"])
    return amounts


def check_spec(smcost, boxes, folder, seed):
    rng = random.Random(seed)
    first = (rng.randint(2024, 2028), rng.randint(1, 12))
    count = rng.randint(1, 3)
    months = [Month(*month_behind(first, i), first) for i in range(count)]
    cases = [Case(rng, number) for number in range(STATEMENTS)]
    path = folder / "levels.smcost"
    period = months[0].name if count == 1 else f"{months[0].name}..{months[-1].name}"
    path.write_text("\n".join([f'use "{boxes}"', f"period {period}", WORKLOAD, *(case.text() for case in cases), ""]))
    amounts = billed(smcost, path)
    for case in cases:
        for month in months:
            for line, wanted in case.wanted(month).items():
                got = amounts.get((case.name, line, month.name if count > 1 else ""), F(0))
                if got != wanted:
                    raise Failure(f"{case.text()}\n  {line} in {month.name} is {got}, not {wanted}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost")
    parser.add_argument("boxes", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=30, help="specs of 8 statements")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for seed in range(args.seed, args.seed + args.count):
        try:
            check_spec(args.smcost, args.boxes.resolve(), args.folder, seed)
        except Failure as failure:
            print(f"random_levels: --seed {seed}: {failure}")
            return 1
    print(f"random_levels: {args.count * STATEMENTS} statements with levels that vary")
    return 0


if __name__ == "__main__":
    sys.exit(main())
