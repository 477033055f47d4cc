"""Cuts a small network out of a trained one, for distillation: `python -m captioner.training.text.student --help`."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import torch
from torch import Tensor, nn

from captioner.disfluency.encoding import COMPLETE, CUT_OFF, MAX_WORDS, PADDING, START, UNKNOWN, Encoder
from captioner.training.text.checkpoint import TrainingProgress, load_weights, save_progress
from captioner.training.text.corpora import read_labelled, read_unlabelled
from captioner.training.text.model import DisfluencyNetwork, Layer, Shape
from captioner.training.text.packing import Segment, WordBatch, batch, pack

_MARKS = (PADDING, UNKNOWN, START, COMPLETE, CUT_OFF)


@dataclass(frozen=True, slots=True)
class Size:
    """The kept parts of the larger network.

    Attributes:
        pieces: the most frequent word pieces; 0: all.
        embedding: columns of their table, the principal ones; 0: all.
        layers: the kept layers.
        heads: attention heads of each layer, those whose output varies most.
        inner: neurons of each feed-forward part, chosen likewise.
    """

    pieces: int
    embedding: int
    layers: tuple[int, ...]
    heads: int
    inner: int


SIZES = {
    "medium": Size(pieces=0, embedding=0, layers=(0, 1, 2, 3, 4, 5), heads=12, inner=448),
    "small": Size(pieces=5000, embedding=128, layers=(0, 1, 2, 3, 4, 5), heads=6, inner=112),
    "tiny": Size(pieces=3500, embedding=64, layers=(0, 1, 2, 3, 4, 5), heads=2, inner=40),
}
"""11.4, 3.0 and 1.1 million weights. Cut out of trained layers, they keep their knowledge of English, which a network
from scratch does not learn from these corpora. Depth is worth more than width: with all six layers at half their heads
the small one was after 140 steps where one of three whole layers was after 240."""
SAMPLE_ROWS = 20
"""packed rows of text for measuring heads and neurons: about 600 utterances"""


def frequent_pieces(vocabulary: Sequence[str], files: Sequence[Path], count: int) -> list[int]:
    """Ids, ascending: the marks, the letters that any word can be spelled with, the most frequent pieces in `files`."""
    encoder = Encoder(vocabulary)
    counts: Counter[int] = Counter()
    for path in files:
        for words in _texts(path):
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


@dataclass(frozen=True, slots=True)
class Work:
    """The activity of the heads and neurons of one layer on text.

    Attributes:
        heads: (heads, width), the mean output of each head for a word piece.
        head_power: (heads,), its mean square.
        neurons: (inner,), the mean of each neuron.
        neuron_power: (inner,), the mean square of each neuron's output for a word piece.
    """

    heads: Tensor
    head_power: Tensor
    neurons: Tensor
    neuron_power: Tensor


@torch.no_grad()
def work(network: DisfluencyNetwork, sample: WordBatch) -> list[Work]:
    """Measure every layer on packed rows."""
    is_text = torch.from_numpy(sample.segments) > 0
    found: list[Work] = []
    taken: dict[nn.Module, Tensor] = {}
    layers = [layer for layer in network.layers if isinstance(layer, Layer)]
    watched = [module for layer in layers for module in (layer.attention_out, layer.outer)]
    hooks = [module.register_forward_pre_hook(lambda m, x: taken.__setitem__(m, x[0][is_text])) for module in watched]
    network.eval()(*map(torch.from_numpy, (sample.pieces, sample.marks, sample.positions, sample.segments)))
    for hook in hooks:
        hook.remove()
    for layer in layers:
        seen = _by_head(taken[layer.attention_out], layer)
        written = torch.einsum("phd,whd->phw", seen, _by_head(layer.attention_out.weight, layer))
        neurons = taken[layer.outer]
        found.append(
            Work(
                heads=written.mean(0),
                head_power=(written - written.mean(0)).square().sum(2).mean(0),
                neurons=neurons.mean(0),
                neuron_power=neurons.var(0) * layer.outer.weight.square().sum(0),
            )
        )
    return found


def cut_out(network: DisfluencyNetwork, kept: Sequence[int], size: Size, sample: WordBatch) -> DisfluencyNetwork:
    """A network of `size` with weights of `network` and its `kept` rows of pieces.

    The heads and neurons whose output on the `sample` varies least are left out; its mean is added to the biases.

    Raises:
        ValueError: its heads attend by distance like MPNet, with one table for all layers.
    """
    whole = network.shape
    if whole.distances:
        raise ValueError("heads that attend by distance cannot be cut out: let the network teach")
    shape = Shape(
        pieces=len(kept),
        width=whole.width,
        inner=size.inner,
        layers=len(size.layers),
        heads=size.heads,
        head_width=whole.attention_width // whole.heads,
        embedding=size.embedding,
    )
    student = DisfluencyNetwork(shape)
    done = work(network, sample)
    with torch.no_grad():
        table = network.widen(network.pieces.weight[list(kept)])
        if size.embedding:
            left, singular, right = torch.linalg.svd(table, full_matrices=False)
            student.pieces.weight.copy_(left[:, : size.embedding] * singular[: size.embedding])
            student.widen.load_state_dict({"weight": right[: size.embedding].T})
        else:
            student.pieces.weight.copy_(table)
        for name in ("positions", "marks", "norm", "label_head", "wait_head", "taken_back_head"):
            getattr(student, name).load_state_dict(getattr(network, name).state_dict())
        for target, index in zip(student.layers, size.layers, strict=True):
            source = network.layers[index]
            assert isinstance(target, Layer) and isinstance(source, Layer)
            _cut_attention(source, target, done[index])
            _cut_feed_forward(source, target, done[index])
    return student


def _cut_attention(source: Layer, target: Layer, done: Work) -> None:
    target.attention_norm.load_state_dict(source.attention_norm.state_dict())
    chosen, left_out = _by_power(done.head_power, target.heads)
    inside = source.attention_in.weight.view(3, source.heads, -1, source.attention_in.in_features)
    bias = source.attention_in.bias.view(3, source.heads, -1)
    target.attention_in.weight.copy_(inside[:, chosen].flatten(0, 2))
    target.attention_in.bias.copy_(bias[:, chosen].flatten())
    target.attention_out.weight.copy_(_by_head(source.attention_out.weight, source)[:, chosen].flatten(1))
    target.attention_out.bias.copy_(source.attention_out.bias + done.heads[left_out].sum(0))


def _by_head(attended: Tensor, layer: Layer) -> Tensor:
    """Split the last dimension, all heads in a row, into heads and their outputs."""
    return attended.view(len(attended), layer.heads, -1)


def _cut_feed_forward(source: Layer, target: Layer, done: Work) -> None:
    target.norm.load_state_dict(source.norm.state_dict())
    chosen, left_out = _by_power(done.neuron_power, target.inner.out_features)
    target.inner.weight.copy_(source.inner.weight[chosen])
    target.inner.bias.copy_(source.inner.bias[chosen])
    target.outer.weight.copy_(source.outer.weight[:, chosen])
    target.outer.bias.copy_(source.outer.bias + source.outer.weight[:, left_out] @ done.neurons[left_out])


def _by_power(power: Tensor, count: int) -> tuple[Tensor, Tensor]:
    """Indices, ascending, of the `count` largest and of the others."""
    order = power.argsort(descending=True)
    return order[:count].sort().values, order[count:].sort().values


def _sample(vocabulary: Sequence[str], files: Sequence[Path], seed: int = 0) -> WordBatch:
    """Packed rows of whole utterances drawn from `files`."""
    encoder = Encoder(vocabulary)
    texts = [words for path in files for words in _texts(path)]
    drawn = Random(seed).sample(texts, min(len(texts), 40 * SAMPLE_ROWS))
    segments = [
        Segment(encoder.encode(words, complete=True), (0,) * min(len(words), MAX_WORDS), False) for words in drawn
    ]
    return batch(pack(segments)[:SAMPLE_ROWS])


def _texts(path: Path) -> list[tuple[str, ...]]:
    return read_unlabelled(path) if path.name.startswith("unlabelled") else [one.words for one in read_labelled(path)]


def main(argv: Sequence[str] | None = None) -> int:
    """Cut out as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.text.student", description=__doc__)
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
    kept = frequent_pieces(vocabulary, arguments.texts, size.pieces) if size.pieces else range(len(vocabulary))
    student = cut_out(network, kept, size, _sample(vocabulary, arguments.texts))
    arguments.out.mkdir(parents=True, exist_ok=True)
    optimizer = torch.optim.AdamW(student.parameters())
    pieces = [vocabulary[index] for index in kept]
    save_progress(arguments.out, TrainingProgress(0, 0, 0), student, student.state_dict(), optimizer, pieces)
    parameters = sum(parameter.numel() for parameter in student.parameters())
    sys.stdout.write(f"{arguments.size}: {len(kept)} word pieces, {parameters} parameters\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
