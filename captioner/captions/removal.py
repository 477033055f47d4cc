"""Which labels a user wants out of the cleaned view."""

from __future__ import annotations

from captioner.messages import Label


def removed_labels(*, fillers: bool, markers: bool, repairs: bool) -> frozenset[Label]:
    """The labels that three switches stand for: um and uh; you know and the like; what the speaker takes back."""
    chosen: set[Label] = set()
    if fillers:
        chosen.add(Label.FILLED_PAUSE)
    if markers:
        chosen.add(Label.DISCOURSE_MARKER)
    if repairs:
        chosen |= {Label.INTERREGNUM, Label.REPARANDUM}
    return frozenset(chosen)
