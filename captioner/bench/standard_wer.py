"""Word error rate as it is published: text normalised as in the paper on Whisper (Radford et al. 2022, app. C).

Its normaliser drops fillers, writes numbers as figures and turns British into American spelling, so that figures
compare with published ones. Errors with fillers count in `wer` only.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Protocol, cast

from captioner.bench.wer import edit_distance


class Normalise(Protocol):
    """Makes the spelling of a text comparable."""

    def __call__(self, text: str) -> str:
        """The text, as words separated by one space."""
        ...


@cache
def normaliser(language: str) -> Normalise | None:
    """Whisper's normaliser for a two-letter code; None if the package `whisper-normalizer` is not installed."""
    try:
        from whisper_normalizer.basic import BasicTextNormalizer
        from whisper_normalizer.english import EnglishTextNormalizer
    except ImportError:
        return None
    return cast(Normalise, EnglishTextNormalizer() if language in ("en", "") else BasicTextNormalizer())


def standard_rate(pairs: Sequence[tuple[str, str]], language: str = "en") -> float | None:
    """Errors a word over all recordings, each a pair of reference and found text; None without a normaliser or words.

    Cut-off words and noises that references mark count as words.
    """
    normalise = normaliser(language)
    if normalise is None:
        return None
    texts = [(normalise(reference).split(), normalise(found).split()) for reference, found in pairs]
    words = sum(len(reference) for reference, _ in texts)
    return sum(edit_distance(reference, found) for reference, found in texts) / words if words else None
