"""The values that flow from microphone to screen: one clock, integer samples at 16 kHz since the session began."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

from captioner.errors import ModelError
from captioner.labels import Label as Label  # declared apart: settings need it, and no NumPy

if TYPE_CHECKING:  # a window opens without NumPy
    import numpy as np
    from numpy.typing import NDArray

SAMPLE_RATE = 16_000
"""Samples a second of every `start`, `end` and `samples` in this module."""

Samples: TypeAlias = "NDArray[np.float32]"
"""Mono audio, shape (n,), full scale is -1 to 1."""


def seconds(samples: int) -> float:
    """Convert a time or duration in samples to seconds; for the edges only (Whisper in, export and screen out)."""
    return samples / SAMPLE_RATE


def clock(time_s: float) -> str:
    """Format seconds as `h:mm:ss`."""
    whole = int(time_s)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"


def spelling(text: str) -> str:
    """A word without case and punctuation, to compare it; a word of punctuation alone stays as it is."""
    return "".join(letter for letter in text.casefold() if letter.isalnum()) or text


_MARKS = frozenset(".,\u2026\u060c\u0964")
"""Marks that follow a word without a space in all languages that have them. Of others (`?`) that come as words of their
own nobody knows whether a space belongs before them, as in French."""


def is_mark(text: str) -> bool:
    """Whether a word is a comma, a full stop or an ellipsis alone, which belongs to the word before it."""
    return bool(text) and _MARKS.issuperset(text)


class GapKind(StrEnum):
    """Why nothing was heard."""

    MISSING = "missing"
    """the sound was lost, by a device, the system, this machine or in the recording"""
    PAUSED = "paused"
    """the user did not want it heard"""


@dataclass(frozen=True, slots=True)
class SoundGap:
    """A stretch of a session without captured sound; silence is sound."""

    start: int
    """samples since the session began"""
    end: int
    """samples since the session began, behind `start`"""
    kind: GapKind = GapKind.MISSING


@dataclass(frozen=True, slots=True)
class AudioChunk:
    """A stretch of audio from a source. A `start` behind the end of the one before is a gap and ends the utterance."""

    start: int
    """samples since the session began"""
    samples: Samples
    gaps: tuple[SoundGap, ...] = ()
    """sound missing before this chunk, or replaced by silence in it; in order, each gap once"""

    @property
    def end(self) -> int:
        """The sample after the last one."""
        return self.start + len(self.samples)


@dataclass(frozen=True, slots=True)
class SpeechChunk:
    """New audio of one utterance, in order and without gaps; made by the segmenter."""

    utterance: int
    """counts utterances from 0 within a session"""
    start: int
    """samples since the session began"""
    samples: Samples
    is_last: bool
    """the utterance ends here; `samples` may then be empty"""
    pauses: tuple[tuple[int, int], ...] = ()
    """stretches of `samples` in which voice activity heard nothing, in order: begin and end, samples since the session
    began"""

    @property
    def end(self) -> int:
        """The sample after the last one."""
        return self.start + len(self.samples)


@dataclass(frozen=True, slots=True)
class Word:
    """One recognised word as it is written, with the punctuation attached to it and without white space."""

    text: str
    start: int
    """samples since the session began"""
    end: int
    """samples since the session began, not before `start`"""
    probability: float
    """0 to 1, the recogniser's own"""


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """The recogniser's result for a window of audio: the words behind those that it was told to keep."""

    words: tuple[Word, ...]
    log_probability: float = 0.0
    """mean over the word pieces, natural logarithm"""
    no_speech_probability: float = 0.0
    """0 to 1; 0 where the model cannot tell"""
    language: str = ""
    """two-letter code of the language it was read in; empty where the model does not say"""
    language_probability: float = 1.0
    """0 to 1; 1 where the language was given"""
    mark: str = ""
    """punctuation that was found behind the last of the words that it was told to keep"""


@dataclass(frozen=True, slots=True)
class WordUpdate:
    """Committed words are only ever appended (promise 1); pending words replace those before them whole (promise 2)."""

    utterance: int
    committed: tuple[Word, ...]
    """newly committed words only, behind all earlier ones; punctuation that was heard only after its word had been
    committed comes as a word of its own (`is_mark`)"""
    pending: tuple[Word, ...]
    """the words behind the committed ones, as they look now; empty when the utterance has ended"""
    utterance_ended: bool = False
    language: str = ""
    """two-letter code, empty where it is not known"""
    is_new_speaker: bool = False
    """another speaker than in the previous utterance, if that is certain; final with the first committed word"""
    unsure: tuple[Word, ...] = ()
    """words behind the pending ones that are too improbable to be shown: right context for labels, replaced whole like
    `pending`"""


@dataclass(frozen=True, slots=True)
class LabelledWord:
    """A word and its label from the disfluency model."""

    word: Word
    label: Label
    probability: float
    """0 to 1, of `label`"""


class Channel(StrEnum):
    """Which of two sources captioned as one session an utterance came from; its value also names the source.

    Settings, the command line, journals and JSON have the value.
    """

    ONLY = ""
    """the session has one source"""
    MICROPHONE = "mic"
    """the person at this machine: "Me" """
    SYSTEM = "system"
    """the people heard through the machine: "Them" """


@dataclass(frozen=True, slots=True)
class CaptionUpdate:
    """Settled words are only ever appended (promise 1); provisional ones are replaced whole (promise 2)."""

    utterance: int
    settled: tuple[LabelledWord, ...]
    """newly settled words only, behind all earlier ones: neither text nor label can change any more"""
    provisional: tuple[LabelledWord, ...]
    """all words behind the settled ones, as they look now; empty when the utterance has ended"""
    utterance_ended: bool = False
    channel: Channel = Channel.ONLY
    """of the whole utterance"""
    language: str = ""
    """two-letter code of the utterance's language, empty where it is not known"""
    is_new_speaker: bool = False
    """another speaker than in the previous utterance, if that is certain; final with the first certain word"""
    committed: int = 0
    """words at the beginning of `provisional` of which only the label can change: where labels are not shown
    (`View.SAID`) they are as certain as the settled ones"""


class View(StrEnum):
    """How a record is shown: in windows, in the terminal, on the page and in files."""

    SAID = "said"
    """every word as it was said"""
    MARKED = "marked"
    """every word; those that the cleaned view leaves out are marked"""
    CLEANED = "cleaned"
    """without the words that the disfluency model removes"""


class State(StrEnum):
    """What the pipeline is doing, for the user; silence, a source without signal and failure are distinct."""

    READY = "ready"
    """not started yet"""
    LOADING = "loading"
    LISTENING = "listening"
    QUIET = "quiet"
    """no word for a minute, and it is quiet; `Status.quiet` says for how long"""
    NO_SPEECH = "no speech"
    """no word for a minute, but there is sound"""
    NOTHING_PLAYS = "nothing plays"
    """the machine plays nothing for 10 s"""
    NO_SIGNAL = "no signal"
    """a microphone delivers only silence, or nothing, for 10 s: muted, or the wrong one"""
    AWAY = "away"
    """the device is gone and expected to return"""
    SLOW = "slow"
    """recognition does not keep up and the steps grow"""
    PAUSED = "paused"
    ENDED = "ended"
    FAILED = "failed"
    """the session ended with an error"""


@dataclass(frozen=True, slots=True)
class Status:
    """The state of the running pipeline; sent when it changes and about ten times a second for the level."""

    state: State
    level: float = 0.0
    """root mean square of the newest audio, 0 to 1"""
    position: int = 0
    """samples of audio since the session began"""
    dropped: int = 0
    """samples lost since the session began because they were not read in time"""
    length: int = 0
    """samples in all, as the source states; 0 where it is not known, as for a microphone"""
    rejected: int = 0
    """utterances without text, because a guard rejected their words"""
    gaps: tuple[SoundGap, ...] = ()
    """gaps found since the last status; each is reported once"""
    quiet: int = 0
    """samples since the last word, a pause or the return of the device"""
    source: str = ""
    """the name of the source for the user; empty where it is not known"""
    foreign_to: str = ""
    """code of the speech model's only language, if the speech seems to be in another one"""
    stands_in: ModelError | None = None
    """why another model replaces the chosen one; None where none does"""
    stand_in: str = ""
    """the name of the speech model that replaces the chosen one; empty where none does"""
    faster: str = ""
    """while it is SLOW: the name of a speech model that is faster here; empty where none is known"""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text drawn in one style."""

    text: str
    """with its spaces: joined, the runs of a line are the line"""
    is_settled: bool
    removed: Label | None = None
    """why this text is not part of the cleaned view; None where it is"""


@dataclass(frozen=True, slots=True)
class CaptionLine:
    """One line on the screen."""

    runs: tuple[Run, ...]
    is_frozen: bool
    """it can never change or reflow"""
    channel: Channel = Channel.ONLY

    @property
    def text(self) -> str:
        """The line as plain text."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class TranscriptEntry:
    """One utterance of the record, every word with its label; each `View` is made from it."""

    utterance: int
    words: tuple[LabelledWord, ...]
    is_complete: bool
    """the utterance has ended"""
    channel: Channel = Channel.ONLY
    is_new_speaker: bool = False
    """another speaker than in the previous utterance"""

    @property
    def word_count(self) -> int:
        """The number of words that are not marks alone."""
        return sum(not is_mark(one.word.text) for one in self.words)
