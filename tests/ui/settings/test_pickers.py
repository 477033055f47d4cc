"""Nothing has to be typed: lists of what there is, in words, that follow what comes and goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QColorDialog, QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from captioner.audio.devices import Device
from captioner.models.store import ModelStore
from captioner.settings import declared as declarations
from captioner.settings.declared import Settings
from captioner.ui.settings.dialog import SettingsDialog
from captioner.ui.settings.editor_of import editor
from captioner.ui.settings.editors import Editor
from captioner.ui.settings.offers import Offers
from captioner.ui.settings.source_list import Sources
from captioner.ui.state.preferences import Preferences

YETI = Device("Yeti Stereo Microphone", "alsa_input.yeti|PulseAudio", is_default=True, detail="")
HEADSET = Device("Headset", "bluez.headset|PulseAudio", is_default=False, detail="")
HDMI = Device("HDMI / DisplayPort", "alsa_output.hdmi", is_default=True, detail="")


@pytest.fixture
def offers(qapp: object, store: ModelStore) -> Iterator[Offers]:
    result = Offers(store, lambda: Sources((YETI,), (HDMI,)))
    result.show(Sources((YETI,), (HDMI,)))
    yield result
    result.stop()


def made(qtbot: QtBot, offers: Offers, key: str) -> tuple[Editor, QComboBox]:
    result = editor(declarations.find(key), offers)
    qtbot.addWidget(result)
    result.show_value(declarations.get(Settings(), key))
    box = result.findChild(QComboBox)
    assert box is not None
    return result, box


def lines(box: QComboBox) -> list[str]:
    return [box.itemText(n) for n in range(box.count())]


def choose(box: QComboBox, text: str) -> None:
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_microphones_have_the_systems_names(qtbot: QtBot, offers: Offers) -> None:
    edited, box = made(qtbot, offers, "audio.device")
    assert lines(box) == ["Yeti Stereo Microphone (the system's choice)", "Yeti Stereo Microphone"]
    with qtbot.waitSignal(edited.edited, check_params_cb=lambda value: value == "alsa_input.yeti|PulseAudio"):
        choose(box, "Yeti Stereo Microphone")


def test_a_device_that_comes_is_in_the_list_and_one_that_goes_is_not(qtbot: QtBot, offers: Offers) -> None:
    edited, box = made(qtbot, offers, "audio.device")
    offers.show(Sources((YETI, HEADSET)))
    assert "Headset" in lines(box)
    edited.show_value(HEADSET.spec)
    assert box.currentText() == "Headset"
    offers.show(Sources((YETI,)))
    assert box.currentText() == "bluez.headset (not connected)", "what holds stays, and says why nothing is heard"
    assert "Headset" not in lines(box)


def test_a_device_that_comes_does_not_close_what_is_chosen(qtbot: QtBot, offers: Offers) -> None:
    edited, box = made(qtbot, offers, "audio.system_device")
    edited.show_value("alsa_output.hdmi")
    offers.show(Sources((YETI, HEADSET), (HDMI,)))
    assert box.currentText() == "HDMI / DisplayPort"


def test_a_recording_is_chosen_in_the_systems_dialog(
    qtbot: QtBot, offers: Offers, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited, box = made(qtbot, offers, "audio.source")
    assert lines(box) == ["Microphone", "What this machine plays", "Both, as Me and Them", "A recording…"]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: ("/music/lecture 3.mp3", ""))
    with qtbot.waitSignal(edited.edited, check_params_cb=lambda value: value == "/music/lecture 3.mp3"):
        choose(box, "A recording…")
    edited.show_value("/music/lecture 3.mp3")
    assert box.currentText() == "The recording lecture 3.mp3"


def test_cancelling_the_dialog_leaves_what_was_chosen(
    qtbot: QtBot, offers: Offers, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited, box = made(qtbot, offers, "audio.source")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *args: ("", ""))
    with qtbot.assertNotEmitted(edited.edited):
        choose(box, "A recording…")
    assert box.currentText() == "Microphone"


def test_models_are_those_that_are_here_and_a_way_to_the_others(qtbot: QtBot, offers: Offers) -> None:
    _, box = made(qtbot, offers, "speech.model")
    assert box.currentText().startswith("Captioner tiny (")
    assert lines(box)[-1] == "More models…"
    with qtbot.waitSignal(offers.models_asked):
        choose(box, "More models…")
    assert box.currentText().startswith("Captioner tiny (")


def test_a_model_in_a_folder_of_ones_own(qtbot: QtBot, offers: Offers, tmp_path: Path) -> None:
    edited, box = made(qtbot, offers, "speech.model")
    (tmp_path / "mine").mkdir()
    edited.show_value(str(tmp_path / "mine"))
    assert box.currentText() == "mine, in a folder of your own"
    edited.show_value("base.en")
    assert box.currentText() == "Whisper base for English (not on this machine)"


def test_languages_are_called_as_their_speakers_do(qtbot: QtBot, offers: Offers) -> None:
    edited, box = made(qtbot, offers, "speech.language")
    assert lines(box)[0] == "Detected by the model"
    assert {"Deutsch", "English", "Français", "Español", "日本語"} <= set(lines(box))
    assert len(set(lines(box))) == len(lines(box))
    edited.show_value("german")
    assert box.currentText() == "Deutsch"


def test_weights_are_words(qtbot: QtBot, offers: Offers) -> None:
    edited, box = made(qtbot, offers, "overlay.font_weight")
    assert box.currentText() == "Medium"
    with qtbot.waitSignal(edited.edited, check_params_cb=lambda value: value == 700):
        choose(box, "Bold")
    edited.show_value(450)
    assert box.currentText() == "450 of 900"


def test_colours_are_swatches_with_names(qtbot: QtBot, offers: Offers, monkeypatch: pytest.MonkeyPatch) -> None:
    edited, box = made(qtbot, offers, "overlay.text_colour")
    assert box.currentText() == "Theme colour"
    yellow = box.findText("Yellow")
    swatch = box.itemIcon(yellow).pixmap(16, 16).toImage()
    assert swatch.pixelColor(8, 8).name() == box.itemData(yellow)
    edited.show_value("#12AB34")
    assert box.currentText() == "Your own colour"
    monkeypatch.setattr(QColorDialog, "getColor", lambda start, *args: start)
    with qtbot.waitSignal(edited.edited, check_params_cb=lambda value: value == "#12ab34"):
        choose(box, "Another colour…")


def test_a_long_name_makes_no_window_wider(qtbot: QtBot, offers: Offers) -> None:
    edited, _ = made(qtbot, offers, "audio.device")
    before = edited.minimumSizeHint().width()
    offers.show(Sources((Device("W" * 300, "w|PulseAudio", is_default=True, detail=""),)))
    assert edited.minimumSizeHint().width() == before


def test_devices_are_looked_for_while_the_settings_are_open(qtbot: QtBot, preferences: Preferences) -> None:
    found = [Sources((YETI,))]
    offers = Offers(None, lambda: found[0])
    dialog = SettingsDialog(preferences, offers=offers)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: offers.sources.microphones == (YETI,))
    found[0] = Sources((YETI, HEADSET))
    offers._watch.changed.emit()
    qtbot.waitUntil(lambda: offers.sources.microphones == (YETI, HEADSET))
    dialog.close()


def test_the_dialog_keeps_its_size(qtbot: QtBot, preferences: Preferences) -> None:
    dialog = SettingsDialog(preferences, offers=Offers(None, lambda: Sources((YETI,), (HDMI,))))
    qtbot.addWidget(dialog)
    dialog.show()
    before = dialog.size()
    for page in dialog._all_pages():
        dialog.open_section(page.section)
        assert dialog.size() == before, page.section
    preferences.put("overlay.font_size", 96)
    preferences.put("speech.threads", 2)
    assert dialog._restart.isVisible()
    QApplication.processEvents()
    assert dialog.size() == before
    dialog.close()
