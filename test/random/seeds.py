"""What random tests of specs have in common: SMCOST FOLDER [--seed N] [--count N], and a finding with the seed that repeats it."""

import argparse
import random
import sys
from pathlib import Path


def each_seed(about, count, check):
    """Calls check(smcost, folder, random numbers) for each seed; how many there were, and what they gave."""
    parser = argparse.ArgumentParser(description=about.split("\n")[0])
    parser.add_argument("smcost")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=count)
    arguments = parser.parse_args()
    arguments.folder.mkdir(parents=True, exist_ok=True)
    given = []
    for seed in range(arguments.seed, arguments.seed + arguments.count):
        try:
            given.append(check(arguments.smcost, arguments.folder, random.Random(seed)))
        except SystemExit as failure:
            sys.exit(f"--seed {seed} --count 1: {failure}")
    return arguments.count, given
