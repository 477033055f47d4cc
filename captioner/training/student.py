"""A small network cut out of a trained one, to be distilled: `python -m captioner.training.student --help`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor

from captioner.disfluency.encoding import COMPLETE, CUT_OFF, PADDING, START, UNKNOWN, Encoder
from captioner.training.checkpoint import Progress, load_weights, save_progress
from captioner.training.corpora import read_labelled, read_unlabelled
from captioner.training.model import DisfluencyNetwork, Layer, Shape

_MARKS = (PADDING, UNKNOWN, START, COMPLETE, CUT_OFF)


@dataclass(frozen=True, slots=True)
class Size:
    """What is kept of the larger network.

    Attributes:
        pieces: the most frequent word pieces.
        embedding: columns of their table, the principal ones.
        layers: which layers, as they are but for heads and neurons.
        heads: attention heads of each layer, those that move most.
        inner: neurons of each feed-forward part, likewise.
    """

    pieces: int
    embedding: int
    layers: tuple[int, ...]
    heads: int
    inner: int


SIZES = {
    "small": Size(pieces=5000, embedding=128, layers=(0, 2, 5), heads=12, inner=224),
    "tiny": Size(pieces=3500, embedding=64, layers=(0, 4), heads=6, inner=128),
}
"""3.0 and 1.1 million weights. Cut out of trained layers they keep what those have learnt of English, which a network
that starts from nothing does not learn from these corpora."""


def frequent_pieces(vocabulary: Sequence[str], files: Sequence[Path], count: int) -> list[int]:
    """Ids, ascending: the marks, the letters that any word can be spelled with, the most frequent pieces in `files`."""
    encoder = Encoder(vocabulary)
    counts: Counter[int] = Counter()
    for path in files:
        is_plain = path.name.startswith("unlabelled")
        for words in read_unlabelled(path) if is_plain else (one.words for one in read_labelled(path)):
            counts.update(piece for word in words for piece in encoder.word(word))
    letters = [
        index
        for index, piece in enumerate(vocabulary)
        if piece in _MARKS or (len(piece.removeprefix("##")) == 1 and piece[-1].isalnum() and piece[-1].isascii())
    ]
    kept = dict.fromkeys(letters)
    for index, _ in counts.most_common():
        if len(kept) >= count:
            break
        kept[index] = None
    return sorted(kept)


def cut_out(network: DisfluencyNetwork, kept: Sequence[int], size: Size) -> DisfluencyNetwork:
    """A network of `size` with weights of `network`, of whose pieces it has the `kept` rows."""
    whole = network.shape
    head_width = whole.attention_width // whole.heads
    shape = Shape(
        pieces=len(kept),
        width=whole.width,
        inner=size.inner,
        layers=len(size.layers),
        heads=size.heads,
        head_width=head_width,
        embedding=size.embedding,
    )
    student = DisfluencyNetwork(shape)
    with torch.no_grad():
        table = network.widen(network.pieces.weight[list(kept)])
        left, singular, right = torch.linalg.svd(table, full_matrices=False)
        student.pieces.weight.copy_(left[:, : size.embedding] * singular[: size.embedding])
        student.widen.load_state_dict({"weight": right[: size.embedding].T})
        for name in ("positions", "norm", "label_head", "wait_head"):
            getattr(student, name).load_state_dict(getattr(network, name).state_dict())
        for target, index in zip(student.layers, size.layers, strict=True):
            source = network.layers[index]
            assert isinstance(target, Layer) and isinstance(source, Layer)
            _cut_layer(source, target, size, head_width)
    return student


def _cut_layer(source: Layer, target: Layer, size: Size, head_width: int) -> None:
    for name in ("attention_norm", "norm"):
        getattr(target, name).load_state_dict(getattr(source, name).state_dict())
    inside = source.attention_in.weight.view(3, source.heads, head_width, -1)
    outside = source.attention_out.weight.view(-1, source.heads, head_width)
    # What a head writes is its values through its share of the output; its queries and keys only say from where.
    moves = inside[2].square().sum((1, 2)) * outside.square().sum((0, 2))
    heads = _largest(moves, size.heads)
    target.attention_in.weight.copy_(inside[:, heads].reshape(target.attention_in.weight.shape))
    target.attention_in.bias.copy_(source.attention_in.bias.view(3, source.heads, head_width)[:, heads].reshape(-1))
    target.attention_out.weight.copy_(outside[:, heads].reshape(target.attention_out.weight.shape))
    target.attention_out.bias.copy_(source.attention_out.bias)
    neurons = _largest(source.inner.weight.square().sum(1) * source.outer.weight.square().sum(0), size.inner)
    target.inner.weight.copy_(source.inner.weight[neurons])
    target.inner.bias.copy_(source.inner.bias[neurons])
    target.outer.weight.copy_(source.outer.weight[:, neurons])
    target.outer.bias.copy_(source.outer.bias)


def _largest(values: Tensor, count: int) -> Tensor:
    return values.topk(count).indices.sort().values


def main(argv: Sequence[str] | None = None) -> int:
    """Cut out as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.student", description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of the larger network's run")
    parser.add_argument("--size", choices=sorted(SIZES), required=True)
    parser.add_argument(
        "--texts", type=Path, nargs="+", required=True, help="corpora to count word pieces in, .jsonl.gz"
    )
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for the small network, to train from with --start"
    )
    arguments = parser.parse_args(argv)
    network, vocabulary = load_weights(arguments.run)
    size = SIZES[arguments.size]
    kept = frequent_pieces(vocabulary, arguments.texts, size.pieces)
    student = cut_out(network, kept, size)
    arguments.out.mkdir(parents=True, exist_ok=True)
    optimizer = torch.optim.AdamW(student.parameters())
    pieces = [vocabulary[index] for index in kept]
    save_progress(arguments.out, Progress(0, 0, 0), student, student.state_dict(), optimizer, pieces)
    parameters = sum(parameter.numel() for parameter in student.parameters())
    sys.stdout.write(f"{arguments.size}: {len(kept)} word pieces, {parameters} parameters\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
