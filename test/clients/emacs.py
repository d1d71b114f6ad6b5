#!/usr/bin/env python3
"""emacs.py CLIENTS SMCOST: the mode compiles without a warning, and a session of Emacs with it and with eglot goes as it should."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
CLIENTS, SMCOST = (Path(name).resolve() for name in sys.argv[1:3])


def emacs(home, *arguments):
    program = shutil.which("emacs")
    if program is None:
        sys.exit("there is no Emacs: install the packages `emacs-nox` and `elpa-eglot`")
    done = subprocess.run([program, *arguments], capture_output=True, text=True, timeout=120, check=False, stdin=subprocess.DEVNULL, cwd=home,
                          env={**os.environ, "HOME": str(home)})
    if done.returncode != 0:
        sys.exit(f"{done.stdout}{done.stderr}")
    return done.stderr


def main():
    with tempfile.TemporaryDirectory(prefix="smcost ") as name:
        home = Path(name)
        shutil.copy(CLIENTS / "emacs" / "smcost-mode.el", home)
        emacs(home, "-Q", "--batch", "--eval", "(setq byte-compile-error-on-warn t)", "-f", "batch-byte-compile", "smcost-mode.el")
        assert (home / "smcost-mode.elc").is_file()
        print(emacs(home, "-q", "--batch", "-L", str(home), "-l", str(HERE / "emacs_session.el"), str(SMCOST)).strip().splitlines()[-1])


main()
