"""Draws a word in a table as a badge, in the colours of the selection."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

BADGE = Qt.ItemDataRole.UserRole + 1
"""True in the cells whose text is a badge."""
_AROUND = 8
"""Pixels beside the text."""


class BadgeDelegate(QStyledItemDelegate):
    """Draws cells with `BADGE` as badges; all others as usual."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The size with the badge, if there is one."""
        size = super().sizeHint(option, index)
        return size + QSize(2 * _AROUND, 0) if index.data(BADGE) else size

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the cell without its text, then the badge."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        if not index.data(BADGE):
            super().paint(painter, option, index)
            return
        is_selected = bool(option.state & option.state.State_Selected)
        colours: QPalette = option.palette
        role = QPalette.ColorRole
        ground, ink = (role.Base, role.Text) if is_selected else (role.Highlight, role.HighlightedText)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_selected:
            painter.fillRect(rect, colours.color(role.Highlight))
        width = option.fontMetrics.horizontalAdvance(text) + 2 * _AROUND
        height = option.fontMetrics.height() + 2
        badge = QRectF(rect.x() + _AROUND - 2, rect.center().y() - height / 2 + 0.5, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.color(ground))
        painter.drawRoundedRect(badge, height / 2, height / 2)
        painter.setPen(colours.color(ink))
        painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), text)
        painter.restore()
