#!/usr/bin/env python3
"""What `sample` says by kernels, against what it says point by point, to the byte.

    samples_by_engines.py SMCOST FOLDER [--seed N] [--count N]

Specs with several uncertain parameters, of numbers and of names, whose bills have tiers, an allowance, conditions on percentiles, draws that fail and
draws at which it is another program. `--seed N --count 1` repeats a finding; FOLDER takes the specs.
"""

import subprocess

from random_sweeps import LIBRARY, STATEMENTS
from seeds import each_seed

SECONDS = 120
PARAMS = [
    "t = 2h ~ lognormal 1h..60h step 1min", "n = 2x ~ uniform 0x..9x step 1x", "m : Count[machine] = 3 machines ~ triangular 1 machine..20 machines peak 4 machines step 1 machine",
    "k = 3 ~ normal -2..20 step 1/4", "d = 9 GB ~ uniform 0 GB..200 GB step 0.4 GB", "b : Sku = box.small ~ choice { box.small 3, box.large 1 }", "z : Size = small ~ choice { small 1, large 2 }",
]
CERTAIN = ["t = 2h", "n = 2x", "m : Count[machine] = 3 machines", "k = 7/2", "d = 9 GB", "b : Sku = box.small", "z : Size = small"]


def told(smcost, spec, engine, words):
    done = subprocess.run([smcost, "sample", "--no-stdlib", "--format", "json", "--engine", engine, *words, str(spec)], capture_output=True, text=True, timeout=SECONDS)
    if done.returncode not in (0, 1, 2, 64):
        raise SystemExit(f"{engine} {words}: {done.returncode} {done.stderr[:400]}")
    return done.returncode, done.stdout


def check(smcost, folder, rng):
    (folder / "lib.smcost").write_text(LIBRARY)
    lines = rng.sample(STATEMENTS, rng.randint(1, 4))
    # Names make a program each, which only the slow way has: mostly numbers.
    uncertain = [i < 5 and rng.random() < 0.7 or rng.random() < 0.08 for i in range(len(PARAMS))]
    text = 'use "./lib.smcost"\nregion here\nperiod 2025-03\n'
    text += "".join(f"param {one if is_uncertain else fixed}\n" for one, fixed, is_uncertain in zip(PARAMS, CERTAIN, uncertain))
    text += "".join(f"s{i} = {line}\n" for i, line in enumerate(lines)) + f"budget total <= {rng.randint(1, 300)} USD\n"
    spec = folder / "spec.smcost"
    spec.write_text(text)
    words = ["-n", str(rng.choice([1000, 1024, 2500, 9000])), "--seed", str(rng.randrange(2**64)), "--spread", str(rng.choice([0, 100, 333])),
             "--check", f"p{rng.choice([5, 50, 90])} total <= s0 * 2 + {rng.randint(1, 99)} USD / 7"]
    quickly, slowly = told(smcost, spec, "jit", words), told(smcost, spec, "interpreter", words)
    if quickly != slowly:
        raise SystemExit(f"{words}: {quickly[0]} {quickly[1][:1500]}\nin place of {slowly[0]} {slowly[1][:1500]}")
    return bool(quickly[1])


def main():
    count, answered = each_seed(__doc__, 25, check)
    print(f"{count} samples, {sum(answered)} with an answer, are the same by kernels and point by point")


if __name__ == "__main__":
    main()
