"""The composition root: settings and models in, the stages of a session out.

What only captions need is imported where they start: windows and commands do without it.
"""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from captioner import languages, log, paths
from captioner.audio import sources
from captioner.audio.source import AudioSource
from captioner.errors import LanguageUnknown, ModelError, ModelMismatch, Sentence, SettingsError, sentence
from captioner.languages import LanguageName
from captioner.machine_cache import MachineCache
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Channel, Status
from captioner.models import store as model_store
from captioner.models.store import BUILT_IN, Model, ModelStore
from captioner.pipeline import Parts, as_it_came
from captioner.settings.declared import Audio, Disfluency, Settings, Speech
from captioner.speech.engine import Utterances
from captioner.speech.whisper import device, step_time
from captioner.speech.whisper.one_at_a_time import OneAtATime
from captioner.speech.whisper.read_ahead import BatchRecognizer, ReadAhead
from captioner.speech.whisper.step_time import StepTime, network_of
from captioner.speech.whisper.transcriber import WHOLE_UTTERANCES, Recognizer, Streaming, Transcriber
from captioner.together import Together

if TYPE_CHECKING:
    from captioner.disfluency.onnx_model import OnnxLabelModel
    from captioner.disfluency.tagger import Tagger
    from captioner.speech.whisper.word_pieces import Task

_LOG = log.get(__name__)

_VERBATIM = "Um, so I, uh, I mean, we, we should, you know, th- think about it."
"""Shown to a model that takes a prompt: Whisper drops fewer fillers when what came before had some."""
RECORDING = "demo.flac"
"""Of those that come with the program."""
_BEAM_FOR_FILES = 2
"""Live captions decode greedily. In batches, 20 minutes of read and spontaneous speech had word error rates of
0.163, 0.144, 0.143 and 0.148 at beams of 1, 2, 3 and 5, and took 4.2, 5.2, 6.1 and 8.0 s to decode."""


@dataclass(frozen=True, slots=True)
class Models:
    """The loaded models of one choice of settings: shared by sessions, without state of any."""

    recognizer: BatchRecognizer
    load_tagger: Callable[[str], Tagger]
    """the tagger of a two-letter language code; one that passes words through where there is no model"""
    is_verbatim: bool = False
    """the speech model writes fillers by itself: a disfluent prompt would only cost time"""
    only_language: str = ""
    """code of the one language that the speech model knows; empty if it knows several"""
    task: Task = "transcribe"
    """what the recognizer writes"""
    stands_in: ModelError | None = None
    """why this is the built-in speech model and not the chosen one"""


def compose(
    settings: Settings,
    source: AudioSource,
    *,
    live: bool = True,
    streaming: Streaming | None = None,
    may_stand_in: bool = False,
) -> Callable[[], Parts]:
    """What `Pipeline` calls on its own thread to load the models and make the stages; see `load_models`, `stages`."""
    return lambda: stages(
        load_models(settings, live=live, may_stand_in=may_stand_in), settings, source, live=live, streaming=streaming
    )


def load_models(
    settings: Settings,
    *,
    live: bool = True,
    pad: bool | None = None,
    task: Task = "transcribe",
    store: ModelStore | None = None,
    memory: MachineCache | None = None,
    may_stand_in: bool = False,
) -> Models:
    """Find, check and load what the settings name; takes up to seconds.

    Args:
        live: captions are watched while they come, so they are decoded greedily.
        pad: pad windows to 30 s; None as the model was trained.
        task: `translate` writes English, whatever is spoken.
        memory: where it is remembered what works on this machine; None is the user's own.
        may_stand_in: the built-in speech model is used where the chosen one is gone or damaged, for nobody who needs
            captions now is helped by none.

    Raises:
        ModelError: a model is missing, damaged, does not run here, or does not know the language or the task.
    """
    from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer

    store = store or model_store.default()
    speech = settings.speech
    language = _language(speech)
    model, stands_in = _speech_model(store, speech.model, language, may_stand_in=may_stand_in)
    _check_language(model.name, model.manifest.languages if model.manifest else (), language)
    chosen = device.choose(model.folder, speech.device, speech.compute_type, memory=memory or machine_memory())
    if not chosen.works:
        raise ModelMismatch(
            "Recognition does not work on {device}: {reason}",
            "Choose `auto` or `cpu` as the device of speech recognition.",
            device=chosen.device,
            reason=chosen.reason,
        )
    if chosen.reason:
        _LOG.warning("%s Recognition runs on the CPU instead.", chosen.reason)
    decoding = Decoding(
        device=chosen.device,
        compute_type=chosen.compute_type,
        threads=device.threads(speech.threads),
        beam_size=None if live else _BEAM_FOR_FILES,
        pad=pad,
        task=task,
    )
    recognizer = WhisperRecognizer(model.folder, decoding)
    if recognizer.only_language:
        _check_language(model.name, (recognizer.only_language,), language)
        _check_task(model.name, task)
    is_verbatim = bool(model.manifest and model.manifest.properties.get("verbatim"))
    return Models(
        recognizer,
        tagger_factory(settings.disfluency, store),
        is_verbatim,
        recognizer.only_language,
        task,
        stands_in,
    )


def _speech_model(
    store: ModelStore, chosen: str, language: str, *, may_stand_in: bool
) -> tuple[Model, ModelError | None]:
    """The model that was chosen, or the built-in one and why it stands in, where it knows the language that is spoken.

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


def machine_memory() -> MachineCache:
    """What has been found out about this machine, for this user."""
    return MachineCache(paths.cache_dir() / "machine.json")


def time_step(settings: Settings) -> StepTime | None:
    """How long a step of live captions takes with the speech model of the settings, on a window padded to 30 s.

    Returns:
        None where the model does not say how large its network is.

    Raises:
        CaptionerError: the model cannot be used, or the recording that comes with the program is missing.
    """
    store = model_store.default()
    network = network_of(store.find("speech", settings.speech.model).folder)
    if network is None:
        return None
    models = load_models(settings, pad=True, store=store)
    source = open_source(
        dataclasses.replace(settings.audio, source=str(paths.bundled("assets") / RECORDING)), paced=False
    )
    source.open()
    try:
        chunk = source.read(0.0)
    finally:
        source.close()
    samples = chunk.samples if chunk is not None else np.zeros(SAMPLE_RATE, np.float32)
    return StepTime(step_time.time_step(models.recognizer, samples), network)


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


def stages(
    models: Models,
    settings: Settings,
    source: AudioSource,
    *,
    live: bool = True,
    streaming: Streaming | None = None,
    opening: str = "",
    clock: Callable[[], float] = time.monotonic,
) -> Parts:
    """The stages of one session around `source`.

    Args:
        live: captions are watched while they come; otherwise utterances are read once, whole, and in the context of
            those around them.
        streaming: rules to use instead of those that follow from `live`.
        opening: what the speech model is told before a recording begins.
        clock: seconds; tells how long a reading took.
    """
    from captioner.disfluency.by_language import TaggerByLanguage
    from captioner.speech.segmenter import Segmentation, Segmenter, in_context
    from captioner.speech.sentences import SentenceUtterances
    from captioner.speech.vad import SileroVoiceActivity

    speech, language = settings.speech, _language(settings.speech)
    recognizer: Recognizer = models.recognizer
    # Files, too: stock tiny.en writes 25 of 29 fillers of the spontaneous clips with the example, 6 without, at a word
    # error rate of 0.436 in place of 0.470 there, and 0.132 in place of 0.126 on read speech.
    said_first = preface(speech, is_verbatim=models.is_verbatim)
    if live:
        segmentation = Segmentation(hangover_s=speech.pause_s, maximum_s=speech.longest_utterance_s)
        rules = streaming or Streaming(preface=said_first)
    else:
        segmentation = in_context(models.recognizer.longest_window / SAMPLE_RATE)
        rules = streaming or dataclasses.replace(WHOLE_UTTERANCES, preface=said_first, opening=opening)
    segmenter: Utterances = Segmenter(SileroVoiceActivity(), segmentation)
    if not live and streaming is None:
        # nobody watches: utterances wait for each other and are read together
        prompt = " ".join(filter(None, (opening, said_first)))
        ahead = ReadAhead(segmenter, models.recognizer, prompt, language)
        segmenter, recognizer = ahead, ahead
    load_tagger = models.load_tagger
    return Parts(
        source=source,
        segmenter=segmenter,
        transcriber=Transcriber(recognizer, rules, language=language, clock=clock),
        part=as_it_came if live else SentenceUtterances().split,
        tagger=TaggerByLanguage((lambda _: load_tagger("en")) if models.task == "translate" else load_tagger),
        only_language=models.only_language,
        stands_in=models.stands_in,
        stops_at_once=not live,
    )


def both_engine(
    settings: Settings,
    on_update: Callable[[CaptionUpdate], None],
    on_status: Callable[[Status], None],
    *,
    may_stand_in: bool = True,
) -> Together:
    """What captions the microphone and the system's sound as one session; see `load_models`."""
    return Together(lambda: _both(settings, may_stand_in=may_stand_in), on_update, on_status)


def _both(settings: Settings, *, may_stand_in: bool) -> dict[Channel, Parts]:
    """Load the models, once for both, and make the stages of each."""
    found = {
        channel: open_source(dataclasses.replace(settings.audio, source=name))
        for channel, name in ((Channel.SYSTEM, sources.SYSTEM), (Channel.MICROPHONE, sources.MICROPHONE))
    }
    models = load_models(settings, may_stand_in=may_stand_in)
    models = dataclasses.replace(models, recognizer=OneAtATime(models.recognizer))
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

    return FileSource(Path(audio.source).expanduser(), paced=paced)


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
        memory=machine_memory(),
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


def preface(speech: Speech, *, is_verbatim: bool = False) -> str:
    """What stands first in the prompt: the disfluent example, if it is wanted and needed, and the vocabulary."""
    example = _VERBATIM if speech.verbatim_prompt and not is_verbatim else ""
    return " ".join(part for part in (example, vocabulary(speech)) if part)


def vocabulary(speech: Speech) -> str:
    """The names and terms that the speech model is told of, as part of its prompt."""
    return speech.vocabulary.strip()


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
