#!/usr/bin/env python3
"""Tests the tests: puts one-line faults into the sources, one at a time, and expects the tests
that are named for each to fail.

    test/random/seeded_faults.py [--scratch DIR] [--count N] [--sample N [--seed N]] [--list] [WORD...]

The faults are in the files *_faults.py beside this one, each in a list FAULTS of tuples:
name, file below the root, text to find (exactly once), text in its place, tests. A test is
`random_programs`, a lit test by its path below test/, or else its name in ctest.

Works on a copy of the sources in DIR (default build/faults), of which only what a fault touches is
built again. WORDs choose the faults whose name has one of them; `--sample N` takes N of them by
chance. Exit 1 when a fault is NOT CAUGHT, 2 when one cannot be put in (the code has changed: change
the list with it) or does not build."""

import argparse
import importlib
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
RANDOM = "random_programs"
# Tests that run programs of their own.
PROGRAMS = {RANDOM: RANDOM, "random_grids": "random_grids", "random_functions": "random_functions", "random_tallies": "tally_of", "random_renames": "rename_each"}
PRESET = "dev"
LONGEST = 300  # seconds a test may take


def all_faults():
    """Every list's faults, in the order of the files' names."""
    here = pathlib.Path(__file__).resolve()
    sys.path.insert(0, str(here.parent))
    faults = []
    for path in sorted(here.parent.glob("*_faults.py")):
        if path != here:
            faults += importlib.import_module(path.stem).FAULTS
    return faults


class Scratch:
    """A copy of the sources with a build of its own inside, as in the project itself."""

    def __init__(self, folder, count):
        self.source = folder / "source"
        self.build_folder = self.source / "build" / PRESET
        self.count = count

    def prepare(self):
        """Files that are as they were keep their time, so that an earlier build goes on."""
        def names(folder):
            for path, folders, files in os.walk(folder):
                folders[:] = [name for name in folders if name not in (".git", "__pycache__", "build")]
                yield from (pathlib.Path(path, name).relative_to(folder) for name in files)
        ours = set(names(ROOT))
        for name in ours:
            here, there = ROOT / name, self.source / name
            if not there.exists() or there.read_bytes() != here.read_bytes():
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(here, there)
        for name in set(names(self.source)) - ours:
            (self.source / name).unlink()
        subprocess.run(["cmake", "--preset", PRESET], cwd=self.source, stdout=subprocess.DEVNULL, check=True)

    def build(self, tests):
        """What the tests run: the program, and the programs of unit and random tests."""
        targets = {"smcost"} | {PROGRAMS.get(test, test.removeprefix("unit.")) for test in tests if test in PROGRAMS or test.startswith("unit.")}
        return subprocess.run(["nice", "-n", "5", "ninja", "-C", self.build_folder, *sorted(targets)],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)

    def lit_program(self):
        for line in (self.build_folder / "test" / "CTestTestfile.cmake").read_text().splitlines():
            for word in line.split():
                if word.strip('"').endswith("lit.py"):
                    return word.strip('"')
        sys.exit("no lit test is known to ctest")

    def passes(self, test):
        if test == RANDOM:
            command = [self.build_folder / "test/random/random_programs", "--count", str(self.count), "--shrink", "no"]
        elif "/" in test:
            # lit looks for the sources by itself; the filter is one test's name.
            command = [sys.executable, self.lit_program(), "-q", self.build_folder / "test",
                       "--filter", ":: " + test.replace(".", r"\.") + "$"]
        else:
            command = ["ctest", "--test-dir", self.build_folder, "-R", f"^{test}$", "--no-tests=error"]
        # A fault may make a loop endless, which CI's own limit would end.
        with subprocess.Popen(["nice", "-n", "5", *command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              start_new_session=True) as process:
            try:
                return process.wait(timeout=LONGEST) == 0
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                return False

    def try_fault(self, file, old, new, tests):
        """What became of one fault: caught, NOT CAUGHT, or why it could not be tried."""
        path = self.source / file
        text = path.read_text()
        if text.count(old) != 1:
            return "cannot be put in"
        path.write_text(text.replace(old, new))
        try:
            if self.build(tests).returncode != 0:
                return "does not build"
            caught = next((test for test in tests if not self.passes(test)), None)
            return f"caught by {caught}" if caught else "NOT CAUGHT"
        finally:
            path.write_text(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scratch", type=pathlib.Path, default=ROOT / "build" / "faults")
    parser.add_argument("--count", type=int, default=5000, help="random programs for each fault in compiler/lower")
    parser.add_argument("--sample", type=int)
    parser.add_argument("--seed", type=int)
    parser.add_argument("--list", action="store_true", help="only look whether each fault can be put in")
    parser.add_argument("words", nargs="*")
    options = parser.parse_args()

    faults = [fault for fault in all_faults() if not options.words or any(word in fault[0] for word in options.words)]
    if options.sample is not None:
        faults = random.Random(options.seed).sample(faults, min(options.sample, len(faults)))
    if options.list:
        lost = [name for name, file, old, _, _ in faults if (ROOT / file).read_text().count(old) != 1]
        print(f"{len(faults)} faults, {len(lost)} cannot be put in", *lost, sep="\n")
        sys.exit(2 if lost else 0)
    if not faults:
        sys.exit("no fault has such a name")

    scratch = Scratch(options.scratch.resolve(), options.count)
    scratch.prepare()
    tests = sorted({test for fault in faults for test in fault[4]})
    result = scratch.build(tests)
    if result.returncode != 0:
        sys.exit(result.stdout)
    for test in tests:
        if not scratch.passes(test):
            sys.exit(f"{test} fails without any fault")
    outcomes = []
    for name, file, old, new, named in faults:
        begin = time.monotonic()
        outcome = scratch.try_fault(file, old, new, named)
        outcomes.append(outcome)
        print(f"{name:52} {file:40} {time.monotonic() - begin:4.0f} s  {outcome}", flush=True)
    caught = sum(outcome.startswith("caught") for outcome in outcomes)
    print(f"{caught} of {len(outcomes)} faults caught")
    if "NOT CAUGHT" in outcomes:
        sys.exit(1)
    sys.exit(0 if caught == len(outcomes) else 2)


if __name__ == "__main__":
    main()
