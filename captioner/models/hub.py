"""Fetches a known speech model from the hub: lists, resumes and verifies its files, and installs the complete model."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from filelock import FileLock, Timeout

from captioner.errors import DownloadFailed, SourceUnreachable
from captioner.models import download
from captioner.models import manifest as model_manifest
from captioner.models.download import Cancelled, RemoteFile
from captioner.models.store import KNOWN, KnownModel, Model, ModelStore

_HUB = "https://huggingface.co"
_WANTED = {
    "config.json",
    "model.bin",
    "preprocessor_config.json",
    "tokenizer.json",
    "vocabulary.json",
    "vocabulary.txt",
}
"""The files of a CTranslate2 Whisper; preprocessor_config.json has the number of mel bands."""
_NEEDED = {"config.json", "model.bin", "tokenizer.json"}
_LARGEST = 1 << 62
"""Largest size of a file in bytes that is computed with; whether it fits the disk is checked later."""
_SPARE = 50 << 20
"""Bytes of the disk that stay free: 50 MiB."""


@dataclass(frozen=True, slots=True)
class Progress:
    """The progress of fetching."""

    done: int
    """bytes so far, those of an earlier try included"""
    total: int
    """bytes"""
    file: str
    """the one being fetched"""


@dataclass(frozen=True, slots=True)
class ModelHub:
    """The hub of models."""

    address: str = ""
    """empty for the environment variable HF_ENDPOINT, which names mirrors, or the hub itself"""
    pause: Callable[[float], None] = time.sleep
    """waits between two tries, in seconds"""

    @property
    def host(self) -> str:
        """The host name."""
        return urlsplit(self._base).netloc

    @property
    def _base(self) -> str:
        return (self.address or os.environ.get("HF_ENDPOINT") or _HUB).rstrip("/")

    def files(self, known: KnownModel) -> tuple[RemoteFile, ...]:
        """The files to fetch, pinned to the newest commit.

        Raises:
            DownloadFailed: the hub cannot be reached, or has no such model.
        """
        base = self._base
        content = download.get(f"{base}/api/models/{known.repository}?blobs=true")
        try:
            listing = json.loads(content)
            place = f"{base}/{known.repository}/resolve/{quote(listing['sha'])}"
            files = tuple(
                RemoteFile(
                    name=each["rfilename"],
                    url=f"{place}/{quote(each['rfilename'])}",
                    size=int(each["size"]),
                    digest=str(each["lfs"]["sha256"] if each.get("lfs") else each["blobId"]),
                )
                for each in listing["siblings"]
                if each["rfilename"] in _WANTED
            )
            if not all(0 <= each.size <= _LARGEST for each in files):
                raise ValueError("a size that no model has")
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
            raise SourceUnreachable("{host} gave an unexpected answer.", "Try again later.", host=base) from error
        if not {each.name for each in files} >= _NEEDED:
            raise DownloadFailed(
                "{repository} on {host} holds no complete model.",
                "Choose another model.",
                repository=known.repository,
                host=base,
            )
        return files

    def fetch(
        self,
        store: ModelStore,
        known: KnownModel,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Model | None:
        """Bring a model into the store; runs on any thread, and calls back on the same.

        An incomplete model is in `NAME.part` beside its place, and a later call continues from there.

        Returns:
            The model, or None if cancelled; fetched data is kept.

        Raises:
            DownloadFailed: the hub cannot be reached, a checksum is wrong, or the disk is full.
        """
        with exclusive_fetch(store.cache, known.name):
            return self._fetch(store, known, progress, cancelled)

    def _fetch(
        self,
        store: ModelStore,
        known: KnownModel,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Model | None:
        files = self.files(known)
        part = store.cache / f"{known.name}.part"
        require_space(part, files)
        total = sum(each.size for each in files)
        before = 0
        try:
            for file in files:

                def report(have: int, name: str = file.name, base: int = before) -> None:
                    progress(Progress(base + have, total, name))

                download.fetch(file, part / file.name, report, cancelled, self.pause)
                before += file.size
        except Cancelled:
            return None
        return _finish(store, known, part, files)


@contextmanager
def exclusive_fetch(cache: Path, name: str) -> Iterator[None]:
    """Hold a model's lock: two processes that write one partial file would spoil it.

    The system releases the lock of a killed process.

    Raises:
        DownloadFailed: another fetch holds it, the folder cannot be made, or the disk refuses something within the
            block.
    """
    lock = FileLock(cache.parent / f"{name}.lock")
    try:
        cache.mkdir(parents=True, exist_ok=True)
        lock.acquire(blocking=False)
    except Timeout as error:
        raise DownloadFailed(
            "The model {name} is being fetched already.", "Wait until that has finished.", name=name
        ) from error
    except OSError as error:
        raise DownloadFailed(
            "The folder {folder} cannot be made: {reason}.", "Check its permissions.", folder=cache, reason=error
        ) from error
    try:
        yield
    except OSError as error:
        raise DownloadFailed(
            "The fetched file cannot be written: {reason}.",
            "Free some space or check the folder's permissions.",
            reason=error,
        ) from error
    finally:
        lock.release()


def known(name: str) -> KnownModel | None:
    """The known model of a name."""
    return next((each for each in KNOWN if each.name == name), None)


def require_space(part: Path, files: tuple[RemoteFile, ...]) -> None:
    """Make the folder, and check that the missing files fit on the disk.

    Raises:
        DownloadFailed: they do not, or the folder cannot be made.
    """
    try:
        part.mkdir(parents=True, exist_ok=True)
        have = sum(each.stat().st_size for each in part.iterdir())
        free = shutil.disk_usage(part).free
    except OSError as error:
        raise DownloadFailed(
            "The folder {folder} cannot be made: {reason}.", "Check its permissions.", folder=part, reason=error
        ) from error
    missing = sum(each.size for each in files) - have
    if missing + _SPARE > free:
        raise DownloadFailed(
            "The model needs {missing:.0f} MB more and {spare:.0f} MB to spare, "
            "and {free:.0f} MB are free in {folder}.",
            "Free some space and try again.",
            missing=missing / 1000000.0,
            spare=_SPARE / 1000000.0,
            free=free / 1000000.0,
            folder=part.parent,
        )


def _finish(store: ModelStore, known: KnownModel, part: Path, files: tuple[RemoteFile, ...]) -> Model:
    """Write the manifest and move the model to its place in one step."""
    folder = store.cache / known.name
    try:
        for stray in {each.name for each in part.iterdir()} - {each.name for each in files}:
            (part / stray).unlink()
        model_manifest.write_manifest(
            part,
            name=known.name,
            kind="speech",
            languages=("en",) if known.is_english_only else (),
            licence="MIT",
            files=[each.name for each in files],
            properties={
                "variable_context": False,
                "longest_window_s": 30.0,
                "takes_prompt": True,
                "repository": known.repository,
                **({"time_shift_s": known.time_shift_s} if known.time_shift_s else {}),
            },
        )
        shutil.rmtree(folder, ignore_errors=True)
        os.replace(part, folder)
    except OSError as error:
        raise DownloadFailed(
            "{name} cannot be put into {folder}: {reason}.",
            "Check its permissions.",
            name=known.name,
            folder=folder,
            reason=error,
        ) from error
    return store.find("speech", known.name)
