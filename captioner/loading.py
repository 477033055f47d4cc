"""Finds, checks and loads the models of the settings.

Modules that only captions need are imported when captions start, so windows and commands load without them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from captioner import languages, log, paths
from captioner.errors import LanguageUnknown, ModelError, ModelMismatch, Sentence, SettingsError, sentence
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
    """why another model replaces the chosen one"""
    stand_in: str = ""
    """the name of the speech model that replaces the chosen one; empty where none does"""
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
        may_stand_in: use the built-in speech model where the chosen one cannot be used, and the language's own
            disfluency model, or none: a user who needs captions now gets some.
        load: loads the speech model; None: the engine that the model's manifest names.

    Raises:
        ModelError: a model is missing, damaged, does not run here, or does not know the language or the task, and none
            may or can replace it.
    """
    store = store or model_store.default()
    memory = memory or machine_cache()
    speech = settings.speech
    language = spoken_language(speech)
    options = LoadOptions(
        live,
        task,
        speech.device,
        speech.compute_type,
        speech.threads,
        wants_fillers=speech.verbatim_prompt,
        memory=memory,
    )
    read = partial(_load_speech, store, language, options, load)
    stands_in: ModelError | None = None
    try:
        model, loaded = read(speech.model)
    except ModelError as error:
        if not may_stand_in or speech.model == BUILT_IN:
            raise
        try:
            model, loaded = read(BUILT_IN)
        except ModelError:
            raise error from None
        stands_in = _replaced(error, sentence("{problem} The built-in model is used in its place.", problem=error.what))
    stand_in = model.name if stands_in is not None else ""
    known = loaded.only_language or language
    written = "en" if task == "translate" else known
    load_tagger, no_disfluency = _taggers(settings.disfluency, store, written, may_stand_in=may_stand_in)
    find_faster = partial(faster, store, Speeds(memory), model, speech, known)
    return Models(loaded, load_tagger, live, task, stands_in or no_disfluency, stand_in, find_faster)


def _load_speech(
    store: ModelStore, language: str, options: LoadOptions, load: LoadModel | None, name: str
) -> tuple[Model, SpeechModel]:
    """Find, check and load one speech model; raises ModelError as `load_models`."""
    model = store.find("speech", name)
    with model.repairable():
        model.verify()
        check_language(model, language)
        loaded = (load or loader(model.manifest))(model.folder, model.manifest, options)
    if loaded.only_language:
        _check_language(model.name, (loaded.only_language,), language)
        _check_task(model.name, options.task)
    return model, loaded


def _disfluency(chosen: Disfluency, store: ModelStore, *, may_stand_in: bool) -> tuple[Disfluency, ModelError | None]:
    """The settings of the disfluency model; if the chosen one is unusable, those with the language's own, and why.

    Raises:
        ModelError: the chosen one is unusable, and nothing may replace it.
    """
    if chosen.model in ("auto", "none"):
        return chosen, None
    try:
        store.find("disfluency", chosen.model).verify()
    except ModelError as error:
        if not may_stand_in:
            raise
        what = sentence("{problem} The model of the language is used in its place.", problem=error.what)
        return replace(chosen, model="auto"), _replaced(error, what)
    return chosen, None


def _taggers(
    chosen: Disfluency, store: ModelStore, language: str, *, may_stand_in: bool
) -> tuple[Callable[[str], Tagger], ModelError | None]:
    """The function that makes taggers, and why they are not those of the settings.

    The model of a known language is loaded at once, so that a damaged one is found before anything is read.

    Raises:
        ModelError: a model is unusable, and nothing may replace it.
    """
    disfluency, problem = _disfluency(chosen, store, may_stand_in=may_stand_in)
    load_tagger = tagger_factory(disfluency, store)
    try:
        if language:
            load_tagger(language)
    except ModelError as error:
        if not may_stand_in:
            raise
        problem = _replaced(error, sentence("{problem} Nothing is removed from captions.", problem=error.what))
        load_tagger = tagger_factory(replace(disfluency, model="none"), store)
    return load_tagger, problem


def _replaced(error: ModelError, what: Sentence) -> ModelError:
    """A new error, because the old one's traceback would keep what was loaded."""
    return type(error)(what, error.advice)


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
        with model.repairable():
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


def check_language(model: Model, language: str) -> None:
    """Refuse a language that the model's manifest does not name.

    Args:
        language: two-letter code; empty if the model detects it.

    Raises:
        LanguageUnknown: the sentence says which the model knows.
    """
    _check_language(model.name, model.manifest.languages if model.manifest else (), language)


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
