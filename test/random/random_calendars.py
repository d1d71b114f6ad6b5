#!/usr/bin/env python3
"""Random schedules against a calendar of Python's own.

    random_calendars.py SMCOST BOXES FOLDER [--seed N] [--count N]

Every second of a year that a schedule takes is worked out here, with datetime and zoneinfo, and
the program is asked what it bills in each month. So, for days of all kinds, clock times over
midnight, zones with both their changes: each month has what lies inside it; the months add up to the
year; a schedule and its complement overlap nowhere and fill the month (a profile of both reads,
and counts so); a rate counts per hour while it runs and per day on the days on which it runs; a
profile counts as a constant rate does. `--seed N --count 1` repeats a finding; BOXES is the
library that is billed, FOLDER takes the spec.
"""

import argparse
import calendar
import datetime as dt
import json
import random
import subprocess
import sys
import zoneinfo
from fractions import Fraction as F
from pathlib import Path

SECONDS = 120
STATEMENTS = 12  # of a spec
DAY = dt.timedelta(days=1)
UTC = dt.timezone.utc
ZONES = ["Europe/Berlin", "Europe/London", "America/New_York", "America/Los_Angeles", "Australia/Sydney",
         "Pacific/Auckland", "Asia/Tokyo", "Asia/Kolkata", "America/Phoenix", "UTC"]
# Around midnight and where clocks change, more often than chance would.
MINUTES = [0, 1, 30, 60, 90, 105, 120, 135, 150, 165, 180, 181, 210, 360, 540, 1020, 1200, 1320, 1410, 1439]


class Failure(Exception):
    """What the program says otherwise."""


def text_of(minutes):
    return f"{minutes // 60}:{minutes % 60:02}"


class Clock:
    """A range of clock times; over midnight when it ends before it begins."""

    def __init__(self, begin, end):
        self.begin, self.end = begin, end

    def text(self):
        return f"{text_of(self.begin)}..{text_of(self.end)}"

    def stop(self):
        return self.end + (1440 if self.end < self.begin else 0)

    def complement(self):
        if self.end == 1440:
            return Clock(0, self.begin)
        return Clock(self.end, 1440 if self.begin == 0 else self.begin)


ALL_DAY = Clock(0, 1440)


def last_of_month(day):
    return calendar.monthrange(day.year, day.month)[1]


class Schedule:
    """Days, clock times, a zone, and the month in which it begins."""

    def __init__(self, days, has_day, clock, zone, begins=None):
        self.days, self.has_day, self.clock, self.zone, self.begins = days, has_day, clock, zone, begins

    def text(self):
        words = [self.days] if self.days else []
        if self.clock:
            words.append(self.clock.text() + (f" in {self.zone}" if self.zone else ""))
        return " ".join(words)

    def instant(self, midnight, minutes):
        at = midnight + dt.timedelta(minutes=minutes)
        # A time shown twice means the first, one that is skipped has the offset before: fold 0.
        zone = zoneinfo.ZoneInfo(self.zone) if self.zone else UTC
        return at.replace(tzinfo=zone, fold=0).astimezone(UTC).replace(tzinfo=None)

    def ranges(self, year):
        """What it takes, and which days as written, from before the year to behind it."""
        taken, days = [], set()
        clock = self.clock or ALL_DAY
        day = dt.date(year, 1, 1) - 4 * DAY
        if self.begins:
            day = dt.date(year, self.begins, 1)
        while day < dt.date(year + 1, 1, 4):
            if self.has_day(day):
                midnight = dt.datetime.combine(day, dt.time())
                begin, end = self.instant(midnight, clock.begin), self.instant(midnight, clock.stop())
                if begin < end:
                    taken.append((begin, end))
                days.add(day)
                if clock.stop() > 1440:
                    days.add(day + DAY)
            day += DAY
        return joined(taken), days


def joined(ranges):
    result = []
    for begin, end in sorted(ranges):
        if result and begin <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((begin, end))
    return result


def overlap(ranges, others):
    """Of two lists in order, neither of which overlaps itself."""
    result, i, k = [], 0, 0
    while i < len(ranges) and k < len(others):
        begin, end = max(ranges[i][0], others[k][0]), min(ranges[i][1], others[k][1])
        if begin < end:
            result.append((begin, end))
        if ranges[i][1] < others[k][1]:
            i += 1
        else:
            k += 1
    return result


def hours(ranges):
    return sum((F(int((end - begin).total_seconds()), 3600) for begin, end in ranges), F(0))


def random_days(rng):
    kind = rng.randrange(7)
    if kind <= 1:
        return "", lambda day: True
    if kind == 2:
        return "weekdays", lambda day: day.weekday() < 5
    if kind == 3:
        number = rng.choice([1, 2, 27, 28, rng.randint(1, 28)])
        return f"day {number}", lambda day: day.day == number
    if kind == 4:
        first = rng.choice([1, rng.randint(1, 28)])
        last = rng.choice([28, rng.randint(first, 28)])
        return f"days {first}..{last}", lambda day: first <= day.day <= last
    weeks = rng.random() < 0.3
    count = rng.choice([1, rng.randint(1, 4 if weeks else 28)])
    length = count * 7 if weeks else count
    unit = ("week" if weeks else "day") + ("s" if count > 1 else "")
    if kind == 5:
        return f"first {count} {unit}", lambda day: day.day <= length
    return f"last {count} {unit} of month", lambda day: day.day > last_of_month(day) - length


def random_clock(rng):
    begin = rng.choice([*MINUTES, rng.randrange(1440)])
    end = rng.choice([*MINUTES, rng.randrange(1440), 1440])
    return random_clock(rng) if begin == end or (begin, end) == (0, 1440) else Clock(begin, end)


def random_schedule(rng):
    days, has_day = random_days(rng)
    clock = random_clock(rng) if not days or rng.random() < 0.8 else None
    return Schedule(days, has_day, clock, rng.choice(["", *ZONES]) if clock else "")


def month_range(year, month):
    begin = dt.datetime(year, month, 1)
    return [(begin, begin + last_of_month(begin) * DAY)]


class Case:
    """A statement, and what it bills in a month: hours, GB."""

    def __init__(self, rng, year, number):
        self.name = f"s{number}"
        self.year = year
        self.schedule = random_schedule(rng)
        self.months = set(range(1, 13))
        self.where = ""
        month, kind = rng.randint(1, 12), rng.randrange(6)
        if kind == 0:
            self.where, self.months = f", from {year}-{month:02}", set(range(month, 13))
            self.schedule.begins = month
        elif kind == 1:
            self.where, self.months = f", only in {year}-{month:02}", {month}
        self.taken, self.days = self.schedule.ranges(year)
        self.data, self.wanted = rng.choice([self.per_hour, self.per_day, self.profile_of_hours, self.profile_of_days,
                                             self.both_sides])(rng)

    def text(self):
        return f"{self.name} = serve box.small {self.schedule.text()}, data {self.data}{self.where}"

    def running(self, month):
        return overlap(self.taken, month_range(self.year, month))

    def days_in(self, month):
        return [day for day in self.days if (day.year, day.month) == (self.year, month)]

    def per_hour(self, rng):
        rate = rng.randint(1, 9)
        return f"{rate} GB/h", lambda month: rate * hours(self.running(month))

    def per_day(self, rng):
        rate = rng.randint(1, 9)
        return f"{rate} GB/day", lambda month: F(rate * len(self.days_in(month)))

    def profile_of_hours(self, rng):
        slot = random_schedule(rng)
        a, b = rng.randint(0, 9), rng.randint(0, 9)
        taken, _ = slot.ranges(self.year)

        def wanted(month):
            inside = hours(overlap(self.running(month), taken))
            return a * inside + b * (hours(self.running(month)) - inside)

        return f"{slot.text()}: {a} GB/h, otherwise: {b} GB/h", wanted

    def profile_of_days(self, rng):
        days, has_day = random_days(rng)
        if not days:
            return self.per_day(rng)
        a, b = rng.randint(0, 9), rng.randint(0, 9)
        return (f"{days}: {a} GB/day, otherwise: {b} GB/day",
                lambda month: F(sum(a if has_day(day) else b for day in self.days_in(month))))

    def both_sides(self, rng):
        """Of a schedule and its complement every hour of the month is in one."""
        clock, zone = random_clock(rng), rng.choice(["", *ZONES])
        sides = [Schedule("", lambda day: True, side, zone) for side in (clock, clock.complement())]
        rates = [rng.randint(0, 9), rng.randint(0, 9)]
        taken_by = [side.ranges(self.year)[0] for side in sides]

        def wanted(month):
            parts = [hours(overlap(self.running(month), taken)) for taken in taken_by]
            if sum(parts) != hours(self.running(month)):
                raise AssertionError("this calendar itself loses hours")
            return sum(rate * part for rate, part in zip(rates, parts))

        return ", ".join(f"{side.text()}: {rate} GB/h" for side, rate in zip(sides, rates)), wanted


def billed(smcost, path):
    done = subprocess.run([smcost, "eval", "--format=json", path], capture_output=True, timeout=SECONDS, check=False)
    if done.returncode != 0:
        raise Failure(f"exit {done.returncode}: {done.stderr.decode()}")
    amounts = {}
    for line in json.loads(done.stdout)["lines"]:
        amounts[line["workload"], line["line"], int(line["month"][5:])] = F(line["cost"]["exact"])
    return amounts


def check_case(case, amounts):
    sums = {"boxes": F(0), "bytes": F(0)}
    for month in range(1, 13):
        happens = month in case.months
        wanted = {"boxes": hours(case.running(month)), "bytes": case.wanted(month)} if happens else {}
        for line in sums:
            got = amounts.get((case.name, line, month), F(0))
            if got != wanted.get(line, 0):
                raise Failure(f"{case.text()}\n  {line} in {case.year}-{month:02} are {got}, not {wanted.get(line, 0)}")
            sums[line] += got
    if len(case.months) == 12 and sums["boxes"] != hours(overlap(case.taken, [(dt.datetime(case.year, 1, 1), dt.datetime(case.year + 1, 1, 1))])):
        raise Failure(f"{case.text()}\n  the months do not add up to the year")


def check_spec(smcost, boxes, folder, seed):
    rng = random.Random(seed)
    year = rng.randint(2024, 2028)
    cases = [Case(rng, year, number) for number in range(STATEMENTS)]
    path = folder / "calendar.smcost"
    path.write_text("\n".join([f'use "{boxes}"', f"period {year}-01..{year}-12", *(case.text() for case in cases), ""]))
    amounts = billed(smcost, path)
    for case in cases:
        check_case(case, amounts)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost")
    parser.add_argument("boxes", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=30, help="specs of 12 statements over 12 months")
    args = parser.parse_args()
    args.folder.mkdir(parents=True, exist_ok=True)
    for seed in range(args.seed, args.seed + args.count):
        try:
            check_spec(args.smcost, args.boxes.resolve(), args.folder, seed)
        except Failure as failure:
            print(f"random_calendars: --seed {seed}: {failure}")
            return 1
    print(f"random_calendars: {args.count * STATEMENTS} schedules over a year each")
    return 0


if __name__ == "__main__":
    sys.exit(main())
