"""Stand-ins behind the protocols of captioner.ui, and short ways to make messages."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from captioner.errors import CaptionerError, ExportError
from captioner.messages import (
    SAMPLE_RATE,
    CaptionLine,
    CaptionUpdate,
    Label,
    LabelledWord,
    Run,
    State,
    Status,
    Word,
)
from captioner.record.session import Keeper, Session
from captioner.record.transcript import SessionInfo, Transcript


def word(text: str, start_s: float = 0.0, label: Label = Label.FLUENT) -> LabelledWord:
    """A word of 0.3 s."""
    start = round(start_s * SAMPLE_RATE)
    return LabelledWord(Word(text, start, start + round(0.3 * SAMPLE_RATE), 0.9), label, 0.9)


def spoken(text: str, start_s: float = 0.0) -> tuple[LabelledWord, ...]:
    """Words two a second; `um/h` writes a label behind a word."""
    result = []
    for number, each in enumerate(text.split()):
        written, _, label = each.partition("/")
        result.append(word(written, start_s + number * 0.5, Label(label or "f")))
    return tuple(result)


def update(
    settled: str = "", provisional: str = "", *, utterance: int = 0, ended: bool = False, start_s: float = 0.0
) -> CaptionUpdate:
    """An update out of two texts."""
    first = spoken(settled, start_s)
    return CaptionUpdate(utterance, first, spoken(provisional, start_s + len(first) * 0.5), ended)


def line(text: str, *, settled: bool = True, frozen: bool = False) -> CaptionLine:
    """A line in one style."""
    return CaptionLine((Run(text, settled),), frozen)


class FakeEngine:
    """Plays recorded updates, then waits to be stopped; fails at the end where an error is given."""

    def __init__(
        self,
        on_update: Callable[[CaptionUpdate], None],
        on_status: Callable[[Status], None],
        updates: tuple[CaptionUpdate, ...] = (),
        error: Exception | None = None,
        at_stop: tuple[CaptionUpdate, ...] = (),
    ) -> None:
        self._on_update, self._on_status = on_update, on_status
        self._updates, self._error, self._at_stop = updates, error, at_stop
        self._stopping = threading.Event()
        self.pauses: list[bool] = []

    def run(self) -> None:
        self._on_status(Status(State.LISTENING, 0.1))
        for each in self._updates:
            self._on_update(each)
        if self._error is not None:
            raise self._error
        self._stopping.wait()
        for each in self._at_stop:
            self._on_update(each)
        self._on_status(Status(State.ENDED))

    def stop(self) -> None:
        self._stopping.set()

    def set_paused(self, paused: bool) -> None:
        self.pauses.append(paused)
        self._on_status(Status(State.PAUSED if paused else State.LISTENING))


class EngineShop:
    """Makes engines and keeps them."""

    def __init__(
        self,
        *updates: CaptionUpdate,
        error: Exception | None = None,
        at_stop: tuple[CaptionUpdate, ...] = (),
    ) -> None:
        self._updates, self._error, self._at_stop = updates, error, at_stop
        self.made: list[FakeEngine] = []

    def __call__(self, on_update: Callable[[CaptionUpdate], None], on_status: Callable[[Status], None]) -> FakeEngine:
        engine = FakeEngine(on_update, on_status, self._updates, self._error, self._at_stop)
        self.made.append(engine)
        return engine


class FullDisk:
    """A keeper that cannot write, and says so once, as a journal does."""

    path = Path("full") / "session.jsonl"

    def __init__(self) -> None:
        self.tries = 0

    def append(self, update: CaptionUpdate) -> None:
        self.tries += 1
        if self.tries == 1:
            raise ExportError("The disk is full.", "Make room.")

    def correct(self, utterance: int, word_index: int, text: str | None) -> None:
        self.append(CaptionUpdate(utterance, (), ()))

    def close(self) -> None:
        pass


def failure() -> CaptionerError:
    """An error for the user."""
    return CaptionerError("It broke.", "Mend it.")


def session(keeper: Keeper | None = None) -> Session:
    """A session of the ninth of May."""
    return Session(Transcript(SessionInfo("2026-05-09T10:00:00+02:00", "a fake microphone")), keeper)
