"""What the windows do together."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from captioner.bench import screenshots
from captioner.errors import DeviceLost, sentence
from captioner.messages import View
from captioner.ui.look.language import Language
from captioner.ui.windows import Windows


@pytest.fixture
def windows(qapp: QApplication) -> Iterator[Windows]:
    result = screenshots.windows(qapp, "dark")
    yield result
    screenshots.put_away(result)


@pytest.fixture
def no_tray(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: False)


@pytest.mark.usefixtures("no_tray")
def test_without_a_tray_hiding_the_overlay_leaves_a_way_back(windows: Windows) -> None:
    windows.actions["hide"].trigger()
    assert not windows.overlay.isVisible()
    assert windows.transcript.window.isVisible()
    windows.actions["hide"].trigger()
    assert windows.overlay.isVisible()


@pytest.mark.usefixtures("no_tray")
def test_without_a_tray_click_through_leaves_a_way_back(windows: Windows) -> None:
    windows.actions["click_through"].trigger()
    assert windows.transcript.window.isVisible()


def test_one_key_switches_the_view_everywhere(windows: Windows) -> None:
    windows.transcript.open()
    before = windows.overlay.captions.lines()[-1].text, windows.transcript.window.text.toPlainText()
    windows.actions["view"].trigger()
    assert windows.controller.view is View.MARKED
    assert windows.overlay.captions.lines()[-1].text != before[0]
    assert windows.transcript.window.text.toPlainText() != before[1]
    windows.actions["view"].trigger()
    after = windows.overlay.captions.lines()[-1].text, windows.transcript.window.text.toPlainText()
    assert after == before


def test_a_theme_reaches_every_window_at_once(windows: Windows) -> None:
    windows.transcript.open()
    before = windows.transcript.window.grab().toImage(), windows.overlay.grab().toImage()
    windows.preferences.put("overlay.theme", "light")
    assert windows.transcript.window.grab().toImage() != before[0]
    assert windows.overlay.grab().toImage() != before[1]


def test_an_error_is_never_a_caption(windows: Windows) -> None:
    windows.controller.failed.emit(DeviceLost("The microphone was unplugged.", "Plug it in again."))
    assert windows.alert_window.isVisible()
    assert not any("unplugged" in line.text for line in windows.overlay.captions.lines())
    assert windows.controller.session is not None
    spoken = [word.word.text for entry in windows.controller.session.transcript.entries for word in entry.words]
    assert not any("unplugged" in word for word in spoken)


def test_notices_about_the_settings_are_shown(qtbot: QtBot, windows: Windows) -> None:
    windows.tell([sentence("The settings file was damaged; the defaults are used.")])
    assert "damaged" in windows.alert_window.accessibleDescription()


def test_a_crash_is_reported_with_the_way_to_the_words(windows: Windows) -> None:
    language = Language()
    language.use("en")
    windows.tell_broken_off(0)
    assert not windows.alert_window.isVisible()
    windows.tell_broken_off(2)
    assert "2 sessions" in windows.alert_window.accessibleDescription()


def test_a_notice_is_dismissed_without_a_mouse(windows: Windows) -> None:
    assert not windows.actions["dismiss"].isEnabled()
    windows.tell([sentence("Something to know.")])
    windows.actions["dismiss"].trigger()
    assert not windows.alert_window.isVisible()
    assert not windows.actions["dismiss"].isEnabled()


def test_a_second_start_brings_a_hidden_overlay_back(windows: Windows) -> None:
    windows.actions["hide"].trigger()
    assert not windows.overlay.isVisible()
    windows.bring_back()
    assert windows.overlay.isVisible()
    assert not windows.actions["hide"].isChecked()


def test_replacements_are_shown_everywhere_and_stored_nowhere(windows: Windows) -> None:
    windows.transcript.open()
    said = [word.word.text for entry in windows.controller.session.transcript.entries for word in entry.words]
    windows.preferences.put("captions.lines", 6)
    windows.preferences.put("captions.replacements", {"train": "bus", "tickets": "passes"})
    lines = " ".join(line.text for line in windows.overlay.captions.lines())
    assert "bus" in windows.transcript.window.text.toPlainText()
    assert "train" not in windows.transcript.window.text.toPlainText()
    assert "The bus leaves" in lines
    assert "Passes are at the counter" in lines
    after = [word.word.text for entry in windows.controller.session.transcript.entries for word in entry.words]
    assert after == said
    windows.preferences.put("captions.replacements", {})
    assert "train" in windows.transcript.window.text.toPlainText()


def test_keys_lead_to_earlier_captions_and_back(windows: Windows) -> None:
    live = windows.overlay.captions.lines()
    windows.actions["earlier"].trigger()
    assert windows.overlay.captions.lines()[-1] != live[-1]
    windows.actions["later"].trigger()
    assert windows.overlay.captions.lines() == live
    windows.actions["earlier"].trigger()
    windows.actions["earlier"].trigger()
    windows.actions["live"].trigger()
    assert windows.overlay.captions.lines() == live
