"""The door of a speech engine: speech in, words out. Whisper's is `speech.whisper`; another is a folder beside it."""

from __future__ import annotations

from typing import Protocol

from captioner.messages import SpeechChunk, WordUpdate


class SpeechEngine(Protocol):
    """Recognises one session's speech, utterance by utterance.

    How it does is its own matter: a forced prefix, windows, word times. What it commits is only ever appended, what it
    leaves pending is replaced whole.
    """

    @property
    def reading_s(self) -> float:
        """Seconds that the last reading took: what the status and the hop go by."""
        ...

    @property
    def rejected(self) -> int:
        """Utterances of which nothing was written, for what was read in them looked made up."""
        ...

    def accept(self, chunk: SpeechChunk) -> WordUpdate | None:
        """Take in new audio of an utterance.

        Returns:
            What is new, or None if the audio was only stored.
        """
        ...
