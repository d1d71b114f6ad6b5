#!/usr/bin/env python3
"""samples_and_means.py SMCOST FOLDER: what `sample` says, against what is known exactly.

Of a spec whose tables have known moments, the mean of a sample, its medians and the chance of its budgets lie within what is stated in at
least 99 of 100 seeds: three standard errors leave 3 of 1,000 outside. A median is known where it is that of the inputs: of one uncertain
input, of several figures that grow with it, and of a sum of symmetric ones; of other sums it is another one. The same seed says the same
whatever the order of the text, and another seed says something else.
"""

import json
import subprocess
import sys
from fractions import Fraction as F
from pathlib import Path

SEEDS, DRAWS, LEAST = 100, 1000, 99
HEAD = """dimension Time
unit h : Time
unit USD : Money[USD]
regions { here }
region here
meter compute : Time
rates compute region here { 3 USD/h }
meter falling : Time
rates falling region here { first 4 h: 5 USD/h, next 1000 h: 2 USD/h, then 0.25 USD/h }
workload work(bare boxes : Multiple = 1x, bare for run : Time) { line compute = meter compute  run * boxes }
workload tiers(bare for run : Time) { line falling = meter falling  run }
"""


def falling(hours):
    return 5 * min(hours, F(4)) + 2 * max(F(0), min(hours, F(1004)) - 4) + F(1, 4) * max(F(0), hours - 1004)


# Name: params, the rest, and what is known: mean, median, chance of the budget; None where it is not.
CASES = {
    # 5/2 boxes, 3 h, 3 USD; at most 20 USD: 2 x 1, 2, 3 h and 4 x 1 h of five each.
    "product": (["param boxes = 2x ~ choice { 2x 75 %, 4x 25 % }", "param run = 2h ~ uniform 1h..5h step 1h"],
                "w = work (boxes) for run\nbudget total <= 20 USD\n", F(5, 2) * 3 * 3, None, F(3, 4) * F(3, 5) + F(1, 4) * F(1, 5)),
    # Affine: 3 USD/h of 3 h and of twice 1/2 (9 + 50) h, and 60 USD; symmetric, so that the median is the mean.
    "affine": (["param run = 2h ~ uniform 1h..5h step 1h", "param more = 9h ~ uniform 9h..50h step 1h"],
               "w = work for run\nv = work 2x for more\nf = work for 20 h\nbudget total <= 1000 USD\n", 3 * (3 + F(59) + 20), 3 * (3 + F(59) + 20), 1),
    # 10 h is the median of a lognormal of 5 h and 20 h, and several of its quantiles are rounded to it.
    "one input": (["param run = 9h ~ lognormal 5h..20h step 1h"], "w = tiers for run\n", None, falling(F(10)), None),
    # As many entries as steps: the 1,025th of 2,050, the least that half of them do not exceed. The figures grow with it together.
    "together": (["param run = 9h ~ uniform 1h..2050h step 1h"], "w = tiers for run\nv = work 2x for run\nlet many = 3 * run\nu = work for many\n",
                 None, falling(F(1025)) + 15 * F(1025), None),
}


def sample(smcost, spec, seed):
    done = subprocess.run([smcost, "sample", "--no-stdlib", "--format", "json", "-n", str(DRAWS), "--spread", "0", "--seed", str(seed), str(spec)],
                          capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        sys.exit(f"seed {seed}: {done.stderr}")
    return json.loads(done.stdout)


def exact(told):
    return F(told["exact"])


def is_between(told, wanted):
    return exact(told["low"]) <= wanted <= exact(told["high"])


def check(smcost, folder, name, case):
    params, rest, mean, median, holds = case
    spec, turned = folder / "spec.smcost", folder / "turned.smcost"
    spec.write_text(HEAD + "\n".join(params) + "\n" + rest)
    turned.write_text(HEAD + "\n".join(reversed(params)) + "\n" + rest)
    within = {"mean": 0, "median": 0, "budget": 0}
    held, seen = 0, set()
    for seed in range(SEEDS):
        told = sample(smcost, spec, seed)
        about, error = exact(told["mean"]["about"]), exact(told["mean"]["error"])
        half = next(one for one in told["percentiles"] if one["percent"] == 50)
        within["mean"] += mean is None or abs(about - mean) <= error
        within["median"] += median is None or is_between(half, median)
        if name == "together":  # the entry that each percentile is
            for one in told["percentiles"]:
                key = f"P{one['percent']}"
                hours = F(-(-one["percent"] * 2050 // 100))
                within[key] = within.get(key, 0) + is_between(one, falling(hours) + 15 * hours)
        within["budget"] += holds is None or is_between(told["budgets"][0]["chance"], holds)
        held += told["budgets"][0]["holds_in"] if holds is not None else 0
        seen.add(about)
        if not exact(half["low"]) <= exact(half["about"]) <= exact(half["high"]):
            sys.exit(f"{name}, seed {seed}: P50 lies outside of its ends")
        if seed < 3:
            again = sample(smcost, turned, seed)
            if any(again[key] != told[key] for key in ("mean", "percentiles", "budgets")):
                sys.exit(f"{name}, seed {seed}: another order of the text says something else")
    if min(within.values()) < LEAST or len(seen) < SEEDS // 2:
        sys.exit(f"{name}: within what is stated, of {SEEDS}: {within}; different means: {len(seen)}")
    if holds is not None and abs(F(held, SEEDS * DRAWS) - holds) > F(1, 100):
        sys.exit(f"{name}: the budget holds in {held} of {SEEDS * DRAWS} draws, and {holds} are expected")
    print(f"{name}: within what is stated, of {SEEDS}: {within}")


def main():
    smcost, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for name, case in CASES.items():
        check(smcost, folder, name, case)


if __name__ == "__main__":
    main()
