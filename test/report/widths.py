"""Every report of text at several widths: python3 widths.py SMCOST EXAMPLES

Each line is within the width, or is one word (a number with its unit) that cannot be broken; no word is broken, so no
number either; and every word that there is without a limit is there at each width. The terminal says how wide it
is; where there is none, `COLUMNS`; else it is 100.
"""

import collections
import fcntl
import os
import pathlib
import pty
import struct
import subprocess
import sys
import termios

WIDTHS = (60, 80, 100, 200)
smcost, examples = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()

QUERY = "use aws.sagemaker\nregion us-east-1\nskus where gpus >= 4 by price / gpus\n"
REPORTS = {
    "bill": ["eval", "team_month.smcost"],
    "free lines": ["eval", "training_with_debugger.smcost"],
    "months": ["eval", "launch_year.smcost"],
    "compare": ["compare", "tco/self_managed.smcost", "tco/managed.smcost"],
    "scenarios": ["compare", "what_if.smcost"],
    "diff": ["diff", "concept.smcost", "team_month.smcost"],
    "explain": ["explain", "team_month.smcost"],
    "explain months": ["explain", "launch_year.smcost"],
    "test": ["test", "--report", "aws_pricing_page"],
    "skus": ["repl"],
}


def output(command, columns):
    environment = {**os.environ, "COLUMNS": str(columns)} if columns else {k: v for k, v in os.environ.items() if k != "COLUMNS"}
    done = subprocess.run([smcost, *command], cwd=examples, env=environment, capture_output=True, check=False,
                          input=QUERY.encode() if command == ["repl"] else b"")
    assert done.returncode in (0, 2), (command, done)
    return done.stdout.decode()


def words(text):
    return collections.Counter(word.rstrip(":") for word in text.split())


def on_terminal(command, columns):
    """The same where stdout is a terminal of so many columns."""
    main, other = pty.openpty()
    fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    child = subprocess.Popen([smcost, *command], cwd=examples, stdin=subprocess.DEVNULL, stdout=other, stderr=subprocess.DEVNULL)
    os.close(other)
    said = b""
    while True:
        try:
            block = os.read(main, 65536)
        except OSError:
            break
        if not block:
            break
        said += block
    child.wait()
    return said.decode().replace("\r\n", "\n")


faults = []
for name, command in REPORTS.items():
    whole = output(command, 10000)
    for width in WIDTHS:
        text = output(command, width)
        for line in text.split("\n"):
            if len(line) > width and len(line.split()) > 2:
                faults.append(f"{name} at {width}: {len(line)} columns: {line}")
        # A table that becomes a list has no row of heads; each cell has its own in front.
        missing = words(whole) - words(text)
        heads = {word for line in whole.split("\n")[:8] for word in line.split()}
        for word in missing:
            if word not in heads:
                faults.append(f"{name} at {width}: `{word}` is missing or broken")
        if width == max(WIDTHS) and max(map(len, whole.split("\n"))) <= width and text != whole:
            faults.append(f"{name} at {width}: broken without need")

for columns in (60, 90):
    if on_terminal(REPORTS["bill"], columns) != output(REPORTS["bill"], columns):
        faults.append(f"a terminal of {columns} columns is not what says how wide a line is")
if output(REPORTS["bill"], None) != output(REPORTS["bill"], 100):
    faults.append("without a terminal and `COLUMNS` a line has not 100 columns")
print("\n".join(faults))
sys.exit(1 if faults else 0)
