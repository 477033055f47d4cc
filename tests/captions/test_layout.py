"""Lines of captions: nothing that has been drawn as settled moves or changes."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.captions import wording
from captioner.captions.layout import Layout, Look
from captioner.captions.speakers import DASH
from captioner.messages import CaptionLine, CaptionUpdate, Channel, Label, TranscriptEntry, View
from tests.strategies import recorded, sessions, spoken


def look(width: int = 20, view: View = View.CLEANED, **changes: bool) -> Look:
    return replace(Look(measure=len, width=width, view=view), **changes)


def texts(lines: list[CaptionLine] | tuple[CaptionLine, ...]) -> list[str]:
    return [line.text for line in lines]


def laid_out(text: str, **kwargs: object) -> list[str]:
    layout = Layout(look(**kwargs))  # type: ignore[arg-type]
    layout.add_captions(CaptionUpdate(0, spoken(text), (), utterance_ended=True))
    return texts(layout.last(100))


def settled_text(line: CaptionLine) -> str:
    text = ""
    for run in line.runs:
        if not run.is_settled:
            break
        text += run.text
    return text


def test_lines_are_full_but_not_fuller() -> None:
    assert laid_out("one two three four five six seven eight", width=15) == [
        "one two three",
        "four five six",
        "seven eight",
    ]


@pytest.mark.parametrize(
    ("said", "lines"),
    [
        ("People came home. Then they ate it", ["People came home.", "Then they ate it"]),
        ("Many people slept in the garden", ["Many people slept", "in the garden"]),
        ("He opened it, then they all left", ["He opened it,", "then they all left"]),
        ("Viele Leute schliefen im Garten", ["Viele Leute", "schliefen im Garten"]),
    ],
)
def test_lines_break_at_phrases(said: str, lines: list[str]) -> None:
    assert laid_out(said, width=20) == lines


def test_a_word_is_cut_only_where_it_is_longer_than_a_line() -> None:
    assert laid_out("an Donaudampfschifffahrt there", width=12) == ["an", "Donaudampfsc", "hifffahrt", "there"]


def test_combining_marks_stay_with_their_letter() -> None:
    accent = "\u0301"
    lines = laid_out(f"e{accent}" * 12, width=9)
    assert "".join(lines) == f"e{accent}" * 12
    assert not any(line.startswith(accent) for line in lines)


def test_a_mark_never_begins_a_line() -> None:
    assert laid_out("Comment vas-tu ? Bien", width=15, view=View.MARKED) == ["Comment", "vas-tu\u00a0? Bien"]


def test_utterances_begin_a_line_or_run_on() -> None:
    for separate, expected in ((True, ["Yes.", "No."]), (False, ["Yes. No."])):
        layout = Layout(look(separate_utterances=separate))
        layout.add_captions(CaptionUpdate(0, spoken("Yes."), (), utterance_ended=True))
        layout.add_captions(CaptionUpdate(1, spoken("No."), (), utterance_ended=True))
        assert texts(layout.last(5)) == expected


def test_settled_and_provisional_text_are_runs_of_their_own() -> None:
    layout = Layout(look(40))
    layout.add_captions(CaptionUpdate(0, spoken("the, cat,"), spoken("sat down")))
    (line,) = layout.active
    assert [(run.text, run.is_settled) for run in line.runs] == [("the, cat", True), (", sat down", False)]
    assert not line.is_frozen


def test_raw_marks_removed_words_by_kind_without_the_spaces_around_them() -> None:
    layout = Layout(look(60, View.MARKED))
    layout.add_captions(CaptionUpdate(0, spoken("to Boston/r uh/i I/i mean/i Denver"), ()))
    (line,) = layout.active
    assert [(run.text, run.removed) for run in line.runs] == [
        ("to ", None),
        ("Boston", Label.REPARANDUM),
        (" ", None),
        ("uh I mean", Label.INTERREGNUM),
        (" Denver", None),
    ]


def test_a_full_line_of_settled_words_is_frozen() -> None:
    layout = Layout(look(12))
    layout.add_captions(CaptionUpdate(0, spoken("one two"), spoken("three four five")))
    assert layout.frozen_count == 0
    layout.add_captions(CaptionUpdate(0, spoken("three four"), spoken("five")))
    assert layout.frozen_count == 1
    assert layout.frozen[0].is_frozen
    assert texts(layout.last(2)) == ["one two", "three four"] or texts(layout.last(3))[0] == "one two"
    layout.add_captions(CaptionUpdate(0, (), (), utterance_ended=True))
    assert not layout.active


def test_a_full_stop_that_comes_late_hangs_over_instead_of_moving_its_word() -> None:
    layout = Layout(look(10))
    layout.add_captions(CaptionUpdate(0, spoken("they slept"), ()))
    before = texts(layout.last(3))
    layout.add_captions(CaptionUpdate(0, spoken('uh."/h'), (), utterance_ended=True))
    assert texts(layout.last(3)) == [*before[:-1], before[-1] + '."']


def test_only_the_newest_lines_are_kept() -> None:
    layout = Layout(look(5), keep=10)
    for number in range(50):
        layout.add_captions(CaptionUpdate(number, spoken("hello"), (), utterance_ended=True))
    assert (len(layout.frozen), layout.frozen_count) == (10, 50)


def test_an_utterance_that_was_never_ended_is_ended_by_the_next() -> None:
    layout = Layout(look(30))
    layout.add_captions(CaptionUpdate(0, spoken("the, uh,/h"), spoken("never")))
    layout.add_captions(CaptionUpdate(1, spoken("next"), ()))
    assert texts(layout.last(5)) == ["the—", "next"]


@given(sessions(), st.sampled_from([4, 11, 24, 60]), st.sampled_from(View), st.booleans())
def test_settled_words_never_move(updates: list[CaptionUpdate], width: int, view: View, separate: bool) -> None:
    layout = Layout(look(width, view, separate_utterances=separate))
    frozen: list[CaptionLine] = []
    settled: list[str] = []
    for update in updates:
        layout.add_captions(update)
        assert list(layout.frozen)[: len(frozen)] == frozen
        frozen = list(layout.frozen)
        assert all(run.is_settled for line in frozen for run in line.runs)
        lines = [*frozen, *layout.active]
        now = [settled_text(line) for line in lines]
        assert not any(now[layout.frozen_count + 1 :])
        assert len(now) >= len([text for text in settled if text])
        for before, after in zip(settled, now, strict=False):
            assert after.startswith(before)
        settled = now
        for line in lines:
            assert line.text == line.text.strip(" ")
            assert line.text


@given(sessions(), st.sampled_from([4, 11, 24, 60]), st.sampled_from(View))
def test_no_word_is_lost_and_no_line_too_long(updates: list[CaptionUpdate], width: int, view: View) -> None:
    layout = Layout(look(width, view))
    for update in updates:
        layout.add_captions(update)
    entries = list(recorded(updates))
    expected, is_owed = "", False
    for entry in entries:
        text = wording.text(wording.words(entry.words, view))
        is_owed = is_owed or entry.is_new_speaker
        expected += (DASH if is_owed and text else "") + text
        is_owed = is_owed and not text
    assert "".join("".join(texts(list(layout.frozen))).split()) == "".join(expected.split())
    for line in layout.frozen:
        assert len(line.text.rstrip(".,?!:;\"'()»« \u00a0—،؟。¿")) <= width


@given(sessions(), st.sampled_from(View), st.integers(1, 12))
def test_relayout_shows_the_end_of_the_whole(updates: list[CaptionUpdate], view: View, last: int) -> None:
    whole = Layout(look(11, view))
    whole.relayout(list(recorded(updates)))
    part = Layout(look(24, View.MARKED))
    for update in updates:
        part.add_captions(update)
    part.relayout(list(recorded(updates)), look(11, view), last=last)
    assert texts(part.last(last)) == texts(whole.last(last))


def test_relayout_keeps_what_is_provisional() -> None:
    layout = Layout(look(60))
    layout.add_captions(CaptionUpdate(0, spoken("the uh,/h"), spoken("cat um/h sat")))
    entries = list(recorded([CaptionUpdate(0, spoken("the uh,/h"), ())]))
    layout.relayout([replace(entries[0], is_complete=False)], look(60, View.MARKED))
    assert texts(layout.last(2)) == ["the uh, cat um sat"]
    layout.add_captions(CaptionUpdate(0, spoken("cat"), (), utterance_ended=True))
    assert texts(layout.last(2)) == ["the uh, cat"]


def test_an_update_measures_only_its_own_words() -> None:
    calls = 0

    def measure(text: str) -> float:
        nonlocal calls
        calls += 1
        return len(text)

    layout = Layout(Look(measure, 40))
    counts = []
    for number in range(400):
        calls = 0
        layout.add_captions(CaptionUpdate(number, spoken("some words are said here"), (), utterance_ended=True))
        counts.append(calls)
    assert counts[-1] == counts[0]


def test_the_first_line_of_another_channel_begins_with_its_name() -> None:
    layout = Layout(look(30))
    for number, (text, channel) in enumerate(
        (("hello", Channel.SYSTEM), ("again", Channel.SYSTEM), ("uh/h yes", Channel.MICROPHONE))
    ):
        layout.add_captions(CaptionUpdate(number, (), spoken(text), channel=channel))
        layout.add_captions(CaptionUpdate(number, spoken(text), (), True, channel))
    assert texts(layout.last(5)) == ["Them: hello", "again", "Me: yes"]
    assert [line.channel for line in layout.last(5)] == [Channel.SYSTEM, Channel.SYSTEM, Channel.MICROPHONE]
    layout = Layout(look(30, separate_utterances=False))
    layout.add_captions(CaptionUpdate(0, spoken("hello"), (), True, Channel.SYSTEM))
    layout.add_captions(CaptionUpdate(1, spoken("yes"), (), True, Channel.MICROPHONE))
    assert texts(layout.last(5)) == ["Them: hello", "Me: yes"]


def test_a_speaker_who_continues_after_a_silent_one_is_not_named_again() -> None:
    layout = Layout(look(30))
    layout.add_captions(CaptionUpdate(0, spoken("hello"), (), True, Channel.SYSTEM))
    layout.add_captions(CaptionUpdate(1, (), spoken("what"), channel=Channel.MICROPHONE))
    assert texts(layout.last(5)) == ["Them: hello", "Me: what"]
    layout.add_captions(CaptionUpdate(1, (), (), True, Channel.MICROPHONE))
    layout.add_captions(CaptionUpdate(2, spoken("again"), (), True, Channel.SYSTEM))
    assert texts(layout.last(5)) == ["Them: hello", "again"]


def test_a_name_is_there_from_the_first_word_and_only_once() -> None:
    layout = Layout(look(30))
    layout.add_captions(CaptionUpdate(0, (), spoken("we meet"), channel=Channel.MICROPHONE))
    assert texts(layout.last(5)) == ["Me: we meet"]
    layout.add_captions(CaptionUpdate(0, spoken("we"), spoken("met"), channel=Channel.MICROPHONE))
    assert texts(layout.last(5)) == ["Me: we met"]
    layout.add_captions(CaptionUpdate(0, spoken("meet"), (), True, channel=Channel.MICROPHONE))
    assert texts(layout.last(5)) == ["Me: we meet"]
    entries = [TranscriptEntry(0, spoken("we meet"), True, Channel.MICROPHONE)]
    layout.relayout(entries)
    assert texts(layout.last(5)) == ["Me: we meet"]


def test_another_speaker_begins_a_line_with_a_dash() -> None:
    layout = Layout(look(40, separate_utterances=False))
    layout.add_captions(CaptionUpdate(0, spoken("We meet at nine."), (), utterance_ended=True))
    layout.add_captions(CaptionUpdate(1, (), spoken("At")))
    assert texts(layout.last(5)) == ["We meet at nine. At"]
    layout.add_captions(CaptionUpdate(1, spoken("At ten."), spoken("Please"), is_new_speaker=True))
    assert texts(layout.last(5)) == ["We meet at nine.", "– At ten. Please"]
    layout.add_captions(CaptionUpdate(1, spoken("Please."), (), utterance_ended=True, is_new_speaker=True))
    layout.add_captions(CaptionUpdate(2, spoken("Good."), (), utterance_ended=True))
    assert texts(layout.last(5)) == ["We meet at nine.", "– At ten. Please. Good."]


def test_where_a_speaker_s_first_words_are_removed_the_next_ones_have_the_dash() -> None:
    layout = Layout(look(40))
    layout.add_captions(CaptionUpdate(0, spoken("Yes."), (), utterance_ended=True))
    layout.add_captions(CaptionUpdate(1, spoken("Um./h"), (), utterance_ended=True, is_new_speaker=True))
    layout.add_captions(CaptionUpdate(2, spoken("No."), (), utterance_ended=True))
    assert texts(layout.last(5)) == ["Yes.", "– No."]


def test_the_dash_of_a_word_longer_than_a_line_stands_once() -> None:
    layout = Layout(look(8))
    long = spoken("Donaudampfschifffahrt")
    layout.add_captions(CaptionUpdate(0, long, (), utterance_ended=True, is_new_speaker=True))
    assert texts(layout.last(5)) == ["– Donaud", "ampfschi", "fffahrt"]
