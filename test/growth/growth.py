#!/usr/bin/env python3
"""Growth: what each command does at n, 2n and 4n of one thing, counted in instructions.

    growth.py SMCOST FOLDER [--part I/K] [--only WORD] [--times F] [--list]

Instructions are counted by valgrind, so that a loaded machine changes nothing. Between the sizes a command does
work(2n) - work(n) and work(4n) - work(2n), of which the part that does not grow is gone; the exponent is how often
the second is twice the first. More than 1.2 fails: that is no longer n log n.
`--times F` makes every n F times larger; `--part 1/3` takes every third case, for ctest's sake.
"""

import argparse
import datetime
import hashlib
import math
import re
import subprocess
import sys
from pathlib import Path

HIGHEST = 1.2
# Each input of a dialogue is checked with all that is kept, so n of them that are kept cost n * n of what one of them costs; beside that
# stands what an input costs by itself, mostly.
CHECKS_ALL_KEPT = ("dialogue: kept statements", "dialogue: values")
HIGHEST_OF_ALL_KEPT = 1.9
SECONDS = 600
# Instructions that a longer message or a table made anew may cost once.
NOTHING = 1_000_000
MINI = (Path(__file__).resolve().parents[1] / "check" / "Inputs" / "mini.smcost").read_text(encoding="utf-8")
HEAD = MINI + "region here\nperiod 2025-03\n"


def lines(form, n):
    """The form for 0..n-1: `{i}`, `{j}` = i + 1, `{k}` = i mod 7 + 1."""
    return "".join(form.format(i=i, j=i + 1, k=i % 7 + 1) + "\n" for i in range(n))


def spec(form, before="", after=""):
    return lambda n: {"spec.smcost": HEAD + before + lines(form, n) + after}


def raw(text):
    """A file as it is, without units and regions before it."""
    return lambda n: {"spec.smcost": text(n)}


def letters(i):
    """a, b, … z, ba, …: a unit's spelling has no digit."""
    return (letters(i // 26) if i >= 26 else "") + chr(ord("a") + i % 26)


def day(i):
    """Consecutive days, the last of a few hundred in March 2025."""
    return (datetime.date(2025, 3, 1) + datetime.timedelta(days=i)).isoformat()


def shapes(n):
    """n workloads of one line, and a statement of each."""
    return lines("workload w{i}(bare on box : Sku, bare for run : Time) {{ line l = meter compute(box)  run * {j} each 1 machine }}", n) + lines(
        "s{i} = w{i} box.small {k}h", n)


def skus(n):
    return f"skus {{ {', '.join(f'rack.r{i}' for i in range(n))} }}\n"


def rack_rates(n, words=""):
    rows = "; ".join(f"rack.r{i} {i % 9 + 1} USD/h" for i in range(n))
    return f"rates compute region here source list {words} {{ {rows} }}\n"


OPTIONS = """
option App(bare title : Text = "x", bare for session : Time)
workload desk(bare on box : Sku, with many app : App) { line seats = meter compute(box)  app.session each 1 machine }
"""
SHARED = """
option App(bare session : Range)
workload desk(bare on box : Sku, with many app : App) { line seats = meter compute(box)  share(app.session) each 1 machine }
"""
PLAN = """
workload rent(bare on box : Sku, bare for time : Time) { line hours = meter compute(box)  time each 1 machine }
plan saver on compute { term 12 months; payment no_upfront }
rates compute region here source list plan saver term 12 months, no_upfront { box.small 0.5 USD/h; box.large 2 USD/h }
"""


def book(n, price):
    """A price book of n rows."""
    body = "".join(f"compute\there\tbox.r{i:09}\t-\t-\t-\t-\t-\t{price(i)}\tUSD/h\t-\t-\t1\t-\n" for i in range(n))
    return ('smprices 1\nedition now "a list"\nservice lib\ncurrency USD\npublished 2025-01-01\nsource 1 "it" read "2025-01-01" quality list\n'
            f"rows {n} sha256 {hashlib.sha256(body.encode()).hexdigest()}\n{body}")


# Name, what the command is given behind the program, the files at n, n, and what is sent to it.
CASES = [
    # Statements.
    ("check: statements of one shape", "check --no-stdlib spec.smcost", spec("s{i} = work {k}x box.small {j}min"), 500),
    ("eval: statements of one shape", "eval --no-stdlib spec.smcost", spec("s{i} = work {k}x box.small {j}min"), 300),
    ("eval json: statements", "eval --no-stdlib --format=json spec.smcost", spec("s{i} = work {k}x box.small {j}min"), 200),
    ("eval csv: statements", "eval --no-stdlib --format=csv spec.smcost", spec("s{i} = work {k}x box.small {j}min"), 200),
    ("eval markdown: statements", "eval --no-stdlib --format=markdown spec.smcost", spec("s{i} = work {k}x box.small {j}min"), 200),
    ("explain: statements", "explain --no-stdlib spec.smcost", spec("s{i} = work {k}x box.small {j}min"), 150),
    ("fmt: statements", "fmt --check spec.smcost", spec("s{i} = work {k}x box.small {j}min"), 500),
    ("fmt: a long block", "fmt --check spec.smcost", raw(lambda n: "a = work {\n" + lines("  with app {i}h", n) + "}\n"), 500),
    ("eval: shapes", "eval --no-stdlib --engine=reference spec.smcost", lambda n: {"spec.smcost": HEAD + shapes(n)}, 100),
    ("eval: statements that use each other", "eval --no-stdlib --engine=reference spec.smcost",
     spec("s{j} = work box.small (s{i}.run)", "s0 = work box.small 1h\n"), 60),
    ("eval: statements in two regions", "eval --no-stdlib --engine=reference spec.smcost",
     spec("s{i} = work box.small {j}min, region there", "rates compute region there source list { box.small 2 USD/h }\n"), 150),
    ("eval: SKUs and their rates", "eval --no-stdlib --engine=reference spec.smcost",
     lambda n: {"spec.smcost": HEAD + skus(n) + rack_rates(n) + lines("s{i} = work rack.r{i} 1h", n)}, 150),
    ("eval: rows of rates that nobody asks for", "eval --no-stdlib --engine=reference spec.smcost",
     lambda n: {"spec.smcost": HEAD + skus(n) + rack_rates(n) + "a = work rack.r0 1h\n"}, 300),
    ("eval: dated rows of one key", "eval --no-stdlib --engine=reference spec.smcost",
     lambda n: {"spec.smcost": HEAD + skus(1) + "".join(
         f"rates compute region here source list from {day(i)} until {day(i + 1)} {{ rack.r0 {i % 9 + 1} USD/h }}\n" for i in range(n))
         + "a = work rack.r0 1h, on 2025-03-02\n"}, 100),
    ("eval: options of a statement", "eval --no-stdlib --engine=reference spec.smcost",
     lambda n: {"spec.smcost": HEAD + OPTIONS + "a = desk box.small\n" + lines("  with app \"t{i}\" {k}min", n)}, 60),
    ("eval: sessions that share an instance", "eval --no-stdlib --engine=reference spec.smcost",
     lambda n: {"spec.smcost": HEAD + SHARED + "a = desk box.small\n" + lines("  with app {i}h..{j}h", n)}, 50),
    ("eval: placed statements under a commitment", "eval --no-stdlib --engine=reference spec.smcost",
     spec("s{i} = rent box.small {k}:00..9:00", PLAN + "saving = commit 1 USD/h saver term 12 months, no_upfront\n"), 60),
    ("eval: commitments", "eval --no-stdlib --engine=reference spec.smcost",
     spec("c{i} = commit 0.{k} USD/h saver term 12 months, no_upfront", PLAN + "a = rent box.small always\n"), 30),
    ("eval: allowances", "eval --no-stdlib --engine=reference spec.smcost",
     lambda n: {"spec.smcost": HEAD + skus(n) + rack_rates(n) + lines("allowance a{i} 1 h always on compute(rack.r{i})", n) + lines(
         "s{i} = work rack.r{i} 3h", n)}, 60),
    ("eval: tiers", "eval --no-stdlib --engine=reference spec.smcost",
     lambda n: {"spec.smcost": HEAD + "meter calls : Count[job]\nrates calls region here source list { first 1 run: 1 USD/run, "
                + "".join(f"next 1 run: {i + 2} USD/run, " for i in range(n)) + "then 1 USD/run }\na = meter calls 1000000 runs\n"}, 100),
    # Names and values.
    ("check: `let`s", "check --no-stdlib spec.smcost", spec("let x{j} = x{i} + {k} min", "let x0 = 1 min\n"), 150),
    ("check: `let`s backwards", "check --no-stdlib spec.smcost",
     lambda n: {"spec.smcost": HEAD + "".join(f"let x{i} = x{i + 1} + 1 min\n" for i in range(n)) + f"let x{n} = 1 min\n"}, 100),
    ("check: `param`s", "check --no-stdlib spec.smcost", spec("param p{i} : Time = {j} min in 1 s..{j} h"), 200),
    ("check: functions that call each other twice", "check --no-stdlib spec.smcost",
     spec("fn f{j}(x : Time) : Time = f{i}(x) + f{i}(x)", "fn f0(x : Time) : Time = x\n"), 5),
    ("check: `let`s that count by the schedule and use each other twice", "check --no-stdlib spec.smcost",
     lambda n: {"spec.smcost": HEAD + "let x0 : Time = 1 min/day\n" + lines("let x{j} : Time = (x{i} + x{i}) / 2", n) + f"a = work box.small (x{n})\n"}, 20),
    ("check: `let`s that use each other twice, in a body", "check --no-stdlib spec.smcost",
     lambda n: {"spec.smcost": HEAD + "let x0 = 1\n" + lines("let x{j} = (x{i} + x{i}) / 2", n)
                + f"workload idle(bare for run : Time) {{ line l = meter compute(box.small)  run * x{n} each 1 machine }}\n"}, 20),
    ("check: calls and lists in a phrase", "check --no-stdlib spec.smcost",
     lambda n: {"spec.smcost": HEAD + "fn f(x : Time) : Time = sum([x, x]) / 2\na = work box.small (" + "f(sum([" * n + "1 min" + ", 0 s]))" * n + ")\n"}, 8),
    ("check: a long sum", "check --no-stdlib spec.smcost", lambda n: {"spec.smcost": HEAD + "let x = 1 min" + " + 1 min" * n + "\n"}, 300),
    ("check: a profile's entries", "check --no-stdlib spec.smcost",
     lambda n: {"spec.smcost": HEAD + "".join(f"let p{i} = days 1..{i % 20 + 2}: {i}/day, otherwise: 0/day\n" for i in range(n))}, 200),
    ("check: words of a set", "check --no-stdlib spec.smcost",
     lambda n: {"spec.smcost": HEAD + f"words W {{ {', '.join(f'w{i}' for i in range(n))} }}\n" + lines("let x{i} = w{i}", 0)}, 500),
    ("check: a workload's parameters", "check --no-stdlib spec.smcost",
     lambda n: {"spec.smcost": HEAD + "workload wide(" + ", ".join(f"p{i} : Time = 1 s" for i in range(n)) + ") {\n"
                + lines("  line l{i} = meter compute(box.small)  p{i} each 1 machine", n) + "}\na = wide "
                + ", ".join(f"p{i} {i + 1} s" for i in range(n)) + "\n"}, 60),
    ("check: workloads", "check --no-stdlib spec.smcost",
     spec("workload w{i}(bare on box : Sku, bare for run : Time) {{ line l = meter compute(box)  run each 1 machine }}"), 100),
    ("check: units", "check --no-stdlib spec.smcost", 
     lambda n: {"spec.smcost": HEAD + "unit ua = 2 s\n" + "".join(f"unit u{letters(i + 1)} = {i % 7 + 1} u{letters(i)}\n" for i in range(n))}, 100),
    ("check: facts", "check --no-stdlib spec.smcost",
     lambda n: {"spec.smcost": HEAD + skus(n) + "skus facts (cores : Count[machine]) {\n" + lines("  rack.r{i} {j}", n) + "}\n"}, 200),
    ("dialogue: a query over SKUs", "repl --no-stdlib --engine=reference spec.smcost",
     lambda n: {"spec.smcost": HEAD + skus(n) + rack_rates(n) + "skus facts (cores : Count[machine]) {\n" + lines("  rack.r{i} {j}", n)
                + "}\n", "stdin": "skus where cores >= 3 by price(compute)\n"}, 100),
    # Checks, blocks, scenarios, months.
    ("test: expectations", "test --no-stdlib --engine=reference spec.smcost", spec("expect a.boxes == 1 USD", "a = work box.small 1h\n"), 100),
    ("test: blocks", "test --no-stdlib --engine=reference spec.smcost",
     spec("test \"t{i}\" {{ a = work box.small {j}h; expect a == {j} USD }}"), 12),
    ("compare: scenarios", "compare --no-stdlib --engine=reference spec.smcost", spec("scenario x{i} {{ set a.run = {j}h }}", "a = work box.small 1h\n"), 5),
    ("eval: what a scenario sets", "eval --no-stdlib --engine=reference --scenario x spec.smcost",
     lambda n: {"spec.smcost": HEAD + lines("s{i} = work box.small {k}h", n) + "scenario x {\n" + lines("  set s{i}.run = {j}min", n) + "}\n"}, 100),
    ("eval: what a scenario drops", "eval --no-stdlib --engine=reference --scenario x spec.smcost",
     lambda n: {"spec.smcost": HEAD + "z = work box.small 1h\n" + lines("s{i} = work box.small {k}h", n) + "scenario x {\n"
                + lines("  drop s{i}", n) + "}\n"}, 150),
    ("diff: statements", "diff --no-stdlib --engine=reference spec.smcost new.smcost",
     lambda n: {"spec.smcost": HEAD + lines("s{i} = work box.small {j}min", n), "new.smcost": HEAD + lines("s{i} = work {k}x box.small {j}min", n)}, 60),
    ("compare: statements", "compare --no-stdlib --engine=reference spec.smcost new.smcost",
     lambda n: {"spec.smcost": HEAD + lines("s{i} = work box.small {j}min", n), "new.smcost": HEAD + lines("s{i} = work {k}x box.small {j}min", n)}, 60),
    ("eval: rates in bodies", "eval --no-stdlib --engine=reference spec.smcost",
     lambda n: {"spec.smcost": HEAD + "workload idle(bare for run : Time = none) {\n  let used : Time = 1 h/day\n  line l = meter compute(box.small)  used each 1 machine\n}\n"
                + lines("s{i} = idle days {k}..{k} 8:00..9:00", n)}, 60),
    # Price books.
    ("prices verify: rows", "prices verify a.smprices", lambda n: {"a.smprices": book(n, lambda i: i + 1)}, 500),
    ("prices diff: rows", "prices diff a.smprices b.smprices",
     lambda n: {"a.smprices": book(n, lambda i: i + 1), "b.smprices": book(n, lambda i: i % 7 + 1)}, 200),
    ("eval: included files", "eval --no-stdlib --engine=reference main.smcost",
     lambda n: {"mini.smcost": MINI, **{f"f{i}.smcost": "use \"mini.smcost\"\nregion here\na = work box.small 1h\n" for i in range(n)},
                "main.smcost": "use \"mini.smcost\"\nregion here\n" + lines("include \"f{i}.smcost\"", n)}, 10),
    # What is wrong.
    ("check: unknown names beside known ones", "check --no-stdlib spec.smcost",
     lambda n: {"spec.smcost": HEAD + lines("let known{i} = {j} min", n) + lines("let a{i} = knowm{i} + 1 min", n)}, 100),
    ("check: unknown heads", "check --no-stdlib spec.smcost", spec("a{i} = wrok{i} box.small 1h"), 150),
    ("check: unknown SKUs", "check --no-stdlib spec.smcost",
     lambda n: {"spec.smcost": HEAD + skus(n) + lines("a{i} = work rack.s{i} 1h", n)}, 100),
    ("check: unknown units", "check --no-stdlib spec.smcost",
     lambda n: {"spec.smcost": HEAD + "".join(f"let a{i} = {i + 1} hours{letters(i)}\n" for i in range(n))}, 100),
    ("check: duplicate names", "check --no-stdlib spec.smcost", spec("a = work box.small {j}min"), 200),
    ("check: texts that do not read", "check --no-stdlib spec.smcost", spec("a{i} = = work ) box.small"), 10),
    ("check: wrong units", "check --no-stdlib spec.smcost", spec("a{i} = work box.small {j} GB"), 150),
    ("check: forbidden characters in an open text", "check --no-stdlib spec.smcost", raw(lambda n: "let x = \"" + "\x01" * n), 400),
    ("check: open brackets", "check --no-stdlib spec.smcost", raw(lambda n: "let x = 1\n" * 3 + "(\n" * n), 800),
    ("check: open quotes", "check --no-stdlib spec.smcost", raw(lambda n: "let x = \"\n" * n), 800),
    ("check: semicolons", "check --no-stdlib spec.smcost", raw(lambda n: ";" * n + "\n"), 10000),
    ("check: one long line", "check --no-stdlib spec.smcost", raw(lambda n: "let x = " + "a b " * n + "\n"), 20000),
    ("check: bytes that are no text", "check --no-stdlib spec.smcost", raw(lambda n: "\udcff" * n), 800),
    ("fmt: text that does not read", "fmt --check spec.smcost", raw(lambda n: "a = work box.small 1h,\n" * n), 300),
    ("check: keys of the settings", "check --no-stdlib spec.smcost",
     lambda n: {"spec.smcost": HEAD, ".smcost.toml": lines("regiom{i} = \"x\"", n)}, 150),
    # The dialogue.
    ("dialogue: kept statements", "repl", lambda n: {"stdin": lines("s{i} = train ml.m4.4xlarge {j}min", n)}, 12),
    ("dialogue: values", "repl", lambda n: {"stdin": lines("let x{i} = {j} min", n)}, 25),
    ("dialogue: questions", "repl", lambda n: {"stdin": lines("{j} min * 3", n)}, 25),
]


class Failure(Exception):
    """A case that could not be measured."""


def instructions(smcost, command, files, folder):
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    for name, text in files.items():
        (folder / name).write_bytes(text.encode("utf-8", "surrogateescape"))
    stdin = files.get("stdin", "").encode()
    count = ["valgrind", "--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null", str(smcost), *command.split()]
    done = subprocess.run(count, cwd=folder, input=stdin, capture_output=True, timeout=SECONDS, check=False)
    said = re.search(rb"==\d+== I +refs: +([\d,]+)", done.stderr)
    if done.returncode < 0 or done.returncode > 4 or not said:
        raise Failure(f"exit {done.returncode}: {done.stderr.decode(errors='replace')[-600:]}")
    return int(said[1].replace(b",", b""))


def exponent(counts):
    """0 where nothing grows: a limit on messages was met."""
    first, second = counts[1] - counts[0], counts[2] - counts[1]
    if second < NOTHING:
        return 0.0
    return math.log2(second / max(first, NOTHING / 2))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--only", default="")
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    cases = [case for case in CASES if options.only in case[0]][part - 1::parts]
    if options.list:
        print("\n".join(case[0] for case in cases))
        return 0
    folder = (options.folder / f"growth_{part}").resolve()
    folder.mkdir(parents=True, exist_ok=True)
    # Without its symbols the program is read in a third of the time.
    smcost = folder / "smcost"
    subprocess.run(["strip", "-o", str(smcost), options.smcost], check=True)
    failures = 0
    for name, command, files, n in cases:
        sizes = [n * options.times * factor for factor in (1, 2, 4)]
        try:
            counts = [instructions(smcost, command, files(size), folder / "files") for size in sizes]
            grows = exponent(counts)
            verdict = "" if grows <= (HIGHEST_OF_ALL_KEPT if name in CHECKS_ALL_KEPT else HIGHEST) else "  SUPERLINEAR"
            print(f"{name:<46} n = {sizes[0]:<5} {counts[0] / 1e6:9.1f} {counts[1] / 1e6:9.1f} {counts[2] / 1e6:9.1f} M  exponent {grows:5.2f}{verdict}",
                  flush=True)
        except (Failure, subprocess.TimeoutExpired) as failure:
            verdict = "failed"
            print(f"{name}: {failure}")
        failures += bool(verdict)
    print(f"{len(cases)} cases, {failures} failed")
    return 1 if failures or not cases else 0


if __name__ == "__main__":
    sys.exit(main())
