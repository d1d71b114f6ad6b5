#!/usr/bin/env python3
"""Broken frames and interleaved requests to a server: python3 broken_conversations.py SMCOST lsp|mcp SPEC [--count N] [--seed N]

Each conversation is a row of messages, most of them right, some with members of another kind, with numbers from nowhere, cut, without their headers, or
no JSON; in pieces of any size. Behind all of it the server answers `shutdown` and ends with 0; or, where the stream itself was cut, it ends by
itself. It says nothing on stderr, where a sanitizer would.
"""

import argparse
import json
import pathlib
import random
import subprocess
import sys
import threading

METHODS = ["textDocument/codeAction", "textDocument/codeLens", "textDocument/completion", "textDocument/definition", "textDocument/diagnostic",
           "textDocument/documentSymbol", "textDocument/foldingRange", "textDocument/formatting", "textDocument/hover", "textDocument/inlayHint",
           "textDocument/onTypeFormatting", "textDocument/prepareRename", "textDocument/rangeFormatting", "textDocument/references", "textDocument/rename",
           "textDocument/semanticTokens/full", "textDocument/signatureHelp", "inlayHint/resolve", "workspace/executeCommand", "workspace/symbol",
           "textDocument/documentHighlight", "no/such", "$/strange", "initialize"]
NOTES = ["textDocument/didOpen", *["textDocument/didChange"] * 4, "textDocument/didClose", "workspace/didChangeWatchedFiles",
         "workspace/didChangeWorkspaceFolders", "$/cancelRequest", "$/setTrace", "initialized"]
TOOLS = ["eval", "check", "explain", "compare", "diff", "solve", "sweep", "minimise", "maximise", "sample", "workload_help", "skus", "prices_show", "no_such"]
TOOL_METHODS = [*["tools/call"] * 20, "tools/list", "resources/list", "resources/read", "prompts/list", "prompts/get", "ping", "initialize", "no/such"]
URIS = ["file:///nowhere/a.smcost", "file:///nowhere/b.smcost", "untitled:Untitled-1", "file:///", "file://", "", "http://x/y", "file:///%00", "file:///etc/passwd"]
ODD = [None, True, -1, 0, 2**31, 2**53, 1.5, "", "x", [], {}, [[]], {"a": {}}, "\u0000", "\U0001f600", 10**30]


class Maker:
    def __init__(self, seed, text, kind):
        self.random = random.Random(seed)
        self.kind = kind
        self.text = text
        self.id = 0

    def number(self, most):
        return self.random.choice([self.random.randrange(most), self.random.randrange(most), 0, most, 10**9])

    def position(self):
        return {"line": self.number(60), "character": self.number(80)}

    def range(self):
        return {"start": self.position(), "end": self.position()}

    def piece(self):
        begin = self.random.randrange(len(self.text))
        return self.text[begin:begin + self.random.randrange(40)]

    def tool_params(self, method):
        spec = {"text": self.text if self.random.random() < 0.6 else self.piece()} if self.random.random() < 0.8 else {"path": self.random.choice(["a.smcost", "/etc/passwd", "..", "", "\u0000"])}
        given = {**spec, "params": {"hours": "3 h"}, "line": "concept", "question": self.piece(), "over": [self.piece()], "name": self.piece(), "where": self.piece(), "meter": "x",
                 "before": spec, "after": spec, "specs": [spec, spec], "draws": self.number(1000)}
        wanted = self.random.sample(list(given), self.random.randrange(1, 4))
        return {"name": self.random.choice(TOOLS), "arguments": {**spec, **{one: given[one] for one in wanted}}, "uri": self.random.choice(["smcost://prices", "smcost://workload/x", "x"]),
                "protocolVersion": "2025-06-18"}

    def params(self, method):
        if self.kind == "mcp":
            return self.tool_params(method)
        uri = self.random.choice(URIS[:2] if self.random.random() < 0.8 else URIS)
        document = {"uri": uri, "languageId": "smcost", "version": self.random.randrange(100), "text": self.text if self.random.random() < 0.7 else self.piece()}
        params = {"textDocument": document, "position": self.position(), "range": self.range(), "context": {"diagnostics": [], "includeDeclaration": True},
                  "options": {"tabSize": 2, "insertSpaces": True}, "ch": self.random.choice(["\n", "}"]), "newName": self.random.choice(["x", "let", "9", "", "ünï"]),
                  "query": self.piece(), "id": self.random.randrange(1, self.id + 2), "command": "smcost.explain", "arguments": [uri, "concept"],
                  "changes": [{"uri": uri, "type": 2}], "event": {"added": [{"uri": uri, "name": "n"}], "removed": []}, "data": {"uri": uri, "statement": 0}}
        if method == "textDocument/didChange":
            params["contentChanges"] = [{"range": self.range(), "text": self.piece()} if self.random.random() < 0.9 else {"text": self.piece()} for _ in range(3)]
        return params

    def spoiled(self, value):
        """One member, somewhere, is another kind of thing."""
        if isinstance(value, dict) and value and self.random.random() < 0.9:
            key = self.random.choice(list(value))
            if self.random.random() < 0.2:
                return {other: inner for other, inner in value.items() if other != key}
            return {**value, key: self.spoiled(value[key])}
        if isinstance(value, list) and value and self.random.random() < 0.8:
            at = self.random.randrange(len(value))
            return [self.spoiled(inner) if i == at else inner for i, inner in enumerate(value)]
        return self.random.choice(ODD)

    def message(self):
        self.id += 1
        is_request = self.random.random() < 0.6
        notes, methods = (NOTES, METHODS) if self.kind == "lsp" else (["notifications/initialized", "notifications/cancelled"], TOOL_METHODS)
        method = self.random.choice(methods if is_request else notes)
        message = {"jsonrpc": "2.0", "method": method, "params": self.params(method)}
        if is_request:
            message["id"] = self.id
        if self.random.random() < 0.25:
            message = self.spoiled(message)
        return message

    def frame(self):
        body = json.dumps(self.message(), ensure_ascii=self.random.random() < 0.5).encode("utf-8", "surrogatepass")
        kind = self.random.random()
        if kind < 0.04:
            body = body[:self.random.randrange(len(body))]
        elif kind < 0.07:
            at = self.random.randrange(len(body))
            body = body[:at] + bytes([self.random.randrange(256)]) + body[at:]
        elif kind < 0.09:
            body = b"[" * self.random.choice([10, 300, 20000])
        if self.kind == "mcp":
            return body.replace(b"\n", b"") + b"\n"
        head = b"Content-Length: %d\r\n\r\n" % len(body)
        if kind > 0.98:
            head = self.random.choice([b"", b"Content-Length: x\r\n\r\n", b"Content-Type: y\r\n\r\n", b"\r\n\r\n", b"Content-Length: -4\r\n\r\n"])
        return head + body


def converse(smcost, kind, text, seed):
    maker = Maker(seed, text, kind)
    process = subprocess.Popen([smcost, kind], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    answered = []
    reading = threading.Thread(target=lambda: answered.append(process.stdout.read()))
    complaining = threading.Thread(target=lambda: answered.append(process.stderr.read()))
    reading.start()
    complaining.start()

    def frame(message):
        body = json.dumps(message).encode()
        return b"Content-Length: %d\r\n\r\n" % len(body) + body if kind == "lsp" else body + b"\n"

    stream = frame({"jsonrpc": "2.0", "id": "begin", "method": "initialize", "params": {"capabilities": {}, "protocolVersion": "2025-06-18"}})
    for uri in URIS[:2] if kind == "lsp" else []:
        stream += frame({"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {"textDocument": {"uri": uri, "languageId": "smcost", "version": 1, "text": text}}})
    stream += b"".join(maker.frame() for _ in range(150))
    is_cut = seed % 5 == 0
    if is_cut:
        stream = stream[:-maker.random.randrange(1, 200)]
    elif kind == "mcp":
        stream += b"\n" + frame({"jsonrpc": "2.0", "id": "end", "method": "ping"})
    else:
        # Behind rubbish the stream is found again by a blank line.
        stream += b"\r\n\r\n" * 2 + frame({"jsonrpc": "2.0", "id": "end", "method": "shutdown"}) + frame({"jsonrpc": "2.0", "method": "exit"})
    try:
        at = 0
        while at < len(stream):
            piece = maker.random.choice([1, 100, 5000, len(stream)])
            process.stdin.write(stream[at:at + piece])
            process.stdin.flush()
            at += piece
        process.stdin.close()
    except BrokenPipeError:
        pass
    try:
        code = process.wait(timeout=120)
    except subprocess.TimeoutExpired:
        process.kill()
        return "it does not end"
    reading.join()
    complaining.join()
    said = next((part for part in answered if b'"jsonrpc"' not in part), b"")
    if said:
        return f"on stderr: {said[:2000].decode(errors='replace')}"
    # A message that swallowed the end of the stream swallowed the goodbye too.
    if code not in (0, 1):
        return f"exit code {code}"
    if code == 0 and not is_cut and not any(b'"id":"end"' in part for part in answered):
        return "it ended without an answer to what was asked last"
    return None


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("smcost")
    parser.add_argument("kind", choices=["lsp", "mcp"])
    parser.add_argument("spec")
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    text = pathlib.Path(arguments.spec).read_text(encoding="utf-8")
    clean = 0
    for seed in range(arguments.seed, arguments.seed + arguments.count):
        trouble = converse(arguments.smcost, arguments.kind, text, seed)
        if trouble:
            sys.exit(f"seed {seed}: {trouble}")
        clean += 1
    print(f"{clean} conversations")


if __name__ == "__main__":
    main()
