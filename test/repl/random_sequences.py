#!/usr/bin/env python3
"""Random sequences of lines through a pipe: no crash, and what is kept at the end and saved gives the
dialogue's own total.

    random_sequences.py SMCOST FOLDER [--count N] [--seed S]
"""

import argparse
import os
import random
import shutil
import subprocess
import sys

NAMES = ["api", "lab", "nightly", "a.b", "concept"]
CODES = {0, 1, 2, 3, 4, 64}
WRONG = ["trian 4x", "1 h +", "((", "api =", "let", "}", "\"", "12 USD/", "é ✓ \t", "train 4x ml.m4.4xlarge 30m", "use \"./nothing.smcost\"",
         "with debugger rules", ":nothing", ":load nothing.smcost", ":explain nothing", ":drop nothing", "budget", "scenario x {", "\x01\x02"]


def phrase(r):
    head = f"train {r.randint(1, 9)}x ml.m4.4xlarge {r.randint(1, 59)}min"
    more = r.choice(["", "", f", storage {r.randint(1, 99)} GB", " with debugger rules", ",\n  storage 10 GB each", f", {r.randint(2, 9)} runs"])
    other = f"host {r.randint(1, 3)}x ml.c5.xlarge {r.choice(['always', '(hours)/day', '8h/day'])}"
    return r.choice([head + more, head + more, other])


def line(r, step):
    name = r.choice(NAMES)
    makers = [
        lambda: f"{name} = {phrase(r)}",
        lambda: f"{name} = {phrase(r)}",
        lambda: phrase(r),
        lambda: "  " + r.choice(["storage 20 GB", "with debugger rules", "4 runs", "# only a word", "* 2"]),
        lambda: f"let hours = {r.randint(1, 9)} h",
        lambda: f"param many : Count[run] = {r.randint(1, 9)} runs",
        lambda: r.choice(["total", "ans * 2", "hours + 1 h", f"{name}.compute", f"{name} * 2", "skus where gpus >= 8 by price", "max(1 h, hours)"]),
        lambda: r.choice(WRONG),
        lambda: r.choice(["", "# a word", "   "]),
        lambda: f"budget total <= {r.randint(1, 900)} USD",
        lambda: f"scenario s{r.randint(1, 2)} {{ drop {name} }}",
        lambda: f"{name} = {phrase(r)}; {r.choice(NAMES)} = {phrase(r)}  # both",
        lambda: r.choice([":undo", ":undo", f":drop {name}", ":bill", ":explain", f":explain {name}", ":reload", f":ir {name}",
                          f":type {name}", ":set engine reference", ":set engine jit", f":time {name}", ":units Time"]),
        lambda: f":save! kept{step % 2}.smcost",
        lambda: r.choice([f":load kept{step % 2}.smcost", ":load given.smcost"]),
    ]
    return r.choice(makers)()


def total_of(answer):
    """The figure of `TOTAL : Money[USD]`, exactly where it is cut."""
    answers = [one for one in answer.splitlines() if one.endswith(" : Money[USD]")]
    if not answers:
        return None
    text = answers[-1].removesuffix(" : Money[USD]")
    return text.split(" exactly ")[-1] if " exactly " in text else text.removesuffix(" USD")


def one(smcost, folder, seed):
    r = random.Random(seed)
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    with open(os.path.join(folder, "given.smcost"), "w") as given:
        given.write("# given\nuse aws.sagemaker @ page-de; use \"./words.smcost\"\nregion us-east-1\nperiod 2025-03\n\nlet hours = 2 h\napi = train 2x ml.m4.4xlarge (hours), (given_runs)\n  with debugger rules\n")
    # Of the same name in the folder below: whoever reads the wrong one has other money.
    os.makedirs(os.path.join(folder, "below"))
    for words, count in (("words.smcost", 3), ("below/words.smcost", 11)):
        with open(os.path.join(folder, words), "w") as text:
            text.write(f"let given_runs = {count} run\n")
    end = r.choice(["end.smcost", "below/end.smcost"])
    lines = [line(r, step) for step in range(r.randint(3, 25))]
    # What is still open ends at an empty line; a sum of nothing is money too.
    text = "\n".join([*lines, "", "", ":bill", f":save! {end}", "total", ""])
    ran = subprocess.run([smcost, "repl", "--diagnostics=short"], input=text, cwd=folder, capture_output=True, text=True, timeout=120)
    fault = None
    if ran.returncode not in CODES:
        fault = f"exit code {ran.returncode}"
    elif "nothing was written" in ran.stderr.splitlines()[-1:]:
        fault = "what is kept cannot be saved"
    elif not os.path.exists(os.path.join(folder, end)):
        fault = "nothing was saved"
    else:
        saved = subprocess.run([smcost, "eval", "--summary", end], cwd=folder, capture_output=True, text=True, timeout=120)
        words = saved.stdout.split()
        said = total_of(ran.stdout)
        if saved.returncode not in (0, 2) or len(words) < 2:
            fault = f"the saved spec fails: {saved.returncode}\n{saved.stdout}{saved.stderr}"
        elif said is None or words[1] != said:
            fault = f"the dialogue said {said}, the saved spec {words[1]}"
    if fault:
        sys.exit(f"--seed {seed}: {fault}\n--- lines\n{text}\n--- said\n{ran.stdout[-3000:]}\n{ran.stderr[-3000:]}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost")
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=25)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    # Each dialogue runs in a folder of its own.
    arguments.smcost = os.path.abspath(arguments.smcost)
    for seed in range(arguments.seed, arguments.seed + arguments.count):
        one(arguments.smcost, arguments.folder, seed)
    print(f"{arguments.count} sequences")


main()
