"""Second page of the first start: the source of sound, with its level."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from captioner.errors import CaptionerError
from captioner.ui.look import themes
from captioner.ui.look.heading import heading
from captioner.ui.look.level_meter import LevelMeter
from captioner.ui.look.texts import error_text
from captioner.ui.settings.level_watch import LevelWatch
from captioner.ui.settings.offers import Offers
from captioner.ui.settings.source_list import SourceChoice, Sources
from captioner.ui.state.backend import Backend
from captioner.ui.state.preferences import Preferences

_HEARD = 0.004
"""Root mean square above which sound is audible."""
_CHOICE = Qt.ItemDataRole.UserRole


class SourcePage(QWidget):
    """Lists the current microphones and outputs; shows the level of the chosen one while the page is visible."""

    def __init__(self, preferences: Preferences, backend: Backend, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self.offers = Offers(backend.models, backend.find_sources, self)
        self._watch = LevelWatch(backend.open_source, self)
        self.sources = QListWidget(self)
        self.sources.setAccessibleName(self.tr("Sources of sound"))
        self.sources.setWordWrap(True)
        self.sources.setSpacing(3)
        self.meter = LevelMeter(themes.chosen(preferences.settings.overlay).accent, self)
        self.meter.setFixedHeight(18)
        self.state = QLabel(self)
        about = QLabel(
            self.tr(
                "Choose a microphone to caption what is said here, or an output to caption what this machine plays."
            ),
            self,
        )
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(heading(self.tr("What is to be captioned?"), self))
        column.addWidget(about)
        column.addWidget(self.sources, 1)
        column.addWidget(heading(self.tr("Level"), self))
        column.addWidget(self.meter)
        column.addWidget(self.state)
        for label in (about, self.state):
            label.setWordWrap(True)
        self.sources.currentItemChanged.connect(self._choose)
        self.offers.changed.connect(lambda: self.show_sources(self.offers.sources))
        self._watch.level.connect(self.show_level)
        self._watch.failed.connect(self._on_failed)

    def begin(self) -> None:
        """Watch devices, and measure the level of the chosen one."""
        self.show_sources(self.offers.sources)
        self.offers.start()

    def end(self) -> None:
        """Stop watching and measuring."""
        self.offers.stop()
        self._watch.stop()

    def show_sources(self, found: Sources) -> None:
        """Offer the sources found; the choice stays."""
        audio = self._preferences.settings.audio
        choices = found.choices()
        blocked = self.sources.blockSignals(True)
        self.sources.clear()
        for choice in choices:
            item = QListWidgetItem(choice.text, self.sources)
            item.setData(_CHOICE, choice)
        current = [n for n, choice in enumerate(choices) if choice.applied(audio) == audio]
        self.sources.setCurrentRow(current[0] if current else 0)
        self.sources.blockSignals(blocked)
        self.state.setText(" ".join(found.problems))
        if choices:
            self._choose(self.sources.currentItem())

    def show_level(self, level: float) -> None:
        """Move the bar, and explain the level."""
        self.meter.set_level(level)
        self.state.setText(
            self.tr("This source has sound.")
            if level >= _HEARD
            else self.tr("Silence. Speak, or play something: the bar moves when this is the right source.")
        )

    def _choose(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        choice: SourceChoice = item.data(_CHOICE)
        settings = self._preferences.settings
        self._preferences.adopt(replace(settings, audio=choice.applied(settings.audio)))
        if self.isVisible():
            self._watch.listen(self._preferences.settings.audio)

    def _on_failed(self, error: CaptionerError) -> None:
        self.meter.set_level(0.0)
        self.state.setText(error_text(error))
