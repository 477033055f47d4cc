"""Word times as a synthesiser sets them."""

from __future__ import annotations

from itertools import chain

import numpy as np
import pytest

pytest.importorskip("onnx", reason="needs the extra `train`")

from captioner.training.speech.timed import word_times


def test_words_begin_with_their_phonemes_and_last_until_the_next_or_a_pause() -> None:
    frames = np.array([4.0, 2, 3, 1, 5, 2, 1, 6])  # the lead, `a` `b` space `c` `d` full stop, the end
    assert list(chain(*word_times("ab cd.", frames))) == pytest.approx([0.1, 0.25, 0.25, 0.425])


def test_marks_belong_to_the_pause_behind_a_word() -> None:
    frames = np.array([1.0, 1, 4, 1, 1, 1, 1])
    assert list(chain(*word_times("a, b…", frames))) == pytest.approx([0.025, 0.05, 0.175, 0.2])
