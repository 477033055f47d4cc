"""The first start: choose a speech model and a source, then try them."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from captioner.models.hub import ModelHub
from captioner.ui.settings.model_page import ModelPage
from captioner.ui.settings.source_page import SourcePage
from captioner.ui.settings.trial_page import TrialPage
from captioner.ui.state.backend import Backend
from captioner.ui.state.preferences import Preferences


class FirstStart(QDialog):
    """Three pages; each can be skipped, and all their options are in the settings, too.

    Signals:
        finished_setup: the user has finished or left the pages.
        models_asked: the user asks for the models page.
    """

    finished_setup = Signal()
    models_asked = Signal()

    def __init__(
        self, preferences: Preferences, backend: Backend, hub: ModelHub | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Welcome to Captioner"))
        self.model = ModelPage(preferences, backend, hub, self)
        self.source = SourcePage(preferences, backend, self)
        self.trial = TrialPage(preferences, backend, self)
        self._order = (self.model, self.source, self.trial)
        self.model.models_asked.connect(self.models_asked)
        self.pages = QStackedWidget(self)
        for page in self._order:
            self.pages.addWidget(page)
        self.step = QLabel(self)
        self.back = QPushButton(self.tr("Back"), self)
        self.next = QPushButton(self.tr("Next"), self)
        self.next.setDefault(True)
        row = QHBoxLayout()
        row.addWidget(self.step)
        row.addStretch(1)
        row.addWidget(self.back)
        row.addWidget(self.next)
        column = QVBoxLayout(self)
        column.addWidget(self.pages, 1)
        column.addLayout(row)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.next.clicked.connect(lambda: self._turn(1))
        self.finished.connect(self._on_finished)
        self.show_page(0)
        self.resize(QSize(640, 520))

    def begin(self) -> None:
        """Start the work of the page; call it once the window is shown."""
        self._order[self.pages.currentIndex()].begin()

    def end(self) -> None:
        """Stop the work on other threads."""
        for page in self._order:
            page.end()

    def show_page(self, number: int) -> None:
        """Show a page without starting its work."""
        self.pages.setCurrentIndex(number)
        self.back.setEnabled(number > 0)
        is_last = number == self.pages.count() - 1
        self.next.setText(self.tr("Start captions") if is_last else self.tr("Next"))
        self.step.setText(self.tr("Step {0} of {1}").format(number + 1, self.pages.count()))

    def _turn(self, by: int) -> None:
        number = self.pages.currentIndex() + by
        if number >= self.pages.count():
            self.accept()
            return
        # a fetch continues behind the other pages; only one page at a time uses the sound source
        self.source.end()
        self.trial.end()
        self.show_page(number)
        self.begin()

    def _on_finished(self) -> None:
        self.end()
        self.finished_setup.emit()
