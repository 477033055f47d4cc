"""The desktop portal on the D-Bus session bus, through which Wayland desktops grant global shortcuts.

The only module that imports jeepney. The portal's calls are our own: jeepney has only the bus, and QtDBus cannot send
the portal's array of structures from Python, because only C++ can register the type.

Replies and signals come through the event loop. Only `version_here` waits for the desktop; the doctor calls it in a
process of its own.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from jeepney import DBusAddress, DBusErrorResponse, HeaderFields, MatchRule, Message, MessageType, Properties
from jeepney import new_method_call as method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from PySide6.QtCore import QObject, QSocketNotifier, Signal

from captioner import log

_log = log.get(__name__)
SERVICE = "org.freedesktop.portal.Desktop"
PATH = "/org/freedesktop/portal/desktop"
_REQUEST = "org.freedesktop.portal.Request"
_VERSION_TIMEOUT_S = 5.0
"""The portal may have to be started first."""

Variants = dict[str, tuple[str, Any]]
"""D-Bus a{sv}: a name to a signature and a value."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The result of a call."""

    body: tuple[Any, ...]
    error: str = ""
    """D-Bus name of the error; empty if the call succeeded"""


class Portal(QObject):
    """One connection to the portal.

    Signals:
        heard: interface, member and body of a portal signal that `listen` subscribed to.
        lost: the bus is gone.
    """

    heard = Signal(str, str, object)
    lost = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._connection: DBusConnection | None = None
        self._notifier: QSocketNotifier | None = None
        self._waiting: dict[int, Callable[[Reply], None]] = {}
        self._requests: dict[str, Callable[[int, Variants], None]] = {}

    def open(self) -> bool:
        """Connect to the session bus; False if there is none."""
        try:
            self._connection = open_dbus_connection("SESSION")
        except (OSError, KeyError, ValueError, DBusErrorResponse) as error:
            _log.info("no session bus: %r", error)
            return False
        self._notifier = QSocketNotifier(self._connection.sock.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)
        self.listen(_REQUEST)
        return True

    def close(self) -> None:
        """Disconnect; the portal ends the sessions of this connection by itself."""
        if self._connection is not None and self._notifier is not None:
            self._notifier.setEnabled(False)
            self._connection.close()
            self._connection = None

    def listen(self, interface: str) -> None:
        """Subscribe to the signals of an interface."""
        rule = MatchRule(type="signal", sender=SERVICE, interface=interface)
        self._send(message_bus.AddMatch(rule), lambda reply: None)

    def call(
        self,
        interface: str,
        method: str,
        signature: str,
        body: tuple[Any, ...],
        then: Callable[[Reply], None],
        path: str = PATH,
    ) -> None:
        """Call a method; `then` gets the reply, later."""
        address = DBusAddress(path, SERVICE, interface)
        self._send(method_call(address, method, signature or None, body), then)

    def request(
        self,
        interface: str,
        method: str,
        signature: str,
        body: tuple[Any, ...],
        options: Variants,
        then: Callable[[int, Variants], None],
    ) -> None:
        """Make a request about which the desktop may ask the user.

        Args:
            body: the arguments before the options.
            then: gets 0 for granted, 1 for refused by the user, 2 for failed, and the results.
        """
        if self._connection is None:
            return
        token = "captioner" + secrets.token_hex(8)
        sender = self._connection.unique_name.lstrip(":").replace(".", "_")
        # subscribed before the call, so that no answer can come too early
        path = f"{PATH}/request/{sender}/{token}"
        self._requests[path] = then

        def on_reply(reply: Reply) -> None:
            if reply.error and self._requests.pop(path, None) is not None:
                then(2, {})

        self.call(interface, method, signature, (*body, {**options, "handle_token": ("s", token)}), on_reply)

    def _send(self, message: Message, then: Callable[[Reply], None]) -> None:
        if self._connection is None:
            return
        serial = next(self._connection.outgoing_serial)
        self._waiting[serial] = then
        try:
            self._connection.send(message, serial=serial)
        except OSError as error:
            self._lose(error)

    def _read(self) -> None:
        while self._connection is not None:
            try:
                message = self._connection.receive(timeout=0)
            except TimeoutError:
                return
            except (OSError, EOFError) as error:
                self._lose(error)
                return
            self._take(message)

    def _take(self, message: Message) -> None:
        fields = message.header.fields
        kind = message.header.message_type
        if kind in (MessageType.method_return, MessageType.error):
            then = self._waiting.pop(fields.get(HeaderFields.reply_serial, 0), None)
            if then is not None:
                then(Reply(message.body, fields.get(HeaderFields.error_name, "")))
        elif kind is MessageType.signal:
            interface, member = fields.get(HeaderFields.interface, ""), fields.get(HeaderFields.member, "")
            if (interface, member) == (_REQUEST, "Response"):
                answered = self._requests.pop(fields.get(HeaderFields.path, ""), None)
                if answered is not None:
                    answered(*message.body)
            else:
                self.heard.emit(interface, member, message.body)

    def _lose(self, error: Exception) -> None:
        _log.warning("the session bus is gone: %r", error)
        self.close()
        self.lost.emit()


def version_here(interface: str) -> int:
    """The version of an interface of this desktop's portal; 0 if it has none. Waits for the answer."""
    address = DBusAddress(PATH, SERVICE, interface)
    try:
        with open_dbus_connection("SESSION") as connection:
            reply = connection.send_and_get_reply(Properties(address).get("version"), timeout=_VERSION_TIMEOUT_S)
    except (OSError, KeyError, ValueError, EOFError, DBusErrorResponse):
        return 0
    return int(reply.body[0][1]) if reply.header.message_type is MessageType.method_return else 0
