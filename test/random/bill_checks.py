"""What holds for any bill, as the program answers: parts equal the whole, and every format says the same."""

import csv
import io
import json
import os
import re
import subprocess
from fractions import Fraction as F

SECONDS = 60


class Failure(Exception):
    """Where a bill does not add up."""


def same(what, got, wanted):
    if got != wanted:
        raise Failure(f"{what} is {got}, not {wanted}")


def cents(amount):
    """Half-up to the cent, away from zero."""
    scaled = abs(amount) * 100 + F(1, 2)
    rounded = F(scaled.numerator // scaled.denominator, 100)
    return rounded if amount >= 0 else -rounded


def exact(amount):
    return F(amount["exact"])


def packet(price_unit):
    """The 1M of `USD per 1M request`."""
    said = re.search(r" per (\d+)([kMGT]?) ", price_unit)
    return int(said[1]) * 1000 ** " kMGT".index(said[2] or " ") if said else 1


def run(smcost, arguments):
    done = subprocess.run([smcost, "eval", "--format=json", *arguments], capture_output=True, timeout=SECONDS, check=False)
    if done.returncode not in (0, 2):
        raise Failure(f"exit {done.returncode}: {done.stderr.decode()}")
    return json.loads(done.stdout)


def check_parts(bill, policy="lines"):
    """What holds for any bill."""
    of_workload = {}
    for line in bill["lines"]:
        name = line["workload"]
        same(f"{name}.{line['line']}", exact(line["cost"]), sum(exact(charge["cost"]) for charge in line["charges"]))
        charged = sum(exact(charge["quantity"]) for charge in line["charges"])
        same(f"quantity of {name}.{line['line']}", exact(line["quantity"]), charged)
        for charge in line["charges"]:
            if charge["price"]:
                price = exact(charge["price"]) / packet(charge["price_unit"])
                same(f"a charge of {name}", exact(charge["cost"]), exact(charge["quantity"]) * price)
        of_workload[name] = of_workload.get(name, 0) + exact(line["cost"])
    for workload in bill["workloads"]:
        same(f"workload {workload['name']}", exact(workload["total"]), of_workload.get(workload["name"], 0))
    same("total", exact(bill["total"]), sum(of_workload.values()))
    same("the exact invoice lines", exact(bill["total"]), sum(exact(line["exact"]) for line in bill.get("invoice_lines", [])))
    same("cents of workloads", exact(bill["invoice_total"]), sum(exact(w["invoice"]) for w in bill["workloads"]))
    if policy == "lines":
        for line in bill.get("invoice_lines", []):
            same(f"invoice line {line['what']}", exact(line["amount"]), cents(exact(line["exact"])))
        same("invoice total", exact(bill["invoice_total"]), sum(exact(line["amount"]) for line in bill.get("invoice_lines", [])))
    else:
        same("invoice total", exact(bill["invoice_total"]), cents(exact(bill["total"])))


def output(smcost, arguments):
    """Of another format, on lines of any length."""
    environment = {**os.environ, "COLUMNS": "1000"}
    done = subprocess.run([smcost, "eval", *arguments], capture_output=True, timeout=SECONDS, check=False, env=environment)
    if done.returncode not in (0, 2):
        raise Failure(f"exit {done.returncode}: {done.stderr.decode()}")
    return done.stdout.decode()


def check_terms(bill):
    """What holds for any bill under agreements: list, less, net, credits, taxes and what is payable add up."""
    if "list_total" not in bill:
        return
    total, listed, invoice = exact(bill["total"]), exact(bill["list_total"]), exact(bill["invoice_total"])
    charges = [charge for line in bill["lines"] for charge in line["charges"]]
    same("the list of the charges", sum(exact(charge.get("list_cost", charge["cost"])) for charge in charges), listed)
    same("what agreements take off", sum(exact(one["less"]) for one in bill["agreements"]), listed - total)
    for one in bill["agreements"]:
        same(f"the net of {one['name']}", exact(one["list"]) - exact(one["less"]), exact(one["net"]))
        net = sum(exact(charge["cost"]) for charge in charges if charge.get("agreement", {}).get("name") == one["name"])
        same(f"the charges of {one['name']}", net, exact(one["net"]))
    for charge in charges:
        if "list_price" in charge:
            less = exact(charge["agreement"]["less"])
            same("a price of a list", exact(charge["list_price"]) * (1 - less), exact(charge["price"]))
            same("a charge at the list", exact(charge["list_cost"]) * (1 - less), exact(charge["cost"]))
    for line in bill["lines"]:
        at_list = sum(exact(charge.get("list_cost", charge["cost"])) for charge in line["charges"])
        same(f"{line['workload']}.{line['line']} at the list", exact(line.get("list_cost", line["cost"])), at_list)
    used = sum(exact(credit["used"]) for credit in bill["credits"])
    same("payable", exact(bill["payable"]), total - used + sum(exact(tax["amount"]) for tax in bill["taxes"]))
    cut = sum(exact(credit["invoice"]) for credit in bill["credits"])
    taxed = sum(exact(tax["invoice"]) for tax in bill["taxes"])
    same("the payable invoice", exact(bill["invoice_payable"]), invoice - cut + taxed)
    for credit in bill["credits"]:
        same(f"what is left of {credit['agreement']}", exact(credit["left"]), exact(credit["offered"]) - exact(credit["used"]))


def check_formats(smcost, arguments, bill):
    """Other formats say the same of agreements."""
    if "list_total" not in bill:
        return
    total, listed, payable = exact(bill["total"]), exact(bill["list_total"]), exact(bill["payable"])
    records = list(csv.DictReader(io.StringIO(output(smcost, ["--format=csv", *arguments]))))
    for column, wanted in (("exact_cost", total), ("exact_list", listed), ("exact_less", listed - total), ("exact_payable", payable)):
        same(f"column {column}", sum(F(record[column] or 0) for record in records), wanted)
    for form, front in (("text", r"^{} +"), ("markdown", r"^- {}: ")):
        text = output(smcost, [f"--format={form}", *arguments])
        figures = {}
        for name in ("list", "less", "total", "credit", "tax", "payable"):
            pattern = front.format(name) if form == "text" or name != "total" else "^Total: "
            found = re.findall(pattern + r"(-?[\d.]+)(…?) USD(?:,? exactly ([\d./-]+\d))?", text, re.MULTILINE)
            if any(cut and not whole for _, cut, whole in found):
                raise Failure(f"{name} of {form} is cut: {found}")
            figures[name] = sum(F(whole or shown) for shown, _, whole in found) if found else None
        if figures["list"] is not None:
            same(f"list and less of {form}", figures["list"] + figures["less"], total)
        same(f"total of {form}", figures["total"], total)
        same(f"list of {form}", total if figures["list"] is None else figures["list"], listed)
        rest = figures["total"] + (figures["credit"] or 0) + (figures["tax"] or 0)
        same(f"payable of {form}", payable if figures["payable"] is None else figures["payable"], payable)
        same(f"what adds up to the payable of {form}", rest, payable)
