"""What the models page lists: what is on this machine, and what can be fetched."""

from __future__ import annotations

from dataclasses import dataclass

from captioner.models.store import KnownModel, Model, ModelStore

_MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class Row:
    """A model in the table: on this machine, or to be fetched."""

    kind: str
    name: str
    languages: tuple[str, ...]
    """codes; empty where there are about 100"""
    megabytes: float
    installed: Model | None
    known: KnownModel | None


def rows(store: ModelStore) -> list[Row]:
    """Everything there is: speech models first, the larger decision, and of each kind what is installed."""
    here = [
        Row(
            model.kind,
            model.name,
            tuple(model.manifest.languages) if model.manifest else (),
            model.size / _MEGABYTE,
            model,
            None,
        )
        for model in store.installed()
    ]
    there = [
        Row("speech", each.name, ("en",) if each.is_english_only else (), each.megabytes, None, each)
        for each in store.available()
    ]
    return sorted(here + there, key=lambda row: (row.kind != "speech", row.installed is None))
