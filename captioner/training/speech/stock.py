"""Reads stock Whisper in CTranslate2's format into transformers' network for further training."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

import numpy as np
import torch
from torch import Tensor
from transformers import WhisperConfig, WhisperForConditionalGeneration

_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)
"""Number types in the order of CTranslate2's ids"""
_ATTENTION = {
    "self_attention": ("self_attn", (("q_proj", "k_proj", "v_proj"), ("out_proj",))),
    "attention": ("encoder_attn", (("q_proj",), ("k_proj", "v_proj"), ("out_proj",))),
}
"""For each attention of a CTranslate2 layer its name in transformers and the parts of its fused linear layers."""
_HEAD_WIDTH = 64
"""Width of a head, in every size of Whisper."""


def load(folder: Path) -> WhisperForConditionalGeneration:
    """The network in `folder` in 32 bits; its size follows from the weights.

    Raises:
        ValueError: the file is of another format version, or holds no Whisper.
    """
    state = dict(_transformers_names(read_weights(folder / "model.bin")))
    try:
        vocabulary, width = state["decoder.embed_tokens.weight"].shape
        mels = state["encoder.conv1.weight"].shape[1]
    except KeyError as error:
        raise ValueError(f"{folder} holds no Whisper model: {error} is missing") from error
    depth = {
        side: 1 + max(int(name.split(".")[2]) for name in state if name.startswith(f"{side}.layers."))
        for side in ("encoder", "decoder")
    }
    network = WhisperForConditionalGeneration(
        WhisperConfig(
            vocab_size=vocabulary,
            num_mel_bins=mels,
            d_model=width,
            encoder_layers=depth["encoder"],
            decoder_layers=depth["decoder"],
            encoder_attention_heads=width // _HEAD_WIDTH,
            decoder_attention_heads=width // _HEAD_WIDTH,
            encoder_ffn_dim=4 * width,
            decoder_ffn_dim=4 * width,
            max_source_positions=state["encoder.embed_positions.weight"].shape[0],
            max_target_positions=state["decoder.embed_positions.weight"].shape[0],
            dropout=0.0,
            pad_token_id=0,
            bos_token_id=0,
            eos_token_id=0,
            decoder_start_token_id=0,
            suppress_tokens=[],
            begin_suppress_tokens=[],
        )
    )
    missing, unexpected = network.model.load_state_dict(state, strict=False)
    if missing or unexpected:
        raise ValueError(f"{folder} holds another network: {[*missing, *unexpected][:3]}")
    return network


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
        name: torch.from_numpy(value / found[f"{name}_scale"].reshape(-1, *[1] * (value.ndim - 1))).float()
        if f"{name}_scale" in found
        else torch.from_numpy(value).float()
        for name, value in found.items()
        if value.ndim
    }


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
    """One variable of a layer, split into the parts of transformers."""
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
