"""The labels of words, and all there is to know of each: the one table of them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class LabelRow:
    """What follows from a label. The texts are English; the windows translate them (context `Labels`)."""

    removed_by: str = ""
    """the setting of the section `disfluency` that removes its words from the cleaned view; empty: they always stay"""
    words: str = ""
    """such words, as figures name them"""
    reason: str = ""
    """why one of them is removed, a sentence"""
    in_repair: bool = False
    """its words are taken back, or stand between those and what is said instead"""
    is_taken_back: bool = False
    """a stretch of its words counts as one repair, and has the theme's colour of repairs"""


_STAYS = LabelRow()


class Label(StrEnum):
    """What a word is to the listener, in Shriberg's terms.

    A label's value is its letter in journals, in training files and among the outputs of the disfluency models. A new
    one stands last, for older models have an output for each of those before it.
    """

    row: LabelRow

    FLUENT = "f"
    """also what a word is where no model has labelled it"""
    FILLED_PAUSE = (
        "h",
        LabelRow("remove_fillers", words="fillers such as um", reason="Removed: a filler, as um or uh."),
    )
    """um, uh"""
    DISCOURSE_MARKER = (
        "m",
        LabelRow(
            "remove_markers",
            words="markers such as you know",
            reason="Removed: words such as you know or well, which carry no meaning here.",
        ),
    )
    """you know, well, like: outside a repair"""
    INTERREGNUM = (
        "i",
        LabelRow(
            "remove_repairs",
            words="editing words such as I mean",
            reason="Removed: words such as I mean, between a slip and its repair.",
            in_repair=True,
        ),
    )
    """the editing words between a reparandum and its repair: `to Boston [uh I mean] to Denver`"""
    REPARANDUM = (
        "r",
        LabelRow(
            "remove_repairs",
            words="repeated or taken back",
            reason="Removed: the speaker said it again or took it back.",
            in_repair=True,
            is_taken_back=True,
        ),
    )
    """words that the speaker takes back: repetitions, corrections, false starts, cut-off words"""

    def __new__(cls, letter: str, row: LabelRow = _STAYS) -> Label:
        """A label that is equal to its letter."""
        label = str.__new__(cls, letter)
        label._value_ = letter
        label.row = row
        return label

    @property
    def term(self) -> str:
        """What files and messages call it, such as `filled_pause`."""
        return self.name.lower()


DISFLUENT = frozenset(label for label in Label if label.row.removed_by)
"""The labels of words that can be removed."""
