"""The figures of a session, for people who practise speaking."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

from captioner.messages import Label
from captioner.record import statistics
from captioner.record.statistics import Statistics
from captioner.record.transcript import Transcript


class SummaryDialog(QDialog):
    """Shows a session as it stood when the dialog was opened."""

    def __init__(self, transcript: Transcript, removed: frozenset[Label], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Session summary"))
        form = QFormLayout(self)
        form.setHorizontalSpacing(24)
        for name, value in self.lines(statistics.count(transcript.entries, removed)):
            label = QLabel(value, self)
            label.setAccessibleName(name)
            form.addRow(name, label)
        hint = QLabel(self.tr("Per minute of speech; pauses between utterances do not count."), self)
        hint.setWordWrap(True)
        form.addRow(hint)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def lines(self, figures: Statistics) -> list[tuple[str, str]]:
        """What is shown: names and values."""
        number = self.locale().toString
        per_minute = self.tr("{0} ({1} a minute)")
        return [
            (self.tr("Speech"), self.tr("{0} min").format(number(figures.minutes, "f", 1))),
            (self.tr("Words"), per_minute.format(figures.words, number(figures.words_per_minute, "f", 0))),
            (self.tr("Fillers"), per_minute.format(figures.fillers, number(figures.fillers_per_minute, "f", 1))),
            (
                self.tr("Repetitions and repairs"),
                per_minute.format(figures.repairs, number(figures.repairs_per_minute, "f", 1)),
            ),
            (
                self.tr("Words you need not read"),
                self.tr("{0} ({1} %)").format(figures.saved, number(figures.saved_share * 100, "f", 1)),
            ),
        ]
