"""Whisper's word pieces and special tokens, as training needs them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

_MULTILINGUAL_TEXT = 50_257
"""Pieces of text in the multilingual vocabulary; the English-only one has one fewer."""
LONGEST_PROMPT = 60
"""Most pieces of an earlier text before the start; the recogniser gives up to 100."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokenizer of a Whisper and the ids of its special tokens."""

    tokenizer: Tokenizer
    end: int
    start: int
    previous: int
    no_speech: int
    no_timestamps: int

    @classmethod
    def load(cls, path: Path) -> Tokens:
        """Read `tokenizer.json`.

        Raises:
            ValueError: a token that Whisper has is missing.
        """
        tokenizer = Tokenizer.from_file(str(path))

        def id_of(*names: str) -> int:
            for name in names:
                found = tokenizer.token_to_id(name)
                if found is not None:
                    return int(found)
            raise ValueError(f"{path} has no piece {names[0]}")

        return cls(
            tokenizer,
            end=id_of("<|endoftext|>"),
            start=id_of("<|startoftranscript|>"),
            previous=id_of("<|startofprev|>"),
            # the first name is the one in conversions of English-only models
            no_speech=id_of("<|nocaptions|>", "<|nospeech|>"),
            no_timestamps=id_of("<|notimestamps|>"),
        )

    @property
    def is_multilingual(self) -> bool:
        """Whether transcripts begin with their language; English-only tokenizers have the pieces for it, too."""
        return self.end >= _MULTILINGUAL_TEXT

    def start_pieces(self, language: str) -> list[int]:
        """The first pieces of a transcript; an English-only model ignores `language` (a two-letter code).

        Raises:
            ValueError: a multilingual model does not know the language.
        """
        if not self.is_multilingual:
            return [self.start, self.no_timestamps]
        return [self.start, self._id(f"<|{language}|>"), self._id("<|transcribe|>"), self.no_timestamps]

    def _id(self, piece: str) -> int:
        found = self.tokenizer.token_to_id(piece)
        if found is None:
            raise ValueError(f"there is no piece {piece}")
        return int(found)

    def encode(self, text: str) -> list[int]:
        """The word pieces of `text` in a transcript, with a space before it."""
        return list(self.tokenizer.encode(f" {text}", add_special_tokens=False).ids) if text else []

    def prompt(self, text: str) -> list[int]:
        """The pieces before the start if `text` was said before; empty for no text."""
        pieces = self.encode(text)[-LONGEST_PROMPT:]
        return [self.previous, *pieces] if pieces else []

    def word_starts(self, pieces: Sequence[int]) -> list[int]:
        """Which of `pieces` begin a word."""
        return [i for i, piece in enumerate(pieces) if (self.tokenizer.id_to_token(piece) or "").startswith("\u0120")]
