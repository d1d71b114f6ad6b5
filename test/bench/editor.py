"""From a key in an editor to findings and hints, of 2,000 statements with three used files and the shipped price book, against one whole `check`."""

import pathlib
import random
import statistics
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "servers"))

from client import Client  # noqa: E402

STATEMENTS = 2000
MOST_EDITS = 20_000
WINDOW = 60  # lines that an editor shows


def write_spec(folder):
    r = random.Random(1)
    for used in range(3):
        values = "".join(f"let v{used}_{i} = {i + 1} h\n" for i in range(50))
        (folder / f"used{used}.smcost").write_text(values, encoding="utf-8")
    shapes = [lambda i: f"train ml.m5.xlarge (v0_{i % 50}), {1 + i % 7} runs, storage {10 + i % 90} GB", lambda i: f"host {1 + i % 9}x ml.g5.xlarge for 720 h",
              lambda i: f"process ml.m5.2xlarge {5 + i % 100}min, {1 + i % 9} runs", lambda i: f"notebook ml.t3.medium for {10 + i % 100} h",
              lambda i: f"train {1 + i % 8}x ml.g5.2xlarge (v1_{i % 50})", lambda i: f"process ml.m5.xlarge {5 + i % 100}min"]
    lines = ["use aws.sagemaker", *(f'use "./used{used}.smcost"' for used in range(3)), "region us-east-1", "period 2025-03"]
    lines += [f"s{i} = {r.choice(shapes)(i)}" for i in range(STATEMENTS)]
    lines.append("budget total <= 100_000_000 USD")
    spec = folder / "spec.smcost"
    spec.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return spec


def resident(process):
    for line in pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0


class Typist:
    def __init__(self, smcost, spec):
        self.client = Client([smcost, "lsp"], spec.parent)
        self.uri = self.client.open(spec)
        self.lines = spec.read_text(encoding="utf-8").split("\n")
        self.client.wait("textDocument/publishDiagnostics")
        self.version = 1
        self.random = random.Random(2)

    def edit(self, line, begin, end, text):
        self.version += 1
        place = {"start": {"line": line, "character": begin}, "end": {"line": line, "character": end}}
        self.client.tell("textDocument/didChange", {"textDocument": {"uri": self.uri, "version": self.version}, "contentChanges": [{"range": place, "text": text}]})

    def key(self):
        """A blank behind a statement; seconds until its findings and the hints around it are there. Taken back, which is another key."""
        line = self.random.randrange(6, STATEMENTS)
        end = len(self.lines[line])
        times = []
        for begin, length, text in ((end, end, " "), (end, end + 1, "")):
            started = time.perf_counter()
            self.edit(line, begin, length, text)
            findings = self.client.wait("textDocument/publishDiagnostics")["diagnostics"]
            around = {"start": {"line": max(0, line - WINDOW // 2), "character": 0}, "end": {"line": line + WINDOW // 2, "character": 0}}
            hints = self.client.ask("textDocument/inlayHint", {"textDocument": {"uri": self.uri}, "range": around})
            times.append(time.perf_counter() - started)
            if findings or not hints:
                sys.exit(f"bench: the spec is wrong: {findings}")
        return times


def bench(smcost, folder, runs, run):
    spec = write_spec(pathlib.Path(folder))
    typist = Typist(smcost, spec)
    checks = [run([smcost, "check", str(spec)])[0] for _ in range(runs)]
    times = [second for _ in range(500) for second in typist.key()]
    times.sort()
    median, late = statistics.median(times), times[len(times) * 99 // 100]
    check = statistics.median(checks)
    print(f"a key in {STATEMENTS} statements / one check of the file   {median / check:.2f}   median {median * 1000:.1f} ms, 99th percentile {late * 1000:.1f} ms")
    before, edits = resident(typist.client.process), len(times)
    while edits < MOST_EDITS:
        edits += len(typist.key())
    print(f"memory after {edits} edits / after {len(times)}   {resident(typist.client.process) / before:.3f}   {before:.0f} MiB")
    typist.client.end()
