"""What a client is told."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given

from captioner.captions import wording
from captioner.captions.substitution import Substitution
from captioner.messages import SAMPLE_RATE, CaptionUpdate, State, Status
from captioner.serve.messages import KEPT, VERSION, VIEWS, Message, Narrator
from tests.strategies import recorded, sessions, spoken


def content(message: Message | None) -> dict[str, Any]:
    assert message is not None
    assert "\n" not in message.text
    found = json.loads(message.text)
    assert found["version"] == VERSION
    return dict(found)


def text(runs: list[dict[str, Any]], *, settled: bool = False) -> str:
    return "".join(run["text"] for run in runs if run["settled"] or not settled)


def test_an_utterance_is_told_whole_in_every_view() -> None:
    narrator = Narrator()
    narrator.begin("mic")
    narrator.take(CaptionUpdate(0, spoken("So, um/h we")[:2], spoken("we went", start=SAMPLE_RATE), language="en"))
    found = content(
        narrator.take(CaptionUpdate(0, spoken("we went home.", start=SAMPLE_RATE), (), True, language="en"))
    )
    assert (found["type"], found["session"], found["utterance"], found["language"]) == ("utterance", 1, 0, "en")
    assert found["ended"] is True
    assert text(found["said"]) == "So, um we went home."
    assert text(found["marked"]) == "So, um we went home."
    assert text(found["cleaned"]) == "So, we went home."
    assert {"text": "um", "settled": True, "removed": "filled_pause"} in found["marked"]
    assert (found["start"], found["end"]) == (0.0, 2.4)


def test_said_text_is_settled_before_its_labels() -> None:
    narrator = Narrator()
    narrator.begin("mic")
    found = content(narrator.take(CaptionUpdate(0, spoken("we went"), spoken("um/h home then"), committed=2)))
    assert text(found["said"], settled=True) == "we went um home"
    assert text(found["marked"], settled=True) == "we went"
    assert text(found["said"]) == text(found["marked"]) == "we went um home then"


@given(sessions())
def test_settled_words_only_grow_and_end_as_the_transcript(updates: list[CaptionUpdate]) -> None:
    narrator = Narrator()
    narrator.begin("mic")
    last: dict[int, dict[str, Any]] = {}
    for update in updates:
        message = narrator.take(update)
        if message is None:
            continue
        found = content(message)
        before = last.get(update.utterance)
        for view in VIEWS:
            if before is not None:
                assert text(found[view], settled=True).startswith(text(before[view], settled=True))
        last[update.utterance] = found
    for entry in recorded(updates):
        if entry.is_complete:
            for view in VIEWS:
                assert text(last[entry.utterance][view]) == wording.text(wording.words(entry.words, view))


def test_a_new_client_gets_the_session_the_last_utterances_and_the_state() -> None:
    narrator = Narrator()
    narrator.begin("mic")
    for number in range(KEPT + 5):
        narrator.take(CaptionUpdate(number, spoken("Yes."), (), True))
    narrator.tell(Status(State.PAUSED, 0.1, SAMPLE_RATE))
    kinds = [content(each)["type"] for each in narrator.snapshot()]
    assert kinds == ["session", *["utterance"] * KEPT, "status"]
    assert content(narrator.snapshot()[1])["utterance"] == 5


def test_a_session_begins_with_nothing_of_the_one_before() -> None:
    narrator = Narrator()
    narrator.begin("mic")
    narrator.take(CaptionUpdate(0, spoken("Yes."), (), True))
    narrator.tell(Status(State.PAUSED))
    narrator.begin("system")
    assert [content(each)["session"] for each in narrator.snapshot()] == [2]
    assert content(narrator.take(CaptionUpdate(0, spoken("No."), (), True)))["session"] == 2


def test_words_that_go_again_are_reported_and_silence_is_not() -> None:
    narrator = Narrator()
    assert narrator.take(CaptionUpdate(0, (), (), True)) is None
    narrator.take(CaptionUpdate(1, (), spoken("er")))
    assert content(narrator.take(CaptionUpdate(1, (), (), True)))["marked"] == []


def test_the_state_is_told_when_it_changes_and_twice_a_second() -> None:
    narrator = Narrator()
    told = [narrator.tell(Status(State.LISTENING, 0.1, tenth * SAMPLE_RATE // 10)) for tenth in range(11)]
    assert [tenth for tenth, message in enumerate(told) if message is not None] == [0, 5, 10]
    assert content(narrator.tell(Status(State.SLOW, 0.1, SAMPLE_RATE, SAMPLE_RATE)))["dropped"] == 1.0


def test_rules_of_the_user_hold_on_the_page_too() -> None:
    narrator = Narrator(substitution=Substitution({"cat": "CAT"}))
    narrator.begin("mic")
    found = content(narrator.take(CaptionUpdate(0, spoken("the cat"), (), utterance_ended=True)))
    assert text(found["cleaned"]) == "the CAT"
