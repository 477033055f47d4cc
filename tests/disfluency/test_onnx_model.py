"""The ONNX file: read, and refused where it is not one of ours. The network here is a table of pieces."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from captioner.disfluency.labels import LABELS
from captioner.disfluency.onnx_model import FILE, FORMAT, RULE, OnnxLabelModel
from captioner.disfluency.reading import Thoroughness
from captioner.errors import ModelDamaged, ModelMismatch, ModelMissing
from captioner.models.manifest import write_manifest

onnx = pytest.importorskip("onnx", reason="onnx comes with the extra `train`")

VOCABULARY = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "-", "um", "go", "home", "##s"]
METADATA = {
    "parameters": "54",
    "format": FORMAT,
    "labels": json.dumps(list(LABELS)),
    "vocabulary": json.dumps(VOCABULARY),
    "rule": json.dumps(
        {"disfluent": {"gentle": 0.8, "standard": 0.6, "thorough": 0.3}, "wait": 0.4, "settle_after": 2}
    ),
}


def write_model(folder: Path, metadata: dict[str, str]) -> Path:
    """A model that takes `um` for a filled pause, everything else for fluent, and waits at `go`."""
    folder.mkdir(parents=True, exist_ok=True)
    labels = np.tile(np.array([0.9, 0.025, 0.025, 0.025, 0.025], np.float32), (len(VOCABULARY), 1))
    labels[VOCABULARY.index("um")] = [0.1, 0.6, 0.1, 0.1, 0.1]
    wait = np.array([float(piece == "go") for piece in VOCABULARY], np.float32)
    helper, types = onnx.helper, onnx.TensorProto
    graph = helper.make_graph(
        [
            helper.make_node("Gather", ["label_table", "pieces"], ["labels"]),
            helper.make_node("Gather", ["wait_table", "pieces"], ["wait"]),
        ],
        "table",
        [helper.make_tensor_value_info("pieces", types.INT64, ["texts", "length"])],
        [
            helper.make_tensor_value_info("labels", types.FLOAT, ["texts", "length", 5]),
            helper.make_tensor_value_info("wait", types.FLOAT, ["texts", "length"]),
        ],
        [onnx.numpy_helper.from_array(labels, "label_table"), onnx.numpy_helper.from_array(wait, "wait_table")],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=8)
    helper.set_model_props(model, metadata)
    onnx.save(model, str(folder / FILE))
    return folder


def test_words_are_read_by_their_first_pieces(tmp_path: Path) -> None:
    model = OnnxLabelModel(write_model(tmp_path / "model", METADATA))
    reading = model.read(["um", "homes", "go"], complete=False)
    assert reading.labels.shape == (3, 5)
    assert reading.decisions(0.5).tolist() == [1, 0, 0]
    assert reading.emitted(model.rule.wait) == 2
    assert (model.rule.disfluent[Thoroughness.GENTLE], model.rule.settle_after) == (0.8, 2)


def test_no_words_give_an_empty_reading(tmp_path: Path) -> None:
    reading = OnnxLabelModel(write_model(tmp_path / "model", METADATA)).read([], complete=False)
    assert reading.labels.shape == (0, 5)
    assert reading.decisions(0.5).tolist() == []


def test_a_changed_file_is_damaged(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "model", METADATA)
    write_manifest(folder, name="model", kind="disfluency", languages=["en"], licence="none", files=[FILE])
    OnnxLabelModel(folder)
    with (folder / FILE).open("ab") as file:
        file.write(b"\0")
    with pytest.raises(ModelDamaged):
        OnnxLabelModel(folder)


def test_a_file_that_is_no_model_is_damaged(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"no model at all")
    with pytest.raises(ModelDamaged):
        OnnxLabelModel(tmp_path)


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        OnnxLabelModel(tmp_path)


def test_the_manifest_says_more_than_the_file(tmp_path: Path) -> None:
    folder = write_model(tmp_path / "model", METADATA)
    rule = {**json.loads(METADATA["rule"]), "settle_after": 4}
    write_manifest(
        folder, name="model", kind="disfluency", languages=["en"], licence="none", files=[FILE], properties={RULE: rule}
    )
    assert OnnxLabelModel(folder).rule.settle_after == 4
    write_model(folder, {key: value for key, value in METADATA.items() if key != "rule"})
    write_manifest(
        folder, name="model", kind="disfluency", languages=["en"], licence="none", files=[FILE], properties={RULE: rule}
    )
    assert OnnxLabelModel(folder).rule.settle_after == 4


@pytest.mark.parametrize("rule", [{}, [], {"disfluent": 0.5, "wait": 0.4, "settle_after": 2}])
def test_a_manifest_with_another_rule_does_not_match(tmp_path: Path, rule: object) -> None:
    folder = write_model(tmp_path / "model", METADATA)
    write_manifest(
        folder, name="model", kind="disfluency", languages=["en"], licence="none", files=[FILE], properties={RULE: rule}
    )
    with pytest.raises(ModelMismatch):
        OnnxLabelModel(folder)


@pytest.mark.parametrize(
    "change",
    [
        {"format": "0"},
        {"labels": json.dumps(["f", "e"])},
        {"vocabulary": "["},
        {"rule": json.dumps({"wait": 0.4})},
        {"rule": "[]"},
    ],
)
def test_another_kind_of_model_does_not_match(tmp_path: Path, change: dict[str, str]) -> None:
    with pytest.raises(ModelMismatch):
        OnnxLabelModel(write_model(tmp_path / "model", METADATA | change))


def test_a_model_without_metadata_does_not_match(tmp_path: Path) -> None:
    with pytest.raises(ModelMismatch):
        OnnxLabelModel(write_model(tmp_path / "model", {}))
