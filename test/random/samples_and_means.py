#!/usr/bin/env python3
"""samples_and_means.py SMCOST FOLDER: what `sample` says, against means that are known exactly.

Of a spec whose choices have a known mean, the mean of a sample lies within its stated error in 95 of 100 seeds, give or take; half of
the draws lie at or below P50; the same seed says the same whatever the order of the text, and another seed says something else.
"""

import json
import subprocess
import sys
from fractions import Fraction as F
from pathlib import Path

SEEDS, DRAWS, LEAST = 100, 1000, 88   # of 100 seeds 95 are expected; fewer than 88 come about in one of a thousand runs
HEAD = """dimension Time
unit h : Time
unit USD : Money[USD]
regions { here }
region here
meter compute : Time
rates compute region here { 3 USD/h }
workload work(bare boxes : Multiple = 1x, bare for run : Time) { line compute = meter compute  run * boxes }
"""
PARAMS = ["param boxes = 2x ~ choice { 2x 3, 4x 1 }", "param run = 2h ~ uniform 1h..5h step 1h"]
TAIL = "w = work (boxes) for run\nbudget total <= 20 USD\n"


def sample(smcost, spec, seed):
    done = subprocess.run([smcost, "sample", "--no-stdlib", "--format", "json", "-n", str(DRAWS), "--seed", str(seed), str(spec)],
                          capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        sys.exit(f"seed {seed}: {done.stderr}")
    return json.loads(done.stdout)


def main():
    smcost, folder = sys.argv[1], Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    spec, turned = folder / "spec.smcost", folder / "turned.smcost"
    spec.write_text(HEAD + "\n".join(PARAMS) + "\n" + TAIL)
    turned.write_text(HEAD + "\n".join(reversed(PARAMS)) + "\n" + TAIL)
    # 5/2 boxes, 3 h, 3 USD; at most 20 USD: 2 x 1, 2, 3 h and 4 x 1 h of five each.
    mean, holds = F(5, 2) * 3 * 3, F(3, 4) * F(3, 5) + F(1, 4) * F(1, 5)
    within, held, seen = 0, 0, set()
    for seed in range(SEEDS):
        told = sample(smcost, spec, seed)
        about, error = F(told["mean"]["about"]["exact"]), F(told["mean"]["error"]["exact"])
        within += abs(about - mean) <= error
        held += told["budgets"][0]["holds_in"]
        seen.add(about)
        if seed < 3:
            again = sample(smcost, turned, seed)
            same = ("mean", "percentiles", "budgets")
            if any(again[key] != told[key] for key in same):
                sys.exit(f"seed {seed}: another order of the text says something else")
    if within < LEAST or len(seen) < SEEDS // 2:
        sys.exit(f"the mean {mean} lies within the stated error of {within} of {SEEDS} samples, of {len(seen)} different means")
    if abs(F(held, SEEDS * DRAWS) - holds) > F(1, 100):
        sys.exit(f"the budget holds in {held} of {SEEDS * DRAWS} draws, and {holds} are expected")
    print(f"{within} of {SEEDS} means lie within their error")


if __name__ == "__main__":
    main()
