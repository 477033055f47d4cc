"""Clips to draw from: by length, and among synthesisers by fixed shares."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from captioner.training.speech.corpus import Clip

SHARES: dict[str, float] = {
    "espeak": 0.19,
    "flite": 0.15,
    "festival": 0.1,
    "diphone": 0.14,
    "pico": 0.07,
    "hibari": 0.05,
    "kokoro": 0.3,
}
"""Of each synthesiser in what is synthetic, however much of it there is."""


class Pool:
    """Clips sorted by length, to draw one of about a given length."""

    def __init__(self, clips: Sequence[Clip]) -> None:
        self._clips = sorted(clips, key=lambda clip: clip.length)
        self._seconds = np.array([clip.seconds for clip in self._clips])

    def __len__(self) -> int:
        return len(self._clips)

    def draw(self, shortest_s: float, longest_s: float, rng: np.random.Generator) -> Clip:
        """A clip of between the two lengths; where there is none, the nearest one that is shorter."""
        first, last = np.searchsorted(self._seconds, (shortest_s, longest_s))
        return self._clips[int(rng.integers(first, last)) if first < last else max(0, int(last) - 1)]


class Synthetic:
    """The synthetic clips among `clips`, a pool for each synthesiser.

    Attributes:
        timed: those with word times.
    """

    def __init__(self, clips: Sequence[Clip]) -> None:
        kinds = [kind for kind in SHARES if any(clip.kind == kind for clip in clips)]
        self._pools = [Pool([clip for clip in clips if clip.kind == kind]) for kind in kinds]
        self._shares = np.array([SHARES[kind] for kind in kinds])
        self.timed = Pool([clip for clip in clips if clip.ends])

    def pool(self, rng: np.random.Generator) -> Pool:
        """A synthesiser's clips."""
        return self._pools[int(rng.choice(len(self._pools), p=self._shares / self._shares.sum()))]
