#!/usr/bin/env python3
"""fetch_test.py SMCOST [--every]: `smcost prices fetch` against a server that misbehaves by plan.

Whatever the server does, the outcome is the book that a well-behaved server gives, byte for byte, or an error with
a number and the book as it was; never anything else, and nothing is left behind. `--every` cuts the indices at each byte.
"""

import concurrent.futures
import gzip
import os
import pty
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import make_offer
from server import Server

SMCOST = Path(sys.argv[1]).resolve()
SERVICE, REGION = "aws.sagemaker", "us-east-1"
FIRST, SECOND = (make_offer.version_of(published) for published in (make_offer.FIRST, make_offer.SECOND))
OFFERS = f"offers/v1.0/aws/{make_offer.OFFER}"
LIST = f"{OFFERS}/{SECOND}/{REGION}/index.json"
PLANS = f"savingsPlan/v1.0/aws/{make_offer.PLANS}/{SECOND}/{REGION}/index.json"
REGIONS = f"{OFFERS}/current/region_index.json"
INDEX = "offers/v1.0/aws/index.json"


def expect(holds, what):
    if not holds:
        raise AssertionError(what)


class Bench:
    """Folders, servers and books that all cases share."""

    def __init__(self, folder):
        self.folder = Path(folder)
        make_offer.make(self.folder / "offers")
        self.first = Server(self.folder / "offers" / "site1")
        self.second = Server(self.folder / "offers" / "site2")
        self.count = 0
        self.lock = threading.Lock()
        self.books = {}

    def begin(self, old="first"):
        """A folder of a run's own, with the book of the first publication or without one; and the run's name."""
        with self.lock:
            self.count += 1
            name = f"run{self.count}"
        folder = self.folder / name
        folder.mkdir()
        if old:
            (folder / "book.smprices").write_bytes(self.books[old])
        return name, folder

    def call(self, folder, *arguments, environment=(), **more):
        variables = {"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8", "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", ""),
                     **dict(environment)}
        return subprocess.run([SMCOST, "prices", "fetch", SERVICE, "-o", "book.smprices", *arguments], cwd=folder, env=variables,
                              stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120, check=False, **more)

    def fetch(self, name, folder, *arguments, server=None, **more):
        server = server or self.second
        return self.call(folder, "--region", REGION, "--url", f"{server.url}/{name}", *arguments, **more)

    def requests(self, name, server=None):
        return [path for path, _ in (server or self.second).requests[name]]


def book_in(folder):
    book = folder / "book.smprices"
    return book.read_bytes() if book.exists() else None


def outcome(bench, done, folder, old="first", good="second"):
    """`good` or `error`; anything else is a fault."""
    told = f"exit {done.returncode}\n{done.stdout}{done.stderr}"
    left = sorted(path.name for path in folder.iterdir() if path.name not in ("book.smprices", ".cache", "spec.smcost"))
    expect(not left, f"left behind: {left}\n{told}")
    book = book_in(folder)
    if done.returncode == 0:
        expect(book == bench.books[good], f"exit 0, and another book\n{told}")
        return "good"
    expect(done.returncode == 4, told)
    expect(re.search(r"\[SMC9\d\d\d\]", done.stderr), f"an error without its number\n{told}")
    expect(book == (bench.books[old] if old else None), f"an error, and another book\n{told}")
    return "error"


def planned(bench, holding, plans, *arguments, old="first", **more):
    name, folder = bench.begin(old)
    bench.second.plan(name, holding, plans)
    done = bench.fetch(name, folder, *arguments, **more)
    return outcome(bench, done, folder, old), done, bench.requests(name)


def make_books(bench):
    for name, old, server in (("first", None, bench.first), ("second", "first", bench.second)):
        run, folder = bench.begin(old)
        done = bench.fetch(run, folder, server=server)
        expect(done.returncode == 0, f"a server that behaves: exit {done.returncode}\n{done.stdout}{done.stderr}")
        bench.books[name] = book_in(folder)
    expect(bench.books["first"] != bench.books["second"], "both publications make one book")
    expect(b"127.0.0.1" not in bench.books["second"], "the server's name is in the book")
    # Straight to the second from nothing, and by a mirror in a folder: the plans' list comes too.
    expect(any(PLANS in path for path in bench.requests(run)), f"the list of plans is not fetched: {bench.requests(run)}")


# ---- cases: each hands back what went wrong, by an exception ------------------------------------------

def cut_once(bench, holding, at, **plan):
    got, done, asked = planned(bench, holding, [{"cut": at, **plan}])
    expect(got == "good", f"cut once at {at} of {holding} {plan}: {done.stderr}")
    return asked


def cut_always(bench, holding, at, **plan):
    got, done, _ = planned(bench, holding, {"cut": at, "ranges": False, **plan}, "--tries", "2")
    expect(got == "error" and "SMC9045" in done.stderr and "cut" in done.stderr, f"cut always at {at} of {holding} {plan}: {done.stderr}")


def cut_unsaid(bench, holding, at, size, **plan):
    """The end of an answer without a length is no end of a list."""
    got, done, _ = planned(bench, holding, {"bare": at, **plan}, "--tries", "1")
    # Without the last newline a list is whole.
    wanted = "good" if at >= size - 1 and "gzip" not in plan else "error"
    expect(got == wanted, f"ends without a word at {at} of {size} of {holding} {plan}: {done.stderr}")


def resumed(bench):
    name, folder = bench.begin()
    bench.second.plan(name, LIST, [{"cut": 100_000}, {"cut": 50_000}])
    done = bench.fetch(name, folder)
    expect(outcome(bench, done, folder) == "good", done.stderr)
    ranges = [headers.get("Range") for path, headers in bench.second.requests[name] if LIST in path]
    expect(ranges == [None, "bytes=100000-", "bytes=150000-"], f"ranges asked for: {ranges}")


def in_short(wanted, holding, plans, *arguments, says="", old="first", **more):
    def case(bench):
        got, done, asked = planned(bench, holding, plans, *arguments, old=old, **more)
        expect(got == wanted and says in done.stderr, f"{holding} {plans}: {got}, wanted {wanted} {says!r}\n{done.stderr}\n{asked}")
    case.__name__ = f"{holding} {plans}"
    return case


def loops(bench):
    name, folder = bench.begin()
    bench.second.plan(name, LIST, {"redirect": "{base}/{run}/" + LIST})
    done = bench.fetch(name, folder)
    expect(outcome(bench, done, folder) == "error" and "redirects" in done.stderr, done.stderr)
    expect(len([path for path in bench.requests(name) if LIST in path]) <= 10, "a loop of redirects is followed on and on")


def nothing_new(bench):
    """The version that the book has is not fetched again."""
    name, folder = bench.begin("second")
    done = bench.fetch(name, folder)
    expect(outcome(bench, done, folder, "second") == "good" and "nothing new" in done.stderr, done.stderr)
    expect(not [path for path in bench.requests(name) if LIST in path], f"fetched again: {bench.requests(name)}")


def by_etag(bench):
    """Of a library whose address names the lists themselves: there is no version to compare, but an ETag."""
    library = bench.folder / "library"
    shutil.copytree(Path(__file__).resolve().parents[2] / "stdlib", library)
    module = library / "aws" / "sagemaker" / "sagemaker.smcost"
    text = module.read_text(encoding="utf-8")
    direct = re.sub(r'(\burl +"https://[^/]*)[^"]*"', rf'\1/{OFFERS}/current/{{region}}/index.json"', text)
    expect(direct != text, "the library names no address")
    module.write_text(direct, encoding="utf-8")
    name, folder = bench.begin(None)
    call = lambda: bench.fetch(name, folder, "--stdlib", str(library))
    done = call()
    expect(done.returncode == 0, done.stderr)
    book = book_in(folder)
    for _ in range(2):
        done = call()
        expect(done.returncode == 0 and "nothing new" in done.stderr and book_in(folder) == book, done.stderr)
    lists = [headers for path, headers in bench.second.requests[name] if path.endswith(f"{REGION}/index.json")]
    expect([bool(headers.get("If-None-Match")) for headers in lists] == [False, True, True], f"asked with {lists}")
    # Of another text than was written the server's word is not good enough.
    (folder / "book.smprices").write_bytes(bench.books["first"])
    done = call()
    expect(done.returncode == 0 and "nothing new" not in done.stderr, done.stderr)


def other_regions(bench):
    name, folder = bench.begin()
    done = bench.call(folder, "--url", f"{bench.second.url}/{name}", "--region", "us-east-1", "--region", "sa-west-1")
    expect(outcome(bench, done, folder) == "error" and "SMC9048" in done.stderr and "eu-west-1" in done.stderr, done.stderr)
    # Those of the specs here.
    name, folder = bench.begin()
    (folder / "spec.smcost").write_text(f"use {SERVICE} @ aws\nregion {REGION}\nperiod 2026-10\njob = train ml.m5.xlarge 1h\n")
    done = bench.call(folder, "--url", f"{bench.second.url}/{name}")
    expect(outcome(bench, done, folder) == "good", done.stderr)
    name, folder = bench.begin()
    done = bench.call(folder, "--url", f"{bench.second.url}/{name}")
    expect(outcome(bench, done, folder) == "error" if done.returncode == 4 else done.returncode == 64 and "SMC9049" in done.stderr, done.stderr)


def by_proxy(bench):
    name, folder = bench.begin()
    done = bench.call(folder, "--region", REGION, "--url", f"http://lists.example/{name}", environment={"http_proxy": bench.second.url})
    expect(outcome(bench, done, folder) == "good", done.stderr)


def only_https(bench):
    # Nobody sent us to a server without TLS but a user: a redirect from one with it does not.
    name, folder = bench.begin()
    done = bench.call(folder, "--region", REGION, "--url", f"ftp://127.0.0.1/{name}")
    expect(outcome(bench, done, folder) == "error" and "SMC9045" in done.stderr, done.stderr)
    name, folder = bench.begin()
    bench.second.plan(name, LIST, {"redirect": "file:///etc/passwd"})
    done = bench.fetch(name, folder)
    expect(outcome(bench, done, folder) == "error", done.stderr)


def certificates(bench):
    openssl = shutil.which("openssl")
    expect(openssl, "openssl is missing")
    key, certificate = bench.folder / "key.pem", bench.folder / "certificate.pem"
    subprocess.run([openssl, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-keyout", key, "-out", certificate,
                    "-days", "2", "-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"], capture_output=True, check=True)
    with Server(bench.folder / "offers" / "site2", (certificate, key)) as server:
        name, folder = bench.begin()
        done = bench.fetch(name, folder, server=server)
        expect(outcome(bench, done, folder) == "error" and "certificate" in done.stderr, f"a certificate of nobody's: {done.stderr}")
        name, folder = bench.begin()
        done = bench.fetch(name, folder, server=server, environment={"SSL_CERT_FILE": str(certificate)})
        expect(outcome(bench, done, folder) == "good", done.stderr)
        # From there to a server without TLS.
        name, folder = bench.begin()
        server.plan(name, LIST, {"redirect": f"{bench.second.url}/{name}/{LIST}"})
        done = bench.fetch(name, folder, server=server, environment={"SSL_CERT_FILE": str(certificate)})
        expect(outcome(bench, done, folder) == "error" and "https" in done.stderr, f"down to http: {done.stderr}")
        expect(not bench.requests(name), "the server without TLS was asked")


def shown_on_a_terminal(bench):
    """Progress is for terminals: of a slow list on a terminal there is some, in a pipe there is none."""
    for on_terminal in (True, False):
        name, folder = bench.begin()
        bench.second.plan(name, LIST, [{"drip": 0.05}])
        master, slave = pty.openpty()
        seen = bytearray()

        def read():
            try:
                while piece := os.read(master, 4096):
                    seen.extend(piece)
            except OSError:
                pass
        reader = threading.Thread(target=read)
        reader.start()
        command = [SMCOST, "prices", "fetch", SERVICE, "-o", "book.smprices", "--region", REGION, "--url", f"{bench.second.url}/{name}"]
        done = subprocess.run(command, cwd=folder, env={"PATH": "/usr/bin:/bin", "HOME": str(folder), "LC_ALL": "C.UTF-8"}, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=slave if on_terminal else subprocess.PIPE, timeout=60, check=False)
        os.close(slave)
        reader.join()
        os.close(master)
        expect(done.returncode == 0 and book_in(folder) == bench.books["second"], (done, seen))
        text = seen.decode() if on_terminal else done.stderr.decode()
        expect((" MB" in text) == on_terminal and ("\r" in text.replace("\r\n", "\n")) == on_terminal, f"on_terminal={on_terminal}: {text!r}")


def ended_by_a_signal(bench):
    name, folder = bench.begin()
    bench.second.plan(name, LIST, {"stall": 20})
    process = subprocess.Popen([SMCOST, "prices", "fetch", SERVICE, "-o", "book.smprices", "--region", REGION, "--url", f"{bench.second.url}/{name}"],
                               cwd=folder, env={"PATH": "/usr/bin:/bin", "HOME": str(folder)}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        if any(LIST in path for path in bench.requests(name)):
            break
        threading.Event().wait(0.05)
    process.terminate()
    process.wait(timeout=20)
    expect(process.returncode == -15, f"ended with {process.returncode}")
    expect(sorted(path.name for path in folder.iterdir()) == ["book.smprices"] and book_in(folder) == bench.books["first"], list(folder.iterdir()))


def without_curl(bench):
    name, folder = bench.begin()
    fake = bench.folder / "no_curl"
    fake.mkdir()
    for library in ("libcurl.so.4", "libcurl-gnutls.so.4"):
        (fake / library).touch()
    done = bench.fetch(name, folder, environment={"LD_LIBRARY_PATH": str(fake)})
    expect(outcome(bench, done, folder) == "error" and "SMC9046" in done.stderr, done.stderr)


CASES = [
    resumed, loops, nothing_new, by_etag, other_regions, by_proxy, only_https, certificates, shown_on_a_terminal, ended_by_a_signal, without_curl,
    in_short("good", LIST, [{"status": 503}, {"status": 503}]),
    in_short("good", REGIONS, [{"status": 503, "retry_after": "1"}]),
    in_short("error", LIST, {"status": 503}, "--tries", "2", says="503 Service Unavailable (tried 2 times)"),
    in_short("error", LIST, {"status": 503, "retry_after": "86400"}, says="come again in 86400 s"),
    in_short("error", LIST, {"status": 404}, says="404 Not Found"),
    in_short("error", INDEX, {"status": 404}, says="SMC9045"),
    in_short("error", LIST, {"status": 403}, says="403"),
    in_short("error", LIST, {"status": 304}, says="SMC9045"),
    in_short("error", INDEX, {"body": b"<html>sign in</html>"}, says="SMC9047"),
    in_short("error", INDEX, {"body": b'{"offers": {}}'}, says="has no offer"),
    in_short("error", INDEX, {"body": b'{"offers": {"AmazonSageMaker": {"currentRegionIndexUrl": "/x'}, says="SMC9047"),
    in_short("error", REGIONS, {"body": b"[]"}, says="SMC9047"),
    in_short("error", REGIONS, {"body": b'{"regions": {"us-east-1": {}}}'}, says="SMC9047"),
    in_short("error", REGIONS, {"body": b""}, says="SMC9047"),
    in_short("error", LIST, {"body": b"<html>sign in</html>"}),
    in_short("error", LIST, {"body": b""}),
    in_short("error", LIST, {"body": b"{}"}),
    in_short("error", LIST, {"body": b'{"products": {}, "terms"'}),
    in_short("error", PLANS, {"body": b'{"products": []}'}),
    in_short("good", LIST, {"gzip": True}),
    in_short("good", LIST, {"gzip": True, "chunked": True}),
    in_short("good", "", {"gzip": True, "etag": False}),
    in_short("good", LIST, {"chunked": True}),
    in_short("error", LIST, {"gzip": True, "break": 5000}, "--tries", "2", says="gzip"),
    in_short("error", LIST, {"gzip": True, "gzip_as": "br"}, says="br"),
    in_short("error", LIST, {"length": 1000}, "--tries", "2", says="SMC9045"),
    in_short("error", LIST, {"length": -1000}, "--tries", "2"),
    in_short("good", LIST, [{"length": 1000}]),
    in_short("good", LIST, [{"cut": 7000, "etag": False}]),
    in_short("good", LIST, [{"cut": 7000, "etag": 'W/"weak"'}]),
    in_short("good", LIST, [{"cut": 7000}, {"ranges": False}]),
    in_short("good", LIST, [{"cut": 7000}, {"wrong_range": 5}]),
    in_short("good", LIST, [{"cut": 7000}, {"etag": '"another"', "ranges": False, "cut": 300}]),
    in_short("good", LIST, [{"cut": 7000, "reset": True}]),
    in_short("good", LIST, [{"cut": 7000, "chunked": True}]),
    in_short("good", LIST, {"drip": 0.1}, "--timeout", "1"),
    in_short("good", LIST, [{"stall": 3}], "--timeout", "1"),
    in_short("error", LIST, {"stall": 3}, "--timeout", "1", "--tries", "1", says="SMC9045"),
    in_short("good", LIST, [{"redirect": "{base}/{run}/" + LIST}]),
    in_short("good", LIST, [{"redirect": "/{run}/" + LIST}]),
]


def main():
    every = "--every" in sys.argv
    rng = random.Random(12)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(folder)
        make_books(bench)
        cases = [(case.__name__, case, ()) for case in CASES]
        site = bench.folder / "offers" / "site2"
        for holding in (LIST, PLANS, REGIONS, INDEX):
            body = (site / holding).read_bytes()
            packed = len(gzip.compress(body, 6, mtime=0))
            for plan, size in (({}, len(body)), ({"gzip": True}, packed)):
                small = holding in (REGIONS, INDEX)
                count = size if every and small else 4
                edges = {0, 1, size - 2, size - 1}
                for at in sorted(edges | set(rng.sample(range(size), min(size, count)))):
                    cases.append((f"cut once {at} {holding}", lambda b, h=holding, a=at, p=plan: cut_once(b, h, a, **p), ()))
                    cases.append((f"bare {at} {holding}", lambda b, h=holding, a=at, s=size, p=plan: cut_unsaid(b, h, a, s, **p), ()))
                at = rng.randrange(size)
                cases.append((f"cut always {at} {holding}", lambda b, h=holding, a=at, p=plan: cut_always(b, h, a, **p), ()))
        failures = []
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            for (name, *_), future in zip(cases, [pool.submit(case, bench) for _, case, _ in cases]):
                try:
                    future.result()
                except AssertionError as error:
                    failures.append(f"{name}: {error}")
        if failures:
            sys.exit("\n\n".join(failures) + f"\n{len(failures)} of {len(cases)} cases failed")
        print(f"{len(cases)} servers: each a good book, or an error and the book as it was")


main()
