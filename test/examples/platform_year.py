"""A year with growth, a template that is included twice, and tags: each group, each month and the whole, worked out here with fractions
alone, against the bill; and the bill's own sums. platform_year.py SMCOST SPEC
"""
import json
import subprocess
import sys
from fractions import Fraction
from math import ceil

DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]  # of 2026
HOST, TRAIN, STORE, NAT_HOUR, NAT_GB = (Fraction(text) for text in ("0.23", "1.515", "0.023", "0.045", "0.045"))


def month_of(at, days):
    """What each team pays in the month that is `at` months behind January."""
    hours = 24 * days
    growth = {"stage": Fraction(105, 100), "prod": Fraction(110, 100)}
    replicas = {"stage": 1, "prod": 4}
    return {
        "serving": sum(HOST * hours * count for count in replicas.values()),
        "research": sum(TRAIN * 6 * ceil(4 * factor ** at) for factor in growth.values()),
        "data": sum(STORE * 500 * factor ** at for factor in growth.values()),
        "platform": NAT_HOUR * hours + NAT_GB * 200 * Fraction(105, 100) ** at,
        None: TRAIN * 100 if at == 6 else Fraction(0),
    }


smcost, spec = sys.argv[1:]
run = subprocess.run([smcost, "eval", "--engine=both", "--format", "json", spec], capture_output=True, text=True)
if run.returncode != 0:
    sys.exit(f"exit {run.returncode}\n{run.stdout}{run.stderr}")
bill = json.loads(run.stdout)
expected = [month_of(at, days) for at, days in enumerate(DAYS)]
wrong = []


def same(what, shown, wanted):
    if Fraction(shown["exact"]) != wanted:
        wrong.append(f"{what}: {shown['exact']}, by hand {wanted}")


months = bill["months"]
if len(months) != len(DAYS):
    wrong.append(f"{len(months)} months")
for month, teams in zip(months, expected):
    same(month["name"], month["total"], sum(teams.values()))
groups = {group.get("value"): group["total"] for group in bill["groups"]}
for team in expected[0]:
    same(f"team {team}", groups.pop(team), sum(teams[team] for teams in expected))
if groups:
    wrong.append(f"groups without an owner here: {sorted(groups)}")
lines = {}
for line in bill["lines"]:
    of = (line["month"], line.get("tags", {}).get("team"))
    lines[of] = lines.get(of, 0) + Fraction(line["cost"]["exact"])
for month, teams in zip(months, expected):
    for team, wanted in teams.items():
        if lines.get((month["name"], team), 0) != wanted:
            wrong.append(f"{month['name']}, team {team}: {lines.get((month['name'], team))}, by hand {wanted}")
total = Fraction(bill["total"]["exact"])
same("the whole", bill["total"], sum(sum(teams.values()) for teams in expected))
same("the months", bill["total"], sum(Fraction(month["total"]["exact"]) for month in months))
same("the groups", bill["total"], sum(Fraction(group["total"]["exact"]) for group in bill["groups"]))
same("the workloads", bill["total"], sum(Fraction(workload["total"]["exact"]) for workload in bill["workloads"]))
print("\n".join(wrong) or f"{len(months)} months, {len(bill['groups'])} groups, {total} USD")
sys.exit(bool(wrong))
