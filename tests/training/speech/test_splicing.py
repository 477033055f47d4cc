"""Real voices made disfluent."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from captioner.training.speech.corpus import SAMPLE_RATE
from captioner.training.speech.splicing import Example, made_disfluent

WORDS = ("We", "really", "could", "understand", "them.")
SAID = Example(np.full(3 * SAMPLE_RATE, 0.1, np.float32), WORDS, (0.4, 1.0, 1.6, 2.4, 2.9))
FILLERS = [("um", np.full(SAMPLE_RATE // 4, 0.5, np.float32))]


def spoken(example: Example) -> int:
    return int(np.count_nonzero(np.abs(example.wave) > 1e-6))


@given(st.integers(0, 10_000))
def test_sound_words_and_times_grow_together(seed: int) -> None:
    made = made_disfluent(SAID, FILLERS, np.random.default_rng(seed))
    assert len(made.words) == len(made.ends)
    assert list(made.ends) == sorted(made.ends)
    assert made.ends[-1] <= len(made.wave) / SAMPLE_RATE
    if len(made.words) == len(WORDS):
        assert len(made.wave) == len(SAID.wave)
    else:
        assert spoken(made) > spoken(SAID)
    rest = iter(word.strip(".,").lower() for word in made.words)
    assert all(any(word.strip(".,").lower() == other for other in rest) for word in WORDS)


def test_each_kind_occurs() -> None:
    texts = [made_disfluent(SAID, FILLERS, np.random.default_rng(seed)).text.lower() for seed in range(80)]
    assert any("um," in text for text in texts)
    assert any("could could" in text for text in texts)
    assert any("- understand" in text for text in texts)


def test_without_word_times_nothing_is_changed() -> None:
    example = Example(SAID.wave, WORDS)
    assert made_disfluent(example, FILLERS, np.random.default_rng(1)).words == WORDS
