"""The state of a training run on disk."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor

from captioner.training.loop import save_whole
from captioner.training.text.model import DisfluencyNetwork, Shape


@dataclass(frozen=True, slots=True)
class TrainingProgress:
    """The progress of a run."""

    step: int
    """updates done"""
    epoch: int
    """the current epoch"""
    step_in_epoch: int


def save_progress(
    folder: Path,
    progress: TrainingProgress,
    network: DisfluencyNetwork,
    average: dict[str, Tensor],
    optimizer: torch.optim.Optimizer,
    vocabulary: list[str],
) -> None:
    """Write `progress.pt`, whole or not at all."""
    content = {
        "progress": asdict(progress),
        "shape": asdict(network.shape),
        "vocabulary": vocabulary,
        "network": network.state_dict(),
        "average": average,
        "optimizer": optimizer.state_dict(),
        "random": torch.get_rng_state(),
    }
    save_whole(content, folder / "progress.pt")


def load_progress(
    folder: Path, network: DisfluencyNetwork, average: dict[str, Tensor], optimizer: torch.optim.Optimizer
) -> TrainingProgress:
    """Load what `save_progress` wrote into the given objects, and restore torch's random state."""
    content = torch.load(folder / "progress.pt", weights_only=True)
    network.load_state_dict(content["network"])
    for name, tensor in content["average"].items():
        average[name].copy_(tensor)
    optimizer.load_state_dict(content["optimizer"])
    torch.set_rng_state(content["random"])
    return TrainingProgress(**content["progress"])


def load_weights(folder: Path, dropout: float = 0.0) -> tuple[DisfluencyNetwork, list[str]]:
    """The averaged weights of a run and its vocabulary, or those of an exported model."""
    if not (folder / "progress.pt").is_file():
        from captioner.training.text.onnx_weights import is_exported, load_exported  # onnx takes a second to import

        if is_exported(folder):
            return load_exported(folder, dropout)
    content = torch.load(folder / "progress.pt", weights_only=True)
    network = DisfluencyNetwork(Shape(**content["shape"]), dropout)
    network.load_before(content["average"])
    return network, content["vocabulary"]
