"""The rows of the models page: installed models and models to fetch."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from captioner.errors import ModelError
from captioner.models.store import KNOWN, SPEAKER_CHANGES, KnownModel, Model, ModelStore
from captioner.settings.declared import Settings

_MEGABYTE = 1e6


@dataclass(frozen=True, slots=True)
class ModelRow:
    """A model in the table: on this machine, or to be fetched."""

    kind: str
    name: str
    languages: tuple[str, ...]
    """codes; empty: about 100 languages"""
    megabytes: float
    installed: Model | None
    known: KnownModel | None
    is_used: bool

    @property
    def wer(self) -> tuple[float, float] | None:
        """Word error rates for read and spontaneous speech, if known."""
        return known_errors(self.installed, self.known)


def known_errors(installed: Model | None, known: KnownModel | None) -> tuple[float, float] | None:
    """The word error rates of a speech model, from its own figures or from ours."""
    figures = installed.manifest.figures if installed is not None and installed.manifest else {}
    if "wer_read" in figures and "wer_spontaneous" in figures:
        return figures["wer_read"], figures["wer_spontaneous"]
    if known is None and installed is not None:
        known = next((each for each in KNOWN if each.name == installed.name), None)
    return known.wer if known is not None else None


def rows(store: ModelStore, settings: Settings) -> list[ModelRow]:
    """All rows: speech models first; of each kind the ones in use, then installed ones."""
    used = _used(store, settings)
    here = [
        ModelRow(
            model.kind,
            model.name,
            tuple(model.manifest.languages) if model.manifest else (),
            model.size / _MEGABYTE,
            model,
            None,
            model.folder in {each.folder for each in used},
        )
        for model in (*store.installed(), *(each for each in used if each.origin == "path"))
    ]
    there = [
        ModelRow("speech", each.name, ("en",) if each.is_english_only else (), each.megabytes, None, each, False)
        for each in store.available()
    ]
    return sorted(here + there, key=lambda row: (row.kind != "speech", row.installed is None, not row.is_used))


def _used(store: ModelStore, settings: Settings) -> list[Model]:
    """The models in use: those of the settings, or the defaults of the languages."""
    result = []
    with suppress(ModelError):
        result.append(store.find("speech", settings.speech.model))
    if settings.captions.mark_speakers:
        with suppress(ModelError):
            result.append(store.find("speaker", SPEAKER_CHANGES))
    chosen = settings.disfluency.model
    if chosen == "auto":
        return [*result, *store.disfluency_models().values()]
    if chosen != "none":
        with suppress(ModelError):
            result.append(store.find("disfluency", chosen))
    return result
