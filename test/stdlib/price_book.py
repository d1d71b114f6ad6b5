"""Reads the price book of the library by itself, without the program, and holds it against the library's
declarations: header, digest, order, columns, names, units, dates, tiers. Then spoils copies of it, each in
one way, and sees that it notices.

price_book.py STDLIB
"""
import datetime
import hashlib
import pathlib
import re
import sys
from fractions import Fraction

stdlib = pathlib.Path(sys.argv[1])
COLUMNS = "meter region key plan lower upper from until price unit id usage source note".split()
EVERYWHERE = "everywhere"  # in place of a region: in each
DECIMAL = re.compile(r"(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
SOURCE = re.compile(r'source ([1-9][0-9]*) "([^"\t]+)" read "([^"\t]+)" quality ([a-z-]+)')
QUALITIES = ("list", "list-copied", "list-quoted", "bill", "page")
# Prices of a dimension, for meters without a row in `rates/`.
UNITS = {"Time": "USD/h", "Data * Time": "USD/GB-month", "Data": "USD/GB"}


class Library:
    """What the modules declare, as far as a book names it."""

    def __init__(self, folder):
        # Texts in quotes are emptied: `"{instance}"` is no block.
        texts = [re.sub(r"#.*", "", re.sub(r'"[^"\n]*"', '""', path.read_text())) for path in sorted(folder.rglob("*.smcost"))]
        whole = "\n".join(texts)
        self.meters = {}  # name: type of its key or None, dimension, whether a price may exist
        for name, key, dimension, body in re.findall(
                r"^meter (\w+)(?:\(\w+ : (\w+)\))? : ([^{\n]+?) *(?:\{([^}]*)\})?$", whole, re.MULTILINE):
            self.meters[name] = (key or None, dimension, not re.search(r"\bfree\b", body))
        self.names = {"Sku": set(), "region": set()}
        for kind, word in (("Sku", "skus"), ("region", "regions")):
            for block in re.findall(rf"^{word} \{{([^}}]*)\}}", whole, re.MULTILINE):
                self.names[kind] |= set(re.findall(r"[\w.-]+", block)) - {"usage_prefix"}
        for name, block in re.findall(r"^words (\w+) \{([^}]*)\}", whole, re.MULTILINE):
            self.names[name] = set(re.findall(r"\w+", block))
        self.units_of = {}
        for names, block in re.findall(r"^rates ([\w, ]+?) region [^{]*\{([^}]*)\}", whole, re.MULTILINE):
            units = set(re.findall(r"\d (USD(?:/[\w-]+| per \w+ \w+))", block))
            for name in names.split(", "):
                self.units_of.setdefault(name, set()).update(units)
        self.counts = set(re.findall(r"^unit (\w+)[\w ]* : [\w\[\]]+$", whole, re.MULTILINE))
        self.plans = {}
        for name, meters, body in re.findall(r"^plan (\w+) on ([\w,\s]+)\{([^}]*)\}", whole, re.MULTILINE):
            terms, payments = re.findall(r"term (.+)", body), re.findall(r"payment (\w+)", body)
            self.plans[name] = (set(re.findall(r"\w+", meters)), [f"term {t.strip()}, {p}" for t in terms for p in payments])


def is_day(text):
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def fits(library, row):
    """What is wrong with the names and units of a row."""
    if row["meter"] not in library.meters:
        return f"no meter `{row['meter']}`"
    key_type, dimension, priced = library.meters[row["meter"]]
    if not priced:
        return "the meter is free of charge"
    if row["region"] not in library.names["region"] | {EVERYWHERE}:
        return f"no region `{row['region']}`"
    if key_type is None and row["key"] != "-":
        return "a key for a meter that has none"
    if key_type == "Data" and not re.fullmatch(r"[1-9][0-9]* (?:GB|MB)", row["key"]):
        return f"`{row['key']}` is no amount of data"
    if key_type not in (None, "Data") and row["key"] not in library.names[key_type]:
        return f"`{row['key']}` is no {key_type} of the library"
    if row["plan"] != "-":
        name, _, terms = row["plan"].partition(" ")
        meters, offers = library.plans.get(name, ((), ()))
        if row["meter"] not in meters or terms not in offers:
            return f"no offer `{row['plan']}` on this meter"
    units = library.units_of.get(row["meter"]) or {UNITS.get(dimension)}
    counted = re.fullmatch(r"USD(?:/| per [1-9]\w* )(\w+)", row["unit"])
    if row["unit"] not in units and not (
            row["meter"] not in library.units_of and dimension not in UNITS and counted and counted[1] in library.counts):
        return f"`{row['unit']}`, where the library has {sorted(map(str, units))}"
    return None


def order(row):
    place = tuple(row[name].encode() for name in ("meter", "region", "key", "plan"))
    return (*place, Fraction(row["lower"].replace("-", "0")), row["from"].replace("-", "", row["from"] == "-"))


def overlap(one, other, first, last):
    """Whether two half-open ranges meet; `-` has no end."""
    begin = max(first(one[0]), first(other[0]))
    end = min(last(one[1]), last(other[1]))
    return begin < end


def problems(text, library):
    """Everything that is wrong with the text of a book."""
    try:
        lines = text.decode().split("\n")
    except UnicodeDecodeError as error:
        return [str(error)]
    if "\r" in text.decode() or lines[-1] != "":
        return ["a line does not end in one line feed"]
    head = ["smprices 1", r'edition [\w-]+ "[^"\t]+"', r"service [\w.]+", "currency USD", r"published (\d{4}-\d\d-\d\d)"]
    for line, pattern in zip(lines, head):
        if not re.fullmatch(pattern, line):
            return [f"`{line}` is no `{pattern}`"]
    found, sources, at = [], {}, len(head)
    while source := SOURCE.fullmatch(lines[at]):
        if int(source[1]) != len(sources) + 1 or source[4] not in QUALITIES or source.groups()[1:] in sources.values():
            found.append(f"source {source[1]} is out of order, doubled or of no known quality")
        if re.search(r"(?:^|[ (])(?:/\w|~/|\.\.?/)", source[2]):
            found.append(f"source {source[1]} names a path of some machine")
        sources[source[1]] = source.groups()[1:]
        at += 1
    announced = re.fullmatch(r"rows ([0-9]+) sha256 ([0-9a-f]{64})", lines[at])
    if not announced:
        return [*found, f"`{lines[at]}` announces no rows"]
    days = [read for _, read, _ in sources.values() if is_day(read)]
    if lines[4] != f"published {max(days, default='')}":
        found.append("published on another day than the latest that was read")
    body = "\n".join(lines[at + 1:]).encode()
    if hashlib.sha256(body).hexdigest() != announced[2]:
        found.append("the digest is of other rows")
    rows = []
    for number, line in enumerate(lines[at + 1:-1], at + 2):
        cells = line.split("\t")
        if len(cells) != len(COLUMNS) or any(not cell or cell != cell.strip() for cell in cells):
            found.append(f"line {number}: {len(cells)} columns, or an empty one")
            continue
        row = dict(zip(COLUMNS, cells), line=number)
        wrong = fits(library, row)
        if wrong:
            found.append(f"line {number}: {wrong}")
        if not DECIMAL.fullmatch(row["price"]) or Fraction(row["price"]) <= 0:
            found.append(f"line {number}: `{row['price']}` is no plain price above 0")
        if any(row[name] != "-" and not DECIMAL.fullmatch(row[name]) for name in ("lower", "upper")):
            found.append(f"line {number}: a bound is no plain decimal")
            continue
        if row["upper"] != "-" and Fraction(row["upper"]) <= Fraction(row["lower"].replace("-", "0")):
            found.append(f"line {number}: an empty tier")
        if any(row[name] != "-" and not is_day(row[name]) for name in ("from", "until")):
            found.append(f"line {number}: a date is none")
            continue
        if "-" not in (row["from"], row["until"]) and row["from"] >= row["until"]:
            found.append(f"line {number}: it ends before it begins")
        if row["source"] not in sources:
            found.append(f"line {number}: no source {row['source']}")
        if row["usage"] != "-" and (" " in row["usage"] or (row["key"].startswith("ml.") and row["key"] not in row["usage"])):
            found.append(f"line {number}: `{row['usage']}` is no usage type of {row['key']}")
        rows.append(row)
    if len(lines) - at - 2 != int(announced[1]):
        found.append(f"{len(lines) - at - 2} rows, {announced[1]} announced")
    for row, after in zip(rows, rows[1:]):
        if order(row) >= order(after):
            found.append(f"line {after['line']} belongs before the one above it")
    for number in set(sources) - {row["source"] for row in rows}:
        found.append(f"no row is from source {number}")
    places = {}
    for row in rows:
        places.setdefault(tuple(row[name] for name in ("meter", "region", "key", "plan")), []).append(row)
    for here in places.values():
        for index, one in enumerate(here):
            for other in here[index + 1:]:
                tiers = overlap((one["lower"], one["upper"]), (other["lower"], other["upper"]),
                                lambda x: Fraction(x.replace("-", "0")), lambda x: float("inf") if x == "-" else Fraction(x))
                days = overlap((one["from"], one["until"]), (other["from"], other["until"]),
                               lambda x: "" if x == "-" else x, lambda x: "~" if x == "-" else x)
                if tiers and days:
                    found.append(f"lines {one['line']} and {other['line']} hold at once")
    # What holds everywhere has no price of its own anywhere.
    everywhere = {(meter, key, plan): rows[0]["line"] for (meter, region, key, plan), rows in places.items() if region == EVERYWHERE}
    for (meter, region, key, plan), here in places.items():
        if region != EVERYWHERE and (meter, key, plan) in everywhere:
            found.append(f"lines {everywhere[meter, key, plan]} and {here[0]['line']} hold at once")
    return found


def spoiled(text):
    """Copies of the book, each wrong in one way; the digest is right where it is not the fault."""
    head, _, body = text.partition(re.search(rb"^rows .*\n", text, re.MULTILINE)[0])
    lines = body.splitlines(keepends=True)

    def book(rows, begin=head, count=None):
        body = b"".join(rows)
        return begin + b"rows %d sha256 %s\n" % (count or len(rows), hashlib.sha256(body).hexdigest().encode()) + body

    def edited(column, value, at=700):
        cells = lines[at].rstrip(b"\n").split(b"\t")
        cells[COLUMNS.index(column)] = value
        return book([*lines[:at], b"\t".join(cells) + b"\n", *lines[at + 1:]])

    yield "a digit", text.replace(b"\t0.0000233\t", b"\t0.0000234\t")
    yield "no last line feed", text[:-1]
    yield "two lines change places", book([*lines[:9], lines[10], lines[9], *lines[11:]])
    yield "a line twice", book([*lines[:9], lines[9], *lines[9:]])
    yield "another count", book(lines, count=len(lines) - 1)
    yield "a source that nobody cites", book(lines, head + b'source %d "x" read "2026" quality page\n' % (head.count(b"\nsource ") + 1))
    yield "a path", book(lines, head.replace(b'source 1 "', b'source 1 "/home/me/'))
    yield "another day", book(lines, re.sub(rb"published \S+", b"published 2020-01-01", head))
    for column, value in (("meter", b"no_such"), ("region", b"xx-east-1"), ("key", b"ml.none.large"), ("plan", b"savings_plan term 2 years, no_upfront"),
                          ("lower", b"5x"), ("from", b"2025-13-01"), ("price", b"0"), ("price", b"1e-3"), ("price", b"-1"), ("price", b"0,96"),
                          ("unit", b"USD/GB"), ("unit", b"EUR/h"), ("usage", b"Train:ml.none.large"), ("source", b"99"), ("note", b"")):
        yield f"{column} {value.decode()}", edited(column, value)
    dated = next(at for at, line in enumerate(lines) if line.split(b"\t")[7] != b"-")
    yield "two prices on one day", edited("until", b"-", dated)
    at = next(at for at, line in enumerate(lines) if line.split(b"\t")[1] == EVERYWHERE.encode())
    yield "a price beside the one that holds everywhere", book([*lines[:at + 1], lines[at].replace(b"everywhere", b"us-east-1"), *lines[at + 1:]])
    tier = next(at for at, line in enumerate(lines) if line.split(b"\t")[5] != b"-")
    yield "two tiers of one quantity", edited("upper", b"60000", tier)


def main():
    library = Library(stdlib)
    books = sorted(stdlib.rglob("*.smprices"))
    failures = [] if books else ["no price book"]
    for path in books:
        text = path.read_bytes()
        failures += [f"{path.name}: {problem}" for problem in problems(text, library)]
        for name, copy in spoiled(text):
            if copy == text or not problems(copy, library):
                failures.append(f"{path.name}: nothing notices {name}")
        print(f"{path.name}: {text.count(bytes([10]))} lines")
    print("\n".join(failures))
    sys.exit(bool(failures))


main()
