"""The network: a BERT encoder with a label head and a wait head on every word piece."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from captioner.disfluency.encoding import MARKS, MAX_PIECES
from captioner.disfluency.labels import LABELS

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
    """columns of the embedding, which is widened afterwards; 0: as wide as the layers"""
    distances: int = 0
    """kinds of distance between two pieces, each with a weight for every head (MPNet); 0: none"""

    @property
    def attention_width(self) -> int:
        """The width of all heads together."""
        return self.heads * (self.head_width or self.width // self.heads)


class Layer(nn.Module):
    """Self-attention and feed-forward, each followed by a normalisation, like BERT."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.attention_in = nn.Linear(shape.width, 3 * shape.attention_width)
        self.attention_out = nn.Linear(shape.attention_width, shape.width)
        self.attention_norm = nn.LayerNorm(shape.width, _EPSILON)
        self.inner = nn.Linear(shape.width, shape.inner)
        self.outer = nn.Linear(shape.inner, shape.width)
        self.norm = nn.LayerNorm(shape.width, _EPSILON)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        """Read.

        Args:
            x: (rows, pieces, width).
            mask: (rows, 1, pieces, pieces), True where a piece may attend, or (rows, heads, pieces, pieces), added to
                the attention; None: a piece may attend everywhere.
        """
        rows, pieces, _ = x.shape
        query, key, value = self.attention_in(x).view(rows, pieces, 3, self.heads, -1).permute(2, 0, 3, 1, 4).unbind(0)
        seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=mask)
        return self.behind_attention(x, seen.transpose(1, 2).reshape(rows, pieces, -1))

    def behind_attention(self, x: Tensor, seen: Tensor) -> Tensor:
        """The rest of the layer.

        Args:
            x: (rows, pieces, width), its input.
            seen: (rows, pieces, attention width), the output of its heads.
        """
        x = self.attention_norm(x + self.dropout(self.attention_out(seen)))
        out: Tensor = self.norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))
        return out


class DisfluencyNetwork(nn.Module):
    """Word pieces to label scores, wait scores and scores of being taken back."""

    def __init__(self, shape: Shape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.pieces = nn.Embedding(shape.pieces, shape.embedding or shape.width)
        self.widen: nn.Module = (
            nn.Linear(shape.embedding, shape.width, bias=False) if shape.embedding else nn.Identity()
        )
        self.positions = nn.Embedding(MAX_PIECES, shape.width)
        self.marks = nn.Embedding(MARKS, shape.width)
        self.distances = nn.Embedding(shape.distances, shape.heads) if shape.distances else None
        self.norm = nn.LayerNorm(shape.width, _EPSILON)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.label_head = nn.Linear(shape.width, len(LABELS))
        self.wait_head = nn.Linear(shape.width, 1)
        self.taken_back_head = nn.Linear(shape.width, 1)
        for module in self.modules():
            if isinstance(module, nn.Linear | nn.Embedding):
                nn.init.normal_(module.weight, std=0.02)
            if isinstance(module, nn.Linear) and module.bias is not None:
                nn.init.zeros_(module.bias)
        nn.init.constant_(self.wait_head.bias, -3.0)  # begins by hardly ever waiting, so every word counts in PREFIX
        nn.init.constant_(self.taken_back_head.bias, -3.0)
        nn.init.zeros_(self.marks.weight)  # older weights keep their output

    def forward(
        self, pieces: Tensor, marks: Tensor, positions: Tensor, segments: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Read packed rows.

        Args:
            pieces, marks, positions: (rows, pieces), int64.
            segments: (rows, pieces), the segment each piece belongs to; None: one segment a row.

        Returns:
            Label scores (rows, pieces, labels), wait scores and scores of being taken back (rows, pieces each), before
            softmax and sigmoid.
        """
        mask = None if segments is None else (segments[:, :, None] == segments[:, None, :])[:, None]
        if self.distances is not None:
            # Within a segment pieces are as far apart in the row as in the segment, and other pieces do not attend to
            # each other.
            by_head = self.distances(distance_kinds(pieces.shape[1], self.shape.distances)).permute(2, 0, 1)[None]
            mask = by_head if mask is None else by_head.masked_fill(~mask, -torch.inf)
        x = self.dropout(self.norm(self.widen(self.pieces(pieces)) + self.positions(positions) + self.marks(marks)))
        for layer in self.layers:
            x = layer(x, mask)
        return self.label_head(x), self.wait_head(x).squeeze(-1), self.taken_back_head(x).squeeze(-1)

    def load_before(self, weights: Mapping[str, Tensor]) -> None:
        """Load weights; older ones lack the marks and the taken-back head.

        Raises:
            RuntimeError: they are of another network.
        """
        fresh = {k: v for k, v in self.state_dict().items() if k.startswith(("marks.", "taken_back_head."))}
        self.load_state_dict(fresh | dict(weights))


def distance_kinds(pieces: int, kinds: int) -> Tensor:
    """The kind of distance from each piece (row) to each other (column), shape (pieces, pieces).

    Half of the kinds are to the left, half to the right. In each half near distances have a kind each, and those up to
    128 share the others by their logarithm, as in T5 (Raffel et al., 2020).
    """
    side = kinds // 2
    exact = side // 2
    places = torch.arange(pieces)
    ahead = places[None, :] - places[:, None]
    far = exact + (ahead.abs().clamp_min(1).float() / exact).log() / math.log(128 / exact) * (side - exact)
    kind = torch.where(ahead.abs() < exact, ahead.abs(), far.long().clamp_max(side - 1))
    return kind + side * (ahead > 0)
