"""Plans: no speech is left out, pauses are, windows end in pauses, and words come back to where they were said."""

from __future__ import annotations

import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import SAMPLE_RATE, SpeechChunk, Word
from captioner.speech.whisper import plan

SECOND = SAMPLE_RATE


@st.composite
def utterances(draw: st.DrawFn) -> SpeechChunk:
    """An utterance whose samples are their own times in seconds, with pauses."""
    start = draw(st.integers(0, 100_000))
    borders = sorted(draw(st.sets(st.integers(1, 30 * SECOND), min_size=1, max_size=12)))
    samples = ((start + np.arange(borders[-1])) / SECOND).astype(np.float32)
    edges = [start, *(start + each for each in borders)]
    pauses = tuple(itertools.pairwise(edges))[draw(st.integers(0, 1)) :: 2]
    return SpeechChunk(draw(st.integers(0, 9)), start, samples, is_last=True, pauses=pauses)


@given(utterances())
def test_only_pauses_are_left_out_and_no_more_than_half_a_second_of_one_stays(utterance: SpeechChunk) -> None:
    window = plan.without_long_pauses(utterance)
    read = np.concatenate([np.arange(part.start, part.end) for part in window])
    assert np.all(np.diff(read) > 0)
    if len(utterance.pauses) == 1 and utterance.pauses[0] == (utterance.start, utterance.end):
        return
    left_out = np.setdiff1d(np.arange(utterance.start, utterance.end), read)
    in_pause = np.zeros(len(utterance.samples), bool)
    for begin, end in utterance.pauses:
        in_pause[begin - utterance.start : end - utterance.start] = True
        assert np.count_nonzero((read >= begin) & (read < end)) <= plan.KEPT_PAUSE
    assert np.all(in_pause[left_out - utterance.start])


@given(utterances(), st.integers(4 * SECOND, 20 * SECOND))
def test_windows_are_the_utterance_in_order_and_short_where_there_is_a_pause(utterance: SpeechChunk, best: int) -> None:
    windows = plan.windows(utterance, best)
    parts = [part for window in windows for part in window]
    assert all(a.end <= b.start for a, b in itertools.pairwise(parts))
    for part in parts:
        assert part.utterance == utterance.utterance
        begin = part.start - utterance.start
        assert np.array_equal(part.samples, utterance.samples[begin : begin + len(part.samples)])
    for before, after in itertools.pairwise(windows):
        assert any(begin <= before[-1].end <= after[0].start <= end for begin, end in utterance.pauses)
    for window in windows:
        inner = [(a, b) for part in window for a, b in part.pauses if window[0].start < a and b < window[-1].end]
        can_be_cut = any(
            b - a >= SECOND and min(a - window[0].start, window[-1].end - b) > 16 * SECOND for a, b in inner
        )
        assert plan.length(window) <= best or not can_be_cut


def test_a_window_ends_in_the_longest_pause() -> None:
    pauses = ((4 * SECOND, 4 * SECOND + 3000), (6 * SECOND, 6 * SECOND + 8000), (9 * SECOND, 9 * SECOND + 3000))
    utterance = SpeechChunk(0, 0, np.zeros(14 * SECOND, np.float32), is_last=True, pauses=pauses)
    first, second = plan.windows(utterance, 12 * SECOND)
    assert first[-1].end == second[0].start == 6 * SECOND + 4000


def test_a_short_rest_is_not_cut_off() -> None:
    utterance = SpeechChunk(0, 0, np.zeros(14 * SECOND, np.float32), True, ((12 * SECOND, 12 * SECOND + 8000),))
    assert len(plan.windows(utterance, 12 * SECOND)) == 1


def windows_of(*seconds: float) -> list[plan.Window]:
    """One window for each length."""
    return [[SpeechChunk(n, 0, np.zeros(int(s * SECOND), np.float32), True)] for n, s in enumerate(seconds)]


def test_a_batch_has_the_oldest_window_and_those_of_its_length() -> None:
    waiting = windows_of(9, 1, 10, 5, 8)
    chosen = plan.batch(waiting, 3, 60 * SECOND)
    assert [each[0].utterance for each in chosen] == [0, 2, 4]


@given(st.lists(st.floats(0.1, 20), min_size=1, max_size=20), st.integers(1, 8), st.integers(20, 60))
def test_a_batch_is_bounded_and_even(seconds: list[float], most: int, longest_s: int) -> None:
    waiting = windows_of(*seconds)
    chosen = plan.batch(waiting, most, longest_s * SECOND)
    lengths = [plan.length(window) for window in chosen]
    assert chosen[0] is waiting[0]
    assert len(chosen) <= most
    assert len({id(window) for window in chosen}) == len(chosen)
    assert len(chosen) * max(lengths) <= longest_s * SECOND
    assert min(lengths) >= max(lengths) / 2


@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=9))
def test_pauses_that_touch_are_one(steps: list[tuple[int, bool]]) -> None:
    pauses, at = [], 0
    for size, apart in steps:
        at += apart
        pauses.append((at, at + size))
        at += size
    together = plan.merged(pauses)
    assert all(a[1] < b[0] for a, b in itertools.pairwise(together))
    assert {n for a, b in together for n in range(a, b)} == {n for a, b in pauses for n in range(a, b)}


@given(st.data())
def test_words_lie_in_the_part_in_which_they_were_said(data: st.DataObject) -> None:
    sizes = data.draw(st.lists(st.integers(1000, 50_000), min_size=1, max_size=4))
    pauses = data.draw(st.lists(st.integers(0, 30_000), min_size=len(sizes), max_size=len(sizes)))
    window, start = [], 5_000
    for number, (size, pause) in enumerate(zip(sizes, pauses, strict=True)):
        window.append(SpeechChunk(number, start, np.zeros(size, np.float32), True))
        start += size + pause
    times = sorted(data.draw(st.lists(st.integers(0, sum(sizes)), min_size=2, max_size=9)))
    words = [Word(f"w{k}", a, b, 0.9) for k, (a, b) in enumerate(itertools.pairwise(times))]
    result = plan.divided(window, words)
    assert [word.text for part in result for word in part] == [word.text for word in words]
    for chunk, part in zip(window, result, strict=True):
        assert all(chunk.start <= word.start <= word.end <= chunk.end for word in part)
