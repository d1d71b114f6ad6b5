#!/usr/bin/env python3
"""generate_words.py [--check]: the language's words, into the grammars of editors.

The words are those of compiler/help/language_words.def; which of them begin a declaration, no name is spelled like and
end a number's unit is what lang/syntax/lexemes.h says. They stand in the grammars where these say so; --check writes
nothing, and fails where a grammar has others.
"""

import json
import re
import sys
from pathlib import Path

CLIENTS = Path(__file__).resolve().parent
ROOT = CLIENTS.parents[2]
TEXTMATE = CLIENTS / "vscode" / "syntaxes" / "smcost.tmLanguage.json"
VIM = CLIENTS / "neovim" / "syntax" / "smcost.vim"
EMACS = CLIENTS / "emacs" / "smcost-mode.el"

# Declarations with a name behind the word.
NAMING = """allowance days dimension edition fn let line maximise meter minimise option param plan price_list sample
  scenario solve source sweep unit words workload""".split()
# Words that begin a line of a block, or an item, and are names elsewhere.
STARTING = """basis exchange group ignore payment quote tag units zones""".split()
# Values that have a word.
VALUES = "average payable span total".split()
# Declaration words that also stand inside a line.
INSIDE = "commit edition invoice meter plan rates region skus source tag".split()
# What must follow such a word; without a row, a value or a name.
FOLLOWED_BY = {
    "after": "name", "basis": "name", "brings": "name", "cliff": "value", "day": "number", "days": "number", "edition": "name",
    "erratum": "text", "excludes": "name", "facts": "call", "first": "number", "free": "text", "granularity": "number",
    "high": "name", "invoice": "end", "last": "number", "low": "name", "many": "name", "meter": "name", "minimum": "number",
    "mon": "any", "next": "number", "none": "any", "off": "any", "on": "any", "plan": "name", "price": "call", "printed": "text",
    "rates": "text", "region": "name", "shown": "text", "since": "number", "source": "name", "stock": "name", "summer": "name",
    "tag": "tagged", "tax": "number", "term": "number", "trial": "number", "until": "number", "upfront": "any", "usage": "text",
    "usage_prefix": "text", "weekends": "any",
}
# What another rule of each grammar has: numbers (`4x`), days of the week, constants.
ELSEWHERE = {"x", "mon", "weekends", "none"}


def read():
    """The language's words by what they are."""
    table = (ROOT / "compiler/help/language_words.def").read_text(encoding="utf-8")
    lexemes = (ROOT / "lang/syntax/lexemes.h").read_text(encoding="utf-8")

    def body(pattern):
        return set(re.findall(r'"([a-z_]+)"', re.search(pattern, lexemes, re.DOTALL)[1]))

    words = set(re.findall(r'^SMCOST_WORD\("([a-z_]+)"', table, re.MULTILINE))
    reserved = body(r"bool isReserved\(.*?\{(.*?)\n\}")
    stops = body(r"bool isStopWord\(.*?\{(.*?)\n\}") | reserved
    declaring = body(r"kDeclarationWords\[\] = \{(.*?)\};") | body(r"bool isQuestionWord\(.*?\{(.*?)\n?\}")
    if not (len(words) > 100 and len(reserved) > 10 and len(stops) > 25 and len(declaring) > 40):
        sys.exit("the lists of words are no longer where they were: mend generate_words.py")
    known = {*NAMING, *STARTING, *VALUES, *INSIDE, *FOLLOWED_BY, *ELSEWHERE}
    if strange := sorted((known | reserved | declaring) - words):
        sys.exit(f"no words of the language: {', '.join(strange)}")
    inside = words - reserved - set(VALUES) - ELSEWHERE - ((declaring | set(STARTING)) - set(INSIDE))
    by_follow = {}
    for word in inside:
        by_follow.setdefault(FOLLOWED_BY.get(word, "value"), []).append(word)
    starting = (declaring | set(STARTING)) - set(NAMING)
    return {"reserved": sorted(reserved), "stops": sorted(stops), "naming": sorted(NAMING), "starting": sorted(starting),
            "values": sorted(VALUES), "inside": {kind: sorted(found) for kind, found in sorted(by_follow.items())}}


def textmate(text, words):
    """The grammar with its generated rules; no look-behind of varying length, so that PCRE reads it too."""
    grammar = json.loads(text)
    start, alone = r"(?:^|(?<=[;{]))\s*", r"(?<![\w.-])"
    stop = f"(?!(?:{'|'.join(words['stops'])})(?![\\w-]))"
    # No name that is declared, a path or a call.
    end = r"(?![\w-])(?!\.\w)(?!\s*(?:=(?!=)|:))"
    number = r"\d(?:_?\d)*(?:\.\d+)?(?:[eE][+-]?\d+|[kMGT](?!\w))?"
    unit = r"[A-Za-z_]+(?:-[A-Za-z_]+)*(?!\w|\(|\.\w)"
    follow = {"any": "", "call": r"(?=\s*\()", "end": r"(?=\s*(?:$|[;,}]|==|<|>))", "name": rf"(?=\s+{stop}[A-Za-z_])", "number": r"(?=\s+\d)", "text": r'(?=\s+")',
              "tagged": r'(?=\s+[A-Za-z_][\w-]*\s+")',
              "value": r'(?=\s+["\w(\[{~-])'}
    rules = grammar["repository"]
    rules["naming"]["match"] = rf"{start}({'|'.join(words['naming'])})\s+(?!=)([A-Za-z_]\w*(?:-\w+)*)"
    rules["starting"]["match"] = rf"{start}({'|'.join(words['starting'])})(?=\s)(?!\s*(?:=(?!=)|:))"
    rules["reserved"]["match"] = rf"{alone}(?:{'|'.join(words['reserved'])})(?![\w-])"
    rules["values"]["match"] = rf"{alone}(?:{'|'.join(words['values'])}){end}"
    rules["inside"]["match"] = alone + "(?:" + "|".join(f"(?:{'|'.join(found)}){end}{follow[kind]}" for kind, found in words["inside"].items()) + ")"
    rules["quantity"]["match"] = rf"(?<!\w)((?>{number}))\s*(?:([A-Z]{{3}})|{stop}({unit}))(?![\w-])(?!\(|\.\w)"
    rules["compound"]["match"] = rf"(?<!\w)(?:{number}{stop}[A-Za-z_]+(?=\d))+{number}{stop}{unit}"
    rules["converted"]["match"] = rf"{alone}(as)\s+{stop}(?:([A-Z]{{3}})(?![\w-])|({unit}))((?:/[A-Za-z_]+)*)"
    rules["per"]["match"] = rf"{alone}(per)\s+(?:({number})\s*)?{stop}(?:([A-Z]{{3}})(?![\w-])|({unit}))"
    rules["statement"]["match"] = (rf"{start}([A-Za-z_]\w*(?:-\w+)*)\s*(=)(?!=)"
                                   rf"(?:\s*(?!(?:commit|meter|none)\s)(?!round\s){stop}([A-Za-z_]\w*(?:-\w+)*(?:\.\w+(?:-\w+)*)*)(?![\w(]|-\w)(?!\s+[-+*/^<>=]))?")
    return json.dumps(grammar, indent=2, ensure_ascii=False) + "\n"


def replaced(text, lines, comment):
    """The text with other lines between its two marks."""
    begin, end = f"{comment} begin generated", f"{comment} end generated"
    head, rest = text.split(begin, 1)
    return f"{head}{begin}{rest.partition(chr(10))[0]}\n" + "\n".join(lines) + f"\n{end}{rest.split(end, 1)[1]}"


def vim(text, words):
    start, alone = r"\%(^\|[;{]\)\s*\zs", r"\%([A-Za-z0-9_.-]\)\@1<!"
    end = r"\%([A-Za-z0-9_-]\|\.\w\|\s*=[^=]\|\s*=$\|\s*:\)\@!"
    stop = r"\%(\%(" + r"\|".join(words["stops"]) + r"\)\%([A-Za-z0-9_-]\)\@!\)\@!"
    follow = {"any": "", "call": r"\%(\s*(\)\@=", "end": r"\%(\s*\%($\|[;,}<>]\|==\)\)\@=", "name": rf"\%(\s\+{stop}[A-Za-z_]\)\@=", "number": r"\%(\s\+\d\)\@=",
              "tagged": r'\%(\s\+[A-Za-z_][A-Za-z0-9_-]*\s\+"\)\@=', "text": r'\%(\s\+"\)\@=', "value": r'\%(\s\+["A-Za-z0-9_(\[{~-]\)\@='}
    either = r"\|".join
    lines = [f"syn match smcostWord /{alone}\\%({either(found)}\\){end}{follow[kind]}/" for kind, found in words["inside"].items()]
    lines += [
        f"syn match smcostValue /{alone}\\%({either(words['values'])}\\){end}/",
        f"syn match smcostReserved /{alone}\\%({either(words['reserved'])}\\)\\%([A-Za-z0-9_-]\\)\\@!/",
        f"syn match smcostUnit /{stop}[A-Za-z_]\\+\\%(-[A-Za-z_]\\+\\)*\\%([A-Za-z_]\\|(\\|\\.\\w\\)\\@!/ contained contains=smcostCurrency",
        f"syn match smcostDeclaration /{start}\\%({either(words['starting'])}\\)\\%(\\s\\)\\@=\\%(\\s*=[^=]\\|\\s*:\\)\\@!/",
        f"syn match smcostDeclaration /{start}\\%({either(words['naming'])}\\)\\%(\\s\\+[A-Za-z_]\\)\\@=/ nextgroup=smcostNamed skipwhite",
    ]
    return replaced(text, lines, '"')


def emacs(text, words):
    def listed(name, found, doc):
        return [f"(defconst {name}", "  '(" + "\n    ".join(lines_of(f'"{word}"' for word in found)) + ")", f'  "{doc}")']

    def lines_of(found, most=100):
        lines = [""]
        for one in found:
            if len(lines[-1]) + len(one) > most:
                lines.append("")
            lines[-1] += (" " if lines[-1] else "") + one
        return lines

    lines = [
        *listed("smcost-mode-reserved", words["reserved"], "Words that no name is spelled like."),
        *listed("smcost-mode-stops", words["stops"], "Words that are no unit behind a number."),
        *listed("smcost-mode-naming", words["naming"], "Words that begin a declaration and have a name behind them."),
        *listed("smcost-mode-starting", words["starting"], "Words that begin a declaration or a line of a block."),
        *listed("smcost-mode-values", words["values"], "Values that have a word."),
        "(defconst smcost-mode-inside", "  '(" + "\n    ".join(
            f"({kind} " + "\n     ".join(lines_of(f'"{word}"' for word in found)) + ")" for kind, found in words["inside"].items()) + ")",
        '  "Words that are names elsewhere, by what follows them where they are not.")',
    ]
    return replaced(text, lines, ";;")


def main():
    words, wrong = read(), []
    for path, written in ((TEXTMATE, textmate), (VIM, vim), (EMACS, emacs)):
        text = path.read_text(encoding="utf-8")
        new = written(text, words)
        if new == text:
            continue
        if "--check" in sys.argv[1:]:
            wrong.append(str(path.relative_to(ROOT)))
        else:
            path.write_text(new, encoding="utf-8")
    if wrong:
        sys.exit(f"other words than the language has: {', '.join(wrong)}; run compiler/lsp/clients/generate_words.py")


if __name__ == "__main__":
    main()
