"""An engine is one folder and a field of a manifest: a small one beside Whisper, found and run like it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import captioner.speech
from captioner import app, loading
from captioner.errors import ModelDamaged, ModelMismatch
from captioner.messages import SAMPLE_RATE, AudioChunk, CaptionUpdate
from captioner.models.manifest import read_manifest, write_manifest
from captioner.pipeline import Pipeline
from captioner.settings import declared as settings
from captioner.settings.declared import Settings
from captioner.speech import engine
from tests.fakes import ListSource

ENGINE = '''
from captioner.messages import SpeechChunk, Word, WordUpdate

class Counter:
    """Takes every chunk for an utterance, and writes how many there were."""
    only_language = ""
    reading_s = 0.0
    rejected = 0

    def __init__(self, word):
        self.word, self.count = word, 0

    def session(self, options):
        session = Counter(self.word)
        return session, session

    def for_threads(self):
        return self

    def segment(self, chunk):
        self.count += 1
        return [SpeechChunk(self.count, chunk.start, chunk.samples, is_last=True)]

    def flush(self):
        return []

    def transcribe(self, chunk):
        word = Word(f"{self.word}-{chunk.utterance}", chunk.start, chunk.end, 1.0)
        return WordUpdate(chunk.utterance, (word,), (), utterance_ended=True)

def load(folder, manifest, options):
    return Counter((folder / "word.txt").read_text())
'''


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A model of an engine that lies in a folder of its own."""
    rooms = tmp_path / "rooms"
    (rooms / "counting").mkdir(parents=True)
    (rooms / "counting" / "engine.py").write_text(ENGINE)
    monkeypatch.setattr(captioner.speech, "__path__", [*captioner.speech.__path__, str(rooms)])
    folder = tmp_path / "counter"
    folder.mkdir()
    (folder / "word.txt").write_text("chunk")
    about = {"name": "counter", "licence": "none", "languages": ("en",), "files": ("word.txt",)}
    write_manifest(folder, kind="speech", engine="counting", **about)
    return folder


def test_another_engine_is_a_folder_and_a_field_of_the_manifest(model: Path) -> None:
    wanted = settings.replace(Settings(), "speech.model", str(model))
    wanted = settings.replace(wanted, "disfluency.model", "none")
    audio = np.zeros(SAMPLE_RATE, np.float32)
    source = ListSource([AudioChunk(0, audio), AudioChunk(SAMPLE_RATE, audio)])
    updates: list[CaptionUpdate] = []
    Pipeline(app.compose(wanted, source), updates.append).run()
    words = [word.word.text for update in updates for word in update.settled]
    assert words == ["chunk-1", "chunk-2"]


def test_models_without_a_word_of_it_are_whispers(model: Path) -> None:
    about = read_manifest(model)
    assert about is not None and about.engine == "counting"
    write_manifest(model, name="w", kind="speech", languages=("en",), licence="none", files=())
    assert '"engine"' not in (model / "manifest.json").read_text()
    manifest = read_manifest(model)
    assert engine.loader(manifest).__module__ == engine.loader(None).__module__ == "captioner.speech.whisper.engine"


def test_an_engine_that_is_not_there_is_a_sentence(model: Path) -> None:
    write_manifest(model, name="w", kind="speech", languages=("en",), licence="none", files=(), engine="transducer")
    with pytest.raises(ModelMismatch, match="needs the speech engine transducer"):
        loading.load_models(settings.replace(Settings(), "speech.model", str(model)))


@pytest.mark.parametrize("name", ["../x", "", "a.b", "os path"])
def test_a_name_that_is_no_folder_is_damage(model: Path, name: str) -> None:
    write_manifest(model, name="w", kind="speech", languages=("en",), licence="none", files=(), engine=name)
    with pytest.raises(ModelDamaged):
        read_manifest(model)
