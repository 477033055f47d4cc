"""Captions drawn on a whole terminal."""

from __future__ import annotations

import pytest

from captioner.cli.console import Style
from captioner.cli.terminal.view import TerminalView
from captioner.labels import DISFLUENT
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, State, Status, View
from captioner.record.transcript import Transcript
from tests.cli.fakes import PaperScreen, update
from tests.strategies import FILLERS


class Session:
    """A view with its record, fed as the main loop does."""

    def __init__(
        self, view: View = View.CLEANED, removed: frozenset[Label] = DISFLUENT, columns: int = 40, rows: int = 8
    ) -> None:
        self.screen = PaperScreen(columns, rows)
        self.transcript = Transcript()
        self.view = TerminalView(self.screen, lambda: self.transcript.entries, removed, view)

    def take(self, *updates: CaptionUpdate) -> None:
        """Record, show and draw."""
        for each in updates:
            self.transcript.append(each)
            self.view.add_captions(each)
        self.view.draw()

    def styles(self) -> dict[str, Style]:
        """Each drawn word above the status and its style."""
        return {word: piece.style for line in self.screen.last[:-2] for piece in line for word in piece.text.split()}

    def captions(self) -> list[str]:
        """The drawn lines of captions."""
        return [text for text in self.screen.texts()[:-2] if text]


def test_settled_is_bright_and_provisional_dim() -> None:
    session = Session()
    session.take(update(0, "we left", "on monday"))
    assert session.styles() == {
        "we": Style.SETTLED,
        "left": Style.SETTLED,
        "on": Style.PROVISIONAL,
        "monday": Style.PROVISIONAL,
    }


def test_removed_words_are_struck_through_in_the_marked_view() -> None:
    session = Session(View.MARKED)
    session.take(update(0, "um|h we left", "uh|h on"))
    assert session.styles() == {
        "um": Style.REMOVED,
        "we": Style.SETTLED,
        "left": Style.SETTLED,
        "uh": Style.PROVISIONAL_REMOVED,
        "on": Style.PROVISIONAL,
    }


def test_removed_words_are_gone_in_the_cleaned_view() -> None:
    session = Session()
    session.take(update(0, "we um|h left", ended=True))
    assert "um" not in session.styles()
    assert "left" in session.styles()


def test_only_what_the_user_has_removed_is_struck_through() -> None:
    session = Session(View.MARKED, FILLERS)
    session.take(update(0, "um|h we|r we left", ended=True))
    assert session.styles()["um"] is Style.REMOVED
    assert session.styles()["we"] is Style.SETTLED


def test_switching_holds_for_the_past_as_well() -> None:
    session = Session()
    session.take(update(0, "we um|h left", ended=True), update(1, "it uh|h rained", "and|r so|m"))
    assert not {"um", "uh"} & session.styles().keys()
    session.view.show(View.MARKED)
    session.view.draw()
    assert {"um", "uh"} <= session.styles().keys()
    assert session.styles()["and"] is Style.PROVISIONAL_REMOVED
    session.view.show(View.CLEANED)
    session.view.draw()
    assert not {"um", "uh"} & session.styles().keys()


def test_the_same_lines_whether_switched_or_not() -> None:
    updates = [update(n, f"w{n} um|h then|r then we left", ended=True) for n in range(30)]
    switched, straight = Session(View.CLEANED), Session(View.MARKED)
    switched.take(*updates)
    switched.view.show(View.MARKED)
    switched.view.draw()
    straight.take(*updates)
    assert switched.screen.last == straight.screen.last


def test_the_newest_lines_stay_in_sight() -> None:
    session = Session(rows=6)
    session.take(*(update(n, f"number{n}", ended=True) for n in range(20)))
    assert session.captions() == ["number17", "number18", "number19"]
    assert len(session.screen.last) == 6


def test_a_new_size_breaks_the_lines_again() -> None:
    session = Session(columns=60, rows=10)
    session.take(update(0, "one two three four five six seven eight nine ten", ended=True))
    assert len(session.captions()) == 1
    session.screen.size = (20, 10)
    session.view.draw()
    assert len(session.captions()) > 1
    assert all(len(line) <= 20 for line in session.captions())


def test_nothing_new_draws_nothing() -> None:
    session = Session()
    session.take(update(0, "one"))
    count = len(session.screen.drawn)
    session.view.draw()
    assert len(session.screen.drawn) == count
    session.view.tell(Status(State.LISTENING, 0.1, SAMPLE_RATE))
    session.view.draw()
    session.view.tell(Status(State.LISTENING, 0.101, SAMPLE_RATE + 1))
    session.view.draw()
    assert len(session.screen.drawn) == count + 1


def test_a_tiny_terminal_is_no_error() -> None:
    session = Session(columns=3, rows=1)
    session.take(update(0, "incomprehensibilities and more", ended=True))
    assert session.screen.drawn


def test_the_status_tells_what_goes_on() -> None:
    session = Session()
    session.view.tell(Status(State.NO_SIGNAL, 0.0, 75 * SAMPLE_RATE, dropped=SAMPLE_RATE))
    session.view.draw()
    *_, status = session.screen.texts()
    assert "muted" in " ".join(session.screen.texts())
    session.view.warn("The disk is full.")
    session.view.draw()
    assert session.screen.texts()[-2] == "The disk is full."
    assert "no sound" in status
    assert "1:15" in status
    assert "1.0 s lost" in status
    assert "r marked" in status


def test_a_long_notice_is_broken_into_rows() -> None:
    session = Session(columns=40, rows=10)
    session.take(*(update(n, f"number{n}", ended=True) for n in range(20)))
    session.view.warn("There is no room on the disk for the journal. Free some space, or choose another folder.")
    session.view.draw()
    texts = session.screen.texts()
    assert len(texts) == 10
    assert texts[-2].endswith("folder.")
    assert "number19" in texts
    assert all(len(text) <= 40 for text in texts[:-1])


@pytest.mark.parametrize("state", State)
def test_the_keys_fit_on_80_columns(state: State) -> None:
    session = Session(columns=80)
    session.view.tell(Status(state, 1.0, 36_000 * SAMPLE_RATE, dropped=99 * SAMPLE_RATE))
    session.view.draw()
    assert len(session.screen.texts()[-1]) <= 80
