"""The machine's own sound in the microphone is muted, and who sits there is not."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from captioner.audio.echo import EchoGate
from captioner.audio.echo_source import Reference, Tapped, WithoutEcho
from captioner.messages import SAMPLE_RATE, AudioChunk, Samples
from tests.fakes import ListDevice

SECOND = SAMPLE_RATE


def babble(seconds: float, seed: int) -> Samples:
    """Noise that rises and falls several times a second, each time in another colour, as speech does."""
    random = np.random.default_rng(seed)
    pieces: list[Samples] = []
    while sum(map(len, pieces)) < seconds * SECOND:
        noise = random.standard_normal(random.integers(SECOND // 8, SECOND // 2))
        if random.random() < 0.2:
            pieces.append(np.zeros(len(noise), np.float32))
        low, high = np.sort(random.uniform(150, 5500, 2))
        spectrum = np.fft.rfft(noise)
        frequencies = np.fft.rfftfreq(len(noise), 1 / SAMPLE_RATE)
        spectrum[(frequencies < low) | (frequencies > high + 300)] = 0
        pieces.append(np.fft.irfft(spectrum, len(noise)) * np.hanning(len(noise)) * random.uniform(0.3, 1.0))
    sound = np.concatenate(pieces)[: round(seconds * SECOND)]
    return (0.1 * sound / np.sqrt(np.mean(sound**2))).astype(np.float32)


def room(played: Samples, delay: int, gain: float) -> Samples:
    """What comes back: later, softer and with a tail."""
    random = np.random.default_rng(5)
    tail = random.standard_normal(SECOND // 4) * np.exp(-np.arange(SECOND // 4) / (SECOND / 30))
    tail[0] = 8.0
    tail /= np.sqrt((tail**2).sum())
    back = np.convolve(played, tail)[: len(played)] * gain
    moved = np.concatenate([np.zeros(max(0, delay)), back])[max(0, -delay) :]
    return np.pad(moved, (0, len(played)))[: len(played)].astype(np.float32)


def noise(length: int) -> Samples:
    return (0.001 * np.random.default_rng(9).standard_normal(length)).astype(np.float32)


def gated(heard: Samples, played: Samples) -> tuple[EchoGate, Samples]:
    def reference(start: int, end: int) -> Samples:
        return np.pad(played, (SECOND, 2 * SECOND))[start + SECOND : end + SECOND]

    gate = EchoGate(reference)
    whole = len(heard) // 320 * 320
    return gate, gate.mute(heard[:whole], 0)


def loudness(samples: Samples) -> float:
    return float(np.sqrt(np.mean(samples**2)))


@pytest.mark.parametrize(("delay", "gain"), [(1280, 0.25), (6000, 0.5), (-3000, 0.25)])
def test_an_echo_is_muted_once_it_is_known_and_ones_own_voice_is_not(delay: int, gain: float) -> None:
    played = np.concatenate([babble(8, 1), np.zeros(6 * SECOND, np.float32), babble(4, 2)])
    own = np.concatenate([np.zeros(10 * SECOND, np.float32), babble(3, 3), np.zeros(5 * SECOND, np.float32)])
    heard = own + room(played, delay, gain) + noise(len(played))
    gate, result = gated(heard, played)
    assert gate._is_coupled
    assert loudness(result[4 * SECOND : 7 * SECOND]) < 0.15 * loudness(heard[4 * SECOND : 7 * SECOND])
    spoken = slice(10 * SECOND, 13 * SECOND)
    assert loudness(result[spoken]) > 0.97 * loudness(heard[spoken])
    again = slice(15 * SECOND, 17 * SECOND)
    assert loudness(result[again]) < 0.15 * loudness(heard[again]), "what was learnt holds"


def test_speech_while_something_plays_is_let_through() -> None:
    played = babble(12, 1)
    own = np.concatenate([np.zeros(7 * SECOND, np.float32), babble(3, 3), np.zeros(2 * SECOND, np.float32)])
    heard = own + room(played, 1280, 0.15) + noise(len(played))
    _, result = gated(heard, played)
    spoken = slice(7 * SECOND, 10 * SECOND)
    assert loudness(result[spoken]) > 0.9 * loudness(heard[spoken])


def test_without_an_echo_nothing_is_changed() -> None:
    played, heard = babble(10, 1), babble(10, 3) + noise(10 * SECOND)
    gate, result = gated(heard, played)
    assert not gate._is_coupled
    assert np.array_equal(result, heard[: len(result)])


def test_with_headphones_put_on_the_echo_is_forgotten() -> None:
    played = babble(16, 1)
    back = room(played, 1280, 0.25)
    back[6 * SECOND :] = 0
    gate, _ = gated(back + noise(len(played)), played)
    assert not gate._is_coupled


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 2000), min_size=1, max_size=30))
def test_any_portions_come_out_whole_and_in_order(sizes: list[int]) -> None:
    sound = babble(1 + sum(sizes) / SECOND, 4)[: sum(sizes)]
    chunks, start = [], 0
    for size in sizes:
        chunks.append(AudioChunk(start, sound[start : start + size]))
        start += size
    reference = Reference()
    reference.put(AudioChunk(start + SECOND, np.zeros(0, np.float32)))
    source = WithoutEcho(ListDevice(chunks), reference)
    position = 0
    while (chunk := source.read(0.0)) is not None:
        if len(chunk.samples):
            assert chunk.start == position
            assert np.array_equal(chunk.samples, sound[chunk.start : chunk.end])
            position = chunk.end
    assert start - position < 320


def test_after_a_gap_nothing_of_before_is_handed_out() -> None:
    reference = Reference()
    reference.put(AudioChunk(10 * SECOND, np.zeros(0, np.float32)))
    chunks = [AudioChunk(0, np.ones(500, np.float32)), AudioChunk(SECOND, np.full(640, 0.5, np.float32))]
    source = WithoutEcho(ListDevice(chunks), reference)
    first, second = source.read(0.0), source.read(0.0)
    assert first is not None
    assert second is not None
    assert (first.start, first.end) == (0, 320)
    assert (second.start, second.end) == (SECOND, SECOND + 640)
    assert np.all(second.samples == 0.5)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 3000)), max_size=20))
def test_the_reference_knows_what_was_played_when(pieces: list[tuple[int, int]]) -> None:
    reference, position = Reference(), 0
    expected = np.zeros(0, np.float32)
    for gap, length in pieces:
        position += gap
        samples = np.arange(position, position + length, dtype=np.float32)
        reference.put(AudioChunk(position, samples))
        expected = np.concatenate([expected, np.zeros(gap, np.float32), samples])
        position += length
    assert np.array_equal(reference.between(0, position + 100), np.pad(expected, (0, 100)))


def test_a_tapped_source_passes_on_what_it_reads() -> None:
    reference = Reference()
    source = Tapped(ListDevice([AudioChunk(0, np.ones(100, np.float32))], silence_is_normal=True), reference)
    source.open()
    chunk = source.read(0.0)
    assert chunk is not None
    assert np.array_equal(reference.between(0, 100), chunk.samples)
    assert source.silence_is_normal
    assert source.read(0.0) is None
    source.close()
