"""A Neovim without a screen, driven as by a person: keys go in, and what it shows is asked for.

    with Neovim(clients, [smcost, "lsp"], folder) as editor:
        editor.open("spec.smcost")
        editor.keys("Goapi = host<Esc>")
        editor.wait("diagnostics", lambda found: found)
"""

import json
import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
PATIENCE = 20  # seconds


class Neovim:
    def __init__(self, clients, command, folder):
        self.program = shutil.which("nvim")
        assert self.program, "there is no Neovim: install the package `neovim`"
        self.clients, self.command, self.folder = Path(clients).resolve(), command, folder

    def __enter__(self):
        # A socket's path is short.
        self.home = tempfile.mkdtemp(prefix="nvim")
        self.socket = f"{self.home}/s"
        paths = {name: self.home for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")}
        setup = f"lua require('smcost').setup({{ cmd = vim.fn.json_decode([==[{json.dumps(self.command)}]==]) }})"
        self.log = open(f"{self.home}/log", "w+", encoding="utf-8")
        self.process = subprocess.Popen(
            [self.program, "--headless", "-u", "NORC", "-i", "NONE", "-n", "--listen", self.socket, "--cmd", f"let &runtimepath = '{self.clients}/neovim,' .. &runtimepath",
             "--cmd", setup, "-c", f"luafile {str(HERE / 'neovim_lsp.lua').replace(' ', chr(92) + ' ')}", "-c", "set columns=120 lines=40 shortmess+=I completeopt=menuone"],
            cwd=self.folder, env={**os.environ, **paths}, stdin=subprocess.DEVNULL, stdout=self.log, stderr=self.log)
        self.until("Neovim listens", lambda: os.path.exists(self.socket))
        return self

    def __exit__(self, *_):
        try:
            # It is gone before it can say that it heard.
            subprocess.run([self.program, "--server", self.socket, "--remote-send", "<C-\\><C-N>:qall!<CR>"], capture_output=True, timeout=PATIENCE,
                           check=False, stdin=subprocess.DEVNULL)
            self.process.wait(PATIENCE)
        finally:
            self.process.kill()
            self.process.wait()
            self.log.close()
            shutil.rmtree(self.home, ignore_errors=True)

    def remote(self, *arguments):
        done = subprocess.run([self.program, "--server", self.socket, *arguments], capture_output=True, text=True, timeout=PATIENCE, check=False,
                              stdin=subprocess.DEVNULL, env={**os.environ, "NVIM_LOG_FILE": "/dev/null"})
        assert done.returncode == 0, done.stderr
        # An expression's value comes out of either.
        return done.stdout or done.stderr

    def until(self, what, holds):
        end = time.monotonic() + PATIENCE
        while not (found := holds()):
            if time.monotonic() > end or self.process.poll() is not None:
                self.log.seek(0)
                raise AssertionError(f"not in {PATIENCE} s: {what}\n{self.log.read()}")
            time.sleep(0.05)
        return found

    def keys(self, keys):
        """Types; `<Esc>`, `<C-x>` and the like are keys."""
        self.remote("--remote-send", keys)

    def ask(self, name, *arguments):
        """What a function of neovim_lsp.lua gives."""
        given = json.dumps(list(arguments)).replace("'", "''")
        answer = json.loads(self.remote("--remote-expr", f"luaeval('smcost_test(_A[1], _A[2])', ['{name}', '{given}'])"))
        if "error" in answer:
            raise AssertionError(f"{name}: {answer['error']}")
        return answer.get("value")

    def wait(self, name, holds, *arguments):
        """The value of such a function once something holds of it."""
        found = None

        def look():
            nonlocal found
            found = self.ask(name, *arguments)
            return holds(found)

        try:
            self.until(f"{name}{arguments}", look)
        except AssertionError as error:
            raise AssertionError(f"{error}\nlast it was {found!r}") from None
        return found

    def open(self, file):
        self.keys(f"<C-\\><C-N>:edit {file}<CR>")
        self.wait("attached", bool)

    def text(self):
        return "\n".join(self.ask("lines")) + "\n"
