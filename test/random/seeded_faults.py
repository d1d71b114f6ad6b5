#!/usr/bin/env python3
"""Tests the random test: puts one-line faults into compiler/lower, one at a time, and
expects random_programs to find each.

    test/random/seeded_faults.py [--scratch DIR] [--count N] [WORD...]

Works on a copy of the sources in DIR (default build/faults). WORDs choose the faults
whose name has one of them. Exit 1 when a fault is not found, 2 when a fault cannot be
put in (the code has changed: change the list below with it)."""

import argparse
import pathlib
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


def build(scratch):
    return subprocess.run(["ninja", "-C", scratch / "build", "random_programs"], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, check=False)


def prepare(scratch):
    """A fresh copy of the sources, built once; the build directory is kept between runs."""
    source = scratch / "source"
    shutil.rmtree(source, ignore_errors=True)
    shutil.copytree(ROOT, source, ignore=shutil.ignore_patterns("build", "build-*", ".git", "__pycache__"))
    subprocess.run(["cmake", "-S", source, "-B", scratch / "build", "-G", "Ninja", "-DCMAKE_BUILD_TYPE=Debug"],
                   stdout=subprocess.DEVNULL, check=True)
    result = build(scratch)
    if result.returncode != 0:
        sys.exit(result.stdout)
    return source / "compiler" / "lower"


def run(scratch, count):
    return subprocess.run([scratch / "build/test/random/random_programs", "--count", str(count), "--shrink", "no"],
                          capture_output=True, text=True, check=False)


def put_in(path, old, new):
    text = path.read_text()
    if text.count(old) != 1:
        return None
    path.write_text(text.replace(old, new))
    return text


def try_fault(scratch, path, old, new, count):
    """What became of one fault: found, NOT FOUND, or why it could not be tried."""
    text = put_in(path, old, new)
    if text is None:
        return "cannot be put in"
    try:
        result = build(scratch)
        if result.returncode != 0:
            return "does not compile"
        return "found" if run(scratch, count).returncode == 1 else "NOT FOUND"
    finally:
        path.write_text(text)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--scratch", type=pathlib.Path, default=ROOT / "build" / "faults")
    parser.add_argument("--count", type=int, default=5000)
    parser.add_argument("words", nargs="*")
    options = parser.parse_args()

    lower = prepare(options.scratch)
    if run(options.scratch, options.count).returncode != 0:
        sys.exit("the engines differ without any fault")
    outcomes = []
    for name, file, old, new in FAULTS:
        if options.words and not any(word in name for word in options.words):
            continue
        outcome = try_fault(options.scratch, lower / file, old, new, options.count)
        outcomes.append(outcome)
        print(f"{name:52} {file:14} {outcome}", flush=True)
    found = outcomes.count("found")
    print(f"{found} of {len(outcomes)} faults found")
    if "NOT FOUND" in outcomes:
        sys.exit(1)
    sys.exit(0 if found == len(outcomes) else 2)


if __name__ == "__main__":
    main()
