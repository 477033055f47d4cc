"""Written text, labelled."""

from __future__ import annotations

from captioner.disfluency.tagger import DisfluencyTagger
from captioner.disfluency.text import label_text
from captioner.messages import Label
from tests.disfluency.fakes import ScriptedModel


def test_every_word_of_the_text_is_labelled() -> None:
    labelled = label_text(DisfluencyTagger(ScriptedModel()), "  um the the\nhouse ")
    assert [one.word.text for one in labelled] == ["um", "the", "the", "house"]
    assert [one.label for one in labelled] == [Label.FILLED_PAUSE, Label.REPARANDUM, Label.FLUENT, Label.FLUENT]


def test_no_words_no_labels() -> None:
    assert label_text(DisfluencyTagger(ScriptedModel()), " \n") == ()
