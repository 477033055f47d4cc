"""A transcript as every format is given it: worded, and cut to the range that is wanted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from captioner.captions import punctuation, wording
from captioner.captions.wording import EVERYTHING, ShownWord
from captioner.export.cues import CueShape
from captioner.messages import SAMPLE_RATE, Label, LabelledWord, View, Word, seconds
from captioner.record.transcript import SessionInfo, Transcript

_SENTENCE_PAUSE_S = 0.5
"""A pause of this length behind a sentence ends a passage: recordings are read in stretches of up to half a minute."""


class ExportView(StrEnum):
    """What an export shows."""

    RAW = "raw"
    """every word as it was said"""
    CLEANED = "cleaned"
    """without the removed words"""
    BOTH = "both"
    """every word, the removed ones marked"""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a session."""

    start: float
    """seconds since the session began"""
    end: float
    """seconds since the session began; words of which the middle lies before it belong to the stretch"""

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word lies in it."""
        return self.start <= (word.start + word.end) / 2 / SAMPLE_RATE < self.end


@dataclass(frozen=True, slots=True)
class Subtitles:
    """How cues are made."""

    shape: CueShape = field(default_factory=CueShape)
    highlights_words: bool = False
    """the word that is being said is underlined: a cue for each word"""
    has_word_times: bool = False
    """WebVTT says when each word begins"""


@dataclass(frozen=True, slots=True)
class Options:
    """What of a transcript is wanted."""

    view: ExportView = ExportView.CLEANED
    removed: frozenset[Label] = EVERYTHING
    """the labels that are not part of the cleaned view"""
    span: Span | None = None
    """None: the whole"""
    subtitles: Subtitles = field(default_factory=Subtitles)


@dataclass(frozen=True, slots=True)
class Passage:
    """Words shown of one utterance, at least one: all or some of its sentences; in `both` removed ones are marked."""

    words: tuple[ShownWord, ...]

    @property
    def start(self) -> float:
        """Seconds since the session began."""
        return seconds(self.words[0].source.word.start)


@dataclass(frozen=True, slots=True)
class Document:
    """A transcript with what is wanted of it."""

    transcript: Transcript
    options: Options

    @property
    def info(self) -> SessionInfo:
        """What is known of the session."""
        return self.transcript.info

    @property
    def title(self) -> str:
        """For formats that have one."""
        return self.info.source or "Transcript"

    def passages(self) -> list[Passage]:
        """What is shown, in order; utterances of which nothing is left are not there."""
        view = View.CLEANED if self.options.view is ExportView.CLEANED else View.RAW
        removed = frozenset[Label]() if self.options.view is ExportView.RAW else self.options.removed
        found = []
        for entry in self.transcript.read():
            # Worded as a whole, so that a cut in mid-sentence does not look like its start.
            shown = wording.words(entry.words, view, removed, is_complete=entry.is_complete)
            words = tuple(word for word in shown if self.shows(word.source.word))
            found += [Passage(sentences) for sentences in _sentences(words, entry.words)]
        return found

    def shows(self, word: Word) -> bool:
        """Whether a word lies in the range that is wanted."""
        return self.options.span is None or self.options.span.holds(word)


def _sentences(shown: Sequence[ShownWord], spoken: Sequence[LabelledWord]) -> Iterator[tuple[ShownWord, ...]]:
    """The words shown of an utterance, parted where a sentence ends and a pause follows."""
    first = 0
    for end in range(1, len(shown) + 1):
        if end == len(shown) or _is_parting(shown[end - 1], shown[end], spoken):
            yield tuple(shown[first:end])
            first = end


def _is_parting(before: ShownWord, following: ShownWord, spoken: Sequence[LabelledWord]) -> bool:
    if not (following.can_break and punctuation.ends_sentence(punctuation.split(before.full).suffix)):
        return False
    between = spoken[before.index : following.index + 1]
    return any(late.word.start - early.word.end >= _SENTENCE_PAUSE_S * SAMPLE_RATE for early, late in pairwise(between))


def clock(time: float) -> str:
    """Seconds as `h:mm:ss`, for a person."""
    whole = int(time)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def label_name(label: Label) -> str:
    """The name of a label in files, such as `filled_pause`."""
    return label.name.lower()
