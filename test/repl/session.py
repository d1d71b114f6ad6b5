#!/usr/bin/env python3
"""Drives the dialogue in a terminal as a person would: types, completes, recalls, goes over lines,
stops an evaluation, makes a mistake, goes on, saves and leaves. The saved file gives the same bill."""

import os
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

SMCOST, FOLDER = sys.argv[1], Path(sys.argv[2])
SESSION = f"smcost-{os.getpid()}"
# Of a busy machine: what is waited for comes much sooner.
PATIENCE = 60


def tmux(*words):
    return subprocess.run(["tmux", "-L", SESSION, *words], check=True, capture_output=True, text=True).stdout


def screen():
    return tmux("capture-pane", "-p", "-J", "-S", "-2000", "-t", SESSION)


def wait_for(text, count=1):
    """Until the screen shows the text so often; what it shows instead, when it never does."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if screen().count(text) >= count:
            return
        time.sleep(0.05)
    sys.exit(f"never on the screen: {text!r} ({count} times)\n{screen()}")


def keys(*names):
    tmux("send-keys", "-t", SESSION, *names)


def type_text(text):
    tmux("send-keys", "-t", SESSION, "-l", text)


def ready():
    """The prompt on the last line, with nothing behind it."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        lines = screen().rstrip("\n").splitlines()
        if lines and lines[-1].rstrip() == ">":
            return
        time.sleep(0.05)
    sys.exit(f"no prompt\n{screen()}")


def enter(text):
    type_text(text)
    keys("Enter")


def drive():
    ready()
    # A statement, kept; 4 x 0.5 h x 0.96.
    enter("concept = train 4x ml.m4.4xlarge 30min with debugger rules")
    wait_for("= 1.92 USD")
    ready()

    # Tab completes a head, lists SKUs with their prices, and offers options.
    type_text("batch_tr")
    keys("Tab")
    wait_for("> batch_transform ")
    type_text("ml.m4.4")
    keys("Tab")
    wait_for("batch_transform ml.m4.4xlarge ")
    enter("15min, 4 runs")
    wait_for("= 0.96 USD")
    ready()
    type_text("train ml.m5.")
    keys("Tab")
    wait_for("USD/h")
    keys("C-c")
    wait_for("^C")
    ready()
    type_text("train ml.m4.4xlarge 30")
    keys("Tab")
    wait_for("Time")
    keys("C-c")
    wait_for("^C", 2)
    ready()

    # The history recalls what was typed.
    keys("Up")
    wait_for("batch_transform ml.m4.4xlarge 15min, 4 runs", 2)
    keys("Enter")
    wait_for("= 0.96 USD", 2)
    ready()

    # Over several lines, with what is still wanted in the prompt.
    enter("prep = process 2x ml.m5.4xlarge 10min,")
    wait_for("item>")
    enter("storage 100 GB each")
    wait_for("bill so far:")
    ready()

    # Ctrl-C in the middle of an evaluation: 120 months of a plan hour by hour take long.
    enter(":load slow.smcost")
    time.sleep(0.5)
    keys("C-c")
    wait_for("stopped; what is kept is as it was")
    ready()

    # A mistake, and on.
    enter("concept = trian 4x")
    wait_for("SMC2002")
    ready()
    enter("concept * 2")
    wait_for("3.84 USD : Money[USD]")
    ready()
    enter("total")
    wait_for(": Money[USD]", 2)
    ready()
    total = [line for line in screen().splitlines() if line.endswith(": Money[USD]")][-1]
    enter(":save kept.smcost")
    wait_for("saved kept.smcost")
    ready()
    enter(":quit")
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if subprocess.run(["tmux", "-L", SESSION, "has-session", "-t", SESSION], capture_output=True).returncode != 0:
            return total
        time.sleep(0.05)
    sys.exit(f"`:quit` does not leave\n{screen()}")


def check_saved(total):
    # concept 1.92, prep 0.922/3 and its volume: 200 GB for 10 min of 730 h at the book's 0.1.
    answer = subprocess.run([SMCOST, "eval", "--summary", "kept.smcost"], cwd=FOLDER, capture_output=True, text=True, check=True).stdout
    exact = answer.split()[1]
    wanted = "1.92 + 461/1500 + 200*0.1/6/730"
    from fractions import Fraction

    value = Fraction("1.92") + Fraction("0.922") / 3 + Fraction("0.1") * 200 / 6 / 730
    if Fraction(exact) != value:
        sys.exit(f"the saved file costs {exact}, not {wanted} = {value}")
    if exact not in total:
        sys.exit(f"the session said {total!r}, the saved file {exact}")


def check_history():
    history = FOLDER / "history"
    if history.stat().st_mode & 0o077:
        sys.exit("others can read the history")
    if "trian" not in history.read_text():
        sys.exit("the history misses what was typed")


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    slow = "".join(f"job{i} = train {i % 9 + 1}x ml.m4.4xlarge {i % 50 + 1}min\n" for i in range(200_000))
    (FOLDER / "slow.smcost").write_text("use aws.sagemaker\nregion us-east-1\nperiod 2020-01..2029-12\n" + slow)
    environment = {**os.environ, "SMCOST_HISTORY": str(FOLDER / "history"), "TERM": "screen", "LC_ALL": "C.UTF-8"}
    command = ["tmux", "-L", SESSION, "-f", "/dev/null", "new-session", "-d", "-s", SESSION, "-x", "120", "-y", "50", "-c", str(FOLDER), shlex.quote(SMCOST)]
    subprocess.run(command, check=True, env=environment)
    try:
        total = drive()
    finally:
        subprocess.run(["tmux", "-L", SESSION, "kill-server"], capture_output=True)
    check_saved(total)
    check_history()


main()
