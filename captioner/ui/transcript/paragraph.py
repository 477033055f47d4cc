"""An utterance as a paragraph of a text document, each word in its format."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QColor, QFont, QTextBlock, QTextCharFormat, QTextCursor

from captioner.messages import Channel
from captioner.settings.themes import Theme
from captioner.ui.look.texts import utf16_length
from captioner.ui.transcript.words import Stretch


class Paragraph:
    """Writes the words of one utterance."""

    def __init__(self, theme: Theme, parts: Sequence[Stretch]) -> None:
        self._theme = theme
        self._parts = parts

    def write(self, block: QTextBlock, cursor: QTextCursor, *, keep: bool) -> None:
        """Replace the content of a paragraph by the words.

        Args:
            keep: number of words at the beginning that are already there and stay.
        """
        kept = _beginning(block.text(), self._parts) if keep else 0
        cursor.setPosition(block.position() + sum(utf16_length(part.text) for part in self._parts[:kept]))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        if cursor.hasSelection():
            cursor.removeSelectedText()
        self._insert(self._parts[kept:], cursor)

    def insert(self, cursor: QTextCursor) -> None:
        """Insert the words at the cursor."""
        self._insert(self._parts, cursor)

    def _insert(self, parts: Sequence[Stretch], cursor: QTextCursor) -> None:
        plain = ""
        for part in parts:
            if part.removed is None and part.recognised is None and not part.is_name:
                # words in one format are one insertion
                plain += part.text
                continue
            word = part.text.lstrip()
            # the space before a removed word is not struck through
            cursor.insertText(plain + part.text[: len(part.text) - len(word)], self._plain_format())
            cursor.insertText(word, self._format(part))
            plain = ""
        if plain:
            cursor.insertText(plain, self._plain_format())

    def _plain_format(self) -> QTextCharFormat:
        result = QTextCharFormat()
        is_me = bool(self._parts) and self._parts[0].channel is Channel.MICROPHONE
        result.setForeground(QColor(self._theme.me if is_me else self._theme.text))
        return result

    def _format(self, part: Stretch) -> QTextCharFormat:
        result = self._plain_format()
        if part.is_name:
            result.setFontWeight(QFont.Weight.Bold)
        if part.removed is not None:
            is_repair = part.removed.row.is_taken_back
            result.setForeground(QColor(self._theme.repair if is_repair else self._theme.filler))
            result.setFontStrikeOut(True)
        if part.recognised is not None:
            result.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DashUnderline)
        return result


def hide_if_empty(block: QTextBlock) -> None:
    """Hide the empty line of an utterance with only fillers in the cleaned view."""
    is_shown = block.length() > 1
    if block.isVisible() != is_shown:
        block.setVisible(is_shown)
        block.document().markContentsDirty(block.position(), block.length())


def _beginning(text: str, parts: Sequence[Stretch]) -> int:
    """Number of words at the beginning that a paragraph already holds."""
    end = 0
    for number, part in enumerate(parts):
        if not text.startswith(part.text, end):
            return number
        end += len(part.text)
    return len(parts)
