"""The voice encoder in PyTorch, with the shape of Resemblyzer's, whose weights it begins with."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from captioner.speakers.spectrum import BANDS

WIDTH = 256
LAYERS = 3


class VoiceEncoder(nn.Module):
    """Frames of mel bands [batch, frames, BANDS] → voices [batch, WIDTH] of length 1 (Wan et al. 2018, GE2E)."""

    def __init__(self) -> None:
        super().__init__()
        self.lstm = nn.LSTM(BANDS, WIDTH, LAYERS, batch_first=True)
        self.linear = nn.Linear(WIDTH, WIDTH)
        self.similarity_weight = nn.Parameter(torch.tensor([10.0]))
        self.similarity_bias = nn.Parameter(torch.tensor([-5.0]))

    def forward(self, frames: Tensor) -> Tensor:
        """The voice vector from the state after the last frame."""
        _, (hidden, _) = self.lstm(frames)
        return functional.normalize(torch.relu(self.linear(hidden[-1])), dim=1)


def load(path: Path) -> VoiceEncoder:
    """The encoder with the weights of Resemblyzer's `pretrained.pt`, or of a checkpoint of ours.

    Raises:
        OSError: there is no such file.
        RuntimeError: it holds other weights.
    """
    encoder = VoiceEncoder()
    encoder.load_state_dict(torch.load(path, map_location="cpu", weights_only=True)["model_state"])
    return encoder
