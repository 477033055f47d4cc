"""The server's messages: captions, state and session as JSON, each complete in itself.

A message of an utterance holds all of its words and replaces earlier ones, so a client may miss any number of them.
Words settled in one message are the same in all later ones.
"""

from __future__ import annotations

import json
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from captioner.captions import styled_runs
from captioner.captions.substitution import AS_HEARD, Substitution
from captioner.captions.wording import ShownWord, Wording
from captioner.labels import DISFLUENT
from captioner.messages import CaptionUpdate, Label, State, Status, View, seconds

VERSION = 2
"""The version of the messages; a client for another one cannot read them."""
VIEWS = (View.SAID, View.MARKED, View.CLEANED)
"""The views in each message. All words are certain before it is known which are marked or removed."""
KEPT = 20
"""Utterances that a new client gets."""
_STATUS_EVERY_S = 0.5
"""Seconds of the session's clock; the level alone needs no more."""

Key: TypeAlias = tuple[str, int, int]
"""Kind, session and utterance of a message: a later one with the same key replaces it."""


@dataclass(frozen=True, slots=True)
class Message:
    """One message."""

    key: Key
    text: str
    """JSON, without a line break"""


@dataclass(slots=True)
class _WordedUtterance:
    """The wording of the current utterance in each of `VIEWS`."""

    number: int
    wordings: dict[View, Wording]
    is_new_speaker: bool = False
    closed: dict[View, list[ShownWord]] = field(default_factory=lambda: {view: [] for view in VIEWS})
    open: dict[View, Sequence[ShownWord]] = field(default_factory=lambda: {view: () for view in VIEWS})


class Narrator:
    """Turns the engine's updates into messages, and keeps those that a new client needs."""

    def __init__(self, removed: frozenset[Label] = DISFLUENT, substitution: Substitution = AS_HEARD) -> None:
        """Begin without a session.

        Args:
            removed: the labels that are not part of the cleaned view.
            substitution: replaces words in what is shown.
        """
        self._removed = removed
        self._substitution = substitution
        self._session = 0
        """counts sessions from 1"""
        self._opening = _message(("session", 0, 0), source="")
        self._status: Message | None = None
        self._told: tuple[State, float] | None = None
        """state and time of the last status"""
        self._current: _WordedUtterance | None = None
        self._recent: OrderedDict[Key, Message] = OrderedDict()

    def begin(self, source: str) -> Message:
        """A session begins; `source` is the name of the source for the user."""
        self._session += 1
        self._current = self._told = self._status = None
        self._recent.clear()
        self._opening = _message(("session", self._session, 0), source=source)
        return self._opening

    def take(self, update: CaptionUpdate) -> Message | None:
        """The message of the utterance; None if it has and had no words."""
        current = self._current
        if current is None or current.number != update.utterance:
            wordings = {view: Wording(view, self._removed) for view in VIEWS}
            current = self._current = _WordedUtterance(update.utterance, wordings)
        if not current.closed[View.MARKED]:
            current.is_new_speaker = update.is_new_speaker
        shown_update = self._substitution.update(update)
        for view in VIEWS:
            shown = current.wordings[view].take(shown_update)
            current.closed[view] += shown.closed
            current.open[view] = shown.open
        key = ("utterance", self._session, update.utterance)
        views = {view.value: _runs([*current.closed[view], *current.open[view]]) for view in VIEWS}
        if not any(views.values()) and key not in self._recent:
            return None
        speaker = {"new_speaker": True} if current.is_new_speaker else {}
        known = {"language": update.language, "ended": update.utterance_ended, **speaker}
        message = _message(key, **known, **_span(current), **views)
        self._recent[key] = message
        while len(self._recent) > KEPT:
            self._recent.popitem(last=False)
        return message

    def tell(self, status: Status) -> Message | None:
        """The message of the state; None if it has not changed since a moment ago."""
        now = seconds(status.position)
        if self._told is not None and status.state is self._told[0] and now - self._told[1] < _STATUS_EVERY_S:
            return None
        self._told = status.state, now
        self._status = _message(
            ("status", self._session, 0),
            state=status.state.value,
            level=round(status.level, 4),
            position=round(now, 3),
            dropped=round(seconds(status.dropped), 3),
        )
        return self._status

    def snapshot(self) -> list[Message]:
        """The first messages for a new client."""
        return [self._opening, *self._recent.values(), *([self._status] if self._status else [])]


def _message(key: Key, **content: Any) -> Message:
    kind, session, utterance = key
    numbered = {"utterance": utterance} if kind == "utterance" else {}
    whole = {"type": kind, "version": VERSION, "session": session, **numbered, **content}
    return Message(key, json.dumps(whole, ensure_ascii=False, separators=(",", ":")))


def _span(current: _WordedUtterance) -> dict[str, float]:
    """Seconds from the first word to the end of the last, removed words included."""
    words = [shown.source.word for shown in (*current.closed[View.MARKED], *current.open[View.MARKED])]
    if not words:
        return {"start": 0.0, "end": 0.0}
    return {
        "start": round(seconds(words[0].start), 3),
        "end": round(seconds(max(word.end for word in words)), 3),
    }


def _runs(words: Sequence[ShownWord]) -> list[dict[str, object]]:
    return [
        {"text": run.text, "settled": run.is_settled, **({"removed": run.removed.term} if run.removed else {})}
        for run in styled_runs.of(words)
    ]
