"""Measures how fast the chosen speech model is on this machine, and explains the result."""

from __future__ import annotations

import time
from collections.abc import Callable

from captioner.messages import CaptionUpdate, State, Status, seconds
from captioner.models.store import Model
from captioner.pipeline import Pipeline
from captioner.ui.look.texts import decimal, translate
from captioner.ui.models.rows import known_errors
from captioner.ui.state.backend import Build

TOO_SLOW = 1.5
"""Times real time: live captions also wait for more audio and read words twice, so the speed of speech is too slow."""
ROOM = 8.0
"""Times real time from which a model of four times the size still keeps up."""


def measure(build: Build, progress: Callable[[object], None], cancelled: Callable[[], bool]) -> float | None:
    """Read the recording that `build` opens; loading the model does not count.

    Returns:
        Seconds of the recording read in one second; None if it was cancelled or empty.
    """
    began: float | None = None
    position = 0

    def on_status(status: Status) -> None:
        nonlocal began, position
        if status.state is not State.LOADING and began is None:
            began = time.monotonic()
        position = max(position, status.position)
        progress(status)
        if cancelled():
            pipeline.stop()

    def on_update(update: CaptionUpdate) -> None:
        if cancelled():
            pipeline.stop()

    pipeline = Pipeline(build, on_update, on_status)
    pipeline.run()
    if cancelled() or began is None or position == 0:
        return None
    return seconds(position) / max(1e-3, time.monotonic() - began)


def accuracy(model: Model) -> tuple[str, ...]:
    """The word error rates of a speech model as a sentence, or empty."""
    known = known_errors(model, None)
    if known is None:
        return ()
    read, talk = known
    errors = translate("Speed", "It gets about {0} of 100 words wrong in read speech, and {1} in free talk.")
    return (errors.format(round(100 * read), round(100 * talk)),)


def verdict(factor: float, model: str) -> str:
    """The meaning of a speed, in one or two sentences."""
    figure = translate("Speed", "On this machine, {0} is {1} times as fast as speech.").format(model, decimal(factor))
    if factor < TOO_SLOW:
        advice = translate("Speed", "That is too slow for live captions: choose a smaller model.")
    elif factor < ROOM:
        advice = translate("Speed", "That is a good match for this machine.")
    else:
        advice = translate("Speed", "There is room for a larger model. Larger ones usually make fewer mistakes.")
    return f"{figure} {advice}"
