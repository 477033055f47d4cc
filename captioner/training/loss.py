"""The three-term loss: full utterances, prefixes, and the latency of waiting."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from captioner.training.corpora import NOT_FLUENT
from captioner.training.packing import IGNORED

_NEVER = 1e-4
"""smallest probability inside a logarithm"""


@dataclass(frozen=True, slots=True)
class Loss:
    """The terms of one batch, each a mean over its words."""

    total: Tensor
    full: Tensor
    prefix: Tensor
    waiting: Tensor
    """part of the prefixes' words that are held back"""


def label_loss(scores: Tensor, targets: Tensor) -> Tensor:
    """Cross-entropy of each word, shape (words,).

    Args:
        scores: (words, labels), before softmax.
        targets: (words,); NOT_FLUENT asks for any label but fluent: its loss is -log(1 - p(fluent)).
    """
    logs = functional.log_softmax(scores.float(), dim=-1)
    vague = targets == NOT_FLUENT
    exact = -logs.gather(1, targets.masked_fill(vague, 0)[:, None])[:, 0]
    disfluent = -torch.log((1.0 - logs[:, 0].exp()).clamp_min(_NEVER))
    return torch.where(vague, disfluent, exact)


def emitted_weights(wait_scores: Tensor, targets: Tensor, segments: Tensor) -> Tensor:
    """How much each word counts as emitted: the running product of (1 - g) up to and with it, within its segment.

    Args:
        wait_scores: (rows, pieces), before sigmoid.
        targets: (rows, pieces), IGNORED but on first pieces of words.
        segments: (rows, pieces).

    Returns:
        (rows, pieces), 1 where nothing waits.
    """
    logs = functional.logsigmoid(-wait_scores.float()).masked_fill(targets == IGNORED, 0.0)
    running = logs.cumsum(1)
    begins = functional.pad(segments[:, 1:] != segments[:, :-1], (1, 0), value=True)
    # The sum before a segment's first piece, carried along it: running sums only fall, so the carried one is a minimum.
    before = torch.where(begins, running - logs, torch.zeros_like(running))
    offset = torch.cummin(before, dim=1).values
    return (running - offset).exp()


def streaming_loss(
    label_scores: Tensor,
    wait_scores: Tensor,
    *,
    targets: Tensor,
    segments: Tensor,
    is_prefix: Tensor,
    prefix_weight: float,
    latency_weight: float,
    waiting: bool = True,
) -> Loss:
    """FULL + prefix_weight * PREFIX + latency_weight * LATENCY of a packed batch.

    PREFIX weights each word's cross-entropy by `emitted_weights` in place of the hard mask g > 0.5, and LATENCY is the
    part that these weights hold back, so that the wait head learns from both: waiting pays where the expected
    cross-entropy of a word exceeds latency_weight / prefix_weight. Summed over a word's prefixes LATENCY is the
    expected waiting time itself. Without `waiting` nothing is held back and the wait head learns nothing.
    """
    chosen = targets != IGNORED
    losses = label_loss(label_scores[chosen], targets[chosen])
    weights = emitted_weights(wait_scores, targets, segments)[chosen] if waiting else torch.ones_like(losses)
    prefix = is_prefix[chosen]
    full_words = (~prefix).sum().clamp_min(1)
    prefix_words = prefix.sum().clamp_min(1)
    full = losses[~prefix].sum() / full_words
    prefix_term = (losses * weights)[prefix].sum() / prefix_words
    held_back = (1.0 - weights)[prefix].sum() / prefix_words
    return Loss(full + prefix_weight * prefix_term + latency_weight * held_back, full, prefix_term, held_back)
