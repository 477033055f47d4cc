"""Words as runs that are drawn in one way each."""

from __future__ import annotations

from dataclasses import replace

from captioner.captions import styled_runs, wording
from captioner.messages import Label, View
from tests.strategies import spoken


def test_a_name_is_never_struck_out() -> None:
    (word,) = wording.words(spoken("Um,/h"), View.MARKED)
    runs_found = styled_runs.of([replace(word, name="Me: ")])
    assert [(run.text, run.removed) for run in runs_found] == [("Me: ", None), ("Um,", Label.FILLED_PAUSE)]
