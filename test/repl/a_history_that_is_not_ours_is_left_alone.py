"""The history may be set to anything: python3 a_history_that_is_not_ours_is_left_alone.py SMCOST FOLDER

A pipe, a device, a folder, the file of somebody else or of another program: the dialogue says what it is, waits for nothing, goes on
without a history, and what was there is what it was, in content, owner, permissions and time.
"""

import os
import pathlib
import shutil
import stat
import sys

from terminal import Terminal

SMCOST, FOLDER = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2]).resolve()
VICTIM = "a line of another program\n"
# How every history begins that libedit itself writes, of whatever program.
OF_LIBEDIT = "_HiStOrY_V2_\nDROP\\040TABLE\\040bills;\n"
OURS = "# inputs of smcost, one a line\n"
OTHER = 54321
failures = []


def victim(path, mode=0o644, owner=None, text=VICTIM):
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    if owner is not None:
        os.chown(path, owner, owner)
    os.utime(path, (1_000_000_000, 1_000_000_000))
    return path


def state(path):
    status = os.stat(path)
    content = path.read_text(encoding="utf-8") if stat.S_ISREG(status.st_mode) else sorted(os.listdir(path)) if path.is_dir() else None
    return status.st_mode, status.st_uid, status.st_gid, status.st_ino, status.st_size, status.st_mtime_ns, content


def linked(path, target):
    path.symlink_to(target)


# What the history is, who makes it so, and what is said of it.
KINDS = {
    "pipe": (lambda path: os.mkfifo(path), "no regular file"),
    "device": (lambda path: linked(path, "/dev/null"), "no regular file"),
    "terminal": (lambda path: linked(path, "/dev/tty"), "no regular file"),
    "endless": (lambda path: linked(path, "/dev/zero"), "no regular file"),
    "folder": (lambda path: path.mkdir(), "no regular file"),
    "another_program": (victim, "another program's"),
    "another_program_that_others_read": (lambda path: victim(path, 0o666), "another program's"),
    "another_program_with_the_same_editor": (lambda path: victim(path, 0o600, text=OF_LIBEDIT), "another program's"),
    "setuid": (lambda path: victim(path, 0o4755), "another program's"),
    "link_to_another_program": (lambda path: linked(path, victim(path.parent / "victim")), "another program's"),
}
if os.geteuid() == 0:
    KINDS |= {
        "another_owner": (lambda path: victim(path, 0o644, OTHER), "another user"),
        "link_to_another_owner": (lambda path: linked(path, victim(path.parent / "victim", 0o600, OTHER)), "another user"),
        "history_of_another_owner": (lambda path: victim(path, 0o644, OTHER, OURS + "ls\n"), "another user"),
    }


def converse(folder):
    terminal = Terminal(SMCOST, folder)
    said = terminal.wait_for("> ")
    for asked, answer in (("20 + 3", "23 : number"), ("40 + 5", "45 : number")):
        terminal.send(asked + "\r")
        said += terminal.wait_for(answer)
    terminal.send(":quit\r")
    status = terminal.end()
    return said + terminal.text(), os.waitstatus_to_exitcode(status)


def main():
    shutil.rmtree(FOLDER, ignore_errors=True)
    for name, (make, why) in KINDS.items():
        folder = FOLDER / name
        folder.mkdir(parents=True)
        path = folder / "history"
        make(path)
        before = state(path) if not name == "terminal" else None
        files = sorted(os.listdir(folder))
        said, code = converse(folder)
        if code != 0:
            failures.append(f"{name}: exit {code}")
        if why not in said or said.count("goes on without a history file") != 1:
            failures.append(f"{name}: it says {said!r}")
        if before and state(path) != before:
            failures.append(f"{name}: {before} is {state(path)}")
        if sorted(os.listdir(folder)) != files:
            failures.append(f"{name}: {files} are {sorted(os.listdir(folder))}")
    # Ours is written, and nobody else may read it from then on. Lines of an input and backslashes come back as they were.
    for begin in (None, "", OURS + "1 + 1\nlet a = 1 # one\\nlet b = 2\n# C:\\\\new\n"):
        folder = FOLDER / f"ours_{begin is None}_{len(begin or '')}"
        folder.mkdir()
        path = folder / "history"
        if begin is not None:
            path.write_text(begin, encoding="utf-8")
            path.chmod(0o644)
        converse(folder)
        text = path.read_text(encoding="utf-8")
        if "\n20 + 3\n40 + 5\n" not in text or not text.startswith(OURS) or (begin and not text.startswith(begin)) or stat.S_IMODE(path.stat().st_mode) != 0o600:
            failures.append(f"ours: {text!r}, mode {path.stat().st_mode:o}")
    for failure in failures:
        print(failure, file=sys.stderr)
    sys.exit(1 if failures else 0)


main()
