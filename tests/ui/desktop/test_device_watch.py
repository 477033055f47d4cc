"""Devices that come and go are told, by a real server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from captioner.ui.desktop.device_watch import DeviceWatch
from tests.pulse import PulseServer, pulse_server, require


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[PulseServer]:
    require()
    with pulse_server("speakers") as running:
        for name, value in running.environment.items():
            monkeypatch.setenv(name, value)
        yield running


@pytest.fixture
def watch(qtbot: QtBot, server: PulseServer) -> Iterator[DeviceWatch]:
    result = DeviceWatch()
    result.start()
    assert result._server.waitForStarted()
    yield result
    result.stop()


def until_subscribed(qtbot: QtBot, server: PulseServer, watch: DeviceWatch) -> None:
    """Plug in outputs until one is told: the watch is connected a moment before it hears of anything."""

    def plug_in() -> bool:
        server.pactl("load-module", "module-null-sink")
        return watch._settling.isActive()

    with qtbot.waitSignal(watch.changed):
        qtbot.waitUntil(plug_in)


def test_an_output_that_comes_and_goes_is_reported(qtbot: QtBot, server: PulseServer, watch: DeviceWatch) -> None:
    until_subscribed(qtbot, server, watch)
    with qtbot.waitSignal(watch.changed):
        number = server.pactl("load-module", "module-null-sink", "sink_name=hdmi").strip()
    with qtbot.waitSignal(watch.changed):
        server.pactl("unload-module", number)


def test_a_server_that_goes_is_reported(qtbot: QtBot, server: PulseServer, watch: DeviceWatch) -> None:
    until_subscribed(qtbot, server, watch)
    with qtbot.waitSignal(watch.changed):
        server.stop()


def test_nothing_is_left_behind(qtbot: QtBot, watch: DeviceWatch) -> None:
    watch.stop()
    assert watch._server.processId() == 0
    assert not watch._looking.isActive()
