"""Lays words out in lines: a settled word never leaves its line, and a full line never changes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from captioner.captions import linebreaks, punctuation, styled_runs
from captioner.captions.speakers import DASH, SPEAKERS
from captioner.captions.wording import ShownWord, Wording
from captioner.labels import DISFLUENT
from captioner.messages import CaptionLine, CaptionUpdate, Channel, Label, LabelledWord, TranscriptEntry, View


@dataclass(frozen=True, slots=True)
class Look:
    """The settings that decide where lines break; a change lays out the whole record again (`Layout.relayout`)."""

    measure: Callable[[str], float]
    """the drawn width of a text, in the unit of `width`"""
    width: float
    """only punctuation that was added to the last word after it was drawn may exceed it"""
    view: View = View.CLEANED
    removed: frozenset[Label] = DISFLUENT
    """the labels that are not part of the cleaned view"""
    separate_utterances: bool = True
    """every utterance begins a line; otherwise it continues the line of the last one"""
    speakers: Mapping[Channel, str] = field(default_factory=lambda: SPEAKERS)
    """names of the channels: the first line of another channel begins with its name"""


class Layout:
    """The lines of a session; the cost of an update depends only on its own words."""

    def __init__(self, look: Look, *, keep: int = 500) -> None:
        """Begin with no lines; at most `keep` frozen ones are kept."""
        self._look = look
        self._frozen: deque[CaptionLine] = deque(maxlen=keep)
        self._clear()

    def _clear(self) -> None:
        self._frozen.clear()
        self._frozen_count = 0
        self._line: list[ShownWord] = []  # the settled words of the line that is not full yet
        self._active: tuple[CaptionLine, ...] = ()
        self._utterance: int | None = None
        self._channel = Channel.ONLY
        self._named = Channel.ONLY
        """the channel of the last settled words, which need not be named again"""
        self._name = ""
        """text before the utterance: its channel's name, or the dash of another speaker"""
        self._is_new_speaker = False
        """the utterance begins with another speaker"""
        self._owes_dash = False
        """the previous utterance began with another speaker, and none of its words is shown"""
        self._has_words = False  # words of the utterance have settled, shown or not
        self._has_settled = False  # the utterance has words in _line or before it
        self._provisional: tuple[LabelledWord, ...] = ()
        self._committed = 0
        """number of committed words at the beginning of these"""
        self._wording = self._new_wording()

    def _new_wording(self) -> Wording:
        return Wording(self._look.view, self._look.removed)

    @property
    def look(self) -> Look:
        """The current look."""
        return self._look

    @property
    def frozen(self) -> Sequence[CaptionLine]:
        """The newest lines that can never change, oldest first; not to be modified."""
        return self._frozen

    @property
    def frozen_count(self) -> int:
        """How many lines have been frozen since the start or the last `relayout`, those no longer kept among them."""
        return self._frozen_count

    @property
    def active(self) -> tuple[CaptionLine, ...]:
        """The lines behind the frozen ones: only the first can hold settled words."""
        return self._active

    def last(self, count: int) -> list[CaptionLine]:
        """The newest lines, oldest first."""
        lines = list(self._active[-count:]) if count > 0 else []
        missing = min(count - len(lines), len(self._frozen))
        return [self._frozen[n] for n in range(-missing, 0)] + lines if missing > 0 else lines

    def add_captions(self, update: CaptionUpdate) -> None:
        """Add settled words and replace provisional ones."""
        self._begin_where_new(update.utterance, update.channel)
        self._note_speaker(is_new=update.is_new_speaker)
        self._add(update.settled, update.provisional, update.committed, is_end=update.utterance_ended)

    def relayout(
        self, entries: Sequence[TranscriptEntry], look: Look | None = None, *, last: int | None = None
    ) -> None:
        """Lay the record out again for another view, width or font.

        Args:
            entries: the whole record up to the last update accepted.
            look: the new look; None keeps the one before.
            last: lay out only as many utterances as give this many lines; None for all of them.
        """
        utterance, provisional, channel = self._utterance, self._provisional, self._channel
        committed, is_new_speaker = self._committed, self._is_new_speaker
        if look is not None:
            self._look = look
        # An utterance mostly gives more than one line; where these are not enough, twice as many are laid out.
        count = len(entries) if last is None else max(4, last // 2)
        while True:
            self._clear()
            for entry in entries[max(0, len(entries) - count) :]:
                self._begin_where_new(entry.utterance, entry.channel)
                self._note_speaker(is_new=entry.is_new_speaker)
                self._add(entry.words, (), 0, is_end=entry.is_complete)
            if utterance is not None and provisional:
                self._begin_where_new(utterance, channel)
                self._note_speaker(is_new=is_new_speaker)
                self._add((), provisional, committed, is_end=False)
            if count >= len(entries) or last is None or self._frozen_count + len(self._active) >= last:
                return
            count *= 2

    def _add(
        self, settled: Sequence[LabelledWord], provisional: tuple[LabelledWord, ...], committed: int, *, is_end: bool
    ) -> None:
        self._provisional, self._committed = provisional, committed
        self._has_words = self._has_words or bool(settled)
        shown = self._wording.add(settled, provisional, committed=committed, is_end=is_end)
        self._place([*shown.closed, *shown.open])
        if is_end:
            self._end()

    def _begin_where_new(self, utterance: int, channel: Channel) -> None:
        if utterance == self._utterance:
            return
        if self._utterance is not None:
            self._place(list(self._wording.finish()))
            self._end()
        if channel is not self._channel and self._line:
            self._freeze([self._line])
            self._line, self._active = [], ()
        self._utterance, self._channel = utterance, channel
        self._has_settled = self._has_words = False
        self._wording = self._new_wording()

    def _note_speaker(self, *, is_new: bool) -> None:
        """Set the text before the first shown word of an utterance; another speaker begins a line."""
        if self._has_settled:
            return
        self._is_new_speaker = is_new
        name = self._look.speakers.get(self._channel, "") if self._channel is not self._named else ""
        self._name = f"{name}: " if name else DASH if is_new or self._owes_dash else ""
        if is_new and self._line:
            self._freeze([self._line])
            self._line, self._active = [], ()

    def _end(self) -> None:
        is_new = self._is_new_speaker and self._has_words
        self._owes_dash = not self._has_settled and (is_new or self._owes_dash)
        if self._look.separate_utterances and self._line:
            self._freeze([self._line])
            self._line = []
            self._active = ()
        self._utterance = None
        self._provisional, self._committed = (), 0

    def _place(self, words: list[ShownWord]) -> None:
        """Break the words behind the settled ones into lines, and keep the newly settled ones."""
        if self._line and not self._line[-1].is_closed and words:
            mended = words.pop(0)
            self._line[-1] = replace(self._line[-1], tail=mended.tail, is_closed=mended.is_closed)
        if self._name and words and not self._has_settled:
            words[0] = replace(words[0], name=self._name)
        if self._line and words and not self._has_settled:
            joined = punctuation.joined_without_space(self._line[-1].full, words[0].full)
            words[0] = replace(words[0], space="" if joined else " ")
        lines = linebreaks.broken(self._line, words, self._look.measure, self._look.width)
        with_settled = [number for number, line in enumerate(lines) if any(word.is_settled for word in line)]
        full = max(with_settled, default=0)
        self._freeze(lines[:full])
        if any(word.is_settled for word in words):
            self._has_settled, self._name, self._named = True, "", self._channel
        self._line = [word for word in lines[full] if word.is_settled]
        self._active = tuple(CaptionLine(styled_runs.of(line), False, self._channel) for line in lines[full:] if line)

    def _freeze(self, lines: list[list[ShownWord]]) -> None:
        self._frozen.extend(CaptionLine(styled_runs.of(line), True, self._channel) for line in lines)
        self._frozen_count += len(lines)
