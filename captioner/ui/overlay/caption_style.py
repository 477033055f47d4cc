"""Resolves settings and theme to the fonts, colours and pixels of captions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QPen, QTextCharFormat

from captioner.messages import Channel, Run
from captioner.settings.declared import Captions, Overlay
from captioner.ui.look import themes

_ALIGNMENTS = {
    "left": Qt.AlignmentFlag.AlignLeft,
    "centre": Qt.AlignmentFlag.AlignHCenter,
    "right": Qt.AlignmentFlag.AlignRight,
}


@dataclass(frozen=True)
class CaptionStyle:
    """All values that `CaptionView` needs; two equal styles draw the same."""

    font: QFont
    settled: QColor
    me: QColor
    """settled words of the microphone, where two sources are captioned"""
    provisional: QColor
    repair: QColor
    filler: QColor
    background: QColor
    outline: QColor
    outline_width: float
    """pixels, 0 for none"""
    line_height: float
    """pixels from one line to the next"""
    lines: int
    width: float
    """pixels of the longest line"""
    alignment: Qt.AlignmentFlag
    moves: bool
    """lines glide to their places; otherwise they jump"""
    fade_after_s: float = 0.0
    """seconds of silence after which captions fade; 0: they stand"""

    @property
    def padding(self) -> float:
        """Pixels between the text and the edge."""
        return _padding(self.line_height)

    @cached_property
    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font)

    def measure(self, text: str) -> float:
        """Width of a text in pixels, for the layout of lines."""
        return self._metrics.horizontalAdvance(text)

    def format(self, run: Run, channel: Channel = Channel.ONLY) -> QTextCharFormat:
        """The format of a run's letters. All formats have the same widths, so that nothing moves on settling:
        provisional words are lighter and dotted below, removed ones struck through."""
        result = QTextCharFormat()
        settled = self.me if channel is Channel.MICROPHONE else self.settled
        colour = QColor(settled if run.is_settled else self.provisional)
        if run.removed is not None:
            colour = QColor(self.repair if run.removed.row.is_taken_back else self.filler)
            result.setFontStrikeOut(True)
        if not run.is_settled:
            result.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            result.setUnderlineColor(colour)
        result.setForeground(colour)
        return result

    def outline_format(self) -> QTextCharFormat:
        """The format of the outline, below the letters."""
        result = QTextCharFormat()
        pen = QPen(self.outline, self.outline_width * 2)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        result.setTextOutline(pen)
        return result


def resolve(
    overlay: Overlay, captions: Captions, *, room: float = math.inf, system_reduces_motion: bool = False
) -> CaptionStyle:
    """The style for the settings.

    Args:
        room: pixels of the screen's width; lines are never wider, however many characters the settings allow.
    """
    theme = themes.chosen(overlay)
    font = caption_font(overlay)
    metrics = QFontMetricsF(font)
    background = QColor(theme.caption)
    background.setAlphaF(overlay.background_opacity)
    still = overlay.reduce_motion == "on" or (overlay.reduce_motion == "auto" and system_reduces_motion)
    line_height = float(round(metrics.height() * overlay.line_spacing))
    return CaptionStyle(
        font=font,
        settled=QColor(theme.settled),
        me=QColor(theme.me),
        provisional=QColor(theme.provisional),
        repair=QColor(theme.repair),
        filler=QColor(theme.filler),
        background=background,
        outline=QColor(theme.outline),
        outline_width=overlay.outline_width,
        line_height=line_height,
        lines=captions.lines,
        width=min(captions.width * metrics.averageCharWidth(), room - 2 * _padding(line_height)),
        alignment=_ALIGNMENTS[overlay.alignment],
        moves=not still,
        fade_after_s=captions.fade_after_s,
    )


def _padding(line_height: float) -> float:
    return round(line_height * 0.35)


def caption_font(overlay: Overlay) -> QFont:
    """The font of the settings, or the system's font if none is named."""
    font = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    if overlay.font_family:
        font.setFamily(overlay.font_family)
    font.setPointSizeF(overlay.font_size)
    font.setWeight(QFont.Weight(min(900, round(overlay.font_weight / 100) * 100)))
    return font
