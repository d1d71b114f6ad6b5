#!/usr/bin/env python3
"""in_step.py SMCOST: what `--help` lists of commands, options and their words is in the manual page and in
the completions of bash, zsh and fish, each of which is sound; bash and fish really complete it."""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SMCOST = sys.argv[1]
# "  -o,--output FILE            instead of stdout": names, the value if any; a text may begin on the next line.
OPTION = re.compile(r"^  (-\w,--[\w-]+|--[\w-]+|-\w)(?: ([^\s]+))?(?: REQUIRED)?(?: \.\.\.)?(?:\s{2,}.*)?$", re.MULTILINE)
failures = []


def expect(holds, what):
    if not holds:
        failures.append(what)


def run(*command, text=None):
    done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=60, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}\nends with {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def commands(*group):
    """Each command as its words: ("eval",), ("prices", "verify")."""
    listed = run(SMCOST, *group, "--help").split("Subcommands:")
    if len(listed) == 1:
        return [group]
    below = [commands(*group, word) for word in re.findall(r"^  ([a-z]+)\s", listed[1], re.MULTILINE)]
    return [command for found in below for command in found]


def options(*command):
    """Pairs of the names of an option and its value: (["-o", "--output"], "FILE")."""
    found = []
    for names, value in OPTION.findall(run(SMCOST, *command, "--help")):
        found.append((names.split(","), value))
    return found


def named(tree):
    return [(" ".join(words), words, found) for words, found in tree.items()]


def beginnings(tree):
    """What completes to what: () to "eval" and "prices", ("prices",) to "verify"."""
    return {(words[:i], words[i]) for words in tree for i in range(len(words))}


def check_page(page, tree):
    expect(not lint(page), "mandoc complains:\n" + "\n".join(lint(page)))
    text = re.sub(r".\x08", "", subprocess.run(["mandoc", "-T", "utf8", "-O", "width=200"], input=page, capture_output=True,
                                               text=True, check=True).stdout)
    for command, _, found in named(tree):
        expect(f"smcost {command} [OPTIONS]" in text, f"the manual page does not have `{command}`")
        section = page[page.index(f".SS {command}\n"):]
        section = section[:section.index("\n.S", 5)].replace("\\-", "-")
        shared = page[page.index(".SH OPTIONS"):].replace("\\-", "-")
        for names, value in found:
            whole = re.escape(", ".join(f"\\fB{name}\\fR" for name in names) + (f" \\fI{value}\\fR" if value else ""))
            here = re.search(f"^{whole}$", section, re.MULTILINE)
            below = re.search(f"^{whole}$", shared, re.MULTILINE) and (f"\\fB{names[-1]}\\fR" in section or names[-1] == "--help")
            expect(here or below, f"the manual page does not have `{names[-1]} {value}` of `{command}`")


def lint(page):
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning"], input=page, capture_output=True, text=True, check=False)
    # Pages are the same on every day: they have no date.
    return [line for line in done.stdout.splitlines() if "missing date" not in line]


def bash_answers(script, *words):
    line = " ".join(f"'{word}'" for word in words)
    program = (f"source {script}; COMP_WORDS=(smcost {line}); COMP_CWORD={len(words)}; _smcost; printf '%s\\n' \"${{COMPREPLY[@]}}\"")
    return run("bash", "-c", program).split("\n")[:-1]


def check_bash(script, tree):
    run("bash", "-n", script)
    for before, word in beginnings(tree):
        expect(word in bash_answers(script, *before, ""), f"bash does not complete `{word}` behind `{' '.join(before)}`")
    for command, typed, found in named(tree):
        answers = bash_answers(script, *typed, "-")
        for names, value in found:
            for name in names:
                expect(name in answers, f"bash does not complete `{name}` of `{command}`")
            words = value.split("|") if "|" in value else []
            expect(not words or bash_answers(script, *typed, names[-1], "") == words, f"bash completes no words of `{command} {names[-1]}`")
            expect(not words or bash_answers(script, *typed, names[-1], "=", words[1][:-1]) == [word for word in words if word.startswith(words[1][:-1])],
                   f"bash completes no words of `{command} {names[-1]}=`")


def fish_answers(script, line):
    answers = run("fish", "--no-config", "-c", f"source {script}; complete -C '{line}'")
    return {answer.split("\t")[0] for answer in answers.splitlines()}


def check_fish(script, tree):
    run("fish", "--no-execute", script)
    for before, word in beginnings(tree):
        expect(word in fish_answers(script, " ".join(("smcost", *before, ""))), f"fish does not complete `{word}` behind `{' '.join(before)}`")
    for command, _, found in named(tree):
        answers = fish_answers(script, f"smcost {command} -")
        for names, value in found:
            for name in names:
                expect(name in answers, f"fish does not complete `{name}` of `{command}`")
            words = set(value.split("|")) if "|" in value else set()
            expect(words <= fish_answers(script, f"smcost {command} {names[-1]} "), f"fish completes no words of `{command} {names[-1]}`")


def check_zsh(script, tree):
    run("zsh", "-n", script)
    text = Path(script).read_text()
    for command, words, found in named(tree):
        expect(f"'{words[-1]}:" in text, f"zsh does not complete `{command}`")
        pattern = command if len(words) == 1 else f"'{command}'"
        case = text[text.index(f"    {pattern})\n"):]
        case = case[:case.index(";;")]
        for names, value in found:
            for name in names:
                joint = "" if not value else "=" if name.startswith("--") else "+"
                expect(re.search(re.escape(name + joint) + r"[',}\[]", case), f"zsh does not complete `{name}` of `{command}`")
            expect("|" not in value or f":({value.replace('|', ' ')})" in case, f"zsh completes no words of `{command} {names[-1]}`")


    # Typed as a person would; a line that is never completed runs into the time limit.
    typing = Path(__file__).parent / "Inputs" / "zsh_completes.zsh"
    for line, wanted in (("smcost ev", "smcost eval "), ("smcost eval --eng", "eval --engine="), ("smcost eval --engine=re", "--engine=reference "),
                         ("smcost prices ver", "smcost prices verify "), ("smcost prices verify --col", "prices verify --color=")):
        try:
            run("zsh", "-f", str(typing), str(Path(SMCOST).parent), script, line, wanted)
        except subprocess.TimeoutExpired:
            failures.append(f"zsh does not complete `{line}` to `{wanted}`")


def main():
    tree = {command: options(*command) for command in commands()}
    expect(len(tree) >= 11 and all(tree.values()), f"`--help` was not understood: {tree}")
    check_page(run(SMCOST, "man"), tree)
    lang = run(SMCOST, "man", "lang")
    expect(not lint(lang), "mandoc complains:\n" + "\n".join(lint(lang)))
    expect("SMCOST\\-LANG 7" in lang and ".SH SCHEDULES" in lang, "the page of the language is not there")
    with tempfile.TemporaryDirectory() as folder:
        for shell, check in (("bash", check_bash), ("zsh", check_zsh), ("fish", check_fish)):
            script = f"{folder}/smcost.{shell}"
            Path(script).write_text(run(SMCOST, "completions", shell))
            if shutil.which(shell):
                check(script, tree)
            else:
                print(f"{shell} is not installed: its completion is not tried")
    for failure in failures:
        print(failure)
    if not failures:
        print(f"{len(tree)} commands, {sum(map(len, tree.values()))} options")
    sys.exit(1 if failures else 0)


main()
