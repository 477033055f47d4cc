"""How models are run live and for recordings."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from captioner.machine_cache import MachineCache
from captioner.models.manifest import read_manifest
from captioner.speech.engine import LoadOptions
from captioner.speech.whisper import engine
from captioner.speech.whisper.recognizer import Decoding
from captioner.speech.whisper.transcriber import Streaming


@pytest.mark.parametrize(
    ("live", "properties", "expected"),
    [
        (True, {"variable_context": True}, (5, None)),
        (True, {"variable_context": True, "beam_size": 3}, (None, None)),
        (True, {}, (5, 15.0)),
        (False, {"variable_context": True}, (3, None)),
        (False, {}, (2, None)),
    ],
)
def test_live_windows_are_short_and_searched_widely(
    speech_model: Path, monkeypatch: pytest.MonkeyPatch, live: bool, properties: dict[str, object], expected: object
) -> None:
    asked: list[Decoding] = []

    class Recognizer:
        only_language = "en"

        def __init__(self, folder: Path, decoding: Decoding) -> None:
            asked.append(decoding)

    monkeypatch.setattr(engine, "WhisperRecognizer", Recognizer)
    manifest = read_manifest(speech_model)
    assert manifest is not None
    options = LoadOptions(live, device="cpu", compute_type="int8", memory=MachineCache(None))
    model = engine.load(speech_model, replace(manifest, properties=properties), options)
    assert [(each.beam_size, each.pad_s) for each in asked] == [expected]
    usual = Streaming(preface="Ada")
    assert model.live_policy("Ada") == (usual if asked[0].pad_s is None else replace(usual, hop_s=0.65, hop_share=0.0))
