"""Check the JSON bill of every spec in some folders: python3 json_bills.py SMCOST SCHEMA FOLDER...

The schema says the form. Here it is also checked that every amount is a text, that no number
crept in, that each charge is its own quantity at its own price, and that the charges, lines and
workloads add up to the total with Python's fractions. Among the lines must be one with several
charges that cost, or nothing would be known of them.
"""
import json
import pathlib
import re
import subprocess
import sys
from fractions import Fraction

import jsonschema


def refuse_float(text):
    raise ValueError(f"a floating-point number: {text}")


def amount(value):
    """The exact fraction, once its decimal form is known to be the same number."""
    exact = Fraction(value["exact"])
    assert abs(Fraction(value["decimal"]) - exact) <= Fraction(1, 2 * 10**6), value
    return exact


def per(price_unit):
    """For how many units a price is: 1000000 for `USD per 1M request`."""
    words = price_unit.split(" ")
    if "per" not in words:
        return 1
    number, letter = re.fullmatch(r"([0-9]+)([kM]?)", words[words.index("per") + 1]).groups()
    return int(number) * {"": 1, "k": 10**3, "M": 10**6}[letter]


def check_line(line):
    parts = line["charges"]
    assert sum(amount(part["cost"]) for part in parts) == amount(line["cost"]), line
    assert sum(amount(part["quantity"]) for part in parts) == amount(line["quantity"]), line
    for part in parts:
        if part["price"] is None:
            assert amount(part["cost"]) == 0, part
            assert part["source"] is None, part
        else:
            product = amount(part["quantity"]) * amount(part["price"]) / per(part["price_unit"])
            assert product == amount(part["cost"]), part
            assert part["source"] or "own_row" in part, part


def check_terms(bill):
    """Under agreements: list - less = net, and total - credits + taxes = payable, exactly and of the invoice."""
    charges = [part for line in bill["lines"] for part in line["charges"]]
    listed = sum(amount(part.get("list_cost", part["cost"])) for part in charges)
    assert listed == amount(bill["list_total"]), bill["list_total"]
    less = sum(amount(one["less"]) for one in bill["agreements"])
    assert listed - less == amount(bill["total"]), bill["agreements"]
    for one in bill["agreements"]:
        assert amount(one["list"]) - amount(one["less"]) == amount(one["net"]), one
    for total, payable, credit, tax in (("total", "payable", "used", "amount"), ("invoice_total", "invoice_payable", "invoice", "invoice")):
        used = sum(amount(one[credit]) for one in bill["credits"])
        taxed = sum(amount(one[tax]) for one in bill["taxes"])
        assert amount(bill[total]) - used + taxed == amount(bill[payable]), bill[payable]


def check_bill(bill):
    lines = bill["lines"]
    for line in lines:
        check_line(line)
    assert sum(amount(line["cost"]) for line in lines) == amount(bill["total"])
    for month in bill.get("months", []):
        own = [amount(line["cost"]) for line in lines if line["month"] == month["name"]]
        assert sum(own) == amount(month["total"]), month
    if "months" in bill:
        assert sum(amount(month["invoice_total"]) for month in bill["months"]) == amount(bill["invoice_total"])
        assert sum(amount(month["hours"]) for month in bill["months"]) == amount(bill["period"]["hours"])
    for workload in bill["workloads"]:
        own = [amount(line["cost"]) for line in lines if line["workload"] == workload["name"]]
        assert sum(own) == amount(workload["total"]), workload
    assert sum(amount(workload["total"]) for workload in bill["workloads"]) == amount(bill["total"])
    assert (amount(bill["invoice_total"]) * 100).denominator == 1
    if "list_total" in bill:
        check_terms(bill)
    assert bill["checks"] and all(check["passed"] for check in bill["checks"])


def has_several_costs(line):
    return sum(amount(part["cost"]) != 0 for part in line["charges"]) > 1


def check_spec(smcost, schema, spec):
    """How many of its lines have several charges that cost."""
    done = subprocess.run([smcost, "eval", "--format=json", spec], capture_output=True, check=True, timeout=60)
    bill = json.loads(done.stdout, parse_float=refuse_float)
    jsonschema.validate(bill, schema)
    check_bill(bill)
    return sum(has_several_costs(line) for line in bill["lines"])


def main():
    smcost, schema_file, *folders = sys.argv[1:]
    schema = json.loads(pathlib.Path(schema_file).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    several = 0
    for folder in folders:
        specs = sorted(pathlib.Path(folder).glob("*.smcost"))
        assert specs, f"no specs in {folder}"
        several += sum(check_spec(smcost, schema, spec) for spec in specs)
    assert several, "no line has several charges that cost"


main()
