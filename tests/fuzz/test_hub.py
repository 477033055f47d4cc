"""What a hub answers: a model that is the one that was listed, or a sentence, and nothing outside its folder."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import threading
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from captioner.errors import DownloadFailed
from captioner.models.hub import ModelHub
from captioner.models.store import KNOWN, ModelStore
from tests.fuzz.inputs import emptied, mutated, replaced
from tests.hub_server import FakeHub

TINY = KNOWN[0]
FILES = {"config.json": b"{}", "tokenizer.json": b'{"a": 1}', "model.bin": bytes(range(200))}
REFUSALS = ["401 No", "404 None", "416 Range", "500 Error", "206 Part", "204 None"]
ELSEWHERE = [
    "file:///etc/passwd",
    "ftp://127.0.0.1:1/x",
    "http://[::1",
    "http://a..b/",
    "//",
    "",
    "http://127.0.0.1:x/",
]


class RawServer:
    """Answers each request with bytes as they are, by the last part of its path, and hangs up."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {}
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._socket.accept()
            with connection, contextlib.suppress(OSError):
                connection.settimeout(5.0)
                asked = b""
                while b"\r\n\r\n" not in asked and (block := connection.recv(4096)):
                    asked += block
                path = asked.split(b" ")[1].decode().split("?")[0] if asked.count(b" ") else ""
                connection.sendall(self.answers.get(path.rsplit("/", 1)[-1], b""))


@cache
def server() -> RawServer:
    os.environ["no_proxy"] = "127.0.0.1"
    return RawServer()


def http(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@st.composite
def answers(draw: st.DrawFn, body: bytes, name: str) -> bytes:
    """An answer as it should be, or one that was changed on its way, sends elsewhere, or refuses."""
    kind = draw(st.sampled_from(["right", "changed", "longer", "elsewhere", "refused", "anything"]))
    if kind == "changed":
        return draw(mutated(http(body)))
    if kind == "longer":
        return http(body + b"more")
    if kind == "elsewhere":
        place = draw(st.sampled_from([*ELSEWHERE, f"/{name}", "/other"]))
        return http(b"", draw(st.sampled_from(["301 Moved", "302 Found", "307 Temporary"])), f"Location: {place}")
    if kind == "refused":
        return http(b"", draw(st.sampled_from(REFUSALS)))
    return draw(st.binary(max_size=60)) if kind == "anything" else http(body)


@given(st.data())
def test_hub_answers(data: st.DataObject) -> None:
    home = emptied("hub")
    listing = FakeHub(FILES).listing()
    if data.draw(st.booleans()):
        listing = json.dumps(data.draw(replaced(json.loads(listing)))).encode()
    served = {TINY.repository.rsplit("/", 1)[-1]: data.draw(answers(listing, "tiny"))}
    served |= {name: data.draw(answers(content, name)) for name, content in FILES.items()}
    server().answers = served
    store = ModelStore(home / "bundled", home / "cache" / "models")
    try:
        model = ModelHub(server().address, pause=lambda seconds: None).fetch(store, TINY, lambda progress: None)
    except DownloadFailed as error:
        assert error.sentence()
        assert list(store.installed()) == []
    else:
        assert model is not None
        model.verify()
        assert {"config.json", "model.bin", "tokenizer.json"} <= set(model.manifest.files if model.manifest else ())
    assert {path.name for path in home.iterdir()} <= {"cache"}
    assert {path.name for path in (home / "cache").iterdir()} <= {"models", "tiny.en.lock"}
    assert {path.name for path in store.cache.iterdir()} <= {"tiny.en", "tiny.en.part"}


@given(address=st.one_of(st.text(max_size=20), st.sampled_from([*ELSEWHERE, "http://", "https://a b/", "x:y"])))
def test_names_of_mirrors(address: str) -> None:
    home = emptied("mirror")
    try:
        ModelHub(address or "x", pause=lambda seconds: None).fetch(
            ModelStore(home / "bundled", home / "cache"), TINY, lambda progress: None
        )
    except DownloadFailed as error:
        assert error.sentence()
