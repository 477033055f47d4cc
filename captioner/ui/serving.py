"""Serves the captions page while the setting is on: a subscriber of captions that owns the server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from captioner.errors import CaptionerError
from captioner.messages import CaptionUpdate, Status
from captioner.settings.declared import Settings
from captioner.settings.option import Option
from captioner.ui.state.preferences import Preferences

if TYPE_CHECKING:  # it loads aiohttp, which most sessions do not need
    from captioner.serve.server import Server

_LOCAL = "127.0.0.1"


class Serving(QObject):
    """Starts and stops the server as the settings change. `begin`, `take` and `tell` may be called from any thread.

    Signals:
        started: the address of the page, when the user has switched it on.
        failed: a `CaptionerError`: the page cannot be served.
    """

    started = Signal(str)
    failed = Signal(object)

    def __init__(self, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._preferences = preferences
        self._server: Server | None = None
        self._source = ""
        """the source of the latest session"""
        preferences.changed.connect(self._on_settings)

    def open(self) -> None:
        """Start if the setting is on."""
        settings = self._preferences.settings
        if not settings.serve.page:
            return
        from captioner.serve.access import Access
        from captioner.serve.messages import Narrator
        from captioner.serve.server import Server

        narrator = Narrator(settings.disfluency.removed, self._preferences.substitution)
        server = Server(narrator, Access(_LOCAL), settings.serve.port)
        try:
            server.start()
        except CaptionerError as error:
            self.failed.emit(error)
            return
        if self._source:
            server.begin(self._source)
        self._server = server

    def close(self) -> None:
        """Stop; may be called twice."""
        server, self._server = self._server, None
        if server is not None:
            server.stop()

    def begin(self, source: str) -> None:
        """A session begins."""
        self._source = source
        if self._server is not None:
            self._server.begin(source)

    def take(self, update: CaptionUpdate) -> None:
        """Send an update of the captions."""
        server = self._server  # the GUI thread may remove it
        if server is not None:
            server.take(update)

    def tell(self, status: Status) -> None:
        """Send the state."""
        server = self._server
        if server is not None:
            server.tell(status)

    def _on_settings(self, settings: Settings, options: tuple[Option, ...]) -> None:
        changed = {option.key for option in options}
        if not any(key.startswith(("serve.", "disfluency.remove_")) for key in changed):
            return
        self.close()
        self.open()
        if self._server is not None and any(key.startswith("serve.") for key in changed):
            self.started.emit(self._server.url)
