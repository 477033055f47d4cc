"""The queue behind the audio callback: in order, copied, bounded, and honest about what it dropped."""

from __future__ import annotations

import threading

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from captioner.audio.block_queue import BlockQueue
from tests.audio.fakes import ManualClock


def frames(length: int, value: float = 0.0) -> np.ndarray:
    return np.full((length, 1), value, np.float32)


@given(st.lists(st.one_of(st.integers(1, 40), st.none()), max_size=80))
def test_any_order_of_puts_and_gets(steps: list[int | None]) -> None:
    """A number is a block put, None a get; the oldest blocks go when more than 100 frames wait."""
    queue = BlockQueue(10, longest_s=10.0)
    expected: list[tuple[int, int]] = []
    written = 0
    for step in steps:
        if step is not None:
            queue.put(frames(step))
            expected.append((written, written + step))
            written += step
            while written - expected[0][0] > 100:
                expected.pop(0)
        else:
            block = queue.get(0.0)
            assert (None if block is None else (block.start, block.end)) == (expected.pop(0) if expected else None)
    rest = []
    while (block := queue.get(0.0)) is not None:
        rest.append((block.start, block.end))
    assert rest == expected


def test_a_block_is_copied_and_stamped() -> None:
    clock = ManualClock(5.0)
    queue = BlockQueue(10, clock=clock.now)
    buffer = frames(3, 0.5)
    queue.put(buffer)
    buffer[:] = 0.0
    block = queue.get(0.0)
    assert block is not None
    assert block.frames.tolist() == [[0.5]] * 3
    assert block.arrived == 5.0


def test_the_newest_block_stays_even_if_it_is_longer_than_the_queue() -> None:
    queue = BlockQueue(10, longest_s=1.0)
    queue.put(frames(5))
    queue.put(frames(50))
    queue.put(frames(50))
    assert queue.get(0.0) is None


def test_a_waiting_reader_is_woken_by_a_block_and_by_the_end() -> None:
    queue = BlockQueue(10)
    woken: list[object] = []

    def read() -> None:
        woken.append(queue.get(60.0))
        woken.append(queue.get(60.0))

    reader = threading.Thread(target=read)
    reader.start()
    queue.put(frames(1))
    queue.end()
    reader.join(120.0)
    assert not reader.is_alive()
    assert woken[0] is not None
    assert woken[1] is None


def test_two_threads_lose_nothing_and_double_nothing() -> None:
    queue = BlockQueue(1000, longest_s=0.2)
    lengths = np.random.default_rng(0).integers(1, 30, 5000)

    def write() -> None:
        for length in lengths:
            queue.put(frames(int(length)))
        queue.end()

    writer = threading.Thread(target=write)
    writer.start()
    position = delivered = holes = 0
    while (block := queue.get(30.0)) is not None:
        assert block.start >= position
        holes += block.start - position
        delivered += len(block.frames)
        position = block.end
    writer.join()
    assert delivered + holes == position == lengths.sum()


def test_audio_lost_before_a_block_is_a_gap_in_the_numbers() -> None:
    queue = BlockQueue(100)
    queue.put(frames(10))
    queue.put(frames(10), lost=7)
    first, second = queue.get(0.0), queue.get(0.0)
    assert first is not None
    assert second is not None
    assert (first.end, second.start, second.end) == (10, 17, 27)
