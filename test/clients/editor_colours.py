#!/usr/bin/env python3
"""editor_colours.py CLIENTS FIXTURE: what Neovim and Emacs colour is what the fixture says of each construct.

The fixture is the TextMate grammar's; its scopes are taken as the kinds that the other two tell apart.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CLIENTS, FIXTURE = (Path(name).resolve() for name in sys.argv[1:3])

KEYWORD, VALUE, NUMBER, UNIT, TEXT, COMMENT, NAME, HEAD = "keyword value number unit text comment name head".split()
KINDS = [("keyword.declaration", KEYWORD), ("keyword.other.reserved", KEYWORD), ("keyword.other.contextual", KEYWORD), ("variable.language", VALUE),
         ("constant.numeric", NUMBER), ("keyword.other.unit.percent", None), ("keyword.other.unit", UNIT), ("string", TEXT), ("comment", COMMENT),
         ("entity.name.tag", NAME), ("entity.name.type", NAME), ("entity.name.function.call", None), ("entity.name.function", HEAD), ("variable.other", "")]
VIM = {"smcostDeclaration": KEYWORD, "smcostReserved": KEYWORD, "smcostWord": KEYWORD, "smcostDistribution": KEYWORD, "smcostValue": VALUE,
       "smcostNumber": NUMBER, "smcostTimes": NUMBER, "smcostDuration": NUMBER, "smcostDate": NUMBER, "smcostTime": NUMBER,
       "smcostUnit": UNIT, "smcostCurrency": UNIT, "smcostText": TEXT, "smcostPlaceholder": TEXT, "smcostComment": COMMENT, "smcostDoc": COMMENT,
       "smcostStatement": NAME, "smcostNamed": NAME, "smcostHead": HEAD, "smcostName": "", "": ""}
EMACS = {"font-lock-keyword-face": KEYWORD, "font-lock-builtin-face": VALUE, "font-lock-type-face": UNIT, "font-lock-string-face": TEXT,
         "font-lock-comment-face": COMMENT, "font-lock-comment-delimiter-face": COMMENT, "font-lock-variable-name-face": NAME,
         "font-lock-function-name-face": HEAD, "nil": ""}
# Numbers have no face of their own in Emacs.
UNSAID = {"vim": set(), "emacs": {NUMBER}}


def marked():
    """(line, first column, text, kind) of what the fixture speaks of."""
    lines, code = FIXTURE.read_text(encoding="utf-8").split("\n"), 0
    for number, line in enumerate(lines):
        marks = re.fullmatch(r"#(\s*)(\^+|<-+) (\S+)", line)
        if not marks:
            code = number
            continue
        is_first = marks[2].startswith("<")
        begin = 0 if is_first else 1 + len(marks[1])
        end = len(marks[2]) - 1 if is_first else begin + len(marks[2])
        kind = next((kind for scope, kind in KINDS if marks[3].startswith(scope)), None)
        if kind is not None:
            yield code, begin, lines[code][begin:end], kind


def vim(folder):
    out = folder / "vim.json"
    environment = {**os.environ, "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_STATE_HOME": str(folder), "SMCOST_OUT": str(out)}
    subprocess.run(["nvim", "--headless", "-u", "NORC", "-i", "NONE", "--cmd", f"let &runtimepath = '{CLIENTS}/neovim,' .. &runtimepath",
                    "--cmd", "let g:smcost_lsp = v:false", str(FIXTURE), "-S", str(HERE / "colours.lua")],
                   env=environment, check=True, timeout=60, stdin=subprocess.DEVNULL, capture_output=True)
    return json.loads(out.read_text(encoding="utf-8"))


def emacs(folder):
    out = folder / "emacs.json"
    subprocess.run(["emacs", "-Q", "--batch", "-L", str(CLIENTS / "emacs"), "-l", "smcost-mode", "-l", str(HERE / "colours.el"), str(FIXTURE), str(out)],
                   env={**os.environ, "HOME": str(folder)}, check=True, timeout=60, stdin=subprocess.DEVNULL, capture_output=True)
    return json.loads(out.read_text(encoding="utf-8"))


def main():
    failures, count = [], 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for editor, colours, kinds in (("vim", vim(folder), VIM), ("emacs", emacs(folder), EMACS)):
            for line, begin, text, kind in marked():
                if kind in UNSAID[editor]:
                    continue
                count += 1
                for at, char in enumerate(text, begin):
                    colour = colours[line][at]
                    if char != " " and kinds.get(colour, colour) != kind:
                        failures.append(f"{editor}: {FIXTURE.name}:{line + 1}: `{text}` is {colour or 'plain'}, not {kind or 'plain'}")
                        break
    print("\n".join(failures) or f"{count} pieces have their colours in both editors")
    sys.exit(1 if failures or count < 300 else 0)


main()
