"""Builds the transcript of a recording while it is read, and its details at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from captioner.messages import CaptionUpdate
from captioner.record.transcript import SessionInfo, Transcript


class RecordingTranscript:
    """Takes in updates; the language of most words is the recording's.

    Attributes:
        transcript: the words so far.
    """

    def __init__(self, source: str, speech_model: str) -> None:
        """Begin now; `source` is the recording's name for the user."""
        started = datetime.now().astimezone().isoformat(timespec="seconds")
        self.transcript = Transcript(SessionInfo(started, source, speech_model))
        self._words_by_language: Counter[str] = Counter()

    def take(self, update: CaptionUpdate) -> None:
        """Add settled words."""
        self.transcript.append(update)
        self._words_by_language[update.language] += len(update.settled)

    def end(self, disfluency_model: Callable[[str], str]) -> Transcript:
        """End: note the language, and the disfluency model that read it.

        Args:
            disfluency_model: the name of the model for a two-letter code, empty where the language is not known.
        """
        counted = self._words_by_language
        language = max(counted, key=lambda each: counted[each], default="")
        info = replace(self.transcript.info, language=language, disfluency_model=disfluency_model(language))
        self.transcript.info = info
        return self.transcript
