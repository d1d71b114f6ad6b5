"""hostile_questions.py SMCOST FOLDER [--sanitized]: each case of a table below, as it is asked on the command line and as a file declares it.

A case ends with its exit code within SECONDS and in MEGABYTES, and says what stands there: lines as a whole, blanks aside, with … for what may be anything."""

import re
import resource
import subprocess
import sys
from pathlib import Path

SMCOST, FOLDER = sys.argv[1], Path(sys.argv[2])
IS_SANITIZED = "--sanitized" in sys.argv
SECONDS, MEGABYTES = (120, None) if IS_SANITIZED else (20, 700)
LIBRARY = """dimension Time
dimension Data
dimension Day
dimension Month
unit s : Time
unit min = 60 s
unit h = 3600 s
unit day days : Day
unit month months : Month
unit year = 12 month
unit GB : Data
unit USD : Money[USD]
regions { here }
words When { early, late }
meter compute : Time
meter bytes : Data
rates compute region here { 1 USD/h }
workload work(bare run : Time) { line compute = meter compute  run }
"""
HEAD = 'use "./lib.smcost"\nregion here\nperiod 2025-03\n'
FORTY = [f"p{number}" for number in range(1, 41)]
EIGHTEEN = "\n".join(f"param {name} = 7 in 1..1000000 step 1" for name in "abc") + "\nx = work (a * 1h)\ny = work (b * 1h)\nz = work (c * 1h)"
TEN = "param a = 7 in 1..10 step 1\nx = work (a * 1h)"
OF_FORTY = "\n".join(f"param {name} = {number} in 0..100 step 1" for number, name in enumerate(FORTY, 1)) + f"\nx = work (({' + '.join(FORTY)}) * 1h)"
ZERO = "param k = 1 in {} step 1\nx = work (6h / k + 10h)"
TOO_MANY = "smcost: these are {} points, and {} are the most: take a greater step, or fewer values"
EMPTY, DIVIDES = "smcost: the range of `a` is empty: it begins above its end", "smcost: the step of `a` does not divide its range"
IN_PRICE = "param p = 2 USD/h in 1 USD/h..4 USD/h step 1 USD/h\nrates bytes region here {{ {} }}\nx = work 1h"
IN_BOUND = "param bound = 40 GB in 10 GB..50 GB step 10 GB\nrates bytes region here { first bound: 1 USD/GB, then 0.5 USD/GB }\nx = work 1h"
IN_DAYS = "param d = 5 in 1..10 step 1\nx = work first d days"
WHICH = "x = work (if when == late then weekdays 12:00..17:00 else weekdays 9:00..17:00)"

# Spec, command, question, exit code, lines: the same asked of it and declared in it.
BOTH = [
    # 10^18 points, in hours at 1 USD.
    (EIGHTEEN, "sweep", "total over a, b, c", 64, [TOO_MANY.format(10**18, 10**8)]),
    (EIGHTEEN, "minimise", "total over a, b, c", 0, ["total 3.00 USD exactly 3", "at a = 1", "at b = 1", "at c = 1", "proved: 1 of 1,000,000,000,000,000,000 points looked at, and bounds of 1 boxes; the spec was checked 1 time"]),
    (EIGHTEEN, "maximise", "total over a, b, c where total <= 300 USD", 0, ["total 300.00 USD exactly 300", "at a = 1", "at b = 1", "at c = 298", "proved: …"]),
    (EIGHTEEN, "maximise", "total over a, b, c where total <= 2 USD", 2, ["no point meets all that is asked", "`total <= 2 USD` holds at none of the points", "proved: …"]),
    (EIGHTEEN, "solve", "smallest a where total >= 20 USD", 0, ["at a = 6", "proved: …"]),
    (EIGHTEEN, "solve", "a where total == 20.5 USD", 2, ["never equal: between 6 and 7 the difference goes from -0.50 USD exactly -0.5 to 0.50 USD exactly 0.5"]),
    (EIGHTEEN + "\nparam d = 1 in 1..2 step 1", "minimise", "total over a, b, c, d", 64, [TOO_MANY.format(2 * 10**18, 10**18)]),
    # 40 parameters.
    (OF_FORTY, "minimise", f"total over {', '.join(FORTY)}", 64, [TOO_MANY.format(101**40, 10**18)]),
    (OF_FORTY, "minimise", f"total over {', '.join(FORTY[:9])}", 64, [TOO_MANY.format(101**9, 10**18)]),
    (OF_FORTY, "minimise", f"total over {', '.join(FORTY[:8])}", 0, [f"total {820 - 36}.00 USD exactly {820 - 36}", "at p1 = 0", "at p8 = 0", "proved: …"]),
    (OF_FORTY, "sweep", "total over p1 = 0..2 step 1, p40 = 0..1 step 1", 0, ["0 0 779.00", "2 1 782.00", "points 6, all looked at"]),
    (OF_FORTY, "sweep", f"total over {', '.join(FORTY[:5])}", 64, [TOO_MANY.format(101**5, 10**8)]),
    # No bill in the midst: 6 h / k + 10 h.
    (ZERO.format("-3..3"), "sweep", "total over k", 0,
     ["-3 8.00", "-2 7.00", "-1 4.00", "0 -", "1 16.00", "2 13.00", "3 12.00", "1 of 7 points have no bill: `k` is 0", "least total 4.00 USD exactly 4 at k = -1",
      "greatest total 16.00 USD exactly 16 at k = 1", "points 7, all looked at"]),
    (ZERO.format("-60000..60000"), "sweep", "total over k", 0,
     ["1 of 120001 points have no bill: `k` is 0", "least total 4.00 USD exactly 4 at k = -1", "greatest total 16.00 USD exactly 16 at k = 1"]),
    (ZERO.format("-3..3"), "minimise", "total over k", 0, ["total 4.00 USD exactly 4", "at k = -1", "no bill at some points: `k` is 0", "proved: …"]),
    (ZERO.format("-3..3"), "maximise", "total over k where k < 1", 0, ["total 8.00 USD exactly 8", "at k = -3", "no bill at some points: `k` is 0", "proved: …"]),
    (ZERO.format("-3..3"), "solve", "largest k where total <= 12 USD", 0, ["at k = 3", "no bill at some points: `k` is 0", "proved: …"]),
    (ZERO.format("-60000..60000"), "minimise", "total over k where total > 10 USD", 0, ["total 10.0001 USD exactly 10.0001", "at k = 60000", "proved: …"]),
    # A parameter where none may stand: the spec is refused, whatever is asked of it.
    *[(IN_PRICE.format(price), kind, question, 1, ["error: … [SMC3004]"])
      for price in ("p", "p * 1 h / 1 GB") for kind, question in (("sweep", "total over p"), ("minimise", "total over p"), ("solve", "largest p where total <= 1 USD"))],
    (IN_BOUND, "sweep", "total over bound", 1, ["error: … [SMC1001]"]),
    (IN_BOUND, "minimise", "total over bound", 1, ["error: … [SMC1001]"]),
    (IN_DAYS, "sweep", "total over d", 1, ["error: … [SMC1001]"]),
    (IN_DAYS, "solve", "smallest d where total <= 1 USD", 1, ["error: … [SMC1001]"]),
    # What chooses a schedule may: 21 weekdays of 8 and of 5 hours.
    ("param when : When = early in { early, late }\n" + WHICH, "sweep", "total over when", 0, ["early 168.00", "late 105.00", "points 2, all looked at"]),
    ("param when : When = early in { early, late }\n" + WHICH, "minimise", "total over when", 0, ["total 105.00 USD exactly 105", "at when = late"]),
    # Ranges of the `param` itself.
    ("param a = 7 in 9..1 step 1\nx = work (a * 1h)", "sweep", "total over a", 1, ["error: … [SMC2171]"]),
    ("param a = 1 in 1..10 step 4\nx = work (a * 1h)", "minimise", "total over a", 1, ["error: … [SMC2263]"]),
]
# Ranges of the question: what the command line says with exit code 64 a file is refused for.
RANGES = [
    ("sweep", "total over a = 5..1 step 1", EMPTY, "SMC2171"),
    ("sweep", "total over a = 1..10 step 4", DIVIDES, "SMC2263"),
    ("sweep", "total over a = 1..5 step 0", "smcost: the step of `a` is not above 0", "SMC3016"),
    ("minimise", "total over a = 5..1 step 1", EMPTY, "SMC2171"),
    ("maximise", "total over a = 1..10 step 4", DIVIDES, "SMC2263"),
    ("solve", "largest a = 5..1 step 1 where total <= 3 USD", EMPTY, "SMC2171"),
    ("solve", "largest a = 1..10 step 4 where total <= 3 USD", DIVIDES, "SMC2263"),
    ("solve", "a = 5..1 where total == 3 USD", EMPTY, "SMC2171"),
]
# Specs with what is uncertain, exit code, lines, and within which error of the sample the mean lies.
SAMPLES = [
    ("\n".join(f"param {name} = 7 ~ uniform 1..1000000 step 1" for name in "abc") + "\nx = work ((a + b + c) * 1h)", 0, ["total in 10000 draws, seed 1"], 1500001.5),
    ("\n".join(f"param {name} = 5 ~ uniform 1..9 step 1" for name in FORTY) + f"\nx = work (({' + '.join(FORTY)}) * 1h)", 0,
     ["p1 196.00 USD to 204.00 USD", "p40 196.00 USD to 204.00 USD"], 200),
    # One of seven draws has no bill; the others 4, 7, 8, 12, 13 and 16 USD.
    (ZERO.replace("in {}", "~ uniform -3..3") + "\nbudget p90 total <= 16 USD", 2,
     ["… draws have no bill: `k` is 0", "budget p90 total <= 16 USD is not certain: P90 ≈ 16.00 USD, between 16.00 USD and 16.00 USD", "P5 ≈ 4.00 USD, between 4.00 USD and 4.00 USD"], 10),
    ("param k = 0 ~ uniform 0..0 step 1\nx = work (6h / k + 10h)", 1, ["error: … [SMC2268]"], None),
    ("param when : When = early ~ choice { early 1, late 3 }\n" + WHICH, 0,
     ["P5 ≈ 105.00 USD, between 105.00 USD and 105.00 USD", "P90 ≈ 168.00 USD, between 168.00 USD and 168.00 USD", "when 168.00 USD to 105.00 USD"], 120.75),
    ("param a = 3 ~ uniform 5..1 step 1\nx = work (a * 1h)", 1, ["error: … [SMC2171]"], None),
    ("param a = 5 ~ uniform 1..10 step 4\nx = work (a * 1h)", 1, ["error: … [SMC2263]"], None),
    ("param a = 5 ~ lognormal 0..10 step 1\nx = work (a * 1h)", 1, ["error: … [SMC3016]"], None),
    # A very fine step: sqrt 10 times exp of half the square of ln 10 / (2 * 1.644854).
    ("param a = 5 ~ lognormal 1..10 step 1e-30\nx = work (a * 1h)", 0, ["a 1.00 USD to 10.00 USD"], 4.0402),
    *[(IN_PRICE.format(price).replace("in 1 USD/h..4 USD/h", "~ uniform 1 USD/h..4 USD/h"), 1, ["error: … [SMC3004]"], None) for price in ("p", "p * 1 h / 1 GB")],
    (IN_BOUND.replace("in 10", "~ uniform 10"), 1, ["error: … [SMC1001]"], None),
    (IN_DAYS.replace("in 1", "~ uniform 1"), 1, ["error: … [SMC1001]"], None),
]


def run(text, *words):
    (FOLDER / "spec.smcost").write_text(HEAD + text + "\n")
    try:
        told = subprocess.run([SMCOST, words[0], "--no-stdlib", str(FOLDER / "spec.smcost"), *words[1:]], capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        sys.exit(f"{words}: takes more than {SECONDS} s of\n{text}")
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    if MEGABYTES and used > MEGABYTES:
        sys.exit(f"{words}: takes {used:.0f} MB of\n{text}")
    return told.returncode, [" ".join(line.split()) for line in (told.stdout + told.stderr).splitlines()]


def is_like(told, wanted):
    return re.fullmatch(".*".join(re.escape(part) for part in wanted.split("…")), told) is not None


def expect(text, code, wanted, *words):
    found, lines = run(text, *words)
    missing = [line for line in wanted if not any(is_like(told, line) for told in lines)]
    if found != code or missing:
        sys.exit(f"{words} of\n{text}\nends with {found} in place of {code}, without {missing}:\n" + "\n".join(lines))
    return lines


def asked(kind, question):
    """As the command line takes it: a sweep has its axes one by one."""
    if kind != "sweep":
        return [question]
    figures, axes = question.split(" over ")
    return [*axes.split(", "), "--of", figures]


def sample(text, code, wanted, mean):
    for words, own in ((["sample"], text), (["sample", "declared"], text + "\nsample declared total")):
        lines = expect(own, code, wanted, *words)
        if mean is None:
            continue
        said = next(line for line in lines if line.startswith("mean"))
        about, error = (float(word) for word in re.fullmatch(r"mean ≈ ([0-9.]+)…? USD, within ([0-9.]+)…? USD", said).groups())
        if abs(about - mean) > error:
            sys.exit(f"a mean of {about} within {error} in place of {mean}: {text}")


def main():
    (FOLDER / "lib.smcost").write_text(LIBRARY)
    for text, kind, question, code, wanted in BOTH:
        expect(text, code, wanted, kind, *asked(kind, question))
        expect(f"{text}\n{kind} declared {question}", code, wanted, kind, "declared")
    for kind, question, said, number in RANGES:
        expect(TEN, 64, [said], kind, *asked(kind, question))
        expect(f"{TEN}\n{kind} declared {question}", 1, [f"error: … [{number}]"], kind, "declared")
    for one in SAMPLES:
        sample(*one)
    expect(TEN, 64, ["smcost: nothing in the file is uncertain: …"], "sample")
    for draws in (0, 999, 10**18, 2**64 - 1):
        expect(SAMPLES[0][0], 64, ["smcost: a sample has 1000 to 1000000 draws"], "sample", "-n", str(draws))
    expect("param when = weekdays 9:00..17:00\nx = work (when)", 64, ["smcost: nothing can be asked over `when`: it is no number, name or word"], "sweep", "when")
    # The ends of all of these are known by their corners, or it is said why not.
    expect(EIGHTEEN, 0, ["low 3.00 USD at a = 1, b = 1, c = 1", "high 3000000.00 USD at a = 1000000, b = 1000000, c = 1000000"], "eval", "--ends")
    expect(OF_FORTY, 0, ["low 0.00 USD at p1 = 0, p2 = 0, …", "high 4000.00 USD at p1 = 100, p2 = 100, …"], "eval", "--ends")
    expect(ZERO.format("-3..3"), 0, ["low 4.00 USD at k = -1", "high 16.00 USD at k = 1", "no bill at some values: `k` is 0"], "eval", "--ends")


if __name__ == "__main__":
    main()
