"""The figures of docs/speech.md, on a part of the recordings: what must not become worse unseen."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.bench.manifest import ManifestEntry, read
from captioner.bench.speech import WORDLESS, by_utterance, hear
from captioner.bench.speech_figures import summary
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer

LEAVES = 0.04
"""Of a word error rate, for another processor's rounding: eight words of some 200."""


@pytest.fixture(scope="module")
def recordings(shared: Path) -> list[ManifestEntry]:
    """Every third read recording of one sentence, three spontaneous ones with 16 fillers, and some without words."""
    listed = [one for one in read(shared / "audio" / "manifest.tsv") if one.language in ("", "en")]
    sentences = [one for one in listed if one.kind == "read" and len(one.transcript) < 200]
    names = ("mfa_cold", "mfa_acoustic", "leopard_empty", "keyboard", "aeneas_vad")
    return [*sentences[::3], *(one for one in listed if one.path.name.startswith(names))]


@pytest.mark.slow
def test_the_built_in_model_reads_as_well_as_stock_and_writes_more_fillers(
    speech_model: Path, stock_model: Path, recordings: list[ManifestEntry]
) -> None:
    own, stock = (
        summary(hear(by_utterance(WhisperRecognizer(folder, Decoding(threads=1)), "en"), recordings))
        for folder in (speech_model, stock_model)
    )
    assert own["read"].words > 150
    assert own["read"].wer <= stock["read"].wer + LEAVES
    assert own["spontaneous"].fillers.written > stock["spontaneous"].fillers.written
    assert own["spontaneous"].fillers.written >= 0.6 * own["spontaneous"].fillers.said
    for figures in (own, stock):
        assert sum(one.found_words for kind, one in figures.items() if kind in WORDLESS) == 0
        assert not any(one.loops for one in figures.values())
