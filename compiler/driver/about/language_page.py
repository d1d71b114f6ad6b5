#!/usr/bin/env python3
"""language_page.py README OUTPUT: the language reference as the manual page smcost-lang(7). cmark-gfm
turns Markdown into roff; what is left are the page's head and tables whose long cells wrap."""

import re
import subprocess
import sys
from pathlib import Path

HEAD = """'\\" t
.TH SMCOST\\-LANG 7 "" "" "Cost specs"
.SH NAME
smcost\\-lang \\- the language of cost specs
"""


def table(match):
    """Rows of cells, each a text block; the first column as wide as it is, the last takes what is left."""
    rows = [row.split("@") for row in match[1].strip("\n").split("\n")]
    columns = len(rows[0])
    widths = " ".join("lw(%dn)" % (60 // columns) for _ in range(columns))
    lines = [".TS", "tab(@);", " ".join("lb" for _ in range(columns)), f"{widths}."]
    lines.append("@".join(rows[0]))
    for row in rows[1:]:
        lines.append("@".join("T{\n" + cell + "\nT}" for cell in row))
    return "\n".join([*lines, ".TE", ""])


def heading(match):
    level = "SH" if match[1] in ("SH", "SS") else match[1]
    return f".{level} " + match[2].upper() + "\n"


def main():
    readme, output = sys.argv[1:]
    text = Path(readme).read_text(encoding="utf-8")
    # The title names the page; links lead nowhere from a terminal.
    text = re.sub(r"\A# .*\n", "# Description\n", text)
    text = re.sub(r"\[([^\]]+)\]\([^)]+\)", r"\1", text)
    done = subprocess.run(["cmark-gfm", "-e", "table", "-t", "man"], input=text, capture_output=True, text=True, check=True)
    roff = done.stdout
    # An `@` in a cell would end it.
    roff = re.sub(r"^\.TS\ntab\(@\);\n[c l]+\.\n(.*?)^\.TE\n", table, roff, flags=re.DOTALL | re.MULTILINE)
    roff = re.sub(r"^\.(SH|SS)\n(.*)\n", heading, roff, flags=re.MULTILINE)
    # A paragraph right behind a heading, a macro for it too much.
    roff = re.sub(r"^(\.SH .*\n)\.PP\n", r"\1", roff, flags=re.MULTILINE)
    roff = roff.replace("\\f[C]", "\\fB").replace("\\f[B]", "\\fB").replace("\\f[I]", "\\fI").replace("\\f[]", "\\fR")
    # Code blocks are long: no font for the whole block.
    roff = re.sub(r"^\\fB\n(.*?)^\\fR\n", lambda block: block[1], roff, flags=re.DOTALL | re.MULTILINE)
    roff = re.sub(r"`", r"\\(ga", roff)
    Path(output).write_text(HEAD + roff, encoding="utf-8")


main()
