"""Turns a trained network into an int8 ONNX file: `python -m captioner.training.text.export --help`."""

from __future__ import annotations

import argparse
import copy
import dataclasses
import json
import sys
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import Tensor, nn
from torch.nn import functional

from captioner.disfluency.labels import LABELS
from captioner.disfluency.onnx_model import FILE, FORMAT, INPUTS, OUTPUTS, RULE, OnnxLabelModel
from captioner.disfluency.reading import Rule, Thoroughness
from captioner.models.manifest import write_manifest
from captioner.training.text.calibrate import PLATEAU, calibrated
from captioner.training.text.checkpoint import load_weights
from captioner.training.text.config import RunConfig
from captioner.training.text.corpora import Utterance
from captioner.training.text.metrics import scores
from captioner.training.text.model import DisfluencyNetwork, Layer
from captioner.training.text.streaming import read_file, record

_START_RULE = Rule({Thoroughness.GENTLE: 0.7, Thoroughness.STANDARD: 0.5, Thoroughness.THOROUGH: 0.3})
_OPSET = 17


class _Int8Embedding(nn.Module):
    """An embedding with a scale for each row: onnxruntime's own quantiser has one for the whole table."""

    table: Tensor
    scale: Tensor

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("table", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, pieces: Tensor) -> Tensor:
        return self.table[pieces].float() * self.scale[pieces]


class _Attention(torch.autograd.Function):
    """Attention as onnxruntime's single node: in plain steps a layer needs a dozen more nodes."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        query, key, value = (one.view(*one.shape[:2], heads, -1).transpose(1, 2) for one in (query, key, value))
        return functional.scaled_dot_product_attention(query, key, value).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        found = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return found.setType(query.type())


class _Layer(nn.Module):
    """A layer of the network with that node, for rows in which every piece may attend everywhere."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.attention_in, self.rest = layer.attention_in, layer

    def forward(self, x: Tensor, mask: None) -> Tensor:
        parts = self.attention_in(x).split(self.attention_in.out_features // 3, -1)
        seen = _Attention.apply(*parts, self.rest.heads)  # type: ignore[no-untyped-call]
        return self.rest.behind_attention(x, seen)


class _Exported(nn.Module):
    """The exported network: word pieces, one segment in a row, to probabilities."""

    def __init__(self, network: DisfluencyNetwork, *, int8_pieces: bool = False) -> None:
        super().__init__()
        self.network = copy.deepcopy(network) if int8_pieces else network
        if int8_pieces:
            self.network.pieces = _Int8Embedding(network.pieces)  # type: ignore[assignment]
            self.network.positions = _Int8Embedding(network.positions)  # type: ignore[assignment]
            self.network.marks = _Int8Embedding(network.marks)  # type: ignore[assignment]
            self.network.layers = nn.ModuleList(map(_Layer, self.network.layers))  # type: ignore[arg-type]

    def forward(self, pieces: Tensor, marks: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        positions = torch.arange(pieces.shape[1], device=pieces.device)[None, :]
        labels, wait, taken_back = self.network(pieces, marks, positions)
        return labels.softmax(-1), wait.sigmoid(), taken_back.sigmoid()


def write_onnx(network: DisfluencyNetwork, path: Path) -> None:
    """Write the network in float32 except its tables of pieces and positions.

    Its inputs are `pieces` and `marks` (texts, length), its outputs `labels` (texts, length, 5), `wait` and
    `taken_back` (texts, length).
    """
    example = torch.zeros((2, 7), dtype=torch.int64)
    with warnings.catch_warnings():
        # The tracing exporter is deprecated, but onnxruntime's fusions know its graphs.
        warnings.simplefilter("ignore", DeprecationWarning)
        torch.onnx.export(
            _Exported(network, int8_pieces=True).eval(),
            (example, example),
            str(path),
            input_names=list(INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={name: {0: "texts", 1: "length"} for name in (*INPUTS, *OUTPUTS)},
            opset_version=_OPSET,
            custom_opsets={"com.microsoft": 1},
            dynamo=False,
        )


def quantised(source: Path, target: Path, network: DisfluencyNetwork, *, seven_bits: bool = False) -> None:
    """Fuse nodes for which onnxruntime has single kernels, then make the weights int8 with a scale for each column.

    With `seven_bits` no product can saturate on a processor without VNNI; eight bits are finer.
    """
    with tempfile.TemporaryDirectory() as scratch:
        fused = Path(scratch) / "fused.onnx"
        shape = network.shape
        kernels = FusionOptions("bert")
        # The fused kernel takes 0.11 ms for 48 pieces of width 384, an addition and a normalisation a tenth of that.
        kernels.enable_skip_layer_norm = kernels.enable_bias_skip_layer_norm = False
        found = optimizer.optimize_model(
            str(source),
            model_type="bert",
            num_heads=shape.heads,
            hidden_size=shape.attention_width,
            opt_level=0,
            optimization_options=kernels,
        )
        found.save_model_to_file(str(fused))
        quantize_dynamic(
            str(fused),
            str(target),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=seven_bits,
            op_types_to_quantize=["MatMul"],
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},  # of the fused kernels' outputs
        )


def describe(path: Path, metadata: Mapping[str, str]) -> None:
    """Put the metadata into the file."""
    model = onnx.load(str(path))
    known = {entry.key: entry.value for entry in model.metadata_props} | dict(metadata)
    onnx.helper.set_model_props(model, known)
    onnx.save(model, str(path))


def parity(network: DisfluencyNetwork, model: OnnxLabelModel, utterances: Sequence[Utterance]) -> dict[str, float]:
    """Compare the ONNX file's labels of whole utterances with the torch network's: differing words, F1 of all."""
    exported = _Exported(network).eval()
    tables = np.zeros((2, 3), np.int64)
    differ = 0
    for utterance in utterances:
        encoded = model.encoder.encode(utterance.words, complete=True)
        with torch.no_grad():
            labels = exported(torch.tensor([encoded.pieces]), torch.tensor([encoded.marks]))[0]
        expected = labels[0, list(encoded.first_pieces)].numpy()
        found = model.read(utterance.words, complete=True).labels
        differ += int((expected.argmax(1) != found.argmax(1)).sum())
        gold = np.array(utterance.targets[encoded.skipped :]) > 0
        for table, one in zip(tables, (expected, found), strict=True):
            removed = one.argmax(1) > 0
            table += [(removed & gold).sum(), (removed & ~gold).sum(), (~removed & gold).sum()]
    words = sum(len(utterance.words) for utterance in utterances)
    ours, theirs = (scores(*table.tolist()).f1 for table in tables)
    return {"int8_labels_changed": round(differ / words, 4), "int8_final_f1_change": round(theirs - ours, 4)}


def export(
    run: Path,
    out: Path,
    calibration: Path,
    awt: float,
    licence: str,
    languages: Sequence[str],
    plateau: float = PLATEAU,
    *,
    seven_bits: bool = False,
    chosen: Mapping[str, float] | None = None,
) -> None:
    """Write model.onnx and manifest.json of a run to `out`, its thresholds measured on the file `calibration`.

    Raises:
        ValueError: the network attends by distance like MPNet, which is only for teachers.
    """
    network, vocabulary = load_weights(run)
    if network.shape.distances:
        raise ValueError(f"{run} attends by distance: such a network teaches, and does not ship")
    config = RunConfig.load(run)
    out.mkdir(parents=True, exist_ok=True)
    path = out / FILE
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        write_onnx(network, plain)
        quantised(plain, path, network, seven_bits=seven_bits)
    public = dataclasses.asdict(
        dataclasses.replace(config, encoder=Path(config.encoder).name, start=Path(config.start).name)
    )
    metadata = {
        "format": FORMAT,
        "labels": json.dumps(list(LABELS)),
        "vocabulary": json.dumps(vocabulary, ensure_ascii=False),
        "parameters": str(sum(parameter.numel() for parameter in network.parameters())),
        "shape": json.dumps(dataclasses.asdict(network.shape)),
        "config": json.dumps(public),
        "licence": licence,
    }
    describe(path, metadata)

    def write(rule: Rule, figures: Mapping[str, float]) -> None:
        measured = dataclasses.asdict(rule)
        del measured["repairs"]["language"]  # the manifest has it already
        properties: dict[str, Any] = {
            "labels": "".join(LABELS),
            "calibrated_on": f"{calibration.parent.name}/{calibration.name}",
            RULE: measured,
        }
        write_manifest(
            out, name=out.name, kind="disfluency", languages=languages, licence=licence, files=[FILE],
            properties=properties, figures=figures,
        )  # fmt: skip

    write(_START_RULE, {})
    model = OnnxLabelModel(out)
    utterances = read_file(calibration)
    rule, figures = calibrated(list(record(model, utterances)), awt, plateau, chosen)
    write(rule, figures | parity(network, model, utterances[:1000]))


def main(argv: Sequence[str] | None = None) -> int:
    """Export as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.text.export", description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of the training run")
    parser.add_argument("--out", type=Path, required=True, help="model folder to write")
    parser.add_argument("--calibration", type=Path, required=True, help="labelled file for the thresholds")
    parser.add_argument("--awt", type=float, default=0.2, help="average waiting time to stay below, words")
    parser.add_argument(
        "--plateau", type=float, default=PLATEAU, help="F1 that may be given away for a threshold that removes less"
    )
    parser.add_argument(
        "--chosen", type=json.loads, default={}, metavar="JSON", help="thresholds that were chosen on other data"
    )
    parser.add_argument("--seven-bits", action="store_true", help="of weights, where that is nearer to float32")
    parser.add_argument("--licence", required=True, help="of the weights, e.g. 'CC BY 4.0'")
    parser.add_argument("--languages", nargs="+", default=["en"])
    arguments = parser.parse_args(argv)
    export(
        arguments.run,
        arguments.out,
        arguments.calibration,
        arguments.awt,
        arguments.licence,
        arguments.languages,
        arguments.plateau,
        seven_bits=arguments.seven_bits,
        chosen=arguments.chosen,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
