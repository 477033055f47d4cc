"""The three-term loss against the definition, word by word."""

from __future__ import annotations

import math

import pytest

torch = pytest.importorskip("torch")

from captioner.training.text.corpora import NOT_FLUENT  # noqa: E402
from captioner.training.text.loss import emitted, label_loss, streaming_loss, words_behind  # noqa: E402
from captioner.training.text.packing import IGNORED  # noqa: E402

#                      START word word START word (2nd piece) padding
TARGETS = [[IGNORED, 0, 0, IGNORED, 4, IGNORED, IGNORED]]
SEGMENTS = [[1, 1, 1, 2, 2, 2, 0]]


def test_a_vague_target_asks_for_anything_but_fluent() -> None:
    scores = torch.log(torch.tensor([[0.4, 0.1, 0.2, 0.2, 0.1]] * 2))
    losses = label_loss(scores, torch.tensor([2, NOT_FLUENT]))
    assert losses.tolist() == pytest.approx([-math.log(0.2), -math.log(0.6)], rel=1e-5)


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        ([0.9, 0.2, 0.2, 0.9, 0.2, 0.9, 0.9], [True, True, True]),  # only words count, not what stands between
        ([0.1, 0.9, 0.2, 0.1, 0.2, 0.1, 0.1], [False, False, True]),  # holds back those behind it in its segment
        ([0.1, 0.2, 0.9, 0.1, 0.9, 0.1, 0.1], [True, False, False]),
    ],
)
def test_words_up_to_the_first_waiting_one_are_emitted(probabilities: list[float], expected: list[bool]) -> None:
    found = emitted(torch.logit(torch.tensor([probabilities])), torch.tensor(TARGETS), torch.tensor(SEGMENTS))
    assert found[0, [1, 2, 4]].tolist() == expected


def test_words_behind_are_counted_within_a_segment() -> None:
    assert words_behind(torch.tensor(TARGETS), torch.tensor(SEGMENTS))[0, [1, 2, 4]].tolist() == [1, 0, 0]


def test_the_terms_of_a_batch() -> None:
    wait = torch.tensor([[0.5, 0.9, 0.5, 0.2, 0.6]])
    loss = streaming_loss(
        torch.zeros((1, 5, 5)),  # every label one in five
        torch.logit(wait),
        targets=torch.tensor([[IGNORED, 0, IGNORED, 0, 4]]),
        segments=torch.tensor([[1, 1, 2, 2, 2]]),
        is_prefix=torch.tensor([[False, False, True, True, True]]),
        prefix_weight=2.0,
        latency_weight=0.3,
    )
    entropy = math.log(5)
    first = 0.3 * 2 * -math.log(0.8) + entropy * -math.log(0.2)
    second = 0.3 * 1 * -math.log(0.4) + entropy * -math.log(0.6)
    assert float(loss.full) == pytest.approx(entropy, rel=1e-5)
    assert float(loss.prefix) == pytest.approx(entropy / 2, rel=1e-5)  # the second word of the prefix waits
    assert float(loss.waiting) == 0.5
    assert float(loss.latency) == pytest.approx((first + second) / 2, rel=1e-5)
    assert float(loss.total) == pytest.approx(entropy * 2 + (first + second) / 2, rel=1e-5)


@pytest.mark.parametrize(("latency_weight", "waits"), [(1.0, True), (2.0, False)])
def test_the_wait_head_waits_where_the_expected_error_costs_more(latency_weight: float, waits: bool) -> None:
    wait = torch.zeros((1, 2), requires_grad=True)
    loss = streaming_loss(
        torch.zeros((1, 2, 5)),  # cross-entropy log 5 = 1.6
        wait,
        targets=torch.tensor([[IGNORED, 0]]),
        segments=torch.ones((1, 2), dtype=torch.int64),
        is_prefix=torch.ones((1, 2), dtype=torch.bool),
        prefix_weight=1.0,
        latency_weight=latency_weight,
    )
    loss.total.backward()
    assert wait.grad is not None
    assert (float(wait.grad[0, 1]) < 0) is waits


def test_while_the_wait_head_rests_every_word_counts() -> None:
    wait = torch.full((1, 2), 3.0, requires_grad=True)
    loss = streaming_loss(
        torch.zeros((1, 2, 5), requires_grad=True),
        wait,
        targets=torch.tensor([[IGNORED, 0]]),
        segments=torch.ones((1, 2), dtype=torch.int64),
        is_prefix=torch.ones((1, 2), dtype=torch.bool),
        prefix_weight=1.0,
        latency_weight=1.0,
        waiting=False,
    )
    loss.total.backward()
    assert float(loss.prefix.detach()) == pytest.approx(math.log(5), rel=1e-5)
    assert wait.grad is None
