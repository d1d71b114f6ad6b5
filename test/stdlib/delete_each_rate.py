"""Deletes each rate row of a copy of the library, one at a time, and runs every example
and every statement below: what needed the row must end with exit 3, and nothing may change
its total silently. Each row must be needed by something.

delete_each_rate.py SMCOST STDLIB EXAMPLES SCRATCH_FOLDER
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys

smcost, stdlib, examples, scratch = sys.argv[1], *map(pathlib.Path, sys.argv[2:5])
PRICE_MISSING = 3

# Prices of the page that no example needs, by a statement that does.
STATEMENTS = [
    "host ml.c5.xlarge 1h with monitor custom ml.m5.4xlarge 1h",
    "train ml.m4.4xlarge 1h, keep_alive 1h, storage 10 GB",
    "serverless memory 2 GB, 1 request of 1ms with provisioned 1x 1h, 1 request of 1ms",
]
# The same for the edition of quoted prices, which no example uses.
QUOTED = [
    "canvas 1h",
    "ground_truth 2M objects",
    "serverless memory 1 GB, 1 request of 1ms",
    "serverless memory 2 GB, 1 request of 1ms with provisioned 1x 1h, 1 request of 1ms",
    "serverless memory 3 GB, 1 request of 1ms",
]
# And prices of the services beside it, of edition `aws`.
BESIDE = [
    ("aws.efs", "us-east-1", "efs bursting, infrequent 1 GiB"),
    ("aws.fargate", "us-east-1", "fargate 1 vCPU, memory 2 GiB, 1h, storage 21 GiB"),
    ("aws.lambda", "us-east-1", "lambda 1 request of 1ms, memory 1 GiB, arm"),
    ("aws.vpc", "eu-west-1", "nat_gateway 1h, data 1 GB"),
]

# A row of a `rates` block, whose tiers may stand on lines of their own; a price is in it.
ROW = re.compile(r"^  (?![ #])[^\n]*\n(?:    [^\n]*\n)*", re.MULTILINE)
PRICE = re.compile(r"\d USD(/| per )")
BLOCK = re.compile(r"^rates [^{]*\{\n(.*?)^\}", re.MULTILINE | re.DOTALL)


def bill(spec):
    """Exit code and total; checks of the file do not count here."""
    run = subprocess.run([smcost, "eval", "--engine=reference", "--format", "json",
                          "--stdlib", str(scratch / "stdlib"), str(spec)], capture_output=True, text=True)
    total = json.loads(run.stdout)["total"]["exact"] if run.returncode in (0, 2) else None
    return run.returncode, total


def may_use(spec, module):
    """Whether a price of that module may be in the bill: the spec names its service, or none at all."""
    named = re.findall(r"^use (aws\.\w+)", spec.read_text(), re.MULTILINE)
    folders = module.relative_to(scratch / "stdlib").with_suffix("").parts
    return not named or ".".join(folders[:2]) in named


def rows_of(text):
    for block in BLOCK.finditer(text):
        for row in ROW.finditer(text, block.start(1), block.end(1)):
            if PRICE.search(row[0]):
                yield row.span()


shutil.rmtree(scratch, ignore_errors=True)
shutil.copytree(stdlib, scratch / "stdlib")
specs = sorted(examples.rglob("*.smcost"))
uses = [("aws.sagemaker @ page-de", "us-east-1", statement) for statement in STATEMENTS]
uses += [("aws.sagemaker @ list-quoted", "us-east-1", statement) for statement in QUOTED]
for number, (used, region, statement) in enumerate(uses + BESIDE):
    spec = scratch / f"statement_{number}.smcost"
    spec.write_text(f"use {used}\nregion {region}\nperiod 30 days\n{statement}\n")
    specs.append(spec)
before = {spec: bill(spec) for spec in specs}
problems = [f"{spec.name}: exit {code} with all prices" for spec, (code, _) in before.items() if code != 0]

count = 0
for module in sorted((scratch / "stdlib").rglob("*.smcost")):
    text = module.read_text()
    concerned = [spec for spec in specs if may_use(spec, module)]
    for begin, end in rows_of(text):
        count += 1
        row = text[begin:end].strip()
        module.write_text(text[:begin] + text[end:])
        needed = 0
        for spec in concerned:
            code, total = bill(spec)
            if code == PRICE_MISSING:
                needed += 1
            elif (code, total) != before[spec]:
                problems.append(f"{module.name}: without `{row}`, {spec.name} ends with {code}, total {total}")
        if not needed:
            problems.append(f"{module.name}: nothing needs `{row}`")
    module.write_text(text)

if count == 0:
    problems.append("no rate row was found")
print("\n".join(problems))
print(f"{count} rows, {len(specs)} specs, {len(problems)} problems")
sys.exit(bool(problems))
