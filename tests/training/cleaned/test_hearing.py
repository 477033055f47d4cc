"""Reading recordings of sentences, live and whole: the program's own stages around a made-up recogniser."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from captioner.bench.speech import load
from captioner.speech.engine import SessionOptions, SpeechEngine, Utterances
from captioner.speech.segmenter import Segmenter
from captioner.speech.vad import SileroVoiceActivity
from captioner.speech.whisper.transcriber import WHOLE_UTTERANCES, Streaming, Transcriber
from captioner.training.cleaned.heard import LIVE, WHOLE
from captioner.training.cleaned.hearing import Hearing, hear_all, models_for, recordings
from captioner.training.cleaned.speak import write
from captioner.training.speech.corpus import SAMPLE_RATE
from tests.conftest import ROOT
from tests.fakes import ClockworkSpeaker, ScriptedRecognizer


@dataclass(frozen=True)
class Model:
    """The program's stages around a made-up recogniser."""

    recognizer: ScriptedRecognizer
    rules: Streaming
    only_language: str = "en"

    def session(self, options: SessionOptions) -> tuple[Utterances, SpeechEngine]:
        rules = replace(self.rules, preface=options.vocabulary)
        transcriber = Transcriber(self.recognizer, rules, language=options.language, clock=lambda: 0.0)
        return Segmenter(SileroVoiceActivity()), transcriber

    def for_threads(self) -> Model:
        return self


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    spoken = load(ROOT / "assets" / "demo.flac")[: 4 * SAMPLE_RATE]
    write(tmp_path / "joe" / "en-1.wav", (spoken * 32767).astype(np.int16))
    return tmp_path


def test_live_reading_comes_hop_by_hop_and_whole_reading_at_once(folder: Path) -> None:
    recognizer = ScriptedRecognizer(ClockworkSpeaker())
    models = {LIVE: Model(recognizer, Streaming()), WHOLE: Model(recognizer, WHOLE_UTTERANCES)}
    found = list(hear_all(Hearing(models, "tiny", "en", "Um,"), recordings(folder, ["en-1"]), [LIVE, WHOLE]))
    live, whole = found
    assert (live.id, live.model, live.voice, live.way, whole.way) == ("en-1", "tiny", "joe", LIVE, WHOLE)
    assert len(live.updates) > 3
    assert len(whole.updates) == sum(update.utterance_ended for update in whole.updates)
    assert live.text == whole.text != ""
    assert all(prompt.startswith("Um,") for *_, prompt in recognizer.calls)


def test_recordings_are_found_by_voice_or_as_clips(tmp_path: Path) -> None:
    for name in ("joe/en-1.wav", "kokoro/en-1.wav", "clips/talk.flac"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    found = [(id_, voice) for id_, voice, _ in recordings(tmp_path, ["en-1", "en-2", "talk.flac"])]
    assert found == [("en-1", "joe"), ("en-1", "kokoro"), ("talk.flac", "clips")]
    assert [voice for _, voice, _ in recordings(tmp_path, ["en-1"], voice="kokoro")] == ["kokoro"]
    with pytest.raises(FileNotFoundError, match="no recording of the sentences"):
        list(recordings(tmp_path, ["en-3"]))


def test_a_model_is_loaded_as_live_captions_and_files_load_it(speech_model: Path, folder: Path) -> None:
    models = models_for(speech_model, [LIVE, WHOLE], threads=1)
    live, whole = hear_all(Hearing(models, "tiny", "en"), recordings(folder, ["en-1"]), [LIVE, WHOLE])
    assert len(live.updates) > len(whole.updates) > 0
    assert live.text
    assert whole.text
