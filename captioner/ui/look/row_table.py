"""A table to choose a row from: past sessions, models."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QWidget

_STYLE = "QTableView::item { padding: 0 6px; } QHeaderView::section { padding-left: 9px; }"
"""Room beside the text of the cells, and headings aligned with the text below them."""


def row_table(columns: int, parent: QWidget) -> QTableWidget:
    """An empty table: one row can be selected, cells cannot be edited, Tab leaves it."""
    table = QTableWidget(0, columns, parent)
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    header.setStretchLastSection(True)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    table.verticalHeader().hide()
    table.setStyleSheet(_STYLE)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setWordWrap(False)
    # measure only visible rows: otherwise all rows of a long list are measured again whenever one is added
    header.setResizeContentsPrecision(0)
    return table
