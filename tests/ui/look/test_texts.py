"""What windows say of a state."""

from __future__ import annotations

from captioner.messages import State, Status
from captioner.ui.look.texts import state_hint


def test_late_captions_name_the_model_that_is_faster_or_say_that_there_is_none() -> None:
    assert "The speech model base is faster" in state_hint(Status(State.SLOW, faster="base"))
    assert "no faster speech model" in state_hint(Status(State.SLOW))
    assert state_hint(Status(State.LISTENING)) == ""
