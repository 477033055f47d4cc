"""An exported model's weights put back into a network, to train on from where its checkpoint is gone."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch
from torch import Tensor

from captioner.training.speech.network import Network

_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""CTranslate2's numbers of them"""
_ATTENTION = {
    "self_attention": ("self_attn", (("q_proj", "k_proj", "v_proj"), ("out_proj",))),
    "attention": ("encoder_attn", (("q_proj",), ("k_proj", "v_proj"), ("out_proj",))),
}
"""For each attention of an exported layer its name in transformers and what its fused linear layers are made of."""

_LAYERS = "encoder.layers."


def read_weights(file: Path) -> dict[str, Tensor]:
    """The variables of CTranslate2's `model.bin` in float32, int8 ones divided by their scales.

    Raises:
        ValueError: the file is of another format version.
    """
    with file.open("rb") as source:
        if _numbers(source, "I") != (6,):
            raise ValueError(f"{file} is not a model of CTranslate2's binary version 6")
        _text(source)
        _, count = _numbers(source, "II")
        found = dict(_variable(source) for _ in range(count))
    return {
        name: torch.from_numpy(value / found[f"{name}_scale"].reshape(-1, *[1] * (value.ndim - 1)))
        if f"{name}_scale" in found
        else torch.from_numpy(value)
        for name, value in found.items()
        if value.ndim
    }


def start_from(network: Network, folder: Path) -> None:
    """Put the weights of the exported model in `folder` into `network`; the layer that spells stays as it is.

    Where the network's encoder is deeper, some layers are followed by copies of themselves that add nothing yet, so
    that it says what the model says and learns on from there ("LLaMA Pro", 2024).

    Raises:
        ValueError: the model is of another size.
    """
    state = network.state_dict()
    weights = dict(_transformers_names(read_weights(folder / "model.bin")))
    deeper = _deepened(weights, len(network.whisper.model.encoder.layers))
    given = {f"whisper.model.{name}": value for name, value in deeper.items()}
    for name, value in given.items():
        if name not in state or state[name].shape != value.shape:
            raise ValueError(f"{folder} is not a model of the size to be trained: {name} has the shape {value.shape}")
    network.load_state_dict(given, strict=False)


def _deepened(weights: Mapping[str, Tensor], depth: int) -> dict[str, Tensor]:
    """`weights` with copies of the encoder's layers spread among them until there are `depth`."""
    result: dict[str, Tensor] = {}
    layers: dict[int, dict[str, Tensor]] = {}
    for name, value in weights.items():
        if name.startswith(_LAYERS):
            number, _, rest = name.removeprefix(_LAYERS).partition(".")
            layers.setdefault(int(number), {})[rest] = value
        else:
            result[name] = value
    depth = max(depth, len(layers))
    sources = [place * len(layers) // depth for place in range(depth)]
    for place, source in enumerate(sources):
        is_copy = source in sources[:place]
        for rest, value in layers[source].items():
            adds = rest.startswith(("self_attn.out_proj.", "fc2."))
            result[f"{_LAYERS}{place}.{rest}"] = torch.zeros_like(value) if is_copy and adds else value.clone()
    return result


def _transformers_names(weights: Mapping[str, Tensor]) -> Iterator[tuple[str, Tensor]]:
    for name, value in weights.items():
        side, _, rest = name.partition("/")
        layer, _, within = rest.partition("/")
        if layer in ("conv1", "conv2"):
            if not within.endswith("_scale"):
                yield f"{side}.{layer}.{within}", value
        elif layer == "layer_norm":
            yield f"{side}.layer_norm.{_norm(within)}", value
        elif layer == "embeddings" and within == "weight":
            yield f"{side}.embed_tokens.weight", value
        elif layer == "position_encodings":
            yield f"{side}.embed_positions.weight", value
        elif layer.startswith("layer_") and not within.endswith("_scale"):
            yield from _layer(f"{side}.layers.{layer.removeprefix('layer_')}", within, value)


def _layer(prefix: str, name: str, value: Tensor) -> Iterator[tuple[str, Tensor]]:
    """One variable of a layer, in as many parts as transformers has for it."""
    part, which, kind = name.split("/")
    if part == "ffn":
        target = "final_layer_norm" if which == "layer_norm" else f"fc{int(which.removeprefix('linear_')) + 1}"
        yield f"{prefix}.{target}.{_norm(kind)}", value
        return
    theirs, linears = _ATTENTION[part]
    if which == "layer_norm":
        yield f"{prefix}.{theirs}_layer_norm.{_norm(kind)}", value
        return
    projections = linears[int(which.removeprefix("linear_"))]
    for projection, piece in zip(projections, value.chunk(len(projections)), strict=True):
        if not (projection == "k_proj" and kind == "bias"):  # Whisper's keys have none
            yield f"{prefix}.{theirs}.{projection}.{kind}", piece


def _norm(kind: str) -> str:
    return {"gamma": "weight", "beta": "bias"}.get(kind, kind)


def _numbers(source: BinaryIO, layout: str) -> tuple[int, ...]:
    return struct.unpack(f"<{layout}", source.read(struct.calcsize(f"<{layout}")))


def _text(source: BinaryIO) -> str:
    (length,) = _numbers(source, "H")
    return source.read(length)[:-1].decode()


def _variable(source: BinaryIO) -> tuple[str, np.ndarray]:
    name = _text(source)
    (rank,) = _numbers(source, "B")
    shape = _numbers(source, "I" * rank)
    kind, size = _numbers(source, "BI")
    return name, np.frombuffer(source.read(size), _TYPES[kind]).reshape(shape).copy()
