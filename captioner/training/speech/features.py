"""Whisper's log-mel features in torch, for windows of any length, equal to the recogniser's."""

from __future__ import annotations

import torch
from faster_whisper.feature_extractor import FeatureExtractor
from torch import Tensor, nn

HOP = 160
N_FFT = 400
MELS = 80


class LogMel(nn.Module):
    """Waveforms [batch, samples] at 16 kHz to features [batch, 80, samples // 160]."""

    def __init__(self) -> None:
        super().__init__()
        filters = torch.from_numpy(FeatureExtractor.get_mel_filters(16_000, N_FFT, MELS)).float()
        self.register_buffer("filters", filters, persistent=False)
        self.register_buffer("window", torch.hann_window(N_FFT), persistent=False)
        self.filters: Tensor
        self.window: Tensor

    def forward(self, waves: Tensor) -> Tensor:
        """Like faster-whisper's FeatureExtractor without padding; each window has its own maximum."""
        spectrum = torch.stft(waves, N_FFT, HOP, window=self.window, return_complex=True)[..., :-1]
        power = spectrum.real.square() + spectrum.imag.square()
        logs = torch.log10((self.filters @ power).clamp_min(1e-10))
        loudest = logs.amax(dim=(1, 2), keepdim=True)
        return (torch.maximum(logs, loudest - 8.0) + 4.0) / 4.0
