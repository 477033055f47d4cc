"""Whisper's word pieces: text to ids as in running text, and ids to words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from captioner.errors import ModelDamaged, ModelMismatch

_UNSPACED_LANGUAGES = frozenset({"zh", "yue", "ja", "th", "lo", "my", "km"})
"""Written without spaces: every complete character is a word of its own there."""
_START_OF_TRANSCRIPT = "<|startoftranscript|>"
_NO_TIMESTAMPS = "<|notimestamps|>"
_REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class PieceGroup:
    """Consecutive word pieces that make one word."""

    text: str
    """without white space around it"""
    first: int
    """index of its first word piece in the sequence"""
    end: int
    """index behind its last one"""


class WordPieces:
    """The tokenizer of one Whisper model.

    A committed prefix must be encoded as it would be in running text, each word with the space before it: the same word
    without its space is another sequence, and the decoder then goes on as if in the middle of a word.
    """

    def __init__(self, path: Path) -> None:
        """Read `tokenizer.json`.

        Raises:
            ModelDamaged: it cannot be read.
            ModelMismatch: it is no Whisper tokenizer.
        """
        try:
            self._tokenizer = Tokenizer.from_buffer(path.read_bytes())
        except (OSError, ValueError) as error:
            raise ModelDamaged(
                "The word pieces {path} cannot be read.", "Install the model again.", path=path
            ) from error
        if self._id(_START_OF_TRANSCRIPT) is None or self._id(_NO_TIMESTAMPS) is None:
            raise ModelMismatch("{path} is not the tokenizer of a Whisper model.", "Choose another model.", path=path)
        vocabulary = self._tokenizer.get_vocab(with_added_tokens=True)
        self._special = frozenset(id for piece, id in vocabulary.items() if _is_special(piece))

    def start(self, language: str) -> list[int]:
        """The ids every transcript begins with; a model without language tokens ignores `language`."""
        names = [_START_OF_TRANSCRIPT]
        if self._id(f"<|{language}|>") is not None and self._id("<|transcribe|>") is not None:
            names += [f"<|{language}|>", "<|transcribe|>"]
        return [id for name in [*names, _NO_TIMESTAMPS] if (id := self._id(name)) is not None]

    def prompt(self, text: str) -> list[int]:
        """The ids that tell the decoder what came before; empty for no text or a model that knows no prompts."""
        marker = self._id("<|startofprev|>")
        return [] if marker is None or not text else [marker, *self.encode(text)]

    def encode(self, text: str) -> list[int]:
        """The ids of `text` as it stands behind other words in running text; empty for no text."""
        return list(self._tokenizer.encode(f" {text}", add_special_tokens=False).ids) if text else []

    def text_only(self, ids: Sequence[int]) -> list[int]:
        """The ids without special ones (end of text, timestamps)."""
        return [id for id in ids if id not in self._special]

    def words(self, ids: Sequence[int], language: str) -> list[PieceGroup]:
        """Group text ids to words: at spaces, or a character each in languages that use none."""
        unspaced = language in _UNSPACED_LANGUAGES
        groups: list[PieceGroup] = []
        first = 0
        for end in range(1, len(ids) + 1):
            text = self._tokenizer.decode(ids[first:end], skip_special_tokens=True)
            if end < len(ids) and (_REPLACEMENT in text or not (unspaced or self._opens_word(ids[end]))):
                continue
            if text.strip():
                groups.append(PieceGroup(text.strip().replace(" ", "\u00a0"), first, end))
                first = end
        return groups

    def _opens_word(self, id: int) -> bool:
        piece = self._tokenizer.id_to_token(id) or ""
        return piece.startswith(("\u0120", "\u2581", " "))

    def _id(self, piece: str) -> int | None:
        return self._tokenizer.token_to_id(piece)


def _is_special(piece: str) -> bool:
    return piece.startswith("<|") and piece.endswith("|>")
