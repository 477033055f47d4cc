"""The child processes of the sound server: their events are followed from the first moment on."""

from __future__ import annotations

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.audio import pulse_process
from captioner.audio.pulse_process import events


@given(unheard=st.integers(0, 4), told=st.lists(st.binary(max_size=9).map(lambda text: text.hex().encode() + b"\n")))
def test_no_change_is_missed_before_the_first_event(unheard: int, told: list[bytes]) -> None:
    """A server that changes before it listens: as long as questions are no events to it, it is asked again."""
    reads, writes = os.pipe()
    looks: list[int] = []

    def look() -> None:
        looks.append(len(looks))
        if len(looks) == unheard + 1:
            os.write(writes, b"".join([b"the question\n", *told]))
            os.close(writes)

    with os.fdopen(reads, "rb") as output, pytest.MonkeyPatch.context() as patch:
        patch.setattr(pulse_process, "_LOOK_S", 0.001)
        found = list(events(output, look))
    assert found == [b"the question\n", *told]
    assert len(looks) == unheard + 2  # once more, as the change may have come just before the first event


def test_the_end_of_the_server_ends_the_events() -> None:
    reads, writes = os.pipe()
    os.close(writes)
    with os.fdopen(reads, "rb") as output:
        assert list(events(output, lambda: None)) == []
