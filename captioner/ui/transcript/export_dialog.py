"""Asks for the format, view, range and file of an export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QFormLayout, QWidget

from captioner.export.formats import Format, Options, Span
from captioner.export.registry import ROWS
from captioner.messages import Label, View, seconds
from captioner.record.transcript import Transcript
from captioner.ui.look import texts
from captioner.ui.look.pick_list import PickList
from captioner.ui.look.texts import speakers
from captioner.ui.state.preferences import Preferences

_LETTERS = 28
"""Characters of the longest line of the lists."""


class ExportDialog(QDialog):
    """The choice is in `options` and `file_format` after acceptance; folder and format are those of the last time."""

    def __init__(
        self,
        transcript: Transcript,
        rows: range,
        removed: frozenset[Label],
        view: View,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        """`rows` are the selected utterances, may be empty; `view` is the current view."""
        super().__init__(parent)
        self.setWindowTitle(self.tr("Export the transcript"))
        self._transcript = transcript
        self._rows = rows
        self._removed = removed
        self._preferences = preferences
        self.formats = PickList(self)
        for each, row in ROWS.items():
            self.formats.addItem(texts.said(row.title), each.value)
        last = preferences.settings.general.export_format
        self.formats.setCurrentIndex(max(0, self.formats.findData(last)))
        self.views = PickList(self)
        for value, text in self._view_names():
            self.views.addItem(text, value)
        self.views.setCurrentIndex(self.views.findData(view.value))
        self.ranges = PickList(self)
        self.ranges.addItem(self.tr("The whole session"))
        if rows:
            self.ranges.addItem(self.tr("The selected lines"))
            self.ranges.setCurrentIndex(1)
        self.ranges.setEnabled(bool(rows))
        for field in (self.formats, self.views, self.ranges):
            field.setMinimumContentsLength(_LETTERS)
        form = QFormLayout(self)
        form.addRow(self.tr("&Format"), self.formats)
        form.addRow(self.tr("&Words"), self.views)
        form.addRow(self.tr("&Range"), self.ranges)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.tr("Export…"), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    @property
    def file_format(self) -> Format:
        """The chosen format."""
        return Format(self.formats.currentData())

    @property
    def options(self) -> Options:
        """The chosen view and range."""
        whole = self.ranges.currentIndex() == 0
        return Options(
            View(self.views.currentData()),
            self._removed,
            None if whole else span(self._transcript, self._rows),
            speakers(),
        )

    def ask_file(self) -> Path | None:
        """Ask for the file; None if the user cancels."""
        name = (self._transcript.info.started[:19].replace("T", " ").replace(":", "-") or "transcript") + "."
        name += self.file_format.value
        folder = Path(self._preferences.settings.general.export_folder)
        proposed = str(folder / name) if folder.is_dir() else name
        chosen, _ = QFileDialog.getSaveFileName(
            self.parentWidget(), self.windowTitle(), proposed, f"*.{self.file_format.value}"
        )
        if not chosen:
            return None
        path = Path(chosen)
        self._preferences.put("general.export_folder", str(path.parent.absolute()))
        self._preferences.put("general.export_format", self.file_format.value)
        return path if path.suffix else path.with_suffix(f".{self.file_format.value}")

    def _view_names(self) -> list[tuple[str, str]]:
        return [
            (View.CLEANED.value, self.tr("Cleaned, as it was meant")),
            (View.MARKED.value, self.tr("All, removed words marked")),
            (View.SAID.value, self.tr("All, as it was said")),
        ]


def span(transcript: Transcript, rows: range) -> Span:
    """The time from the first word of the first row to the last word of the last."""
    entries = [transcript.entries[row] for row in rows]
    return Span(seconds(entries[0].words[0].word.start), seconds(entries[-1].words[-1].word.end + 1))
