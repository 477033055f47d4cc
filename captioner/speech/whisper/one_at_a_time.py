"""Shares one model between threads: each waits until the current reading is done."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from captioner.messages import Hypothesis, Samples, Word
from captioner.speech.whisper.read_ahead import BatchRecognizer


class OneAtATime:
    """A `BatchRecognizer` that is safe for several threads: concurrent decodes leak memory (faster-whisper #1055)."""

    def __init__(self, recognizer: BatchRecognizer) -> None:
        self._recognizer = recognizer
        self._lock = threading.Lock()

    @property
    def longest_utterance(self) -> int:
        """Samples of the longest utterance of a recording that is read whole."""
        return self._recognizer.longest_utterance

    @property
    def longest_window(self) -> int:
        """The longest window in samples."""
        return self._recognizer.longest_window

    def recognize(
        self, samples: Samples, start: int, committed: tuple[Word, ...], prompt: str = "", language: str = ""
    ) -> Hypothesis:
        """Read a window of audio; see `BatchRecognizer`."""
        with self._lock:
            return self._recognizer.recognize(samples, start, committed, prompt, language)

    @property
    def best_window(self) -> int:
        """The best length of a window for recordings, in samples."""
        return self._recognizer.best_window

    @property
    def longest_batch(self) -> int:
        """Samples of the windows of a batch, each counted as long as the longest."""
        return self._recognizer.longest_batch

    def recognize_together(self, windows: Sequence[Samples], prompt: str = "", language: str = "") -> list[Hypothesis]:
        """Read windows in one batch; see `BatchRecognizer`."""
        with self._lock:
            return self._recognizer.recognize_together(windows, prompt, language)
