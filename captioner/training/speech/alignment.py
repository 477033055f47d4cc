"""Word ends in a recording with known text, by a Whisper model's cross-attention."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import ctranslate2
import numpy as np
import numpy.typing as npt
from faster_whisper.feature_extractor import FeatureExtractor

from captioner.training.speech.corpus import SAMPLE_RATE
from captioner.training.speech.tokens import Tokens

_FRAME_S = 0.02
"""An encoder frame."""
_PADDED_FRAMES = 3000


class Aligner:
    """Finds the times of given words with the model in `folder`."""

    def __init__(self, folder: Path, *, pad: bool) -> None:
        """`pad`: pad windows to 30 s, as stock Whisper needs."""
        self._model = ctranslate2.models.Whisper(str(folder), device="cpu", compute_type="int8", intra_threads=1)
        self._tokens = Tokens.load(folder / "tokenizer.json")
        self._extract = FeatureExtractor()
        self._pad = pad

    def word_ends(
        self, samples: npt.NDArray[np.float32], words: Sequence[str], language: str = "en"
    ) -> tuple[float, ...]:
        """The end of each of `words`, which are all words in `samples` (16 kHz, at most 30 s), in seconds."""
        features = self._extract(samples)[:, :-1]
        frames = features.shape[1]
        if self._pad:
            features = np.pad(features, ((0, 0), (0, _PADDED_FRAMES - frames)))
        encoded = self._model.encode(ctranslate2.StorageView.from_array(np.ascontiguousarray(features[None])))
        pieces = self._tokens.encode(" ".join(words))
        # `align` adds the piece for "no timestamps" itself
        aligned = self._model.align(encoded, self._tokens.start_pieces(language)[:-1], [pieces], frames)[0].alignments
        first: dict[int, float] = {}
        for piece, frame in aligned:
            first.setdefault(piece, frame * _FRAME_S)
        following = [*self._tokens.word_starts(pieces)[1:], len(pieces)]
        length = len(samples) / SAMPLE_RATE
        return tuple(min(first.get(piece, length), length) for piece in following)
