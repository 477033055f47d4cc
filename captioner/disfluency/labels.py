"""The labels as the network numbers them."""

from __future__ import annotations

from captioner.messages import Label

LABELS: tuple[Label, ...] = tuple(Label)
"""The order of the model's outputs; models made before a label was added end before it."""
FLUENT, FILLED_PAUSE, MARKER, INTERREGNUM, REPARANDUM = (
    LABELS.index(label)
    for label in (Label.FLUENT, Label.FILLED_PAUSE, Label.DISCOURSE_MARKER, Label.INTERREGNUM, Label.REPARANDUM)
)
"""The indices of the labels that rules use."""
