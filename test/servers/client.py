"""A language client for tests: requests one at a time, and what is told in between."""

import json
import pathlib
import subprocess


class Client:
    def __init__(self, command, root=None, capabilities=None):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last = 0
        self.told = []
        uri = pathlib.Path(root).resolve().as_uri() if root else None
        self.capabilities = self.ask("initialize", {"processId": None, "rootUri": uri, "capabilities": capabilities or {}})["capabilities"]
        self.tell("initialized", {})

    def ask(self, method, params=None):
        """The result; an error is raised with its message."""
        self.last += 1
        self._write({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == self.last and "method" not in message:
                if "error" in message:
                    raise RuntimeError(message["error"]["message"])
                return message["result"]
            self.told.append(message)

    def tell(self, method, params):
        self._write({"jsonrpc": "2.0", "method": method, "params": params})

    def wait(self, method, fits=lambda params: True):
        """The params of the next notification of this kind that fits; the others stay."""
        while True:
            for i, message in enumerate(self.told):
                if message["method"] == method and fits(message["params"]):
                    return self.told.pop(i)["params"]
            self.told.append(self._read())

    def open(self, path, text=None):
        """A file's URI; its text from the disk if none is given."""
        path = pathlib.Path(path).resolve()
        text = path.read_text(encoding="utf-8") if text is None else text
        self.tell("textDocument/didOpen", {"textDocument": {"uri": path.as_uri(), "languageId": "smcost", "version": 1, "text": text}})
        return path.as_uri()

    def end(self):
        self.ask("shutdown")
        self.tell("exit", None)
        return self.process.wait(timeout=60)

    def _write(self, message):
        body = json.dumps(message).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def _read(self):
        length = 0
        while True:
            line = self.process.stdout.readline()
            if not line:
                raise EOFError("the server has ended")
            if line == b"\r\n":
                break
            length = int(line.split(b":")[1]) if line.lower().startswith(b"content-length:") else length
        return json.loads(self.process.stdout.read(length))
