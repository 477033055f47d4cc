"""Annotators' habits with words that open an utterance."""

from __future__ import annotations

from pathlib import Path

from captioner.disfluency.onnx_model import OnnxLabelModel
from captioner.training.text.corpora import Utterance
from captioner.training.text.openings import final_scores, habits

MODEL = Path(__file__).parents[3] / "models" / "disfluency-en"


def said(meeting: str, labelled: bool) -> Utterance:
    return Utterance(("So", "we", "go."), (2 if labelled else 0, 0, 0), f"{meeting}.A")


def test_each_meeting_has_its_own_habit() -> None:
    utterances = [said("one", False)] * 10 + [said("two", True)] * 9 + [said("two", False)] * 3 + [said("few", True)]
    assert [(habit.meeting, habit.times, habit.labelled) for habit in habits(utterances, "so")] == [
        ("one", 10, 0.0),
        ("two", 12, 0.75),
    ]


def test_other_openings_and_later_words_are_not_counted() -> None:
    utterances = [Utterance(("And", "so", "on."), (0, 2, 0), "one.A")] * 20
    assert habits(utterances, "so") == []


def test_openings_are_left_out_of_the_second_figure_only() -> None:
    repeated = Utterance(("I", "I", "went", "home."), (4, 0, 0, 0), "one.A")
    as_the_model = Utterance(("So", "we", "went", "home."), (0, 0, 0, 0), "one.A")
    against_it = Utterance(("So", "we", "went", "home."), (2, 0, 0, 0), "one.A")
    model = OnnxLabelModel(MODEL)
    every, without = final_scores(model, [repeated, as_the_model, against_it])
    assert every.f1 < 1.0
    assert without.f1 == 1.0
