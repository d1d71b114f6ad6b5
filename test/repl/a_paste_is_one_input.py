#!/usr/bin/env python3
"""A formatted spec is pasted into a terminal, with and without marks: its indented lines are in the bill.
A paste is recalled as it was, with its comment; the marks end with the reading, by a signal too."""

import os
import shutil
import signal
import sys
from fractions import Fraction

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from terminal import Terminal

SMCOST, FOLDER = sys.argv[1:3]
SPEC = """concept = train 4x ml.m4.4xlarge 30min, # four of them
  storage 100 GB each
  with debugger rules
second = train 2x ml.m4.4xlarge 30min
  with debugger rules
"""
# 4 and 2 machines for half an hour at 0.96, and 4 times 100 GB for half an hour of 730 at 0.14.
TOTAL = Fraction("0.96") * 3 + Fraction("0.14") * 400 / 2 / 730
MARKS, NO_MARKS = "\x1b[?2004h", "\x1b[?2004l"


def begin(terminal="xterm"):
    dialogue = Terminal(SMCOST, FOLDER, terminal)
    dialogue.wait_for("> ")
    return dialogue


def check_total(dialogue):
    dialogue.send("total\r")
    said = dialogue.wait_for(": Money[USD]")
    if f"exactly {TOTAL} " not in said:
        sys.exit(f"{TOTAL} wanted\n{said}")


def quit_dialogue(dialogue):
    dialogue.send(":quit\r")
    if dialogue.end() != 0:
        sys.exit("the dialogue failed")


def marked():
    dialogue = begin()
    dialogue.paste(SPEC)
    dialogue.send("\r")
    said = dialogue.wait_for("bill so far:")
    if said.count("\n= ") != 2 or "with the indented line" in said or "error" in said:
        sys.exit(f"not two whole bills at once\n{said}")
    check_total(dialogue)
    # What is not ASCII, and what would be a command of the editor, is text of the paste.
    dialogue.paste('# größer \x01 ✓\n\n:bill\n1 h + 30 min')
    dialogue.send("\r")
    said = dialogue.wait_for("90 min : Time")
    # The history has it whole: the comment ends where its line ends.
    dialogue.send(":drop concept\r")
    dialogue.wait_for("dropped concept")
    dialogue.send("\x1b[A" * 4 + "\r")
    dialogue.wait_for("bill so far:")
    check_total(dialogue)
    quit_dialogue(dialogue)


def recalled_by_the_next_dialogue():
    dialogue = begin()
    # `:quit`, `total`, and the spec, which was entered last.
    dialogue.send("\x1b[A" * 3 + "\r")
    dialogue.wait_for("bill so far:")
    check_total(dialogue)
    quit_dialogue(dialogue)


def unmarked():
    dialogue = begin("dumb")
    dialogue.send(SPEC.replace("\n", "\r"))
    dialogue.wait_for("second = ")
    dialogue.wait_for("with debugger rules")
    dialogue.wait_for("bill so far:")
    check_total(dialogue)
    quit_dialogue(dialogue)


def marks_end(with_signal):
    dialogue = Terminal(SMCOST, FOLDER)
    dialogue.wait_for(MARKS, raw=True)
    if with_signal is None:
        dialogue.send(":quit\r")
    status = dialogue.end(with_signal)
    if dialogue.said.rfind(NO_MARKS) <= dialogue.said.rfind(MARKS):
        sys.exit(f"the terminal goes on marking pastes after {with_signal}\n{dialogue.said!r}")
    if with_signal and (not os.WIFSIGNALED(status) or os.WTERMSIG(status) != with_signal):
        sys.exit(f"ended by {status}, not by {with_signal}")


def stopped_and_going_on():
    """A shell stops the dialogue and lets it go on: the terminal marks pastes only while it reads."""
    dialogue = Terminal("/bin/sh", FOLDER, words=["sh", "-ic", f'set -m; "{SMCOST}"; echo stopped; fg; true'])
    dialogue.wait_for(MARKS, raw=True)
    dialogue.send("\x1a")
    dialogue.wait_for(NO_MARKS, raw=True)
    dialogue.wait_for("stopped", raw=True)
    dialogue.wait_for(MARKS, raw=True)
    dialogue.paste("1 h +\n30 min")
    dialogue.send("\r")
    dialogue.wait_for("90 min : Time")
    dialogue.send(":quit\r")
    dialogue.end()


def keys_beside_pastes():
    """An escape alone, and sequences that only begin alike, are keys."""
    dialogue = begin()
    dialogue.send("1 h\x1b[D\x1b[D\x1b[D2\r")
    dialogue.wait_for("21 h : Time")
    quit_dialogue(dialogue)


def parts_complete():
    dialogue = begin()
    dialogue.send("api = train 2x ml.m4.4xlarge 30min\r")
    dialogue.wait_for("= 0.96 USD")
    dialogue.send("api.comp\t* 2\r")
    dialogue.wait_for("1.92 USD : Money[USD]")
    dialogue.send("api.\t")
    said = dialogue.wait_for("an argument")
    if "api.compute" not in said:
        sys.exit(f"the line is not offered\n{said}")
    dialogue.send("\x15")
    quit_dialogue(dialogue)


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    os.makedirs(FOLDER)
    marked()
    recalled_by_the_next_dialogue()
    unmarked()
    for with_signal in (None, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT):
        marks_end(with_signal)
    stopped_and_going_on()
    keys_beside_pastes()
    parts_complete()


main()
