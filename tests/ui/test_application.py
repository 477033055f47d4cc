"""The whole window program from start to end, with a scripted engine below it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication

from captioner import paths
from captioner.audio.source import AudioSource
from captioner.errors import ModelMissing
from captioner.machine_cache import MachineCache
from captioner.messages import SAMPLE_RATE, AudioChunk, CaptionUpdate, SpeechChunk, WordUpdate
from captioner.models.store import ModelStore
from captioner.pipeline import Parts
from captioner.record import journal
from captioner.settings.declared import Audio, Settings
from captioner.ui import application
from captioner.ui.state.backend import Backend, Build
from tests.ui.fakes import update


class ShortSource:
    """One second of a tone, then the end."""

    name = "a short source"
    dropped = 0
    duration_s = None

    def __init__(self) -> None:
        self._is_read = False

    def open(self) -> None:
        pass

    def read(self, timeout: float) -> AudioChunk | None:
        if self._is_read:
            return None
        self._is_read = True
        return AudioChunk(0, np.full(SAMPLE_RATE, 0.1, np.float32))

    def close(self) -> None:
        pass


class WholeSegmenter:
    """Everything is one utterance."""

    def segment(self, chunk: AudioChunk) -> list[SpeechChunk]:
        return [SpeechChunk(0, chunk.start, chunk.samples, is_last=True)]

    def flush(self) -> list[SpeechChunk]:
        return []


class DeafTranscriber:
    """Hears the same in everything."""

    reading_s = 0.0
    rejected = 0

    def transcribe(self, chunk: SpeechChunk) -> WordUpdate:
        return WordUpdate(chunk.utterance, (), (), utterance_ended=True)


class ScriptedTagger:
    """Says what it was told to say."""

    def label(self, words: WordUpdate) -> CaptionUpdate:
        return update("Hello um/h world.", ended=True)


def scripted() -> Parts:
    return Parts(ShortSource(), WholeSegmenter(), DeafTranscriber(), ScriptedTagger())


def broken() -> Parts:
    raise ModelMissing("The model is not there.", "Fetch it.")


def backend(build: Build, folder: Path) -> Backend:
    def open_source(audio: Audio) -> AudioSource:
        return ShortSource()

    return Backend(
        live=lambda settings: build,
        recording=lambda settings, path, **_: build,
        open_source=open_source,
        time_step=lambda settings: None,
        models=ModelStore(folder / "bundled", folder / "cache"),
        memory=MachineCache(None),
    )


@pytest.fixture
def no_first_start() -> Settings:
    settings = Settings()
    from captioner.settings.declared import replace

    return replace(settings, "general.first_start_done", True)


def test_a_session_from_start_to_end_leaves_a_finished_journal(
    qapp: QApplication, tmp_path: Path, no_first_start: Settings
) -> None:
    code = application.run(no_first_start, backend(scripted, tmp_path), start=True, until_end=True)
    assert code == 0
    (path,) = paths.transcripts_dir().glob("*.jsonl")
    kept = journal.recover(path)
    assert kept.is_finished
    assert [word.word.text for word in kept.transcript.entries[0].words] == ["Hello", "um", "world."]


def test_an_error_at_the_start_leaves_no_journal_and_no_thread(
    qapp: QApplication, tmp_path: Path, no_first_start: Settings
) -> None:
    assert application.run(no_first_start, backend(broken, tmp_path), start=True, until_end=True) == 1
    assert not list(paths.transcripts_dir().glob("*.jsonl"))


def test_changed_settings_are_on_disk_at_the_end(qapp: QApplication, tmp_path: Path, no_first_start: Settings) -> None:
    path = tmp_path / "settings.json"
    application.run(no_first_start, backend(scripted, tmp_path), settings_path=path, start=True, until_end=True)
    assert not path.exists(), "nothing was changed, so nothing is written"
