"""Reading recordings of sentences, live and whole: the program's own stages around a made-up recogniser."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from captioner.bench.speech import load
from captioner.training.cleaned.heard import LIVE, WHOLE
from captioner.training.cleaned.hearing import Hearing, hear_all, recordings
from captioner.training.cleaned.speak import write
from captioner.training.speech.corpus import SAMPLE_RATE
from tests.conftest import ROOT
from tests.fakes import ClockworkSpeaker, ScriptedRecognizer


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    spoken = load(ROOT / "assets" / "demo.flac")[: 4 * SAMPLE_RATE]
    write(tmp_path / "joe" / "en-1.wav", (spoken * 32767).astype(np.int16))
    return tmp_path


def test_live_reading_comes_hop_by_hop_and_whole_reading_at_once(folder: Path) -> None:
    recognizer = ScriptedRecognizer(ClockworkSpeaker())
    found = list(hear_all(Hearing(recognizer, "tiny", "en", "Um,"), recordings(folder, ["en-1"]), [LIVE, WHOLE]))
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
