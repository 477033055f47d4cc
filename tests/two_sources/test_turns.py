"""Two channels as one record: nothing is lost or mixed, one utterance is open at a time, nobody waits for long."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import CaptionUpdate, Channel, LabelledWord
from captioner.record.transcript import Transcript
from captioner.two_sources.turns import Turns
from tests.strategies import sessions
from tests.ui.fakes import spoken, update

ME, THEM = Channel.MICROPHONE, Channel.SYSTEM


def texts(updates: list[CaptionUpdate]) -> list[tuple[int, str, str, bool, Channel]]:
    return [
        (
            each.utterance,
            " ".join(word.word.text for word in each.settled),
            " ".join(word.word.text for word in each.provisional),
            each.utterance_ended,
            each.channel,
        )
        for each in updates
    ]


def test_one_channel_alone_passes_as_it_comes() -> None:
    turns = Turns()
    assert texts(turns.add_captions(update("we", "meet"), ME, 0.0)) == [(0, "we", "meet", False, ME)]
    assert texts(turns.add_captions(update("meet", ended=True), ME, 1.0)) == [(0, "meet", "", True, ME)]


def test_a_short_answer_does_not_split_a_sentence() -> None:
    turns = Turns()
    turns.add_captions(update("we", "meet"), ME, 0.0)
    assert turns.add_captions(update("yes", ended=True, start_s=1.0), THEM, 1.0) == []
    done = turns.add_captions(update("meet today", ended=True), ME, 2.0)
    assert texts(done) == [(0, "meet today", "", True, ME), (1, "yes", "", True, THEM)]


def test_after_two_seconds_the_floor_passes_and_comes_back() -> None:
    turns = Turns()
    turns.add_captions(update("we", "meet"), ME, 0.0)
    turns.add_captions(update("but", "no", start_s=1.0), THEM, 1.0)
    assert turns.flow(2.9) == []
    assert texts(turns.flow(3.0)) == [(0, "", "", True, ME), (1, "but", "no", False, THEM)]
    turns.add_captions(update("meet", "today"), ME, 3.1)
    done = turns.add_captions(update("no", ended=True, start_s=1.5), THEM, 3.2)
    assert texts(done) == [(1, "no", "", True, THEM), (2, "meet", "today", False, ME)]


def test_provisional_words_split_no_sentence() -> None:
    turns = Turns()
    turns.add_captions(update("we", "meet"), ME, 0.0)
    turns.add_captions(update("", "but", start_s=1.0), THEM, 1.0)
    assert turns.flow(60.0) == []


def test_the_end_says_what_has_settled() -> None:
    turns = Turns()
    turns.add_captions(update("we", "meet"), ME, 0.0)
    turns.add_captions(update("but", "no", start_s=1.0), THEM, 0.5)
    assert texts(turns.finish()) == [(0, "", "", True, ME), (1, "but", "", True, THEM)]


@given(sessions(), sessions(), st.lists(st.tuples(st.booleans(), st.floats(0.0, 3.0)), max_size=80))
def test_nothing_is_lost_mixed_or_taken_back(
    mine: list[CaptionUpdate], theirs: list[CaptionUpdate], order: list[tuple[bool, float]]
) -> None:
    turns, record, now = Turns(), Transcript(), 0.0
    said: dict[Channel, list[LabelledWord]] = {ME: [], THEM: []}
    waiting = {ME: list(mine), THEM: list(theirs)}
    out: list[CaptionUpdate] = []
    for is_mine, passes in [*order, *[(True, 1.0)] * len(mine), *[(False, 1.0)] * len(theirs)]:
        now += passes
        channel = ME if is_mine else THEM
        if waiting[channel]:
            out += turns.add_captions(waiting[channel].pop(0), channel, now)
        else:
            out += turns.flow(now)
    out += turns.finish()
    for each in out:
        record.append(each)
        said[each.channel] += each.settled
    assert not any(each.committed for each in out)  # where the floor passes, they go over to a later utterance
    assert said[ME] == [word for each in mine for word in each.settled]
    assert said[THEM] == [word for each in theirs for word in each.settled]
    numbers = [each.utterance for each in out]
    assert numbers == sorted(numbers)
    assert all(len({each.channel for each in out if each.utterance == number}) == 1 for number in set(numbers))
    assert [entry.channel for entry in record.entries] == [
        next(each.channel for each in out if each.utterance == entry.utterance) for entry in record.entries
    ]


def test_words_are_told_apart_by_their_channel() -> None:
    turns = Turns()
    first = CaptionUpdate(0, spoken("hello"), (), utterance_ended=True)
    assert [each.channel for each in (*turns.add_captions(first, ME, 0.0), *turns.add_captions(first, THEM, 0.0))] == [
        ME,
        THEM,
    ]
