"""Starting weights: loads encoders from packages into our network."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file
from torch import Tensor

from captioner.disfluency.encoding import COMPLETE, MAX_PIECES, PADDING, START, UNKNOWN
from captioner.training.text.model import DisfluencyNetwork, Shape

_MPNET_MARKS = {START: 0, PADDING: 1, COMPLETE: 2, UNKNOWN: 3}
"""Rows of the marks in MPNet's embedding, where they have other names; BERT's pieces follow in BERT's order, its own
marks among them, which MPNet has never read."""
_MPNET_FIRST_POSITION = 2


def read_vocabulary(folder: Path) -> list[str]:
    """All pieces of BERT or MPNet weights, in BERT's order."""
    pieces = (folder / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return pieces[len(_MPNET_MARKS) : -1] if _is_mpnet(_config(folder)) else pieces


def from_pretrained(
    folder: Path, vocabulary: Sequence[str], kept: Sequence[int], dropout: float = 0.1
) -> DisfluencyNetwork:
    """A network with the weights of a BERT or MPNet folder and the `kept` pieces of its `vocabulary`.

    The folder has `config.json` and `model.safetensors`, as transformers writes them.
    """
    config = _config(folder)
    is_mpnet = _is_mpnet(config)
    shape = Shape(
        pieces=len(kept),
        width=config["hidden_size"],
        inner=config["intermediate_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
        distances=config["relative_attention_num_buckets"] if is_mpnet else 0,
    )
    network = DisfluencyNetwork(shape, dropout)
    given = {
        name.removeprefix("bert.").removeprefix("mpnet."): tensor
        for name, tensor in load_file(folder / "model.safetensors").items()
    }
    state = network.state_dict()
    words, positions = given["embeddings.word_embeddings.weight"], given["embeddings.position_embeddings.weight"]
    if is_mpnet:
        rows = [_MPNET_MARKS.get(vocabulary[index], index + len(_MPNET_MARKS)) for index in kept]
        state["pieces.weight"] = words[rows]
        state["positions.weight"] = positions[_MPNET_FIRST_POSITION:][:MAX_PIECES]
        state["distances.weight"] = given["encoder.relative_attention_bias.weight"]
    else:
        state["pieces.weight"] = words[list(kept)]
        # There is only one type of text: its type embedding is a constant and is added to the positions.
        state["positions.weight"] = positions[:MAX_PIECES] + given["embeddings.token_type_embeddings.weight"][0]
    for kind in ("weight", "bias"):
        state[f"norm.{kind}"] = given[f"embeddings.LayerNorm.{kind}"]
    for index in range(shape.layers):
        state |= _layer(given, index, is_mpnet)
    network.load_state_dict(state)
    return network


def _layer(given: dict[str, Tensor], index: int, is_mpnet: bool) -> dict[str, Tensor]:
    """One of their layers with our names and tensors."""
    theirs = f"encoder.layer.{index}."
    attention = theirs + ("attention.attn." if is_mpnet else "attention.self.")
    query, key, value = ("q", "k", "v") if is_mpnet else ("query", "key", "value")
    names = {
        "attention_out": theirs + ("attention.attn.o" if is_mpnet else "attention.output.dense"),
        "attention_norm": theirs + ("attention.LayerNorm" if is_mpnet else "attention.output.LayerNorm"),
        "inner": theirs + "intermediate.dense",
        "outer": theirs + "output.dense",
        "norm": theirs + "output.LayerNorm",
    }
    found = {}
    for kind in ("weight", "bias"):
        parts = [given[f"{attention}{part}.{kind}"] for part in (query, key, value)]
        found[f"layers.{index}.attention_in.{kind}"] = torch.cat(parts)
        for ours, name in names.items():
            found[f"layers.{index}.{ours}.{kind}"] = given[f"{name}.{kind}"]
    return found


def _config(folder: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    return content


def _is_mpnet(config: dict[str, Any]) -> bool:
    return str(config["model_type"]) == "mpnet"
