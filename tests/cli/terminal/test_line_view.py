"""Captions as lines."""

from __future__ import annotations

from captioner.cli.terminal.line_view import LineView
from captioner.labels import DISFLUENT
from captioner.messages import State, Status, View
from tests.cli.fakes import update


class Paper:
    """A line view and what it wrote."""

    def __init__(self, view: View = View.CLEANED, width: int = 30) -> None:
        self.lines: list[str] = []
        self.notes: list[str] = []
        self.view = LineView(self.lines.append, self.notes.append, DISFLUENT, view, width=width, source="a test")


def test_a_line_is_written_when_it_is_full_and_at_the_end() -> None:
    paper = Paper()
    paper.view.add_captions(update(0, "one two three four five", "six"))
    assert paper.lines == []
    paper.view.add_captions(update(0, "six seven eight nine ten", "eleven"))
    assert len(paper.lines) == 1
    paper.view.add_captions(update(0, "eleven", ended=True))
    assert " ".join(paper.lines).lower() == "one two three four five six seven eight nine ten eleven"
    assert all(len(line) <= 30 for line in paper.lines)


def test_provisional_words_are_never_written() -> None:
    paper = Paper()
    paper.view.add_captions(update(0, "", "these words may all still change and fill two lines"))
    paper.view.add_captions(update(0, "they did.", ended=True))
    assert [line.lower() for line in paper.lines] == ["they did."]


def test_a_new_view_holds_from_the_next_utterance_on() -> None:
    paper = Paper()
    paper.view.add_captions(update(0, "we um|h"))
    paper.view.show(View.MARKED)
    assert paper.view.view is View.MARKED
    paper.view.add_captions(update(0, "left.", ended=True))
    paper.view.add_captions(update(1, "it um|h rained.", ended=True))
    assert [line.lower() for line in paper.lines] == ["we left.", "it um rained."]


def test_no_word_is_lost_over_many_lines() -> None:
    paper = Paper(View.MARKED)
    said = [f"word{n}" for n in range(3000)]
    for first in range(0, len(said), 5):
        paper.view.add_captions(update(first // 50, " ".join(said[first : first + 5]), ended=first % 50 == 45))
    assert " ".join(paper.lines).split() == said


def test_each_state_is_reported_once() -> None:
    paper = Paper()
    for state in (State.LOADING, State.LISTENING, State.SLOW, State.LISTENING, State.SLOW, State.ENDED):
        paper.view.tell(Status(state))
    assert len(paper.notes) == 3
    assert "a test" in paper.notes[1]


def test_each_loss_of_the_device_is_reported_and_its_return() -> None:
    paper = Paper()
    for state in (State.LISTENING, State.AWAY, State.AWAY, State.LISTENING, State.AWAY, State.LISTENING):
        paper.view.tell(Status(state, source="Headset"))
    loss = ["Headset disconnected: waiting for it to come back.", "Headset is back."]
    assert paper.notes[1:] == 2 * loss


def test_settled_words_are_written_when_captions_are_interrupted() -> None:
    paper = Paper()
    paper.view.add_captions(update(0, "we were", "about to"))
    paper.view.finish()
    assert [line.lower() for line in paper.lines] == ["we were"]
