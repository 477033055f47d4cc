"""A recogniser's output for a sentence, as updates or whole, and its notation as one line of text."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from captioner.messages import SAMPLE_RATE, Word, WordUpdate

_NEXT, _PENDING, _UNSURE, _END = "¦", "»»", "»?", "¶"
"""Marks between updates, before the pending and the unsure words of an update, and at the end of an utterance."""
_TIMED = re.compile(r"^(.+)@(\d+)-(\d+)$")
_TICK = SAMPLE_RATE // 100
"""Samples of a unit of time in the text."""
_WORD, _PAUSE = round(0.32 * SAMPLE_RATE), round(0.03 * SAMPLE_RATE)
"""Length of words without times, and the silence between them: 170 words a minute."""
COLUMNS = ("id", "model", "voice", "way", "text")
WHOLE, LIVE = "whole", "live"


@dataclass(frozen=True, slots=True)
class Heard:
    """A sentence as it was recognised.

    Attributes:
        id: of the gold sentence.
        model: the recogniser; "" for the spoken text itself.
        voice: the speaker.
        way: "whole" (each utterance read once) or "live" (hop by hop, by the streaming policy).
        updates: the transcriber's updates, utterance by utterance.
    """

    id: str
    model: str
    voice: str
    way: str
    updates: tuple[WordUpdate, ...]

    @property
    def words(self) -> tuple[Word, ...]:
        """All words, of all utterances."""
        return tuple(word for update in self.updates for word in update.committed)

    @property
    def text(self) -> str:
        """All words as text."""
        return " ".join(word.text for word in self.words)


def perfect(id_: str, text: str) -> Heard:
    """The output of a perfect recogniser for a text, whole."""
    words = tuple(
        Word(word, at * (_WORD + _PAUSE), at * (_WORD + _PAUSE) + _WORD, 1.0) for at, word in enumerate(text.split())
    )
    return Heard(id_, "", "", WHOLE, (WordUpdate(0, words, (), utterance_ended=True),))


def written(updates: Sequence[WordUpdate]) -> str:
    """Updates as one line of text; without the times of pending and unsure words."""
    parts = []
    for update in updates:
        words = [f"{word.text}@{word.start // _TICK}-{word.end // _TICK}" for word in update.committed]
        if update.pending:
            words += [_PENDING, *(word.text for word in update.pending)]
        if update.unsure:
            words += [_UNSURE, *(word.text for word in update.unsure)]
        if update.utterance_ended:
            words.append(_END)
        parts.append(" ".join(words))
    return f" {_NEXT} ".join(parts)


def parsed(line: str) -> Iterator[WordUpdate]:
    """The updates in a line of text."""
    utterance, end = 0, 0
    for part in line.split(_NEXT):
        tokens = part.split()
        has_ended = bool(tokens) and tokens[-1] == _END
        tokens = tokens[: len(tokens) - has_ended]
        tokens, unsure = _before_and_behind(tokens, _UNSURE)
        tokens, pending = _before_and_behind(tokens, _PENDING)
        committed = tuple(_timed(token) for token in tokens)
        end = committed[-1].end if committed else end
        open_words = []
        for at, token in enumerate([*pending, *unsure]):
            start = end + at * (_WORD + _PAUSE) + _PAUSE
            open_words.append(Word(token, start, start + _WORD, 1.0))
        shown = len(pending)
        yield WordUpdate(utterance, committed, tuple(open_words[:shown]), has_ended, unsure=tuple(open_words[shown:]))
        utterance += has_ended


def _before_and_behind(tokens: list[str], mark: str) -> tuple[list[str], list[str]]:
    """The tokens on either side of a mark; none behind it where there is no mark."""
    at = tokens.index(mark) if mark in tokens else len(tokens)
    return tokens[:at], tokens[at + 1 :]


def _timed(token: str) -> Word:
    match = _TIMED.match(token)
    if match is None:
        raise ValueError(f"no time behind the word {token}")
    return Word(match[1], int(match[2]) * _TICK, int(match[3]) * _TICK, 1.0)


def read(path: Path) -> tuple[Heard, ...]:
    """Read a file of recognised sentences.

    Raises:
        ValueError: a word has no time.
    """
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return tuple(
        Heard(row["id"], row["model"], row["voice"], row["way"], tuple(parsed(row["text"] or ""))) for row in rows
    )


def write(path: Path, sentences: Iterable[Heard]) -> None:
    """Write such a file, whole or not at all."""
    part = path.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as file:
        file.write("\t".join(COLUMNS) + "\n")
        for one in sentences:
            file.write("\t".join([one.id, one.model, one.voice, one.way, written(one.updates)]) + "\n")
    part.replace(path)
