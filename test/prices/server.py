"""A server on loopback that hands out a folder, and misbehaves by plan.

The first part of a path names the run, so that runs at once have plans of their own: `/run7/offers/v1.0/…`.

    with Server(folder) as server:
        server.plan("run7", "us-east-1/index.json", [{"status": 503}, {"cut": 100}])

The requests of that run for files whose path holds the text are answered by one plan after the other, then well;
`{…}` in place of a list answers all of them so. A plan:

    status N        an error; with `retry_after`
    cut N           the head of a whole answer, and N bytes of its body; with `reset`, by a reset instead of an end
    bare N          N bytes and the end, of an answer that says no length
    length N        a Content-Length that is N off
    stall S, drip S nothing for S seconds, in the middle; a piece each S seconds
    gzip            packed; `gzip_as` names the encoding, `break` spoils a byte of it
    chunked         in chunks, without a length
    ranges False    a Range is not heeded; `wrong_range`: another part than was asked for
    etag False      none; a text: this one
    body B          these bytes
    redirect URL    there; `{base}` is the server
"""

import gzip
import hashlib
import http.server
import re
import socket
import ssl
import struct
import threading
import time
from collections import defaultdict
from pathlib import Path


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 20

    def log_message(self, *_):
        pass

    def do_GET(self):  # noqa: N802
        # To a proxy a whole URL is said.
        path = re.sub(r"^https?://[^/]*", "", self.path)
        _, run, *parts = path.split("/")
        with self.server.lock:
            self.server.requests[run].append((path, dict(self.headers)))
            plan = self.server.next_plan(run, "/".join(parts))
        self.answer(plan, self.server.folder.joinpath(*parts), run)

    def answer(self, plan, file, run):
        headers = {}
        if "retry_after" in plan:
            headers["Retry-After"] = plan["retry_after"]
        if "redirect" in plan:
            return self.end(302, {"Location": plan["redirect"].format(base=self.server.url, run=run), "Content-Length": "0"})
        if "status" in plan:
            return self.end(plan["status"], headers | {"Content-Length": "5"}, b"no...")
        body = plan.get("body")
        if body is None:
            if not file.is_file():
                return self.end(404, {"Content-Length": "0"})
            body = file.read_bytes()
        etag = plan.get("etag", '"' + hashlib.sha256(body + bytes("gzip" in plan)).hexdigest()[:16] + '"')
        if etag:
            headers["ETag"] = etag
            if self.headers.get("If-None-Match") == etag:
                return self.end(304, headers)
        if "gzip" in plan:
            if "gzip" in self.headers.get("Accept-Encoding", ""):
                body = gzip.compress(body, 6, mtime=0)
                headers["Content-Encoding"] = plan.get("gzip_as", "gzip")
            if "break" in plan:
                body = body[:plan["break"]] + bytes([body[plan["break"]] ^ 0x55]) + body[plan["break"] + 1:]
        status, whole = 200, len(body)
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if asked and plan.get("ranges", True) and self.headers.get("If-Range") in (None, etag):
            begin = int(asked[1])
            if begin >= whole:
                return self.end(416, {"Content-Length": "0", "Content-Range": f"bytes */{whole}"})
            status, body = 206, body[begin:]
            headers["Content-Range"] = f"bytes {begin + plan.get('wrong_range', 0)}-{whole - 1}/{whole}"
        if "chunked" in plan:
            headers["Transfer-Encoding"] = "chunked"
        elif "bare" in plan:
            headers["Connection"] = "close"
        else:
            headers["Content-Length"] = str(len(body) + plan.get("length", 0))
        self.head(status, headers)
        self.send(body, plan)
        return None

    def head(self, status, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def end(self, status, headers, body=b""):
        self.head(status, headers)
        self.wfile.write(body)

    def send(self, body, plan):
        end = plan.get("cut", plan.get("bare", len(body)))
        sent = body[:end]
        try:
            if "stall" in plan:
                self.wfile.write(sent[:len(sent) // 2])
                self.wfile.flush()
                time.sleep(plan["stall"])
                sent = sent[len(sent) // 2:]
            if "chunked" in plan:
                for at in range(0, len(sent), 5000):
                    piece = sent[at:at + 5000]
                    self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                if "cut" not in plan:
                    self.wfile.write(b"0\r\n\r\n")
            elif "drip" in plan:
                size = max(1, len(sent) // 12)
                for at in range(0, len(sent), size):
                    self.wfile.write(sent[at:at + size])
                    self.wfile.flush()
                    time.sleep(plan["drip"])
            else:
                self.wfile.write(sent)
            self.wfile.flush()
        except OSError:
            pass
        if "cut" in plan or "bare" in plan or "length" in plan or "stall" in plan:
            self.close_connection = True
            if "reset" in plan:
                self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                self.connection.close()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def __init__(self, folder, certificate=None):
        super().__init__(("127.0.0.1", 0), Handler)
        self.folder = Path(folder)
        self.lock = threading.Lock()
        self.plans = defaultdict(list)
        self.requests = defaultdict(list)
        self.url = f"http{'s' if certificate else ''}://127.0.0.1:{self.server_address[1]}"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def handle_error(self, *_):
        pass

    def finish_request(self, request, address):
        try:
            super().finish_request(request, address)
        except (OSError, ValueError):
            pass

    def plan(self, run, holding, plans):
        self.plans[run].append((holding, plans))

    def next_plan(self, run, path):
        for holding, plans in self.plans[run]:
            if holding in path:
                if isinstance(plans, dict):
                    return plans
                if plans:
                    return plans.pop(0)
        return {}

    def __exit__(self, *arguments):
        self.shutdown()
        return super().__exit__(*arguments)
