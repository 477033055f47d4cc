"""Transcribes recordings one after the other; one that fails does not stop the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum, auto
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from captioner import app, heap, loading, log
from captioner.audio.file import FileSource
from captioner.cli import exit_codes
from captioner.cli.console import Console, ProgressBar, Style
from captioner.cli.exit_codes import ExitCode
from captioner.cli.options import substitution
from captioner.cli.recordings.collect import named
from captioner.cli.recordings.output_files import check_output, make_folder
from captioner.cli.recordings.transcript_files import Destination, Output
from captioner.cli.signals import stop_signals
from captioner.cli.terminal.engine_thread import Ended, EngineThread
from captioner.cli.terminal.status_line import foreign
from captioner.cli.terminal.summary import left_out
from captioner.engine import MakeEngine
from captioner.errors import CaptionerError, ModelError
from captioner.export import formats as export
from captioner.messages import CaptionUpdate, State, Status, seconds
from captioner.models import store as model_store
from captioner.pipeline import Parts, Pipeline
from captioner.record.recording_transcript import RecordingTranscript
from captioner.record.transcript import Transcript
from captioner.settings.declared import Settings

if TYPE_CHECKING:
    from captioner.speech.engine import Task

_LOG = log.get(__name__)
_TICK_S = 0.1
"""Seconds between two updates of the bar at most."""


class Existing(Enum):
    """How to treat an existing output file."""

    REFUSE = auto()
    """keep it, and report an error"""
    REPLACE = auto()
    SKIP = auto()
    """keep it; a recording with all its files is not read"""


class LengthySource(Protocol):
    """A source that knows its length; `FileSource` is one."""

    @property
    def name(self) -> str:
        """The name for the user."""
        ...

    @property
    def duration_s(self) -> float | None:
        """Length in seconds, once it is open; None if unknown."""
        ...

    @property
    def other_tracks(self) -> tuple[str, ...]:
        """The sound tracks that are not read, once it is open."""
        ...


Open = Callable[[Path], tuple[LengthySource, MakeEngine]]
"""Opens a recording, and makes the engine that reads it as fast as possible."""


def opener(
    settings: Settings,
    track: int | None = None,
    *,
    task: Task = "transcribe",
    opening: str = "",
    may_stand_in: bool = False,
) -> Open:
    """The real function; the first recording loads the models.

    Args:
        track: number of the sound track to read, from 1; None: the recording's default.
        task: the speech model's task.
        opening: its prompt before each recording.
        may_stand_in: see `load_models`.
    """

    @cache
    def models() -> loading.Models:
        return loading.load_models(settings, live=False, task=task, may_stand_in=may_stand_in)

    def open_recording(path: Path) -> tuple[LengthySource, MakeEngine]:
        source = FileSource(path, paced=False, track=track)

        def build() -> Parts:
            return app.stages(models(), settings, source, opening=opening)

        return source, lambda on_update, on_status: Pipeline(build, on_update, on_status)

    return open_recording


class RecordingBatch:
    """Transcribes each recording to its outputs, and collects the failures."""

    def __init__(
        self,
        console: Console,
        settings: Settings,
        wanted: export.Options,
        open_recording: Open,
        existing: Existing = Existing.REFUSE,
        *,
        written: str = "",
    ) -> None:
        """`written` is the language of the texts, if it is not the spoken one."""
        self._console = console
        self._settings = settings
        self._wanted = wanted
        self._open = open_recording
        self._existing = existing
        self._written = written
        self._rejected = 0
        self._foreign = ""
        """of the newest recording, as in `Status`"""
        self._other_tracks: tuple[str, ...] = ()
        """of the newest recording"""
        self._is_stand_in_told = False

    def run(self, all_of: Sequence[Destination]) -> ExitCode:
        """Transcribe them in order.

        Returns:
            FINE if all succeeded, the code of the failures if they are of one kind, FAILED otherwise.

        Raises:
            ModelError: the model cannot be used.
            CaptionerError: the only recording failed.
            KeyboardInterrupt: at Ctrl-C.
        """
        codes = set()
        for destination in all_of:
            try:
                self._transcribe(destination)
            except CaptionerError as error:
                if len(all_of) == 1 or isinstance(error, ModelError):
                    raise
                sentence, name = error.sentence(), named(destination.source)
                self._console.error(sentence if name in sentence else f"{name}: {sentence}")
                codes.add(exit_codes.of(error))
        if not codes:
            return ExitCode.FINE
        return codes.pop() if len(codes) == 1 else ExitCode.FAILED

    def _transcribe(self, destination: Destination) -> None:
        missing = self._missing(destination)
        if not missing:
            self._console.note(f"{named(destination.source)} has a transcript already.")
            return
        name = named(destination.source)
        transcript = self._read(destination.source)
        if not transcript.entries:
            self._console.note(f"No words were heard in {name}.", Style.WARNING)
        if self._other_tracks:
            others = ", ".join(self._other_tracks)
            self._console.note(f"{name} has other sound tracks: {others}. Choose one with --track N.")
        if reason := left_out(self._rejected):
            self._console.note(reason)
        if self._foreign:
            self._console.note(self._foreign, Style.WARNING)
        shown = transcript.reworded(substitution(self._settings).entry)
        for each in missing:
            self._write(shown, destination.source, each)

    def _missing(self, destination: Destination) -> list[Output]:
        """The outputs to write, after checking that they can be written."""
        missing = []
        for each in destination.outputs:
            if each.path is not None:
                if self._existing is Existing.SKIP and each.path.exists():
                    continue
                make_folder(each.path.parent)
                check_output(each.path, force=self._existing is Existing.REPLACE)
            missing.append(each)
        return missing

    def _write(self, transcript: Transcript, source: Path, output: Output) -> None:
        file_format = export.Format(output.format)
        if output.path is None:
            self._console.out(export.render(transcript, file_format, self._wanted), end="")
            return
        export.write(transcript, output.path, self._wanted, file_format)
        self._console.note(f"{named(source)} -> {output.path}", Style.GOOD)

    def _read(self, path: Path) -> Transcript:
        recording, make = self._open(path)
        read = RecordingTranscript(recording.name, self._settings.speech.model)
        engine = EngineThread(make, heap.RECORDINGS)
        interrupted: list[bool] = []

        def interrupt() -> None:
            interrupted.append(True)
            engine.stop()

        with stop_signals(interrupt), self._console.progress(recording.name) as bar:
            _LOG.info("reading %s", path)  # from here on Ctrl-C works, even if it was ignored at the start
            engine.start()
            error, self._rejected, self._foreign = self._follow(engine, read, recording, bar)
            engine.join()
        self._other_tracks = recording.other_tracks
        if interrupted:
            raise KeyboardInterrupt
        if error is not None:
            error.replace_value(path, named(path))
            raise error
        return read.end(self._disfluency_name)

    def _follow(
        self, engine: EngineThread, read: RecordingTranscript, recording: LengthySource, bar: ProgressBar
    ) -> tuple[CaptionerError | None, int, str]:
        """Take in all events of the engine.

        Returns:
            Its error, the rejected utterances as in `Status`, and the message about a language that the model does not
            know.
        """
        rejected, other_language = 0, ""
        while True:
            event = engine.next(_TICK_S)
            if isinstance(event, CaptionUpdate):
                read.take(event)
            elif isinstance(event, Ended):
                return event.error, rejected, other_language
            elif isinstance(event, Status):
                self._tell_stand_in(event)
                read.transcript.name_model(event.stand_in)
                if event.state is State.LOADING:
                    continue
                rejected, other_language = event.rejected, other_language or foreign(event)
                for gap in event.gaps:
                    read.transcript.mark(gap)
                bar.tell(seconds(event.position), recording.duration_s or 0)

    def _tell_stand_in(self, status: Status) -> None:
        """Say at once that another model reads, and only once for all recordings."""
        if status.stands_in is not None and not self._is_stand_in_told:
            self._is_stand_in_told = True
            self._console.note(status.stands_in.sentence(), Style.WARNING)

    def _disfluency_name(self, language: str) -> str:
        chosen = self._settings.disfluency.model
        return model_store.default().disfluency_name(chosen, self._written or language)
