"""Times of words from an alignment: in order and within the audio, whatever the decoder says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from captioner.speech.whisper.word_pieces import PieceGroup
from captioner.speech.whisper.word_times import Alignment, timed

WORDS = (PieceGroup("one", 0, 2), PieceGroup("two", 2, 3))


def test_a_word_lasts_from_its_first_piece_to_the_next_word() -> None:
    alignment = Alignment([(0, 10), (1, 12), (2, 20), (3, 30)], [0.5, 0.7, 1.0], frames=80)
    one, two = timed(WORDS, alignment, 3, (1000, 1000 + 80 * 160))
    assert (one.start, one.end, two.end) == (1000 + 10 * 320, 1000 + 20 * 320, 1000 + 30 * 320)
    assert (one.probability, two.probability) == (0.6, 1.0)


def test_the_silence_before_a_word_is_not_the_word() -> None:
    alignment = Alignment([(0, 0), (2, 1000), (3, 1010)], [1.0, 1.0, 1.0], frames=3000)
    one, _ = timed(WORDS, alignment, 3, (0, 3000 * 160))
    assert one.end == 1000 * 320
    assert one.end - one.start < 16_000


@given(
    path=st.lists(st.tuples(st.integers(0, 5), st.integers(0, 1500)), max_size=30),
    length=st.integers(0, 480_000),
    start=st.integers(0, 10**9),
    shift=st.integers(-8000, 8000),
)
def test_times_are_in_order_and_within_the_audio(
    path: list[tuple[int, int]], length: int, start: int, shift: int
) -> None:
    words = timed(WORDS, Alignment(path, [0.5] * 3, length // 160), 3, (start, start + length), shift)
    times = [time for word in words for time in (word.start, word.end)]
    assert [word.text for word in words] == ["one", "two"]
    assert times == sorted(times)
    assert all(start <= time <= start + length for time in times)
