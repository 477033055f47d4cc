"""Recordings to final words, with the real models that the program ships."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from captioner.app import stages
from captioner.audio.file import FileSource
from captioner.bench.virtual_time import VirtualClock
from captioner.bench.wer import edit_distance, error_rate, normalise
from captioner.loading import load_models
from captioner.messages import CaptionUpdate, Label
from captioner.models.store import BUILT_IN
from captioner.pipeline import Pipeline
from captioner.settings import declared as settings_declared
from captioner.settings.declared import Settings

pytestmark = pytest.mark.slow

GOLDEN = Path(__file__).parent / "golden" / "demo.json"
"""What the demonstration became when the models were last changed: `python -m tests.golden.write` writes it anew."""
MAY_DIFFER = 0.1
"""Share of the words: int8 kernels of other processors round differently."""


def caption(recording: Path, *, live: bool, model: str = BUILT_IN) -> list[CaptionUpdate]:
    """All updates of a recording, live in virtual time or utterance by utterance."""
    settings = settings_declared.replace(Settings(), "speech.model", model)
    clock = VirtualClock(lambda: 0.0)  # computing takes no time: a busy machine reads at the same places
    source = FileSource(recording, paced=live, clock=clock.now, sleep=clock.sleep)
    models = load_models(settings, live=live)
    updates: list[CaptionUpdate] = []
    Pipeline(lambda: stages(models, settings, source), updates.append).run()
    return updates


def said(updates: list[CaptionUpdate]) -> str:
    return " ".join(word.word.text for update in updates for word in update.settled)


def kept(updates: list[CaptionUpdate]) -> str:
    return " ".join(word.word.text for update in updates for word in update.settled if word.label is Label.FLUENT)


def test_the_demonstration(demo_recording: Path, speech_model: Path, disfluency_model: Path) -> None:
    updates = caption(demo_recording, live=False)
    golden = json.loads(GOLDEN.read_text(encoding="utf-8"))
    for view, found in (("said", said(updates)), ("kept", kept(updates))):
        expected, words = normalise(golden[view]), normalise(found)
        assert edit_distance(expected, words) <= MAY_DIFFER * len(expected), f"{view}: {found}"
    assert len(kept(updates)) < len(said(updates))


@pytest.mark.parametrize("model", [BUILT_IN, "tiny.en"])
def test_streaming_is_about_as_good_as_reading_whole_utterances(
    model: str, demo_recording: Path, speech_model: Path, stock_model: Path, disfluency_model: Path
) -> None:
    text = demo_recording.with_suffix(".txt").read_text(encoding="utf-8")
    updates = caption(demo_recording, live=True, model=model)
    live = error_rate([(text, said(updates))])
    whole = error_rate([(text, said(caption(demo_recording, live=False, model=model)))])
    starts = [word.word.start for update in updates for word in update.settled]
    assert starts == sorted(starts), "settled words are only appended"
    # one recording of 130 words leaves some room
    assert live.rate <= 1.1 * whole.rate + 0.1
