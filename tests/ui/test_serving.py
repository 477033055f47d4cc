"""The switch of the page with the captions."""

from __future__ import annotations

import json
import socket
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from captioner.errors import ServeError
from captioner.messages import CaptionUpdate
from captioner.settings.declared import Settings
from captioner.settings.declared import replace as changed
from captioner.ui.serving import Serving
from captioner.ui.state.preferences import Preferences
from tests.strategies import spoken


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as made:
        return int(made.getsockname()[1])


@pytest.fixture
def preferences(qapp: QApplication) -> Preferences:
    return Preferences(changed(Settings(), "serve.port", free_port()), None)


@pytest.fixture
def serving(preferences: Preferences) -> Iterator[Serving]:
    made = Serving(preferences)
    yield made
    made.close()


def first_messages(url: str, count: int) -> list[dict[str, object]]:
    with urllib.request.urlopen(f"{url}events", timeout=30) as answer:
        lines = (line for line in answer if line.startswith(b"data: "))
        return [json.loads(next(lines).removeprefix(b"data: ")) for _ in range(count)]


def test_off_until_it_is_switched_on(serving: Serving, preferences: Preferences) -> None:
    serving.open()
    port = preferences.settings.serve.port
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5)
    told: list[str] = []
    serving.started.connect(told.append)
    serving.begin("mic")
    preferences.put("serve.page", True)
    assert told == [f"http://127.0.0.1:{port}/"]
    serving.take(CaptionUpdate(0, spoken("Um,/h yes."), (), True))
    session, utterance = first_messages(told[0], 2)
    assert session["source"] == "mic"
    assert utterance["cleaned"] == [{"text": "Yes.", "settled": True}]
    preferences.put("disfluency.remove_fillers", False)
    serving.take(CaptionUpdate(1, spoken("Um,/h yes."), (), True))
    assert len(told) == 1
    assert first_messages(told[0], 2)[1]["cleaned"] == [{"text": "Um, yes.", "settled": True}]
    preferences.put("serve.page", False)
    with pytest.raises(urllib.error.URLError):
        urllib.request.urlopen(told[0], timeout=5)


def test_a_port_that_is_taken_is_reported_and_captions_continue(serving: Serving, preferences: Preferences) -> None:
    errors: list[object] = []
    serving.failed.connect(errors.append)
    with socket.create_server(("127.0.0.1", preferences.settings.serve.port)):
        preferences.put("serve.page", True)
    assert [type(each) for each in errors] == [ServeError]
    serving.take(CaptionUpdate(0, spoken("Yes."), (), True))
