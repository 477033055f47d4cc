"""A hub of our own on this machine, with the faults that real ones have."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class FakeHub:
    """Files of one repository, and how the server misbehaves."""

    files: dict[str, bytes]
    cut_after: list[int] = field(default_factory=list)
    """bytes after which each next answer of a file breaks off; none left: whole answers"""
    swapped: dict[str, bytes] = field(default_factory=dict)
    """content that is delivered in place of what the listing says"""
    ignores_range: bool = False
    broken_listing: bytes | None = None
    address: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    """path and Range header of every request"""

    def listing(self) -> bytes:
        """The answer of the hub's API: large files with SHA-256, small ones with git's SHA-1."""
        siblings = []
        for name, content in self.files.items():
            entry: dict[str, object] = {"rfilename": name, "size": len(content)}
            if name.endswith(".bin"):
                entry["lfs"] = {"sha256": hashlib.sha256(content).hexdigest(), "size": len(content)}
            else:
                entry["blobId"] = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            siblings.append(entry)
        return json.dumps({"sha": "c0ffee", "siblings": siblings}).encode()

    @contextmanager
    def serving(self) -> Iterator[FakeHub]:
        """Run the server; `address` is then set."""
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hub.answer(self)

            def log_message(self, format: str, *arguments: object) -> None:
                """Say nothing."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        self.address = f"http://127.0.0.1:{server.server_port}"
        try:
            yield self
        finally:
            server.shutdown()
            thread.join()
            server.server_close()

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        """Serve one request."""
        path = request.path.split("?")[0]
        wanted = request.headers.get("Range", "")
        self.asked.append((path, wanted))
        if path.startswith("/api/models/Systran/"):
            return self.send(request, 200, self.listing() if self.broken_listing is None else self.broken_listing)
        name = path.rsplit("/", 1)[-1]
        if "/resolve/c0ffee/" not in path or name not in self.files:
            return request.send_error(404)
        content = self.swapped.get(name, self.files[name])
        start = 0 if self.ignores_range or not wanted else int(wanted.removeprefix("bytes=").removesuffix("-"))
        return self.send(request, 206 if start else 200, content[start:], self.cut_after)

    def send(self, request: BaseHTTPRequestHandler, status: int, body: bytes, cuts: list[int] | None = None) -> None:
        """Answer with a body, perhaps only its beginning."""
        request.send_response(status)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body[: cuts.pop(0)] if cuts else body)
