"""Allows one program for each user: a second start raises the first one's window."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 500
"""The first program answers at once, or it hangs, and then a second one is a help."""


class OnlyOne(QObject):
    """Holds the one place for a running program: a local socket that only this user can open.

    Signals:
        asked: another start found this program running.
    """

    asked = Signal()

    def __init__(self, home: Path, parent: QObject | None = None) -> None:
        """`home`: a folder of this user's, by which the place is named."""
        super().__init__(parent)
        self._name = "captioner-" + hashlib.sha256(str(home).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_connection)

    def claim(self) -> bool:
        """Take the place, or tell the program that holds it that it is asked for.

        Returns:
            False where another program is running. True also where no socket can be had: better two than none.
        """
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if socket.waitForConnected(_WAIT_MS):
            is_answered = socket.waitForDisconnected(_WAIT_MS) or not socket.isValid()
            socket.abort()
            return not is_answered
        # what a killed program left behind
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)
        return True

    def close(self) -> None:
        """Leave the place."""
        self._server.close()

    def _on_connection(self) -> None:
        while (connection := self._server.nextPendingConnection()) is not None:
            connection.disconnectFromServer()
            connection.deleteLater()
            self.asked.emit()
