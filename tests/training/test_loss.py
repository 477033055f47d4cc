"""The three-term loss against the definition, word by word."""

from __future__ import annotations

import math

import pytest

torch = pytest.importorskip("torch")

from captioner.training.corpora import NOT_FLUENT  # noqa: E402
from captioner.training.loss import emitted_weights, label_loss, streaming_loss  # noqa: E402
from captioner.training.packing import IGNORED  # noqa: E402


def test_a_vague_target_asks_for_anything_but_fluent() -> None:
    scores = torch.log(torch.tensor([[0.4, 0.1, 0.2, 0.2, 0.1]] * 2))
    losses = label_loss(scores, torch.tensor([2, NOT_FLUENT]))
    assert losses.tolist() == pytest.approx([-math.log(0.2), -math.log(0.6)], rel=1e-5)


def test_a_waiting_word_holds_back_those_behind_it_within_its_segment_only() -> None:
    probabilities = torch.tensor([[0.9, 0.5, 0.2, 0.9, 0.1, 0.5, 0.9]])
    #                             START word  word  START word  (2nd piece) padding
    targets = torch.tensor([[IGNORED, 0, 0, IGNORED, 4, IGNORED, IGNORED]])
    segments = torch.tensor([[1, 1, 1, 2, 2, 2, 0]])
    weights = emitted_weights(torch.logit(probabilities), targets, segments)
    assert weights[0, [1, 2, 4]].tolist() == pytest.approx([0.5, 0.5 * 0.8, 0.9], rel=1e-5)


def test_the_terms_of_a_batch() -> None:
    labels = torch.zeros((1, 5, 5))  # every label one in five
    wait = torch.logit(torch.tensor([[0.5, 0.9, 0.5, 0.5, 0.2]]))
    loss = streaming_loss(
        labels,
        wait,
        targets=torch.tensor([[IGNORED, 0, IGNORED, 0, 4]]),
        segments=torch.tensor([[1, 1, 2, 2, 2]]),
        is_prefix=torch.tensor([[False, False, True, True, True]]),
        prefix_weight=2.0,
        latency_weight=3.0,
    )
    entropy = math.log(5)
    assert float(loss.full) == pytest.approx(entropy, rel=1e-5)
    assert float(loss.prefix) == pytest.approx(entropy * (0.5 + 0.5 * 0.8) / 2, rel=1e-5)
    assert float(loss.waiting) == pytest.approx((0.5 + 0.6) / 2, rel=1e-5)
    assert float(loss.total) == pytest.approx(entropy + 2 * entropy * 0.45 + 3 * 0.55, rel=1e-5)


def test_the_wait_head_learns_from_both_terms() -> None:
    def gradient(prefix_weight: float, latency_weight: float) -> float:
        wait = torch.zeros((1, 3), requires_grad=True)
        loss = streaming_loss(
            torch.zeros((1, 3, 5)),
            wait,
            targets=torch.tensor([[IGNORED, 0, 4]]),
            segments=torch.ones((1, 3), dtype=torch.int64),
            is_prefix=torch.ones((1, 3), dtype=torch.bool),
            prefix_weight=prefix_weight,
            latency_weight=latency_weight,
        )
        loss.total.backward()
        assert wait.grad is not None
        return float(wait.grad[0, 1])

    assert gradient(1.0, 0.0) < 0  # unsure words: waiting longer lowers the loss
    assert gradient(0.0, 1.0) > 0  # latency alone: waiting costs
