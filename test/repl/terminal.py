"""A dialogue on a terminal of its own, for tests that need its very bytes."""

import os
import pty
import re
import select
import signal
import sys
import time

# Of a busy machine: what is waited for comes much sooner.
PATIENCE = 60
SEQUENCES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[()][A-Z0-9]|[\r\x07\x0f]")


class Terminal:
    def __init__(self, program, folder, terminal="xterm", words=None):
        self.said = ""
        self.process, self.master = pty.fork()
        if self.process == 0:
            os.chdir(folder)
            environment = {**os.environ, "TERM": terminal, "LC_ALL": "C.UTF-8", "COLUMNS": "200", "LINES": "50",
                           "SMCOST_HISTORY": os.path.join(folder, "history")}
            os.execve(program, words or [program], environment)

    def read(self, seconds):
        if not select.select([self.master], [], [], seconds)[0]:
            return False
        try:
            more = os.read(self.master, 1 << 16)
        except OSError:
            return False
        self.said += more.decode(errors="replace")
        return bool(more)

    def text(self):
        return SEQUENCES.sub("", self.said)

    def wait_for(self, text, raw=False):
        """What was said up to the text, and the text; what comes behind it is left for the next."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            said = self.said if raw else self.text()
            if text in said:
                end_of_text = said.index(text) + len(text)
                self.said = said[end_of_text:]
                return said[:end_of_text]
            self.read(0.1)
        sys.exit(f"never said: {text!r}\n{self.said!r}")

    def send(self, text):
        data = text.encode()
        while data:
            self.read(0)
            data = data[os.write(self.master, data[:512]):]

    def paste(self, text):
        """As a terminal does it that was asked to mark pastes: line ends are the key Return."""
        self.send("\x1b[200~" + text.replace("\n", "\r") + "\x1b[201~")

    def end(self, with_signal=None):
        if with_signal:
            os.kill(self.process, with_signal)
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            self.read(0.05)
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                while self.read(0):
                    continue
                return status
        os.kill(self.process, signal.SIGKILL)
        sys.exit(f"the dialogue does not end\n{self.said!r}")
