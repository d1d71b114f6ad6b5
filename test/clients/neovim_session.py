#!/usr/bin/env python3
"""neovim_session.py CLIENTS SMCOST: a person writes a spec in Neovim, with its own client and this one's files."""

import sys
import tempfile
from pathlib import Path

from neovim import Neovim

CLIENTS, SMCOST = (Path(name).resolve() for name in sys.argv[1:3])
SPEC = """use aws.sagemaker @ page-de
region us-east-1
period 2025-03

api = host 2x ml.c5.xlarge always
concept = train 4x ml.m4.4xlarge 30min
"""
# 2 x 744 h x 0.204 USD/h are 303.552 USD, 4 x 0.5 h x 0.96 USD/h are 1.92 USD.
HINTS = {4: "303.55… USD", 5: "1.92 USD"}


def hints_of(editor):
    return {one["line"]: one["text"].strip() for one in editor.ask("virtual_text", "smcost_hints")}


def main():
    with tempfile.TemporaryDirectory(prefix="smcost ") as name:
        folder = Path(name).resolve()
        (folder / "spec.smcost").write_text(SPEC, encoding="utf-8")
        with Neovim(CLIENTS, [str(SMCOST), "lsp"], folder) as editor:
            editor.open("spec.smcost")
            editor.until("hints stand behind the statements", lambda: hints_of(editor) == HINTS)
            lenses = editor.wait("lenses", bool)
            assert any(one["title"].startswith("305.47… USD") for one in lenses), lenses
            assert editor.ask("diagnostics") == []

            # A slip, and its fix.
            editor.keys("gg/train<CR>cwtrian<Esc>")
            (wrong,) = editor.wait("diagnostics", lambda found: len(found) == 1)
            assert (wrong["line"], wrong["column"]) == (5, 10), wrong
            editor.ask("take", "train")
            editor.wait("lines", lambda lines: lines[5] == "concept = train 4x ml.m4.4xlarge 30min")
            editor.wait("diagnostics", lambda found: found == [])

            # A statement, completed.
            editor.keys("Goprep = proce<C-x><C-o>")
            menu = editor.wait("menu", lambda words: words is not None)
            assert any(word.startswith("process") for word in menu), menu
            editor.keys("<C-e><C-w>process 2x ml.m5.4xlarge  1h<Esc>")
            # 2 h at 0.922 USD/h are 1.844 USD.
            editor.until("the new statement has a hint", lambda: hints_of(editor).get(6) == "1.84… USD")

            # In the one style.
            editor.ask("format")
            lines = editor.wait("lines", lambda lines: "prep    = process 2x ml.m5.4xlarge 1h" in lines)
            assert "api     = host 2x ml.c5.xlarge always" in lines, lines

            # Another name, everywhere.
            editor.keys("gg/concept<CR>")
            editor.ask("rename", "fit")
            editor.wait("lines", lambda lines: lines[5].startswith("fit") and not any("concept" in line for line in lines))
            editor.until("the same costs", lambda: hints_of(editor).get(5) == HINTS[5])

            # The bill in a window, and how a statement comes about.
            editor.keys(":SmcostBill<CR>")
            bill = editor.wait("window", bool, "smcost://bill")
            assert any(line.startswith("total") for line in bill), bill
            editor.keys(":SmcostExplain fit<CR>")
            explained = editor.wait("window", bool, "smcost://explain")
            assert any("0.96" in line for line in explained), explained
            version = editor.ask("version")
    print(f"a session of Neovim {version} went as it should")


main()
