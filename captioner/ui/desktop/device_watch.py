"""Signals that a microphone or an output was added or removed: from the sound server, or by polling."""

from __future__ import annotations

import re
import sys

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

_SETTLE_MS = 300
"""A new device causes several events."""
_LOOK_MS = 3000
_TELLING = re.compile(rb"'(new|remove)' on (sink|source) #|'change' on server")


class DeviceWatch(QObject):
    """Runs only between `start` and `stop`.

    Signals:
        changed: the devices may have changed.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(_SETTLE_MS)
        self._settling.timeout.connect(self.changed)
        self._looking = QTimer(self)
        self._looking.setInterval(_LOOK_MS)
        self._looking.timeout.connect(self._look)
        self._server = QProcess(self)
        environment = QProcessEnvironment.systemEnvironment()
        environment.insert("LC_ALL", "C")
        self._server.setProcessEnvironment(environment)
        self._server.started.connect(self._settling.start)  # it tells nothing of changes before
        self._server.readyReadStandardOutput.connect(self._on_events)
        self._server.finished.connect(self._settling.start)
        self._is_on = False

    def start(self) -> None:
        """Watch from now on."""
        self._is_on = True
        self._subscribe()
        self._looking.start()

    def stop(self) -> None:
        """Stop watching."""
        self._is_on = False
        if self._server.state() != QProcess.ProcessState.NotRunning:
            self._server.kill()
            self._server.waitForFinished()
        self._looking.stop()
        self._settling.stop()

    def _look(self) -> None:
        if self._server.state() == QProcess.ProcessState.NotRunning:
            # no server, or it is gone: it may come back, and other systems have none
            self.changed.emit()
            self._subscribe()

    def _subscribe(self) -> None:
        if self._is_on and sys.platform.startswith("linux"):
            self._server.start("pactl", ["subscribe"])

    def _on_events(self) -> None:
        if _TELLING.search(bytes(self._server.readAllStandardOutput().data())):
            self._settling.start()
