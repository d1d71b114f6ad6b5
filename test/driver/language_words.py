#!/usr/bin/env python3
"""language_words.py SMCOST ROOT FOLDER: each keyword of the grammar has a page in `smcost help`, whose example is a
sound spec over the small world of Inputs/words.smcost."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

SMCOST, ROOT, FOLDER = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
SYNTAX = ROOT / "lang" / "syntax"


def keywords():
    """What the sources of the grammar spell: the lists of words, and the words of its rules."""
    lexemes = (SYNTAX / "lexemes.h").read_text()
    declarations = re.search(r"kDeclarationWords\[\] = \{(.*?)\};", lexemes, re.DOTALL)[1]
    found = set(re.findall(r'"([a-z_]+)"', declarations)) | set(re.findall(r'word == "([a-z_]+)"', lexemes))
    for path in SYNTAX.glob("grammar*.h"):
        text = path.read_text()
        found |= set(re.findall(r'\b(?:lead|keyword|time_word|bounded_tier)<"([a-z_]+)"', text))
        found |= set(re.findall(r'\bwanted<"`[a-z_]+`", "([a-z_]+)"', text))
    return found


def run(*arguments, text=None):
    return subprocess.run([SMCOST, *arguments], input=text, capture_output=True, text=True, timeout=60, check=False, cwd=FOLDER)


def wrong_with(example):
    spec = f'use "./words.smcost"\n{example}\n'
    if example.startswith("skus where"):
        # What a dialogue is asked.
        done = run("repl", "--no-stdlib", "--region", "here", text=spec)
        return done.stderr if done.returncode or "box.small" not in done.stdout else ""
    (FOLDER / "example.smcost").write_text(spec)
    done = run("test", "--no-stdlib", "--region", "here", "example.smcost")
    return done.stdout + done.stderr if done.returncode else ""


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    for world in ("check/Inputs/mini.smcost", "driver/Inputs/words.smcost"):
        shutil.copy(ROOT / "test" / world, FOLDER)
    (FOLDER / "ours.smcost").write_text('use "./words.smcost"\nregion here\nlet hours = 3h\n')
    listed = set(re.findall(r"^  ([a-z_]+)", run("help", "language").stdout, re.MULTILINE))
    words = keywords()
    failures = [f"`{word}` has no row in language_words.def" for word in sorted(words - listed)]
    assert len(words) > 90, words
    for word in sorted(listed):
        page = run("help", word).stdout
        parts = re.fullmatch(r"word (\w+)  \(of the language\)\n\n(.+)\n\nExample\n((?:  .+\n)+)", page)
        if not parts or parts[1] != word:
            failures.append(f"`smcost help {word}` says\n{page}")
            continue
        example = re.sub(r"^  ", "", parts[3], flags=re.MULTILINE)
        if not re.search(rf"(?<![a-z_]){word}(?![a-z_])", example):
            failures.append(f"the example of `{word}` has no `{word}`")
        if wrong := wrong_with(example):
            failures.append(f"the example of `{word}`:\n{example}{wrong}")
    if failures:
        sys.exit("\n".join(failures))


main()
