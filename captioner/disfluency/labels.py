"""The labels as the network numbers them."""

from __future__ import annotations

from captioner.messages import Label

LABELS: tuple[Label, ...] = (
    Label.FLUENT,
    Label.FILLED_PAUSE,
    Label.DISCOURSE_MARKER,
    Label.INTERREGNUM,
    Label.REPARANDUM,
)
"""The order of the model's outputs."""
FLUENT, FILLED_PAUSE, MARKER, INTERREGNUM, REPARANDUM = range(len(LABELS))
