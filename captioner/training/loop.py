"""The training loop of all models: updates, reports and checkpoints."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

_BETAS = (0.9, 0.98)
_LONGEST_GRADIENT = 1.0


def report(line: str) -> None:
    """Print the progress with the time of day."""
    print(time.strftime("%H:%M:%S"), line, flush=True)


class Learner(Protocol):
    """A network in training, with its data."""

    @property
    def done(self) -> int:
        """Updates done."""
        ...

    def update(self) -> NDArray[np.float64]:
        """Update the weights once; returns the terms of the loss, shape (terms,)."""
        ...

    def report(self, losses: NDArray[np.float64], seconds_each: float) -> None:
        """Report the mean losses since the last report, and the time of an update."""
        ...

    def save(self) -> None:
        """Write the checkpoint."""
        ...


def learn(
    learner: Learner,
    updates: int,
    *,
    report_every: int,
    save_every_s: float,
    is_stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Train until `updates` are done or it is stopped, with checkpoints at intervals and at the end."""
    saved = begun = time.monotonic()
    first = learner.done
    losses: list[NDArray[np.float64]] = []
    while learner.done < updates and not is_stopped():
        losses.append(learner.update())
        if learner.done % report_every == 0:
            learner.report(np.mean(losses, axis=0), (time.monotonic() - begun) / (learner.done - first))
            losses = []
        if time.monotonic() - saved > save_every_s:
            learner.save()
            saved = time.monotonic()
    learner.save()


def adamw(parameters: Iterable[torch.nn.Parameter], learning_rate: float, weight_decay: float) -> torch.optim.AdamW:
    """AdamW (Loshchilov and Hutter 2019): matrices decay, biases and scales do not."""
    every = list(parameters)
    return torch.optim.AdamW(
        [
            {"params": [one for one in every if one.dim() > 1], "weight_decay": weight_decay},
            {"params": [one for one in every if one.dim() <= 1], "weight_decay": 0.0},
        ],
        lr=learning_rate,
        betas=_BETAS,
        fused=True,
    )


def descend(optimizer: torch.optim.Optimizer, parameters: Iterable[torch.nn.Parameter], learning_rate: float) -> None:
    """One step along the gradients, whose norm is clipped to 1."""
    for group in optimizer.param_groups:
        group["lr"] = learning_rate
    torch.nn.utils.clip_grad_norm_(parameters, _LONGEST_GRADIENT)
    optimizer.step()


@torch.no_grad()
def follow(average: Sequence[Tensor], now: Sequence[Tensor], done: int, memory: float) -> None:
    """Move an average of the weights towards their current values.

    Its memory grows with the updates, because the first ones would otherwise weigh on it for long.

    Args:
        done: updates so far.
        memory: final share of the average that stays.
    """
    keep = min(memory, (1 + done) / (10 + done))
    torch._foreach_lerp_(list(average), list(now), 1.0 - keep)


def save_whole(content: dict[str, Any], path: Path) -> None:
    """Write a checkpoint; a kill meanwhile leaves the previous one."""
    unfinished = path.with_name(f"{path.name}.part")
    torch.save(content, unfinished)
    os.replace(unfinished, path)
