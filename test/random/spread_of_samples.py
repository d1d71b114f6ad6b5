#!/usr/bin/env python3
"""spread_of_samples.py SMCOST FOLDER: what `sample` says of where the spread comes from.

Worked out once more from runtime/draws/README.md and the formulas of Saltelli and Jansen, in fractions, draw by draw; and beside what is
known of finite tables: of a sum each parameter has its part of the variance, by itself and with others; of a product (or of bills of which
some are missing) it follows from the tables' moments.
"""

import json
import subprocess
import sys
from fractions import Fraction as F
from itertools import product
from pathlib import Path

HEAD = """dimension Time
unit h : Time
unit USD : Money[USD]
regions { here }
region here
meter compute : Time
rates compute region here { 3 USD/h }
workload work(bare for run : Time) {
  require run < LIMIT h else "too long"
  line compute = meter compute  run
}
"""
MASK = (1 << 32) - 1
SECOND = 1 << 48


def uniform(low, high):
    return [F(x) for x in range(low, high + 1)]


# Name, table, its text. Weights 3 and 1 are four entries.
BOXES = ("boxes", [F(2)] * 3 + [F(4)], "2x ~ choice { 2x 75 %, 4x 25 % }")
RUN = ("run", uniform(1, 5), "2h ~ uniform 1h..5h step 1h")
MORE = ("more", uniform(2, 9), "2h ~ uniform 2h..9h step 1h")
IDLE = ("idle", uniform(0, 2), "1h ~ uniform 0h..2h step 1h")
CASES = {
    "product": ([BOXES, RUN], "run * boxes", lambda boxes, run: 3 * run * boxes),
    "sum": ([RUN, MORE, IDLE], "run + more + 2 * idle", lambda run, more, idle: 3 * (run + more + 2 * idle)),
    "mixed": ([BOXES, RUN, MORE], "run * boxes + more", lambda boxes, run, more: 3 * (run * boxes + more)),
    "one": ([MORE], "more", lambda more: 3 * more),
}
SHORT = ([BOXES, RUN, MORE], "run * boxes + more", lambda boxes, run, more: 3 * (run * boxes + more) if run * boxes + more < 26 else None)


def philox(counter, key):
    counter, key = list(counter), list(key)
    for _ in range(10):
        a, b = 0xD2511F53 * counter[0], 0xCD9E8D57 * counter[2]
        counter = [(b >> 32) ^ counter[1] ^ key[0], b & MASK, (a >> 32) ^ counter[3] ^ key[1], a & MASK]
        key = [(key[0] + 0x9E3779B9) & MASK, (key[1] + 0xBB67AE85) & MASK]
    return counter


def stream(name):
    value = 14695981039346656037
    for byte in name.encode():
        value = (value ^ byte) * 1099511628211 % (1 << 64)
    return value


def words(draw, own):
    """Of eight blocks that 32 draws share, then of blocks of its own."""
    key, name = own
    counter = draw // 32 * 8 + draw % 8
    yield philox((counter & MASK, counter >> 32, name & MASK, name >> 32), key)[draw // 8 % 4]
    for attempt in range(1, 256):
        yield from philox((draw & MASK, draw >> 32 | attempt << 24, name & MASK, name >> 32), key)


def entry(seed, name, draw, size):
    for word in words(draw, ((seed & MASK, seed >> 32), stream(name))):
        if word * size % (1 << 32) >= (1 << 32) % size:
            return word * size >> 32
    raise AssertionError


def sample(smcost, spec, seed, draws, pairs, engine="auto"):
    done = subprocess.run([smcost, "sample", "--no-stdlib", "--format", "json", "-n", str(draws), "--spread", str(pairs), "--engine", engine, "--seed", str(seed), str(spec)],
                          capture_output=True, text=True, timeout=120)
    if done.returncode != 0:
        sys.exit(f"{spec}, seed {seed}: {done.stderr}")
    return json.loads(done.stdout)


def write(folder, name, case):
    path = folder / f"{name}.smcost"
    path.write_text(HEAD.replace("LIMIT", "26" if name == "failing" else "1000") + "".join(f"param {one} = {text}\n" for one, _, text in case[0]) + f"w = work for ({case[1]})\n")
    return path


def exact_indices(case):
    """From all equally likely points: the variance of conditional means, by itself and of the others."""
    parameters, _, figure = case
    points = [(point, figure(*point)) for point in product(*(table for _, table, _ in parameters))]
    mean = sum(value for _, value in points) / F(len(points))
    variance = sum((value - mean) ** 2 for _, value in points) / F(len(points))

    def explained(by):
        groups = {}
        for point, value in points:
            groups.setdefault(tuple(point[i] for i in by), []).append(value)
        return sum(len(group) * (sum(group) / F(len(group)) - mean) ** 2 for group in groups.values()) / F(len(points)) / variance

    count = range(len(parameters))
    return [(explained([i]), 1 - explained([j for j in count if j != i])) for i in count]


def estimates(case, seed, draws, pairs):
    parameters, _, figure = case

    def at(draw, other=None, other_draw=None):
        return figure(*(table[entry(seed, name, other_draw if i == other else draw, len(table))] for i, (name, table, _) in enumerate(parameters)))

    seen = [value for value in (at(draw) for draw in range(draws)) if value is not None]
    mean = sum(seen) / F(len(seen))
    rows = []
    for draw in range(pairs):
        row = [at(draw), at(draw + SECOND)] + [at(draw, i, draw + SECOND) for i in range(len(parameters))]
        if None not in row:
            rows.append([value - mean for value in row])
    variance = [(a * a + b * b) / 2 for a, b, *_ in rows]
    result = []
    for i in range(len(parameters)):
        both = []
        for x in ([row[1] * (row[2 + i] - row[0]) for row in rows], [(row[0] - row[2 + i]) ** 2 / 2 for row in rows]):
            ratio = sum(x) / sum(variance)
            rest = sum((a - ratio * v) ** 2 for a, v in zip(x, variance)) * F(len(rows), len(rows) - 1)
            both.append((ratio, 9 * rest / sum(variance) ** 2))
        result.append(both)
    return result, pairs - len(rows)


def numbers(told):
    return [[(F(one[order]["about"]["exact"]), F(one[order]["error"]["exact"])) for order in ("first_order", "total_order")]
            for one in told["spread"]["parameters"]]


def agrees_with_twin(smcost, folder, name, case):
    spec = write(folder, name, case)
    # By kernels, and point by point.
    for seed, engine in ((1, "jit"), (2**63 + 5, "jit"), (1, "interpreter")):
        told = sample(smcost, spec, seed, 1000, 300, engine)
        wanted, left_out = estimates(case, seed, 1000, 300)
        if told["spread"]["left_out"] != left_out:
            sys.exit(f"{name}: {told['spread']['left_out']} pairs are left out in place of {left_out}")
        for said, own in zip(numbers(told), wanted, strict=True):
            for (about, error), (index, square) in zip(said, own):
                # Six digits, errors rounded up.
                if abs(about - index) > F(1, 10**6) or not 0 <= error**2 - square <= F(1, 10**5):
                    sys.exit(f"{name}, seed {seed}: {float(about)} within {float(error)} in place of {float(index)} within {float(square) ** 0.5}")


def within_error(smcost, folder, name, case, seeds, pairs):
    spec, exact, outside, total = write(folder, name, case), exact_indices(case), 0, 0
    for seed in range(seeds):
        for said, own in zip(numbers(sample(smcost, spec, seed, 1000, pairs)), exact, strict=True):
            for (about, error), index in zip(said, own):
                total += 1
                outside += abs(about - index) > error
                if error > F(1, 8):
                    sys.exit(f"{name}: an error of {float(error)} says nothing")
    # 3 of 1,000 are expected.
    if outside > 1 + total // 100:
        sys.exit(f"{name}: {outside} of {total} indices lie outside of their error")
    return outside, total


def main():
    smcost, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    # What the moments of the tables say, by hand: variances 3/4, 2; second moments 7, 11.
    if exact_indices(CASES["product"]) != [(F(27, 83), F(33, 83)), (F(50, 83), F(56, 83))]:
        sys.exit("the exact indices of the product")
    # Of the sum: 2, 21/4 and 4 times 2/3.
    if exact_indices(CASES["sum"]) != [(share, share) for share in (F(24, 119), F(63, 119), F(32, 119))]:
        sys.exit("the exact indices of the sum")
    for name, case in CASES.items():
        agrees_with_twin(smcost, folder, name, case)
    agrees_with_twin(smcost, folder, "failing", SHORT)
    for name, case in CASES.items():
        outside, total = within_error(smcost, folder, name, case, 15, 5000)
        print(f"{name}: {total - outside} of {total} indices lie within their error")


if __name__ == "__main__":
    main()
