"""What goes on, in one line."""

from __future__ import annotations

import pytest

from captioner.cli.terminal.status_line import clock, level_bar, sentence, status_line
from captioner.messages import SAMPLE_RATE, State, Status, View


@pytest.mark.parametrize(
    ("level", "filled"), [(0.0, 0), (1e-9, 0), (0.001, 0), (0.0316, 4), (1.0, 8), (2.0, 8), (0.1, 5)]
)
def test_the_level_is_linear_in_decibels(level: float, filled: int) -> None:
    assert level_bar(level, has_unicode=False) == "#" * filled + "." * (8 - filled)


def test_the_bar_fits_the_terminal() -> None:
    assert level_bar(1.0, has_unicode=True) == "█" * 8


@pytest.mark.parametrize(
    ("seconds", "text"), [(0, "0:00"), (59.9, "0:59"), (61, "1:01"), (3600, "1:00:00"), (7325, "2:02:05")]
)
def test_the_clock(seconds: float, text: str) -> None:
    assert clock(round(seconds * SAMPLE_RATE)) == text


@pytest.mark.parametrize("state", State)
def test_every_state_has_words(state: State) -> None:
    line = status_line(Status(state), View.MARKED, has_unicode=True)
    assert line[0].text.strip()
    assert "r cleaned" in line[-1].text


def test_the_pause_key_says_what_it_will_do() -> None:
    assert "p go on" in status_line(Status(State.PAUSED), View.MARKED, has_unicode=True)[-1].text
    assert "p pause" in status_line(Status(State.LISTENING), View.MARKED, has_unicode=True)[-1].text


def test_sentences_name_the_source() -> None:
    assert "the microphone" in sentence(Status(State.LISTENING), "the microphone")
    assert sentence(Status(State.ENDED), "the microphone") == ""


def test_late_captions_name_the_model_that_is_faster_or_say_that_there_is_none() -> None:
    assert "--model base is faster" in sentence(Status(State.SLOW, faster="base"), "the microphone")
    assert "No faster speech model" in sentence(Status(State.SLOW), "the microphone")
