#!/usr/bin/env python3
"""What `sweep` says of a point, against `eval -p` with its values.

    random_sweeps.py SMCOST FOLDER [--seed N] [--count N]

Random specs whose amounts, counts, SKUs and conditions hang on several `param`s, with tiers, an allowance, a commitment, requirements
that fail and divisions by zero in between, are swept over random axes. At random points the spec is billed by itself with `-p`: the same
exact figures, or none for both. The best of all points is what `minimise` and `maximise` say. `--seed N --count 1` repeats a finding; FOLDER takes the specs.
"""

import json
import subprocess
from fractions import Fraction as F

from seeds import each_seed

SECONDS = 120
POINTS = 12
LIBRARY = """
dimension Time
dimension Data
dimension Day
dimension Month
unit s : Time
unit min = 60 s
unit h = 3600 s
unit day days : Day
unit month months : Month
unit GB : Data
unit USD : Money[USD]
unit year = 12 month
unit core cores : Count[core]
unit machine machines : Count[machine]
skus { box.small, box.large }
skus facts (cores : Count[core]) { box.small 2; box.large 8 }
words Size { small, large }
regions { here, there }
fn boxOf(size : Size) : Sku = if size == large then box.large else box.small
workload work(bare boxes : Multiple[machine] = 1x, bare box : Sku, bare for run : Time, data : Data = none) {
  require run > 0 s else "work has a run time"
  line compute = meter compute(box) run each boxes
  line bytes = meter bytes data each boxes
}
workload pair(bare box : Sku, bare for run : Time, boxes : Multiple[machine]) {
  one = work (box) (run), boxes boxes
  if run > 5 h { two = work box.large (run / 3) }
}
meter compute(box : Sku) : Time { granularity 60 s up per machine }
meter bytes : Data { granularity 5 GB up per bill }
rates compute region here { box.small 1 USD/h; box.large 3 USD/h }
rates bytes region everywhere { first 40 GB: 1 USD/GB, next 60 GB: 0.7 USD/GB, then 0.5 USD/GB }
allowance some_bytes 7 GB always on bytes
plan saving on compute { term 1 year; payment no_upfront }
rates compute region here plan saving term 1 year, no_upfront { box.small 0.6 USD/h; box.large 2.5 USD/h }
"""

PARAMS = {
    "t": ("param t = 2h in 0h..900h step 1min", "h", lambda rng: F(rng.randint(0, 54000), 60)),
    "n": ("param n = 2x in 0x..9x", "x", lambda rng: F(rng.randint(0, 9))),
    "m": ("param m : Count[machine] = 3 machines in 1 machine..20 machines step 1 machine", "machines", lambda rng: F(rng.randint(1, 20))),
    "k": ("param k = 3 in -5..50 step 1/4", "", lambda rng: F(rng.randint(-20, 200), 4)),
    "d": ("param d = 9 GB in 0 GB..500 GB step 1 GB", "GB", lambda rng: F(rng.randint(0, 500))),
    "b": ("param b : Sku = box.small in { box.small, box.large }", None, lambda rng: rng.choice(["box.small", "box.large"])),
    # What a function's body reads fixes the program.
    "f": ("param f = 2 in 1..8 step 1/2\nfn longer(time : Time) : Time = time * f", "", lambda rng: F(rng.randint(2, 16), 2)),
    "z": ("param z : Size = small in { small, large }", None, lambda rng: rng.choice(["small", "large"])),
}
STATEMENTS = [
    "work (b) for t", "work (n) box.small for t", "work boxes (m) (boxOf(z)) for (t / 3)", "work (b) (k * 1h)", "work box.large 3h, data d",
    "work box.small 1h, data (d * 2)", "work (if k > 10 then box.large else box.small) (t + 1h)", "work box.small (8h / (k - 3))",
    "pair (b) for t, boxes n", "pair box.small (t + 2h), boxes 2x", "work (n) box.small (if t > 9h then t else 2h), data (d + 1 GB)",
    "work box.small (b.cores / 1 core * 1h)", "work box.small always", "work box.small (longer(2h))", "work (n) (b) (longer(t)), data d", "work boxes (m) box.large always",
]


def literal(value, unit):
    if unit is None:
        return value
    number = f"{value.numerator}" if value.denominator == 1 else f"{value.numerator}/{value.denominator}"
    if unit == "x":
        return f"{number}x"
    return f"({number})" if not unit else f"{number} {unit}" if value.denominator == 1 else f"({number}) * 1 {unit}"


def run(smcost, words):
    return subprocess.run([smcost, *words], capture_output=True, text=True, timeout=SECONDS)


def make_spec(folder, rng, last=()):
    """Writes one, with these statements behind others; the spec, and the names of its statements."""
    (folder / "lib.smcost").write_text(LIBRARY)
    lines = [*rng.sample(STATEMENTS, rng.randint(1, 5)), *last]
    names = [f"s{number}" for number in range(len(lines))]
    text = 'use "./lib.smcost"\nregion here\nperiod 2025-03\n' + "\n".join(declaration for declaration, _, _ in PARAMS.values())
    text += "\n" + "\n".join(f"{name} = {line}" for name, line in zip(names, lines)) + "\n"
    if rng.random() < 0.4:
        text += "commit 1 USD/h saving term 1 year, no_upfront\n"
    if rng.random() < 0.5:
        text += "invoice lines\n"
    spec = folder / "spec.smcost"
    spec.write_text(text)
    return spec, names


def check(smcost, folder, rng):
    spec, names = make_spec(folder, rng)
    axes = rng.sample(sorted(PARAMS), rng.randint(1, 3))
    values = {name: sorted({PARAMS[name][2](rng) for _ in range(rng.randint(1, 4))}, key=lambda _: rng.random()) for name in axes}
    words = [f"{name}={{{', '.join(literal(value, PARAMS[name][1]) for value in values[name])}}}" for name in axes]
    of = ["total", "invoice", *names[:2]]
    engine = rng.choice(["auto", "jit", "both", "reference"])
    told = run(smcost, ["sweep", "--no-stdlib", "--engine", engine, "--format", "json", "--of", ",".join(of), str(spec), *words])
    if told.returncode not in (0, 1):
        raise SystemExit(f"{words}: {told.returncode} {told.stderr}")
    if not told.stdout:
        # Refused as it stands: then by itself too.
        alone = run(smcost, ["check", "--no-stdlib", str(spec)])
        if told.returncode != 1 or alone.returncode != 1:
            raise SystemExit(f"{words}: nothing said, {told.stderr}")
        return 0
    swept = json.loads(told.stdout)
    listed = swept["listed"]
    for point in rng.sample(listed, min(POINTS, len(listed))):
        flags = []
        for name, value in point["at"].items():
            flags += ["-p", f"{name}={value}"]
        alone = run(smcost, ["eval", "--no-stdlib", "--format", "json", *flags, str(spec)])
        has_bill = alone.returncode == 0
        if has_bill != ("figures" in point):
            raise SystemExit(f"at {flags}: sweep says {point}, eval {alone.returncode} {alone.stderr[:400]}")
        if not has_bill:
            continue
        bill = json.loads(alone.stdout)
        costs = {one["name"]: F(one.get("with_parts", one["total"])["exact"]) for one in bill["workloads"]}
        expected = {"total": F(bill["total"]["exact"]), "invoice": F(bill["invoice_total"]["exact"]), **{name: costs[name] for name in names[:2]}}
        found = {name: F(amount["exact"]) for name, amount in point["figures"].items()}
        if found != expected:
            raise SystemExit(f"at {flags} with {engine}: sweep {found}, eval {expected}")
    search(smcost, spec, words, listed, rng)
    return len(listed)


def search(smcost, spec, words, listed, rng):
    """The best of all points by `minimise` and `maximise`, against the points themselves."""
    totals = [F(point["figures"]["total"]["exact"]) for point in listed if "figures" in point]
    bound = rng.choice(totals) if totals else F(1)
    command, best = rng.choice([("minimise", min), ("maximise", max)])
    where = rng.choice(["", f" where total >= {bound.numerator} USD / {bound.denominator}"])
    told = run(smcost, [command, "--no-stdlib", "--format", "json", str(spec), f"total over {', '.join(words)}{where}"])
    fitting = [total for total in totals if not where or total >= bound]
    if told.returncode != (0 if fitting else 2):
        raise SystemExit(f"{command}{where}: {told.returncode} {told.stderr}")
    answer = json.loads(told.stdout)
    found = F(answer["best"]["amount"]["exact"]) if fitting else None
    if answer["fitting"] != len(fitting) or found != (best(fitting) if fitting else None):
        raise SystemExit(f"{command}{where}: {answer}, and there are {fitting}")


def main():
    count, points = each_seed(__doc__, 25, check)
    print(f"{count} sweeps over {sum(points)} points agree with the bills of their points")


if __name__ == "__main__":
    main()
