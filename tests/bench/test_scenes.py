"""Every window in every theme and language: it can be drawn, named, reached by keys, and nothing in it is cut."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QWidget,
)

from captioner.bench import screenshots
from captioner.bench.scenes import SCENES
from captioner.settings.themes import THEMES
from captioner.ui.look.language import LANGUAGES, Language
from captioner.ui.windows import Windows

pytestmark = pytest.mark.slow

CONTROLS = (QAbstractButton, QComboBox, QAbstractSpinBox, QLineEdit, QAbstractItemView, QPlainTextEdit, QProgressBar)


@pytest.fixture
def windows(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[Windows]:
    language = Language()
    language.use(getattr(request, "param", "en"))
    result = screenshots.windows(qapp, "dark")
    yield result
    screenshots.put_away(result)
    language.use("en")


def controls(window: QWidget) -> list[QWidget]:
    """What a person can use; not the inner parts of Qt's own widgets."""
    return [each for each in window.findChildren(QWidget) if isinstance(each, CONTROLS) and not is_inner(each)]


def is_inner(widget: QWidget) -> bool:
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, (*CONTROLS, QKeySequenceEdit)):
            return True
        above = above.parentWidget()
    return widget.objectName().startswith("qt_")


def shown_name(widget: QWidget) -> str:
    if widget.accessibleName():
        return widget.accessibleName()
    if isinstance(widget, QAbstractButton):
        return widget.text()
    labels = [label for label in widget.window().findChildren(QLabel) if label.buddy() is widget]
    return labels[0].text() if labels else ""


@pytest.mark.parametrize("name", SCENES)
def test_every_control_has_a_name_and_can_be_reached_by_keys(windows: Windows, name: str) -> None:
    for _, window in SCENES[name](windows):
        for control in controls(window):
            assert shown_name(control), f"{type(control).__name__} in {name} has no name"
            if name not in ("overlay", "alert"):
                # these two never take the keyboard: their actions are in the menus of the tray and the transcript
                proxy = control.focusProxy() or control
                is_reached = proxy.focusPolicy() & Qt.FocusPolicy.TabFocus
                assert is_reached or isinstance(control, QProgressBar), shown_name(control)


@pytest.mark.parametrize("windows", LANGUAGES, indirect=True)
@pytest.mark.parametrize("name", SCENES)
def test_no_text_is_cut(windows: Windows, name: str) -> None:
    for suffix, window in SCENES[name](windows):
        screenshots.picture(window)
        for label in window.findChildren(QLabel):
            if label.isVisible() and label.text():
                assert label.width() + 1 >= least_width(label), f"{name}{suffix}: {label.text()}"
                assert label.height() + 1 >= label.minimumSizeHint().height() or label.wordWrap(), label.text()
                if label.wordWrap():
                    assert label.height() + 1 >= label.heightForWidth(label.width()), f"{name}{suffix}: {label.text()}"
        for button in window.findChildren(QAbstractButton):
            if button.isVisible() and button.text() and button.icon().isNull():
                assert button.width() >= QFontMetrics(button.font()).horizontalAdvance(button.text()), button.text()


def least_width(label: QLabel) -> int:
    """Of the longest word where it may wrap, else of the whole."""
    metrics = QFontMetrics(label.font())
    text = label.text().replace("&", "")
    if label.wordWrap():
        return max(metrics.horizontalAdvance(word) for word in text.split())
    return metrics.horizontalAdvance(text)


def test_pictures_are_written_for_what_is_asked(qapp: QApplication, tmp_path: Path) -> None:
    asked = ["--out", str(tmp_path), "--scale", "1", "--theme", "light", "--language", "en", "--window", "summary"]
    assert screenshots.main(asked) == 0
    assert [path.name for path in tmp_path.glob("*.png")] == ["summary-light-en-100.png"]


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", SCENES)
def test_windows_stand_on_the_grounds_of_the_theme(qapp: QApplication, theme: str, name: str) -> None:
    shown = screenshots.windows(qapp, theme)
    colours = THEMES[theme]
    grounds = {colours.window, colours.base, colours.caption}
    try:
        for _, window in SCENES[name](shown):
            if name not in ("overlay", "menu"):
                image = window.grab().toImage()
                places = ((0.5, 0.98), (0.98, 0.5), (0.5, 0.7))
                found = {image.pixelColor(int(image.width() * x), int(image.height() * y)).name() for x, y in places}
                assert found & grounds, f"{name} in {theme}: {found}"
    finally:
        screenshots.put_away(shown)
