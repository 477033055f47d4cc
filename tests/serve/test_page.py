"""The page, in a real browser."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from importlib import resources

import pytest

from captioner.messages import CaptionUpdate, State, Status
from captioner.serve.access import Access
from captioner.serve.messages import Narrator
from captioner.serve.server import Server
from tests.serve import chromium
from tests.strategies import spoken

pytestmark = pytest.mark.slow

SPANS = "[...document.querySelectorAll('main span')].map((each) => [each.className, each.textContent])"


@pytest.fixture
def server() -> Iterator[Server]:
    chromium.program()
    made = Server(Narrator(), Access("127.0.0.1", token="secret"), 0)
    made.start()
    made.begin("mic")
    yield made
    made.stop()


def say(server: Server) -> None:
    server.take(
        CaptionUpdate(
            0, spoken("We went to/r Boston,/r I/i mean/i <b>Denver"), spoken("um/h yesterday"), False, language="en"
        )
    )


def test_settled_and_pending_words_in_every_view(server: Server) -> None:
    async def look() -> None:
        say(server)
        async with chromium.shown(f"{server.url}&theme=light&size=40&lines=3&state=on") as page:
            await page.until("document.querySelectorAll('main span').length > 1")
            assert await page.value(SPANS) == [["", "We went <b>Denver"], ["provisional", " yesterday"]]
            assert await page.value("document.documentElement.dataset.theme") == "light"
            assert await page.value("getComputedStyle(document.body).fontSize") == "40px"
            assert await page.value("document.querySelector('main p').lang") == "en"
            server.tell(Status(State.PAUSED))
            await page.until("document.getElementById('state').textContent == 'Paused'")
            server.take(CaptionUpdate(0, spoken("yesterday."), (), True, language="en"))
            await page.until("document.querySelector('main').textContent.endsWith('yesterday.')")
            server.begin("system")
            await page.until("document.querySelector('main').textContent == ''")
        async with chromium.shown(f"{server.url}&view=marked&theme=nonsense&size=9999") as page:
            say(server)
            await page.until("document.querySelectorAll('main span').length > 1")
            spans = await page.value(SPANS)
            assert ["removed reparandum", "to Boston,"] in spans
            assert await page.value("document.documentElement.dataset.theme") == "dark"
        async with chromium.shown(f"{server.url}&view=said") as page:
            await page.until("document.querySelectorAll('main span').length > 1")
            assert await page.value("document.querySelectorAll('main .removed').length") == 0
            assert "Boston" in await page.value("document.querySelector('main').textContent")

    asyncio.run(look())


def test_the_page_comes_back_when_the_server_does(server: Server) -> None:
    async def look() -> None:
        async with chromium.shown(server.url) as page:
            await page.until("document.documentElement.dataset.connection == 'on'")
            server.stop()
            await page.until("document.documentElement.dataset.connection == 'off'")
            server.start()
            say(server)
            await page.until("document.querySelector('main').textContent.startsWith('We went')")

    asyncio.run(look())


def luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [each / 12.92 if each <= 0.03928 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_word_can_be_read_in_every_theme() -> None:
    style = (resources.files("captioner.serve") / "page" / "captions.css").read_text(encoding="utf-8")
    themes = re.findall(r'\[data-theme="([a-z-]+)"\] \{ (--[^}]+)\}', style)
    assert {name for name, _ in themes} == {"dark", "light", "high-contrast", "transparent"}
    for name, declared in themes:
        colours = dict(re.findall(r"--(\w+): (#\w{6})", declared))
        ground = luminance(colours.pop("ground", "#000000"))  # letters have a black shadow where there is no ground
        for colour in colours.values():
            light, dark = sorted((luminance(colour), ground), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (name, colour)
