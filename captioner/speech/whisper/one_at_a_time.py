"""One model for several threads: who asks waits until the reading before is done."""

from __future__ import annotations

import threading

from captioner.messages import Hypothesis, Samples, Word
from captioner.speech.whisper.transcriber import Recognizer


class OneAtATime:
    """A `Recognizer` that bears more than one thread: decodes side by side leak memory (faster-whisper issue 1055)."""

    def __init__(self, recognizer: Recognizer) -> None:
        self._recognizer = recognizer
        self._lock = threading.Lock()

    @property
    def longest_window(self) -> int:
        """Samples that it can take at once."""
        return self._recognizer.longest_window

    def recognize(
        self, samples: Samples, start: int, committed: tuple[Word, ...], prompt: str = "", language: str = ""
    ) -> Hypothesis:
        """Read a window of audio; see `Recognizer`."""
        with self._lock:
            return self._recognizer.recognize(samples, start, committed, prompt, language)
