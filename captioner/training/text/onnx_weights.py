"""Loads an exported disfluency model's weights into a network, for further training without the run's folder."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from captioner.disfluency.onnx_model import FILE
from captioner.training.text.model import DisfluencyNetwork, Shape

_PRODUCT = re.compile(r"/network/(?P<layer>.+)/MatMul_quant")


def is_exported(folder: Path) -> bool:
    """Whether `folder` holds an exported model rather than a run."""
    return (folder / FILE).is_file()


def load_exported(folder: Path, dropout: float = 0.0) -> tuple[DisfluencyNetwork, list[str]]:
    """The network of the model in `folder`, int8 weights times their scales, and its vocabulary.

    Raises:
        ValueError: the file has no shape of the network, like those exported before November 2026.
    """
    model = onnx.load(str(folder / FILE))
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    if "shape" not in metadata:
        raise ValueError(f"{folder} does not tell the shape of its network: train from the run's folder or from BERT")
    network = DisfluencyNetwork(Shape(**json.loads(metadata["shape"])), dropout)
    given = {one.name: numpy_helper.to_array(one) for one in model.graph.initializer}
    weights = {
        name.removeprefix("network.").replace(".rest.", "."): value
        for name, value in given.items()
        if name.startswith("network.")
    }
    for table in {"pieces", "positions", "marks"} & {name.removesuffix(".table") for name in weights}:
        weights[f"{table}.weight"] = weights.pop(f"{table}.table") * weights.pop(f"{table}.scale")
    weights |= dict(_products(model.graph.node, given))
    network.load_before({name: torch.from_numpy(np.array(value, np.float32)) for name, value in weights.items()})
    return network, json.loads(metadata["vocabulary"])


def _products(nodes: Any, given: dict[str, np.ndarray]) -> list[tuple[str, np.ndarray]]:
    """The weights of the linear layers, found by the products that use them, because they have lost their names."""
    found = []
    for node in nodes:
        match = _PRODUCT.fullmatch(node.name)
        if match:
            name = node.input[1].removesuffix("_quantized")
            layer = match["layer"].replace("/rest/", "/").replace("/", ".")
            found.append((f"{layer}.weight", (given[node.input[1]] * given[f"{name}_scale"]).T))
    return found
