"""A missing price says what to write. Here it is written, with 1 for the figure: then the statement has a bill,
which says that the figure is nobody's but the writer's.

usage: paste_prices.py SMCOST SCRATCH_FOLDER
"""

import pathlib
import re
import subprocess
import sys

STATEMENTS = [
    "train ml.m5.xlarge 10h, spot",
    "train ml.p5.48xlarge 10h, region eu-west-1",
    "process ml.m5.large 1h, storage 5 GB, region eu-west-1",
    "host ml.c5.xlarge always, storage 5 GB",
    "serverless memory 4 GB, 1k requests of 1s",
    "feature_store_provisioned record 1 KB, writes 5, reads 5, always",
    "feature_store_in_memory record 1 KB, writes 5, reads 5, storage 5 GiB, always",
    "tensorboard ml.r5.large 3h",
    "notebook ml.t3.medium 3h, storage 5 GB",
    "rstudio ml.c5.xlarge, server medium with session 0h..1h",
    "mlflow large 3h",
    "canvas 3h",
    "ground_truth 5 objects",
    "ground_truth_plus 5 objects",
    "evaluate_managed 5 tasks",
    "q_developer 3 users",
    "edge 5 devices",
    "optimize ml.g5.12xlarge 3h",
]
HEAD = "use aws.sagemaker @ page-de\nregion us-east-1\nperiod 2025-03\n"


def run(smcost, spec, text):
    spec.write_text(text)
    return subprocess.run([smcost, "eval", spec], capture_output=True, text=True, check=False)


def main():
    smcost, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    failed = 0
    for number, statement in enumerate(STATEMENTS):
        spec = folder / f"{number}.smcost"
        missing = run(smcost, spec, HEAD + statement + "\n")
        blocks = re.findall(r"^ *(rates [^{]*\{\n[^}]*\})", missing.stderr, re.MULTILINE)
        # What is pasted must not say that somebody's list has it.
        forged = [block for block in blocks if " source " in block]
        if forged:
            print(f"{statement}: a source that does not print the figure\n{forged[0]}")
            failed += 1
        if missing.returncode != 3 or not blocks:
            print(f"{statement}: exit {missing.returncode}, and nothing to paste\n{missing.stderr}")
            failed += 1
            continue
        pasted = "\n".join(blocks).replace("PRICE", "1")
        bill = run(smcost, spec, HEAD + pasted + "\n" + statement + "\n")
        if bill.returncode != 0:
            print(f"{statement}: exit {bill.returncode} with\n{pasted}\n{bill.stderr}")
            failed += 1
        own = subprocess.run([smcost, "eval", "--format", "json", spec], capture_output=True, text=True, check=False).stdout
        if bill.returncode == 0 and f'"own_row":{{"file":"{spec}"' not in own.replace(": ", ":"):
            print(f"{statement}: the bill does not say that the price is the writer's own")
            failed += 1
    print(f"{len(STATEMENTS)} statements, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
