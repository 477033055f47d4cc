"""Repairs what removed words leave behind: moves their punctuation and capital."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from captioner.captions import phrases, punctuation
from captioner.captions.punctuation import Kind, Token
from captioner.messages import Label

_ENDS = (Kind.FINAL, Kind.MIDDLE)
_BROKEN_OFF = "\u2014"
"""marks an unfinished sentence: `It's the, um.`"""


@dataclass(frozen=True, slots=True)
class Removal:
    """Punctuation and capitals left by the removed words since the last kept one; empty between two kept words."""

    has_removed: bool = False
    in_repair: bool = False
    carried: tuple[tuple[str, bool], ...] = ()
    """marks for the word before; marks at the interruption of a repair (False) count only if nothing follows"""
    openers: tuple[str, ...] = ()
    """opening marks for the word behind"""
    is_parenthesis: bool = False
    """an insertion set off by a comma or dash behind it"""
    has_capital: bool = False
    """a removed word began a sentence with a capital"""
    lower_words: frozenset[str] = frozenset()
    """removed words without a capital"""
    reparanda: int = 0
    """removed words that are taken back"""
    is_apposition: bool = False
    """`NASA, I mean ESA, launched`: the second comma of the pair stands behind the repair"""

    def add(self, token: Token, label: Label | None, *, starts_sentence: bool) -> Removal:
        """The same with one more removed word.

        Args:
            token: the word.
            label: why it is removed; None for a mark that goes with the words before it.
            starts_sentence: it begins a sentence of what was said.
        """
        in_repair = self.in_repair or (label is not None and label.row.in_repair)
        openers = [*self.openers, *re.findall(r"\S\s*", token.prefix)]
        carried = list(self.carried)
        is_parenthesis = self.is_parenthesis
        for mark in punctuation.marks(token.suffix):
            kind = punctuation.kind(mark)
            opener = next((n for n in reversed(range(len(openers))) if punctuation.closes(mark, openers[n])), None)
            if opener is not None:
                del openers[opener:]
            if kind is Kind.CLOSING and opener is None:
                carried.append((mark, True))
            elif kind in _ENDS:
                carried.append((mark, not in_repair))
            elif kind is not Kind.CLOSING:
                is_parenthesis = is_parenthesis or not in_repair
                if kind is Kind.ELLIPSIS:
                    carried.append((mark, False))
        is_lower = token.core[:1].islower()
        is_reparandum = label is not None and label.row.is_taken_back
        has_comma = any(punctuation.kind(mark) is Kind.SOFT for mark in punctuation.marks(token.suffix))
        return replace(
            self,
            has_removed=True,
            in_repair=in_repair,
            carried=tuple(carried),
            openers=tuple(openers),
            is_parenthesis=is_parenthesis,
            has_capital=self.has_capital or (starts_sentence and token.core[:1].isupper()),
            lower_words=self.lower_words | {token.core.casefold()} if is_lower else self.lower_words,
            reparanda=self.reparanda + (is_reparandum and bool(token.core)),
            is_apposition=has_comma if is_reparandum else self.is_apposition and not has_comma,
        )

    def tail(self, own: str, before: str, following: str | None, *, is_end: bool = False) -> str:
        """The punctuation behind the kept word before the removed ones.

        Args:
            own: the suffix of that word.
            before: that word.
            following: the kept word behind the removed ones, without punctuation; None if there is none.
            is_end: no word will follow.
        """
        if not self.has_removed:
            return own
        kept = punctuation.marks(own)
        kinds = {punctuation.kind(mark) for mark in kept}
        word = phrases.bare(before)
        carried = self._carried(at_end=following is None)
        closers = [mark for mark in carried if punctuation.kind(mark) is Kind.CLOSING]
        if is_end and word in phrases.LEADING and Kind.FINAL not in kinds:
            own_closers = (mark for mark in kept if punctuation.kind(mark) is Kind.CLOSING)
            return "".join((*own_closers, _BROKEN_OFF, *closers))
        ends = {punctuation.kind(mark) for mark in carried} - {Kind.CLOSING}
        is_opener = word in phrases.LEADING or word in phrases.OPENERS
        if following is not None and Kind.FINAL in ends and is_opener and not closers:
            # `So, um. Let's start.`: the full stop was the filler's, for no sentence ends with such a word
            ends, carried = set(), closers
        if Kind.FINAL in kinds or (kinds & {Kind.MIDDLE, Kind.ELLIPSIS} and Kind.FINAL not in ends):
            return own + "".join(closers)
        if ends:
            return "".join([mark for mark in kept if punctuation.kind(mark) is Kind.CLOSING] + carried)
        if following is not None and Kind.SOFT not in kinds and _is_figure(before) and _is_figure(following):
            kept.append(",")
        is_stray = following is None or self._leaves_stray_comma(before, following)
        if is_stray and not closers:
            kept = [mark for mark in kept if punctuation.kind(mark) is not Kind.SOFT]
        return "".join(kept + closers)

    def _carried(self, *, at_end: bool) -> list[str]:
        """The marks that move to the word before: closing ones, and those that end the first sentence."""
        taken: list[str] = []
        has_ended = False
        is_behind_end = False
        for mark, is_sure in self.carried:
            if punctuation.kind(mark) is Kind.CLOSING:
                taken.append(mark)
                is_behind_end = False
            elif (is_sure or at_end) and (not has_ended or (is_behind_end and mark in "?!")):
                taken.append(mark)
                has_ended = is_behind_end = True
            else:
                is_behind_end = False
        return taken

    def recased(self, core: str, *, at_start: bool, began: bool) -> str:
        """The kept word behind the removed ones, with the capital that its new position needs.

        Args:
            core: the word without punctuation.
            at_start: it begins a sentence of what is shown.
            began: it began a sentence of what was said.
        """
        lead = len(core) - len(core.lstrip(punctuation.APOSTROPHES))
        first, rest = core[lead : lead + 1], core[lead + 1 :]
        if not self.has_removed or rest != rest.lower():
            return core
        changed = first
        if at_start and self.has_capital and first.islower():
            changed = first.title()
        elif not at_start and first.isupper() and self._is_safe_to_lower(core.casefold(), began=began):
            changed = first.lower()
        return core[:lead] + (changed if len(changed) == 1 else first) + rest

    def _is_safe_to_lower(self, word: str, *, began: bool) -> bool:
        """Whether a capital only marked the start of a sentence; needs two of three signs, so that names keep
        theirs."""
        return began + (word in self.lower_words) + (word in phrases.LOWERABLE) >= 2

    def _leaves_stray_comma(self, before: str, following: str) -> bool:
        """Whether a comma before the removed words only set off what was removed."""
        word = phrases.bare(before)
        if word in phrases.OPENERS or following.casefold() in phrases.CLAUSE_OPENERS:
            return False
        if _are_values(before, following):
            return False
        return self.is_parenthesis or word in phrases.LEADING


def _is_figure(text: str) -> bool:
    return any(character.isdigit() for character in text)


def _are_values(before: str, following: str) -> bool:
    """Two figures, or two names: without a mark between them they would read as one."""
    if _is_figure(before) and _is_figure(following):
        return True
    names = (punctuation.split(before).core, following)
    return all(name[:1].isupper() and name.casefold() not in phrases.LOWERABLE and name != "I" for name in names)


NOTHING_REMOVED = Removal()
"""Nothing was removed."""
