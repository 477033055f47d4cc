"""A transcript as every format is given it: worded, and cut to the range that is wanted."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from captioner.captions import wording
from captioner.captions.wording import EVERYTHING, ShownWord
from captioner.export.cues import CueShape
from captioner.messages import SAMPLE_RATE, Label, View, Word, seconds
from captioner.record.transcript import SessionInfo, Transcript


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
    """The words shown of one utterance, at least one; in view `both` the removed ones are marked."""

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
            if words:
                found.append(Passage(words))
        return found

    def shows(self, word: Word) -> bool:
        """Whether a word lies in the range that is wanted."""
        return self.options.span is None or self.options.span.holds(word)


def label_name(label: Label) -> str:
    """The name of a label in files, such as `filled_pause`."""
    return label.name.lower()
