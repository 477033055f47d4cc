"""The model's word pieces, and the characters that its encoder is first taught to write."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers

PIECES = 1200
END, START, NO_SPEECH, NO_TIMESTAMPS = "<|endoftext|>", "<|startoftranscript|>", "<|nospeech|>", "<|notimestamps|>"
SPECIAL = (END, START, NO_SPEECH, NO_TIMESTAMPS)
"""In Whisper's order, after the word pieces: whatever comes after `<|notimestamps|>` would be taken for a timestamp."""

CHARACTERS = "abcdefghijklmnopqrstuvwxyz' -"
"""What CTC writes; index 0 is the blank, so a character's number is its place here plus one."""


def train_tokenizer(lines: Iterable[str]) -> Tokenizer:
    """Byte-level word pieces learnt from `lines`, with Whisper's special tokens after them."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=PIECES, initial_alphabet=sorted(pre_tokenizers.ByteLevel.alphabet()), show_progress=False
    )
    tokenizer.train_from_iterator(lines, trainer)
    tokenizer.add_special_tokens(list(SPECIAL))
    return tokenizer


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokenizer and the numbers of its special tokens."""

    tokenizer: Tokenizer
    end: int
    start: int
    no_speech: int
    no_timestamps: int

    @classmethod
    def load(cls, path: Path) -> Tokens:
        """Read `tokenizer.json`."""
        tokenizer = Tokenizer.from_file(str(path))
        numbers = [int(tokenizer.token_to_id(name) or 0) for name in SPECIAL]
        return cls(tokenizer, *numbers)

    @property
    def size(self) -> int:
        """How many tokens there are, special ones included."""
        return int(self.tokenizer.get_vocab_size())

    def encode(self, text: str) -> list[int]:
        """The word pieces of `text`."""
        return list(self.tokenizer.encode(text, add_special_tokens=False).ids) if text else []

    def decode(self, pieces: Iterable[int]) -> str:
        """The text of `pieces`, without special tokens."""
        return str(self.tokenizer.decode(list(pieces), skip_special_tokens=True)).strip()


def characters(text: str) -> list[int]:
    """The numbers of the CTC characters of `text`, lower-cased and without punctuation."""
    return [CHARACTERS.index(letter) + 1 for letter in text.lower() if letter in CHARACTERS]
