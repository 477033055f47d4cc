"""A session's figures, for people who practise speaking."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

from captioner.messages import Label
from captioner.record import statistics
from captioner.record.statistics import Statistics
from captioner.record.transcript import Transcript
from captioner.ui.look.texts import label_words


class SummaryDialog(QDialog):
    """Shows the figures of a session at the time when the dialog was opened."""

    def __init__(self, transcript: Transcript, removed: frozenset[Label], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Session summary"))
        form = QFormLayout(self)
        form.setHorizontalSpacing(24)
        for name, value in self.lines(statistics.count(transcript.entries, removed)):
            label = QLabel(value, self)
            label.setAccessibleName(name)
            form.addRow(name, label)
        hint = QLabel(
            self.tr(
                "Words said are the words left out and the words shown. Each word counts once. Pauses "
                "between utterances do not count as speech."
            ),
            self,
        )
        hint.setWordWrap(True)
        form.addRow(hint)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self.tr("Close"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.rejected.connect(self.reject)
        form.addRow(buttons)

    def lines(self, figures: Statistics) -> list[tuple[str, str]]:
        """Names and values: the removed words by kind add up to all removed ones, and with the shown ones to all
        words."""
        number = self.locale().toString
        share = number(figures.saved_share * 100, "f", 1)
        return [
            (self.tr("Speech"), self.tr("{0} min").format(number(figures.minutes, "f", 1))),
            (
                self.tr("Words said"),
                self.tr("{0} ({1} a minute)").format(figures.words, number(figures.words_per_minute, "f", 0)),
            ),
            (self.tr("Words left out"), self.tr("{0} ({1} %)").format(figures.saved, share)),
            *((self.tr("– {0}").format(label_words(each)), self._count(figures, each)) for each in figures.removed),
            (self.tr("Words shown"), str(figures.left)),
            *(
                (self.tr("– {0}, not left out").format(label_words(each)), self._count(figures, each))
                for each in figures.kept
            ),
        ]

    def _count(self, figures: Statistics, label: Label) -> str:
        words = figures.by_label[label]
        if label.row.is_taken_back and figures.repairs:
            return self.tr("%n word(s)", "", words) + self.tr(", at %n place(s)", "", figures.repairs)
        per_minute = words / figures.minutes if figures.minutes else 0.0
        return self.tr("{0} ({1} a minute)").format(words, self.locale().toString(per_minute, "f", 1))
