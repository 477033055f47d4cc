"""The settings dialog: generated, searched, reset, imported, exported; changes hold at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QKeySequenceEdit,
    QMessageBox,
    QSpinBox,
)
from pytestqt.qtbot import QtBot

from captioner.settings import declared as declarations
from captioner.settings.declared import Settings
from captioner.ui.settings.dialog import SettingsDialog
from captioner.ui.settings.offers import Offers
from captioner.ui.settings.page import OptionRow, SettingsPage
from captioner.ui.settings.source_list import Sources
from captioner.ui.state.preferences import Preferences


@pytest.fixture
def dialog(qtbot: QtBot, preferences: Preferences) -> SettingsDialog:
    result = SettingsDialog(preferences, offers=Offers(None, Sources))
    qtbot.addWidget(result)
    result.show()
    qtbot.waitExposed(result)
    return result


def row(dialog: SettingsDialog, key: str) -> OptionRow:
    section = key.partition(".")[0]
    dialog.open_section(section)
    return next(each for each in page(dialog).rows if each.option.key == key)


def page(dialog: SettingsDialog) -> SettingsPage:
    shown = dialog.pages.currentWidget()
    assert isinstance(shown, SettingsPage)
    return shown


def inner(dialog: SettingsDialog, key: str, kind: type) -> object:
    found = row(dialog, key).editor.findChild(kind)
    assert found is not None
    return found


def test_every_option_that_is_not_hidden_is_there(dialog: SettingsDialog) -> None:
    keys = {each.option.key for page in dialog._all_pages() for each in page.rows}
    assert keys == {option.key for option in declarations.describe() if not option.is_hidden}


def test_every_editor_has_a_name_and_says_what_it_does(dialog: SettingsDialog) -> None:
    for page in dialog._all_pages():
        for each in page.rows:
            proxy = each.editor.focusProxy()
            assert proxy is not None, each.option.key
            assert proxy.accessibleName(), each.option.key
            assert proxy.accessibleDescription(), each.option.key


def test_a_flag_by_mouse(qtbot: QtBot, dialog: SettingsDialog, preferences: Preferences) -> None:
    box = inner(dialog, "captions.show_provisional", QCheckBox)
    qtbot.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(8, box.height() // 2))
    assert not preferences.settings.captions.show_provisional


def test_a_number_by_keys(qtbot: QtBot, dialog: SettingsDialog, preferences: Preferences) -> None:
    box = inner(dialog, "overlay.font_size", QSpinBox)
    box.setFocus()
    box.selectAll()
    qtbot.keyClicks(box, "40")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert preferences.settings.overlay.font_size == 40
    assert dialog.isVisible(), "Enter in a field does not close the dialog"


def test_a_fraction_by_keys(qtbot: QtBot, dialog: SettingsDialog, preferences: Preferences) -> None:
    box = inner(dialog, "overlay.background_opacity", QDoubleSpinBox)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert preferences.settings.overlay.background_opacity == pytest.approx(0.75)


def test_a_choice_by_keys(qtbot: QtBot, dialog: SettingsDialog, preferences: Preferences) -> None:
    box = inner(dialog, "overlay.theme", QComboBox)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert preferences.settings.overlay.theme == "light"


def test_a_shortcut_by_keys(qtbot: QtBot, dialog: SettingsDialog, preferences: Preferences) -> None:
    field = inner(dialog, "keys.view", QKeySequenceEdit)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    field.editingFinished.emit()
    assert preferences.settings.keys.view == "Ctrl+V"


def test_reset_goes_back_to_the_default(qtbot: QtBot, dialog: SettingsDialog, preferences: Preferences) -> None:
    each = row(dialog, "overlay.font_size")
    assert not each.reset.isEnabled()
    preferences.put("overlay.font_size", 50)
    assert each.reset.isEnabled()
    qtbot.mouseClick(each.reset, Qt.MouseButton.LeftButton)
    assert preferences.settings.overlay.font_size == 24


def test_search_leaves_only_what_matches(qtbot: QtBot, dialog: SettingsDialog) -> None:
    qtbot.keyClicks(dialog.field, "opacity")
    visible = [dialog.sections.item(n) for n in range(dialog.sections.count())]
    assert [item.text() for item in visible if not item.isHidden()] == ["Overlay"]
    shown = [each.option.name for each in page(dialog).rows if not each.isHidden()]
    assert shown == ["background_opacity"]
    dialog.field.clear()
    assert not any(dialog.sections.item(n).isHidden() for n in range(dialog.sections.count()))


def test_the_preview_follows_at_once(dialog: SettingsDialog, preferences: Preferences) -> None:
    dialog.open_section("overlay")
    before = dialog.preview.grab().toImage()
    preferences.put("overlay.theme", "light")
    assert dialog.preview.grab().toImage() != before


def test_an_option_that_needs_a_restart_says_so(qtbot: QtBot, dialog: SettingsDialog, preferences: Preferences) -> None:
    preferences.put("overlay.font_size", 30)
    assert not dialog._restart.isVisible()
    preferences.put("speech.threads", 2)
    assert dialog._restart.isVisible()
    with qtbot.waitSignal(dialog.restart_asked):
        qtbot.mouseClick(dialog.begin_anew, Qt.MouseButton.LeftButton)
    assert not dialog._restart.isVisible()


def test_export_and_import_are_inverse(
    dialog: SettingsDialog, preferences: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *args: (str(path), ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(path), ""))
    preferences.put("overlay.font_size", 33)
    preferences.put("overlay.places", {"a": [1, 2, 3, 4]})
    dialog._export()
    preferences.put("overlay.font_size", 12)
    dialog._import()
    assert preferences.settings.overlay.font_size == 33
    assert dict(preferences.settings.overlay.places) == {"a": [1, 2, 3, 4]}


def test_a_damaged_file_is_refused_with_a_sentence(
    qtbot: QtBot, dialog: SettingsDialog, preferences: Preferences, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.json"
    path.write_text("{")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: (str(path), ""))
    before = preferences.settings
    with qtbot.waitSignal(dialog.failed):
        dialog._import()
    assert preferences.settings == before


def test_reset_all_asks_first(dialog: SettingsDialog, preferences: Preferences) -> None:
    preferences.put("overlay.font_size", 50)

    def answer(choice: QMessageBox.StandardButton) -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        box.button(choice).click()

    QTimer.singleShot(0, lambda: answer(QMessageBox.StandardButton.No))
    dialog._reset_all()
    assert preferences.settings.overlay.font_size == 50
    QTimer.singleShot(0, lambda: answer(QMessageBox.StandardButton.Yes))
    dialog._reset_all()
    assert preferences.settings == Settings()


def test_the_wheel_scrolls_the_page_and_changes_nothing(
    qtbot: QtBot, dialog: SettingsDialog, preferences: Preferences
) -> None:
    box = inner(dialog, "overlay.font_size", QSpinBox)
    dialog.field.setFocus()
    middle = QPointF(box.rect().center())
    wheel = QWheelEvent(
        middle,
        QPointF(box.mapToGlobal(box.rect().center())),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(box, wheel)
    assert preferences.settings.overlay.font_size == 24


def test_an_option_that_needs_a_restart_of_the_program_offers_no_button(
    dialog: SettingsDialog, preferences: Preferences
) -> None:
    preferences.put("general.language", "de")
    assert dialog._restart.isVisible()
    assert not dialog.begin_anew.isVisible()
    preferences.put("speech.threads", 2)
    assert dialog.begin_anew.isVisible()
