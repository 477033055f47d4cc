"""What the machine said is not captioned as the user's, whichever of the two is read first; an answer is not lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import CaptionUpdate
from captioner.two_sources.echoed import EchoedWords
from tests.strategies import sessions
from tests.ui.fakes import update


def said(updates: list[CaptionUpdate]) -> str:
    return " ".join(word.word.text for each in updates for word in each.settled)


def test_an_echo_is_left_out_though_it_was_read_first() -> None:
    echoed = EchoedWords()
    echoed.sound(0.0)
    echoed.hold(update("and so my", "fellow"), 0.1)
    assert echoed.due(1.0) == []
    echoed.play(update("And so, my", "fellow"))
    (found,) = echoed.due(1.4)
    assert (found.settled, found.provisional) == ((), ())


def test_an_echo_that_comes_word_by_word_is_left_out() -> None:
    echoed = EchoedWords()
    echoed.sound(0.0)
    echoed.play(update("and so my fellow americans"))
    for number, word in enumerate(["and", "so", "my", "fellow"]):
        echoed.hold(update(word, start_s=0.5 * number), 0.1 * number)
    assert said(echoed.due(2.0)) == ""


def test_marks_of_their_own_go_or_stay_with_their_words() -> None:
    echoed = EchoedWords()
    echoed.sound(0.0)
    echoed.play(update("and so my fellow americans"))
    echoed.hold(update("and so", start_s=0.0), 0.0)
    echoed.hold(update(", my fellow no", start_s=0.5), 0.1)
    echoed.hold(update(", wait", start_s=3.0), 0.2)
    assert said(echoed.due(2.0)) == "no , wait"


def test_words_after_an_echo_stay() -> None:
    echoed = EchoedWords()
    echoed.sound(0.0)
    echoed.play(update("and so my fellow americans"))
    echoed.hold(update("and so my fellow no wait", ended=True), 0.0)
    (found,) = echoed.due(2.0)
    assert said([found]) == "no wait"
    assert found.utterance_ended


def test_an_answer_that_takes_up_a_word_or_two_stays() -> None:
    echoed = EchoedWords()
    echoed.sound(0.0)
    echoed.play(update("is it done yes"))
    echoed.hold(update("yes done", start_s=1.5), 0.0)
    assert said(echoed.due(2.0)) == "yes done"


def test_two_words_that_are_all_that_was_heard_are_an_echo() -> None:
    echoed = EchoedWords()
    echoed.sound(0.0)
    echoed.play(update("and so my fellow americans"))
    echoed.hold(update("and", start_s=0.0), 0.0)
    echoed.hold(update("so", start_s=0.5), 0.1)
    echoed.hold(update("", ended=True), 0.2)
    assert said(echoed.due(2.0)) == ""


def test_a_long_word_alone_that_ends_otherwise_is_an_echo_and_a_short_one_is_an_answer() -> None:
    for word, left in (("America", ""), ("so", "so")):
        echoed = EchoedWords()
        echoed.sound(0.0)
        echoed.play(update("so americans", start_s=0.0 if left else -0.5))
        echoed.hold(update(word, ended=True), 0.2)
        assert said(echoed.due(2.0)) == left


def test_the_same_words_later_are_no_echo() -> None:
    echoed = EchoedWords()
    echoed.sound(0.0)
    echoed.play(update("we meet on monday"))
    echoed.hold(update("we meet on monday", start_s=4.0), 1.0)
    assert said(echoed.due(3.0)) == "we meet on monday"


def test_while_the_machine_is_silent_nothing_waits() -> None:
    echoed = EchoedWords()
    echoed.hold(update("hello"), 10.0)
    assert said(echoed.due(10.0)) == "hello"


@given(sessions(), st.lists(st.booleans(), max_size=40))
def test_without_the_machine_all_comes_in_order(updates: list[CaptionUpdate], sounds: list[bool]) -> None:
    echoed, now, found = EchoedWords(), 0.0, list[CaptionUpdate]()
    for number, each in enumerate(updates):
        now += 0.3
        if number < len(sounds) and sounds[number]:
            echoed.sound(now)
        echoed.hold(each, now)
        found += echoed.due(now)
    # a word that has not settled may still turn out to be an echo
    assert found + echoed.due(now + 2.0) == [replace(each, committed=0) for each in updates]
