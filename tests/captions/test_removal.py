"""The three switches stand for labels."""

from __future__ import annotations

from captioner.captions.removal import removed_labels
from captioner.captions.wording import EVERYTHING, FILLERS, REPAIRS


def test_switches_are_the_named_choices() -> None:
    assert removed_labels(fillers=True, markers=True, repairs=True) == EVERYTHING
    assert removed_labels(fillers=True, markers=False, repairs=False) == FILLERS
    assert removed_labels(fillers=True, markers=False, repairs=True) == REPAIRS
    assert removed_labels(fillers=False, markers=False, repairs=False) == frozenset()
