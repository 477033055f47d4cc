"""Past sessions, the summary, recordings, and what the desktop allows."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QLabel, QLineEdit, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from captioner import paths
from captioner.bench import sample
from captioner.errors import AudioFileError, ModelMissing
from captioner.labels import DISFLUENT
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, State, Status, View
from captioner.record import statistics
from captioner.record.journal import Journal
from captioner.record.past_session import Hit
from captioner.record.session import Session
from captioner.record.transcript import SessionInfo, Transcript
from captioner.ui.actions import Actions
from captioner.ui.desktop import abilities as desktop
from captioner.ui.desktop.abilities import Grant, KeysBy
from captioner.ui.desktop.global_shortcuts import GlobalShortcuts
from captioner.ui.look.source_names import source_name
from captioner.ui.notices.alerts import Alerts
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from captioner.ui.transcript.history_window import HistoryWindow
from captioner.ui.transcript.recording import RecordingReader
from captioner.ui.transcript.summary_dialog import SummaryDialog
from captioner.ui.window_opener import WindowOpener
from tests.ui.fakes import EngineShop, session, update, word


def keep(name: str, *texts: str) -> Path:
    """A finished session in the folder for transcripts."""
    book = Journal(paths.transcripts_dir() / f"{name}.jsonl", SessionInfo(f"2026-05-0{name}T10:00:00+02:00", "a mic"))
    for number, text in enumerate(texts):
        book.append(update(text, utterance=number, ended=True, start_s=number * 10.0))
    book.close()
    return book.path


@pytest.fixture
def alerts(qapp: object) -> Alerts:
    return Alerts()


@pytest.fixture
def opener(preferences: Preferences, alerts: Alerts) -> Iterator[WindowOpener]:
    controller = Controller(EngineShop(), session)
    actions = Actions(controller, preferences)
    global_shortcuts = GlobalShortcuts(actions, preferences, alerts)
    result = WindowOpener(actions, controller, preferences, alerts, sample.backend(), global_shortcuts)
    yield result
    result.close()
    assert controller.shut_down()


@pytest.fixture
def history(qtbot: QtBot, opener: WindowOpener) -> HistoryWindow:
    keep("1", "Um/h we meet on Tuesday.", "At the station.")
    keep("2", "Something else.")
    window = opener.open_history()
    qtbot.waitUntil(lambda: window.table.rowCount() == 2 and not window.finding.is_busy)
    return window


def found(qtbot: QtBot, window: HistoryWindow) -> None:
    """Wait for all that a search finds."""
    qtbot.waitUntil(lambda: not window.finding.is_busy)


def column(window: HistoryWindow, number: int) -> list[str]:
    return [window.table.item(row, number).text() for row in range(window.table.rowCount())]


def test_past_sessions_are_listed_newest_first(history: HistoryWindow) -> None:
    assert column(history, 0) == ["2026-05-02 10:00", "2026-05-01 10:00"]
    assert column(history, 2) == ["0:00:00", "0:00:11"]
    assert column(history, 3) == ["Something else.", "We meet on Tuesday. At the station."]


def test_search_shows_what_was_said_and_opens_there(qtbot: QtBot, history: HistoryWindow, opener: WindowOpener) -> None:
    qtbot.keyClicks(history.field, "stat")
    found(qtbot, history)
    assert column(history, 3) == ["At the station."]
    assert column(history, 2) == ["0:00:10"]
    qtbot.mouseClick(history.open_button, Qt.MouseButton.LeftButton)
    (window,) = opener.past.windows
    assert window.text.textCursor().block().text() == "At the station."


def test_the_next_letter_cancels_the_search_and_only_its_answer_is_shown(qtbot: QtBot, history: HistoryWindow) -> None:
    asked: list[str] = []
    real = history._history.search

    def slow(text: str, cancelled: Callable[[], bool]) -> Iterator[Hit]:
        asked.append(text)
        while text == "s" and not cancelled():
            time.sleep(0.001)
        yield from real(text, cancelled)

    history._history.search = slow  # type: ignore[method-assign]
    qtbot.keyClicks(history.field, "s")
    qtbot.waitUntil(lambda: asked == ["s"])
    assert history.note.text() == "Searching …"
    assert column(history, 3)[0] == "Something else.", "what was there stays until there is an answer"
    qtbot.keyClicks(history.field, "ta")
    found(qtbot, history)
    assert column(history, 3) == ["At the station."]
    assert history.note.text().startswith("1 place")


def test_sessions_are_named_by_what_was_captioned() -> None:
    assert source_name("mic") == "Microphone"
    assert source_name("system") == "What this machine plays"
    assert source_name("both") == "Both, as Me and Them"
    assert source_name("/music/lecture 3.mp3") == "lecture 3.mp3"


def test_nothing_found_is_reported(qtbot: QtBot, history: HistoryWindow) -> None:
    qtbot.keyClicks(history.field, "zebra")
    found(qtbot, history)
    assert history.note.text()
    assert not history.open_button.isEnabled()


def test_a_session_gets_a_name(qtbot: QtBot, history: HistoryWindow) -> None:
    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        dialog.findChild(QLineEdit).setText("Timetable")
        dialog.accept()

    QTimer.singleShot(0, answer)
    history.rename_button.click()
    found(qtbot, history)
    assert column(history, 1)[0] == "Timetable"


def test_deleting_asks_and_takes_the_transcript_too(qtbot: QtBot, history: HistoryWindow) -> None:
    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.button(QMessageBox.StandardButton.Yes).click()

    QTimer.singleShot(0, answer)
    history.delete_button.click()
    found(qtbot, history)
    assert column(history, 0) == ["2026-05-01 10:00"]
    assert len(list(paths.transcripts_dir().glob("*.jsonl"))) == 1


def test_a_past_session_follows_the_view(history: HistoryWindow, opener: WindowOpener) -> None:
    history.table.selectRow(1)
    history.open_button.click()
    (window,) = opener.past.windows
    assert window.text.toPlainText().startswith("We meet")
    opener._controller.set_view(View.MARKED)
    assert window.text.toPlainText().startswith("Um we meet")


def write_instead(text: str) -> None:
    """Answer the question for a correction."""

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QInputDialog)
        dialog.findChild(QLineEdit).setText(text)
        dialog.accept()

    QTimer.singleShot(0, answer)


def test_a_word_of_a_past_session_is_corrected_on_the_disk_and_in_the_search(
    qtbot: QtBot, history: HistoryWindow, opener: WindowOpener
) -> None:
    qtbot.keyClicks(history.field, "stat")
    found(qtbot, history)
    history.open_button.click()
    (window,) = opener.past.windows
    caret = window.text.textCursor()
    caret.movePosition(caret.MoveOperation.EndOfBlock)
    window.text.setTextCursor(caret)
    write_instead("harbour.")
    window.findChild(QAction, "correct").trigger()
    assert window.text.textCursor().block().text() == "At the harbour."
    found(qtbot, history)
    assert column(history, 3) == [], "it is not found under what was recognised"
    history.field.setText("harbour")
    found(qtbot, history)
    assert column(history, 3) == ["At the harbour."]
    window.close()
    history.open_button.click()
    (again,) = opener.past.windows
    assert again is not window
    assert "At the harbour." in again.text.toPlainText()
    assert again.text.transcript.entries[1].words[2].word.text == "station."


def test_a_past_session_has_one_window(history: HistoryWindow, opener: WindowOpener) -> None:
    history.open_button.click()
    history.open_button.click()
    assert len(opener.past.windows) == 1


def test_the_running_session_is_shown_where_it_is_written(
    qtbot: QtBot, preferences: Preferences, alerts: Alerts
) -> None:
    path = keep("3", "Still going on.")
    running = Session(Transcript(), Journal(path, SessionInfo()))
    controller = Controller(EngineShop(), lambda: running)
    actions = Actions(controller, preferences)
    global_shortcuts = GlobalShortcuts(actions, preferences, alerts)
    opener = WindowOpener(actions, controller, preferences, alerts, sample.backend(), global_shortcuts)
    controller.start()
    window = opener.open_history()
    qtbot.waitUntil(lambda: window.table.rowCount() == 1)
    window.field.setText("going")
    found(qtbot, window)
    with qtbot.waitSignal(opener.live_asked) as caught:
        window.open_button.click()
    assert caught.args == [0]
    assert not opener.past.windows
    opener.close()
    assert controller.shut_down()


def test_a_transcript_that_is_kept_nowhere_can_be_corrected_too(qtbot: QtBot, opener: WindowOpener) -> None:
    transcript = Transcript()
    transcript.append(update("Hello world.", ended=True))
    window = opener.past.show(transcript)
    window.corrected.emit(0, 1, "there.")
    assert window.text.toPlainText() == "Hello there."


def test_a_correction_that_cannot_be_written_is_an_alert(
    history: HistoryWindow, opener: WindowOpener, alerts: Alerts
) -> None:
    history.open_button.click()
    (window,) = opener.past.windows
    for path in paths.transcripts_dir().glob("*.jsonl"):
        path.unlink()
    window.corrected.emit(0, 0, "Nothing")
    assert len(alerts.notices) == 1


def test_a_session_whose_journal_is_gone_is_an_alert(history: HistoryWindow, alerts: Alerts) -> None:
    for path in paths.transcripts_dir().glob("*.jsonl"):
        path.unlink()
    history.open_button.click()
    assert len(alerts.notices) == 1


def test_the_summary_counts(qtbot: QtBot) -> None:
    transcript = Transcript()
    transcript.append(update("Um/h we meet on/r Monday/r on Tuesday.", ended=True))
    dialog = SummaryDialog(transcript, DISFLUENT)
    qtbot.addWidget(dialog)
    shown = {label.accessibleName(): label.text() for label in dialog.findChildren(QLabel) if label.accessibleName()}
    assert shown["Words said"].startswith("7 ")
    assert shown["Words left out"].startswith("3 ")
    assert shown["– fillers such as um"].startswith("1 ")
    assert shown["– repeated or taken back"].startswith("2 word")
    assert shown["Words shown"] == "4"


@given(st.lists(st.sampled_from(list(Label)), max_size=60), st.frozensets(st.sampled_from(list(Label))))
def test_the_figures_of_the_summary_add_up(labels: list[Label], removed: frozenset[Label]) -> None:
    transcript = Transcript()
    words = tuple(word(f"w{number}", number * 0.5, label) for number, label in enumerate(labels))
    transcript.append(CaptionUpdate(0, words, (), utterance_ended=True))
    figures = statistics.count(transcript.entries, removed)
    assert figures.words == len(labels)
    assert figures.saved + figures.left == figures.words
    assert sum(figures.by_label[label] for label in figures.removed) == figures.saved
    assert (figures.repairs == 0) == (figures.by_label[Label.REPARANDUM] == 0)


def test_the_summary_of_nothing_does_not_divide_by_it(qtbot: QtBot, opener: WindowOpener) -> None:
    dialog = opener.open_summary()
    assert any("0" in label.text() for label in dialog.findChildren(QLabel))


def reading(shop: EngineShop) -> RecordingReader:
    """The recording `talk.mp3`, read by an engine of the shop."""
    return RecordingReader(Path("talk.mp3"), shop, "tiny", "disfluency-{}".format)


def test_a_recording_is_read_and_shown(qtbot: QtBot) -> None:
    shop = EngineShop(update("Hello world.", ended=True))
    recording = reading(shop)
    with qtbot.waitSignal(recording.done) as caught:
        recording.start()
        qtbot.waitUntil(lambda: len(recording._read.transcript.entries) == 1)
        qtbot.mouseClick(recording.dialog.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert isinstance(caught.args[0], Transcript)
    assert caught.args[0].entries[0].words[0].word.text == "Hello"
    info = caught.args[0].info
    assert (info.source, info.speech_model, info.disfluency_model) == ("talk.mp3", "tiny", "disfluency-")


def test_a_recording_tells_its_progress_in_percent(qtbot: QtBot) -> None:
    recording = reading(EngineShop())
    qtbot.addWidget(recording.dialog)
    recording.show_status(Status(State.LOADING))
    assert recording.dialog.maximum() == 0, "it cannot be told yet"
    recording.show_status(Status(State.LISTENING, 0.1, 75 * SAMPLE_RATE, 0, 300 * SAMPLE_RATE))
    assert (recording.dialog.value(), recording.dialog.maximum()) == (25, 100)
    assert recording.dialog.labelText() == "talk.mp3: 0:01:15 of 0:05:00 read"
    recording.show_status(Status(State.LISTENING, 0.1, 301 * SAMPLE_RATE, 0, 300 * SAMPLE_RATE))
    assert recording.dialog.value() == 100, "the file said less than it holds"


def test_a_recording_of_unknown_length_tells_how_much_was_read(qtbot: QtBot) -> None:
    recording = reading(EngineShop())
    qtbot.addWidget(recording.dialog)
    recording.show_status(Status(State.LISTENING, 0.1, 75 * SAMPLE_RATE))
    assert recording.dialog.maximum() == 0
    assert recording.dialog.labelText() == "talk.mp3: 0:01:15 read"


def test_a_recording_that_cannot_be_read_is_reported(qtbot: QtBot) -> None:
    recording = reading(EngineShop(error=AudioFileError("It is no recording.")))
    with qtbot.waitSignals([recording.failed, recording.done]):
        recording.start()


def test_another_model_in_place_of_the_chosen_one_is_told_once_while_reading(qtbot: QtBot) -> None:
    recording = reading(EngineShop())
    qtbot.addWidget(recording.dialog)
    told: list[ModelMissing] = []
    recording.stood_in.connect(told.append)
    gone = ModelMissing("There is no model. The built-in one is used in its place.", "Fetch it.")
    for _ in range(3):
        recording.show_status(Status(State.LISTENING, stands_in=gone, stand_in="another"))
    assert told == [gone]
    assert recording._read.transcript.info.speech_model == "another"


def test_a_file_dropped_on_the_transcript_is_transcribed(qtbot: QtBot, opener: WindowOpener, alerts: Alerts) -> None:
    window = opener.past.show(Transcript())
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/tmp/talk.mp3")])
    place, action, button = QPointF(10, 10), Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(place.toPoint(), action, data, button, Qt.KeyboardModifier.NoModifier)
    window.dragEnterEvent(enter)
    assert enter.isAccepted()
    window.dropEvent(QDropEvent(place, action, data, button, Qt.KeyboardModifier.NoModifier))
    qtbot.waitUntil(lambda: bool(alerts.notices))
    qtbot.waitUntil(lambda: opener._recording is None)


@pytest.mark.parametrize(
    ("platform", "has_x11", "on_top", "x11_helps"),
    [("xcb", True, True, False), ("wayland", True, False, True), ("wayland-egl", False, False, False)],
)
def test_abilities_of_desktops(platform: str, has_x11: bool, on_top: bool, x11_helps: bool) -> None:
    found = desktop.abilities(platform, has_x11)
    assert (found.stays_on_top, found.x11_would_help) == (on_top, x11_helps)
    assert bool(desktop.note(found)) is not on_top


@pytest.mark.parametrize(
    ("setting", "session_type", "has_x11", "wanted"),
    [
        ("auto", "wayland", True, True),
        ("auto", "wayland", False, False),
        ("auto", "x11", True, False),
        ("off", "wayland", True, False),
        ("on", "wayland", True, True),
    ],
)
def test_when_to_run_through_x11(setting: str, session_type: str, has_x11: bool, wanted: bool) -> None:
    assert desktop.wants_x11(setting, session_type, has_x11) is wanted


@pytest.mark.parametrize(
    ("platform", "session_type", "by"),
    [
        ("xcb", "x11", KeysBy.X11),
        ("xcb", "", KeysBy.X11),
        ("xcb", "wayland", KeysBy.PORTAL),
        ("wayland", "wayland", KeysBy.PORTAL),
        ("wayland-egl", "", KeysBy.PORTAL),
        ("windows", "", KeysBy.NOTHING),
    ],
)
def test_how_global_shortcuts_can_be_had(platform: str, session_type: str, by: KeysBy) -> None:
    assert desktop.keys_by(platform, session_type) is by


def test_each_way_of_global_shortcuts_is_reported(qapp: object) -> None:
    assert desktop.keys_note(KeysBy.X11) == ""
    told = [desktop.keys_note(KeysBy.NOTHING), *(desktop.portal_note(grant, ()) for grant in Grant)]
    assert len(set(told)) == len(told)
    assert "Ctrl+Alt+R" in desktop.portal_note(Grant.HELD, ["Ctrl+Alt+R (Raw)"])
