#!/usr/bin/env python3
"""a_stopped_question.py SMCOST FOLDER SCHEMA: SIGINT in the middle of a sweep, a search, a sample; the line of progress on a terminal."""

import json
import os
import pty
import re
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import jsonschema

SMCOST, FOLDER, SCHEMA = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
SPEC, HARD = FOLDER / "spec.smcost", FOLDER / "hard.smcost"
# Long enough for some points on a busy machine, short enough that there are many left.
BEFORE = 3
PATIENCE = 120


def stopped(*arguments, before=BEFORE):
    """What a command says that is stopped after a while."""
    child = subprocess.Popen([SMCOST, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(before)
    child.send_signal(signal.SIGINT)
    out, err = child.communicate(timeout=PATIENCE)
    assert child.returncode == -signal.SIGINT, (arguments, child.returncode, out, err)
    return out, err


def main():
    # Whoever runs the tests may ignore it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    out, _ = stopped("sweep", "--no-stdlib", "--engine", "interpreter", SPEC, "users")
    found = re.search(r"stopped after (\d+) of 50000000 points", out)
    assert found and 0 < int(found[1]) < 50_000_000, out
    assert "greatest  total" in out, out

    out, _ = stopped("minimise", "--no-stdlib", "--engine", "reference", HARD, "total over users, boxes")
    assert re.search(r"not proved: somebody stopped it; [\d,]+ of [\d,]+ points looked at", out), out

    file = FOLDER / "answer.json"
    stopped("sweep", "--no-stdlib", "--engine", "interpreter", SPEC, "users", "--format", "json", "-o", file)
    document = json.loads(file.read_text(encoding="utf-8"))
    jsonschema.validate(document, schema)
    assert document["stopped"] == {"after": document["points"], "of": 50_000_000}, document["stopped"]

    file = FOLDER / "answer.csv"
    _, err = stopped("sweep", "--no-stdlib", "--engine", "interpreter", SPEC, "users", "--format", "csv", "-o", file, "--plot", FOLDER / "none.svg")
    found = re.search(r"stopped after (\d+) of 50000000 points", err)
    assert found and len(file.read_text(encoding="utf-8").splitlines()) == 1 + int(found[1]), err
    assert "no picture of what was stopped" in err and not (FOLDER / "none.svg").exists(), err
    assert not [name for name in os.listdir(FOLDER) if name not in ("spec.smcost", "hard.smcost", "answer.json", "answer.csv")], os.listdir(FOLDER)

    out, err = stopped("sample", "--no-stdlib", "--engine", "reference", SPEC, "-n", "1000000", before=0.4)
    assert re.search(r"stopped after \d+ of 1000000 draws", out) or "stopped before anything was known" in err, (out, err)

    # A terminal sees how far it is; the line goes.
    child, terminal = pty.fork()
    if child == 0:
        os.execv(SMCOST, [SMCOST, "sweep", "--no-stdlib", "--engine", "interpreter", str(SPEC), "users", "-o", str(FOLDER / "text")])
    said, end = "", time.monotonic() + PATIENCE
    while not re.search(r"\d+ of 50000000 \(\d+ %\)", said) and time.monotonic() < end:
        if select.select([terminal], [], [], 1)[0]:
            said += os.read(terminal, 1 << 16).decode()
    assert re.search(r"\d+ of 50000000 \(\d+ %\)", said), said
    os.kill(child, signal.SIGINT)
    try:
        while select.select([terminal], [], [], PATIENCE)[0]:
            more = os.read(terminal, 1 << 16).decode()
            if not more:
                break
            said += more
    except OSError:
        pass
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT, status
    assert said.rstrip().endswith("\x1b[K"), repr(said[-80:])


main()
