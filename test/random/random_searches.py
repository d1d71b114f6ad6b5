#!/usr/bin/env python3
"""The best point by bounds of boxes, against the best of all points.

    random_searches.py SEARCH_TWICE FOLDER [--seed N] [--count N]

The random specs of random_sweeps.py over ranges of hundreds of points: figures that rise, fall and leap, conditions, points without a
bill, programs that hold in a part of a range only. The same point must be found, the first of equally good ones, and fewer looked at.
"""

import random_sweeps
from seeds import each_seed

AXES = {
    "t": [("t=0h..{} step {}", (("20h", "1h"), ("90h", "10min"), ("3h", "1min")))],
    "n": [("n={}..{}", (("0x", "9x"), ("2x", "7x")))],
    "m": [("m=1 machine..{} step 1 machine", (("20 machines",), ("7 machines",)))],
    "k": [("k={}", ("-5..50 step 1", "0..20 step 1/4", "{4, 3, 11, 10}"))],
    "d": [("d=0 GB..{} step 1 GB", (("500 GB",), ("60 GB",)))],
    "b": [("b", ())],
    "f": [("f", ()), ("f={{3, 2}}", ())],
    "z": [("z={{large, small}}", ())],
}
FIGURES = ["total", "total", "total", "s0", "total - 2 * s0", "t", "k", "total + 3 USD * n", "total - 1 USD * k", "max(total, 40 USD)"]
CONDITIONS = ["total >= {} USD", "total <= {} USD", "s0 < {} USD", "t >= {}h", "n * 1 USD + s0 > {} USD", "k != {}", "m >= {} machines", "total == {} USD"]


def axis(rng, name):
    text, values = rng.choice(AXES[name])
    chosen = rng.choice(values) if values else ()
    return text.format(*chosen) if isinstance(chosen, tuple) else text.format(chosen)


def check(binary, folder, rng):
    (folder / "lib.smcost").write_text(random_sweeps.LIBRARY)
    lines = rng.sample(random_sweeps.STATEMENTS, rng.randint(1, 5))
    text = 'use "./lib.smcost"\nregion here\nperiod 2025-03\n' + "\n".join(declaration for declaration, _, _ in random_sweeps.PARAMS.values())
    text += "\n" + "\n".join(f"s{number} = {line}" for number, line in enumerate(lines)) + "\n"
    if rng.random() < 0.4:
        text += "commit 1 USD/h saving term 1 year, no_upfront\n"
    spec = folder / "spec.smcost"
    spec.write_text(text)
    axes = [axis(rng, name) for name in rng.sample(sorted(AXES), rng.randint(1, 3))]
    asked = ";".join([rng.choice(FIGURES)] + [one.format(rng.randint(0, 60)) for one in rng.sample(CONDITIONS, rng.randint(0, 2))])
    told = random_sweeps.run(binary, [str(spec), rng.choice(["least", "greatest"]), asked, *axes])
    if told.returncode != 0:
        raise SystemExit(f"{asked} over {axes}: {told.returncode} {told.stdout} {told.stderr}")
    return tuple(int(number) for number in told.stdout.split()) if told.stdout.strip() != "refused" else (0, 0, 0)


def main():
    count, looked = each_seed(__doc__, 100, check)
    points, some, found = (sum(numbers) for numbers in zip(*looked))
    print(f"{count} searches, {found} of which found a point, over {points} points, of which boxes looked at {some}")
    if count > 20 and (some * 3 > points or found * 3 < count):
        raise SystemExit("boxes leave out hardly any point, or hardly any is found")


if __name__ == "__main__":
    main()
