"""Downloads one file over HTTP: resumes where it stopped, verifies it, and installs it only when complete."""

from __future__ import annotations

import errno
import hashlib
import http.client
import os
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from captioner import log
from captioner.errors import DownloadFailed, SourceUnreachable

_LOG = log.get(__name__)
_BLOCK = 1 << 18
"""Bytes between two reports of progress: 256 KiB, a tenth of a second on a slow line."""
_TIMEOUT_S = 30
"""Seconds without a byte after which the connection counts as dead; hubs are known to stall and look frozen."""
_SLOWEST = 1 << 10
"""Average bytes a second below which a connection counts as dead, too: it may deliver a byte now and then."""
_PATIENCE_S = 60.0
"""Seconds before the average is checked."""
_LARGEST_DOCUMENT = 16 << 20
"""Bytes; the listing of a model has some thousand."""
_TRIES = 4
_PAUSE_S = 2.0
"""Seconds before the next try when the last one brought nothing."""
_DISK = {errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOENT, errno.EFBIG, errno.EIO}
_AGENT = "captioner"


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file to fetch, with its size and checksum."""

    name: str
    url: str
    size: int
    """bytes"""
    digest: str
    """hexadecimal digits: SHA-256 of the content, or git's SHA-1 of a blob with it"""

    def verify(self, path: Path) -> bool:
        """Whether `path` holds exactly this file."""
        if not path.is_file() or path.stat().st_size != self.size:
            return False
        with path.open("rb") as file:
            if len(self.digest) == 64:
                return hashlib.file_digest(file, "sha256").hexdigest() == self.digest
            # git names a blob by the SHA-1 of a header and its content; hubs give no other checksum for small files.
            sha1 = hashlib.sha1(b"blob %d\0" % self.size, usedforsecurity=False)
            while block := file.read(_BLOCK):
                sha1.update(block)
            return sha1.hexdigest() == self.digest


class Cancelled(Exception):
    """The user has cancelled; fetched data is kept. Not an error, so not a CaptionerError."""


def get(url: str) -> bytes:
    """The content of a small document.

    Raises:
        DownloadFailed: it cannot be fetched.
    """
    try:
        with _open(url) as answer:
            return _all_of(answer)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise _failure(url, error) from error


def _all_of(answer: http.client.HTTPResponse) -> bytes:
    """A server's answer, if it takes at most a minute and has the size of a document."""
    began = time.monotonic()
    content = bytearray()
    while block := answer.read1(_BLOCK):
        content += block
        if len(content) > _LARGEST_DOCUMENT:
            raise ConnectionAbortedError(f"more than {_LARGEST_DOCUMENT} bytes")
        if time.monotonic() - began > _PATIENCE_S:
            raise TimeoutError(f"only {len(content)} bytes came in {_PATIENCE_S:.0f} s")
    if answer.length:
        raise ConnectionResetError(f"the server stopped {answer.length} bytes before the end")
    return bytes(content)


def fetch(
    remote: RemoteFile,
    path: Path,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
    pause: Callable[[float], None] = time.sleep,
) -> None:
    """Fetch `remote` to `path`; after a failure the data so far stays in `path.part` and is not fetched again.

    Args:
        progress: called with the bytes of this file so far.
        cancelled: called between blocks.
        pause: waits the seconds between two tries after a broken connection.

    Raises:
        Cancelled: `cancelled` returned True.
        DownloadFailed: it cannot be fetched, or its checksum is wrong.
    """
    if remote.verify(path):
        progress(remote.size)
        return
    part = path.with_name(path.name + ".part")
    was_resumed = _size(part) > 0
    _complete(remote, part, progress, cancelled, pause)
    if not remote.verify(part):
        part.unlink(missing_ok=True)
        if was_resumed:
            # The first half may be of another version of the file, so the whole file gets one more try.
            fetch(remote, path, progress, cancelled, pause)
            return
        raise DownloadFailed(
            "The fetched file {file} is damaged: its checksum is wrong.",
            "It was deleted; try again.",
            file=remote.name,
        )
    try:
        os.replace(part, path)
    except OSError as error:
        raise _failure(remote.url, error) from error


def _complete(
    remote: RemoteFile,
    part: Path,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
    pause: Callable[[float], None],
) -> None:
    """Fetch until `part` has the file's size; a broken connection is retried a few times."""
    for tries_left in reversed(range(_TRIES)):
        before = _size(part)
        try:
            _append(remote, part, progress, cancelled)
            return
        except (OSError, http.client.HTTPException, ValueError) as error:
            if tries_left == 0 or _is_final(error):
                raise _failure(remote.url, error) from error
            _LOG.info("%s broke off at %d of %d bytes: %s", remote.name, _size(part), remote.size, error)
        pause(0.0 if _size(part) > before else _PAUSE_S)


def _append(remote: RemoteFile, part: Path, progress: Callable[[int], None], cancelled: Callable[[], bool]) -> None:
    """Fetch the missing rest of `part`."""
    have = _size(part)
    if have > remote.size:
        part.unlink()
        have = 0
    if have == remote.size:
        return
    with _open(remote.url, have) as answer:
        if answer.status != 206:
            have = 0
        with part.open("ab" if have else "wb") as file:
            _copy(answer, file, have, remote, progress, cancelled)


def _copy(
    answer: http.client.HTTPResponse,
    file: BinaryIO,
    have: int,
    remote: RemoteFile,
    progress: Callable[[int], None],
    cancelled: Callable[[], bool],
) -> None:
    """Write the incoming data, never more than the file's size."""
    progress(have)
    began, first = time.monotonic(), have
    while have < remote.size:
        if cancelled():
            raise Cancelled
        block = answer.read1(min(_BLOCK, remote.size - have))
        if not block:
            raise ConnectionResetError(f"the server stopped at {have} of {remote.size} bytes")
        file.write(block)
        have += len(block)
        progress(have)
        passed = time.monotonic() - began
        if passed > _PATIENCE_S and have - first < _SLOWEST * passed:
            raise TimeoutError(f"only {have - first} bytes came in {passed:.0f} s")


def _size(part: Path) -> int:
    return part.stat().st_size if part.is_file() else 0


def _open(url: str, start: int = 0) -> http.client.HTTPResponse:
    """Request a document from byte `start`; ValueError for an invalid address, also one in a redirect."""
    headers = {"User-Agent": _AGENT}
    if start:
        headers["Range"] = f"bytes={start}-"
    answer: http.client.HTTPResponse = _web().open(urllib.request.Request(url, headers=headers), timeout=_TIMEOUT_S)
    return answer


def _web() -> urllib.request.OpenerDirector:
    """An opener for HTTP only, so that no server can redirect to a file or to FTP."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler,
        urllib.request.UnknownHandler,
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


def _is_final(error: Exception) -> bool:
    """Whether another try is useless."""
    if isinstance(error, urllib.error.HTTPError):
        return error.code < 500
    if isinstance(error, urllib.error.URLError):
        return isinstance(error.reason, ssl.SSLCertVerificationError | socket.gaierror | ConnectionRefusedError | str)
    return isinstance(error, ValueError) or _is_local(error)


def _is_local(error: Exception) -> bool:
    """Whether the disk failed, not the network."""
    return isinstance(error, OSError) and error.errno in _DISK


def _failure(url: str, error: Exception) -> DownloadFailed:
    """The error for a failed download."""
    try:
        host = urllib.request.Request(url).host
    except ValueError:
        host = ""
    if not host or urlsplit(url).scheme not in ("http", "https"):
        address = url.partition("/api/")[0]
        return DownloadFailed(
            "{address} is no address on the web.", "Check the environment variable HF_ENDPOINT.", address=address
        )
    if isinstance(error, urllib.error.HTTPError):
        if error.code == 404:
            return SourceUnreachable(
                "{host} has no {url}.", "The model may have been moved; update Captioner.", host=host, url=url
            )
        return SourceUnreachable(
            "{host} answered {code} {reason}.", "Try again later.", host=host, code=error.code, reason=error.reason
        )
    if isinstance(error, urllib.error.URLError) and isinstance(error.reason, ssl.SSLCertVerificationError):
        return SourceUnreachable(
            "The certificate of {host} cannot be verified.",
            "Check the clock, the proxy and the certificates of this machine.",
            host=host,
        )
    if _is_local(error):
        return DownloadFailed(
            "The fetched file cannot be written: {reason}.",
            "Free some space or check the folder's permissions.",
            reason=error,
        )
    if not isinstance(error, urllib.error.URLError):
        return SourceUnreachable(
            "The connection to {host} was lost.", "Try again. The part that was fetched is kept.", host=host
        )
    return SourceUnreachable(
        "{host} cannot be reached.",
        "Connect to the network and try again. The part that was fetched is kept. Installed models need no network.",
        host=host,
    )
