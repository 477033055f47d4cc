"""Sessions that are killed lose nothing; a loss would be counted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from captioner.bench.kills import KEEPERS, _compared, killed
from captioner.messages import CaptionUpdate
from captioner.record import session as sessions
from tests.strategies import spoken


@pytest.mark.skipif(not hasattr(os, "fork"), reason="sessions are forked")
@pytest.mark.slow
@pytest.mark.parametrize("place", KEEPERS)
def test_no_settled_word_that_was_shown_is_lost_by_200_kills(place: str) -> None:
    kills = list(killed(200, keeper=KEEPERS[place]))
    assert sum(kill.shown for kill in kills) >= 200
    assert [(kill.missing, kill.wrong, kill.is_offered) for kill in kills] == [(0, 0, True)] * 200


@pytest.mark.parametrize(
    ("kept", "shown", "missing", "wrong"),
    [("w0 w1", "w0 w1", 0, 0), ("w0 w1", "w0 w1 w2", 1, 0), ("w0 w0", "w0", 0, 1), ("w1 w0", "w0 w1", 0, 2)],
)
def test_lost_and_doubled_words_are_counted(tmp_path: Path, kept: str, shown: str, missing: int, wrong: int) -> None:
    session = sessions.begin(tmp_path, "test", "none", "none", keeper=sessions.write_at_once)
    session.append(CaptionUpdate(0, spoken(kept), ()))
    found = _compared(tmp_path, shown.split())
    assert (found.missing, found.wrong, found.is_offered) == (missing, wrong, True)
    session.close()
    assert not _compared(tmp_path, shown.split()).is_offered
