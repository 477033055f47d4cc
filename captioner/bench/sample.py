"""A sample session for screenshots and measurements: a person talks about a trip."""

from __future__ import annotations

import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from captioner import paths
from captioner.audio import sources
from captioner.audio.devices import Device
from captioner.errors import NoInputDevice
from captioner.machine_cache import MachineCache
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, LabelledWord, State, Status, TranscriptEntry, Word
from captioner.models.store import ModelStore
from captioner.record.transcript import SessionInfo, Transcript
from captioner.ui.settings.source_list import Sources
from captioner.ui.state.backend import Backend

SPOKEN = (
    "Good/f morning/f everyone,/f um,/h thank/f you/f for/f coming./f",
    "So/m today/f I/r want/r I/f would/f like/f to/f talk/f about/f the/f new/f timetable./f",
    "The/f train/f leaves/f on/r Monday,/r uh,/i I/i mean,/i on/f Tuesday/f at/f half/f past/f nine./f",
    "You/m know,/m it/f used/f to/f be/f much/f earlier./f",
    "Uh/h um/h",
    "Tickets/f are/f at/r at/f the/f counter/f next/f to/f the,/h uh,/h main/f entrance./f",
    "And/f if/f you/f miss/f it,/f well,/m there/f is/f another/f one/f an/f hour/f later./f",
)
"""The words of the sample, each with its label."""
_WORD = round(0.32 * SAMPLE_RATE)
_PAUSE = round(1.1 * SAMPLE_RATE)
SOURCES = Sources(
    (
        Device("Built-in Audio Analog Stereo", "alsa_input.pci|PulseAudio", is_default=True, detail=""),
        Device("Yeti Stereo Microphone", "alsa_input.yeti|PulseAudio", is_default=False, detail=""),
    ),
    (
        Device("Built-in Audio Analog Stereo", "alsa_output.pci", is_default=True, detail=""),
        Device("HDMI / DisplayPort", "alsa_output.hdmi", is_default=False, detail=""),
    ),
)
STARTED = "2026-05-09T10:00:00+02:00"


def utterance(number: int, start: int) -> tuple[LabelledWord, ...]:
    """The words of an utterance that begins at a sample; the texts repeat after the last one."""
    words = []
    for place, each in enumerate(SPOKEN[number % len(SPOKEN)].split()):
        text, _, label = each.rpartition("/")
        begin = start + place * _WORD
        words.append(LabelledWord(Word(text, begin, begin + _WORD - 800, 0.9), Label(label), 0.95))
    return tuple(words)


def updates(utterances: int, first: int = 0) -> Iterator[CaptionUpdate]:
    """The updates of a session: each word is provisional first, and settles two words later."""
    start = 0
    for number in range(first, first + utterances):
        words = utterance(number, start)
        for heard in range(1, len(words) + 1):
            settled = max(0, heard - 2)
            yield CaptionUpdate(number, words[max(0, settled - 1) : settled], words[settled:heard])
        yield CaptionUpdate(number, words[max(0, len(words) - 2) :], (), utterance_ended=True)
        start += len(words) * _WORD + _PAUSE


def transcript(utterances: int) -> Transcript:
    """The record of such a session."""
    result = Transcript(SessionInfo(STARTED, sources.MICROPHONE, "whisper-tiny-en", "disfluency-en"))
    start = 0
    for number in range(utterances):
        words = utterance(number, start)
        result.add(TranscriptEntry(number, words, is_complete=True))
        start += len(words) * _WORD + _PAUSE
    return result


def backend() -> Backend:
    """Services without sound: no source opens, and the user has fetched no models."""

    def nothing(*_: object) -> Any:
        raise NoInputDevice("There is no sound here.", "This is a picture.")

    return Backend(
        live=lambda settings: nothing,
        recording=lambda settings, path, **_: nothing,
        open_source=nothing,
        time_step=nothing,
        models=ModelStore(paths.bundled("models"), Path(tempfile.gettempdir(), "captioner-no-models")),
        memory=MachineCache(None),
        find_sources=lambda: SOURCES,
    )


class RecordedEngine:
    """Plays a session without sound or models, then waits to be stopped."""

    def __init__(
        self,
        played: Iterable[CaptionUpdate],
        on_update: Callable[[CaptionUpdate], None],
        on_status: Callable[[Status], None],
    ) -> None:
        self._played = played
        self._on_update, self._on_status = on_update, on_status
        self._stopping = threading.Event()

    def run(self) -> None:
        """Send everything at once."""
        self._on_status(Status(State.LISTENING, 0.1))
        for each in self._played:
            self._on_update(each)
        self._stopping.wait()

    def stop(self) -> None:
        """End `run`."""
        self._stopping.set()

    def set_paused(self, paused: bool) -> None:
        """Only say so."""
        self._on_status(Status(State.PAUSED if paused else State.LISTENING))
