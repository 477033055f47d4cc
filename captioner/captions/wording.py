"""Words an utterance for a view, and repairs spacing, capitals and punctuation where words were removed.

Settled text on screen must not change, so the wording of a word depends only on itself and the words before it. Only
the punctuation behind a word depends on what follows: `the, uh, cat` loses both commas, `home, uh.` moves its full stop
back. It is therefore kept apart as the word's `tail`, which stays open until the next kept word or the end of the
utterance has settled. The transcript is worded by the same steps and has the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from captioner.captions import punctuation
from captioner.captions.punctuation import Token
from captioner.captions.removal import NOTHING_REMOVED, Removal
from captioner.labels import DISFLUENT
from captioner.messages import CaptionUpdate, Label, LabelledWord, View, is_mark

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class ShownWord:
    """A word as a view shows it; joined, `space + text + tail` of all words are the text."""

    text: str
    """never changes once `is_settled`"""
    tail: str
    """the punctuation behind it; never changes once `is_closed`"""
    space: str
    """what stands before it"""
    can_break: bool
    """a line may begin with this word"""
    is_settled: bool
    """certain in this view"""
    is_closed: bool
    removed: Label | None
    """why it is not part of the cleaned view; None if it is"""
    source: LabelledWord
    index: int
    """counts the words of the utterance, shown or not, from 0"""
    name: str = ""
    """the speaker's name with its punctuation, before the first word of a turn"""

    @property
    def full(self) -> str:
        """The word with the name before it and the punctuation behind it."""
        return self.name + self.text + self.tail


@dataclass(frozen=True, slots=True)
class NewlyShown:
    """The words that an update adds to an utterance, and the provisional words behind them."""

    closed: tuple[ShownWord, ...]
    """new words that cannot change any more, behind all earlier ones"""
    open: tuple[ShownWord, ...]
    """all words behind those; the first may be settled with an open tail, if the word after it is not settled yet"""


class Wording:
    """Words one utterance as it comes in; the words shown as settled are only ever appended.

    The view of all words shows no labels, so a word is certain there as soon as its text is final.
    """

    def __init__(self, view: View, removed: frozenset[Label] = DISFLUENT) -> None:
        """Begin an utterance.

        Args:
            view: what is shown of it.
            removed: the labels that are not part of the cleaned view.
        """
        self._shows_labels = view is not View.SAID
        self._removed = removed & DISFLUENT if self._shows_labels else frozenset()
        self._state: _Whole | _Cleaned = _Cleaned() if view is View.CLEANED else _Whole()
        self._count = 0
        self._ahead = 0
        """words that count as certain and have not settled yet"""

    def take(self, update: CaptionUpdate) -> NewlyShown:
        """Word an update of this utterance."""
        return self.add(update.settled, update.provisional, committed=update.committed, is_end=update.utterance_ended)

    def add(
        self,
        settled: Sequence[LabelledWord],
        provisional: Sequence[LabelledWord] = (),
        *,
        committed: int = 0,
        is_end: bool = False,
    ) -> NewlyShown:
        """Word the next part of the utterance.

        Args:
            settled: new words, behind all earlier ones.
            provisional: all words behind these, as they are now.
            committed: number of these, from the beginning, whose text is final.
            is_end: the utterance ends with `settled`.
        """
        words = (*settled, *provisional)
        certain = max(self._ahead, len(settled) + (0 if self._shows_labels else committed))
        new, self._ahead = words[self._ahead : certain], certain - len(settled)
        closed: list[ShownWord] = []
        for word in new:
            self._state, done = self._state.add(self._shown(word, self._count, is_settled=True))
            closed += done
            self._count += 1
        if is_end:
            return NewlyShown((*closed, *self.finish()), ())
        return NewlyShown(tuple(closed), tuple(self._open(words[certain:])))

    def finish(self) -> tuple[ShownWord, ...]:
        """End the utterance: nothing follows."""
        rest = self._state.finish(is_end=True)
        self._state = replace(self._state, last=None)
        return rest

    def _open(self, provisional: Sequence[LabelledWord]) -> list[ShownWord]:
        state = self._state
        shown: list[ShownWord] = []
        for index, labelled in enumerate(provisional, self._count):
            word = self._shown(labelled, index, is_settled=False)
            state, done = state.add(word)
            shown += done
        return [replace(word, is_closed=False) for word in (*shown, *state.finish(is_end=False))]

    def _shown(self, word: LabelledWord, index: int, *, is_settled: bool) -> ShownWord:
        token = punctuation.split(word.word.text)
        text = token.prefix + token.core + token.suffix
        removed = word.label if word.label in self._removed else None
        return ShownWord(text, "", " ", True, is_settled, is_settled, removed, word, index)


def words(
    spoken: Iterable[LabelledWord], view: View, removed: frozenset[Label] = DISFLUENT, *, is_complete: bool = True
) -> tuple[ShownWord, ...]:
    """Word an utterance of the record; the last word's tail is open where the utterance is not complete.

    A comma or full stop that came as a word of its own is part of the word before it here, in every view.
    """
    shown = Wording(view, removed).add(tuple(spoken), is_end=is_complete)
    found: list[ShownWord] = []
    for word in shown.closed + shown.open:
        if found and is_mark(word.text) and not word.space:
            found[-1] = replace(found[-1], tail=found[-1].tail + word.text)
        else:
            found.append(word)
    return tuple(found)


def text(shown: Iterable[ShownWord]) -> str:
    """Words as running text."""
    return "".join(word.space + word.full for word in shown).strip()


@dataclass(frozen=True, slots=True)
class _Whole:
    """Every word as it came; only spaces around punctuation that came as a word of its own are adjusted."""

    last: ShownWord | None = None
    open_quotes: int = 0
    glue: str | None = None
    """text between the last word and the next if a mark joins them"""

    def add(self, word: ShownWord) -> tuple[_Whole, tuple[ShownWord, ...]]:
        if not word.text:
            return self, ()
        token = punctuation.split(word.text)
        alone = not token.core
        opens = alone and punctuation.opens(token.suffix, self.open_quotes)
        glue = self.glue
        if alone and not opens and self.last is not None and glue is None:
            glue = punctuation.alone_as_suffix(token.suffix)[: -len(token.suffix)]
        shown = replace(
            word,
            space=_space(self.last, word.text) if glue is None else glue,
            can_break=glue is None,
        )
        after = punctuation.alone_as_prefix(token.suffix)[len(token.suffix) :] if opens else None
        return _Whole(shown, self.open_quotes + _open_quotes(token, opens), after), (shown,)

    def finish(self, *, is_end: bool) -> tuple[ShownWord, ...]:
        return ()


@dataclass(frozen=True, slots=True)
class _Cleaned:
    """The words that are kept, mended; the last one waits for its tail."""

    last: ShownWord | None = None
    own: str = ""
    """the original suffix of the last kept word"""
    removal: Removal = NOTHING_REMOVED
    starts_sentence: bool = True
    """the next word, kept or not, begins a sentence of what was said"""
    open_quotes: int = 0
    apposition: int = 0
    """words of a repair still to come whose closing comma goes with the opening one"""
    closes_apposition: bool = False
    """the last kept word is the last of such a repair"""

    def add(self, word: ShownWord) -> tuple[_Cleaned, tuple[ShownWord, ...]]:
        if not word.text:
            return self, ()
        token = punctuation.split(word.text)
        if not token.core:
            belongs = self.last is not None or self.removal != NOTHING_REMOVED or word.removed is not None
            if belongs or punctuation.opens(token.suffix, self.open_quotes):
                return self._add_mark(token.suffix, word.removed), ()
            token = Token("", token.suffix, "")
        # written out, because `replace` takes most of the time of a word
        ends = punctuation.ends_sentence(token.suffix)
        quotes = self.open_quotes + _open_quotes(token, opens=False)
        if word.removed is not None:
            removal = self.removal.add(token, word.removed, starts_sentence=self.starts_sentence)
            return _Cleaned(self.last, self.own, removal, ends, quotes), ()
        apposition = self.removal.reparanda if self.removal.is_apposition else self.apposition
        own = "" if apposition == 1 and token.suffix == "," else token.suffix
        closed: tuple[ShownWord, ...] = ()
        if self.last is not None:
            closed = (replace(self.last, tail=self.removal.tail(self.own, self.last.text, token.core)),)
        at_start = not closed or punctuation.ends_sentence(closed[0].tail)
        core = self.removal.recased(token.core, at_start=at_start, began=self.starts_sentence)
        text = "".join(self.removal.openers) + token.prefix + core
        space = _space(closed[0] if closed else None, text)
        last = ShownWord(
            text,
            word.tail,
            space,
            word.can_break,
            word.is_settled,
            word.is_closed,
            word.removed,
            word.source,
            word.index,
        )
        return _Cleaned(last, own, NOTHING_REMOVED, ends, quotes, max(0, apposition - 1), apposition == 1), closed

    def _add_mark(self, mark: str, removed: Label | None) -> _Cleaned:
        """Attach punctuation that came as a word of its own to the word before it, or to the word behind it if it
        opens."""
        opens = punctuation.opens(mark, self.open_quotes)
        state = replace(
            self,
            open_quotes=self.open_quotes + _open_quotes(Token("", "", mark), opens),
            starts_sentence=self.starts_sentence or punctuation.ends_sentence(mark),
        )
        if opens:
            openers = (*self.removal.openers, punctuation.alone_as_prefix(mark))
            return replace(
                state,
                removal=replace(self.removal, openers=openers, has_removed=self.removal.has_removed or bool(removed)),
            )
        if self.removal.has_removed or removed is not None:
            token = Token("", "", punctuation.alone_as_suffix(mark))
            return replace(state, removal=self.removal.add(token, removed, starts_sentence=False))
        if self.removal.openers:
            return replace(state, removal=replace(self.removal, openers=(*self.removal.openers, mark)))
        if self.closes_apposition and mark == ",":
            return state
        return replace(state, own=self.own + punctuation.alone_as_suffix(mark))

    def finish(self, *, is_end: bool) -> tuple[ShownWord, ...]:
        if self.last is None:
            return ()
        return (replace(self.last, tail=self.removal.tail(self.own, self.last.text, None, is_end=is_end)),)


def _space(before: ShownWord | None, text: str) -> str:
    if before is None or punctuation.joined_without_space(before.full, text):
        return ""
    return " "


def _open_quotes(token: Token, opens: bool) -> int:
    """By how much a word changes the number of open quotation marks."""
    if opens:
        return punctuation.quotes(token.suffix)
    return punctuation.quotes(token.prefix) - punctuation.quotes(token.suffix)


def plain(text: str) -> str:
    """Text without control characters and characters that change the writing direction.

    Terminals and players interpret both. Right-to-left scripts do not need them.
    """
    return _CONTROLS.sub("", text)
