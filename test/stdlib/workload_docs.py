"""Each workload and option of the library says what it is in one line, names every parameter,
with a unit where it has one, and each workload's example bills, but for those of which no price is public.

workload_docs.py SMCOST SCRATCH_FOLDER
"""
import pathlib
import re
import subprocess
import sys

smcost, scratch = sys.argv[1], pathlib.Path(sys.argv[2])
scratch.mkdir(parents=True, exist_ok=True)
PRICE_MISSING = 3
UNPRICED = {"edge", "evaluate_managed", "feature_store_in_memory", "feature_store_provisioned", "ground_truth_plus",
            "optimize", "q_developer", "tensorboard"}
MEASURED = ("Time", "Data", "Count", "Multiple")
PARAMETER = re.compile(r"^    (bare )?(?:with )?(?:many )?(?:stock )?(\w+)(?: (\w+))? *: ([^=#]+)")
problems, examples, unpriced = [], 0, set()


def help_of(*topic):
    return subprocess.run([smcost, "help", *topic], capture_output=True, text=True, check=True).stdout


def check_parameters(name, doc, signature):
    rows = dict(re.findall(r"^(\w+) +(.+(?:\n {4,}.+)*)", doc.split("\n\n")[0], re.MULTILINE))
    for line in signature.splitlines():
        if parameter := PARAMETER.match(line):
            label, type_name = parameter[2], parameter[4].strip()
            if label not in rows:
                problems.append(f"{name}: `{label}` is not described")
            elif type_name.startswith(MEASURED) and not re.search(r"\(.+\)|`.+`", rows[label]):
                problems.append(f"{name}: `{label}` has no unit: {rows[label]}")


def service_of(path):
    """What a spec uses to have the workload of that file with its prices: its service."""
    folders = path.removesuffix(".smcost").split("/")
    return ".".join(folders[folders.index("stdlib") + 1:][:2])


def run_example(name, service, doc):
    global examples
    text = doc[doc.index("Example:") + len("Example:"):].strip()
    spec = scratch / f"{name}.smcost"
    # In the period that is assumed, as a new user types it, and in a month.
    for period in ("", "period 2026-10\n"):
        spec.write_text(f"use {service}\nregion us-east-1\n{period}{text}\n")
        done = subprocess.run([smcost, "eval", spec], capture_output=True, text=True)
        if done.returncode != (PRICE_MISSING if name in UNPRICED else 0):
            problems.append(f"{name}: its example ends with {done.returncode}\n{done.stderr}")
    examples += 1
    if name in UNPRICED:
        unpriced.add(name)


names = re.findall(r"^  (\w+) {2,}\S", help_of(), re.MULTILINE)
options = set()
for name in names:
    for topic in help_of(name).split("\n\nworkload ")[-1:]:
        doc, signature = topic.split("Declared as\n")[-2:]
        head, doc = doc.split("\n\n", 1)
        options |= set(re.findall(r"^    with (?:many )?\w+ *: (\w+)", signature, re.MULTILINE))
        if not re.match(r"[A-Z][^\n]*\.\n", doc):
            problems.append(f"{name}: the first line is no summary: {doc.splitlines()[0]}")
        check_parameters(name, doc, signature)
        if "Example:" in doc:
            run_example(name, service_of(re.search(r"\((\S+)\)$", head)[1]), doc)
        else:
            problems.append(f"{name}: no example")
for name in sorted(options):
    doc, signature = help_of(name).split("Declared as\n")[-2:]
    check_parameters(name, doc.split("\n\n", 1)[1], signature)
print("\n".join(problems))
print(f"{len(names)} workloads, {len(options)} options, {examples} examples, {len(unpriced)} of them without a price")
sys.exit(bool(problems) or len(names) < 20 or not options or unpriced != UNPRICED)
