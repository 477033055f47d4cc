"""The transcript window by keys and mouse."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from captioner.export.formats import Format
from captioner.messages import SAMPLE_RATE, GapKind, SoundGap, State, Status, View
from captioner.record.transcript import SessionInfo, Transcript
from captioner.ui.actions import Actions
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from captioner.ui.transcript.export_dialog import ExportDialog
from captioner.ui.transcript.live_transcript import LiveTranscript
from captioner.ui.transcript.window import TranscriptWindow
from captioner.ui.transcript.words import time_shown
from tests.ui.fakes import EngineShop, session, update


@pytest.fixture
def controller(qapp: object) -> Iterator[Controller]:
    result = Controller(EngineShop(), session)
    yield result
    assert result.shut_down()


@pytest.fixture
def live(qtbot: QtBot, controller: Controller, preferences: Preferences) -> LiveTranscript:
    """The window of a session of three utterances, the second of fillers only."""
    result = LiveTranscript(Actions(controller, preferences), controller, preferences)
    qtbot.addWidget(result.window)
    controller.start()
    for number, text in enumerate(("Um/h we meet on/r Monday/r on Tuesday.", "Uh/h um/h", "At the station.")):
        controller.take(update(text, utterance=number, ended=True, start_s=number * 10.0))
    result.open()
    qtbot.waitExposed(result.window)
    return result


@pytest.fixture
def window(live: LiveTranscript) -> TranscriptWindow:
    return live.window


def shown(window: TranscriptWindow) -> list[str]:
    """The paragraphs that are not hidden."""
    block = window.text.document().begin()
    lines = []
    while block.isValid():
        if block.isVisible():
            lines.append(block.text())
        block = block.next()
    return lines


def many(count: int) -> Transcript:
    transcript = Transcript()
    for number in range(count):
        transcript.append(update(f"Line number {number}.", utterance=number, ended=True, start_s=3.0 * number))
    return transcript


def answer_with(text: str) -> None:
    """Type into the next input dialog and accept it."""

    def type_it() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        field = dialog.findChild(QLineEdit)
        assert field is not None
        field.setText(text)
        dialog.accept()

    QTimer.singleShot(0, type_it)


def test_both_views_of_the_past(window: TranscriptWindow, controller: Controller) -> None:
    assert shown(window) == ["We meet on Tuesday.", "At the station."]
    controller.set_view(View.MARKED)
    assert shown(window) == ["Um we meet on Monday on Tuesday.", "Uh um", "At the station."]
    controller.set_view(View.CLEANED)
    assert shown(window) == ["We meet on Tuesday.", "At the station."]


def test_it_grows_while_captions_run(window: TranscriptWindow, controller: Controller) -> None:
    controller.take(update("At", utterance=3, start_s=40))
    controller.take(update("noon.", utterance=3, start_s=41, ended=True))
    assert shown(window)[-1] == "At noon."


def test_a_closed_window_catches_up_when_it_opens(
    window: TranscriptWindow, live: LiveTranscript, controller: Controller
) -> None:
    window.close()
    controller.take(update("At noon.", utterance=3, start_s=40, ended=True))
    live.open()
    assert shown(window)[-1] == "At noon."


def test_it_follows_the_end_unless_the_reader_scrolls_away(qtbot: QtBot, window: TranscriptWindow) -> None:
    transcript = many(200)
    window.show_transcript(transcript)
    assert window.text.is_at_end()
    transcript.append(update("And one more.", utterance=200, ended=True, start_s=700))
    window.text.refresh()
    assert window.text.is_at_end()
    window.text.verticalScrollBar().setValue(50)
    transcript.append(update("And yet another.", utterance=201, ended=True, start_s=800))
    window.text.refresh()
    assert window.text.verticalScrollBar().value() == 50


def test_switching_the_view_keeps_the_reader_in_place(window: TranscriptWindow) -> None:
    window.show_transcript(many(200))
    window.text.verticalScrollBar().setValue(50)
    window.set_view(View.MARKED, frozenset())
    assert window.text.firstVisibleBlock().blockNumber() == 50


def test_search_counts_goes_on_and_back_and_closes(qtbot: QtBot, window: TranscriptWindow) -> None:
    window.show_transcript(many(30))
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    window.search.open()
    qtbot.keyClicks(window.search.field, "NUMBER 1")
    assert window.search.count.text().startswith("11 ")
    assert window.text.textCursor().selectedText() == "number 1"
    first = window.text.textCursor().blockNumber()
    qtbot.keyClick(window.search.field, Qt.Key.Key_Return)
    second = window.text.textCursor().blockNumber()
    assert (first, second) == (1, 10)
    qtbot.keyClick(window.search.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert window.text.textCursor().blockNumber() == first
    assert window.text.extraSelections()
    qtbot.keyClick(window.search.field, Qt.Key.Key_Escape)
    assert not window.search.isVisible()
    assert not window.text.extraSelections()


def test_search_finds_what_is_far_away(qtbot: QtBot, window: TranscriptWindow) -> None:
    window.show_transcript(many(3000))
    window.search.open()
    qtbot.keyClicks(window.search.field, "number 7.")
    qtbot.waitUntil(lambda: window.search.count.text().startswith("1 "))
    qtbot.keyClick(window.search.field, Qt.Key.Key_Return)
    assert window.text.textCursor().selectedText() == "number 7."
    assert window.text.textCursor().block().text() == "Line number 7."
    qtbot.keyClick(window.search.field, Qt.Key.Key_Escape)


def test_words_said_while_searching_are_counted(window: TranscriptWindow, controller: Controller) -> None:
    window.search.open()
    window.search.field.setText("station")
    assert window.search.count.text().startswith("1 ")
    controller.take(update("Another station.", utterance=3, start_s=40, ended=True))
    assert window.search.count.text().startswith("2 ")
    window.search.close_search()


def test_a_search_that_finds_nothing_says_so(qtbot: QtBot, window: TranscriptWindow) -> None:
    window.search.open()
    qtbot.keyClicks(window.search.field, "zebra")
    assert window.search.count.text() == "no match"


def test_select_all_and_copy(qtbot: QtBot, window: TranscriptWindow) -> None:
    qtbot.keyClick(window.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window.text, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert [each for each in copied if each] == ["We meet on Tuesday.", "At the station."]


def test_copy_with_times(window: TranscriptWindow) -> None:
    window.copy_with_times()
    assert QGuiApplication.clipboard().text() == "0:00:00  We meet on Tuesday.\n0:00:20  At the station."


def test_a_word_is_corrected_and_what_was_recognised_is_kept(
    qtbot: QtBot, window: TranscriptWindow, controller: Controller
) -> None:
    cursor = QTextCursor(window.text.document().findBlockByNumber(2))
    cursor.movePosition(QTextCursor.MoveOperation.NextWord, QTextCursor.MoveMode.MoveAnchor, 2)
    window.text.setTextCursor(cursor)
    answer_with("airport.")
    window.text.ask_correction(window.text.stretch_at_caret())
    assert shown(window)[-1] == "At the airport."
    assert controller.session.transcript.entries[2].words[2].word.text == "station."
    part = window.text.stretch_at_caret()
    assert part is not None
    assert part.recognised == "station."


def test_lines_can_be_reached_by_keys(qtbot: QtBot, window: TranscriptWindow) -> None:
    window.text.moveCursor(QTextCursor.MoveOperation.Start)
    qtbot.keyClick(window.text, Qt.Key.Key_Down)
    assert window.text.textCursor().block().text() == "At the station."


def test_the_dialog_offers_all_formats_and_views(qtbot: QtBot, window: TranscriptWindow) -> None:
    dialog = ExportDialog(window.text.transcript, range(2, 3), frozenset(), View.MARKED, window._actions.preferences)
    qtbot.addWidget(dialog)
    formats = {dialog.formats.itemData(n) for n in range(dialog.formats.count())}
    assert formats == {each.value for each in Format}
    assert {dialog.views.itemData(n) for n in range(dialog.views.count())} == {each.value for each in View}
    span = dialog.options.span
    assert span is not None
    assert (round(span.start), round(span.end, 1)) == (20, 21.3)
    dialog.ranges.setCurrentIndex(0)
    assert dialog.options.span is None


def test_export_writes_the_file(
    qtbot: QtBot, window: TranscriptWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "out.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(target), ""))
    QTimer.singleShot(0, lambda: window.findChild(ExportDialog).accept())
    window.export()
    assert "We meet on Tuesday." in target.read_text()


def test_a_file_that_cannot_be_written_is_an_alert_not_a_crash(
    qtbot: QtBot, window: TranscriptWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "missing" / "out.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(target), ""))
    QTimer.singleShot(0, lambda: window.findChild(ExportDialog).accept())
    with qtbot.waitSignal(window.failed):
        window.export()


def test_the_export_opens_with_the_view_on_screen_and_as_the_last_time(
    window: TranscriptWindow, controller: Controller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(*args: object, **kwargs: object) -> tuple[str, str]:
        asked.append(str(args[2]))
        return str(tmp_path / "one.srt"), ""

    def accept(first: bool) -> None:
        dialog = window.findChild(ExportDialog)
        assert dialog.views.currentData() == ("cleaned" if first else "marked")
        if first:
            dialog.formats.setCurrentIndex(dialog.formats.findData("srt"))
        assert dialog.file_format.value == "srt", "as the last time"
        dialog.accept()
        dialog.setParent(None)

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    for first in (True, False):
        QTimer.singleShot(0, partial(accept, first))
        window.export()
        controller.set_view(View.MARKED)
    assert Path(asked[1]).parent == tmp_path


def test_a_live_session_has_times_of_the_day() -> None:
    live = SessionInfo("2026-05-09T10:00:00+02:00", "mic")
    assert time_shown(live, 90 * 16_000) == "10:01:30"
    assert time_shown(SessionInfo("2026-05-09T10:00:00+02:00", "/music/talk.mp3"), 90 * 16_000) == "0:01:30"
    assert time_shown(SessionInfo("long ago", "mic"), 90 * 16_000) == "0:01:30"


def test_cancelling_the_export_writes_nothing(window: TranscriptWindow) -> None:
    QTimer.singleShot(0, lambda: window.findChild(QDialog).reject())
    window.export()


def test_an_update_late_in_a_long_session_touches_one_paragraph(window: TranscriptWindow) -> None:
    transcript = many(3000)
    window.show_transcript(transcript)
    changed: list[tuple[int, int, int]] = []
    window.text.document().contentsChange.connect(lambda *change: changed.append(change))
    transcript.append(update("One more.", utterance=3000, ended=True, start_s=99999))
    window.text.refresh()
    assert sum(removed + added for _, removed, added in changed) < 40


def test_every_shortcut_of_the_window_is_its_own(window: TranscriptWindow) -> None:
    actions = itertools.chain.from_iterable(menu.menu().actions() for menu in window.menuBar().actions())
    keys = [action.shortcut().toString() for action in actions if not action.shortcut().isEmpty()]
    assert len(keys) == len(set(keys))


def test_the_margin_tells_where_nothing_was_heard(
    qtbot: QtBot, window: TranscriptWindow, controller: Controller
) -> None:
    missing = SoundGap(12 * SAMPLE_RATE, 19 * SAMPLE_RATE)
    paused = SoundGap(22 * SAMPLE_RATE, 28 * SAMPLE_RATE, GapKind.PAUSED)
    controller._on_status(Status(State.LISTENING, gaps=(missing, paused)))
    controller.take(update("We go on.", utterance=3, ended=True, start_s=30.0))
    assert list(window.text.transcript.gaps) == [missing, paused]
    margin = window.text._margin
    tops = {window.text.row_of(block): round(top) for block, top in window.text.visible_blocks()}
    assert margin.gaps_at(tops[0] + 1) == ""
    assert margin.gaps_at(tops[2] + 1) == "No sound for 0:00:07"
    assert margin.gaps_at(tops[3] + 1) == "Paused for 0:00:06"
    margin.grab()


def test_a_line_of_a_recording_is_played_and_stopped(qtbot: QtBot, window: TranscriptWindow, tmp_path: Path) -> None:
    played: list[tuple[Path, float]] = []

    def play(path: Path, at_s: float, cancelled: Callable[[], bool]) -> None:
        played.append((path, at_s))
        while not cancelled():
            time.sleep(0.001)

    window.player._play = play
    action = window.findChild(QAction, "play")
    assert not action.isEnabled(), "there is no recording of what was live"
    sound = tmp_path / "talk.wav"
    sound.touch()
    window.show_transcript(window.text.transcript, sound)
    window.text.go_to_utterance(2)
    qtbot.keyClick(window.text, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: played == [(sound, 20.0)])
    assert action.text() == "Stop playing"
    action.trigger()
    qtbot.waitUntil(lambda: action.text() == "Play from this line")


def test_a_recording_that_is_gone_cannot_be_played(window: TranscriptWindow, tmp_path: Path) -> None:
    window.show_transcript(window.text.transcript, tmp_path / "gone.wav")
    assert not window.findChild(QAction, "play").isEnabled()


def test_closing_the_window_ends_what_is_played(qtbot: QtBot, window: TranscriptWindow, tmp_path: Path) -> None:
    def play(path: Path, at_s: float, cancelled: Callable[[], bool]) -> None:
        while not cancelled():
            time.sleep(0.001)

    window.player._play = play
    window.player.toggle(tmp_path, 0.0)
    window.close()
    assert not window.player._jobs.is_busy


def test_an_export_has_the_words_that_are_shown(
    window: TranscriptWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window._actions.preferences.put("captions.replacements", {"station": "harbour"})
    target = tmp_path / "out.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args, **kwargs: (str(target), ""))
    QTimer.singleShot(0, lambda: window.findChild(ExportDialog).accept())
    window.export()
    assert "At the harbour." in target.read_text()
    assert window.text.transcript.entries[2].words[2].word.text == "station."
