"""Nothing is left unread: readings that end early or turn in circles are done again in pieces."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import SAMPLE_RATE, Hypothesis, SpeechChunk, Word
from captioner.speech.whisper import pieces
from captioner.speech.whisper.transcriber import WHOLE_UTTERANCES, Streaming, Transcriber
from tests.fakes import ClockworkSpeaker, ScriptedRecognizer

SECOND = SAMPLE_RATE
PERIOD = SECOND // 2
speaker = ClockworkSpeaker()
TOO_LONG = 6 * SECOND
"""Behind so much audio the recognisers of these tests lose themselves."""


def ends_early(start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
    whole = speaker(start, end, committed)
    return Hypothesis(whole.words[:1]) if end - start > TOO_LONG else whole


def turns_in_circles(start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
    whole = speaker(start, end, committed)
    return Hypothesis(whole.words[:1] * 40) if end - start > TOO_LONG else whole


def says_nothing(start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
    return Hypothesis(())


def pauses(start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
    return speaker(start, end - 2 * SECOND, committed)


def heard(answer: Callable[[int, int, tuple[Word, ...]], Hypothesis], mode: Streaming, seconds: int) -> list[str]:
    transcriber = Transcriber(ScriptedRecognizer(answer), mode, clock=lambda: 0.0)
    words: list[str] = []
    for second in range(seconds):
        chunk = SpeechChunk(0, second * SECOND, np.zeros(SECOND, np.float32), is_last=second == seconds - 1)
        update = transcriber.transcribe(chunk)
        words += [word.text for word in update.committed] if update is not None else []
    return words


@pytest.mark.parametrize("answer", [ends_early, turns_in_circles])
@pytest.mark.parametrize("mode", [WHOLE_UTTERANCES, Streaming()])
def test_every_word_is_read_once(answer: Callable[..., Hypothesis], mode: Streaming) -> None:
    words = heard(answer, mode, 19)
    assert words == [f"w{number}" for number in range(len(words))]
    assert len(words) >= 38 - pieces.UNREAD_S * SECOND / PERIOD


@pytest.mark.parametrize("answer", [says_nothing, pauses])
def test_a_pause_is_not_read_again(answer: Callable[..., Hypothesis]) -> None:
    recognizer = ScriptedRecognizer(answer)
    transcriber = Transcriber(recognizer, WHOLE_UTTERANCES, clock=lambda: 0.0)
    transcriber.transcribe(SpeechChunk(0, 0, np.zeros(10 * SECOND, np.float32), is_last=True))
    assert len(recognizer.calls) == 1


@pytest.mark.parametrize("answer", [ends_early, turns_in_circles])
@pytest.mark.parametrize("mode", [WHOLE_UTTERANCES, Streaming()])
def test_the_language_of_words_that_only_pieces_have_is_known(
    answer: Callable[..., Hypothesis], mode: Streaming
) -> None:
    def spoken(start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
        return replace(answer(start, end, committed), language="en")

    transcriber = Transcriber(ScriptedRecognizer(spoken), mode, clock=lambda: 0.0)
    update = transcriber.transcribe(SpeechChunk(0, 0, np.zeros(19 * SECOND, np.float32), is_last=True))
    assert update is not None
    assert update.committed
    assert update.language == "en"


def test_a_piece_that_turns_in_circles_is_halved() -> None:
    asked: list[tuple[int, int]] = []

    def read_piece(start: int, end: int) -> Hypothesis | None:
        asked.append((start, end))
        return None if end - start > 3 * SECOND else speaker(start, end, ())

    words = pieces.read(0, 10 * SECOND, read_piece)
    assert [word.text for word in words] == [f"w{number}" for number in range(20)]
    assert asked[:2] == [(0, 5 * SECOND), (0, 5 * SECOND // 2)]


@given(
    length=st.integers(0, 30 * SECOND),
    answers=st.lists(st.one_of(st.none(), st.lists(st.integers(0, 6 * SECOND), max_size=4)), max_size=40),
)
def test_it_ends_whatever_is_read(length: int, answers: list[list[int] | None]) -> None:
    waiting = iter(answers)
    calls = 0

    def read_piece(start: int, end: int) -> Hypothesis | None:
        nonlocal calls
        calls += 1
        assert 0 <= start < end <= length
        times = next(waiting, [])
        if times is None:
            return None
        ends = sorted(min(start + time, end) for time in times)
        return Hypothesis(tuple(Word("w", max(start, stop - 100), stop, 0.9) for stop in ends))

    words = pieces.read(0, length, read_piece)
    assert all(word.end <= length for word in words)
    assert calls <= 2 * (len(answers) + length // (2 * SECOND) + 2)
