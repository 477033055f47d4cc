"""The three-term loss: full utterances, prefixes, and the latency of waiting."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from captioner.training.text.corpora import NOT_FLUENT, UNLABELLED
from captioner.training.text.packing import IGNORED

_NEVER = 1e-4
"""smallest probability inside a logarithm"""
_LARGEST_COST = 4.0
"""largest cross-entropy of a word: a few confident mistakes would otherwise outweigh everything else"""


@dataclass(frozen=True, slots=True)
class Loss:
    """The terms of one batch, each a mean over its words."""

    total: Tensor
    full: Tensor
    prefix: Tensor
    latency: Tensor
    waiting: Tensor
    """share of the prefixes' words that are held back; not a term"""


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


def emitted(wait_scores: Tensor, targets: Tensor, segments: Tensor) -> Tensor:
    """The words that the wait rule emits: neither they nor a word before them in their segment has g > 0.5.

    Args:
        wait_scores: (rows, pieces), before sigmoid.
        targets: (rows, pieces), IGNORED except on first pieces of words.
        segments: (rows, pieces).

    Returns:
        (rows, pieces), bool.
    """
    waiting = ((wait_scores > 0) & (targets != IGNORED)).long()
    return _within_segment(waiting, segments) == 0


def words_behind(targets: Tensor, segments: Tensor) -> Tensor:
    """Number of words of the segment behind each word, i - j; (rows, pieces)."""
    is_word = (targets != IGNORED).long()
    return _within_segment(is_word.flip(1), segments.flip(1)).flip(1) - is_word


def taught_loss(scores: Tensor, taught: Tensor, *decisions: tuple[Tensor, Tensor]) -> Tensor:
    """Cross-entropy of a student's labels and decisions against its teacher's probabilities, mean over words.

    Args:
        scores, taught: (words, labels); scores before softmax, the teacher's probabilities.
        decisions: of waiting and of being taken back, scores before sigmoid and the teacher's probabilities, (words,).
    """
    labels = -(taught * functional.log_softmax(scores.float(), dim=-1)).sum(-1).mean()
    for ours, theirs in decisions:
        labels = labels + functional.binary_cross_entropy_with_logits(ours.float(), theirs)
    return labels


def taken_back_loss(scores: Tensor, targets: Tensor, is_prefix: Tensor) -> Tensor:
    """Cross-entropy of predicting, in prefixes, which words are not fluent in the end.

    Args:
        scores: (rows, pieces), before sigmoid.
        targets: (rows, pieces), as in `streaming_loss`.
        is_prefix: (rows, pieces), bool.
    """
    chosen = is_prefix & (targets != IGNORED) & (targets != UNLABELLED)
    if not chosen.any():
        return torch.zeros(())
    return functional.binary_cross_entropy_with_logits(scores[chosen].float(), (targets[chosen] > 0).float())


def _within_segment(counts: Tensor, segments: Tensor) -> Tensor:
    """Running sums of `counts` >= 0 from the start of each segment; (rows, pieces)."""
    running = counts.cumsum(1)
    begins = functional.pad(segments[:, 1:] != segments[:, :-1], (1, 0), value=True)
    # The sum before a segment's first piece, carried along the segment: running sums only rise, so it is a maximum.
    before = torch.where(begins, running - counts, torch.zeros_like(running))
    return running - before.cummax(1).values


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
    """FULL + prefix_weight * PREFIX + LATENCY of a packed batch.

    PREFIX has the paper's hard mask, which gives the wait head no gradient. LATENCY therefore weighs both sides of the
    decision for every word of a prefix, as a cost-sensitive logistic loss:

        latency_weight * (i - j + 1) * -log(1 - g)  +  CE * -log g

    where CE is the word's cross-entropy, taken as a given cost. Waiting costs the word and all words behind it a word's
    time; emitting costs its expected error. The minimum has g > 0.5 exactly where the expected CE is above
    latency_weight * (i - j + 1). Without `waiting` nothing is held back and the wait head learns nothing. UNLABELLED
    words count only as words behind others.
    """
    chosen = (targets != IGNORED) & (targets != UNLABELLED)
    losses = label_loss(label_scores[chosen], targets[chosen])
    prefix = is_prefix[chosen]
    full_words = (~prefix).sum().clamp_min(1)
    prefix_words = prefix.sum().clamp_min(1)
    full = losses[~prefix].sum() / full_words
    if not waiting:
        prefix_term = losses[prefix].sum() / prefix_words
        return Loss(full + prefix_weight * prefix_term, full, prefix_term, torch.zeros(()), torch.zeros(()))
    kept = emitted(wait_scores, targets, segments)[chosen].float()
    prefix_term = (losses * kept)[prefix].sum() / prefix_words
    scores = wait_scores[chosen].float()
    delays = latency_weight * (words_behind(targets, segments)[chosen] + 1)
    costs = losses.detach().clamp_max(_LARGEST_COST)
    decisions = delays * functional.softplus(scores) + costs * functional.softplus(-scores)
    latency = decisions[prefix].sum() / prefix_words
    held_back = (1.0 - kept)[prefix].sum() / prefix_words
    return Loss(full + prefix_weight * prefix_term + latency, full, prefix_term, latency, held_back)
