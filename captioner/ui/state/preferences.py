"""The windows' settings: one value, changed in one place, saved to disk, and announced by one signal."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

from captioner.captions.substitution import Substitution
from captioner.errors import SettingsError
from captioner.settings import declared as declarations
from captioner.settings import file as settings_file
from captioner.settings.declared import Settings

SAVE_AFTER_MS = 300
"""A dragged slider changes a setting with every movement of the mouse; it is written once, at the end."""


class Preferences(QObject):
    """The current `Settings`.

    Signals:
        changed: the new `Settings`, and the tuple of `Option`s that differ from before.
        failed: a `SettingsError`: the settings are in effect, but could not be written.
    """

    changed = Signal(object, object)
    failed = Signal(object)

    def __init__(self, settings: Settings, path: Path | None, parent: QObject | None = None) -> None:
        """`path` is the settings file; None keeps them in memory only."""
        super().__init__(parent)
        self._settings = settings
        self._path = path
        self._saving = QTimer(self)
        self._saving.setSingleShot(True)
        self._saving.setInterval(SAVE_AFTER_MS)
        self._saving.timeout.connect(self._write)

    @property
    def settings(self) -> Settings:
        """The current settings."""
        return self._settings

    @property
    def substitution(self) -> Substitution:
        """The words that the user wants to see in the place of others."""
        captions = self._settings.captions
        return Substitution(captions.replacements, captions.hide_profanity)

    def put(self, key: str, value: Any) -> None:
        """Change one setting; raises SettingsError if the value is not allowed."""
        self.adopt(declarations.replace(self._settings, key, value))

    def adopt(self, settings: Settings) -> None:
        """Replace all settings."""
        options = declarations.changed(self._settings, settings)
        if not options:
            return
        self._settings = settings
        if self._path is not None:
            self._saving.start()
        self.changed.emit(settings, options)

    def save(self) -> None:
        """Write pending changes now; call it before the program ends."""
        if self._path is None or not self._saving.isActive():
            return
        self._saving.stop()
        self._write()

    def _write(self) -> None:
        assert self._path is not None
        try:
            settings_file.save(self._settings, self._path)
        except SettingsError as error:
            self.failed.emit(error)
