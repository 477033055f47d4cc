"""Whisper's word pieces: encodes running text, and decodes ids to words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from captioner.errors import ModelDamaged, ModelMismatch
from captioner.messages import is_mark
from captioner.speech.engine import Task

_UNSPACED_LANGUAGES = frozenset({"zh", "yue", "ja", "th", "lo", "my", "km"})
"""Written without spaces: every complete character is a word of its own there."""
_FEW_PIECES_LANGUAGES = frozenset(
    (
        "am",
        "ar",
        "as",
        "bn",
        "bo",
        "el",
        "fa",
        "gu",
        "he",
        "hi",
        "hy",
        "ka",
        "km",
        "kn",
        "lo",
        "ml",
        "mr",
        "my",
        "ne",
        "pa",
        "ps",
        "sa",
        "sd",
        "si",
        "ta",
        "te",
        "tg",
        "th",
        "ur",
        "yi",
    )
)
"""Written with letters that Whisper's vocabulary mostly spells in bytes: a word has 5.4 pieces in Hindi, 7.7 in Tamil,
19 in Georgian."""
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

    A committed prefix must be encoded as in running text, each word with the space before it. Without the space a word
    is another sequence, and the decoder continues as in the middle of a word.
    """

    def __init__(self, path: Path, is_multilingual: bool = False) -> None:
        """Read `tokenizer.json`.

        Args:
            is_multilingual: the model was trained with language and task tokens. The tokenizer cannot tell: those of
                English-only models know the tokens, and given them the models read 1.8 times as many words wrong.

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
        self._is_multilingual = is_multilingual
        self._special = frozenset(id for piece, id in vocabulary.items() if _is_special(piece))

    def start(self, language: str, task: Task = "transcribe") -> list[int]:
        """The ids every transcript begins with; an English-only model ignores both."""
        names = [_START_OF_TRANSCRIPT]
        if self._is_multilingual and self._id(f"<|{language}|>") is not None:
            names += [f"<|{language}|>", f"<|{task}|>"]
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

    def mark(self, ids: Sequence[int], prefix: int, groups: Sequence[PieceGroup]) -> str:
        """The punctuation that the decoder wrote right behind a forced prefix of `prefix` ids; empty for none.

        Args:
            groups: the words of `ids`.
        """
        end = next((group.end for group in groups if group.first < prefix < group.end), prefix)
        text: str = self._tokenizer.decode(ids[prefix:end], skip_special_tokens=True)
        return text if is_mark(text) else ""

    def _opens_word(self, id: int) -> bool:
        piece = self._tokenizer.id_to_token(id) or ""
        return piece.startswith(("\u0120", "\u2581", " "))

    def _id(self, piece: str) -> int | None:
        return self._tokenizer.token_to_id(piece)


def pieces_a_second(language: str) -> int:
    """The most word pieces that anyone speaks in a second: a decoder that writes more is in a loop, and is stopped.

    English has 1.4 pieces a word, German and French 1.7 (DISCO dev, multilingual pieces), languages spelt in bytes up
    to 19; eight words a second are too fast for anyone, and long words are said more slowly.
    """
    if language in _FEW_PIECES_LANGUAGES:
        return 75
    return 12 if language == "en" else 24


def _is_special(piece: str) -> bool:
    return piece.startswith("<|") and piece.endswith("|>")
