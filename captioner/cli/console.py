"""The program's output: results to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum
from types import TracebackType

from rich.cells import cell_len
from rich.console import Console as RichConsole
from rich.live import Live
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from captioner.captions.wording import plain
from captioner.errors import ExportError

__all__ = ["Console", "Piece", "Screen", "Style", "cell_len"]


class Style(Enum):
    """The look of a piece of text; the styles differ without colour (NO_COLOR), too."""

    SETTLED = "bold"
    PROVISIONAL = "dim"
    REMOVED = "red strike"
    PROVISIONAL_REMOVED = "dim red strike"
    STATUS = "default"
    GOOD = "green"
    HINT = "dim"
    WARNING = "bold yellow"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text in one style."""

    text: str
    style: Style


class Console:
    """Both streams; colours only where a terminal shows them and the user has not set NO_COLOR.

    Only `out` reports a closed pipe: other messages need no reader.
    """

    def __init__(self) -> None:
        for stream in (sys.stdout, sys.stderr):
            _never_fails_on_a_letter(stream)
        self._out = RichConsole(highlight=False, markup=False, emoji=False)
        self._err = RichConsole(stderr=True, highlight=False, markup=False, emoji=False)

    @property
    def draws(self) -> bool:
        """Whether stdout is a terminal whose lines can be redrawn."""
        return self._out.is_terminal and not self._out.is_dumb_terminal

    def out(self, text: str, *, end: str = "\n") -> None:
        """Write a result unchanged and flush it.

        Raises:
            BrokenPipeError: the reader has closed the pipe.
            ExportError: the file or device behind stdout cannot be written.
        """
        try:
            sys.stdout.write(text + end)
            sys.stdout.flush()
        except OSError as error:
            # the rest of the buffer must not fail again when Python exits
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            if isinstance(error, BrokenPipeError):
                raise
            raise ExportError(
                f"The result could not be written: {error.strerror}.", "Free some space, or write it elsewhere."
            ) from error

    def lines(self, lines: Iterable[Sequence[Piece]]) -> None:
        """Write styled lines to stdout."""
        with suppress(OSError):
            for line in lines:
                self._out.print(_text(line), soft_wrap=True)

    def note(self, text: str, style: Style = Style.STATUS) -> None:
        """Write a message for the user to stderr."""
        with suppress(OSError):
            self._err.print(Text(_plain(text), style.value), soft_wrap=True)

    def error(self, text: str) -> None:
        """Write an error to stderr."""
        with suppress(OSError):
            self._err.print(Text("captioner: ", "bold red"), Text(_plain(text)), sep="", soft_wrap=True)

    def screen(self) -> Screen:
        """A context manager that uses the whole terminal."""
        return Screen(self._out)

    def progress(self, label: str) -> ProgressBar:
        """A progress bar with the time left on stderr; nothing if stderr is no terminal."""
        return ProgressBar(self._err, label)


class Screen:
    """The terminal's alternate screen: redrawn as a whole; the shell's screen comes back at the end."""

    def __init__(self, console: RichConsole) -> None:
        self._console = console
        self._live = Live(
            console=console, screen=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False
        )

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows, as they are now."""
        return self._console.width, self._console.height

    @property
    def has_unicode(self) -> bool:
        """The terminal takes more than ASCII."""
        return self._console.encoding.startswith("utf")

    def __enter__(self) -> Screen:
        self._live.start(refresh=False)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        with suppress(OSError):  # the terminal was closed
            self._live.stop()

    def draw(self, lines: Iterable[Sequence[Piece]]) -> None:
        """Show these lines from the top; lines that do not fit are cut off."""
        text = Text("\n", no_wrap=True, overflow="crop").join(_text(line) for line in lines)
        self._live.update(text, refresh=True)


class ProgressBar:
    """The progress of one task, and the time left."""

    def __init__(self, console: RichConsole, label: str) -> None:
        self._bar = Progress(
            TextColumn("{task.description}", markup=False),
            BarColumn(),
            TaskProgressColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            auto_refresh=False,
            disable=not console.is_terminal,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bar.add_task(label, total=None)

    def __enter__(self) -> ProgressBar:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bar.stop()

    def tell(self, done: float, total: float) -> None:
        """Show progress; `total` is 0 or less if it is not known."""
        self._bar.update(self._task, completed=done, total=total if total > 0 else None)
        self._bar.refresh()


def _plain(text: str) -> str:
    """Text without control characters, because a file's name may contain any."""
    return "\n".join(map(plain, text.split("\n")))


def _text(line: Sequence[Piece]) -> Text:
    return Text.assemble(*((_plain(piece.text), piece.style.value) for piece in line))


def _never_fails_on_a_letter(stream: object) -> None:
    """Replace letters that a terminal or pipe cannot show; pipes get UTF-8 on Windows, too."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    is_terminal = bool(getattr(stream, "isatty", lambda: False)())
    if sys.platform == "win32" and not is_terminal:
        reconfigure(encoding="utf-8", errors="replace")
    else:
        reconfigure(errors="replace")
