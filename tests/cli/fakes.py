"""Stand-ins behind the command line's own protocols."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Sequence

from captioner.cli.console import Piece
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, LabelledWord, State, Status, View, Word

PERIOD = SAMPLE_RATE // 2
"""Samples from the start of one scripted word to that of the next."""


def words(text: str, *, first: int = 0) -> tuple[LabelledWord, ...]:
    """`so|i um|h well` as labelled words: the label behind the bar, fluent where there is none."""
    result = []
    for number, each in enumerate(text.split(), first):
        written, _, label = each.partition("|")
        word = Word(written, number * PERIOD, (number + 1) * PERIOD, 0.9)
        result.append(LabelledWord(word, Label(label or "f"), 0.95))
    return tuple(result)


def update(utterance: int, settled: str = "", provisional: str = "", *, ended: bool = False) -> CaptionUpdate:
    """An update in short form."""
    return CaptionUpdate(utterance, words(settled), words(provisional), ended)


class ScriptedEngine:
    """Sends what it is given, then waits for `stop` where it is told to; notes what it was asked."""

    def __init__(
        self,
        on_update: Callable[[CaptionUpdate], None],
        on_status: Callable[[Status], None],
        script: Sequence[CaptionUpdate | Status],
        *,
        waits: bool = False,
        error: Exception | None = None,
    ) -> None:
        self._on_update = on_update
        self._on_status = on_status
        self._script = script
        self._waits = waits
        self._error = error
        self._stopped = threading.Event()
        self.pauses: list[bool] = []
        self.was_stopped = False

    def run(self) -> None:
        """Play the script."""
        for each in self._script:
            if isinstance(each, CaptionUpdate):
                self._on_update(each)
            else:
                self._on_status(each)
        if self._waits:
            assert self._stopped.wait(30), "nobody asked the engine to stop"
        if self._error is not None:
            raise self._error
        self._on_status(Status(State.ENDED))

    def stop(self) -> None:
        """Let `run` end."""
        self.was_stopped = True
        self._stopped.set()

    def set_paused(self, paused: bool) -> None:
        """Note it, and say so."""
        self.pauses.append(paused)
        self._on_status(Status(State.PAUSED if paused else State.LISTENING))


class TypedKeys:
    """Gives one string of keys at each call."""

    def __init__(self, typed: Iterable[str]) -> None:
        self._typed = list(typed)

    def pressed(self) -> str:
        """The next ones."""
        return self._typed.pop(0) if self._typed else ""


class PaperScreen:
    """A screen that remembers what was drawn."""

    def __init__(self, columns: int = 40, rows: int = 8) -> None:
        self.size = (columns, rows)
        self.has_unicode = True
        self.drawn: list[list[list[Piece]]] = []

    def draw(self, lines: Iterable[Sequence[Piece]]) -> None:
        """Remember."""
        self.drawn.append([list(line) for line in lines])

    @property
    def last(self) -> list[list[Piece]]:
        """The newest drawing."""
        return self.drawn[-1]

    def texts(self) -> list[str]:
        """The newest drawing without its styles."""
        return ["".join(piece.text for piece in line) for line in self.last]


class RecordingDisplay:
    """Notes what it is told to show; fails where a terminal has gone."""

    def __init__(self, view: View = View.CLEANED, *, is_gone: bool = False) -> None:
        self._view = view
        self._is_gone = is_gone
        self.updates: list[CaptionUpdate] = []
        self.statuses: list[Status] = []
        self.warnings: list[str] = []

    @property
    def view(self) -> View:
        """The one shown."""
        return self._view

    def add_captions(self, update: CaptionUpdate) -> None:
        """Note it."""
        if self._is_gone:
            raise BrokenPipeError
        self.updates.append(update)

    def tell(self, status: Status) -> None:
        """Note it."""
        self.statuses.append(status)

    def warn(self, sentence: str) -> None:
        """Note it."""
        self.warnings.append(sentence)

    def show(self, view: View) -> None:
        """Switch."""
        self._view = view

    def draw(self) -> None:
        """Nothing to draw."""
