"""Watches a folder and transcribes its recordings as they arrive."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from captioner.cli.console import Console
from captioner.cli.exit_codes import UsageError
from captioner.cli.recordings.batch import RecordingBatch
from captioner.cli.recordings.collect import Found, in_folder
from captioner.cli.recordings.transcript_files import to_folder
from captioner.cli.signals import stop_signals
from captioner.errors import CaptionerError, ModelError

_EVERY_S = 2.0
"""Seconds between two scans. The folder is scanned, because network shares do not notify of changes. A recording that
has not changed between two scans counts as complete."""


@dataclass(frozen=True, slots=True)
class _Stamp:
    """The state of a file, to detect changes."""

    size: int
    """bytes"""
    modified_ns: int


class Watcher:
    """Scans the folder again and again; keeps the state in which each recording was last read."""

    def __init__(
        self,
        console: Console,
        transcriber: RecordingBatch,
        folder: Path,
        patterns: Sequence[str],
        formats: Sequence[str],
        output: Path | None,
        wait: Callable[[threading.Event], object] = lambda ended: ended.wait(_EVERY_S),
    ) -> None:
        """Check the folder.

        Args:
            output: folder for transcripts; None: beside the recordings.
            wait: waits between two scans; ends early when the event is set.

        Raises:
            UsageError: there is no such folder.
        """
        if not folder.is_dir():
            raise UsageError(f"There is no folder {folder}.", "Make it, or name another.")
        self._console = console
        self._transcriber = transcriber
        self._folder = folder
        self._patterns = patterns
        self._formats = formats
        self._output = output
        self._wait = wait
        self._seen: dict[Path, _Stamp] = {}
        """state at the last scan"""
        self._done: dict[Path, _Stamp] = {}
        """state when it was read, or found to have a transcript"""

    def run(self) -> None:
        """Transcribe new recordings until a signal; then the current recording is dropped, and nothing of it is
        written.

        Raises:
            ModelError: the speech model cannot be used.
        """
        ended = threading.Event()
        self._console.note(f"Watching {self._folder}. Ctrl-C ends it.")
        try:
            while not ended.is_set():
                self.look(ended)
                with stop_signals(ended.set):
                    self._wait(ended)
        except KeyboardInterrupt:
            pass

    def look(self, ended: threading.Event) -> None:
        """Transcribe complete new recordings.

        Raises:
            ModelError: the speech model cannot be used.
            KeyboardInterrupt: a signal came.
        """
        inside = list(in_folder(self._folder, self._patterns))
        stamps = {each.path: stamp for each in inside if (stamp := _stamp(each.path)) is not None}
        ready = [each for each in inside if self._is_ready(each.path, stamps)]
        self._seen = stamps
        for each in ready:
            if ended.is_set():
                return
            self._done[each.path] = stamps[each.path]
            self._transcribe(each, inside)

    def _is_ready(self, path: Path, stamps: dict[Path, _Stamp]) -> bool:
        stamp = stamps.get(path)
        return stamp is not None and stamp.size > 0 and self._seen.get(path) == stamp != self._done.get(path)

    def _transcribe(self, recording: Found, inside: Sequence[Found]) -> None:
        try:
            planned = to_folder(inside, self._output, self._formats)
            (destination,) = (each for each in planned if each.source == recording.path)
            if all(each.path is not None and each.path.exists() for each in destination.outputs):
                return
            self._transcriber.run([destination])
        except ModelError:
            raise
        except CaptionerError as error:
            self._console.error(error.sentence())


def _stamp(path: Path) -> _Stamp | None:
    """The state of a file; None if it has been removed since it was listed."""
    try:
        found = path.stat()
    except OSError:
        return None
    return _Stamp(found.st_size, found.st_mtime_ns)
