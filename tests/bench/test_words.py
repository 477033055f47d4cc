"""What stands in the windows are words for people: no key of the settings, no syntax of a file, no back-tick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count, takewhile

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QWidget,
)

from captioner.bench import screenshots
from captioner.bench.scenes import SCENES
from captioner.errors import (
    CaptionerError,
    LoopbackUnavailable,
    ModelMismatch,
    ModelMissing,
    NoInputDevice,
    SettingsError,
)
from captioner.models.store import ModelStore
from captioner.settings import declared as declarations
from captioner.settings.declared import Settings
from captioner.ui.look.language import LANGUAGES, Language
from captioner.ui.look.texts import error_text
from captioner.ui.settings import texts as setting_texts

pytestmark = pytest.mark.slow

KEYS = [option.key for option in declarations.describe()]
NAMES = {option.name for option in declarations.describe() if "_" in option.name}
RAW = {value for option in declarations.describe() for value in option.choices} - {"Standard"}
"""Values as a file has them; the words for them begin with a capital or are longer."""
SYNTAX = re.compile(r"`|#[0-9a-fA-F]{6}\b|#rrggbb|\|(ALSA|PulseAudio)|host API|captioner [a-z]+ |\{|\}|\[[\d, ]+\]")


def texts(window: QWidget) -> Iterator[str]:
    """All that a window shows, says in hints, or tells a screen reader."""
    for each in (window, *window.findChildren(QWidget)):
        yield from (each.windowTitle(), each.toolTip(), each.accessibleName(), each.accessibleDescription())
        if isinstance(each, QLabel | QAbstractButton | QLineEdit):
            yield each.text()
        if isinstance(each, QLineEdit):
            yield each.placeholderText()
        if isinstance(each, QAbstractSpinBox):
            yield each.text()
        if isinstance(each, QComboBox):
            yield from (each.itemText(number) for number in range(each.count()))
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            yield from cells(each.model())
        if isinstance(each, QMenu):
            yield from (action.text() for action in each.actions())


def cells(model: QAbstractItemModel) -> Iterator[str]:
    for row in range(model.rowCount()):
        # a list has no columns that can be counted
        places = (model.index(row, column) for column in count())
        for place in takewhile(lambda place: place.isValid(), places):
            yield str(place.data(Qt.ItemDataRole.DisplayRole) or "")


def wrong(text: str) -> bool:
    """Something that only the program or a file should know."""
    words = set(re.findall(r"[\w.-]+", text))
    return bool(SYNTAX.search(text) or words & (set(KEYS) | NAMES) or text in RAW)


@pytest.fixture
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    spoken = Language()
    spoken.use(request.param)
    yield request.param
    spoken.use("en")


@pytest.mark.parametrize("language", LANGUAGES, indirect=True)
@pytest.mark.parametrize("name", SCENES)
def test_windows_hold_words_only(qapp: QApplication, language: str, name: str) -> None:
    shown = screenshots.windows(qapp, "dark")
    try:
        for suffix, window in SCENES[name](shown):
            assert [text for text in texts(window) if wrong(text)] == [], f"{name}{suffix}"
    finally:
        screenshots.put_away(shown)


def errors() -> Iterator[CaptionerError]:
    """Errors as the rooms below the windows raise them, with a command or a key in what they say."""
    yield NoInputDevice("x", "Choose another; `captioner devices` lists them all.")
    yield LoopbackUnavailable("x", "Start it: `systemctl --user restart pipewire-pulse`, or `pulseaudio --start`.")
    yield ModelMismatch("x", "Choose `auto` or `cpu` as the device of speech recognition.")
    for key, value in (("overlay.theme", "pink"), ("overlay.text_colour", "red"), ("overlay.font_size", 1)):
        try:
            declarations.replace(Settings(), key, value)
        except SettingsError as error:
            yield error


@pytest.mark.parametrize("language", LANGUAGES, indirect=True)
def test_errors_are_words_too(language: str, store: ModelStore) -> None:
    found = list(errors())
    with pytest.raises(ModelMissing) as caught:
        store.find("speech", "base")
    found.append(caught.value)
    assert [error_text(error) for error in found if wrong(error_text(error))] == []


def test_every_value_of_a_list_is_a_word(qapp: object) -> None:
    shown = [option for option in declarations.describe() if not option.is_hidden]
    left = [value for option in shown for value in option.choices if setting_texts.choice(option, value) == value]
    assert left == []


def test_the_check_finds_its_fault() -> None:
    for text in ("overlay.font_size", "`auto`", "#ff00ff", "yeti|ALSA", "int8_float16", "cuda", "Use `captioner x y`"):
        assert wrong(text), text
    assert not wrong("Dark")
