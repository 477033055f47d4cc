"""A Whisper network on CTranslate2, which only this module imports: audio and ids of word pieces in and out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray

from captioner.errors import ModelDamaged, ModelMismatch, ModelMissing
from captioner.log import get
from captioner.messages import SAMPLE_RATE, Samples
from captioner.speech.whisper import kernels, model_check
from captioner.speech.whisper.word_times import Alignment

_log = get(__name__)

_FRAME = SAMPLE_RATE // 100
"""Samples in a feature frame, 10 ms."""
STEP = 2 * _FRAME
"""Samples in a frame of the encoder's output, 20 ms."""
_PADDED_FRAMES = 3000
"""Stock Whisper was trained on windows padded to 30 s and may loop on shorter ones."""
_POSITIONS = 448
"""Word pieces that the decoder can see at once, prompt and start included."""
_MOST_PIECES = _POSITIONS // 2
"""CTranslate2 writes at most half of `max_length`, the forced prefix included."""
_MEDIAN = 3
"""Frames of the filter over the attention. With CTranslate2's usual 7 the alignment takes a fifth more computing, and
402 synthetic words are 35 ms off, not 30."""


@dataclass(frozen=True, slots=True)
class EncodedWindow:
    """The encoder's output for a window."""

    view: ctranslate2.StorageView
    frames: int
    """feature frames that hold audio"""

    def behind(self, samples: int) -> EncodedWindow:
        """The encoder's output after `samples`, in whole steps of `STEP`; it must be in the processor's memory.

        The encoder has read the whole window, so the rest of its output depends on all of it.
        """
        steps = samples // STEP
        if not steps:
            return self
        rest = np.ascontiguousarray(np.array(self.view)[:, steps:])
        return EncodedWindow(ctranslate2.StorageView.from_array(rest), self.frames - steps * STEP // _FRAME)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The decoder's output."""

    pieces: Sequence[int]
    """the forced prefix included"""
    log_probability: float
    """mean over the word pieces, natural logarithm"""
    no_speech_probability: float
    """0 to 1"""


class WhisperNetwork:
    """A model in CTranslate2's format; temperature 0, one computation at a time."""

    def __init__(
        self, folder: Path, *, device: str, compute_type: str, threads: int, languages: Sequence[str] = ()
    ) -> None:
        """Load the model in `folder`.

        Args:
            languages: codes of the languages in its manifest; empty where it names none.

        Raises:
            ModelMissing, ModelDamaged, ModelMismatch: the message says which, and what to do.
        """
        if not folder.is_dir():
            raise ModelMissing(
                "There is no speech model in {folder}.", "Fetch one with `captioner models fetch`.", folder=folder
            )
        model_check.check(folder, languages)
        kernels.prepare()
        try:
            self._model = ctranslate2.models.Whisper(
                str(folder), device=device, compute_type=compute_type, intra_threads=threads, inter_threads=1
            )
        except ValueError as error:
            raise ModelMismatch(
                "The speech model in {folder} cannot run here: {reason}.",
                "Choose another model.",
                folder=folder,
                reason=error,
            ) from error
        except (RuntimeError, MemoryError) as error:
            raise ModelDamaged(
                "The speech model in {folder} cannot be loaded: {reason}.",
                "Install it again.",
                folder=folder,
                reason=error,
            ) from error
        self._features = _feature_extractor(folder, self._model.n_mels)
        _log.info("speech model %s on %s as %s", folder.name, self._model.device, self._model.compute_type)

    @property
    def is_multilingual(self) -> bool:
        """Whether it was trained with language and task tokens."""
        return bool(self._model.is_multilingual)

    def encode(self, samples: Samples, silence: int = 0, *, pad_s: float = 0.0, on_cpu: bool = False) -> EncodedWindow:
        """Features of a window through the encoder.

        Args:
            samples: shape (n,), up to 30 s.
            silence: samples of silence to append.
            pad_s: seconds that the window is padded to; to 30 s where it is longer than that.
            on_cpu: copy the output from the device, so that it can be joined with others.
        """
        audio_frames = len(samples) // _FRAME
        if silence:
            samples = np.concatenate([samples, np.zeros(silence, np.float32)])
        features: NDArray[np.float32] = self._features(samples)
        # the last frame is the extractor's padding. Whisper never sees it, and with it one in four recordings is read
        # differently
        frames = min(features.shape[1] - 1, _PADDED_FRAMES)
        features = features[:, :frames]
        if pad_s:
            short = round(100 * pad_s)
            features = np.pad(features, ((0, 0), (0, (short if frames <= short else _PADDED_FRAMES) - frames)))
        view = ctranslate2.StorageView.from_array(np.ascontiguousarray(features[None], dtype=np.float32))
        return EncodedWindow(self._model.encode(view, to_cpu=on_cpu), min(audio_frames, frames))

    def detect_language(self, encoded: EncodedWindow) -> tuple[str, float]:
        """The likeliest language's two-letter code, and its probability."""
        token, probability = self._model.detect_language(encoded.view)[0][0]
        return token.strip("<|>"), float(probability)

    def decode(
        self,
        windows: Sequence[EncodedWindow],
        begins: Sequence[list[int]],
        most: int,
        beam: int,
        prefix: Sequence[int] = (),
    ) -> list[Decoded]:
        """Greedy or beam search in each window, in one batch.

        Args:
            windows: in the processor's memory where there are several; shorter ones get zeros behind them, to which the
                decoder pays little attention.
            begins: prompt and start of each, of one length.
            most: pieces to write at most, the prefix included.
            beam: hypotheses kept at once.
            prefix: pieces that the text is forced to begin with.
        """
        if len(windows) == 1:
            view = windows[0].view
        else:
            view = ctranslate2.StorageView.from_array(_joined([np.asarray(each.view)[0] for each in windows]))
        most = min(most, _MOST_PIECES)
        results = self._model.generate(
            view,
            [begin + list(prefix) for begin in begins],
            beam_size=beam,
            max_length=min(_POSITIONS, max(2 * most, max(map(len, begins)) + most)),
            # CTranslate2 suppresses a blank at the first step behind the prefix. When all words are committed, the
            # end of text is right there, and without it the decoder would invent a word
            suppress_blank=not prefix,
            return_scores=True,
            return_no_speech_prob=True,
        )
        return [Decoded(each.sequences_ids[0], float(each.scores[0]), float(each.no_speech_prob)) for each in results]

    def align(self, encoded: EncodedWindow, begin: Sequence[int], pieces: Sequence[int]) -> Alignment:
        """The encoder frames of each piece of a text, by the decoder's cross-attention."""
        # `align` adds the last start piece, which means no timestamps, itself
        found = self._model.align(encoded.view, begin[:-1], [pieces], encoded.frames, median_filter_width=_MEDIAN)[0]
        return Alignment(found.alignments, [float(value) for value in found.text_token_probs], encoded.frames)


def _joined(windows: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """Windows of shape (n, size) as one array, zeros behind the shorter ones."""
    shape = len(windows), max(map(len, windows)), windows[0].shape[1]
    joined = np.zeros(shape, windows[0].dtype)
    for place, window in zip(joined, windows, strict=True):
        place[: len(window)] = window
    return joined


def _feature_extractor(folder: Path, mels: int) -> FeatureExtractor:
    """The extractor of the model's features; large-v3 needs 128 mel bands, which a file of its own says."""
    options = {"feature_size": mels}
    path = folder / "preprocessor_config.json"
    if path.is_file():
        try:
            options |= {
                name: value
                for name, value in json.loads(path.read_text(encoding="utf-8")).items()
                if name in ("feature_size", "sampling_rate", "hop_length", "chunk_length", "n_fft")
            }
        except (OSError, ValueError) as error:
            raise ModelDamaged("{path} cannot be read.", "Install the model again.", path=path) from error
    if options["feature_size"] != mels:
        raise ModelMismatch(
            "The speech model in {folder} takes {mels} mel bands, its settings say {said}.",
            "Install the model again.",
            folder=folder,
            mels=mels,
            said=options["feature_size"],
        )
    return FeatureExtractor(**options)
