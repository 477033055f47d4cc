"""The one table of the labels of words and their properties."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class LabelRow:
    """The properties of a label. The texts are English; the windows translate them (context `Labels`)."""

    removed_by: str = ""
    """the setting of the section `disfluency` that removes its words from the cleaned view; empty: they always stay"""
    words: str = ""
    """the name of such words in figures"""
    reason: str = ""
    """why such a word is removed, a sentence"""
    in_repair: bool = False
    """its words are taken back, or stand between those and their correction"""
    is_taken_back: bool = False
    """a stretch of its words counts as one repair, and has the theme's colour of repairs"""


_STAYS = LabelRow()


class Label(StrEnum):
    """The function of a word, in Shriberg's terms.

    A label's value is its letter in journals and training files. Their order is that of the disfluency models' outputs,
    so a new label must be the last one.
    """

    row: LabelRow

    FLUENT = "f"
    """also the label of a word that no model has read"""
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
        """Its name in files and messages, such as `filled_pause`."""
        return self.name.lower()


DISFLUENT = frozenset(label for label in Label if label.row.removed_by)
"""The labels of words that can be removed."""
