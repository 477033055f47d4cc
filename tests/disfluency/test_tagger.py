"""The tagger: what is settled stays, what is provisional is replaced whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.disfluency.reading import LabelModel, Reading, Thoroughness
from captioner.disfluency.tagger import DisfluencyTagger, PassthroughTagger, Tagger
from captioner.errors import ModelMissing
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, LabelledWord, Word, WordUpdate
from tests.disfluency.fakes import RandomModel, ScriptedModel
from tests.disfluency.strategies import utterances, word


def update(committed: str, pending: str = "", *, utterance: int = 0, ended: bool = False) -> WordUpdate:
    return WordUpdate(
        utterance, tuple(map(word, committed.split())), tuple(map(word, pending.split())), utterance_ended=ended
    )


def shown(words: tuple[LabelledWord, ...]) -> str:
    return " ".join(f"{one.word.text}/{one.label}" for one in words)


def keeps_the_promises(tagger: Tagger, updates: list[WordUpdate]) -> None:
    """Each committed word is settled once, in order; settled and provisional are together all words there are."""
    committed: list[Word] = []
    settled: list[Word] = []
    for given_update in updates:
        made = tagger.label(given_update)
        committed += given_update.committed
        settled += [one.word for one in made.settled]
        assert made.utterance == given_update.utterance
        assert made.utterance_ended == given_update.utterance_ended
        assert settled == committed[: len(settled)]
        assert [one.word for one in made.provisional] == [*committed[len(settled) :], *given_update.pending]
        assert made.committed == len(committed) - len(settled)
        assert all(0.0 <= one.probability <= 1.0 for one in (*made.settled, *made.provisional))
        if given_update.utterance_ended:
            assert not made.provisional
            assert settled == committed


@given(utterances(), st.integers(0, 1000), st.integers(0, 3))
def test_promises_hold_whatever_the_model_says(updates: list[WordUpdate], seed: int, settle_after: int) -> None:
    keeps_the_promises(DisfluencyTagger(RandomModel(seed, settle_after)), updates)


@given(utterances())
def test_promises_hold_without_a_model(updates: list[WordUpdate]) -> None:
    keeps_the_promises(PassthroughTagger(), updates)


def test_labels_are_settled_at_once_where_nothing_waits() -> None:
    made = DisfluencyTagger(ScriptedModel()).label(update("um the the house"))
    assert shown(made.settled) == "um/h the/r the/f house/f"
    assert made.provisional == ()


def test_a_waiting_word_holds_back_itself_and_all_behind_it() -> None:
    tagger = DisfluencyTagger(ScriptedModel(waits=frozenset({"the"})))
    made = tagger.label(update("go the"))
    assert (shown(made.settled), shown(made.provisional)) == ("go/f", "the/f")
    made = tagger.label(update("the"))
    assert (shown(made.settled), shown(made.provisional)) == ("the/r", "the/f")
    assert shown(tagger.label(update("", ended=True)).settled) == "the/f"


def test_pending_words_are_right_context() -> None:
    tagger = DisfluencyTagger(ScriptedModel(waits=frozenset({"the"})))
    made = tagger.label(update("the", pending="house"))
    assert (shown(made.settled), shown(made.provisional)) == ("the/f", "house/f")


def test_unsure_words_are_right_context_and_are_not_shown() -> None:
    tagger = DisfluencyTagger(ScriptedModel(waits=frozenset({"the"})))
    unsure = (word("house"),)
    made = tagger.label(replace(update("the"), unsure=unsure))
    assert (shown(made.settled), made.provisional) == ("the/f", ())
    made = tagger.label(replace(update("", pending="a"), unsure=unsure))
    assert (made.settled, shown(made.provisional)) == ((), "a/f")


@pytest.mark.parametrize("is_sure", [True, False])
def test_words_are_taken_back_only_for_a_correction_that_is_committed(is_sure: bool) -> None:
    """The recogniser may think better of it, and then nothing of both copies would be left."""
    tagger = DisfluencyTagger(ScriptedModel(settle_after=2))
    ahead = (word("we"), word("did"))
    made = tagger.label(replace(update("we"), **{"pending" if is_sure else "unsure": ahead}))
    assert made.settled == ()
    assert made.provisional[0].label is Label.REPARANDUM
    assert shown(tagger.label(update("did an", ended=True)).settled) == "we/f did/f an/f"


@pytest.mark.parametrize(("open_at", "settled"), [(None, "go/f the/r the/r the/f"), (2, "go/f"), (1, "go/f")])
def test_a_repair_settles_whole(open_at: int | None, settled: str) -> None:
    class Doubtful(ScriptedModel):
        def read(self, words: Sequence[str], *, complete: bool) -> Reading:
            reading = super().read(words, complete=complete)
            taken_back = 1.0 - reading.labels[:, 0]
            if open_at is not None:
                taken_back[open_at] = 0.5
            return replace(reading, taken_back=taken_back)

    model = Doubtful()
    model.rule = replace(model.rule, open=0.1)
    assert shown(DisfluencyTagger(model).label(update("go the the the")).settled) == settled


def test_a_mark_of_its_own_is_read_with_its_word_and_does_not_stand_behind_it() -> None:
    model = ScriptedModel(settle_after=1)
    tagger = DisfluencyTagger(model)
    made = tagger.label(update("go", pending=","))
    assert (shown(made.settled), shown(made.provisional)) == ("", "go/f ,/f")
    made = tagger.label(update(", um", pending="on"))
    assert (shown(made.settled), shown(made.provisional)) == ("go/f ,/f um/h", "on/f")
    assert made.committed == 0
    assert model.read_texts[-1] == ("go,", "um", "on")


def test_a_mark_behind_a_settled_word_has_its_label_and_settles_at_once() -> None:
    model = ScriptedModel(settle_after=1)
    tagger = DisfluencyTagger(model)
    assert shown(tagger.label(update("um", pending="so")).settled) == "um/h"
    made = tagger.label(update(", so"))
    assert (shown(made.settled), shown(made.provisional)) == (",/h", "so/f")
    assert model.read_texts[-1] == ("um,", "so")


def test_a_settled_label_is_not_revised() -> None:
    tagger = DisfluencyTagger(ScriptedModel())
    assert shown(tagger.label(update("the")).settled) == "the/f"
    assert shown(tagger.label(update("the house")).settled) == "the/r house/f", "its copy goes in its place"


def test_words_settle_when_enough_stand_behind_them() -> None:
    tagger = DisfluencyTagger(ScriptedModel(settle_after=2))
    made = tagger.label(update("go the", pending="the"))
    assert (shown(made.settled), shown(made.provisional)) == ("go/f", "the/r the/f")


@pytest.mark.parametrize(("doubt", "behind"), [(0.08, 3), (0.03, 2), (0.008, 1), (0.2, 3)])
def test_the_surer_the_model_the_fewer_words_must_stand_behind(doubt: float, behind: int) -> None:
    class Doubtful(ScriptedModel):
        def read(self, words: Sequence[str], *, complete: bool) -> Reading:
            reading = super().read(words, complete=complete)
            return replace(reading, taken_back=np.full(len(reading.labels), doubt, np.float32))

    model = Doubtful()
    model.rule = replace(model.rule, settle_after=3, open=0.1)
    tagger = DisfluencyTagger(model)
    made = tagger.label(update("go on and see"))
    assert len(made.settled) == (4 - behind if doubt <= 0.1 else 0)


def test_a_model_that_cannot_doubt_is_not_taken_for_sure() -> None:
    tagger = DisfluencyTagger(ScriptedModel(settle_after=3))
    assert shown(tagger.label(update("go on and see")).settled) == "go/f"


def test_a_long_update_is_read_in_windows() -> None:
    model = ScriptedModel()
    made = DisfluencyTagger(model).label(update("um " * 200, ended=True))
    assert shown(made.settled) == " ".join(["um/h"] * 200)
    assert max(map(len, model.read_texts)) <= 128


@pytest.mark.parametrize(
    ("behind_s", "settled"),
    [
        ({"go": 1.5, "the": 1.4}, ""),
        ({"go": 1.7, "the": 1.4}, "go/f"),
        ({"go": 1.9, "the": 1.7}, "go/f"),
        ({"go": 2.2, "the": 2.1}, "go/f the/r"),
        ({"go": 1.9, "um": 1.7}, "go/f um/h"),
    ],
)
def test_words_settle_at_the_latest_in_time_and_repairs_a_little_later(
    behind_s: dict[str, float], settled: str
) -> None:
    class Doubtful(ScriptedModel):
        def read(self, words: Sequence[str], *, complete: bool) -> Reading:
            reading = super().read(words, complete=complete)
            return replace(reading, taken_back=np.ones(len(reading.labels), np.float32))

    model = Doubtful()
    model.rule = replace(model.rule, settle_after=3, open=0.1)
    end = 3 * SAMPLE_RATE
    ends = [(text, end - round(seconds * SAMPLE_RATE)) for text, seconds in behind_s.items()]
    words = tuple(Word(text, at - 1, at, 0.9) for text, at in ends)
    made = DisfluencyTagger(model).label(WordUpdate(0, words, (Word("the", end - 1, end, 0.9),)))
    assert shown(made.settled) == settled


def test_thoroughness_moves_the_threshold() -> None:
    class Doubtful(ScriptedModel):
        def read(self, words, *, complete):  # type: ignore[no-untyped-def]
            reading = super().read(words, complete=complete)
            reading.labels[:] = [0.6, 0.4, 0.0, 0.0, 0.0]
            return reading

    def label(thoroughness: Thoroughness) -> Label:
        return DisfluencyTagger(Doubtful(), thoroughness).label(update("er")).settled[0].label

    assert label(Thoroughness.GENTLE) is Label.FLUENT
    assert label(Thoroughness.STANDARD) is Label.FLUENT
    assert label(Thoroughness.THOROUGH) is Label.FILLED_PAUSE


def test_an_utterance_that_breaks_off_another_is_a_mistake() -> None:
    tagger = DisfluencyTagger(ScriptedModel(waits=frozenset({"the"})))
    tagger.label(update("the"))
    with pytest.raises(ValueError, match="before utterance 0 has ended"):
        tagger.label(update("go", utterance=1))


def test_reset_forgets_the_utterance() -> None:
    tagger = DisfluencyTagger(ScriptedModel(waits=frozenset({"the"})))
    tagger.label(update("the"))
    tagger.reset()
    assert shown(tagger.label(update("the go", utterance=5)).settled) == "the/f go/f"


def test_an_utterance_may_end_without_words() -> None:
    model: LabelModel = ScriptedModel()
    assert DisfluencyTagger(model).label(update("", ended=True)) == CaptionUpdate(0, (), (), utterance_ended=True)


def test_a_missing_model_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        DisfluencyTagger.load(tmp_path / "none")
    with pytest.raises(ModelMissing):
        DisfluencyTagger.load(tmp_path)
