"""What counts as a change of the speaker that was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.bench.speakers import HeardWord, Turn, compare, read_rttm, write_rttm
from captioner.errors import AudioFileError

TURNS = [Turn(0.0, 4.0, "a"), Turn(4.5, 9.0, "b"), Turn(9.0, 10.0, "a"), Turn(12.0, 16.0, "b")]


def words(*marked: float, to: float = 16.0) -> list[HeardWord]:
    """A word each half second of the turns."""
    starts = [n / 2 for n in range(int(to * 2)) if any(turn.start <= n / 2 < turn.end for turn in TURNS)]
    return [HeardWord(start, start + 0.4, start in marked) for start in starts]


def test_a_mark_at_the_first_word_of_a_turn_is_right_and_others_are_not() -> None:
    found = compare("", 1.0, TURNS, words(4.5, 7.0, 12.0))
    assert (found.changes, found.found, found.wrong) == (3, 2, 1)
    assert (found.long_changes, found.long_found) == (1, 1)


def test_a_mark_one_word_late_is_right_but_no_change_is_found_twice() -> None:
    found = compare("", 1.0, TURNS, words(4.5, 5.0))
    assert (found.found, found.wrong) == (1, 1)


def test_an_unheard_turn_needs_no_mark() -> None:
    heard = [word for word in words() if not 9.0 <= word.start < 10.0]
    assert compare("", 1.0, TURNS, heard).changes == 1


def test_rttm_is_read_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "talk.rttm"
    write_rttm(path, TURNS)
    assert read_rttm(path) == TURNS
    path.write_text("SPEAKER talk 1 soon")
    with pytest.raises(AudioFileError):
        read_rttm(path)
