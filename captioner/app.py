"""The composition root: builds the stages of a session from settings and models.

What only captions need is imported where they start: windows and commands do without it.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from captioner import languages, log, paths
from captioner.audio import sources
from captioner.audio.source import AudioSource
from captioner.errors import LanguageUnknown, ModelError, ModelMismatch, Sentence, SettingsError, sentence
from captioner.languages import LanguageName
from captioner.machine_cache import MachineCache
from captioner.messages import CaptionUpdate, Channel, Status
from captioner.models import store as model_store
from captioner.models.store import BUILT_IN, Model, ModelStore
from captioner.pipeline import Parts, as_it_came
from captioner.settings.declared import Audio, Disfluency, Settings, Speech
from captioner.speech.engine import LoadModel, LoadOptions, SessionOptions, SpeechModel, Task, loader

if TYPE_CHECKING:
    from captioner.disfluency.onnx_model import OnnxLabelModel
    from captioner.disfluency.tagger import Tagger
    from captioner.speakers.turns import SpeakerTurns
    from captioner.speech.whisper.step_time import StepTime
    from captioner.together import Together

_LOG = log.get(__name__)

RECORDING = "demo.flac"
"""Of those that come with the program."""


@dataclass(frozen=True, slots=True)
class Models:
    """The loaded models of one choice of settings: shared by sessions, without state of any."""

    speech: SpeechModel
    load_tagger: Callable[[str], Tagger]
    """the tagger of a two-letter language code; one that passes words through where there is no model"""
    live: bool = True
    """captions are watched while they come"""
    task: Task = "transcribe"
    """what the speech model does"""
    stands_in: ModelError | None = None
    """why this is the built-in speech model and not the chosen one"""


def compose(
    settings: Settings, source: AudioSource, *, live: bool = True, may_stand_in: bool = False
) -> Callable[[], Parts]:
    """What `Pipeline` calls on its own thread to load the models and make the stages; see `load_models`, `stages`."""
    return lambda: stages(load_models(settings, live=live, may_stand_in=may_stand_in), settings, source)


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
    """Find, check and load what the settings name; takes up to seconds.

    Args:
        live: captions are watched while they come.
        task: `translate` writes English, whatever is spoken.
        memory: where it is kept what works on this machine; None is the user's own.
        may_stand_in: the built-in speech model is used where the chosen one is gone or damaged: who needs captions now
            is not helped by none.
        load: loads the speech model; None: the engine that the model's manifest names.

    Raises:
        ModelError: a model is missing, damaged, does not run here, or does not know the language or the task.
    """
    store = store or model_store.default()
    speech = settings.speech
    language = _language(speech)
    model, stands_in = _speech_model(store, speech.model, language, may_stand_in=may_stand_in)
    _check_language(model.name, model.manifest.languages if model.manifest else (), language)
    options = LoadOptions(
        live,
        task,
        speech.device,
        speech.compute_type,
        speech.threads,
        wants_fillers=speech.verbatim_prompt,
        memory=memory or machine_cache(),
    )
    loaded = (load or loader(model.manifest))(model.folder, model.manifest, options)
    if loaded.only_language:
        _check_language(model.name, (loaded.only_language,), language)
        _check_task(model.name, task)
    return Models(loaded, tagger_factory(settings.disfluency, store), live, task, stands_in)


def _speech_model(
    store: ModelStore, chosen: str, language: str, *, may_stand_in: bool
) -> tuple[Model, ModelError | None]:
    """The chosen model; or, where it is unusable, the built-in one and the reason, if that knows the spoken language.

    Raises:
        ModelError: the chosen one is missing or damaged, and nothing stands in for it.
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


def speech_folder(settings: Settings) -> Path:
    """Where the speech model of the settings lies.

    Raises:
        ModelError: it is missing.
    """
    return model_store.default().find("speech", settings.speech.model).folder


def machine_cache() -> MachineCache:
    """The user's cache of answers about this machine."""
    return MachineCache(paths.cache_dir() / "machine.json")


def time_step(settings: Settings) -> StepTime | None:
    """How long a step of live captions takes with the speech model of the settings, on a window padded to 30 s.

    Returns:
        None where the model does not say how large its network is.

    Raises:
        CaptionerError: the model cannot be used, or the recording that comes with the program is missing.
    """
    from captioner.speech.whisper import engine as whisper
    from captioner.speech.whisper import step_time

    store = model_store.default()
    network = step_time.network_of(store.find("speech", settings.speech.model).folder)
    if network is None:
        return None
    model = load_models(settings, store=store, load=partial(whisper.load, pad=True)).speech
    assert isinstance(model, whisper.WhisperModel)
    source = open_source(
        dataclasses.replace(settings.audio, source=str(paths.bundled("assets") / RECORDING)), paced=False
    )
    source.open()
    try:
        chunk = source.read(0.0)
    finally:
        source.close()
    assert chunk is not None  # the program's own recording
    return step_time.StepTime(step_time.time_step(model.recognizer, chunk.samples), network)


def tagger_factory(disfluency: Disfluency, store: ModelStore | None = None) -> Callable[[str], Tagger]:
    """What makes the tagger for a language, by the model that the settings name or the language's default one.

    Each model is loaded once, when its language is first asked for; that may raise ModelError.
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


def stages(models: Models, settings: Settings, source: AudioSource, *, opening: str = "") -> Parts:
    """The stages of one session around `source`.

    Args:
        opening: what the speech model is told before a recording begins.
    """
    from captioner.disfluency.by_language import TaggerByLanguage
    from captioner.speech.sentences import SentenceUtterances

    speech = settings.speech
    options = SessionOptions(
        language=_language(speech),
        vocabulary=speech.vocabulary.strip(),
        opening=opening,
        pause_s=speech.pause_s,
        longest_utterance_s=speech.longest_utterance_s,
    )
    segmenter, transcriber = models.speech.session(options)
    load_tagger = models.load_tagger
    return Parts(
        speaker_turns=speaker_turns() if settings.captions.mark_speakers else None,
        source=source,
        segmenter=segmenter,
        transcriber=transcriber,
        part=as_it_came if models.live else SentenceUtterances().split,
        tagger=TaggerByLanguage((lambda _: load_tagger("en")) if models.task == "translate" else load_tagger),
        only_language=models.speech.only_language,
        stands_in=models.stands_in,
        stops_at_once=not models.live,
    )


def speaker_turns() -> SpeakerTurns:
    """What hears where the speaker changes; its model loads when there is something to compare."""
    from captioner.speakers.embedding import OnnxSpeakerEmbedding
    from captioner.speakers.turns import Rules, SpeakerTurns

    model = model_store.default().find("speaker", model_store.SPEAKER_CHANGES)
    known = model.manifest.properties if model.manifest else {}
    usual = Rules()
    rules = Rules(float(known.get("window_s", usual.window_s)), float(known.get("other_below", usual.other_below)))

    def load() -> OnnxSpeakerEmbedding:
        model.verify()
        return OnnxSpeakerEmbedding(model.folder)

    return SpeakerTurns(load, rules)


def both_engine(
    settings: Settings,
    on_update: Callable[[CaptionUpdate], None],
    on_status: Callable[[Status], None],
    *,
    may_stand_in: bool = True,
) -> Together:
    """What captions the microphone and the system's sound as one session; see `load_models`."""
    from captioner.together import Together

    return Together(lambda: _both(settings, may_stand_in=may_stand_in), on_update, on_status)


def _both(settings: Settings, *, may_stand_in: bool) -> dict[Channel, Parts]:
    """Load the models, once for both, and make the stages of each."""
    found = {
        channel: open_source(dataclasses.replace(settings.audio, source=name))
        for channel, name in ((Channel.SYSTEM, sources.SYSTEM), (Channel.MICROPHONE, sources.MICROPHONE))
    }
    models = load_models(settings, may_stand_in=may_stand_in)
    models = dataclasses.replace(models, speech=models.speech.for_threads())
    return {channel: stages(models, settings, source) for channel, source in found.items()}


def open_source(audio: Audio, *, paced: bool = True) -> AudioSource:
    """The source that the settings name, not yet open.

    Args:
        paced: a file plays in real time; otherwise as fast as it is read.

    Raises:
        AudioError: there is no such source on this machine.
    """
    live = sources.LIVE.get(audio.source)
    if live is not None:
        return live.make(getattr(audio, live.device_option), audio.application)
    from captioner.audio.file import FileSource

    return FileSource(paths.from_user(audio.source), paced=paced)


def run_gui(
    settings: Settings,
    *,
    settings_path: Path | None = None,
    notices: Sequence[Sentence] = (),
    start: bool = False,
    until_end: bool = False,
) -> int:
    """Open the windows and return when the user quits; see `captioner.ui.application.run`."""
    from captioner.ui import application
    from captioner.ui.state.backend import Backend

    backend = Backend(
        live=_build_live,
        recording=_build_recording,
        open_source=open_source,
        time_step=time_step,
        models=model_store.default(),
        memory=machine_cache(),
        both=both_engine,
    )
    return application.run(
        settings, backend, settings_path=settings_path, notices=notices, start=start, until_end=until_end
    )


def _build_live(settings: Settings) -> Callable[[], Parts]:
    return lambda: compose(settings, open_source(settings.audio), may_stand_in=True)()


def _build_recording(settings: Settings, path: Path) -> Callable[[], Parts]:
    audio = dataclasses.replace(settings.audio, source=str(path))
    return lambda: compose(settings, open_source(audio, paced=False), live=False)()


def _language(speech: Speech) -> str:
    """The code of the language that is spoken; empty where the model is to hear it.

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
