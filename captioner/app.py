"""The composition root: builds the stages of a session from settings and models.

Modules that only captions need are imported when captions start, so windows and commands load without them.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from captioner import paths
from captioner.audio import sources
from captioner.audio.source import AudioSource
from captioner.loading import Models, load_models, machine_cache, spoken_language
from captioner.messages import CaptionUpdate, Channel, Status
from captioner.models import store as model_store
from captioner.pipeline import Parts, as_it_came
from captioner.settings.declared import Audio, Settings
from captioner.speech.engine import SessionOptions

if TYPE_CHECKING:
    from captioner.speakers.turns import SpeakerTurns
    from captioner.speech.whisper.step_time import StepTime
    from captioner.two_sources.together import Together
    from captioner.ui.state.backend import Backend


def compose(
    settings: Settings, source: AudioSource, *, live: bool = True, may_stand_in: bool = False
) -> Callable[[], Parts]:
    """The function that `Pipeline` calls on its thread to load the models and make the stages; see `load_models`,
    `stages`."""
    return lambda: stages(load_models(settings, live=live, may_stand_in=may_stand_in), settings, source)


def time_step(settings: Settings) -> StepTime | None:
    """Time of a step of live captions with the speech model of the settings, on a window padded as live.

    Returns:
        None where the model's file does not show the size of its network.

    Raises:
        CaptionerError: the model cannot be used, or the recording that comes with the program is missing.
    """
    from captioner.speech.whisper import engine as whisper
    from captioner.speech.whisper import step_time

    store = model_store.default()
    network = step_time.network_of(store.find("speech", settings.speech.model).folder)
    if network is None:
        return None
    model = load_models(settings, store=store, load=partial(whisper.load, pad_s=whisper.PADDED_LIVE_S)).speech
    assert isinstance(model, whisper.WhisperModel)
    source = open_source(dataclasses.replace(settings.audio, source=str(paths.demo_recording())), paced=False)
    source.open()
    try:
        chunk = source.read(0.0)
    finally:
        source.close()
    assert chunk is not None  # the program's own recording
    return step_time.StepTime(step_time.time_step(model.recognizer, chunk.samples), network)


def stages(models: Models, settings: Settings, source: AudioSource, *, opening: str = "") -> Parts:
    """The stages of one session around `source`.

    Args:
        opening: the speech model's prompt before a recording begins.
    """
    from captioner.disfluency.by_language import TaggerByLanguage
    from captioner.speech.sentences import SentenceUtterances

    speech = settings.speech
    options = SessionOptions(
        language=spoken_language(speech),
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
        stand_in=models.stand_in,
        faster=models.faster,
        stops_at_once=not models.live,
    )


def speaker_turns() -> SpeakerTurns:
    """The stage that detects speaker changes; its model loads when there is something to compare."""
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
    """The engine that captions the microphone and the system's sound as one session; see `load_models`."""
    from captioner.two_sources.together import Together

    return Together(lambda: _both(settings, may_stand_in=may_stand_in), on_update, on_status)


def _both(settings: Settings, *, may_stand_in: bool) -> dict[Channel, Parts]:
    """Load the models once for both channels, and make the stages of each."""
    found = {
        channel: open_source(dataclasses.replace(settings.audio, source=name))
        for channel, name in ((Channel.SYSTEM, sources.SYSTEM), (Channel.MICROPHONE, sources.MICROPHONE))
    }
    models = load_models(settings, may_stand_in=may_stand_in)
    models = dataclasses.replace(models, speech=models.speech.for_threads())
    return {channel: stages(models, settings, source) for channel, source in found.items()}


def open_source(audio: Audio, *, paced: bool = True) -> AudioSource:
    """The source of the settings, not yet open.

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


def backend(*, may_stand_in: bool = True) -> Backend:
    """What the windows ask of this module.

    Args:
        may_stand_in: see `load_models`; for live captions.
    """
    from captioner.ui.state.backend import Backend

    return Backend(
        live=partial(_build_live, may_stand_in=may_stand_in),
        recording=_build_recording,
        open_source=open_source,
        time_step=time_step,
        models=model_store.default(),
        memory=machine_cache(),
        both=partial(both_engine, may_stand_in=may_stand_in),
    )


def _build_live(settings: Settings, *, may_stand_in: bool) -> Callable[[], Parts]:
    return lambda: compose(settings, open_source(settings.audio), may_stand_in=may_stand_in)()


def _build_recording(settings: Settings, path: Path, *, may_stand_in: bool = False) -> Callable[[], Parts]:
    audio = dataclasses.replace(settings.audio, source=str(path))
    return lambda: compose(settings, open_source(audio, paced=False), live=False, may_stand_in=may_stand_in)()
