"""The server: an asyncio loop on its own thread. Captions never wait for it."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Awaitable, Callable
from contextlib import suppress
from importlib import resources

from aiohttp import WSCloseCode, web
from aiohttp.http_exceptions import HttpProcessingError
from aiohttp.typedefs import Handler, Middleware

from captioner import log
from captioner.errors import ServeError
from captioner.messages import CaptionUpdate, Status
from captioner.serve.access import Access, callable_as, is_loopback
from captioner.serve.hub import Box, ClientHub, Full
from captioner.serve.messages import Message, Narrator

_LOG = log.get(__name__)
DEFAULT_PORT = 8642
_SEND_S = 10.0
"""Seconds; a client that takes no message for longer is dead: its machine sleeps, or its network is gone."""
_PING_S = 20.0
_PAGE = {
    "/": ("index.html", "text/html"),
    "/captions.js": ("captions.js", "text/javascript"),
    "/captions.css": ("captions.css", "text/css"),
}
_HEADERS = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Server:
    """Serves one program's captions; `begin`, `take` and `tell` may be called from any thread and return at once."""

    def __init__(self, narrator: Narrator, access: Access, port: int = DEFAULT_PORT) -> None:
        """Prepare the server; `start` opens the port.

        Args:
            port: 0 takes any that is free.

        Raises:
            ServeError: other machines could listen without a token.
        """
        if not access.token and not is_loopback(access.host):
            raise ServeError("Serving captions to other machines needs a token.", "Give one.")
        self._access = access
        self._port = port
        self._narrator = narrator
        self._hub: ClientHub | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ending: asyncio.Event | None = None
        self._ready = threading.Event()
        self._error: OSError | None = None
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """The page's address, with the token if one is needed; valid after `start`."""
        host = callable_as(self._access.host)
        shown = f"[{host}]" if ":" in host else host
        token = f"?token={self._access.token}" if self._access.token else ""
        return f"http://{shown}:{self._port}/{token}"

    def start(self) -> None:
        """Begin to listen.

        Raises:
            ServeError: the address or port cannot be used.
        """
        self._ready.clear()
        self._error = None
        self._thread = threading.Thread(target=self._run, name="serve", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._error is not None:
            self._thread.join()
            self._thread = None
            raise ServeError(
                "Captions cannot be served at {host}, port {port}: {reason}.",
                "Choose another port.",
                host=self._access.host,
                port=self._port,
                reason=self._error.strerror or self._error,
            ) from self._error

    def stop(self) -> None:
        """Disconnect all clients and stop; may be called twice."""
        if self._thread is None or self._loop is None or self._ending is None:
            return
        with suppress(RuntimeError):  # it has ended by itself
            self._loop.call_soon_threadsafe(self._ending.set)
        self._thread.join()
        self._thread = None

    def begin(self, source: str) -> None:
        """A session begins; `source` is the name of the source for the user."""
        self._hand_over(lambda: self._narrator.begin(source))

    def take(self, update: CaptionUpdate) -> None:
        """Send an update of the captions."""
        self._hand_over(lambda: self._narrator.take(update))

    def tell(self, status: Status) -> None:
        """Send the state; called ten times a second."""
        self._hand_over(lambda: self._narrator.tell(status))

    def _hand_over(self, make: Callable[[], Message | None]) -> None:
        loop, hub = self._loop, self._hub
        if self._thread is None or loop is None or hub is None:
            return
        with suppress(RuntimeError):  # it is stopping
            loop.call_soon_threadsafe(lambda: hub.send(make()))

    def _run(self) -> None:
        try:
            asyncio.run(self._serve())
        finally:
            self._ready.set()

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._ending = asyncio.Event()
        hub = self._hub = ClientHub(self._narrator)
        runner = web.AppRunner(
            _application(hub, self._access), access_log=None, logger=_request_log(), shutdown_timeout=1.0
        )
        await runner.setup()
        try:
            site = web.TCPSite(runner, self._access.host, self._port)
            try:
                await site.start()
            except OSError as error:
                self._error = error
                return
            self._port = runner.addresses[0][1]
            _LOG.info("captions are served at %s, port %d", self._access.host, self._port)
            self._ready.set()
            await self._ending.wait()
            hub.close()
        finally:
            await runner.cleanup()


def _request_log() -> logging.Logger:
    """The logger for aiohttp's errors. Its own logger would write over the terminal.

    Requests that are not HTTP are answered and not logged: anyone could fill the log with them, and they may hold the
    token.
    """
    logger = log.get(f"{__name__}.requests")
    logger.addFilter(_is_ours)
    return logger


def _is_ours(record: logging.LogRecord) -> bool:
    return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


def _application(hub: ClientHub, access: Access) -> web.Application:
    application = web.Application(middlewares=[_guard(access)])
    for path, (name, kind) in _PAGE.items():
        application.router.add_get(path, _file(name, kind))
    application.router.add_get("/ws", _listening(hub, _web_socket))
    application.router.add_get("/events", _listening(hub, _events))
    return application


def _guard(access: Access) -> Middleware:
    @web.middleware
    async def guard(request: web.Request, handler: Handler) -> web.StreamResponse:
        host = request.headers.get("Host", "")
        if not access.knows_host(host):
            raise web.HTTPMisdirectedRequest(text="This server does not have this name. See --allow-host.\n")
        if not access.knows_origin(request.headers.get("Origin"), host):
            raise web.HTTPForbidden(text="Pages of other sites get no captions. See --allow-origin.\n")
        given = request.query.get("token") or request.headers.get("Authorization", "").removeprefix("Bearer ")
        if request.path in ("/", "/ws", "/events") and not access.knows_token(given):
            raise web.HTTPForbidden(text="The address needs its token.\n")
        return await handler(request)

    return guard


def _file(name: str, kind: str) -> Handler:
    text = (resources.files("captioner.serve") / "page" / name).read_text(encoding="utf-8")

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(text=text, content_type=kind, headers=_HEADERS)

    return answer


def _listening(hub: ClientHub, talk: Callable[[web.Request, Box], Awaitable[web.StreamResponse]]) -> Handler:
    """A handler whose client gets the hub's messages."""

    async def answer(request: web.Request) -> web.StreamResponse:
        try:
            with hub.client() as box:
                return await talk(request, box)
        except Full:
            raise web.HTTPServiceUnavailable(text="Too many clients are connected.\n") from None

    return answer


async def _web_socket(request: web.Request, box: Box) -> web.StreamResponse:
    socket = web.WebSocketResponse(heartbeat=_PING_S, max_msg_size=1024, compress=False)
    await socket.prepare(request)
    sending = asyncio.create_task(_send_all(box, socket.send_str))
    reading = asyncio.create_task(_until_closed(socket))
    try:
        await asyncio.wait((sending, reading), return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in (sending, reading):
            task.cancel()
        await asyncio.gather(sending, reading, return_exceptions=True)
    with suppress(ConnectionError, TimeoutError):
        await asyncio.wait_for(socket.close(code=WSCloseCode.GOING_AWAY), 1.0)
    return socket


async def _until_closed(socket: web.WebSocketResponse) -> None:
    """Wait for the end of a connection; anything that the client sends is ignored."""
    async for _ in socket:
        pass


async def _events(request: web.Request, box: Box) -> web.StreamResponse:
    response = web.StreamResponse(headers={**_HEADERS, "Content-Type": "text/event-stream; charset=utf-8"})
    await response.prepare(request)
    await _send_all(box, lambda text: response.write(f"data: {text}\n\n".encode()))
    return response


async def _send_all(box: Box, send: Callable[[str], Awaitable[None]]) -> None:
    """Send messages until the box is closed or the client is gone."""
    with suppress(ConnectionError, TimeoutError):
        async for message in box.messages():
            await asyncio.wait_for(send(message.text), _SEND_S)
