"""Whisper on CTranslate2: a window of audio and the words already committed to a hypothesis for the rest of it."""

from __future__ import annotations

import json
import math
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
from captioner.speech.whisper import model_check
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
        language, certainty = (self.only_language or language), 1.0
        if not language:
            language, certainty = self._detected(encoded)
        prefix = self._pieces.encode(" ".join(word.text for word in committed))
        most = len(prefix) + 8 + int(len(samples) / SAMPLE_RATE * pieces_a_second(language))
        result = self._decode(encoded, self._prompt(prompt), self._pieces.start(language), prefix, most)
        score, no_speech = float(result.scores[0]), float(result.no_speech_prob)
        if (self._knows_silence and no_speech > _SILENCE) or score < self._guess_below:
            return Hypothesis((), score, no_speech, language, certainty)
        pieces = self._pieces.text_only(result.sequences_ids[0])
        words: tuple[Word, ...] = ()
        if len(pieces) > len(prefix):
            groups = self._pieces.words(pieces, language)
            new = tuple(group for group in groups if group.first >= len(prefix))
            # align adds the last start piece, which says that there are no timestamps, itself
            alignment = self._model.align(encoded, self._pieces.start(language)[:-1], [pieces], frames)[0]
            words = timed(new, alignment, len(pieces), frames, start, end)
        return Hypothesis(words, score, no_speech, language, certainty)

    def _fitting(self, committed: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """The newest committed words that leave the decoder room for new ones, and those before them."""
        first, pieces = len(committed), 0
        while first and (pieces := pieces + len(self._pieces.encode(committed[first - 1].text))) <= _MOST_PREFIX:
            first -= 1
        return committed[first:], committed[:first]

    def _detected(self, encoded: ctranslate2.StorageView) -> tuple[str, float]:
        token, probability = self._model.detect_language(encoded)[0][0]
        return token.strip("<|>"), float(probability)

    def _prompt(self, text: str) -> list[int]:
        pieces = self._pieces.prompt(text)
        return pieces[:1] + pieces[1:][-_PROMPT_PIECES:]

    def _decode(
        self, encoded: ctranslate2.StorageView, prompt: list[int], start: list[int], prefix: list[int], most: int
    ) -> ctranslate2.models.WhisperGenerationResult:
        """Greedy or beam search behind the forced prefix; the result's at most `most` pieces begin with the prefix."""
        most = min(most, _MOST_PIECES)
        return self._model.generate(
            encoded,
            [prompt + start + prefix],
            beam_size=self._beam_size,
            max_length=min(_POSITIONS, max(2 * most, len(prompt) + len(start) + most)),
            # CTranslate2 suppresses a blank at the first step behind the prefix, where the end of text is right as soon
            # as all words are committed: a word would be made up
            suppress_blank=not prefix,
            return_scores=True,
            return_no_speech_prob=True,
        )[0]

    def _encode(self, samples: Samples) -> tuple[ctranslate2.StorageView, int]:
        """Features through the encoder; returns its output and how many feature frames are audio."""
        audio_frames = len(samples) // _FRAME
        if self._silence_behind and not self._pad:
            samples = np.concatenate([samples, np.zeros(self._silence_behind, np.float32)])
        features: NDArray[np.float32] = self._features(samples)
        # the last frame is of the extractor's own padding: Whisper never sees it, and one in four recordings is read
        # otherwise with it
        frames = min(features.shape[1] - 1, _PADDED_FRAMES)
        features = features[:, :frames]
        if self._pad:
            features = np.pad(features, ((0, 0), (0, _PADDED_FRAMES - frames)))
        view = ctranslate2.StorageView.from_array(np.ascontiguousarray(features[None], dtype=np.float32))
        return self._model.encode(view), min(audio_frames, frames)


def timed(
    groups: tuple[PieceGroup, ...],
    alignment: ctranslate2.models.WhisperAlignmentResult,
    pieces: int,
    frames: int,
    start: int,
    end: int,
) -> tuple[Word, ...]:
    """Words with their times, from the decoder's cross-attention aligned with the audio.

    Args:
        groups: the words to give times to.
        alignment: of the whole text, `pieces` word pieces, with `frames` feature frames of 10 ms.
        start, end: of the audio, samples since the session began; no time lies outside.
    """
    first_frame = _first_frames(alignment.alignments, pieces, frames)
    probabilities = [float(value) for value in alignment.text_token_probs]
    words: list[Word] = []
    for group in groups:
        stop = min(end, start + 2 * _FRAME * first_frame[group.end])
        earliest = max(words[-1].end if words else start, stop - _longest_word(group.text))
        begin = min(max(start + 2 * _FRAME * first_frame[group.first], earliest), stop)
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
