"""Names, terms and replacements by keys and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QInputDialog, QPushButton, QTableWidgetItem
from pytestqt.qtbot import QtBot

from captioner.ui.settings.dialog import SettingsDialog
from captioner.ui.settings.offers import Offers
from captioner.ui.settings.page import OptionRow
from captioner.ui.settings.source_list import Sources
from captioner.ui.settings.words_dialog import WordsDialog
from captioner.ui.state.preferences import Preferences


@pytest.fixture
def dialog(qtbot: QtBot, preferences: Preferences) -> WordsDialog:
    preferences.put("speech.vocabulary", "Shriberg, Kubernetes")
    preferences.put("captions.replacements", {"shryburg": "Shriberg"})
    result = WordsDialog(preferences)
    qtbot.addWidget(result)
    result.show()
    return result


def test_terms_stand_one_a_line_and_are_kept_as_they_are_told(
    qtbot: QtBot, dialog: WordsDialog, preferences: Preferences
) -> None:
    assert dialog.terms.text.toPlainText() == "Shriberg\nKubernetes"
    dialog.terms.text.setFocus()
    qtbot.keyClick(dialog.terms.text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    for _ in range(2):
        qtbot.keyClick(dialog.terms.text, Qt.Key.Key_Return)
    qtbot.keyClicks(dialog.terms.text, "Grafana ,")
    dialog.accept()
    assert preferences.settings.speech.vocabulary == "Shriberg, Kubernetes, Grafana"


def test_each_set_has_its_own_terms(
    dialog: WordsDialog, preferences: Preferences, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    terms = dialog.terms
    monkeypatch.setattr(QInputDialog, "getText", lambda *args, **kwargs: ("Choir", True))
    qtbot.mouseClick(terms.new, Qt.MouseButton.LeftButton)
    assert terms.text.toPlainText() == ""
    terms.text.setPlainText("Mendelssohn")
    dialog.accept()
    speech = preferences.settings.speech
    assert (speech.vocabulary_name, speech.vocabulary) == ("Choir", "Mendelssohn")
    again = WordsDialog(preferences)
    qtbot.addWidget(again)
    assert [again.terms.names.itemText(n) for n in range(2)] == ["General", "Choir"]
    again.terms.names.setCurrentIndex(0)
    again.terms.names.activated.emit(0)
    again.accept()
    assert preferences.settings.speech.vocabulary == "Shriberg, Kubernetes"


def test_a_set_is_deleted(dialog: WordsDialog, preferences: Preferences, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not dialog.terms.delete.isEnabled(), "the general one stays"
    monkeypatch.setattr(QInputDialog, "getText", lambda *args, **kwargs: ("Choir", True))
    dialog.terms.new.click()
    dialog.terms.delete.click()
    dialog.accept()
    assert preferences.settings.speech.vocabulary_name == ""
    assert "Choir" not in preferences.settings.speech.vocabularies


def test_replacements_are_a_table_that_grows(dialog: WordsDialog, preferences: Preferences) -> None:
    table = dialog.replacements.table
    assert table.rowCount() == 2
    table.setItem(1, 0, QTableWidgetItem("kubernetties"))
    assert table.rowCount() == 3
    table.setItem(1, 1, QTableWidgetItem("Kubernetes"))
    table.setCurrentCell(0, 0)
    dialog.replacements.remove.click()
    dialog.accept()
    assert dict(preferences.settings.captions.replacements) == {"kubernetties": "Kubernetes"}


def test_the_settings_open_it(qtbot: QtBot, preferences: Preferences) -> None:
    settings = SettingsDialog(preferences, offers=Offers(None, Sources))
    qtbot.addWidget(settings)
    settings.open_section("captions")
    row = next(each for each in settings.findChildren(OptionRow) if each.option.name == "replacements")
    row.editor.findChild(QPushButton).click()
    dialog = settings.findChild(WordsDialog)
    assert dialog.tabs.currentWidget() is dialog.replacements
    dialog.close()
