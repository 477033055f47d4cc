"""How many hypotheses live captions keep."""

from __future__ import annotations

import pytest

from captioner.speech.whisper.engine import beam_live
from captioner.speech.whisper.properties import WhisperProperties


@pytest.mark.parametrize(
    ("short", "said", "pad", "kept"),
    [(True, 1, None, 5), (True, 1, True, None), (False, 1, None, None), (True, 3, None, None), (False, 3, None, None)],
)
def test_a_wide_beam_is_for_short_windows_unless_the_manifest_says_how_wide(
    short: bool, said: int, pad: bool | None, kept: int | None
) -> None:
    assert beam_live(WhisperProperties(variable_context=short, beam_size=said), pad=pad) == kept
