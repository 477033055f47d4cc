"""Fixtures of the window tests; any thread or timer that a test leaves running fails it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("PySide6.QtWidgets", reason="needs PySide6", exc_type=ImportError)

import shiboken6
from PySide6.QtCore import QThread, QTimer
from pytestqt.qtbot import QtBot

from captioner.models.store import ModelStore
from captioner.settings.declared import Settings
from captioner.ui.state.preferences import Preferences
from tests.ui.scripted_models import ScriptedHub, make_model

for _waiting in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals, QtBot.waitExposed, QtBot.waitActive):
    # in ms, instead of 5 s: a busy machine fails no test
    _waiting.__kwdefaults__["timeout"] = 120_000


def running_leftovers() -> list[str]:
    """Threads and timers that are still going."""
    found = []
    for each in gc.get_objects():
        # by the true type: isinstance asks an object for its class, and deprecated ones of other libraries then warn
        kind = type(each)
        if issubclass(kind, QThread) and shiboken6.isValid(each) and each.isRunning():
            found.append(f"QThread {each.objectName() or type(each).__name__}")
        elif issubclass(kind, QTimer) and shiboken6.isValid(each) and each.isActive():
            found.append(f"QTimer of {type(each.parent()).__name__}, {each.interval()} ms")
    return found


@pytest.fixture(autouse=True, scope="module")
def what_was_there_before() -> None:
    """Leave out of the search for leftovers what tests before this module loaded, PyTorch for instance."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def nothing_left_running(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a QThread or QTimer running; one without Qt cannot, and need not be searched."""
    yield
    if {"qapp", "qtbot"} & set(request.fixturenames):
        left = running_leftovers()
        assert not left, f"left running: {', '.join(left)}"


@pytest.fixture
def preferences(qapp: object) -> Preferences:
    """Default settings, kept in memory."""
    return Preferences(Settings(), None)


@pytest.fixture
def store(tmp_path: Path) -> ModelStore:
    make_model(tmp_path / "bundled" / "whisper-tiny-en", "speech")
    make_model(tmp_path / "bundled" / "disfluency-en", "disfluency")
    return ModelStore(tmp_path / "bundled", tmp_path / "cache")


@pytest.fixture
def hub() -> ScriptedHub:
    return ScriptedHub()
