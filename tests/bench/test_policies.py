"""What `captioner bench stream` compares."""

from __future__ import annotations

from dataclasses import fields

import pytest

from captioner.bench.policies import SINGLE_CHOICES
from captioner.speech.whisper.transcriber import Streaming


@pytest.mark.parametrize("name", SINGLE_CHOICES)
def test_a_single_choice_differs_from_what_ships_in_one_thing(name: str) -> None:
    shipped, other = Streaming(), SINGLE_CHOICES[name]
    different = [
        one.name for one in fields(Streaming) if repr(getattr(shipped, one.name)) != repr(getattr(other, one.name))
    ]
    assert len(different) == 1 or different == ["hop_s", "hop_share"], "a fixed interval has no share of the window"
