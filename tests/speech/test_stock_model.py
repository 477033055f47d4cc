"""Stock Whisper is read as it is meant to be: as faster-whisper reads it, nothing made up behind a prefix."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from faster_whisper import WhisperModel

from captioner.audio.file import FileSource
from captioner.bench.manifest import read
from captioner.bench.verbatim import fillers
from captioner.messages import SAMPLE_RATE, Samples, Word
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def recognizer(stock_model: Path) -> WhisperRecognizer:
    return WhisperRecognizer(stock_model, Decoding(threads=1))


@pytest.fixture(scope="module")
def clips(shared: Path) -> list[Samples]:
    """Eight read recordings of LibriSpeech, up to 15 s each."""
    recordings = [one for one in read(shared / "audio" / "manifest.tsv") if one.path.name.startswith("ls-other")]
    return [samples(one.path)[: 15 * SAMPLE_RATE] for one in recordings[::3][:8]]


def samples(path: Path) -> Samples:
    source = FileSource(path, paced=False, block_s=30.0)
    source.open()
    blocks = []
    while chunk := source.read(0):
        blocks.append(chunk.samples)
    source.close()
    return np.concatenate(blocks)


def text(words: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in words)


def test_whole_utterances_are_what_faster_whisper_reads(
    stock_model: Path, recognizer: WhisperRecognizer, clips: list[Samples]
) -> None:
    theirs = WhisperModel(str(stock_model), device="cpu", compute_type="int8", cpu_threads=1)
    for clip in clips:
        segments, _ = theirs.transcribe(
            clip, language="en", beam_size=1, temperature=0.0, without_timestamps=True, condition_on_previous_text=False
        )
        expected = " ".join(" ".join(segment.text for segment in segments).split())
        assert text(recognizer.recognize(clip, 0, ()).words) == expected


def test_a_prefix_that_is_the_whole_text_gets_nothing_made_up_behind_it(
    recognizer: WhisperRecognizer, clips: list[Samples]
) -> None:
    for clip in clips:
        whole = recognizer.recognize(clip, 0, ()).words
        assert text(recognizer.recognize(clip, 0, whole).words) == ""


def test_new_words_come_behind_a_long_prefix(recognizer: WhisperRecognizer, clips: list[Samples]) -> None:
    speech = np.concatenate(clips[:2])[: 28 * SAMPLE_RATE]
    whole = recognizer.recognize(speech, 0, ()).words
    said = tuple(Word("so," if index % 2 else "well,", 0, 0, 1.0) for index in range(120))
    """as many pieces as a fast speaker's half minute has, before the words of the recording"""
    rest = recognizer.recognize(speech, 0, (*said, *whole[: len(whole) // 2])).words
    assert len(rest) >= len(whole) // 4


def test_asked_for_fillers_it_writes_more_of_them(
    stock_model: Path, recognizer: WhisperRecognizer, shared: Path
) -> None:
    asked = WhisperRecognizer(stock_model, Decoding(threads=1, asks_for_fillers=True))
    written = {asked: 0, recognizer: 0}
    for name in ("mfa_acoustic_corpus.wav", "mfa_cold_corpus.wav"):
        speech = samples(shared / "audio" / "clips" / name)
        for each in written:
            written[each] += fillers(text(each.recognize(speech, 0, ()).words)).total()
    assert written[asked] > written[recognizer]


@pytest.mark.parametrize(
    ("file", "language"), [("leopard_test.wav", "en"), ("leopard_test_de.wav", "de"), ("leopard_test_fr.wav", "fr")]
)
def test_base_hears_the_language_and_reads_as_faster_whisper_does(
    file: str, language: str, stock_base: Path, shared: Path
) -> None:
    ours = WhisperRecognizer(stock_base, Decoding(threads=1))
    theirs = WhisperModel(str(stock_base), device="cpu", compute_type="int8", cpu_threads=1)
    clip = samples(shared / "audio" / "clips" / file)
    segments, info = theirs.transcribe(
        clip, beam_size=1, temperature=0.0, without_timestamps=True, condition_on_previous_text=False
    )
    expected = " ".join(" ".join(segment.text for segment in segments).split())
    found = ours.recognize(clip, 0, ())
    assert found.language == info.language == language
    assert text(found.words) == expected
