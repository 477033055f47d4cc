"""Merges the captions of two channels into one record: one channel has the floor, and the other waits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from captioner.messages import CaptionUpdate, Channel, LabelledWord

_PATIENCE_S = 2.0
"""A channel keeps the floor this long while the other speaks, so that a short answer does not split a sentence."""


@dataclass(slots=True)
class _WaitingUtterance:
    """The part of an utterance that has not been sent."""

    number: int
    """the number in its channel"""
    language: str = ""
    """as in `CaptionUpdate`"""
    is_new_speaker: bool = False
    """as in `CaptionUpdate`; false once its first part has been sent"""
    settled: tuple[LabelledWord, ...] = ()
    provisional: tuple[LabelledWord, ...] = ()
    has_settled: bool = False
    """some of its words have settled, sent or not"""
    has_ended: bool = False
    is_news: bool = False

    @property
    def has_words(self) -> bool:
        """Whether it has words to show."""
        return bool(self.settled or self.provisional)

    @property
    def start(self) -> int:
        """The start of its first waiting word, samples since the session began."""
        return (*self.settled, *self.provisional)[0].word.start


@dataclass(slots=True)
class _Speaker:
    """A channel and its waiting utterances."""

    utterances: list[_WaitingUtterance] = field(default_factory=list)
    waits_since: float | None = None
    """the clock when it began to wait for the floor"""

    def take(self, update: CaptionUpdate) -> None:
        """Take in an update."""
        if not self.utterances or self.utterances[-1].number != update.utterance:
            if self.utterances:
                self.utterances[-1].has_ended = True
            self.utterances.append(_WaitingUtterance(update.utterance))
        last = self.utterances[-1]
        last.language = update.language or last.language
        if not last.has_settled:
            last.is_new_speaker = update.is_new_speaker
            last.has_settled = bool(update.settled)
        last.settled += update.settled
        last.provisional = update.provisional
        last.has_ended = last.has_ended or update.utterance_ended
        last.is_news = True

    def forget_empty(self) -> None:
        """Remove ended utterances without waiting words."""
        while self.utterances and self.utterances[0].has_ended and not self.utterances[0].has_words:
            del self.utterances[0]

    @property
    def has_words(self) -> bool:
        """Whether it has waiting words."""
        return bool(self.utterances) and self.utterances[0].has_words


class Turns:
    """Renumbers utterances so that only the last one of the record is open, as transcript, layout and journal require.

    The floor passes at the end of an utterance to the channel that began to speak first. It passes within an utterance
    when another channel has waited for two seconds. The words settled by then stay; the rest of the utterance continues
    as another one when the floor comes back.
    """

    def __init__(self) -> None:
        self._speakers: dict[Channel, _Speaker] = {}
        self._floor: Channel | None = None
        self._number = -1

    def add_captions(self, update: CaptionUpdate, channel: Channel, now: float) -> list[CaptionUpdate]:
        """Take in an update of a channel.

        Args:
            now: seconds of a monotonic clock.

        Returns:
            The updates to record and show now.
        """
        self._speakers.setdefault(channel, _Speaker()).take(update)
        return self.flow(now)

    def flow(self, now: float) -> list[CaptionUpdate]:
        """The updates that can be sent now; call it a few times a second, too."""
        return list(self._flow(now))

    def finish(self) -> list[CaptionUpdate]:
        """The last updates: all settled words are sent."""
        for speaker in self._speakers.values():
            for utterance in speaker.utterances:
                utterance.provisional, utterance.has_ended, utterance.is_news = (), True, True
        return list(self._flow(0.0))

    def _flow(self, now: float) -> Iterator[CaptionUpdate]:
        while True:
            if self._floor is None and not self._give_floor():
                return
            assert self._floor is not None
            holder = self._speakers[self._floor]
            utterance = holder.utterances[0]
            if utterance.is_news:
                yield self._update(utterance)
                utterance.settled, utterance.is_news = (), False
            if utterance.has_ended:
                del holder.utterances[0]
                self._floor = None
            elif self._is_overdue(now):
                yield self._end(utterance)
                utterance.is_new_speaker = False
                self._give_floor(besides=self._floor)
            else:
                return

    def _update(self, utterance: _WaitingUtterance) -> CaptionUpdate:
        assert self._floor is not None
        provisional = () if utterance.has_ended else utterance.provisional
        # `committed` stays 0: when the floor passes, words that have not settled move to a later utterance
        return CaptionUpdate(
            self._number,
            utterance.settled,
            provisional,
            utterance.has_ended,
            self._floor,
            utterance.language,
            utterance.is_new_speaker,
        )

    def _end(self, utterance: _WaitingUtterance) -> CaptionUpdate:
        """The update that ends an utterance because another channel gets the floor."""
        assert self._floor is not None
        return CaptionUpdate(
            self._number, (), (), utterance_ended=True, channel=self._floor, language=utterance.language
        )

    def _give_floor(self, besides: Channel | None = None) -> bool:
        """Give the floor to the channel that began first; whether there is one."""
        for speaker in self._speakers.values():
            speaker.forget_empty()
        waiting = [
            (speaker.utterances[0].start, channel)
            for channel, speaker in self._speakers.items()
            if speaker.has_words and channel is not besides
        ]
        self._floor = min(waiting)[1] if waiting else None
        if self._floor is not None:
            self._speakers[self._floor].waits_since = None
            self._speakers[self._floor].utterances[0].is_news = True
            self._number += 1
        return bool(waiting)

    def _is_overdue(self, now: float) -> bool:
        """Whether another one has waited long enough; notes since when each waits."""
        is_overdue = False
        for channel, speaker in self._speakers.items():
            if channel is self._floor or not (speaker.utterances and speaker.utterances[0].settled):
                # provisional words may disappear, so they do not end another's sentence
                speaker.waits_since = None
            elif speaker.waits_since is None:
                speaker.waits_since = now
            else:
                is_overdue = is_overdue or now - speaker.waits_since >= _PATIENCE_S
        return is_overdue
