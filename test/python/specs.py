"""Specs without the standard library, whose amounts are worked out by hand in the tests; and what the tests share."""

import os
import subprocess
import sys
from fractions import Fraction

HEAD = """dimension Time
unit s : Time
unit min = 60 s
unit h = 3600 s
unit USD : Money[USD]
regions { here }
region here
"""

# 3.7553 USD for an hour.
JOB = HEAD + """meter compute : Time
rates compute region here { 3.7553 USD/h }
workload job(bare for run : Time) {
  require run > 0 s else "a job runs for some time"
  line compute = meter compute  run
}
param run_time = 1h in 0s..24h step 1s
j = job for run_time
"""
HOUR = Fraction("3.7553")

# Small ones cost 1 USD/h and large ones 3; an hour of each.
MACHINES = HEAD + """unit machine : Count[machine]
skus { box.small, box.large }
meter compute(box : Sku) : Time
rates compute region here { box.small 1 USD/h; box.large 3 USD/h }
workload work(bare boxes : Multiple = 1x, bare box : Sku, bare for run : Time) { line compute = meter compute(box)  run * boxes }
param boxes = 1x in 1x..8x
param box : Sku = box.small in { box.small, box.large }
w = work (boxes) (box) 1h
"""

# 1 USD for an hour of a box. Two boxes with three of four chances, else four; whole hours from 1 to 5, all alike.
DRAWN = HEAD + """meter compute : Time
rates compute region here { 1 USD/h }
workload work(bare boxes : Multiple = 1x, bare run : Time) {
  require boxes > 3x or run < 5h else "two boxes are not enough for so long"
  line compute = meter compute  run * boxes
}
param boxes = 2x ~ choice { 2x 3, 4x 1 }
param run = 2h ~ uniform 1h..5h step 1h
w = work (boxes) (run)
budget total <= 10 USD
"""


def same(found, wanted, what=""):
    if found != wanted:
        sys.exit(f"{what}: {found!r} in place of {wanted!r}")


def raises(kind, call, *parts):
    """Calls what raises `kind`, with these parts in its text; returns that."""
    try:
        found = call()
    except kind as error:
        missing = [part for part in parts if part not in str(error)]
        if missing:
            sys.exit(f"{missing} are not in: {error}")
        return error
    sys.exit(f"no {kind.__name__}, but {found!r}")


def smcost(program, *arguments, code=0, **more):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("SMCOST_")}
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False, env=environment, **more)
    if done.returncode != code:
        sys.exit(f"smcost {' '.join(map(str, arguments))} ends with {done.returncode}, not {code}\n{done.stderr}")
    return done.stdout
