"""Runs Whisper on CTranslate2: a window of audio and its committed words in, a hypothesis of the rest out."""

from __future__ import annotations

import json
import math
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import ctranslate2
import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor
from numpy.typing import NDArray

from captioner.errors import ModelDamaged, ModelMismatch, ModelMissing
from captioner.log import get
from captioner.messages import SAMPLE_RATE, Hypothesis, Samples, Word
from captioner.models.manifest import Manifest, read_manifest
from captioner.speech.engine import Task
from captioner.speech.whisper import model_check
from captioner.speech.whisper.examples import EXAMPLES
from captioner.speech.whisper.word_pieces import PieceGroup, WordPieces, pieces_a_second

_log = get(__name__)

_FRAME = SAMPLE_RATE // 100
"""Samples in a feature frame, 10 ms."""
_PADDED_FRAMES = 3000
"""Stock Whisper was trained on windows padded to 30 s and may loop on shorter ones."""
_POSITIONS = 448
"""Word pieces that the decoder can see at once, prompt and start included."""
_MOST_PIECES = _POSITIONS // 2
"""CTranslate2 writes at most half of `max_length`, the forced prefix included."""
_MOST_PREFIX = 150
"""Longer prefixes leave too little room: the audio of their first words goes, and the words become prompt."""
_PROMPT_PIECES = 100
"""Enough for names and style; each one costs decoding time."""
_SHORTEST = SAMPLE_RATE // 10
_BEST_WINDOW = 12 * SAMPLE_RATE
"""For a model that takes audio as long as it is: long enough for a sentence with pauses, and no longer, for joined
utterances of up to 20 s were read worse than alone (word error rate 0.157 and 0.148; of up to 10 s 0.147)."""


_SILENCE = 0.67
"""Probability of no speech from which a model that knows silence is believed: the built-in one gives 131 held-out
utterances 0.17 at most, 62 pieces of one or two words cut out of them 0.66 at most, and 40 made wordless sounds 0.98
and more. A beam search would write something all the same, for a longer text's mean score is the better one."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a Whisper model is run."""

    device: str = "cpu"
    compute_type: str = "int8"
    threads: int = 2
    """more than 4 gain nothing in a decode that is sequential (peers survey, section 6)"""
    beam_size: int | None = None
    """hypotheses kept at once; None: as many as the model's manifest says, else one"""
    pad: bool | None = None
    """pad windows to 30 s; None: as the model was trained"""
    task: Task = "transcribe"
    """`translate` only where the model knows several languages"""
    asks_for_fillers: bool = False
    """the decoder is shown an example with fillers, in the language that it is to write, where there is one"""


class WhisperRecognizer:
    """A Whisper model in CTranslate2's format; temperature 0, one decode at a time."""

    def __init__(self, folder: Path, decoding: Decoding | None = None) -> None:
        """Load the model in `folder`; takes up to seconds, so not in a constructor of anything shown.

        Raises:
            ModelMissing, ModelDamaged, ModelMismatch: the sentence says which and what to do.
        """
        self._decoding = decoding or Decoding()
        manifest = read_manifest(folder)
        self._variable_context = bool(manifest and manifest.properties.get("variable_context"))
        self._pad = not self._variable_context if self._decoding.pad is None else self._decoding.pad
        self._longest_s = _longest_window_s(manifest)
        self._silence_behind = round(_padding_s(manifest) * SAMPLE_RATE)
        """samples of silence behind a window that is not padded to 30 s"""
        self._beam_size = self._decoding.beam_size or _beam_size(manifest)
        self._knows_silence = bool(manifest and manifest.properties.get("knows_silence"))
        self._guess_below = _guess_below(manifest)
        self._time_shift = round(_time_shift_s(manifest) * SAMPLE_RATE)
        """samples by which the times of its words are early"""
        self._model = _load(folder, self._decoding, manifest)
        self._pieces = WordPieces(folder / "tokenizer.json", self._model.is_multilingual)
        self._features = _feature_extractor(folder, self._model.n_mels)
        self.only_language = _only_language(manifest, self._model.is_multilingual)
        """code of the one language that the model knows, empty if it knows several"""

    @property
    def longest_window(self) -> int:
        """Samples that the model can take at once."""
        return int(self._longest_s * SAMPLE_RATE)

    def recognize(
        self, samples: Samples, start: int, committed: tuple[Word, ...], prompt: str = "", language: str = ""
    ) -> Hypothesis:
        """Read a window of audio; see `transcriber.Recognizer`."""
        end = start + len(samples)
        committed, before = self._fitting(committed)
        if before:
            samples, start = samples[before[-1].end - start :], before[-1].end
            prompt = " ".join([prompt, *(word.text for word in before)]).strip()
        if len(samples) < _SHORTEST:
            return Hypothesis(())
        encoded, frames = self._encode(samples)
        language, certainty = self._language_of(encoded, language)
        prefix = self._pieces.encode(" ".join(word.text for word in committed))
        most = len(prefix) + 8 + int(len(samples) / SAMPLE_RATE * pieces_a_second(language))
        begin = self._prompt(prompt, {language}) + self._pieces.start(language, self._decoding.task)
        result = self._decode(encoded, [begin], most, prefix)[0]
        return self._hypothesis(result, encoded, frames, (start, end), len(prefix), language, certainty)

    @property
    def best_window(self) -> int:
        """Samples of one window in which a recording is read best: as many as a model padded to 30 s can take."""
        return self.longest_window - SAMPLE_RATE // 2 if self._pad else _BEST_WINDOW

    def recognize_together(self, windows: Sequence[Samples], prompt: str = "", language: str = "") -> list[Hypothesis]:
        """Read windows in one batch: a decoder's weights are then fetched from memory once for all of them.

        Args:
            windows: each shape (n,), at most `longest_window`, of about one length: the shorter get silence behind.
            prompt: what all of them are told that was said before.
            language: two-letter code; empty to detect each window's.

        Returns:
            One hypothesis a window, times in samples since the window began.
        """
        length = max((len(window) for window in windows), default=0)
        # the encoder gains nothing from a batch: one at a time stays in the processor's cache (4.7 s of computing
        # instead of 8.3 for 20 minutes), and neither does the alignment
        encoded = [self._encode(window, length, on_cpu=True) for window in windows if len(window) >= _SHORTEST]
        languages = [self._language_of(view, language) for view, _ in encoded]
        results = []
        if encoded:
            # prompts of one batch are of one length
            before = self._prompt(prompt, {code for code, _ in languages})
            begins = [before + self._pieces.start(code, self._decoding.task) for code, _ in languages]
            most = 8 + int(length / SAMPLE_RATE * max(pieces_a_second(code) for code, _ in languages))
            views = np.concatenate([np.array(view) for view, _ in encoded])
            results = self._decode(ctranslate2.StorageView.from_array(views), begins, most)
        found = iter(zip(results, encoded, languages, strict=True))
        hypotheses = []
        for window in windows:
            if len(window) < _SHORTEST:
                hypotheses.append(Hypothesis(()))
                continue
            result, (view, frames), (code, certainty) = next(found)
            hypotheses.append(self._hypothesis(result, view, frames, (0, len(window)), 0, code, certainty))
        return hypotheses

    def align(self, samples: Samples, text: str, language: str = "") -> tuple[Word, ...]:
        """When each word of a known text was said: forced alignment, times in samples since the window began.

        Args:
            samples: shape (n,), at most `longest_window`.
        """
        encoded, frames = self._encode(samples)
        language, _ = self._language_of(encoded, language)
        pieces = self._pieces.encode(text)
        if not pieces:
            return ()
        alignment = self._model.align(
            encoded, self._pieces.start(language, self._decoding.task)[:-1], [pieces], frames
        )[0]
        groups = tuple(self._pieces.words(pieces, language))
        return timed(groups, alignment, len(pieces), frames, 0, len(samples), self._time_shift)

    def _hypothesis(
        self,
        result: ctranslate2.models.WhisperGenerationResult,
        encoded: ctranslate2.StorageView,
        frames: int,
        span: tuple[int, int],
        prefix: int,
        language: str,
        certainty: float,
    ) -> Hypothesis:
        """The words of a decode behind the first `prefix` pieces, timed within `span`; none where it is silence."""
        score, no_speech = float(result.scores[0]), float(result.no_speech_prob)
        if (self._knows_silence and no_speech > _SILENCE) or score < self._guess_below:
            return Hypothesis((), score, no_speech, language, certainty)
        pieces = self._pieces.text_only(result.sequences_ids[0])
        words: tuple[Word, ...] = ()
        if len(pieces) > prefix:
            groups = self._pieces.words(pieces, "en" if self._decoding.task == "translate" else language)
            new = tuple(group for group in groups if group.first >= prefix)
            # align adds the last start piece, which says that there are no timestamps, itself
            begin = self._pieces.start(language, self._decoding.task)
            alignment = self._model.align(encoded, begin[:-1], [pieces], frames)[0]
            words = timed(new, alignment, len(pieces), frames, *span, self._time_shift)
        return Hypothesis(words, score, no_speech, language, certainty)

    def _fitting(self, committed: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """The newest committed words that leave the decoder room for new ones, and those before them."""
        first, pieces = len(committed), 0
        while first and (pieces := pieces + len(self._pieces.encode(committed[first - 1].text))) <= _MOST_PREFIX:
            first -= 1
        return committed[first:], committed[:first]

    def _language_of(self, encoded: ctranslate2.StorageView, language: str) -> tuple[str, float]:
        """The language to read in and how certain it is: the model's only one, the one given, or the one heard."""
        if known := self.only_language or language:
            return known, 1.0
        token, probability = self._model.detect_language(encoded)[0][0]
        return token.strip("<|>"), float(probability)

    def _prompt(self, text: str, spoken: set[str]) -> list[int]:
        """What is said to come before, behind an example in the one language that is written."""
        written = {"en"} if self._decoding.task == "translate" else spoken
        example = EXAMPLES.get(next(iter(written)), "") if self._decoding.asks_for_fillers and len(written) == 1 else ""
        pieces = self._pieces.prompt(f"{example} {text}".strip())
        return pieces[:1] + pieces[1:][-_PROMPT_PIECES:]

    def _decode(
        self, encoded: ctranslate2.StorageView, begins: list[list[int]], most: int, prefix: Sequence[int] = ()
    ) -> list[ctranslate2.models.WhisperGenerationResult]:
        """Greedy or beam search behind each beginning; its at most `most` pieces begin with the forced prefix."""
        most = min(most, _MOST_PIECES)
        return list(
            self._model.generate(
                encoded,
                [begin + list(prefix) for begin in begins],
                beam_size=self._beam_size,
                max_length=min(_POSITIONS, max(2 * most, max(map(len, begins)) + most)),
                # CTranslate2 suppresses a blank at the first step behind the prefix, where the end of text is right as
                # soon as all words are committed: a word would be made up
                suppress_blank=not prefix,
                return_scores=True,
                return_no_speech_prob=True,
            )
        )

    def _encode(
        self, samples: Samples, length: int = 0, *, on_cpu: bool = False
    ) -> tuple[ctranslate2.StorageView, int]:
        """Features through the encoder; returns its output and how many feature frames are audio.

        Args:
            length: samples that the audio is made to have by silence behind it, besides what the model wants there.
            on_cpu: copy the output from the device, so that it can be put together with others.
        """
        audio_frames = len(samples) // _FRAME
        if not self._pad:
            silence = self._silence_behind + max(0, length - len(samples))
            samples = np.concatenate([samples, np.zeros(silence, np.float32)])
        features: NDArray[np.float32] = self._features(samples)
        # the last frame is of the extractor's own padding: Whisper never sees it, and one in four recordings is read
        # otherwise with it
        frames = min(features.shape[1] - 1, _PADDED_FRAMES)
        features = features[:, :frames]
        if self._pad:
            features = np.pad(features, ((0, 0), (0, _PADDED_FRAMES - frames)))
        view = ctranslate2.StorageView.from_array(np.ascontiguousarray(features[None], dtype=np.float32))
        return self._model.encode(view, to_cpu=on_cpu), min(audio_frames, frames)


def timed(
    groups: tuple[PieceGroup, ...],
    alignment: ctranslate2.models.WhisperAlignmentResult,
    pieces: int,
    frames: int,
    start: int,
    end: int,
    shift: int = 0,
) -> tuple[Word, ...]:
    """Words with their times, from the decoder's cross-attention aligned with the audio.

    Args:
        groups: the words to give times to.
        alignment: of the whole text, `pieces` word pieces, with `frames` feature frames of 10 ms.
        start, end: of the audio, samples since the session began; no time lies outside.
        shift: samples by which this model's alignment is early.
    """
    first_frame = _first_frames(alignment.alignments, pieces, frames)
    probabilities = [float(value) for value in alignment.text_token_probs]
    words: list[Word] = []
    for group in groups:
        stop = max(start, min(end, start + 2 * _FRAME * first_frame[group.end] + shift))
        earliest = max(words[-1].end if words else start, stop - _longest_word(group.text))
        begin = min(max(start + 2 * _FRAME * first_frame[group.first] + shift, earliest, start), stop)
        mean = sum(probabilities[group.first : group.end]) / (group.end - group.first)
        words.append(Word(group.text, begin, stop, mean))
    return tuple(words)


def _first_frames(alignments: list[tuple[int, int]], pieces: int, frames: int) -> list[int]:
    """The encoder frame (20 ms) at which each piece, and the end of the text behind them, begins; never decreasing."""
    first = [-1] * (pieces + 1)
    for piece, frame in alignments:
        if piece <= pieces and first[piece] < 0:
            first[piece] = frame
    last = 0
    for index, frame in enumerate(first):
        last = max(last, frame) if frame >= 0 else (frames // 2 if index == pieces else last)
        first[index] = last
    return first


def _longest_word(text: str) -> int:
    """Samples that a word of this length can plausibly last: alignment gives the silence before a word to the word."""
    return int((0.5 + 0.09 * len(text)) * SAMPLE_RATE)


def _longest_window_s(manifest: Manifest | None) -> float:
    return float(manifest.properties.get("longest_window_s", 30.0)) if manifest else 30.0


def _padding_s(manifest: Manifest | None) -> float:
    return float(manifest.properties.get("padding_s", 0.0)) if manifest else 0.0


def _beam_size(manifest: Manifest | None) -> int:
    return int(manifest.properties.get("beam_size", 1)) if manifest else 1


def _guess_below(manifest: Manifest | None) -> float:
    return float(manifest.properties.get("guess_below", -math.inf)) if manifest else -math.inf


def _time_shift_s(manifest: Manifest | None) -> float:
    return float(manifest.properties.get("time_shift_s", 0.0)) if manifest else 0.0


def _only_language(manifest: Manifest | None, is_multilingual: bool) -> str:
    """The one language that the model knows, empty if it knows several."""
    if manifest and len(manifest.languages) == 1:
        return manifest.languages[0]
    return "" if is_multilingual else "en"


def _load(folder: Path, decoding: Decoding, manifest: Manifest | None) -> ctranslate2.models.Whisper:
    if not folder.is_dir():
        raise ModelMissing(
            "There is no speech model in {folder}.", "Fetch one with `captioner models fetch`.", folder=folder
        )
    model_check.check(folder, manifest.languages if manifest else ())
    # oneDNN keeps compiled kernels for 1024 shapes, and each window has another: 368 MB after a hundred windows, 250 MB
    # and no more computing with so few. It reads this when its first kernel is made.
    os.environ.setdefault("ONEDNN_PRIMITIVE_CACHE_CAPACITY", "16")
    try:
        model = ctranslate2.models.Whisper(
            str(folder),
            device=decoding.device,
            compute_type=decoding.compute_type,
            intra_threads=decoding.threads,
            inter_threads=1,
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
            "The speech model in {folder} cannot be loaded: {reason}.", "Install it again.", folder=folder, reason=error
        ) from error
    _log.info("speech model %s on %s as %s", folder.name, model.device, model.compute_type)
    return model


def _feature_extractor(folder: Path, mels: int) -> FeatureExtractor:
    """The features that the model was trained on; large-v3 wants 128 mel bands and says so in a file of its own."""
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
