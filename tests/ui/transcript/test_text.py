"""A long transcript: a stretch of it is held, the reader reaches all of it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from pytestqt.qtbot import QtBot

from captioner.messages import Channel, View
from captioner.record.transcript import Transcript
from captioner.settings.themes import DARK
from captioner.ui.transcript.row_window import MOST, SLACK
from captioner.ui.transcript.view import TranscriptView
from tests.ui.fakes import update

LONG = 3 * MOST


def grow(transcript: Transcript, count: int) -> None:
    """Utterances that say their number; each tenth is a filler only."""
    first = len(transcript.entries)
    for number in range(first, first + count):
        text = "um/h" if number % 10 == 9 else f"Line number {number}."
        transcript.append(update(text, utterance=number, ended=True, start_s=3.0 * number))


@pytest.fixture
def transcript() -> Transcript:
    result = Transcript()
    grow(result, LONG)
    return result


@pytest.fixture
def view(qtbot: QtBot, transcript: Transcript) -> TranscriptView:
    result = TranscriptView(DARK)
    qtbot.addWidget(result)
    result.resize(500, 300)
    result.show()
    result.show_transcript(transcript)
    return result


def is_consistent(view: TranscriptView) -> bool:
    """Each row that is held stands in its paragraph, and is hidden where it says nothing."""
    if view.document().blockCount() != len(view.rows):
        return False
    blocks = [(view.block_of(row), view.text_of(row)) for row in view.rows]
    return all(block.text() == text and block.isVisible() == bool(text) for block, text in blocks)


def top(view: TranscriptView) -> int:
    return view.row_of(view.firstVisibleBlock())


def test_held_rows_do_not_grow_with_the_hours(view: TranscriptView, transcript: Transcript) -> None:
    for _ in range(2 * SLACK + 5):
        grow(transcript, 1)
        view.refresh()
        assert view.is_at_end()
        assert MOST <= len(view.rows) <= MOST + SLACK
    assert is_consistent(view)
    assert view.block_of(len(transcript.entries) - 1).text() == view.text_of(len(transcript.entries) - 1)


def test_scrolling_up_brings_what_was_before_in_its_place(view: TranscriptView) -> None:
    before = view.rows
    view.verticalScrollBar().setValue(0)
    assert view.rows.start < before.start
    assert len(view.rows) <= MOST + SLACK
    assert top(view) == before.start, "the line that was at the top is still there"
    assert is_consistent(view)
    for _ in range(20):
        view.verticalScrollBar().setValue(0)
    assert view.rows.start == 0
    assert top(view) == 0


def test_scrolling_down_again_comes_to_the_end(view: TranscriptView) -> None:
    view.go_to(0, 0, 0)
    assert not view.is_at_end()
    for _ in range(20):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        assert is_consistent(view)
    assert view.is_at_end()
    assert view.rows.stop == LONG


def test_a_reader_far_up_is_not_disturbed_and_costs_no_memory(view: TranscriptView, transcript: Transcript) -> None:
    view.go_to(10, 0, 0)
    held, line = view.rows, top(view)
    grow(transcript, 300)
    view.refresh()
    assert (view.rows, top(view)) == (held, line)
    view.go_to_end()
    assert view.is_at_end()
    assert view.rows.stop == LONG + 300
    grow(transcript, 1)
    view.refresh()
    assert view.is_at_end()


def test_a_reader_a_little_up_keeps_what_is_above(qtbot: QtBot, transcript: Transcript) -> None:
    short = Transcript()
    grow(short, 100)
    view = TranscriptView(DARK)
    qtbot.addWidget(view)
    view.resize(500, 300)
    view.show()
    view.show_transcript(short)
    view.verticalScrollBar().setValue(20)
    line = top(view)
    grow(short, MOST)
    view.refresh()
    assert view.rows == range(MOST), "it fills up, and takes nothing away"
    assert top(view) == line
    assert is_consistent(view)


def test_the_keys_for_the_whole_mean_the_whole(qtbot: QtBot, view: TranscriptView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert view.textCursor().block().text() == "Line number 0."
    qtbot.keyClick(view, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert view.is_at_end()
    qtbot.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert view.selected_rows() == range(LONG)
    qtbot.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = [line for line in QGuiApplication.clipboard().text().split("\n") if line]
    assert len(lines) == LONG * 9 // 10
    assert lines[0] == "Line number 0."


def test_rows_held_for_a_selection_go_when_captions_continue(view: TranscriptView, transcript: Transcript) -> None:
    view.select_all()
    assert len(view.rows) == LONG
    view.go_to_end()
    grow(transcript, 1)
    view.refresh()
    assert len(view.rows) <= MOST + SLACK
    assert is_consistent(view)


def test_another_view_holds_the_same_rows(view: TranscriptView) -> None:
    view.go_to(700, 0, 0)
    held, line = view.rows, top(view)
    view.set_view(View.MARKED, frozenset())
    assert view.rows == held
    assert abs(top(view) - line) <= 1
    assert is_consistent(view)
    assert view.text_of(9) == "um", "rows that are not held are shown in the new view too"


def test_an_utterance_of_the_past_is_gone_to(view: TranscriptView) -> None:
    view.go_to_utterance(1200)
    assert view.textCursor().block().text() == "Line number 1200."
    assert view.stretch_at_caret().place.utterance == 1200


def test_a_correction_to_a_row_that_is_not_held(view: TranscriptView, transcript: Transcript) -> None:
    transcript.correct(0, 2, "naught.")
    view.refresh_utterance(0)
    assert is_consistent(view)
    view.go_to_utterance(0)
    assert view.textCursor().block().text() == "Line number naught."


def test_provisional_words_change_nothing(view: TranscriptView, transcript: Transcript) -> None:
    changed: list[object] = []
    view.document().contentsChange.connect(lambda *change: changed.append(change))
    transcript.append(update("", "What may still change", utterance=LONG))
    view.refresh()
    assert changed == []


def test_a_growing_row_is_written_where_it_differs(view: TranscriptView, transcript: Transcript) -> None:
    transcript.append(update("We meet", utterance=LONG))
    view.refresh()
    changed: list[tuple[int, int, int]] = []
    view.document().contentsChange.connect(lambda *change: changed.append(change))
    transcript.append(update("on Tuesday.", utterance=LONG, ended=True))
    view.refresh()
    assert view.block_of(LONG).text() == "We meet on Tuesday."
    assert sum(removed + added for _, removed, added in changed) < 30


def test_the_speaker_stands_before_the_words_and_has_a_colour(view: TranscriptView) -> None:
    both = Transcript()
    for number, channel in enumerate((Channel.SYSTEM, Channel.MICROPHONE)):
        both.append(replace(update("we meet", utterance=number, ended=True), channel=channel))
    view.show_transcript(both)
    blocks = [view.block_of(row) for row in view.rows]
    assert [block.text() for block in blocks] == ["Them: we meet", "Me: we meet"]
    colours = []
    for block in blocks:
        cursor = QTextCursor(block)
        cursor.setPosition(block.position() + block.length() - 2)
        colours.append(cursor.charFormat().foreground().color().name())
    assert colours == [DARK.text, DARK.me]
    assert view._parts(1)[0].place == view._parts(1)[1].place, "a correction there means the first word"
