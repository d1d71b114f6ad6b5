#!/usr/bin/env python3
"""Deep and long texts through every command that reads a spec, on a small stack.

    small_stack.py SMCOST [--part I/K] [--every N] [--only WORD] [--command WORD] [--stack KIB]

A command answers, or says with a number why it does not. It never ends by a signal, by the time limit, for want of
memory, or with exit 4, which is for files and engines. A shape whose value is known has an `expect` of it, so that
exit 2 is a wrong answer. `--every N` runs every Nth of all pairs of a text and a command, `--part` a part of those.
"""

import argparse
import re
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

SECONDS = 60
MEMORY = 4 << 30
# Each line of a dialogue is an input that checks all those before it.
LONGEST_DIALOGUE = 1000
MINI = (Path(__file__).resolve().parents[1] / "check" / "Inputs" / "mini.smcost").read_text(encoding="utf-8")
HEAD = 'use "mini.smcost"\nregion here\nperiod 2025-03\n'
RUN = "workload job(bare n : Multiple[machine] = 1x, bare on box : Sku, bare for run : Time) {{\n  {}\n  line l = meter compute(box)  {} each n\n}}\n"
BILL = "a = work box.small 1h\n"


def value(text, equals=None, before=""):
    """A value, in a `let` and where a bill needs it."""
    expect = f"expect v == {equals}\n" if equals is not None else ""
    return before + f"let v = {text}\n" + expect + BILL + "b = work box.small (if v == v then 1h else 2h)\n"


def rows(body):
    """A body of a workload, for two statements: kernels of that depth."""
    return f"{body}\na = job 2x box.small 1h\nb = job 3x box.small 2h\n"


def chain(n, form, first, order=1):
    """`first`, then the form for 0..n-1, or backwards: `{i}`, `{j}` = i + 1."""
    return "".join([first] + [form.format(i=i, j=i + 1) for i in range(n)][::order])


# Name, the spec behind `HEAD` for a size n, sizes.
SHAPES = [
    ("parentheses", lambda n: value("(" * n + "1" + ")" * n, 1), (100, 200, 201, 100000)),
    ("parentheses in a product", lambda n: value("2 * (" * n + "1" + ")" * n), (100, 199, 300)),
    ("lists in lists", lambda n: f"let v = {'[' * n}1{']' * n}\n" + BILL, (100, 200, 100000)),
    ("calls in calls", lambda n: "fn f(x : Time) : Time = x\n" + value("f(" * n + "1 s" + ")" * n, "1 s"), (100, 200, 10000)),
    ("calls of calls, long", lambda n: "fn f0(x : Time) : Time = x + 1 s\n" + chain(n, "fn f{j}(x : Time) : Time = f{i}(x) + 1 s\n", "") + value(f"f{n}(1 s)"),
     (100, 700, 10000, 100000)),
    ("a function of itself", lambda n: "fn f(x : Time) : Time = f(x) + 1 s\n" + value("f(1 s)"), (1,)),
    ("nots", lambda n: value("if " + "not " * n + "1 == 1 then 1 else 2", 1), (100, 198, 300, 100000)),
    ("minus signs", lambda n: value("-" * n + "1"), (100, 190, 300, 100000)),
    ("minus signs apart", lambda n: value("-(" * n + "1" + ")" * n), (50, 100, 300)),
    ("percents of percents", lambda n: value("100 % of " * n + "1", 1), (100, 190, 100000)),
    ("rounds", lambda n: value("round up " * n + "1" + " to 1" * n, 1), (100, 190, 100000)),
    ("rounds to rounds", lambda n: value("round up 1 to (" * n + "1" + ")" * n, 1), (60, 99, 190, 100000)),
    ("conditions to the right", lambda n: value("if 1 == 2 then 3 else " * n + "1", 1), (100, 190, 100000)),
    ("conditions to the left", lambda n: value("if 1 == 1 then " * n + "1" + " else 3" * n, 1), (100, 190, 100000)),
    ("conditions in conditions", lambda n: value("if " + "(if " * n + "1 == 1" + " then 1 == 1 else 1 == 2)" * n + " then 1 else 2", 1), (60, 95, 190)),
    ("a long sum", lambda n: value("1" + " + 1" * (n - 1), n), (1000, 30000)),
    ("a long difference of times", lambda n: value("1 s" + " - 1 min" * n), (1000, 30000)),
    ("a long product", lambda n: value("1" + " * 1" * n, 1), (1000, 30000)),
    ("a long product of twos", lambda n: value("1" + " * 2" * n), (1000, 30000)),
    ("units multiplied", lambda n: value("1 s" + " * 1 s" * n), (10, 200, 30000)),
    ("units divided", lambda n: value("1 s" + " / 1 s" * n, None), (10, 200, 30000)),
    ("a unit of many factors", lambda n: value("1 s" + "-s" * n), (10, 200, 30000)),
    ("a long each", lambda n: value("1 h" + " each 1 machine" * n), (10, 200, 30000)),
    ("adjusted", lambda n: value("1" + " less 0 %" * n), (1000, 30000)),
    ("conjunctions", lambda n: value("if " + "1 == 1 and " * n + "1 == 1 then 1 else 2", 1), (1000, 30000)),
    ("disjunctions", lambda n: value("if " + "1 == 2 or " * n + "1 == 1 then 1 else 2", 1), (1000, 30000)),
    ("a list of many", lambda n: value("sum([" + "1, " * n + "1])", n + 1), (1000, 30000)),
    ("names in braces", lambda n: value("if 1 in { " + "2, " * n + "1 } then 1 else 2", 1), (1000, 30000)),
    ("lets", lambda n: chain(n, "let x{j} = x{i} + 1\n", "let x0 = 0\n") + value(f"x{n}", n), (700, 10000)),
    ("lets backwards", lambda n: chain(n, "let x{j} = x{i} + 1\n", "", -1) + "let x0 = 0\n" + value(f"x{n}", n), (700, 10000)),
    ("lets of the last alone", lambda n: chain(n, "let x{j} = x{i}\n", "let x0 = 0\n") + value(f"x{n}"), (700, 1400, 10000, 100000)),
    ("lets of the next alone", lambda n: chain(n, "let x{j} = x{i}\n", "", -1) + "let x0 = 0\n" + value(f"x{n}"), (700, 1400, 10000, 100000)),
    ("lets doubled", lambda n: chain(n, "let x{j} = (x{i} + x{i}) / 2\n", "let x0 = 1\n") + value(f"x{n}", 1), (700, 10000)),
    ("params", lambda n: chain(n, "param x{j} = x{i} + 1\n", "param x0 = 0\n") + value(f"x{n}", n), (700, 10000)),
    ("params of the last alone", lambda n: chain(n, "param x{j} = x{i}\n", "param x0 = 0\n") + value(f"x{n}"), (700, 10000)),
    ("defaults of workloads that lead on", lambda n: "".join(
        f"workload w{i}(bare run : Time = y{i}) {{ line l = meter disk  1 GB * run each 1 machine }}\nlet y{i} = y{i + 1}\n" for i in range(n))
     + f"let y{n} = 1 h\na = w0\n", (300, 3000)),
    ("statements that use the last", lambda n: chain(n, "s{j} = work box.small (s{i}.run)\n", "s0 = work box.small 1h\n"), (700, 3000)),
    ("statements that use the next", lambda n: chain(n, "s{j} = work box.small (s{i}.run)\n", "", -1) + "s0 = work box.small 1h\n", (700, 3000)),
    ("money of the last", lambda n: chain(n, "s{j} = work box.small (if s{i} > 0 USD then 1h else 2h)\n", "s0 = work box.small 1h\n"), (300,)),
    ("lets in a body", lambda n: RUN.format(chain(n, "let x{j} = x{i} + run; ", "let x0 = run; "), f"x{n}") + rows(""), (500, 5000)),
    ("lets of products in a body", lambda n: RUN.format(chain(n, "let x{j} = x{i} * (run / 1 h); ", "let x0 = run; "), f"x{n}") + rows(""), (100, 2000)),
    ("a long sum in a body", lambda n: RUN.format("", "(run" + " + run" * n + ")") + rows(""), (500, 5000)),
    ("a long sum of data", lambda n: value("1 GB" + " + 1 GB" * n, f"{n + 1} GB"), (1000, 30000)),
    ("rounds in a body", lambda n: RUN.format(chain(n, "let x{j} = round up x{i} * 1.1 to 1 s; ", "let x0 = run; "), f"x{n}") + rows(""), (100, 2000)),
    ("conditions in a body", lambda n: RUN.format(chain(n, "let x{j} = if x{i} > 3 h then x{i} - 1 h else x{i} + run; ", "let x0 = run; "), f"x{n}") + rows(""), (300, 3000)),
    ("rounds of rounds in a body", lambda n: RUN.format("", "(" + "round up " * n + "run" + " to 1 s" * n + ")") + rows(""), (100, 190)),
    ("ifs in a body", lambda n: RUN.format("if run > 1 s { " * n + "require run > 1 s else \"no\"" + " }" * n, "run") + rows(""), (50, 99, 190, 100000)),
    ("else-ifs in a body", lambda n: RUN.format("if run < 1 s { require run > 1 s else \"no\" } else " * n + "{ require run > 1 s else \"no\" }", "run") + rows(""), (50, 99, 190, 100000)),
    ("requirements in a body", lambda n: RUN.format("require run > 1 s else \"no\"; " * n, "run") + rows(""), (500, 5000)),
    ("options in options", lambda n: chain(n, "option o{j}(bare for t : Time = 1 s, with in : o{i} = none)\n", "option o0(bare for t : Time = 1 s)\n")
     + f"workload job(bare on box : Sku, bare for run : Time, with in : o{n} = none) {{ line l = meter compute(box)  run each 1 machine }}\n"
     + f"a = job box.small 1h, with in 1s" + " { with in 1s" * n + " }" * n + "\n", (50, 150, 1000)),
    ("blocks in blocks", lambda n: "a = work " + "{ " * n + "box.small, 1h" + " }" * n + "\n", (50, 150, 200, 100000)),
    ("blocks with labels", lambda n: "a = work " + "{ run { " * n + "1h" + " } }" * n + "\n", (50, 99, 100000)),
    ("tests in tests", lambda n: "test \"t\" { " * n + BILL + " }" * n + "\n", (50, 199, 100000)),
    ("parentheses that are not closed", lambda n: "let v = " + "(" * n + "\n", (100, 100000)),
    ("braces that are not closed", lambda n: "let v = " + "{\n" * n + "\n", (100, 100000)),
    ("parentheses never opened", lambda n: "let v = 1" + ")" * n + "\n", (100, 100000)),
    ("quotes", lambda n: "let v = " + "\"" * n + "\n", (100, 100001)),
    ("ranges below ranges", lambda n: "param p = 1 in " + "-" * n + "1..1\n" + BILL, (2, 100, 100000)),
    ("ranges below ranges, apart", lambda n: "param p = 1 in " + "-(" * n + "1" + ")" * n + "..10\n" + BILL, (50, 190)),
    ("a name of many parts", lambda n: "let v = " + "a." * n + "a\n" + BILL, (100, 100000)),
    ("a type of many factors", lambda n: "let v : Time" + " * Time" * n + " = 1 s\n" + BILL, (10, 200, 30000)),
    ("units of units", lambda n: "unit ua = 1 s\n" + "".join(f"unit u{letters(i + 1)} = 1 u{letters(i)}\n" for i in range(n)) + value(f"1 u{letters(n)}", "1 s"), (700, 3000)),
    ("units of units backwards", lambda n: "".join(f"unit u{letters(i + 1)} = 1 u{letters(i)}\n" for i in range(n))[::1] + "unit ua = 1 s\n" + value(f"1 u{letters(n)}", "1 s"), (700, 3000)),
    ("scenarios", lambda n: BILL + "scenario x { set a.run = " + "(" * n + "1h" + ")" * n + " }\n", (100, 199, 100000)),
    ("a budget", lambda n: BILL + "budget " + "(" * n + "1000 USD" + ")" * n + "\n", (100, 200)),
    ("facts", lambda n: "skus facts (cores : Count[machine]) { box.small " + "(" * n + "1" + ")" * n + " }\n" + BILL, (100, 199, 100000)),
    ("rates", lambda n: "skus { box.deep }\nrates compute region here source list { box.deep " + "(" * n + "1 USD/h" + ")" * n + " }\na = work box.deep 1h\n", (100, 199, 100000)),
    ("rates, long", lambda n: "skus { box.deep }\nrates compute region here source list { box.deep 1 USD/h" + " + 1 USD/h" * n + " }\na = work box.deep 1h\n", (100, 30000)),
    ("a pasted spec of noise", lambda n: "([{" * n + ")]}" * n + "\n", (60, 30000)),
]


def letters(i):
    return (letters(i // 26) if i >= 26 else "") + chr(ord("a") + i % 26)


def includes(n):
    files = {f"f{i}.smcost": f'{HEAD}include "f{i + 1}.smcost"\na = work box.small 1h\n' for i in range(n)}
    files[f"f{n}.smcost"] = HEAD + BILL
    files["spec.smcost"] = HEAD + 'include "f0.smcost"\n'
    return files


def uses(n):
    files = {f"f{i}.smcost": f'use "f{i + 1}.smcost"\nlet x{i} = x{i + 1} + 1\n' for i in range(n)}
    files[f"f{n}.smcost"] = f"let x{n} = 0\n"
    files["spec.smcost"] = HEAD + 'use "f0.smcost"\n' + value("x0", n)
    return files


FILES = [("includes in includes", includes, (50, 1000)), ("uses in uses", uses, (50, 1000))]

# What a command is called, what stands behind the program; `-` hands the spec to stdin.
COMMANDS = [
    ("check", "check --no-stdlib spec.smcost"),
    ("eval", "eval --no-stdlib spec.smcost"),
    ("eval reference", "eval --no-stdlib --engine=reference spec.smcost"),
    ("eval both", "eval --no-stdlib --engine=both spec.smcost"),
    ("eval json", "eval --no-stdlib --engine=reference --format=json spec.smcost"),
    ("eval csv", "eval --no-stdlib --engine=reference --format=csv spec.smcost"),
    ("eval markdown", "eval --no-stdlib --engine=reference --format=markdown spec.smcost"),
    ("eval junit", "eval --no-stdlib --engine=reference --format=junit spec.smcost"),
    ("eval scenario", "eval --no-stdlib --engine=reference --scenario=y scenario.smcost"),
    ("eval months", "eval --no-stdlib --engine=reference --period=2025-01..2025-03 spec.smcost"),
    ("emit ast", "eval --no-stdlib --emit=ast spec.smcost"),
    ("emit program", "eval --no-stdlib --emit=program spec.smcost"),
    ("emit lowered", "eval --no-stdlib --emit=lowered spec.smcost"),
    ("emit llvm", "eval --no-stdlib --emit=llvm spec.smcost"),
    ("emit asm", "eval --no-stdlib --emit=asm spec.smcost"),
    ("explain", "explain --no-stdlib --engine=reference spec.smcost"),
    ("explain line", "explain --no-stdlib spec.smcost b"),
    ("fmt", "fmt --check spec.smcost"),
    ("fmt -", "fmt -"),
    ("diff", "diff --no-stdlib --engine=reference spec.smcost mini_bill.smcost"),
    ("compare", "compare --no-stdlib --engine=reference spec.smcost mini_bill.smcost"),
    ("compare scenarios", "compare --no-stdlib --engine=reference scenario.smcost"),
    ("test", "test --no-stdlib spec.smcost"),
    ("repl FILE", "repl --no-stdlib --engine=reference spec.smcost"),
    ("repl", "repl --no-stdlib --engine=reference mini_bill.smcost"),
]


def limits(stack):
    def set_limits():
        resource.setrlimit(resource.RLIMIT_STACK, (stack << 10, resource.RLIM_INFINITY))
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    return set_limits


def fault(done, command):
    said = (done.stderr + done.stdout).decode(errors="replace")
    numbers = re.findall(r"\[(SMC\d{4})\]", said)
    is_answer = done.returncode in (0, 1, 3) or (done.returncode == 2 and command == "fmt")
    # What is no line of the bill is told by its name, without a number.
    is_told = done.returncode in (0, 2) or numbers or re.search(r"nothing is called|is not called", said)
    if is_answer and is_told and not any(number.startswith("SMC9") for number in numbers):
        return ""
    return f"exit {done.returncode}, {numbers[:3]}: {said[:300]!r}"


def run(smcost, folder, command, stdin, stack):
    try:
        done = subprocess.run([smcost, *command.split()], cwd=folder, input=stdin.encode(), capture_output=True, timeout=SECONDS,
                              preexec_fn=limits(stack), check=False)
    except subprocess.TimeoutExpired:
        return "no end within its time"
    return fault(done, command.split()[0])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost", type=Path)
    parser.add_argument("--part", default="1/1")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--only", default="")
    parser.add_argument("--command", default="")
    parser.add_argument("--stack", type=int, default=512)
    options = parser.parse_args()
    part, parts = map(int, options.part.split("/"))
    texts = [(name, n, lambda n, text=text: {"spec.smcost": HEAD + text(n)}) for name, text, sizes in SHAPES for n in sizes]
    texts += [(name, n, files) for name, files, sizes in FILES for n in sizes]
    pairs = [(text, command) for text in texts if options.only in f"{text[0]} {text[1]}" for command in COMMANDS if options.command in command[0]]
    failures = runs = 0
    for (name, n, files), (called, command) in pairs[::options.every][part - 1::parts]:
        with tempfile.TemporaryDirectory() as folder:
            made = {"mini.smcost": MINI, "mini_bill.smcost": HEAD + BILL, **files(n)}
            made["scenario.smcost"] = made["spec.smcost"] + "scenario y { set a.run = 3h }\n"
            for file, text in made.items():
                (Path(folder) / file).write_text(text, encoding="utf-8")
            text = made["spec.smcost"].removeprefix(HEAD)
            if called == "repl" and text.count("\n") > LONGEST_DIALOGUE:
                continue
            stdin = made["spec.smcost"] if command.endswith("-") else text if called == "repl" else ""
            wrong = run(options.smcost.resolve(), folder, command, stdin, options.stack)
        runs += 1
        failures += bool(wrong)
        if wrong:
            print(f"{name} {n}: {called}: {wrong}", flush=True)
    print(f"{runs} runs, {failures} failed")
    return 1 if failures or not runs else 0


if __name__ == "__main__":
    sys.exit(main())
