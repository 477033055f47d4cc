"""The speaker embedding: about a second of speech becomes a vector that is close to those of the same voice."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from captioner.errors import ModelDamaged
from captioner.messages import Samples
from captioner.onnx_session import OnnxSession
from captioner.speakers import spectrum

MODEL = "model.onnx"


class SpeakerEmbedding(Protocol):
    """Tells voices apart; identifies nobody."""

    def embed(self, stretches: Sequence[Samples]) -> NDArray[np.float32]:
        """Stretches of speech, each longer than a frame → vectors of length 1, shape (n, width)."""
        ...


class OnnxSpeakerEmbedding:
    """Runs `model.onnx` of a model folder."""

    def __init__(self, folder: Path) -> None:
        """Load the model.

        Raises:
            ModelMissing, ModelDamaged: the file is not there or cannot be read.
        """
        self._session = OnnxSession(folder / MODEL)
        if self._session.inputs != ("frames",):
            raise ModelDamaged("The model file {path} cannot be loaded.", "Install the model again.", path=folder)

    def embed(self, stretches: Sequence[Samples]) -> NDArray[np.float32]:
        """Stretches of one length are read together, which takes two thirds of the time."""
        heard = [spectrum.frames(each) for each in stretches]
        if len({each.shape for each in heard}) == 1:
            return self._session.run({"frames": np.stack(heard)})[0]
        return np.concatenate([self._session.run({"frames": each[None]})[0] for each in heard])
