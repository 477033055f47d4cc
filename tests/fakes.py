"""Named stand-ins behind our own protocols, for tests that script what a real part would do."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from captioner.messages import (
    SAMPLE_RATE,
    AudioChunk,
    CaptionUpdate,
    Hypothesis,
    Label,
    LabelledWord,
    Samples,
    Word,
    WordUpdate,
)


class EnergyVoiceActivity:
    """Takes everything louder than a threshold for speech."""

    def __init__(self, threshold: float = 0.1) -> None:
        self._threshold = threshold
        self.resets = 0

    def probabilities(self, windows: NDArray[np.float32]) -> NDArray[np.float32]:
        """1 where the window is loud, 0 elsewhere."""
        return (np.abs(windows).mean(axis=1) > self._threshold).astype(np.float32)

    def reset(self) -> None:
        """Count it."""
        self.resets += 1


class ScriptedRecognizer:
    """Answers every call with what `answer` makes of the window's start, end and committed words."""

    def __init__(
        self, answer: Callable[[int, int, tuple[Word, ...]], Hypothesis], longest_window: int = 30 * SAMPLE_RATE
    ) -> None:
        self._answer = answer
        self._longest_window = longest_window
        self.calls: list[tuple[int, int, tuple[Word, ...], str]] = []

    @property
    def longest_window(self) -> int:
        """Samples that it takes at once."""
        return self._longest_window

    def recognize(
        self, samples: Samples, start: int, committed: tuple[Word, ...], prompt: str = "", language: str = ""
    ) -> Hypothesis:
        """Note the call and answer by script."""
        assert len(samples) <= self._longest_window
        self.calls.append((start, start + len(samples), committed, prompt))
        return self._answer(start, start + len(samples), committed)


class ClockworkSpeaker:
    """A perfect recogniser of a speaker who says word number k from second k·period on."""

    def __init__(self, period: int = SAMPLE_RATE // 2) -> None:
        self._period = period

    def __call__(self, start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
        """The words of the window behind the committed ones; the last may be heard in part."""
        first = committed[-1].end if committed else start
        numbers = range(-(-first // self._period), -(-end // self._period))
        return Hypothesis(
            tuple(
                Word(f"w{k}", k * self._period, min(end, (k + 1) * self._period), 0.9)
                for k in numbers
                if k * self._period < end
            )
        )


class ListSource:
    """A source that delivers given chunks and then ends."""

    def __init__(
        self, chunks: Sequence[AudioChunk], error: Exception | None = None, duration_s: float | None = None
    ) -> None:
        self._chunks = list(chunks)
        self._error = error
        self._duration_s = duration_s
        self.is_open = False
        self.closed = 0

    @property
    def name(self) -> str:
        """A name."""
        return "list"

    @property
    def dropped(self) -> int:
        """Nothing is lost."""
        return 0

    @property
    def duration_s(self) -> float | None:
        """As the test says."""
        return self._duration_s

    def open(self) -> None:
        """Begin."""
        self.is_open = True

    def read(self, timeout: float) -> AudioChunk | None:
        """The next chunk."""
        if self._chunks:
            return self._chunks.pop(0)
        if self._error:
            raise self._error
        return None

    def close(self) -> None:
        """End."""
        self.is_open = False
        self.closed += 1


class ListDevice(ListSource):
    """A source that can fall silent and go away."""

    def __init__(self, chunks: Sequence[AudioChunk] = (), *, silence_is_normal: bool = False) -> None:
        super().__init__(chunks)
        self.silence_is_normal = silence_is_normal
        self.is_away = False


class UmTagger:
    """Settles every committed word at once; `um` is a filled pause."""

    def label(self, update: WordUpdate) -> CaptionUpdate:
        """Label by the word alone."""
        return CaptionUpdate(
            update.utterance,
            tuple(map(_labelled, update.committed)),
            tuple(map(_labelled, update.pending)),
            update.utterance_ended,
        )


def _labelled(word: Word) -> LabelledWord:
    return LabelledWord(word, Label.FILLED_PAUSE if word.text == "um" else Label.FLUENT, 1.0)
