"""The answer of `minimise` for best_of_many.test, against all points one by one: 744 hours, what a commitment covers at its rates.

    best_of_many.py MEMORY [MOST_REPLICAS] < JSON
"""

import json
import sys
from fractions import Fraction as F

HOURS = 744
MACHINES = {"m.a": (16, "1.01", "0.65"), "m.b": (24, "1.49", "0.98"), "m.c": (40, "2.53", "1.72"), "m.d": (96, "5.83", "3.5")}


def total(on_demand, rate, replicas, amount):
    covered = min(F(replicas), amount / rate)
    return HOURS * (amount + (replicas - covered) * on_demand)


def main():
    least = int(sys.argv[1])
    most = int(sys.argv[2]) if len(sys.argv) > 2 else 8
    best = None
    for machine, (memory, on_demand, rate) in MACHINES.items():
        for replicas in range(1, most + 1):
            if replicas * memory < least:
                continue
            for step in range(1, 5001):
                amount = F(step, 1000)
                cost = total(F(on_demand), F(rate), replicas, amount)
                if best is None or cost < best[0]:
                    best = cost, {"machine": machine, "replicas": f"{replicas}x", "amount": amount}
    told = json.load(sys.stdin)
    at = told["best"]["at"]
    at["amount"] = F(at["amount"].removesuffix(" USD/h"))
    found = F(told["best"]["amount"]["exact"]), at
    assert told["proved"] and told["looked_at"] < told["points"] / 100, told
    assert found == best, (found, best)


if __name__ == "__main__":
    main()
