"""Groups words into runs of one style, for drawing and for markup."""

from __future__ import annotations

from collections.abc import Sequence

from captioner.captions.wording import ShownWord
from captioner.messages import Run


def of(words: Sequence[ShownWord]) -> tuple[Run, ...]:
    """The runs of a line; joined they are its text. No run of removed words begins or ends with a space."""
    runs: list[Run] = []
    for number, word in enumerate(words):
        space = word.space if number else ""
        before = runs[-1] if runs else None
        if space and before is not None and before.removed != word.removed and (before.removed or word.removed):
            _append(runs, Run(space, before.is_settled and word.is_settled))
            space = ""
        if word.name:
            _append(runs, Run(space + word.name, word.is_settled))
            space = ""
        _append(runs, Run(space + word.text, word.is_settled, word.removed))
        if word.tail:
            _append(runs, Run(word.tail, word.is_closed, word.removed))
    return tuple(runs)


def _append(runs: list[Run], run: Run) -> None:
    if runs and runs[-1].is_settled == run.is_settled and runs[-1].removed == run.removed:
        run = Run(runs.pop().text + run.text, run.is_settled, run.removed)
    runs.append(run)
