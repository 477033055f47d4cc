"""Types into the search of past sessions like a user, and times the rows."""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from captioner.audio import sources
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, LabelledWord, Word
from captioner.record.history import History
from captioner.record.journal import Journal
from captioner.record.transcript import SessionInfo
from captioner.ui.application import prepare
from captioner.ui.transcript.history_window import HistoryWindow

_WORDS = 4000
_WORDS_IN_UTTERANCE = 12
_COMMON = ("the", "to", "and", "that", "of", "a", "in", "it", "is", "was", "you", "for")
_TICK_MS = 2
_BEGAN = datetime(2025, 1, 1, 9, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class KeyTimes:
    """The times after one key press."""

    typed: str
    """the text of the field"""
    first_ms: float
    """until the first rows, or the message that nothing was found, were painted"""
    all_ms: float
    rows: int


@dataclass(frozen=True, slots=True)
class SearchTimes:
    """The figures of a run."""

    index_s: float
    listing_ms: float
    longest_block_ms: float
    """longest time without handling an event of the window"""
    keys: tuple[KeyTimes, ...]


def measure(sessions: int, utterances: int, queries: Sequence[str]) -> SearchTimes:
    """Make journals, index them, and type each query letter by letter; the next letter comes when all rows are
    there."""
    if "DISPLAY" not in os.environ and "WAYLAND_DISPLAY" not in os.environ:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    prepare(application)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, sessions, utterances)
        history = History(folder / "history.sqlite")
        began = time.perf_counter()
        history.update(folder)
        index_s = time.perf_counter() - began
        window = HistoryWindow(history, folder)
        try:
            return _type(window, queries, index_s)
        finally:
            window.end()
            window.close()
            window.deleteLater()


def _type(window: HistoryWindow, queries: Sequence[str], index_s: float) -> SearchTimes:
    pulse = _Pulse()
    window.show()
    began = time.perf_counter()
    window.refresh()
    wait(window)
    listing_ms = _since(began)
    pulse.start()
    keys = []
    for query in queries:
        window.field.clear()
        wait(window)
        for letter in query:
            keys.append(_press(window, letter))
    pulse.stop()
    return SearchTimes(index_s, listing_ms, pulse.longest_ms, tuple(keys))


def _press(window: HistoryWindow, letter: str) -> KeyTimes:
    first: list[float] = []
    began = time.perf_counter()

    def on_found(is_first: bool) -> None:
        if is_first:
            window.table.viewport().repaint()
            first.append(_since(began))

    window.finding.found.connect(on_found)
    for kind in (QKeyEvent.Type.KeyPress, QKeyEvent.Type.KeyRelease):
        QApplication.sendEvent(window.field, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))
    wait(window)
    window.finding.found.disconnect(on_found)
    return KeyTimes(window.field.text(), first[0], _since(began), window.table.rowCount())


def wait(window: HistoryWindow) -> None:
    """Wait until all rows of a search are there."""
    loop = QEventLoop()
    while window.finding.is_busy:
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


class _Pulse:
    """A timer on the window's thread: the longest time between two beats is the longest time it was blocked."""

    def __init__(self) -> None:
        self.longest_ms = 0.0
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setInterval(_TICK_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        """Beat from now on."""
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        """Beat no more."""
        self._timer.stop()

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest_ms = max(self.longest_ms, (now - self._last) * 1000.0)
        self._last = now


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000.0


def _write(folder: Path, sessions: int, utterances: int) -> None:
    chance = random.Random(1)
    words = list(_vocabulary(chance))
    # as in speech, a few words are most of the text
    weights = [1.0 / (place + 2) for place in range(len(words))]
    for number in range(sessions):
        started = (_BEGAN + timedelta(hours=7 * number)).isoformat()
        book = Journal(folder / f"{number:05}.jsonl", SessionInfo(started, sources.MICROPHONE))
        for utterance in range(utterances):
            said = chance.choices(words, weights, k=_WORDS_IN_UTTERANCE)
            book.append(CaptionUpdate(utterance, _spoken(said, utterance), (), utterance_ended=True))
        book.close()


def _spoken(said: Sequence[str], utterance: int) -> tuple[LabelledWord, ...]:
    start = utterance * 5 * SAMPLE_RATE
    step = SAMPLE_RATE // 3
    return tuple(
        LabelledWord(Word(text, start + place * step, start + (place + 1) * step - 400, 0.9), Label.FLUENT, 0.9)
        for place, text in enumerate(said)
    )


def _vocabulary(chance: random.Random) -> Iterator[str]:
    """Common words, then invented ones of two to four syllables."""
    yield from _COMMON
    for _ in range(_WORDS):
        yield "".join(chance.choice("bdfgklmnprstv") + chance.choice("aeiou") for _ in range(chance.randint(2, 4)))
    yield "bakilo"
