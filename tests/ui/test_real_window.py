"""The overlay on a real X server with a window manager: on top, no focus, clicks pass through."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

NEEDED = ("Xvfb", "openbox", "xdotool", "xprop")
MISSING = [name for name in NEEDED if shutil.which(name) is None]
pytestmark = [pytest.mark.slow, pytest.mark.skipif(bool(MISSING), reason=f"needs {', '.join(MISSING)}")]

ROOT = Path(__file__).resolve().parents[2]
LIMIT_S = 120
STAGE = Path(__file__).with_name("real_window_stage.py")


def eventually(check: Callable[[], bool]) -> None:
    """Wait for what another process is about to do."""
    limit = time.monotonic() + LIMIT_S
    while not check():
        assert time.monotonic() < limit, "it did not happen"
        time.sleep(0.05)


@dataclass
class Desktop:
    """A display with a window manager."""

    environment: dict[str, str]

    def run(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=LIMIT_S, check=True
        )
        return done.stdout.strip()

    def window(self, title: str) -> str:
        return self.run("xdotool", "search", "--sync", "--onlyvisible", "--name", title).splitlines()[0]

    def focused(self) -> str:
        return self.run("xdotool", "getwindowfocus", "getwindowname")


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """Xvfb on a free display, and openbox on it."""
    with ExitStack() as running:
        read, write = os.pipe()
        # without -noreset the server begins anew when its last client goes: the first xprop, while openbox connects
        options = ("-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset")
        server = subprocess.Popen(["Xvfb", *options], pass_fds=[write], stderr=subprocess.DEVNULL)
        running.callback(ended, server)
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        if not number:
            pytest.skip("Xvfb does not start here")
        environment = {**os.environ, "DISPLAY": f":{number}", "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
        environment.pop("WAYLAND_DISPLAY", None)
        manager = subprocess.Popen(["openbox", "--sm-disable"], env=environment, stderr=subprocess.DEVNULL)
        running.callback(ended, manager)
        result = Desktop(environment)
        eventually(lambda: "window id" in result.run("xprop", "-root", "_NET_SUPPORTING_WM_CHECK"))
        yield result


def ended(process: subprocess.Popen[bytes]) -> None:
    """End a process and wait for that."""
    process.terminate()
    process.wait(LIMIT_S)


class Stage:
    """A process with an ordinary window and the overlay above it, which does what its standard input says."""

    def __init__(self, desktop: Desktop) -> None:
        self._process = subprocess.Popen(
            [sys.executable, str(STAGE)],
            env=desktop.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.read() == "ready"

    def read(self) -> str:
        """The next line that the process wrote."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def tell(self, line: str) -> str:
        """Have it do something; what it answers."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()
        return self.read()

    def close(self) -> None:
        """End the process."""
        with self._process:
            self.tell("quit")


@pytest.fixture
def stage(desktop: Desktop) -> Iterator[Stage]:
    result = Stage(desktop)
    yield result
    result.close()


@pytest.fixture
def overlay(desktop: Desktop, stage: Stage) -> str:
    """The window id of the overlay, shown while the user works in the window below."""
    desktop.window("^below$")
    eventually(lambda: desktop.focused() == "below")
    stage.tell("show")
    return desktop.window("^Captioner: captions$")


def test_it_stays_on_top_of_the_active_window(desktop: Desktop, stage: Stage, overlay: str) -> None:
    eventually(lambda: "_NET_WM_STATE_ABOVE" in desktop.run("xprop", "-id", overlay, "_NET_WM_STATE"))
    desktop.run("xdotool", "windowactivate", "--sync", desktop.window("^below$"))
    stacking = desktop.run("xprop", "-root", "_NET_CLIENT_LIST_STACKING").split("#")[1].split(",")
    assert int(stacking[-1].strip(), 16) == int(overlay)


def test_it_takes_no_focus_when_shown_nor_when_clicked(desktop: Desktop, stage: Stage, overlay: str) -> None:
    assert desktop.focused() == "below"
    desktop.run("xdotool", "mousemove", *stage.tell("place").split(), "click", "1")
    desktop.run("xdotool", "type", "still here")
    eventually(lambda: stage.tell("typed") == "still here")
    assert desktop.focused() == "below"


def test_clicks_pass_through_and_the_way_back(desktop: Desktop, stage: Stage, overlay: str) -> None:
    place = stage.tell("place").split()
    desktop.run("xdotool", "mousemove", *place, "click", "1")
    stage.tell("through on")
    desktop.run("xdotool", "mousemove", *place, "click", "1")
    eventually(lambda: stage.tell("presses") == "1")
    stage.tell("through off")
    desktop.run("xdotool", "mousemove", *place, "click", "1")
    desktop.run("xdotool", "mousemove", "20", "400", "click", "1")
    eventually(lambda: stage.tell("presses") == "2")
    assert desktop.run("xdotool", "search", "--onlyvisible", "--name", "^Captioner: captions$") == overlay


def test_dragging_moves_the_window(desktop: Desktop, stage: Stage, overlay: str) -> None:
    x, y = (int(each) for each in stage.tell("place").split())
    desktop.run("xdotool", "mousemove", str(x), str(y), "mousedown", "1")
    desktop.run("xdotool", "mousemove", str(x - 100), str(y - 200))
    desktop.run("xdotool", "mousemove", str(x - 150), str(y - 300), "mouseup", "1")
    eventually(lambda: stage.tell("place") == f"{x - 150} {y - 300}")


def test_global_shortcuts_work_while_another_window_has_the_keyboard(
    desktop: Desktop, stage: Stage, overlay: str
) -> None:
    assert stage.tell("hold") == "True ()"
    assert desktop.focused() == "below"
    desktop.run("xdotool", "key", "ctrl+alt+p")
    eventually(lambda: stage.tell("heard") == "global_pause")
    desktop.run("xdotool", "key", "ctrl+alt+r")
    eventually(lambda: stage.tell("heard") == "global_view")
    desktop.run("xdotool", "key", "ctrl+alt+Prior")
    eventually(lambda: stage.tell("heard") == "global_earlier")
    assert stage.tell("typed") == "", "the window below has seen none of it"


def test_a_shortcut_that_another_program_holds_is_reported(desktop: Desktop, stage: Stage) -> None:
    other = Stage(desktop)
    assert other.tell("hold") == "True ()"
    assert "Ctrl+Alt+R" in stage.tell("hold")
    other.close()


def test_the_right_button_opens_a_menu_and_takes_no_focus(desktop: Desktop, stage: Stage, overlay: str) -> None:
    desktop.run("xdotool", "mousemove", *stage.tell("place").split(), "click", "3")
    eventually(lambda: stage.tell("menu") == "True")
    desktop.run("xdotool", "key", "Escape")
    eventually(lambda: stage.tell("menu") == "False")
    assert desktop.focused() == "below"


@pytest.mark.parametrize(
    ("theme", "caption"), [("dark", "#101418"), ("light", "#ffffff"), ("high-contrast", "#000000")]
)
def test_without_a_compositor_corners_are_round_and_the_ground_is_the_themes(
    desktop: Desktop, stage: Stage, overlay: str, theme: str, caption: str
) -> None:
    stage.tell(f"theme {theme}")

    def is_right() -> bool:
        corner, inside, below = stage.tell("see").split()
        return corner == below and inside == caption

    eventually(is_right)


@pytest.mark.skipif(shutil.which("picom") is None, reason="needs picom")
def test_a_compositor_that_comes_lets_the_ground_be_seen_through(desktop: Desktop, stage: Stage, overlay: str) -> None:
    eventually(lambda: stage.tell("see").split()[1] == "#101418")
    compositor = subprocess.Popen(
        ["picom", "--backend", "xrender", "--config", "/dev/null"], env=desktop.environment, stderr=subprocess.DEVNULL
    )
    try:

        def is_translucent() -> bool:
            stage.tell("hover")
            corner, inside, below = stage.tell("see").split()
            return corner == below and inside not in ("#101418", "#000000", below)

        eventually(is_translucent)
    finally:
        compositor.terminate()
        compositor.wait(LIMIT_S)
