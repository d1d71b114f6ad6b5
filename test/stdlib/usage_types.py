"""Reads from the library's texts, without the program, what usage types mean, and holds it against two public sources and
the program: each price of the book that has a usage type is of exactly that meter and key, and each usage type of the
vocabulary is a meter's, ignored with its reason, or known not to be understood.

usage_types.py STDLIB VOCABULARY PROGRAM
"""
import collections
import pathlib
import re
import subprocess
import sys

stdlib, vocabulary, program = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
# Of the vocabulary, without its region: what no line of the library accounts for, and how often.
NOT_UNDERSTOOD = {}
# Counted from the lists themselves. Ignored are 50 tasks of the public workforce, 8 of Redshift ML, 4 of Canvas by cells,
# 3 free hours of monitoring, 3 volumes of Data Wrangler jobs, 2 kinds of point clouds, 1 of Edge.
WANTED = {"meter": 929, "ignored": 71, "unknown": 0}
ROWS_WITH_USAGE = 1925

whole = "\n".join(re.sub(r"^ *#.*$", "", path.read_text(), flags=re.M) for path in sorted(stdlib.rglob("*.smcost")))
faults = []


def alternatives(pattern, hole):
    """A pattern as a regular expression."""
    return "".join("(?P<key>" + hole + ")" if part.startswith("{") or part == "*" else re.escape(part)
                   for part in re.split(r"(\{\w+\}|\*)", pattern))


meanings = []  # (regular expression, length of its literal text, meter or None, fixed key or None)
for name, body in re.findall(r"^meter (\w+)[^\n{]*\{\n(.*?)^\}", whole, re.M | re.S):
    for pattern, key in re.findall(r'^  usage +"([^"]*)" +in +[\w-]+(?: +for +([^\n]+))?$', body, re.M):
        meanings.append((re.compile(alternatives(pattern, ".+")), len(re.sub(r"\{\w+\}", "", pattern)), name, key.strip() or None))
for pattern, reason in re.findall(r'^  ignore +"([^"]*)" +"([^"]*)"$', whole, re.M):
    meanings.append((re.compile(alternatives(pattern, ".*")), len(pattern.replace("*", "")), None, reason))
regions = {}
for block in re.findall(r"^regions \{\n(.*?)^\}", whole, re.M | re.S):
    for name, prefixes in re.findall(r'^  ([\w-]+).*?usage_prefix +(.*)$', block, re.M):
        for prefix in re.findall(r'"([^"]*)"', prefixes):
            regions[prefix] = name


def meaning(usage):
    """What a usage type means: `meter REGION METER KEY` and so on, as the program writes it."""
    prefix = next(one for one in sorted(regions, key=len, reverse=True) if usage.startswith(one))
    rest = usage[len(prefix):]
    found = [(size, meter, fixed, match) for expression, size, meter, fixed in meanings if (match := expression.fullmatch(rest))]
    if not found:
        return "unknown"
    _, meter, fixed, match = max(found, key=lambda one: one[0])
    if meter is None:
        return f"ignored\t{regions[prefix]}\t{fixed}"
    key = match.groupdict().get("key") or fixed or ""
    return f"meter\t{regions[prefix]}\t{meter}\t{key}"


# Prices of the book: each with the usage type that its source says.
asked = []
with_usage = 0
for line in next(stdlib.rglob("*.smprices")).read_text().split("\n"):
    cells = line.split("\t")
    if len(cells) != 14 or cells[11] == "-":
        continue
    with_usage += 1
    meter, region, key, usage = cells[0], cells[1], cells[2], cells[11]
    own = [prefix for prefix, name in regions.items() if name == region]
    if not own:
        faults.append(f"no prefix of {region} is known, which has prices")
    for prefix in own:
        wanted = f"meter\t{region}\t{meter}\t{'' if key == '-' else key}"
        asked.append(prefix + usage)
        if meaning(prefix + usage) != wanted:
            faults.append(f"{prefix}{usage}: {meaning(prefix + usage)!r}, and the book has {wanted!r}")
if with_usage != ROWS_WITH_USAGE:
    faults.append(f"{with_usage} prices of the book have a usage type, not {ROWS_WITH_USAGE}")

words = [line for line in vocabulary.read_text().split("\n") if line and not line.startswith("#")]
counts = collections.Counter(meaning(usage).split("\t")[0] for usage in words)
for outcome, wanted in WANTED.items():
    if counts[outcome] != wanted:
        faults.append(f"{counts[outcome]} of the vocabulary are {outcome}, not {wanted}")
unknown = collections.Counter(re.sub(r"^[A-Z0-9]+-", "", usage) for usage in words if meaning(usage) == "unknown")
if unknown != NOT_UNDERSTOOD:
    faults.append(f"not understood: {dict(unknown)}")

# The program says the same of all of them, and of what is nearly one of them.
asked += words + [usage[:-1] for usage in words] + ["XX9-" + usage for usage in words] + [usage + "x" for usage in words]
answered = subprocess.run([program], input="\n".join(asked) + "\n", capture_output=True, text=True, check=False)
if answered.returncode:
    sys.exit(answered.stderr)
lines = answered.stdout.splitlines()
if len(lines) != len(asked):
    faults.append(f"{len(lines)} answers to {len(asked)} questions")
for usage, line in zip(asked, lines):
    if line != f"{usage}\t{meaning(usage)}":
        faults.append(f"the program says {line!r}, and the library {meaning(usage)!r}")

print(f"{with_usage} prices, {len(words)} usage types of the vocabulary: "
      + ", ".join(f"{counts[outcome]} {outcome}" for outcome in WANTED))
if faults:
    sys.exit("\n".join(faults[:20]) + f"\n{len(faults)} faults")
