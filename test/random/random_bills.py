#!/usr/bin/env python3
"""Parts equal the whole, on the examples and on random bills.

    random_bills.py SMCOST EXAMPLES FOLDER [--seed N] [--count N]

What a random bill (`make_bill.py`) must cost is worked out with fractions, by itself: the program is asked only for its answer, and
asked again with every line of the text at another place. Of every bill, the examples' too, charges add up to lines, lines to
statements, statements to groups and to the total, and the invoice's cents to the invoice total (`bill_checks.py`).
`--seed N --count 1` repeats a finding; FOLDER takes the spec.
"""

import argparse
import csv
import io
import random
import re
import sys
from fractions import Fraction as F
from pathlib import Path

from bill_checks import Failure, check_formats, check_parts, check_terms, exact, output, run, same
from make_bill import RandomBill


def check_groups(groups, keys, around=()):
    """What each row of values comes to; every group is the sum of those inside it, and the untagged are the last."""
    found = {}
    for number, group in enumerate(groups):
        same("the key of a group", group["tag"], keys[0])
        if group["value"] is None:
            same("the place of the untagged", number, len(groups) - 1)
        values = (*around, group["value"])
        if len(keys) == 1:
            same("what is inside an innermost group", group.get("groups"), None)
            own = {values: exact(group["total"])}
        else:
            own = check_groups(group["groups"], keys[1:], values)
            same(f"the cents inside {values}", sum(exact(inner["invoice"]) for inner in group["groups"]), exact(group["invoice"]))
            same(f"the statements inside {values}", sorted(name for inner in group["groups"] for name in inner["workloads"]), sorted(group["workloads"]))
        same(f"what is inside {values}", sum(own.values()), exact(group["total"]))
        found.update(own)
    return found


def title(keys, values):
    """As reports for people call a group of these keys."""
    if len(keys) == 1 and values == (None,):
        return "untagged"
    return ", ".join(f"untagged {key}" if value is None else f"{key} {value}" for key, value in zip(keys, values))


def check_shown(smcost, arguments, keys, wanted):
    """The tables for people: a sum for each group at each level, as far as their digits go."""
    sums = {}
    for values, cost in wanted.items():
        for depth in range(1, len(keys) + 1):
            name = title(keys, values[:depth])
            sums[name] = sums.get(name, 0) + cost
    for form in ("text", "markdown"):
        text = output(smcost, [f"--format={form}", "--digits=30", *arguments]).replace("&amp;", "&")
        for name, cost in sums.items():
            front, end = (rf"{re.escape(name)} +subtotal ", "") if form == "text" else (rf"\| \*\*{re.escape(name)}\*\* \|", r"\*\* \|")
            shown = re.findall(rf"^{front}.*[ *](-|-?[\d.]+)…?{end}$", text, re.MULTILINE)
            # `-`: its statements are all of other months, as a commitment is before and behind its term.
            if len(shown) != 1 or abs(F(shown[0] if shown[0] != "-" else 0) - cost) >= F(1, 10**29):
                raise Failure(f"{name} of {form} is {shown}, not {cost}")


def check_owners(smcost, arguments, bill, answer):
    """Each format says whose every line is, and the groups add up to the total."""
    keys = bill.keys()
    for line in answer["lines"]:
        same(f"the tags of {line['workload']}", line.get("tags", {}), bill.tags(line["workload"]))
    if not all(check["passed"] for check in answer["checks"]):
        raise Failure("what an owner's statements come to, in the program, is another sum")
    wanted = bill.groups(keys)
    if keys:
        same("the groups", check_groups(answer["groups"], keys), wanted)
        same("the sum of the groups", sum(exact(group["total"]) for group in answer["groups"]), exact(answer["total"]))
        same("the cents of the groups", sum(exact(group["invoice"]) for group in answer["groups"]), exact(answer["invoice_total"]))
        check_shown(smcost, arguments, keys, wanted)
        rest = exact(answer["payable"]) - exact(answer["total"]) if answer.get("credits") or answer.get("taxes") else None
        same("what is of no group", exact(answer["of_no_group"]) if "of_no_group" in answer else None, rest)
    by_values = dict.fromkeys(wanted, F(0))
    savings = {}
    for record in csv.DictReader(io.StringIO(output(smcost, ["--format=csv", *arguments]))):
        if record["workload"] in bill.own_tags:
            by_values[tuple(record.get(f"tag:{key}") or None for key in keys)] += F(record["exact_cost"])
        if record.get("exact_effective_saving"):
            of = [record[f"exact_{what}"] for what in ("effective_saving", "theoretical_saving", "utilization", "coverage")]
            savings.setdefault(record["workload"], []).append([F(one) if one else None for one in of])
    same("the groups of csv", by_values, wanted)
    same("the savings of csv", savings, {
        one["name"]: [[exact(one[what]) if one[what] else None for what in ("effective_saving", "theoretical_saving", "utilization", "coverage")]]
        for one in answer.get("commitments", [])})


def check_random(smcost, seed, folder):
    bill = RandomBill(seed)
    spec = Path(folder) / "random_bill.smcost"
    spec.write_text(bill.text(), encoding="utf-8")
    answer = run(smcost, ["--no-stdlib", "--engine=both", str(spec)])
    check_parts(answer, bill.policy)
    got = {workload["name"]: exact(workload["total"]) for workload in answer["workloads"]}
    same("the statements", got, bill.costs())
    check_terms(answer)
    check_formats(smcost, ["--no-stdlib", str(spec)], answer)
    check_owners(smcost, ["--no-stdlib", str(spec)], bill, answer)
    if bill.agreements:
        same("the list", exact(answer["list_total"]), sum(bill.costs(1).values()))
        payable, of_invoice = bill.payable(exact(answer["total"]), exact(answer["invoice_total"]))
        same("what is payable", exact(answer["payable"]), payable)
        same("what is payable of the invoice", exact(answer["invoice_payable"]), of_invoice)
    # The order of the text means nothing, neither of declarations nor of statements; only who gets
    # the odd cents of an invoice line goes by it.
    spec.write_text(bill.text(random.Random(seed)), encoding="utf-8")
    turned = run(smcost, ["--no-stdlib", str(spec)])
    same("the groups in another order", *(check_groups(one["groups"], bill.keys()) if bill.keys() else {} for one in (turned, answer)))
    same("the statements in another order", {w["name"]: exact(w["total"]) for w in turned["workloads"]}, got)
    for figure in ("total", "invoice_total", "list_total", "payable", "invoice_payable"):
        same(f"{figure} in another order", turned.get(figure), answer.get(figure))
    by_name = [{a["name"]: {key: a.get(key) for key in ("taken", "least_total", "greatest_total")} for a in one.get("allowances", [])}
               for one in (turned, answer)]
    same("the allowances in another order", *by_name)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost")
    parser.add_argument("examples", type=Path)
    parser.add_argument("folder")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=400)
    options = parser.parse_args()
    failures = []
    examples = sorted(options.examples.rglob("*.smcost"))
    for example in examples:
        try:
            check_parts(run(options.smcost, [str(example)]))
        except Failure as failure:
            failures.append(f"{example}: {failure}")
    for seed in range(options.seed, options.seed + options.count):
        try:
            check_random(options.smcost, seed, options.folder)
        except Failure as failure:
            failures.append(f"--seed {seed} --count 1: {failure}\n{RandomBill(seed).text()}")
    for failure in failures[:5]:
        print(failure)
    print(f"{len(examples)} examples and {options.count} random bills, {len(failures)} failed")
    return 1 if failures or not examples else 0


if __name__ == "__main__":
    sys.exit(main())
