#!/usr/bin/env python3
"""Tests the tests: puts one-line faults into the sources, one at a time, and expects the tests
that are named for each to fail.

    test/random/seeded_faults.py [--scratch DIR] [--count N] [--sample N [--seed N]] [--list] [WORD...]

Faults in compiler/lower are below, for random_programs; those of other rooms are in the files
*_faults.py beside this one. Works on a copy of the sources in DIR (default build/faults), of which
only what a fault touches is built again. WORDs choose the faults whose name has one of them;
`--sample N` takes N of them by chance. Exit 1 when a fault is not found, 2 when a fault cannot be put
in (the code has changed: change the list with it)."""

import argparse
import importlib
import os
import pathlib
import random
import shutil
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]

# name, file in compiler/lower, text to find (exactly once), text in its place.
FAULTS = [
    ("rounding: floor like ceil for rests", "rounding.cpp",
     "CreateSub(q, ir.CreateZExt(ir.CreateICmpSLT(r, zero)",
     "CreateSub(q, ir.CreateZExt(ir.CreateICmpSGT(r, zero)"),
    ("rounding: ceil moves exact multiples", "rounding.cpp",
     "CreateAdd(q, ir.CreateZExt(ir.CreateICmpSGT(r, zero)",
     "CreateAdd(q, ir.CreateZExt(ir.CreateICmpSGE(r, zero)"),
    ("rounding: half_up leaves ties", "rounding.cpp",
     "away = ir.CreateICmpSGE(size, rest)", "away = ir.CreateICmpSGT(size, rest)"),
    ("rounding: half_even takes ties to odd", "rounding.cpp",
     "ir.CreateTrunc(q, ir.getInt1Ty())", "ir.CreateNot(ir.CreateTrunc(q, ir.getInt1Ty()))"),
    ("rounding: up forgets negative rests", "rounding.cpp",
     "away = ir.CreateICmpNE(r, zero)", "away = ir.CreateICmpSGT(r, zero)"),
    ("rounding: away from zero is always upwards", "rounding.cpp",
     "ir.CreateAShr(n, width - 1)", "ir.CreateLShr(n, width - 1)"),
    ("rounding: the rest keeps its sign", "rounding.cpp",
     "ir.CreateSub(zero, r), r)", "r, r)"),
    ("intervals: subtraction by equal ends", "intervals.cpp",
     "{a->lo - b->hi, a->hi - b->lo}", "{a->lo - b->lo, a->hi - b->hi}"),
    ("intervals: product without mixed corners", "intervals.cpp",
     "a.lo * b.hi, a.hi * b.lo", "a.lo * b.lo, a.hi * b.hi"),
    ("intervals: quotient by the large divisor only", "intervals.cpp",
     "base::divideRounded(a.hi, b.lo, mode)", "base::divideRounded(a.hi, b.hi, mode)"),
    ("intervals: select believes its first arm", "intervals.cpp",
     "return {std::min(b->lo, c->lo), std::max(b->hi, c->hi)};", "return *b;"),
    ("intervals: addition keeps the left end", "intervals.cpp",
     "{a->lo + b->lo, a->hi + b->hi}", "{a->lo, a->hi + b->hi}"),
    ("widths: no bit for the sign", "intervals.cpp",
     "return mpz_sizeinbase(value.get_mpz_t(), 2) + 1;", "return mpz_sizeinbase(value.get_mpz_t(), 2);"),
    ("widths: operands cut to the result", "emit.cpp",
     "std::max(operands, unsigned{node.width})", "std::min(operands, unsigned{node.width})"),
    ("widths: extension without sign", "emit.cpp",
     "ir_.CreateSExtOrTrunc(value, type)", "ir_.CreateZExtOrTrunc(value, type)"),
    ("scales: quantum upside down", "scales.cpp",
     "z_.make(ZOp::mul, x.num, z_.constant(ratio.get_num()))",
     "z_.make(ZOp::mul, x.num, z_.constant(ratio.get_den()))"),
    ("scales: rounding forgets the denominator", "scales.cpp",
     "timesDen(z_.constant(ratio.get_den()), x.den)", "timesDen(z_.constant(ratio.get_den()), {})"),
    ("scales: alignment by the own denominator", "scales.cpp",
     "timesDen(aligned.b, x.den)", "timesDen(aligned.b, y.den)"),
    ("scales: a quotient's scale multiplies", "scales.cpp",
     "timesDen(den, x.den), x.scale / y.scale", "timesDen(den, x.den), x.scale * y.scale"),
    ("scales: the sign of a mixed divisor is lost", "scales.cpp",
     "z_.make(ZOp::lt, y.num, zero()), negated(num), num)",
     "z_.make(ZOp::lt, y.num, zero()), num, num)"),
    ("scales: a negative factor loses its sign", "scales.cpp",
     "sgn(factor) < 0 ? negated(x.num) : x.num", "x.num"),
    ("scales: a product keeps one denominator", "scales.cpp",
     "if (y.den) den = x.den ? z_.make(ZOp::mul, x.den, y.den) : y.den;", "if (y.den) den = y.den;"),
    ("scales: a divisor may be 0", "scales.cpp",
     "if (lo <= 0 && hi >= 0) den =", "if (lo < 0 && hi >= 0) den ="),
    ("sites: zero at the end of an interval", "scales.cpp",
     "if (divisor.lo <= 0 && divisor.hi >= 0)", "if (divisor.lo < 0 && divisor.hi > 0)"),
    ("sites: the last failure counts", "scales.cpp",
     "z_.make(ZOp::is_zero, first), second, first)", "z_.make(ZOp::is_zero, second), first, second)"),
    ("sites: the arm not taken fails the row", "scales.cpp",
     "firstFailure(condition.failure, arms)", "firstFailure(firstFailure(condition.failure, yes.failure), arms)"),
    ("sites: a requirement's neighbour", "scales.cpp",
     "z_.constant(requirement.site + 1)", "z_.constant(requirement.site + 2)"),
    ("sites: a divisor's failure is forgotten", "scales.cpp",
     "const ZId before = firstFailure(x.failure, y.failure);", "const ZId before = x.failure;"),
    ("columns: the greatest cell is missed", "columns.cpp",
     "hi = std::max(hi, value);", "hi = std::max(lo, value);"),
    ("columns: the upper limb is shifted", "columns.cpp",
     "static_cast<uint64_t>(value >> 64);", "static_cast<uint64_t>(value >> 63);"),
    ("columns: large negatives keep their complement", "columns.cpp",
     "limbs[i] = ~limbs[i];", "limbs[i] = limbs[i] + 0;"),
]


RANDOM = "random_programs"


def all_faults():
    """(name, file below the root, old, new, tests) of every list."""
    faults = [(name, f"compiler/lower/{file}", old, new, [RANDOM]) for name, file, old, new in FAULTS]
    sys.path.insert(0, str(pathlib.Path(__file__).parent))
    for path in sorted(pathlib.Path(__file__).parent.glob("*_faults.py")):
        if path.name != pathlib.Path(__file__).name:
            faults += importlib.import_module(path.stem).FAULTS
    return faults


def build(scratch, tests):
    """What the tests run: the program, and the programs of unit and random tests."""
    targets = {"smcost"} | {test.removeprefix("unit.") for test in tests if test == RANDOM or test.startswith("unit.")}
    return subprocess.run(["ninja", "-C", scratch / "build", *sorted(targets)], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)


def prepare(scratch):
    """A fresh copy of the sources; files that are as they were keep their time, so that the build goes on."""
    source = scratch / "source"
    kept = {path: path.stat().st_mtime for path in source.rglob("*") if path.is_file()} if source.exists() else {}
    before = {path: path.read_bytes() for path in kept}
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns("build", "build-*", ".git", "__pycache__"))
    for path, time in kept.items():
        if path.is_file() and path.read_bytes() == before[path]:
            os.utime(path, (time, time))
    subprocess.run(["cmake", "-S", source, "-B", scratch / "build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug"],
                   stdout=subprocess.DEVNULL, check=True)
    return source


def lit_program(scratch):
    for line in (scratch / "build" / "test" / "CTestTestfile.cmake").read_text().splitlines():
        if "lit.py" in line:
            return next(word.strip('"') for word in line.split() if word.strip('"').endswith("lit.py"))
    sys.exit("no lit test is known to ctest")


def passes(scratch, test, count):
    if test == RANDOM:
        command = [scratch / "build/test/random/random_programs", "--count", str(count), "--shrink", "no"]
    elif "/" in test:
        # lit looks for the sources by itself; the filter is one test's name.
        command = [sys.executable, lit_program(scratch), "-q", scratch / "build/test" / test.split("/", 1)[0],
                   "--filter", "/" + test.split("/", 1)[1].replace(".", r"\.") + "$"]
    else:
        command = ["ctest", "--test-dir", scratch / "build", "-R", f"^{test}$", "--no-tests=error"]
    return subprocess.run(command, capture_output=True, text=True, check=False).returncode == 0


def put_in(path, old, new):
    text = path.read_text()
    if text.count(old) != 1:
        return None
    path.write_text(text.replace(old, new))
    return text


def try_fault(scratch, path, old, new, tests, count):
    """What became of one fault: found, NOT FOUND, or why it could not be tried."""
    text = put_in(path, old, new)
    if text is None:
        return "cannot be put in"
    try:
        if build(scratch, tests).returncode != 0:
            return "does not compile"
        found = [test for test in tests if not passes(scratch, test, count)]
        return f"found by {found[0]}" if found else "NOT FOUND"
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
    source = prepare(options.scratch)
    tests = sorted({test for fault in faults for test in fault[4]})
    result = build(options.scratch, tests)
    if result.returncode != 0:
        sys.exit(result.stdout)
    for test in tests:
        if not passes(options.scratch, test, options.count):
            sys.exit(f"{test} fails without any fault")
    outcomes = []
    for name, file, old, new, named in faults:
        outcome = try_fault(options.scratch, source / file, old, new, named, options.count)
        outcomes.append(outcome)
        print(f"{name:52} {file:40} {outcome}", flush=True)
    found = sum(outcome.startswith("found") for outcome in outcomes)
    print(f"{found} of {len(outcomes)} faults found")
    if "NOT FOUND" in outcomes:
        sys.exit(1)
    sys.exit(0 if found == len(outcomes) else 2)


if __name__ == "__main__":
    main()
