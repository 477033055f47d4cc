"""The choices on this machine: devices, which may change, and models."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from captioner.models.manifest import Kind
from captioner.models.store import Model, ModelStore
from captioner.ui.desktop.device_watch import DeviceWatch
from captioner.ui.settings import source_list
from captioner.ui.settings.source_list import Sources
from captioner.ui.state.jobs import Jobs


class Offers(QObject):
    """Searches in the background, and again whenever the devices change.

    Signals:
        changed: the choices have changed.
        models_asked: the user asks for the models page.
        words_asked: the user wants to edit the names, terms and replacements of this option.
    """

    changed = Signal()
    models_asked = Signal()
    words_asked = Signal(str)

    def __init__(
        self,
        store: ModelStore | None = None,
        find: Callable[[], Sources] = source_list.find,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.sources = Sources()
        self._store = store
        self._find = find
        self._jobs = Jobs(self)
        self._jobs.changed.connect(self._on_looked)
        self._look_again = False
        self._watch = DeviceWatch(self)
        self._watch.changed.connect(self.look)

    def models(self, kind: Kind) -> list[Model]:
        """The models on this machine."""
        return list(self._store.installed(kind)) if self._store is not None else []

    def start(self) -> None:
        """Start searching and watching, because a window with lists has opened."""
        self.look()
        self._watch.start()

    def stop(self) -> None:
        """Stop watching."""
        self._watch.stop()
        self._look_again = False
        self._jobs.end()

    def look(self) -> None:
        """Search for devices in the background."""
        if not self._jobs.start(lambda progress, cancelled: self._find(), done=self.show):
            self._look_again = True

    def show(self, found: Sources) -> None:
        """Offer the devices found."""
        if found != self.sources:
            self.sources = found
            self.changed.emit()

    def _on_looked(self) -> None:
        if self._look_again and not self._jobs.is_busy:
            self._look_again = False
            self.look()
