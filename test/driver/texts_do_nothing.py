"""What a spec says stays text in whatever reads the output: python3 texts_do_nothing.py SMCOST STDLIB FOLDER

A spec has, in each place where the language takes a text, every character of Unicode that nobody sees and texts that are commands
to a spreadsheet, a browser, a build server or a document. Each command prints it in each format; each output is read by a parser of its
format, which must find the text, as text, and nothing else. Standard error is held to the same.
"""
import csv
import fractions
import html.parser
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

SMCOST, STDLIB, FOLDER = (pathlib.Path(word).resolve() for word in sys.argv[1:4])

# Nobody sees them (Cf), they end lines (Zl, Zp), or they are obeyed (Cc).
HIDDEN = [chr(c) for c in range(0x110000) if unicodedata.category(chr(c)) in ("Cf", "Cc", "Zl", "Zp")]
# Of the controls a text may hold those of the second set.
IN_TEXTS = [c for c in HIDDEN if ord(c) >= 0x80]
TEXTS = [
    "=HYPERLINK('http://evil.example/?x','pay')", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(1+1)*cmd", " =1+1", "\t=1+1", "\uff1d1+1",
    "a;=cmd|' /C calc'!A0", "b; +1+1;-2+3 x",
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "<!-- c -->", "<a href='x'>y</a>", "&lt;b&gt; &#64; &amp;",
    "@everyone", "hello @octocat and @org/team", "me@example.com", "mailto:me@example.com", "#1", "owner/repo#12", "!3 $4 %5 &6 ~7",
    "[x](javascript:alert(1))", "![x](http://evil.example/p.png)", "[x]: http://evil.example", "[^1]", "[ ] task",
    "http://evil.example", "https://evil.example/a_b_c", "www.evil.example", "ftp://evil.example", "<http://evil.example>",
    "a | b || c", "`code` ``x`` ```", "*a* **b** _c_ __d__ ~~e~~ ~f~", "a\\", "\\| \\\\", "# head", "> quote", "- item", "+ item", "1. item",
    "2) item", "---", "===", "::error::stop", "::add-mask::x", "##[add-matcher]x", "##vso[task.setvariable]x", "##teamcity[x]", "###[x]",
    "%0A::error::x", "\u00a0::error::x", "]]>", "</testcase>", "</failure><x/>", "&quot;&bad;", "'; DROP TABLE", "$(id) `id` ${IFS}", "%s%n {} {0}",
    "\ufffe\uffff", "\u202eevil\u202c", "soft\u00adhyphen zero\u200bwidth \U000e0041\U000e0042\U000e007f", "".join(IN_TEXTS),
]
HEAD = ["regions { here }", "region here", "period 30 days"]
PLAIN = "meter free : Time { free \"of charge\" }\na = meter  free 1h\nassert a > 2 USD\n"
failures = []


def fail(what, output=""):
    failures.append(f"{what}\n    {output[:300]!r}")


def spec():
    """Every text in every place of its own, and a bill, checks and blocks that show them."""
    lines = [*HEAD, "edition now", "skus { " + ", ".join(f"k{i}.x" for i in range(len(TEXTS))) + " }"]
    lines += ["skus facts (maker : Text) {", *(f'  k{i}.x "{text}"' for i, text in enumerate(TEXTS)), "}"]
    lines += ["meter rented(box : Sku) : Time", "allowance gift 1 h always on rented(k0.x)"]
    for i, text in enumerate(TEXTS):
        lines += [f'edition e{i} "{text}"',
                  f'source s{i} {{ title "{text}" url "{text}" retrieved "{text}" edition now }}',
                  f'rates rented region here source s{i} {{ k{i}.x 1 USD/h shown "{text}" }}',
                  f'meter free{i} : Time {{ free "{text}" }}',
                  f'meter asked{i} : Time {{ quote "{text}" }}',
                  f"## {text}", f"## for  {text}",
                  f"workload w{i}(bare on kind : Sku, bare for run : Time) {{",
                  f'  require run < 9 h else "{text}"',
                  f"  line rent = meter rented(kind)  run", f"  line gift = meter free{i}  run", "}",
                  f"a{i} = w{i} k{i}.x 2h", f"meter free{i} 3 h",
                  f'expect a{i}.gift == 0 USD printed "{text}" erratum "{text}"', f'assert a{i} > 2 USD else "{text}"',
                  f'test "{text}" {{ expect 1 + 1 == 3 }}',
                  f'rejects "{text}" {{ meter asked{i} 1 h }} with SMC4006']
    lines += ["scenario more { set a1.run = 4 h }", f'expect total == 1 USD printed "{TEXTS[1]}" erratum "{TEXTS[0]}"']
    return "\n".join(lines) + "\n"


def wrong_spec():
    """What only errors say."""
    lines = [*HEAD, "skus { box.small }", "meter compute(box : Sku) : Time"]
    for i, text in enumerate(TEXTS):
        lines += [f'use "./{text}.smcost" as m{i}', f'meter asked{i} : Time {{ quote "{text}" }}', f"meter asked{i} 1 h", f'let x{i} = "{text}" + 1 s',
                  f'workload w{i}(bare for run : Time) {{ require run < 1 h else "{text}"; line l = meter compute(box.small) run }}',
                  f"w{i} 2h", f'include "{text}"']
    return "\n".join(lines) + "\n"


def quiet_lines(what, text, is_xml_or_json=False):
    """No byte that acts on a terminal, no line that acts on a server that keeps the log."""
    for c in text:
        if c != "\n" and c in HIDDEN_SET:
            return fail(f"{what}: U+{ord(c):04X} as it is", text[max(0, text.index(c) - 60):])
    for line in text.split("\n"):
        if re.match(r"\s*::[A-Za-z]", line) or re.search(r"##[A-Za-z]*\[", line):
            return fail(f"{what}: a command to a server", line)
    return None


HIDDEN_SET = set(HIDDEN)


def run(*arguments, cwd=None, codes=(0, 1, 2, 3, 4), stdin=b"", env=None):
    done = subprocess.run([SMCOST, *arguments], cwd=cwd or FOLDER, capture_output=True, input=stdin, timeout=120, check=False,
                          env=os.environ | {"COLUMNS": "80"} | (env or {}))
    what = " ".join(str(a) for a in arguments)[:100]
    if done.returncode not in codes:
        fail(f"{what}: exit {done.returncode}", done.stderr.decode(errors="replace"))
    quiet_lines(what + " (stderr)", done.stderr.decode())
    return what, done.stdout.decode()


def seen(text):
    """As a person may see it, with a stand-in for the rest."""
    stand_in = {"\t": "    ", "\x7f": "\u2421"}
    def cell(c):
        if c in stand_in:
            return stand_in[c]
        return c if c not in HIDDEN_SET else chr(0x2400 + ord(c)) if ord(c) < 0x20 else "\ufffd"
    return "".join(map(cell, text))


def read_text(what, output):
    quiet_lines(what, output)


def has_all(what):
    """Whether the output is to show every text: the bill that has them, or the checks that do."""
    return what.startswith(("eval --format csv all", "eval --format json all", "eval --format markdown all", "test --format junit all"))


def is_number(cell):
    try:
        fractions.Fraction(cell)
    except ValueError:
        return False
    return True


def read_csv(what, output):
    quiet_lines(what, output.replace("\r\n", "\n"))
    rows = list(csv.reader(io.StringIO(output, newline=""), strict=True))
    if len({len(row) for row in rows}) > 1:
        fail(f"{what}: rows of different length")
    # Where a comma stands in decimal numbers, a spreadsheet parts the cells of such a file at semicolons.
    parted = csv.reader(io.StringIO(output, newline=""), delimiter=";")
    for cell in (cell for row in [*rows, *parted] for cell in row):
        begin = cell.lstrip()
        if len(begin) > 1 and begin[0] in "=+-@\t\r\uff1d\uff0b\uff0d\uff20" and not is_number(cell):
            fail(f"{what}: a formula", cell)
    cells = {cell.replace("'", "") for row in rows for cell in row}
    for text in TEXTS:
        shown = seen(text)
        if has_all(what) and shown.replace("'", "") not in cells and not re.search(r"##\w*\[", text):
            fail(f"{what}: a text is lost", text)


def strings_in(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from strings_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings_in(inner)


def read_json(what, output):
    quiet_lines(what, output)
    everything = "\n".join(strings_in(json.loads(output))) if output.strip() else ""
    if has_all(what):
        for text in TEXTS:
            if text not in everything:
                fail(f"{what}: a text is lost", text)
    return everything


def read_sarif(what, output):
    read_json(what, output)
    log = json.loads(output)
    for result in log["runs"][0]["results"]:
        places = [*result["locations"], *result.get("relatedLocations", [])]
        texts = [result["message"]["text"], *(place["message"]["text"] for place in places if "message" in place)]
        for text in texts:
            if re.search(r"(?<!\\)\]\(", text):
                fail(f"{what}: a link", text)


def read_xml(what, output):
    quiet_lines(what, output)
    root = ElementTree.fromstring(output)
    known = {"testsuites", "testsuite", "testcase", "failure", "error", "skipped", "system-out"}
    for element in root.iter():
        if element.tag not in known:
            fail(f"{what}: an element {element.tag}")
        for text in (element.text or "", element.tail or "", *element.attrib.values()):
            if any(c in HIDDEN_SET and c != "\n" for c in text):
                fail(f"{what}: a hidden character behind an escape", text)
    names = " ".join(case.get("name") for case in root.iter("testcase"))
    for text in TEXTS:
        if has_all(what) and seen(text).replace("\ufffe\uffff", "\ufffd\ufffd").replace("    ", " ") not in names.replace("    ", " "):
            fail(f"{what}: a text is lost", text)


class Document(html.parser.HTMLParser):
    """The tags of a document and its pieces of text, with those of one cell put together."""

    def __init__(self, what):
        super().__init__()
        self.what, self.cell, self.cells = what, "", []

    def handle_starttag(self, tag, attrs):
        if tag not in {"h1", "h2", "p", "table", "thead", "tbody", "tr", "th", "td", "strong", "ul", "li"} or any(k != "align" for k, _ in attrs):
            fail(f"{self.what}: a tag {tag}", str(attrs))
        if tag in ("td", "p", "li"):
            self.cell = ""

    def handle_endtag(self, tag):
        if tag in ("td", "p", "li"):
            self.cells.append(self.cell)

    def handle_comment(self, data):
        if data != " ":
            fail(f"{self.what}: a comment", data)

    def handle_data(self, data):
        # What renderers of GitHub and GitLab look for in each piece of text.
        if re.search(r"@\w|(?<!&)#\d|\b!\d|https?://|www\.\w", data):
            fail(f"{self.what}: a mention, reference or address", data)
        self.cell += data


def read_markdown(what, output):
    quiet_lines(what, output)
    extensions = [word for one in ("table", "autolink", "strikethrough", "tasklist", "footnotes") for word in ("-e", one)]
    page = subprocess.run(["cmark-gfm", "--unsafe", *extensions], input=output.encode(), capture_output=True, check=True).stdout.decode()
    document = Document(what)
    document.feed(page)
    for table in re.findall(r"<table>.*?</table>", page, re.S):
        if len({len(re.findall(r"<t[hd]", row)) for row in table.split("<tr>")[1:]}) != 1:
            fail(f"{what}: rows of different length")
    everything = "\n".join(document.cells)
    for text in TEXTS:
        shown = re.sub(r"\s+", " ", seen(text)).strip()
        if has_all(what) and shown not in re.sub(r"[ \u00a0]+", " ", everything) and "##" not in text and "\u00a0" not in text:
            fail(f"{what}: a text is lost", text)


READERS = {"text": read_text, "csv": read_csv, "json": read_json, "markdown": read_markdown, "sarif": read_sarif, "junit": read_xml}


def in_each_format(formats, command, *files, **more):
    for form in formats:
        READERS[form](*run(command, "--format", form, *files, **more))


def all_formats():
    for name, text in (("all.smcost", spec()), ("wrong.smcost", wrong_spec()), ("wide.smcost", spec().replace(" 2h\n", " 10h\n"))):
        (FOLDER / name).write_text(text, encoding="utf-8")
    run("check", "all.smcost", codes=[0])
    run("test", "all.smcost", codes=[2])
    for name in ("all.smcost", "wrong.smcost", "wide.smcost"):
        in_each_format(READERS, "eval", name)
        in_each_format(("sarif", "junit"), "check", name)
        in_each_format(("sarif", "junit"), "test", name)
        for style in ("rich", "short", "json"):
            read_text(*run("test", "--diagnostics", style, "--color", "never", name))
    in_each_format(("text", "json", "markdown"), "compare", "all.smcost", "base", "more")
    in_each_format(("text", "json", "markdown"), "compare", "all.smcost", "wide.smcost")
    (FOLDER / "old.smcost").write_text(spec().replace(" 2h\n", " 1h\n"), encoding="utf-8")
    in_each_format(("text", "json", "markdown"), "diff", "old.smcost", "all.smcost")
    in_each_format(("text", "markdown"), "test", "--report", "all.smcost")
    for command in (["explain", "all.smcost"], ["explain", "all.smcost", "a3.rent"], ["eval", "--summary", "all.smcost"], ["doctor"],
                    ["check", "--emit", "ast", "all.smcost"], ["check", "--emit", "program", "all.smcost"]):
        read_text(*run(*command))
    for i in range(len(TEXTS)):
        if i % 8 == 0 or i == len(TEXTS) - 1:
            read_text(*run("help", f"w{i}", "all.smcost"))
    dialogue = ":load all.smcost\n:bill\n:explain a3\n:help w3\n:help w60\na1\nk0.x.maker\nlet t = \"" + "\"\nlet t = \"".join(TEXTS) + "\"\nt\n:show\n"
    read_text(*run("repl", stdin=dialogue.encode(), codes=[64]))


def names_and_settings():
    """Names of files and folders have no rules at all, nor have settings."""
    low = [c for c in HIDDEN if c not in "\0/"]
    names = [text.replace("/", "\u2215") for text in TEXTS[:-1]] + ["".join(low[i:i + 50]) for i in range(0, len(low), 50)]
    names += ["a\n::error::x", "\r\n::error::x", "x\x1b]0;title\x07", "x\x1b[31m", "-o", "--trust"]
    folder = FOLDER / "names"
    folder.mkdir()
    for name in names:
        (folder / (name + ".smcost")).write_text("\n".join(HEAD) + "\n" + PLAIN, encoding="utf-8")
    files = sorted(f"{name}.smcost" for name in names)
    for command in (["fmt", "--check"], ["fmt", "--diff"], ["check"], ["test"], ["eval"], ["eval", "--format", "markdown"], ["eval", "--format", "json"],
                    ["eval", "--summary"], ["test", "--report"], ["test", "--report", "--format", "markdown"], ["test", "--diagnostics", "short"]):
        read_text(*run(*command, "--", *files, cwd=folder))
    for form in ("sarif", "junit"):
        READERS[form](*run("check", "--format", form, "--", *files, cwd=folder))
    read_text(*run("fmt", "--", *files, cwd=folder))
    for name in files[::7]:
        for form in ("text", "json", "markdown"):
            READERS[form](*run("diff", "--format", form, "--", "./" + name, "./" + files[0], cwd=folder))
            READERS[form](*run("compare", "--format", form, "--", "./" + name, "./" + files[0], cwd=folder))
    name = "=x\n::error::<img>@everyone [x](y)\x1b[31m\u202e\u200b\U000e0041"
    shutil.copytree(STDLIB, folder / name)
    with open(folder / name / "prelude.smcost", "a", encoding="utf-8") as prelude:
        prelude.write("# another\n")
    (folder / "own.smcost").write_text("use aws.sagemaker\nregion us-east-1\nperiod 30 days\ntrain ml.m4.4xlarge 30min\n", encoding="utf-8")
    for form in ("text", "csv", "json", "markdown", "sarif", "junit"):
        READERS[form](*run("eval", "--stdlib", name, "--format", form, "own.smcost", cwd=folder))
    read_text(*run("eval", "--stdlib", name, "--summary", "own.smcost", cwd=folder))
    read_text(*run("explain", "--stdlib", name, "own.smcost", cwd=folder))
    read_text(*run("repl", "--stdlib", name, cwd=folder, stdin=b"1 + 1\n"))
    # As an environment and TOML have them, and a command line.
    for value in [*names[::9], name]:
        for setting in ("region", "period", "history", "stdlib", "diagnostics"):
            env = {"SMCOST_" + setting.upper(): value}
            for command in (["config"], ["doctor"] if setting in ("history", "stdlib") else ["eval", "own.smcost"]):
                read_text(*run(*command, cwd=folder, env=env))
    for value in TEXTS[::9]:
        (folder / ".smcost.toml").write_text(f"region = {json.dumps(value, ensure_ascii=False)}\n", encoding="utf-8")
        for command in (["config"], ["doctor"], ["eval", "own.smcost"]):
            read_text(*run(*command, cwd=folder))
    for value in names[::7]:
        for command in (["help", value], ["explain", value], [value], ["eval", "-p", value, "own.smcost"], ["eval", "--region", value, "own.smcost"]):
            read_text(*run(*command, cwd=folder, codes=range(65)))


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    all_formats()
    names_and_settings()
    for failure in failures[:40]:
        print(failure, file=sys.stderr)
    if failures:
        print(f"{len(failures)} failures", file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
