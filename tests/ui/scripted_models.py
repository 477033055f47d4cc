"""Models for window tests: made up, and fetched from a hub that waits for the test's word."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from captioner.models.hub import ModelHub, Progress
from captioner.models.manifest import write_manifest
from captioner.models.store import KnownModel, Model, ModelStore


class ScriptedHub(ModelHub):
    """Brings a model after a word from the test, or fails."""

    def __init__(self, error: Exception | None = None) -> None:
        super().__init__()
        object.__setattr__(self, "go_on", threading.Event())
        object.__setattr__(self, "error", error)

    def fetch(
        self,
        store: ModelStore,
        known: KnownModel,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Model | None:
        progress(Progress(30_000_000, 78_000_000, "model.bin"))
        self.go_on.wait(120)
        if self.error is not None:
            raise self.error
        if cancelled():
            return None
        make_model(store.cache / known.name, "speech")
        return store.find("speech", known.name)


def make_model(folder: Path, kind: str, languages: tuple[str, ...] = ("en",)) -> None:
    folder.mkdir(parents=True)
    file = "model.bin" if kind == "speech" else "model.onnx"
    (folder / file).write_bytes(b"weights")
    write_manifest(folder, name=folder.name, kind=kind, languages=list(languages), licence="MIT", files=[file])
