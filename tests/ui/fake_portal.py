"""A desktop's portal as a stand-in: it speaks real D-Bus on a bus of its own, and grants what a test lets it."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from jeepney import DBusAddress, HeaderFields, Message, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

PATH = "/org/freedesktop/portal/desktop"
SHORTCUTS = "org.freedesktop.portal.GlobalShortcuts"


@contextmanager
def private_bus() -> Iterator[str]:
    """A bus that nobody else is on; yields its address."""
    daemon = shutil.which("dbus-daemon")
    assert daemon is not None
    with subprocess.Popen(
        [daemon, "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as process:
        assert process.stdout is not None
        try:
            yield process.stdout.readline().strip()
        finally:
            process.terminate()


class FakePortal:
    """Answers on a thread, as another program would; what it was asked for can be read once it has answered."""

    def __init__(self, address: str, *, has_shortcuts: bool = True, grants: int = 0) -> None:
        """`grants` is its response to a request: 0 yes, 1 the user said no, 2 it failed."""
        self.has_shortcuts = has_shortcuts
        self.grants = grants
        self.registered: list[str] = []
        self.bound: list[tuple[str, str, str]] = []
        """name, description and wished-for keys"""
        self.closed: list[str] = []
        self._session = ""
        self._caller = ""
        self._connection: DBusConnection = open_dbus_connection(address)
        self._connection.send_and_get_reply(message_bus.RequestName("org.freedesktop.portal.Desktop"))
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def press(self, name: str) -> None:
        """The user presses the keys of a shortcut."""
        self._emit(PATH, SHORTCUTS, "Activated", "osta{sv}", (self._session, name, 0, {}))

    def change(self, name: str, keys: str) -> None:
        """The user chooses other keys in the desktop's settings."""
        shortcuts = [(name, {"trigger_description": ("s", keys)})]
        self._emit(PATH, SHORTCUTS, "ShortcutsChanged", "oa(sa{sv})", (self._session, shortcuts))

    def stop(self) -> None:
        """Leave the bus."""
        self._stopping.set()
        self._thread.join()
        self._connection.close()

    def _serve(self) -> None:
        while not self._stopping.is_set():
            try:
                message = self._connection.receive(timeout=0.05)
            except TimeoutError:
                continue
            except (OSError, EOFError):
                return
            if message.header.message_type is MessageType.method_call:
                self._answer(message)

    def _answer(self, call: Message) -> None:
        fields = call.header.fields
        interface, member = fields[HeaderFields.interface], fields[HeaderFields.member]
        if interface == "org.freedesktop.host.portal.Registry":
            self.registered.append(call.body[0])
            self._connection.send(new_method_return(call))
        elif interface == "org.freedesktop.portal.Session":
            self.closed.append(fields[HeaderFields.path])
            self._connection.send(new_method_return(call))
        elif not self.has_shortcuts:
            self._connection.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))
        elif member == "Get":
            self._connection.send(new_method_return(call, "v", (("u", 2),)))
        elif member == "CreateSession":
            (options,) = call.body
            self._caller = fields[HeaderFields.sender]
            self._session = f"{PATH}/session/{self._sender()}/{options['session_handle_token'][1]}"
            self._respond(call, options, {"session_handle": ("s", self._session)})
        elif member == "BindShortcuts":
            _, shortcuts, _, options = call.body
            self.bound = [(name, facts["description"][1], facts["preferred_trigger"][1]) for name, facts in shortcuts]
            chosen = [(name, {"trigger_description": ("s", f"Press {keys}")}) for name, _, keys in self.bound]
            self._respond(call, options, {"shortcuts": ("a(sa{sv})", chosen)})

    def _respond(self, call: Message, options: dict[str, Any], results: dict[str, Any]) -> None:
        path = f"{PATH}/request/{self._sender()}/{options['handle_token'][1]}"
        self._connection.send(new_method_return(call, "o", (path,)))
        body = (self.grants, {} if self.grants else results)
        self._emit(path, "org.freedesktop.portal.Request", "Response", "ua{sv}", body)

    def _sender(self) -> str:
        return self._caller.lstrip(":").replace(".", "_")

    def _emit(self, path: str, interface: str, member: str, signature: str, body: tuple[Any, ...]) -> None:
        self._connection.send(new_signal(DBusAddress(path, interface=interface), member, signature, body))
