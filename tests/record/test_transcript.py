"""The record keeps every settled word and lets corrections lie beside them."""

from __future__ import annotations

import pytest
from hypothesis import given

from captioner.messages import CaptionUpdate, TranscriptEntry
from captioner.record.transcript import Place, SessionInfo, Transcript
from tests.strategies import recorded, sessions, spoken


def record(*utterances: str) -> Transcript:
    transcript = Transcript()
    for number, text in enumerate(utterances):
        transcript.append(CaptionUpdate(number, spoken(text), (), utterance_ended=True))
    return transcript


@given(sessions())
def test_every_settled_word_is_kept_once(updates: list[CaptionUpdate]) -> None:
    transcript = Transcript()
    for update in updates:
        transcript.append(update)
    assert list(transcript.entries) == list(recorded(updates))
    assert list(transcript.read()) == list(transcript.entries)


def test_provisional_words_are_not_kept() -> None:
    transcript = Transcript(SessionInfo(source="microphone"))
    transcript.append(CaptionUpdate(0, (), spoken("the cat")))
    assert not transcript.entries
    transcript.append(CaptionUpdate(0, spoken("the"), spoken("cat")))
    assert list(transcript.entries) == [TranscriptEntry(0, spoken("the"), is_complete=False)]
    transcript.append(CaptionUpdate(0, (), (), utterance_ended=True))
    assert list(transcript.entries) == [TranscriptEntry(0, spoken("the"), is_complete=True)]
    assert transcript.info.source == "microphone"


def test_an_utterance_is_complete_when_the_next_begins() -> None:
    transcript = Transcript()
    transcript.append(CaptionUpdate(3, spoken("the"), ()))
    transcript.append(CaptionUpdate(7, spoken("cat"), ()))
    assert [entry.is_complete for entry in transcript.entries] == [True, False]


def test_an_utterance_of_the_past_is_refused() -> None:
    transcript = Transcript()
    transcript.append(CaptionUpdate(2, spoken("the"), ()))
    with pytest.raises(ValueError, match="utterance 1 comes after 2"):
        transcript.append(CaptionUpdate(1, spoken("cat"), ()))


def test_corrections_lie_beside_what_was_recognised() -> None:
    transcript = record("the cat", "sat down")
    transcript.correct(1, 0, "slept")
    assert transcript.entries[1].words[0].word.text == "sat"
    assert transcript.corrected(1).words[0].word.text == "slept"
    assert transcript.corrected(1).words[0].word.end == transcript.entries[1].words[0].word.end
    assert transcript.corrected(0) == transcript.entries[0]
    assert [[w.word.text for w in entry.words] for entry in transcript.read()] == [["the", "cat"], ["slept", "down"]]
    assert dict(transcript.corrections) == {Place(1, 0): "slept"}


def test_a_correction_can_be_taken_back() -> None:
    transcript = record("the cat")
    transcript.correct(0, 1, "dog")
    transcript.correct(0, 1, None)
    transcript.correct(0, 0, "the")
    assert not transcript.corrections


@pytest.mark.parametrize(("utterance", "index"), [(0, 2), (0, -1), (1, 0), (9, 0)])
def test_only_words_that_are_there_can_be_corrected(utterance: int, index: int) -> None:
    transcript = record("the cat")
    with pytest.raises(KeyError):
        transcript.correct(utterance, index, "dog")
