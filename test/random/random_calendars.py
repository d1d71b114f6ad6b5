#!/usr/bin/env python3
"""Random schedules against a calendar of Python's own.

    random_calendars.py SMCOST BOXES FOLDER [--seed N] [--count N]

Every second of a year that a schedule takes is worked out here, with datetime and zoneinfo, and
the program is asked what it bills in each month. So, for days of all kinds, with exceptions and lists of holidays, dates
that run on, several parts of one schedule, clock times over midnight, zones with both their changes: each month has what lies inside it; the months add up to the
year; a schedule and its complement overlap nowhere and fill the month (a profile of both reads,
and counts so); a rate counts per hour while it runs and per day on the days on which it runs; a
profile counts as a constant rate does; parts of a schedule that overlap are an error. `--seed N --count 1` repeats a finding; BOXES is the
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
NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]  # as datetime counts them


def last_of_month(day):
    return calendar.monthrange(day.year, day.month)[1]


class Part:
    """Days, clock times, a zone."""

    def __init__(self, days, has_day, clock, zone):
        self.days, self.has_day, self.clock, self.zone = days, has_day, clock, zone

    def text(self):
        words = [self.days] if self.days else []
        if self.clock:
            words.append(self.clock.text() + (f" in {self.zone}" if self.zone else ""))
        return " ".join(words)

    def runs(self, year, begins, margin):
        """Begin and end of each run, on the clocks as written and in UTC, so many days around the year."""
        clock = self.clock or ALL_DAY
        day = dt.date(year, begins, 1) if begins else dt.date(year, 1, 1) - margin * DAY
        while day < dt.date(year + 1, 1, 1) + margin * DAY:
            if self.has_day(day):
                midnight = dt.datetime.combine(day, dt.time())
                written = tuple(midnight + dt.timedelta(minutes=minutes) for minutes in (clock.begin, clock.stop()))
                yield written, tuple(in_utc(at, self.zone) for at in written)
            day += DAY


class Stretch:
    """From instant to instant."""

    days, clock = "", None

    def __init__(self, text, begin, end, zone):
        self.words, self.begin, self.end, self.zone = text, begin, end, zone

    def text(self):
        return self.words

    def runs(self, year, begins, _margin):
        first = dt.datetime(year, begins or 1, 1) - (dt.timedelta(0) if begins else 400 * DAY)
        written = (max(self.begin, first), self.end)
        if written[0] < written[1]:
            begin = max(in_utc(self.begin, self.zone), first)
            yield written, (begin, max(begin, in_utc(self.end, self.zone)))


class Schedule:
    """Parts, and the month in which it begins."""

    def __init__(self, *parts):
        self.parts, self.begins = parts, None

    def text(self):
        return ", ".join(part.text() for part in self.parts)

    def ranges(self, year):
        """What it takes, and which days as written, from before the year to behind it."""
        taken, days = [], set()
        for part in self.parts:
            for (first, last), (begin, end) in part.runs(year, self.begins, 4):
                if begin < end:
                    taken.append((begin, end))
                day = first.date()
                while dt.datetime.combine(day, dt.time()) < last:
                    days.add(day)
                    day += DAY
        return joined(taken), days

    def overlaps(self, year, margin):
        """Is a second of the year, or of days around it, in two parts? On the clocks as written where all are read on the same ones."""
        same = len({part.zone for part in self.parts}) == 1
        runs = sorted((run[0 if same else 1], run[1], i) for i, part in enumerate(self.parts) for run in part.runs(year, self.begins, margin + 4))
        year_begin, year_end = dt.datetime(year, 1, 1) - margin * DAY, dt.datetime(year + 1, 1, 1) + margin * DAY
        for k, (run, utc, i) in enumerate(runs):
            for other, other_utc, j in runs[k + 1:]:
                if other[0] >= run[1]:
                    break
                begin, end = max(utc[0], other_utc[0], year_begin), min(utc[1], other_utc[1], year_end)
                if i != j and begin < end:
                    return True
        return False


def in_utc(at, zone):
    # A time shown twice means the first, one that is skipped has the offset before: fold 0.
    return at.replace(tzinfo=zoneinfo.ZoneInfo(zone) if zone else UTC, fold=0).astimezone(UTC).replace(tzinfo=None)


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


def random_weekdays(rng):
    """Days of the week by their names."""
    first, last = rng.randrange(7), rng.randrange(7)
    spell = lambda day: rng.choice([NAMES[day], NAMES[day][:3]])
    kind = rng.randrange(4)
    if kind == 0:
        return spell(first), lambda day: day.weekday() == first
    if kind == 1:
        return "weekends", lambda day: day.weekday() >= 5
    if kind == 2:
        return f"{spell(first)} and {spell(last)}", lambda day: day.weekday() in (first, last)
    span = (last - first) % 7
    return f"{spell(first)}..{spell(last)}", lambda day: (day.weekday() - first) % 7 <= span


def random_date(rng, year):
    return dt.date(year, 1, 1) + rng.randrange(-20, 380) * DAY


def random_dates(rng, year):
    """Dates that run on over months."""
    first, length = random_date(rng, year), rng.choice([1, 7, 14, rng.randint(1, 90)])
    kind = rng.randrange(4)
    if kind == 0:
        step, weeks = rng.choice([(1, False), (3, False), (2, True), (rng.randint(1, 40), False)])
        days = step * 7 if weeks else step
        return f"every {step} {'weeks' if weeks else 'days'} from {first}", lambda day: day >= first and (day - first).days % days == 0
    last = first + (length - 1) * DAY
    has_day = lambda day: first <= day <= last
    if kind == 1 and length % 7 == 0:
        return f"from {first} for {length // 7} week{'s' if length > 7 else ''}", has_day
    if kind <= 2:
        return f"from {first} for {length} day{'s' if length > 1 else ''}", has_day
    return f"{first}..{last}", has_day


def random_stretch(rng, year, zone):
    first = dt.datetime.combine(random_date(rng, year), dt.time())
    kind = rng.randrange(3)
    if kind == 0:
        begin = first + dt.timedelta(minutes=rng.choice([*MINUTES, rng.randrange(1440)]))
        end = first + rng.randint(1, 70) * DAY + dt.timedelta(minutes=rng.choice([*MINUTES, rng.randrange(1440)]))
        text = f"{begin.date()} {text_of(begin.hour * 60 + begin.minute)}..{end.date()} {text_of(end.hour * 60 + end.minute)}"
        return Stretch(text + (f" in {zone}" if zone else ""), begin, end, zone)
    begin = first + dt.timedelta(minutes=rng.randrange(1440)) if kind == 1 else first
    hours = rng.randint(1, 2000)
    at = f" {text_of(begin.hour * 60 + begin.minute)}" if kind == 1 else ""
    return Stretch(f"from {begin.date()}{at} for {hours}h", begin, begin + dt.timedelta(hours=hours), "")


def holidays(year):
    """What the list of the spec names."""
    return [dt.date(y, month, day) for y in (year - 1, year, year + 1) for month, day in ((1, 1), (1, 2), (3, 31), (5, 1), (12, 25), (12, 31))]


def days_of_months(rng):
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


def random_days(rng, year):
    days, has_day = rng.choice([days_of_months, days_of_months, random_weekdays, lambda rng: random_dates(rng, year)])(rng)
    if not days or rng.random() < 0.75:
        return days, has_day
    other, is_other = rng.choice([random_weekdays, lambda rng: random_dates(rng, year)])(rng)
    if rng.random() < 0.3:
        return f"{days} and {other}", lambda day: has_day(day) or is_other(day)
    if rng.random() < 0.5:
        listed = set(holidays(year))
        return f"{days} except holidays", lambda day: has_day(day) and day not in listed
    return f"{days} except {other}", lambda day: has_day(day) and not is_other(day)


def random_clock(rng):
    begin = rng.choice([*MINUTES, rng.randrange(1440)])
    end = rng.choice([*MINUTES, rng.randrange(1440), 1440])
    return random_clock(rng) if begin == end or (begin, end) == (0, 1440) else Clock(begin, end)


def random_part(rng, year, zone, timed):
    days, has_day = random_days(rng, year)
    clock = random_clock(rng) if timed or not days else None
    return Part(days, has_day, clock, zone if clock else "")


def random_list(rng, year):
    """Several parts, all of which or none has clock times; they may overlap."""
    timed = rng.random() < 0.8
    zones = rng.choice([[""], [""], [rng.choice(ZONES)], ZONES]) if timed else [""]
    parts = []
    for _ in range(rng.choice([2, 2, 2, 3])):
        part = random_part(rng, year, rng.choice(zones), timed)
        if parts and timed and rng.random() < 0.3:
            # Clock times alone go on with the days before them.
            part = Part("", parts[-1].has_day, random_clock(rng), rng.choice(zones))
        elif not timed and not part.days:
            part = Part("weekends", lambda day: day.weekday() >= 5, None, "")
        elif timed and parts and not part.days:
            part = Part("weekdays", lambda day: day.weekday() < 5, part.clock, part.zone)
        parts.append(part)
    return Schedule(*parts)


def random_schedule(rng, year):
    kind = rng.randrange(8)
    if kind == 0:
        return Schedule(random_stretch(rng, year, rng.choice(["", *ZONES])))
    if kind <= 3:
        for _ in range(20):
            several = random_list(rng, year)
            # One that happens in no month of the year is looked at in the first month in which it does.
            if not several.overlaps(year, 120):
                return several
    return Schedule(random_part(rng, year, rng.choice(["", *ZONES]), rng.random() < 0.8))


def month_range(year, month):
    begin = dt.datetime(year, month, 1)
    return [(begin, begin + last_of_month(begin) * DAY)]


class Case:
    """A statement, and what it bills in a month: hours, GB."""

    def __init__(self, rng, year, number):
        self.name = f"s{number}"
        self.year = year
        self.schedule = random_schedule(rng, year)
        self.is_named = rng.random() < 0.2
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
                                             self.both_sides, self.per_weekday])(rng)

    def text(self):
        when = f"(when_{self.name})" if self.is_named else self.schedule.text()
        name = f"let when_{self.name} = {self.schedule.text()}\n" if self.is_named else ""
        return f"{name}{self.name} = serve box.small {when}, data {self.data}{self.where}"

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

    def per_weekday(self, rng):
        rate, day_of = rng.randint(1, 9), rng.randrange(7)
        word, has_day = rng.choice([("weekday", lambda day: day.weekday() < 5), ("weekend day", lambda day: day.weekday() >= 5),
                                    (NAMES[day_of], lambda day: day.weekday() == day_of)])
        return f"{rate} GB per {word}", lambda month: F(rate * sum(map(has_day, self.days_in(month))))

    def profile_of_hours(self, rng):
        slot = random_schedule(rng, self.year)
        a, b = rng.randint(0, 9), rng.randint(0, 9)
        taken, _ = slot.ranges(self.year)

        def wanted(month):
            inside = hours(overlap(self.running(month), taken))
            return a * inside + b * (hours(self.running(month)) - inside)

        return f"{slot.text()}: {a} GB/h, otherwise: {b} GB/h", wanted

    def profile_of_days(self, rng):
        days, has_day = random_days(rng, self.year)
        if not days:
            return self.per_day(rng)
        a, b = rng.randint(0, 9), rng.randint(0, 9)
        return (f"{days}: {a} GB/day, otherwise: {b} GB/day",
                lambda month: F(sum(a if has_day(day) else b for day in self.days_in(month))))

    def both_sides(self, rng):
        """Of a schedule and its complement every hour of the month is in one."""
        clock, zone = random_clock(rng), rng.choice(["", *ZONES])
        sides = [Schedule(Part("", lambda day: True, side, zone)) for side in (clock, clock.complement())]
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


def check_overlap(smcost, head, path, rng, year):
    """Parts that overlap are an error that shows both."""
    for _ in range(20):
        several = random_list(rng, year)
        if several.overlaps(year, 0):
            break
    else:
        return
    path.write_text(f"{head}s = serve box.small {several.text()}\n")
    done = subprocess.run([smcost, "check", path], capture_output=True, timeout=SECONDS, check=False, text=True)
    if done.returncode != 1 or "[SMC2209]" not in done.stderr:
        raise Failure(f"{several.text()}\n  overlaps, and is no error: exit {done.returncode}: {done.stderr}")


def check_spec(smcost, boxes, folder, seed):
    rng = random.Random(seed)
    year = rng.randint(2024, 2028)
    listed = ", ".join(map(str, holidays(year)))
    head = f'use "{boxes}"\nperiod {year}-01..{year}-12\ndays holidays {year - 1}..{year + 1} = {listed}\n'
    cases = [Case(rng, year, number) for number in range(STATEMENTS)]
    path = folder / "calendar.smcost"
    path.write_text(head + "".join(case.text() + "\n" for case in cases))
    amounts = billed(smcost, path)
    for case in cases:
        check_case(case, amounts)
    check_overlap(smcost, head, path, rng, year)


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
