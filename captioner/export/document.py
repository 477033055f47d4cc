"""A transcript prepared for export: worded for the view, and cut to the range."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from captioner.captions import wording
from captioner.captions.speakers import DASH, SPEAKERS
from captioner.captions.wording import ShownWord
from captioner.export.cues import Cue, CueShape, cues, with_gaps
from captioner.labels import DISFLUENT
from captioner.messages import SAMPLE_RATE, Channel, GapKind, Label, SoundGap, View, Word, clock, seconds
from captioner.record.transcript import SessionInfo, Transcript


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a session."""

    start: float
    """seconds since the session began"""
    end: float
    """seconds since the session began; words whose middle lies before it belong to the stretch"""

    def holds(self, word: Word) -> bool:
        """Whether the middle of a word lies in the stretch."""
        return self.start <= (word.start + word.end) / 2 / SAMPLE_RATE < self.end


@dataclass(frozen=True, slots=True)
class Subtitles:
    """How cues are made."""

    shape: CueShape = field(default_factory=CueShape)
    highlights_words: bool = False
    """underline the spoken word: a cue for each word"""
    has_word_times: bool = False
    """WebVTT marks when each word begins"""


@dataclass(frozen=True, slots=True)
class Options:
    """The options of an export."""

    view: View = View.CLEANED
    removed: frozenset[Label] = DISFLUENT
    """the labels that are not part of the cleaned view"""
    span: Span | None = None
    """None: the whole"""
    speakers: Mapping[Channel, str] = field(default_factory=lambda: SPEAKERS)
    """names of the channels, if there are two"""
    subtitles: Subtitles = field(default_factory=Subtitles)


@dataclass(frozen=True, slots=True)
class Passage:
    """The words shown of one utterance, at least one; in the marked view the removed ones are marked."""

    words: tuple[ShownWord, ...]

    @property
    def start(self) -> float:
        """Seconds since the session began."""
        return seconds(self.words[0].source.word.start)


@dataclass(frozen=True, slots=True)
class Document:
    """A transcript with the options of its export."""

    transcript: Transcript
    options: Options

    @property
    def info(self) -> SessionInfo:
        """The details of the session."""
        return self.transcript.info

    @property
    def title(self) -> str:
        """The title, for formats that have one."""
        return wording.plain(self.info.source) or "Transcript"

    @property
    def started(self) -> str:
        """The beginning of the session, ISO 8601; empty where unknown."""
        return wording.plain(self.info.started)

    def passages(self) -> list[Passage]:
        """The shown passages in order, without utterances that have no shown word."""
        found: list[Passage] = []
        channel = Channel.ONLY
        is_new_speaker = False
        for entry in self.transcript.read():
            # Worded as a whole, so that a cut in mid-sentence does not look like its start.
            shown = wording.words(entry.words, self.options.view, self.options.removed, is_complete=entry.is_complete)
            words = tuple(_harmless(shown, self))
            # if nothing of an utterance is shown, the next one marks the change of speaker
            is_new_speaker = is_new_speaker or entry.is_new_speaker
            if words:
                name = f"{self.speaker(entry.channel)}: " if entry.channel is not channel else ""
                dash = DASH if is_new_speaker else ""
                found.append(Passage((replace(words[0], name=name or dash), *words[1:])))
                channel, is_new_speaker = entry.channel, False
        return found

    def blocks(self) -> Iterator[Passage | SoundGap]:
        """The passages and the gaps in the sound, in the order of time."""
        gaps = deque(self.gaps())
        for passage in self.passages():
            while gaps and gaps[0].start <= passage.words[0].source.word.start:
                yield gaps.popleft()
            yield passage
        yield from gaps

    def cues(self) -> list[Cue]:
        """The passages as subtitles, with a cue for each gap in the sound."""
        spoken = cues((passage.words for passage in self.passages()), self.options.subtitles.shape)
        return with_gaps(spoken, self.gaps())

    def gaps(self) -> list[SoundGap]:
        """The gaps in the sound within the exported range."""
        span = self.options.span
        return [
            gap
            for gap in self.transcript.gaps
            if span is None or (seconds(gap.start) < span.end and seconds(gap.end) > span.start)
        ]

    def speaker(self, channel: Channel) -> str:
        """The name of a channel; empty if there is only one."""
        return self.options.speakers.get(channel, "")

    def shows(self, word: Word) -> bool:
        """Whether a word lies in the exported range."""
        return self.options.span is None or self.options.span.holds(word)


def _harmless(shown: Iterable[ShownWord], document: Document) -> Iterator[ShownWord]:
    """The words in the exported range, without control characters, because anybody may have written the record."""
    for word in shown:
        if document.shows(word.source.word):
            text, tail = wording.plain(word.text), wording.plain(word.tail)
            if (text, tail) == (word.text, word.tail):
                yield word
            elif text or tail:
                yield replace(word, text=text, tail=tail)


def mark(gap: SoundGap) -> str:
    """The mark for a stretch without sound, such as `[sound missing: 12 s]`."""
    length = round(seconds(gap.end - gap.start))
    text = f"{max(1, length)} s" if length < 60 else clock(length)
    return f"[{'paused' if gap.kind is GapKind.PAUSED else 'sound missing'}: {text}]"
