"""Whisper as a speech engine: loads a model and makes the stages of a session."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from captioner import log
from captioner.errors import ModelMismatch
from captioner.messages import SAMPLE_RATE
from captioner.models.manifest import Manifest
from captioner.speech.engine import LoadOptions, SessionOptions, SpeechEngine, Utterances
from captioner.speech.segmenter import Segmentation, Segmenter, in_context
from captioner.speech.vad import SileroVoiceActivity
from captioner.speech.whisper import device
from captioner.speech.whisper.one_at_a_time import OneAtATime
from captioner.speech.whisper.properties import WhisperProperties
from captioner.speech.whisper.read_ahead import BatchRecognizer, ReadAhead
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer
from captioner.speech.whisper.transcriber import WHOLE_UTTERANCES, Recognizer, Streaming, Transcriber

_LOG = log.get(__name__)
PADDED_LIVE_S = 15.0
"""What stock Whisper's windows are padded to in live captions, which are at most 14 s long: a reading takes 0.14 s
instead of 0.36 with tiny.en, 0.28 s instead of 0.77 with base, and 16 read utterances had no more errors so (36 and 43
of 212 words with tiny.en, 34 and 38 with base)."""
_HOP_PADDED_S = 0.65
"""Seconds of new audio between two readings of padded windows, which take longer than those of short ones."""
_BEAM_LIVE = 5
"""Of 1,126 read words 181 were wrong live, 193 with a beam of 1 and 180 in whole utterances, for 15 % more computing;
with stock tiny.en 66 and 72 of 333, for 7 % more; with stock base 110 and 111 of 584, for 7 % more (docs/speech.md)."""
_BEAM_FOR_FILES = 2
"""In batches, 20 minutes of read and spontaneous speech had word error rates of
0.163, 0.144, 0.143 and 0.148 at beams of 1, 2, 3 and 5, and took 4.2, 5.2, 6.1 and 8.0 s to decode."""
_BEAM_FOR_FILES_UNPADDED = 3
"""The same for a model that reads audio of any length. Of 74 recordings (2,996 words) it read 397 words wrong with a
beam of 2 and 362 with 3, for a twentieth more computing; on another processor 364, 349, and 343 with 5."""


@dataclass(frozen=True, slots=True)
class WhisperModel:
    """A loaded Whisper; see `SpeechModel`."""

    recognizer: BatchRecognizer
    only_language: str = ""
    live: bool = True
    is_padded: bool = False
    """each reading is of a window padded to `PADDED_LIVE_S`"""
    streaming: Streaming | None = None
    """rules to use instead of those that follow from `live`; to compare them"""
    clock: Callable[[], float] = time.monotonic
    """seconds; tells how long a reading took"""

    def session(self, options: SessionOptions) -> tuple[Utterances, SpeechEngine]:
        """The stages of a new session. Live, the window is read again and again; otherwise utterances are read once, in
        batches."""
        recognizer: Recognizer = self.recognizer
        if self.live:
            segmentation = Segmentation(hangover_s=options.pause_s, maximum_s=options.longest_utterance_s)
            rules = self.streaming or self.live_policy(options.vocabulary)
        else:
            segmentation = in_context(self.recognizer.longest_utterance / SAMPLE_RATE)
            rules = self.streaming or dataclasses.replace(
                WHOLE_UTTERANCES, preface=options.vocabulary, opening=options.opening
            )
        utterances: Utterances = Segmenter(SileroVoiceActivity(), segmentation)
        if not self.live and self.streaming is None:
            # nobody watches, so utterances wait and are read together
            prompt = " ".join(filter(None, (options.opening, options.vocabulary)))
            ahead = ReadAhead(utterances, self.recognizer, prompt, options.language)
            utterances, recognizer = ahead, ahead
        return utterances, Transcriber(recognizer, rules, language=options.language, clock=self.clock)

    def live_policy(self, vocabulary: str) -> Streaming:
        """How live captions are read."""
        usual = Streaming(preface=vocabulary)
        return dataclasses.replace(usual, hop_s=_HOP_PADDED_S, hop_share=0.0) if self.is_padded else usual

    def for_threads(self) -> WhisperModel:
        """The same model, which reads for one thread at a time."""
        return dataclasses.replace(self, recognizer=OneAtATime(self.recognizer))


def load(
    folder: Path,
    manifest: Manifest | None,
    options: LoadOptions,
    *,
    pad_s: float | None = None,
    beam_size: int | None = None,
) -> WhisperModel:
    """Load the model in `folder`.

    Args:
        pad_s: seconds that windows are padded to; None: what suits the model.
        beam_size: hypotheses kept while decoding; None: what suits the model and its use.

    Raises:
        ModelError: it is missing, damaged, or does not run here.
    """
    chosen = device.choose(folder, options.device, options.compute_type, memory=options.memory)
    if not chosen.works:
        raise ModelMismatch(
            "Recognition does not work on {device}: {reason}",
            "Choose `auto` or `cpu` as the device of speech recognition.",
            device=chosen.device,
            reason=chosen.reason,
        )
    if chosen.reason:
        _LOG.warning("%s Recognition runs on the CPU instead.", chosen.reason)
    said = WhisperProperties.of(manifest)
    for_files = _BEAM_FOR_FILES_UNPADDED if said.variable_context else _BEAM_FOR_FILES
    usual = for_files if not options.live else None if said.beam_size > 1 else _BEAM_LIVE
    decoding = Decoding(
        device=chosen.device,
        compute_type=chosen.compute_type,
        threads=device.threads(options.threads),
        beam_size=beam_size or usual,
        pad_s=PADDED_LIVE_S if pad_s is None and options.live and not said.variable_context else pad_s,
        task=options.task,
        asks_for_fillers=options.wants_fillers,
    )
    recognizer = WhisperRecognizer(folder, decoding)
    return WhisperModel(recognizer, recognizer.only_language, options.live, bool(decoding.pad_s))
