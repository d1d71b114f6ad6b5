#!/usr/bin/env python3
"""What kernels keep of all points of a space, against these points one by one.

    random_tallies.py TALLY_OF FOLDER [--seed N] [--count N]

The specs of random_sweeps over ranges: least, greatest and sum of figures, under conditions and without, points without a bill and why.
`--seed N --count 1` repeats a finding; FOLDER takes the specs.
"""

import subprocess

from random_sweeps import make_spec
from seeds import each_seed

SECONDS = 300
# Ranges of each, from few values to many.
AXES = {
    "t": ["t=0h..900h step 20h", "t=0h..30h step 10min", "t={1h, 2h, 90min}", "t=700h..800h step 1h"],
    "n": ["n", "n=1x..3x"],
    "m": ["m", "m=1 machine..19 machines step 3 machines"],
    "k": ["k=-5..50 step 1/4", "k=0..10 step 1/4", "k={3, 4, 5/2}"],
    "d": ["d=0 GB..500 GB step 5 GB", "d=30 GB..120 GB step 1 GB"],
    "b": ["b"],
    "f": ["f", "f=1..4 step 1", "f={3, 2}"],
    "z": ["z"],
}


def check(program, folder, rng):
    # Where its number fixes the program, each is a part by itself.
    is_fixed = rng.random() < 0.3
    spec, names = make_spec(folder, rng, ["work box.large (longer(3h))"] if is_fixed else ())
    asked = rng.sample(sorted(set(AXES) - {"f"}), rng.randint(1, 2)) + ["f"] if is_fixed else rng.sample(sorted(AXES), rng.randint(1, 3))
    axes = [rng.choice(AXES[name]) for name in rng.sample(asked, len(asked))]
    figures = ["total", names[0]]
    if rng.random() < 0.7:
        figures.append(f"total <= {rng.randint(1, 500)} USD")
    told = subprocess.run([program, spec, ";".join(figures), *axes], capture_output=True, text=True, timeout=SECONDS)
    if told.returncode != 0:
        raise SystemExit(f"{axes} {figures}: {told.returncode} {told.stdout} {told.stderr[:400]}")
    return [int(word) for word in told.stdout.split()] if told.stdout[0].isdigit() else [0, 0]


def main():
    count, counts = each_seed(__doc__, 25, check)
    print(f"{count} tallies over {sum(points for points, _ in counts)} points, {sum(lanes for _, lanes in counts)} of them by kernels, agree")


if __name__ == "__main__":
    main()
