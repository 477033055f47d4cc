"""Voice activity: runs Silero's model as a stream, and keeps the state that its file interface drops."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from captioner.errors import ModelMissing
from captioner.messages import SAMPLE_RATE, Samples
from captioner.onnx_session import OnnxSession

WINDOW = 512
"""Samples (32 ms) that get one probability."""
_CONTEXT = 64
"""Samples before each window that the model also reads; it was trained with them."""
_STATE = (1, 1, 128)
_QUIET_RMS = 0.0006
"""About -64 dBFS: a softer window is always silence, because the model takes near-silence for speech."""
_RESET_AFTER = 30 * SAMPLE_RATE // WINDOW
"""Windows of silence after which the state is reset: it drifts over hours, and in silence a reset harms no onset."""


class VoiceActivity(Protocol):
    """Tells speech from everything else."""

    def probabilities(self, windows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (n, WINDOW) of audio that continues the last → shape (n,), the probability of speech in each window."""
        ...

    def reset(self) -> None:
        """Forget what came before: the audio that follows does not continue it."""
        ...


class SileroVoiceActivity:
    """Silero VAD v6 (the ONNX file that faster-whisper brings) with carried state."""

    def __init__(self, path: Path | None = None) -> None:
        """Load the model.

        Raises:
            ModelMissing, ModelDamaged: the file is not there or cannot be read.
        """
        self._session = OnnxSession(path or _bundled_model())
        self._silent_windows = 0
        self.reset()

    def reset(self) -> None:
        """Forget what came before."""
        self._h = np.zeros(_STATE, np.float32)
        self._c = np.zeros(_STATE, np.float32)
        self._context: Samples = np.zeros(_CONTEXT, np.float32)

    def probabilities(self, windows: NDArray[np.float32]) -> NDArray[np.float32]:
        """Shape (n, WINDOW) → shape (n,), the probability of speech in each window; 0 where it is near silence."""
        if len(windows) == 0:
            return np.zeros(0, np.float32)
        contexts = np.concatenate([self._context[None], windows[:-1, -_CONTEXT:]])
        inputs = {"input": np.concatenate([contexts, windows], axis=1), "h": self._h, "c": self._c}
        output, self._h, self._c = self._session.run(inputs)
        self._context = windows[-1, -_CONTEXT:].copy()
        rms = np.sqrt(np.mean(np.square(windows), axis=1))
        speech: NDArray[np.float32] = np.where(rms < _QUIET_RMS, np.float32(0), output.reshape(-1)).astype(np.float32)
        self._reset_in_long_silence(speech)
        return speech

    def _reset_in_long_silence(self, speech: NDArray[np.float32]) -> None:
        voiced = np.flatnonzero(speech >= 0.2)
        self._silent_windows = self._silent_windows + len(speech) if len(voiced) == 0 else len(speech) - 1 - voiced[-1]
        if self._silent_windows >= _RESET_AFTER:
            self._silent_windows = 0
            self.reset()


def _bundled_model() -> Path:
    """Find Silero's file inside faster-whisper without importing it, because the import loads CTranslate2."""
    spec = importlib.util.find_spec("faster_whisper")
    for folder in (spec.submodule_search_locations or []) if spec else []:
        for path in sorted((Path(folder) / "assets").glob("silero_vad*.onnx"), reverse=True):
            return path
    raise ModelMissing(
        "The voice activity model is missing from the faster-whisper package.", "Install Captioner again."
    )
