"""Figures of a speech model from what it wrote down."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from captioner.bench.manifest import ManifestEntry
from captioner.bench.speech import CountingGuards, cost, hear, load, quieter
from captioner.bench.speech_figures import Count, TranscribedClip, side_by_side, summary, table
from captioner.messages import SAMPLE_RATE, Hypothesis, Samples, Word


def test_fillers_count_once_each_however_they_are_spelt() -> None:
    figures = summary([TranscribedClip("read", "Um, so uh it is, um, here.", "Umm so it is here. Uh.")])["read"]
    assert figures.fillers == Count(3, 2)


def test_words_out_of_nothing_are_counted_and_are_no_error_rate() -> None:
    figures = summary([TranscribedClip("noise", "", "Thank you."), TranscribedClip("noise", "", "")])["noise"]
    assert (figures.recordings, figures.words, figures.found_words) == (2, 0, 2)
    assert figures.wer == 0.0


def test_each_kind_has_its_figures() -> None:
    figures = summary([TranscribedClip("b", "one two", "one"), TranscribedClip("a", "one", "one")])
    assert list(figures) == ["a", "b"]
    assert figures["a"].wer == 0.0
    assert figures["b"].wer == 0.5
    lines = table(figures).splitlines()
    assert [line.split()[0] for line in lines] == ["kind", "a", "b"]


class Slow:
    """Can take five seconds at once, and remembers what it was given."""

    longest_window = 5 * SAMPLE_RATE

    def __init__(self) -> None:
        self.lengths: list[int] = []

    def recognize(
        self, samples: Samples, start: int, committed: tuple[Word, ...], prompt: str = "", language: str = ""
    ) -> Hypothesis:
        """No words."""
        self.lengths.append(len(samples))
        return Hypothesis(())


def test_no_window_is_longer_than_the_model_can_take() -> None:
    recognizer = Slow()
    assert list(cost(recognizer, repeats=2)) == [3.0, 5.0]
    assert recognizer.lengths == [3 * SAMPLE_RATE] * 2 + [5 * SAMPLE_RATE] * 2


def test_a_recording_is_read_whole(shared: Path) -> None:
    path = shared / "audio" / "clips" / "so762_2488_024880299.wav"
    samples = load(path)
    assert len(samples) / SAMPLE_RATE == pytest.approx(4.35, abs=0.02)
    heard = list(hear(lambda found: f"{len(found)} samples", [ManifestEntry(path, "said", kind="read")]))
    assert heard == [TranscribedClip("read", "said", f"{len(samples)} samples", path.name)]


def test_rejected_words_are_counted_by_recording(tmp_path: Path, shared: Path) -> None:
    path = shared / "audio" / "clips" / "so762_2488_024880299.wav"
    guards = CountingGuards()
    words = tuple(Word("no", 0, 1, 0.9) for _ in range(9))

    def reader(samples: Samples) -> str:
        assert guards.reason(Hypothesis(words), (), 4.0) == "repetition"
        assert guards.reason(Hypothesis(words[:2]), (), 4.0) is None
        return ""

    heard = hear(reader, [ManifestEntry(path, "said", kind="read")] * 2, guards)
    figures = summary(heard)["read"]
    assert figures.rejected_words == 18


def test_quieter_speech_lies_over_the_same_hiss() -> None:
    levels: list[float] = []

    def reader(samples: Samples) -> str:
        levels.append(20 * np.log10(np.sqrt(np.mean(np.square(samples)))))
        return ""

    loud = np.full(SAMPLE_RATE, 0.1, np.float32)
    quieter(reader, 20.0)(loud)
    quieter(reader, 90.0)(loud)
    assert levels == pytest.approx([-40.0, -70.0], abs=0.1)


def test_spoken_and_written_text_stand_side_by_side() -> None:
    rows = side_by_side(
        [TranscribedClip("read", "a b", "a | c", "x.wav"), TranscribedClip("noise", "", "", "n.wav")]
    ).splitlines()
    assert rows[2] == "| x.wav | read | 0.50 | a b | a \\| c |"
    assert rows[3] == "| n.wav | noise |  |  |  |"
