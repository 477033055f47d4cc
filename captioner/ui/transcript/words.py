"""An utterance of the record as stretches of text, one for each word, for drawing, tooltips and corrections."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from captioner.audio import sources
from captioner.captions import wording
from captioner.captions.speakers import DASH
from captioner.captions.substitution import AS_HEARD, Substitution
from captioner.messages import Channel, Label, View, clock, seconds
from captioner.record.transcript import Place, SessionInfo, Transcript
from captioner.ui.look.texts import speakers, utf16_length


@dataclass(frozen=True, slots=True)
class Stretch:
    """A word with the space before it and the punctuation behind it."""

    text: str
    place: Place
    removed: Label | None
    """why it is not part of the cleaned view"""
    recognised: str | None
    """the recognised word, if it was corrected by hand; else None"""
    channel: Channel = Channel.ONLY
    is_name: bool = False
    """it is the name of the speaker, not a word"""


def stretches(
    transcript: Transcript, row: int, view: View, removed: frozenset[Label], substitution: Substitution = AS_HEARD
) -> list[Stretch]:
    """The stretches of a row of a transcript; empty if the view shows no word of it."""
    entry = transcript.entries[row]
    words = transcript.corrected(entry.utterance).words if transcript.corrections else entry.words
    shown = wording.words(substitution.words(words), view, removed, is_complete=entry.is_complete)
    result: list[Stretch] = []
    for word in shown:
        place = Place(entry.utterance, word.index)
        recognised = entry.words[word.index].word.text if place in transcript.corrections else None
        space = word.space if result else ""
        result.append(Stretch(space + word.full, place, word.removed, recognised, entry.channel))
    channel = speakers().get(entry.channel, "")
    name = f"{channel}: " if channel else DASH if _begins_turn(transcript, row, view, removed) else ""
    if name and result:
        result.insert(0, Stretch(name, result[0].place, None, None, entry.channel, is_name=True))
    return result


def _begins_turn(transcript: Transcript, row: int, view: View, removed: frozenset[Label]) -> bool:
    """Whether another speaker begins in a row, or in a hidden row right before it."""
    for number in range(row, 0, -1):
        if transcript.entries[number].is_new_speaker:
            return True
        before = transcript.entries[number - 1]
        if wording.words(before.words, view, removed, is_complete=before.is_complete):
            return False
    return False


def at(parts: Sequence[Stretch], position: int) -> Stretch | None:
    """The word at a position in the text, counted in UTF-16 code units as Qt counts."""
    end = 0
    for part in parts:
        end += utf16_length(part.text)
        if position < end:
            return part
    return parts[-1] if parts and position == end else None


def time_shown(info: SessionInfo, samples: int) -> str:
    """A time as it is shown: the time of day for a live session, the time in the recording for a file."""
    if info.source in sources.LIVE and info.started:
        with suppress(ValueError):
            began = datetime.fromisoformat(info.started)
            return (began + timedelta(seconds=int(seconds(samples)))).strftime("%H:%M:%S")
    return clock(seconds(samples))
