"""Finds, checks and loads the models of the settings.

Modules that only captions need are imported when captions start, so windows and commands load without them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from captioner import languages, log, paths
from captioner.errors import LanguageUnknown, ModelError, ModelMismatch, SettingsError, sentence
from captioner.languages import LanguageName
from captioner.machine_cache import MachineCache
from captioner.models import store as model_store
from captioner.models.speeds import Speeds, faster
from captioner.models.store import BUILT_IN, Model, ModelStore
from captioner.settings.declared import Disfluency, Settings, Speech
from captioner.speech.engine import LoadModel, LoadOptions, SpeechModel, Task, loader

if TYPE_CHECKING:
    from captioner.disfluency.onnx_model import OnnxLabelModel
    from captioner.disfluency.tagger import Tagger

_LOG = log.get(__name__)


@dataclass(frozen=True, slots=True)
class Models:
    """The loaded models for one set of settings: shared by sessions, without session state."""

    speech: SpeechModel
    load_tagger: Callable[[str], Tagger]
    """makes the tagger for a two-letter language code; one that passes words through if there is no model"""
    live: bool = True
    """captions are watched while they come"""
    task: Task = "transcribe"
    """the speech model's task"""
    stands_in: ModelError | None = None
    """why the built-in speech model replaces the chosen one"""
    faster: Callable[[], str] = str
    """returns the name of a speech model that is faster on this machine, or empty"""


def load_models(
    settings: Settings,
    *,
    live: bool = True,
    task: Task = "transcribe",
    store: ModelStore | None = None,
    memory: MachineCache | None = None,
    may_stand_in: bool = False,
    load: LoadModel | None = None,
) -> Models:
    """Find, check and load the models of the settings; takes up to seconds.

    Args:
        live: captions are watched while they come.
        task: `translate` writes English, whatever is spoken.
        memory: the cache of what works on this machine; None is the user's own.
        may_stand_in: use the built-in speech model where the chosen one is missing or damaged: a user who needs
            captions now gets some.
        load: loads the speech model; None: the engine that the model's manifest names.

    Raises:
        ModelError: a model is missing, damaged, does not run here, or does not know the language or the task.
    """
    store = store or model_store.default()
    memory = memory or machine_cache()
    speech = settings.speech
    language = spoken_language(speech)
    model, stands_in = _speech_model(store, speech.model, language, may_stand_in=may_stand_in)
    _check_language(model.name, model.manifest.languages if model.manifest else (), language)
    options = LoadOptions(
        live,
        task,
        speech.device,
        speech.compute_type,
        speech.threads,
        wants_fillers=speech.verbatim_prompt,
        memory=memory,
    )
    loaded = (load or loader(model.manifest))(model.folder, model.manifest, options)
    if loaded.only_language:
        _check_language(model.name, (loaded.only_language,), language)
        _check_task(model.name, task)
    find_faster = partial(faster, store, Speeds(memory), model, speech, loaded.only_language or language)
    return Models(loaded, tagger_factory(settings.disfluency, store), live, task, stands_in, find_faster)


def _speech_model(
    store: ModelStore, chosen: str, language: str, *, may_stand_in: bool
) -> tuple[Model, ModelError | None]:
    """The chosen model; if it is unusable and the built-in one knows the language, the built-in one and the reason.

    Raises:
        ModelError: the chosen one is missing or damaged, and the built-in one cannot replace it.
    """
    try:
        model = store.find("speech", chosen)
        model.verify()
    except ModelError as error:
        if not may_stand_in or chosen == BUILT_IN:
            raise
        built_in = store.find("speech", BUILT_IN)
        known = built_in.manifest.languages if built_in.manifest else ()
        if language and language not in known:
            raise
        built_in.verify()
        what = sentence("{problem} The built-in model is used in its place.", problem=error.what)
        return built_in, type(error)(what, error.advice)
    return model, None


def tagger_factory(disfluency: Disfluency, store: ModelStore | None = None) -> Callable[[str], Tagger]:
    """The function that makes the tagger for a language, with the model of the settings or the language's default one.

    Each model is loaded once, at the first call for its language, which may raise ModelError.
    """
    from captioner.disfluency.onnx_model import OnnxLabelModel
    from captioner.disfluency.reading import Thoroughness
    from captioner.disfluency.tagger import DisfluencyTagger, PassthroughTagger

    store = store or model_store.default()

    @cache
    def label_model(language: str) -> OnnxLabelModel | None:
        if disfluency.model == "none":
            return None
        chosen = disfluency.model
        model = store.disfluency_models().get(language) if chosen == "auto" else store.find("disfluency", chosen)
        if model is None:
            _LOG.warning("There is no disfluency model for the language %s: nothing is removed.", language or "unknown")
            return None
        return OnnxLabelModel(model.folder)

    def make(language: str) -> Tagger:
        model = label_model(language)
        return DisfluencyTagger(model, Thoroughness(disfluency.thoroughness)) if model else PassthroughTagger()

    return make


def speech_folder(settings: Settings) -> Path:
    """The folder of the speech model of the settings.

    Raises:
        ModelError: it is missing.
    """
    return model_store.default().find("speech", settings.speech.model).folder


def machine_cache() -> MachineCache:
    """The user's cache of answers about this machine."""
    return MachineCache(paths.cache_dir() / "machine.json")


def spoken_language(speech: Speech) -> str:
    """The code of the spoken language; empty where the model detects it.

    Raises:
        SettingsError: the setting names no language.
    """
    try:
        code = languages.code(speech.language)
    except ValueError as error:
        raise SettingsError(
            "There is no language {language}.", "Choose one such as de or German, or auto.", language=speech.language
        ) from error
    return "" if code == languages.AUTO else code


def _check_task(model: str, task: Task) -> None:
    """Refuse to translate with a model that knows one language."""
    if task == "translate":
        raise ModelMismatch(
            "The speech model {name} knows one language and cannot translate.",
            "Choose one that knows several, such as `base`.",
            name=model,
        )


def _check_language(model: str, known: tuple[str, ...], language: str) -> None:
    """Refuse a language that the model does not know; where `known` is empty, it knows many."""
    if known and language and language not in known:
        raise LanguageUnknown(
            "The speech model {name} knows only {known}, not {spoken}.",
            "Fetch a model of many languages, such as base, and use it; or choose another language.",
            language=language,
            name=model,
            known=LanguageName(known[0]) if len(known) == 1 else ", ".join(known),
            spoken=LanguageName(language),
        )
