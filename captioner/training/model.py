"""The network: a BERT encoder with a label head and a wait head on every word piece."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from captioner.disfluency.encoding import MAX_PIECES
from captioner.disfluency.reading import LABELS

_EPSILON = 1e-12


@dataclass(frozen=True, slots=True)
class Shape:
    """Sizes of the network."""

    pieces: int
    """rows of the embedding"""
    width: int = 384
    inner: int = 1536
    layers: int = 6
    heads: int = 12
    head_width: int = 0
    """0: the width, shared among the heads"""
    embedding: int = 0
    """columns of the embedding, widened behind it; 0: as wide as the layers"""

    @property
    def attention_width(self) -> int:
        """Of all heads together."""
        return self.heads * (self.head_width or self.width // self.heads)


class Layer(nn.Module):
    """Self-attention and feed-forward, normalised behind each, as BERT has them."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.scale = (shape.attention_width // shape.heads) ** -0.5
        self.attention_in = nn.Linear(shape.width, 3 * shape.attention_width)
        self.attention_out = nn.Linear(shape.attention_width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, _EPSILON)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, _EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """x: (rows, pieces, width); mask: (rows, 1, pieces, pieces), True where a piece may look; None: everywhere."""
        rows, pieces, _ = x.shape
        query, key, value = self.attention_in(x).view(rows, pieces, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        if mask is None:  # in plain steps, which export to fewer nodes
            weights = (query * self.scale) @ key.transpose(-1, -2)
            seen = weights.softmax(-1) @ value
        else:
            seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        seen = seen.transpose(1, 2).reshape(rows, pieces, -1)
        x = self.attention_norm(x + self.dropout(self.attention_out(seen)))
        out: Tensor = self.norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))
        return out


class DisfluencyNetwork(nn.Module):
    """Word pieces to label scores and wait scores."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(shape.pieces, shape.embedding or shape.width)
        self.widen: nn.Module = (
            nn.Linear(shape.embedding, shape.width, bias=False) if shape.embedding else nn.Identity()
        )
        self.positions = nn.Embedding(MAX_PIECES, shape.width)
        self.norm = nn.LayerNorm(shape.width, _EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.label_head = nn.Linear(shape.width, len(LABELS))
        self.wait_head = nn.Linear(shape.width, 1)
        for module in self.modules():
            if isinstance(module, nn.Linear | nn.Embedding):
                nn.init.normal_(module.weight, std=0.02)
            if isinstance(module, nn.Linear) and module.bias is not None:
                nn.init.zeros_(module.bias)
        nn.init.constant_(self.wait_head.bias, -3.0)  # starts by hardly ever waiting: every word counts in PREFIX

    def forward(self, pieces: Tensor, positions: Tensor, segments: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Read packed rows.

        Args:
            pieces, positions: (rows, pieces), int64.
            segments: (rows, pieces), the segment each piece belongs to; None: one segment a row.

        Returns:
            Label scores (rows, pieces, labels) and wait scores (rows, pieces), before softmax and sigmoid.
        """
        mask = None if segments is None else (segments[:, :, None] == segments[:, None, :])[:, None]
        x = self.dropout(self.norm(self.widen(self.pieces(pieces)) + self.positions(positions)))
        for layer in self.layers:
            x = layer(x, mask)
        return self.label_head(x), self.wait_head(x).squeeze(-1)


def from_minilm(folder: Path, kept: Sequence[int], dropout: float = 0.1) -> DisfluencyNetwork:
    """A network with the weights of a BERT folder and the `kept` rows of its embedding.

    The folder has `config.json` and `model.safetensors`, as transformers writes them.
    """
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    shape = Shape(
        pieces=len(kept),
        width=config["hidden_size"],
        inner=config["intermediate_size"],
        layers=config["num_hidden_layers"],
        heads=config["num_attention_heads"],
    )
    network = DisfluencyNetwork(shape, dropout)
    given = {name.removeprefix("bert."): tensor for name, tensor in load_file(folder / "model.safetensors").items()}
    state = network.state_dict()
    state["pieces.weight"] = given["embeddings.word_embeddings.weight"][list(kept)]
    # There is one sort of text only: its type embedding is a constant and joins the positions.
    state["positions.weight"] = (
        given["embeddings.position_embeddings.weight"][:MAX_PIECES]
        + given["embeddings.token_type_embeddings.weight"][0]
    )
    names = {"norm": "embeddings.LayerNorm"}
    for index in range(shape.layers):
        theirs = f"encoder.layer.{index}."
        for kind in ("weight", "bias"):
            parts = [given[f"{theirs}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
            state[f"layers.{index}.attention_in.{kind}"] = torch.cat(parts)
        names |= {
            f"layers.{index}.attention_out": theirs + "attention.output.dense",
            f"layers.{index}.attention_norm": theirs + "attention.output.LayerNorm",
            f"layers.{index}.inner": theirs + "intermediate.dense",
            f"layers.{index}.outer": theirs + "output.dense",
            f"layers.{index}.norm": theirs + "output.LayerNorm",
        }
    for ours, name in names.items():
        for kind in ("weight", "bias"):
            state[f"{ours}.{kind}"] = given[f"{name}.{kind}"]
    network.load_state_dict(state)
    return network
