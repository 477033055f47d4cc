"""A headless Chromium, driven over its own protocol."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import shutil
import subprocess
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

_ENDS = 60.0
"""Seconds that anything may take on a busy machine."""


def program() -> str:
    """Where Chromium is; skips the test where it is not."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("needs Chromium (apt-get install chromium)")
    return found


class Page:
    """One page that is shown."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)

    async def ask(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol."""
        number = next(self._numbers)
        await self._socket.send_json({"id": number, "method": method, "params": parameters})
        while True:
            answer = await self._socket.receive_json(timeout=_ENDS)
            if answer.get("id") == number:
                assert "error" not in answer, answer
                return dict(answer["result"])

    async def value(self, expression: str) -> Any:
        """What a JavaScript expression comes to."""
        found = await self.ask("Runtime.evaluate", expression=expression, returnByValue=True)
        assert "exceptionDetails" not in found, found
        return found["result"].get("value")

    async def until(self, expression: str) -> None:
        """Wait until an expression holds; that it cannot be had yet is no error."""
        expression = f"(() => {{ try {{ return {expression}; }} catch {{ return false; }} }})()"
        end = time.monotonic() + _ENDS
        while not await self.value(expression):
            assert time.monotonic() < end, await self.value("document.documentElement?.outerHTML")
            await asyncio.sleep(0.05)

    async def picture(self, path: Path) -> None:
        """Save what is seen as PNG."""
        found = await self.ask("Page.captureScreenshot", format="png")
        path.write_bytes(base64.b64decode(found["data"]))


@contextlib.asynccontextmanager
async def shown(url: str, size: tuple[int, int] = (800, 200)) -> AsyncIterator[Page]:
    """A page in a browser of its own, for as long as it is looked at."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        browser = subprocess.Popen(
            [
                program(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                f"--user-data-dir={profile}",
                f"--window-size={size[0]},{size[1]}",
                url,
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            port_file = Path(profile) / "DevToolsActivePort"
            async with aiohttp.ClientSession() as session:
                address = await _page_address(session, port_file)
                async with session.ws_connect(address, max_msg_size=0) as socket:
                    yield Page(socket)
        finally:
            browser.kill()
            browser.wait()


async def _page_address(session: aiohttp.ClientSession, port_file: Path) -> str:
    end = time.monotonic() + _ENDS
    while time.monotonic() < end:
        with contextlib.suppress(OSError, IndexError, aiohttp.ClientError, StopIteration):
            port = port_file.read_text().splitlines()[0]
            async with session.get(f"http://127.0.0.1:{port}/json/list") as answer:
                pages = await answer.json()
            return str(next(each["webSocketDebuggerUrl"] for each in pages if each["type"] == "page"))
        await asyncio.sleep(0.1)
    raise AssertionError("Chromium does not answer")
