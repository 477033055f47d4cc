"""The door of a speech engine: speech in, words out. Whisper's is `speech.whisper`; another is a folder beside it."""

from __future__ import annotations

from typing import Protocol

from captioner.messages import AudioChunk, SpeechChunk, WordUpdate


class Utterances(Protocol):
    """Splits audio into utterances: `segmenter.Segmenter`, or one that holds them back to read several together."""

    def segment(self, chunk: AudioChunk) -> list[SpeechChunk]:
        """Take in audio and return the speech in it; a gap before it ends the open utterance."""
        ...

    def flush(self) -> list[SpeechChunk]:
        """End the open utterance, and return all that waits."""
        ...


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

    def transcribe(self, chunk: SpeechChunk) -> WordUpdate | None:
        """Take in new audio of an utterance.

        Returns:
            What is new, or None if the audio was only stored.
        """
        ...
