"""Which cross-attention heads tell the time: chosen by their error against a synthesiser's own word times."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import ctranslate2
import numpy as np
from faster_whisper.feature_extractor import FeatureExtractor

from captioner.training.speech.corpus import Clip, Corpus
from captioner.training.speech.export import Head, use_heads
from captioner.training.speech.tokens import Tokens

_FRAME_S = 0.02
"""An encoder frame."""


def word_end_errors(folder: Path, tokens: Tokens, corpus: Corpus, clips: Sequence[Clip]) -> list[float]:
    """Absolute errors in seconds of the ends of all words of `clips`, their true text being given."""
    model = ctranslate2.models.Whisper(str(folder), device="cpu", compute_type="int8", intra_threads=1)
    extract = FeatureExtractor()
    errors: list[float] = []
    for clip in clips:
        features = extract(corpus.samples(clip).astype(np.float32) / 32768)
        view = ctranslate2.StorageView.from_array(np.ascontiguousarray(features[None]))
        pieces = tokens.encode(clip.text)
        # align adds the piece for "no timestamps" itself
        aligned = model.align(view, [tokens.start], [pieces], features.shape[1])[0].alignments
        first: dict[int, float] = {}
        for piece, frame in aligned:
            first.setdefault(piece, frame * _FRAME_S)
        opens = [
            i for i, piece in enumerate(pieces) if (tokens.tokenizer.id_to_token(piece) or "").startswith("\u0120")
        ]
        for following, end in zip([*opens[1:], len(pieces)], clip.ends, strict=True):
            errors.append(abs(first.get(following, clip.seconds) - end))
    return errors


def choose_heads(
    folder: Path,
    tokens: Tokens,
    corpus: Corpus,
    clips: Sequence[Clip],
    heads: Sequence[Head],
    report: Callable[[str], None],
) -> tuple[Head, ...]:
    """The heads with the least mean error (each counted up to 0.5 s), grown one by one and put to use."""
    timed = [clip for clip in clips if clip.ends]

    def error(chosen: Sequence[Head]) -> float:
        use_heads(folder, chosen)
        return float(np.minimum(word_end_errors(folder, tokens, corpus, timed), 0.5).mean())

    order = sorted(heads, key=lambda head: error([head]))
    chosen: list[Head] = [order[0]]
    best = error(chosen)
    for head in order[1:6]:
        with_it = error([*chosen, head])
        if with_it < best:
            chosen, best = [*chosen, head], with_it
    use_heads(folder, sorted(chosen))
    median = float(np.median(word_end_errors(folder, tokens, corpus, timed)))
    report(f"alignment heads {sorted(chosen)}: word ends off by {best:.3f} s in the mean, {median:.3f} s in the median")
    return tuple(sorted(chosen))
