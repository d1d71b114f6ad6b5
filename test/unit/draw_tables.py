#!/usr/bin/env python3
"""The tables of uncertain parameters, worked out once more from what they mean.

    draw_tables.py DRAWS_TEST

In whole numbers of 2^-BITS, by other ways than the program's: the normal distribution by its power series, turned round by
bisection; logarithms and powers by series; roots by comparison of squares. An entry whose rounding this cannot tell is an error.
"""
import subprocess
import sys
from fractions import Fraction
from math import isqrt

BITS = 260
ONE = 1 << BITS
# What all of it may be wrong by, in units of 2^-BITS.
SLACK = 1 << 60


def exp(x):
    """e^x of a fixed-point number."""
    halvings = max(0, x.bit_length() - BITS + 8) if x >= 0 else max(0, (-x).bit_length() - BITS + 8)
    x >>= halvings
    total = term = ONE
    n = 0
    while term:
        n += 1
        term = (term * x >> BITS) // n
        total += term
        if term == -1:
            break
    for _ in range(halvings):
        total = total * total >> BITS
    return total


def log(value):
    """Of a Fraction above 0: 2 atanh((m - 1) / (m + 1)) of what is left of its powers of two."""
    power = value.numerator.bit_length() - value.denominator.bit_length()
    rest = value / Fraction(2) ** power

    def atanh(t):
        total, square, at, n = 0, (t * t) >> BITS, t, 1
        while abs(at) > 1:
            total += at // n
            at = at * square >> BITS
            n += 2
        return total

    def fixed(part):
        return (part.numerator << BITS) // part.denominator

    return 2 * atanh(fixed((rest - 1) / (rest + 1))) + power * 2 * atanh(fixed(Fraction(1, 3)))


def pi():
    """Machin's."""

    def arctan(inverse):
        total, at, n, sign = 0, ONE // inverse, 1, 1
        while at:
            total += sign * (at // n)
            at //= inverse * inverse
            n += 2
            sign = -sign
        return total

    return 4 * (4 * arctan(5) - arctan(239))


ROOT_OF_TWO_PI = isqrt(2 * pi() << BITS)


def between(z):
    """How likely 0..z is: z exp(-z^2/2) (1 + z^2/3 + z^4/(3 5) + ...) / sqrt(2 pi)."""
    square = z * z >> BITS
    total = term = z
    n = 1
    while term:
        n += 2
        term = (term * square >> BITS) // n
        total += term
    return (total * exp(-square // 2) >> BITS) * ONE // ROOT_OF_TWO_PI


def z_of(level, near=None):
    """Where the part below is `level`, above a half: by Newton's steps, then looked at from both sides."""
    wanted = ((level - Fraction(1, 2)).numerator << BITS) // (level - Fraction(1, 2)).denominator
    z = near or 0
    for _ in range(100):
        density = exp(-(z * z >> BITS) // 2) * ONE // ROOT_OF_TWO_PI
        step = (wanted - between(z)) * ONE // density
        z += step
        if abs(step) < SLACK >> 20:
            break
    assert between(z - (SLACK >> 8)) < wanted < between(z + (SLACK >> 8))
    return z


def nearest(value, slack):
    """The whole number nearest to a fixed-point one."""
    low, high = (value - slack + ONE // 2) >> BITS, (value + slack + ONE // 2) >> BITS
    assert low == high, "too near to a tie"
    return low


def half_even(value):
    return round(value)  # of a Fraction: exactly so


def normal(low, high, levels, zs, logarithmic):
    unit = zs[Fraction(19, 20)]
    fixed = (lambda x: log(x)) if logarithmic else (lambda x: (x.numerator << BITS) // x.denominator)
    a, b = fixed(low), fixed(high)
    for level in levels:
        if level in (Fraction(1, 20), Fraction(19, 20)):
            yield half_even(low if level < Fraction(1, 2) else high)
            continue
        z = zs[level] if level > Fraction(1, 2) else -zs[1 - level]
        value = (a + b) // 2 + z * (b - a) // (2 * unit)
        if logarithmic:
            value = exp(value)
        yield nearest(value, max(SLACK, abs(value) >> (BITS - 100)))


def triangular(low, high, peak, levels):
    width = high - low

    def share(x):
        """How likely it is below x."""
        if x <= low:
            return Fraction(0)
        if x >= high:
            return Fraction(1)
        return (x - low) ** 2 / (width * (peak - low)) if x <= peak else 1 - (high - x) ** 2 / (width * (high - peak))

    steps = list(range(int(low), int(high) + 1))
    at = 0
    for level in levels:
        # The step whose surroundings of one half hold it; at a tie the even one.
        while True:
            end = share(steps[at] + Fraction(1, 2)) if at + 1 < len(steps) else Fraction(2)
            if level < end or (level == end and steps[at] % 2 == 0):
                break
            at += 1
        yield steps[at]


def main():
    lines = subprocess.run([sys.argv[1], "tables"], capture_output=True, text=True, check=True).stdout.splitlines()
    zs = {}
    count = 0
    for line in lines:
        name, kind, low, high, step, peak, *entries = line.split(" ")
        low, high, step = Fraction(low), Fraction(high), Fraction(step)
        levels = [Fraction(2 * i + 1, 2 * len(entries)) for i in range(len(entries))]
        near = None
        for level in levels:
            if level > Fraction(1, 2) and level not in zs:
                near = zs[level] = z_of(level, near)
        if kind == "triangular":
            wanted = list(triangular(low / step, high / step, Fraction(peak) / step, levels))
        else:
            wanted = list(normal(low / step, high / step, levels, zs, kind == "lognormal"))
        for i, (entry, own) in enumerate(zip(entries, wanted)):
            if Fraction(entry) != own * step:
                sys.exit(f"{name}: entry {i} is {entry}, and should be {own * step}")
        count += len(entries)
    assert count > 10_000, count
    print(f"{count} entries")


if __name__ == "__main__":
    main()
