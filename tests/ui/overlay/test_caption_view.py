"""Painting captions: what is drawn, how certain it looks, and that nothing else is repainted."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, QPointF, QRect, QVariantAnimation
from PySide6.QtGui import QColor, QImage, QPaintEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from captioner.captions.layout import Layout, Look
from captioner.messages import CaptionLine, CaptionUpdate, Label, LabelledWord, Run, View
from captioner.settings.declared import Captions, Overlay
from captioner.settings.themes import DARK
from captioner.ui.overlay.caption_style import CaptionStyle, resolve
from captioner.ui.overlay.caption_view import GLIDE_MS, CaptionView
from tests.strategies import sessions
from tests.ui.fakes import line
from tests.ui.look.contrast import AA_TEXT, contrast

LINES = tuple(line(text, frozen=True) for text in ("alpha", "bravo", "charlie", "delta", "echo"))


@pytest.fixture
def style(qapp: object) -> CaptionStyle:
    return resolve(Overlay(reduce_motion="on", background_opacity=0.0), Captions(lines=3, width=40))


@pytest.fixture
def view(qtbot: QtBot, style: CaptionStyle) -> CaptionView:
    return shown(qtbot, style)


def shown(qtbot: QtBot, style: CaptionStyle) -> CaptionView:
    result = CaptionView(style)
    qtbot.addWidget(result)
    result.resize(result.sizeHint())
    result.show()
    qtbot.waitExposed(result)
    return result


class PaintLog(QObject):
    """Collects the rectangles that a widget is asked to repaint."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self.rects: list[QRect] = []
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.rects.append(event.rect())
        return False

    def settle(self, qtbot: QtBot) -> None:
        """Wait until nothing more is painted."""
        before = -1
        while before != len(self.rects):
            before = len(self.rects)
            qtbot.wait(50)


def picture(view: CaptionView) -> QImage:
    return view.grab().toImage()


def texts(view: CaptionView) -> list[str]:
    return [each.text for each in view.lines()]


def ink(image: QImage, colour: QColor) -> int:
    """Pixels of exactly one colour."""
    image = image.convertToFormat(QImage.Format.Format_ARGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32)
    return int(np.count_nonzero(pixels == np.uint32(colour.rgb())))


def test_lines_fill_from_the_top_and_then_move_up(view: CaptionView) -> None:
    view.show_lines(0, LINES[:2])
    assert texts(view) == ["alpha", "bravo"]
    view.show_lines(0, LINES[:4])
    assert texts(view) == ["bravo", "charlie", "delta"]
    view.show_lines(2, LINES[2:5])
    assert texts(view) == ["charlie", "delta", "echo"]


def test_a_line_that_vanishes_moves_nothing_back(view: CaptionView) -> None:
    view.show_lines(0, LINES[:4])
    view.show_lines(0, LINES[:3])
    assert texts(view) == ["bravo", "charlie"]


def test_only_the_changed_row_is_repainted(qtbot: QtBot, view: CaptionView, style: CaptionStyle) -> None:
    with qtbot.waitSignal(view.painted):
        view.show_lines(0, (LINES[0], line("bra", settled=False)))
    log = PaintLog(view)
    with qtbot.waitSignal(view.painted):
        view.show_lines(0, (LINES[0], line("bravo", settled=False)))
    assert len(log.rects) == 1
    assert log.rects[0].top() > style.padding + 0.5 * style.line_height
    assert log.rects[0].height() < 1.5 * style.line_height


def test_an_update_that_changes_nothing_paints_nothing(qtbot: QtBot, view: CaptionView) -> None:
    with qtbot.waitSignal(view.painted):
        view.show_lines(0, LINES[:2])
    log = PaintLog(view)
    view.show_lines(0, LINES[:2])
    log.settle(qtbot)
    assert log.rects == []


def test_settled_and_provisional_differ_in_colour_and_without_it(view: CaptionView, style: CaptionStyle) -> None:
    view.show_lines(0, (line("mmmmm"),))
    plain = picture(view)
    view.reset()
    view.show_lines(0, (line("mmmmm", settled=False),))
    lighter = picture(view)
    assert ink(plain, style.settled) > 50
    assert ink(plain, style.provisional) == 0
    assert ink(lighter, style.provisional) > 50
    assert ink(lighter, style.settled) == 0
    same = replace(style, provisional=style.settled)
    view.set_style(same)
    view.show_lines(0, (line("mmmmm", settled=False),))
    assert picture(view) != plain, "the dots below the word remain where colours cannot be seen"


def test_settling_moves_no_letter(view: CaptionView, style: CaptionStyle) -> None:
    view.set_style(replace(style, provisional=style.settled))
    mixed = CaptionLine((Run("first ", True), Run("second", False)), False)
    view.show_lines(0, (mixed,))
    before = picture(view)
    view.show_lines(0, (line("first second"),))
    after = picture(view)
    rows = range(round(style.padding), round(style.padding + style.line_height * 0.6))
    assert all(before.pixel(x, y) == after.pixel(x, y) for y in rows for x in range(before.width()))


def test_removed_words_are_struck_through_in_a_colour_of_their_kind(view: CaptionView, style: CaptionStyle) -> None:
    for label, colour in ((Label.FILLED_PAUSE, style.filler), (Label.REPARANDUM, style.repair)):
        view.reset()
        view.show_lines(0, (CaptionLine((Run("um ", True, label), Run("yes", True)), False),))
        assert ink(picture(view), colour) > 30
    assert style.filler != style.repair


def test_a_point_finds_its_run_for_the_tooltip(view: CaptionView, style: CaptionStyle) -> None:
    view.show_lines(0, (CaptionLine((Run("um ", True, Label.FILLED_PAUSE), Run("yes indeed", True)), False),))
    middle = style.padding + style.line_height / 2
    first = view.run_at(QPointF(style.padding + 3, middle))
    assert first is not None
    assert first.removed is Label.FILLED_PAUSE
    second = view.run_at(QPointF(style.padding + style.measure("um ye"), middle))
    assert second is not None
    assert second.removed is None
    assert view.run_at(QPointF(style.padding + style.measure("um yes indeed and more"), middle)) is None
    assert view.run_at(QPointF(style.padding + 3, middle + style.line_height)) is None


def test_an_emoji_does_not_shift_the_styles_behind_it(view: CaptionView, style: CaptionStyle) -> None:
    view.show_lines(0, (CaptionLine((Run("\U0001f600 ", True), Run("um", True, Label.FILLED_PAUSE)), False),))
    at = style.padding + style.measure("\U0001f600 u")
    found = view.run_at(QPointF(at, style.padding + style.line_height / 2))
    assert found is not None
    assert found.text == "um"


def test_right_to_left_text_begins_at_the_right(view: CaptionView, style: CaptionStyle) -> None:
    view.show_lines(0, (line("שלום"),))
    row = style.padding + style.line_height / 2
    assert view.run_at(QPointF(style.padding + 3, row)) is None
    assert view.run_at(QPointF(view.width() - style.padding - 3, row)) is not None


def test_an_outline_surrounds_the_letters(qtbot: QtBot, style: CaptionStyle) -> None:
    red = QColor("#ff0000")
    view = shown(qtbot, replace(style, outline=red, outline_width=3.0))
    view.show_lines(0, (line("mmmmm"),))
    assert ink(picture(view), red) > 50
    assert ink(picture(view), style.settled) > 30, "the letters stay whole"


def test_a_new_line_glides_unless_motion_is_reduced(qtbot: QtBot, style: CaptionStyle) -> None:
    moving, still = shown(qtbot, replace(style, moves=True)), shown(qtbot, style)
    for each in (moving, still):
        each.show_lines(0, LINES[:3])
        each.show_lines(0, LINES[:4])
    moving._glide.pause()  # the test's time, not the machine's, which may show the end alone
    pictures = []
    for time_ms in (0, GLIDE_MS // 2, GLIDE_MS - 1):
        moving._glide.setCurrentTime(time_ms)
        pictures.append(picture(moving))
    assert all(one != other for n, one in enumerate(pictures) for other in pictures[n + 1 :])
    moving._glide.setCurrentTime(GLIDE_MS)
    assert still._glide.state() is QVariantAnimation.State.Stopped
    assert picture(still) == picture(moving)


def written_from_the_left(updates: list[CaptionUpdate]) -> list[CaptionUpdate]:
    """The updates without words that are written from the right: there, what is added moves what stands."""

    def replaced(word: LabelledWord) -> LabelledWord:
        if not any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in word.word.text):
            return word
        return replace(word, word=replace(word.word, text="other"))

    return [
        replace(each, settled=tuple(map(replaced, each.settled)), provisional=tuple(map(replaced, each.provisional)))
        for each in updates
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(sessions().map(written_from_the_left), st.sampled_from(View), st.sampled_from([8, 16, 40]))
def test_settled_words_never_shift(
    qtbot: QtBot, style: CaptionStyle, updates: list[CaptionUpdate], view: View, characters: int
) -> None:
    style = replace(style, width=characters * style.measure("n"))
    layout = Layout(Look(style.measure, style.width, view))
    shown = CaptionView(style)
    shown.resize(shown.sizeHint())
    places: dict[int, tuple[str, list[float]]] = {}
    top = 0
    for each in updates:
        layout.add_captions(each)
        lines = layout.last(20)
        shown.show_lines(layout.frozen_count + len(layout.active) - len(lines), lines)
        assert shown._top >= top, "lines only move up"
        top = shown._top
        for number, (drawn, text, _) in shown._rows.items():
            settled = "".join(run.text for run in drawn.runs if run.is_settled)
            row = text.lineAt(0)
            now = [row.cursorToX(position)[0] for position in range(len(settled))]
            before, old = places.get(number, ("", []))
            assert settled.startswith(before)
            assert now[: len(old)] == pytest.approx(old, abs=0.02), "where a word stands it stays"
            places[number] = settled, now
    shown.deleteLater()


def test_words_that_are_removed_can_be_read_while_they_can_change(style: CaptionStyle) -> None:
    for label in (Label.FILLED_PAUSE, Label.REPARANDUM):
        colour = style.format(Run("uh", False, label)).foreground().color()
        assert colour.alphaF() == 1.0
        assert contrast(colour.name(), DARK.caption) >= AA_TEXT


def test_memory_of_rows_stays_flat(view: CaptionView) -> None:
    for number in range(500):
        view.show_lines(number, (line(f"line {number}"), line("next", settled=False)))
    assert len(view._rows) <= 3


def test_lines_are_never_wider_than_the_screen(qapp: object) -> None:
    style = resolve(Overlay(font_size=40), Captions(width=100), room=400)
    assert style.width + 2 * style.padding <= 400


def edge(view: CaptionView) -> float:
    """Pixels from the left to the first letter of the first row."""
    layout = view._rows[0][1]
    return layout.lineAt(0).naturalTextRect().left()


def test_a_centred_line_rarely_moves_while_words_come(qtbot: QtBot) -> None:
    view = shown(qtbot, resolve(Overlay(reduce_motion="on", alignment="centre"), Captions(lines=2, width=40)))
    said = ["this", "line", "is", "said", "a", "word", "at", "a", "time", "so"]
    edges = []
    for count in range(1, len(said) + 1):
        view.show_lines(0, [line(" ".join(said[:count]), frozen=False)])
        edges.append(edge(view))
        row = view._rows[0][1].lineAt(0).naturalTextRect()
        off = abs(row.center().x() - (view.width() - 2 * view._style.padding) / 2)
        assert off <= view.width() / 8
        hit = view.run_at(QPointF(view._style.padding + row.left() + 2, view._style.padding + 2))
        assert hit is not None and hit.text.startswith("this")
    assert len(set(edges)) <= 4
    view.show_lines(0, [line(" ".join(said), frozen=True)])
    assert edge(view) == edges[-1]


def test_a_centred_line_from_right_to_left_keeps_its_right_edge(qtbot: QtBot) -> None:
    view = shown(qtbot, resolve(Overlay(reduce_motion="on", alignment="centre"), Captions(lines=2, width=40)))
    rights = set()
    for text in ("نعم", "نعم نعم", "نعم نعم نعم"):
        view.show_lines(0, [line(text, frozen=False)])
        rights.add(round(view._rows[0][1].lineAt(0).naturalTextRect().right()))
    assert len(rights) <= 2
