"""Searching a transcript of any length: all of it, a little at a time."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from captioner.ui.transcript.search_index import SLICE, Match, SearchIndex

LINES = ("Größe first.", "", "A 😀 first, and FIRST again.", "nothing")


@pytest.fixture
def index(qtbot: QtBot) -> SearchIndex:
    result = SearchIndex(LINES.__getitem__)
    result.open(len(LINES))
    return result


def test_matches_are_counted_in_any_case(index: SearchIndex) -> None:
    assert index.count("First") == 3
    assert index.count("größe") == 1
    assert index.count("") == index.count("zebra") == index.count(".*") == 0


def test_places_are_counted_as_qt_counts(index: SearchIndex) -> None:
    assert index.next("first", 0, 0) == Match(0, 6, 5)
    assert index.next("first", 1, 0) == Match(2, 5, 5), "the face takes two units"


def test_going_on_wraps_around_behind_the_last(index: SearchIndex) -> None:
    assert index.next("first", 2, 10) == Match(2, 16, 5)
    assert index.next("first", 2, 21) == Match(0, 6, 5)
    assert index.next("zebra", 0, 0) is None


def test_going_back_wraps_around_before_the_first(index: SearchIndex) -> None:
    assert index.previous("first", 2, 16) == Match(2, 5, 5)
    assert index.previous("first", 2, 5) == Match(0, 6, 5)
    assert index.previous("first", 0, 6) == Match(2, 16, 5)
    assert index.previous("zebra", 2, 0) is None


def test_a_long_transcript_is_read_in_slices(qtbot: QtBot) -> None:
    index = SearchIndex(lambda row: f"line {row}")
    index.open(10 * SLICE)
    assert not index.is_whole
    assert index.count("line") == SLICE
    qtbot.waitUntil(lambda: index.is_whole)
    assert index.count("line") == 10 * SLICE


def test_words_that_come_while_searching_are_found(index: SearchIndex) -> None:
    lines = ["We", "meet"]
    index = SearchIndex(lines.__getitem__)
    index.open(2)
    lines[1] = "meet on Tuesday"
    lines.append("on Tuesday")
    index.grow(3)
    assert index.count("tuesday") == 2


def test_closing_forgets_and_stops(qtbot: QtBot) -> None:
    index = SearchIndex(lambda row: "line")
    index.open(10 * SLICE)
    index.close()
    assert index.is_whole
    assert index.count("line") == 0
