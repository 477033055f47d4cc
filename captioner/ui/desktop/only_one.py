"""Allows one program for each user: a second start raises the first one's window."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 2_000
"""The first program answers at once, later on a busy machine; if it hangs, a second one helps."""


class OnlyOne(QObject):
    """The lock of the running program: a local socket that only this user can open.

    Signals:
        asked: another start found this program running.
    """

    asked = Signal()

    def __init__(self, home: Path, parent: QObject | None = None, *, wait_ms: int = _WAIT_MS) -> None:
        """Claim nothing yet.

        Args:
            home: a folder of this user, which names the lock.
            wait_ms: longest time for the answer of the program that holds the lock.
        """
        super().__init__(parent)
        self._wait_ms = wait_ms
        self._name = "captioner-" + hashlib.sha256(str(home).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def claim(self) -> bool:
        """Take the lock, or notify the program that holds it.

        Returns:
            False if another program is running. True also if no socket can be opened: two programs are better than
            none.
        """
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(self._wait_ms):
            is_answered = socket.waitForDisconnected(self._wait_ms) or not socket.isValid()
            socket.abort()
            return not is_answered
        # the rest of a killed program
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Release the lock."""
        self._server.close()

    def _on_connection(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.disconnectFromServer()
            connection.deleteLater()
            self.asked.emit()
