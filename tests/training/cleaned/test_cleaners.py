"""Ways to clean: rules, nothing, a model's labels, perfect ones."""

from __future__ import annotations

import pytest

from captioner.messages import CaptionUpdate, Label, LabelledWord, WordUpdate
from captioner.training.cleaned import cleaners, heard


class Removing:
    """A tagger that takes a word for a filler if it is `like`, and knows only what came with the same update."""

    def __init__(self) -> None:
        self.updates: list[WordUpdate] = []

    def reset(self) -> None:
        self.updates.clear()

    def label(self, update: WordUpdate) -> CaptionUpdate:
        self.updates.append(update)
        settled = tuple(
            LabelledWord(word, Label.FILLED_PAUSE if word.text == "like" else Label.FLUENT, 1.0)
            for word in update.committed
        )
        return CaptionUpdate(update.utterance, settled, (), update.utterance_ended)


@pytest.mark.parametrize(
    ("said", "cleaned"),
    [
        ("Um, I think I think we, uh, we go.", "I think we go."),
        ("We, we we go home.", "We go home."),
        ("It's, äh, sehr gut.", "It's sehr gut."),
        ("The dose is 2.5, no, 3.5.", "The dose is 2.5, no, 3.5."),
        ("Um, uh.", ""),
    ],
)
def test_rules_remove_fillers_and_exact_repetitions(said: str, cleaned: str) -> None:
    assert cleaners.by_rules(heard.perfect("", said)).text == cleaned


def test_nothing_is_removed_without_cleaning() -> None:
    assert cleaners.nothing(heard.perfect("", "Um, I I go.")).text == "Um, I I go."


def test_a_model_reads_the_updates_as_they_came_or_word_by_word() -> None:
    tagger, one = Removing(), heard.perfect("", "It's like cold.")
    assert cleaners.with_model(tagger)(one).text == "It's cold."
    assert [len(update.committed) for update in tagger.updates] == [3]
    assert cleaners.word_by_word(tagger)(one).text == "It's cold."
    assert [len(update.committed) for update in tagger.updates] == [1, 1, 1, 0]
    assert [update.utterance_ended for update in tagger.updates] == [False, False, False, True]


def test_utterances_are_joined_and_labels_count_through_all() -> None:
    updates = tuple(heard.parsed("Um,@1-2 so.@3-4 ¶ ¦ Uh,@90-91 ¶ ¦ No,@200-210 no.@220-230 ¶"))
    one = heard.Heard("", "", "", "whole", updates)
    assert cleaners.with_labels(one, {0, 2, 3}).text == "So. No."


def test_how_far_behind_words_settle_is_told_in_seconds_of_speech() -> None:
    class Late(Removing):
        """Settles everything at the end."""

        def label(self, update: WordUpdate) -> CaptionUpdate:
            self.updates.append(update)
            if not update.utterance_ended:
                return CaptionUpdate(update.utterance, (), ())
            words = [word for one in self.updates for word in one.committed]
            settled = tuple(LabelledWord(word, Label.FLUENT, 1.0) for word in words)
            return CaptionUpdate(update.utterance, settled, (), utterance_ended=True)

    updates = tuple(heard.parsed("We@0-50 go@60-100 ¦ home.@110-200 ¶"))
    one = heard.Heard("", "", "", "live", updates)
    assert cleaners.with_model(Late())(one).behind_s == (1.5, 1.0, 0.0)
    assert cleaners.with_model(Removing())(one).behind_s == (0.5, 0.0, 0.0)
    assert cleaners.nothing(one).behind_s == (0.5, 0.0, 0.0), "that of committing"
    assert cleaners.by_rules(one).behind_s == ()


def test_live_text_is_read_at_once_utterance_by_utterance() -> None:
    tagger = Removing()
    updates = tuple(heard.parsed("It's@0-10 »» like ¦ like@11-20 ¦ cold.@21-30 ¶ ¦ Cold@90-95 »» like ¦ like@96-99 ¶"))
    assert cleaners.whole(tagger)(heard.Heard("", "", "", "live", updates)).text == "It's cold. Cold"
    assert [len(update.committed) for update in tagger.updates] == [3, 2]
    assert all(update.utterance_ended and not update.pending for update in tagger.updates)
