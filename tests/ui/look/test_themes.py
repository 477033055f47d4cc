"""Every theme can be read: WCAG AA for all text on all grounds that it stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QFontComboBox, QLineEdit, QStyleFactory
from pytestqt.qtbot import QtBot

from captioner.messages import State
from captioner.settings.declared import Overlay
from captioner.settings.themes import THEMES, Theme
from captioner.ui.look import themes
from captioner.ui.look.icons import state_colour
from captioner.ui.look.menus import Menu
from captioner.ui.look.pick_list import PickList
from tests.ui.look.contrast import AA_GRAPHIC, AA_TEXT, contrast

TEXT_PAIRS = [
    ("settled", "caption"),
    ("provisional", "caption"),
    ("repair", "caption"),
    ("filler", "caption"),
    ("me", "caption"),
    ("me", "base"),
    ("text", "window"),
    ("text", "base"),
    ("text", "button"),
    ("faint", "window"),
    ("faint", "base"),
    ("repair", "base"),
    ("filler", "base"),
    ("accent", "window"),
    ("accent", "base"),
    ("accent_text", "accent"),
    ("match_text", "match"),
    ("error", "window"),
    ("warning", "window"),
    ("good", "window"),
    ("settled", "button"),
]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("front", "back"), TEXT_PAIRS)
def test_text_has_contrast_aa(name: str, front: str, back: str) -> None:
    theme = THEMES[name]
    assert contrast(getattr(theme, front), getattr(theme, back)) >= AA_TEXT


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("state", State)
def test_the_dot_of_every_state_can_be_seen(name: str, state: State) -> None:
    theme = THEMES[name]
    assert contrast(state_colour(state, theme), theme.caption) >= AA_GRAPHIC


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("back", ["window", "base", "caption"])
def test_borders_of_controls_have_contrast_aa(name: str, back: str) -> None:
    theme = THEMES[name]
    assert contrast(theme.border, getattr(theme, back)) >= AA_GRAPHIC


@pytest.mark.parametrize("name", THEMES)
def test_disabled_controls_look_disabled_and_are_legible(name: str) -> None:
    theme = THEMES[name]
    for back in (theme.window, theme.base):
        assert AA_GRAPHIC <= contrast(theme.disabled, back) < contrast(theme.text, back) / 2


@pytest.fixture
def in_theme(qapp: QApplication) -> Iterator[Callable[[Theme], None]]:
    """Puts the whole application into a theme, as the program does."""
    before = QApplication.palette()
    style = QApplication.style().objectName()
    QApplication.setStyle("fusion")
    yield themes.apply
    QApplication.setStyle(style)
    QApplication.setPalette(before)


@pytest.mark.parametrize("name", THEMES)
def test_the_boxes_of_a_menu_can_be_seen(qtbot: QtBot, in_theme: Callable[[Theme], None], name: str) -> None:
    in_theme(THEMES[name])
    menu = Menu()
    qtbot.addWidget(menu)
    menu.addAction("\u2003").setCheckable(True)
    menu.show()
    picture = menu.grab().toImage()
    row = [picture.pixelColor(x, picture.height() // 2).name() for x in range(picture.width() // 2)]
    ground = picture.pixelColor(picture.width() - 4, picture.height() // 2).name()
    # the edge of the box is drawn half transparent
    assert max(contrast(colour, ground) for colour in row) >= 1.5


@pytest.mark.parametrize("kind", [QComboBox, PickList, QFontComboBox])
@pytest.mark.parametrize("name", THEMES)
def test_drop_down_lists_are_painted_legibly(
    qtbot: QtBot, in_theme: Callable[[Theme], None], name: str, kind: type[QComboBox]
) -> None:
    in_theme(THEMES[name])
    box = kind()
    qtbot.addWidget(box)
    if not isinstance(box, QFontComboBox):
        box.addItems(["HHHHHHHH", "MMMMMMMM", "WWWWWWWW"])
    box.show()
    box.showPopup()
    view = box.view()
    picture = view.viewport().grab().toImage()
    for row in range(min(3, box.count())):
        place = view.visualRect(box.model().index(row, 0)).intersected(picture.rect()).adjusted(2, 2, -2, -2)
        painted = Counter(
            picture.pixelColor(x, y).name()
            for x in range(place.left(), place.right())
            for y in range(place.top(), place.bottom())
        )
        ground = painted.most_common(1)[0][0]
        assert max(contrast(colour, ground) for colour in painted) >= AA_TEXT, f"line {row} on {ground}"
    box.hidePopup()


@pytest.mark.parametrize("name", THEMES)
def test_provisional_text_is_nearer_to_the_ground_than_settled_text(name: str) -> None:
    theme = THEMES[name]
    assert contrast(theme.provisional, theme.caption) < contrast(theme.settled, theme.caption)


def test_contrast_is_what_wcag_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.005)
    assert contrast("#123456", "#123456") == pytest.approx(1.0)


def test_own_colours_replace_those_of_the_theme() -> None:
    theme = themes.chosen(Overlay(theme="light", text_colour="#112233"))
    assert theme.settled == "#112233"
    assert theme.provisional == THEMES["light"].provisional


@pytest.mark.parametrize("name", THEMES)
def test_the_frame_of_a_field_can_be_seen(qtbot: QtBot, name: str) -> None:
    theme = THEMES[name]
    field = QLineEdit()
    qtbot.addWidget(field)
    field.setStyle(QStyleFactory.create("fusion"))
    field.setPalette(themes.framed_palette(theme))
    field.resize(100, 30)
    picture = field.grab().toImage()
    best = max(contrast(picture.pixelColor(50, y).name(), theme.base) for y in range(4))
    assert best >= AA_GRAPHIC
