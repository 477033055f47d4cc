"""The disfluency model: an ONNX file that knows its own vocabulary, and a manifest with its thresholds."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from captioner.disfluency.encoding import Encoder
from captioner.disfluency.labels import LABELS
from captioner.disfluency.reading import Reading, RepairRule, Rule, Thoroughness
from captioner.errors import ModelMismatch, sentence
from captioner.models import manifest as model_manifest
from captioner.onnx_session import OnnxSession

FILE = "model.onnx"
FORMAT = "2"
_FORMATS = ("1", FORMAT)
"""1: without marks and without the prediction of what will be taken back"""
INPUTS = ("pieces", "marks")
OUTPUTS = ("labels", "wait", "taken_back")
RULE = "rule"
"""The property of the manifest that holds a `Rule`: it can be measured again without another file of weights."""
_REINSTALL = sentence("Install the model again.")


class OnnxLabelModel:
    """Reads words on one thread; made once, used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        """Load `folder/model.onnx`, with its vocabulary from the file's own metadata and its rule from the manifest.

        Models exported before the manifest had the rule have it in the metadata.

        Raises:
            ModelMissing: there is no such folder or file.
            ModelDamaged: the file is not what the manifest says, or cannot be read.
            ModelMismatch: it is not a disfluency model of this format.
        """
        manifest = model_manifest.verify(folder)
        self._session = OnnxSession(folder / FILE)
        self.metadata = self._session.metadata
        try:
            known = json.loads(self.metadata["labels"])
            if self.metadata["format"] not in _FORMATS or known != list(LABELS)[: len(known)]:
                raise ModelMismatch(
                    "The disfluency model in {folder} was made for another version of Captioner.",
                    "Update Captioner.",
                    folder=folder,
                )
            self.encoder = Encoder(json.loads(self.metadata["vocabulary"]))
            measured = manifest.properties.get(RULE) if manifest else None
            language = manifest.languages[0] if manifest and manifest.languages else "en"
            self._rule = _rule(json.loads(self.metadata["rule"]) if measured is None else measured, language)
        except (KeyError, ValueError, TypeError) as error:
            raise ModelMismatch(
                "The model in {folder} is not a disfluency model of Captioner.", _REINSTALL, folder=folder
            ) from error

    @property
    def rule(self) -> Rule:
        """The thresholds measured for this model."""
        return self._rule

    def read(self, words: Sequence[str], *, complete: bool) -> Reading:
        """Read an utterance so far; only the last words if there are more than the model takes at once."""
        encoded = self.encoder.encode(words, complete=complete)
        given = {"pieces": np.array([encoded.pieces], np.int64), "marks": np.array([encoded.marks], np.int64)}
        labels, wait, *rest = self._session.run({name: given[name] for name in self._session.inputs})
        first = encoded.first_pieces
        return Reading(labels[0, first, :], wait[0, first], encoded.skipped, rest[0][0, first] if rest else None)


def _rule(content: dict[str, Any], language: str) -> Rule:
    return Rule(
        disfluent={name: float(content["disfluent"][name]) for name in Thoroughness},
        wait=float(content["wait"]),
        settle_after=int(content["settle_after"]),
        open=float(content.get("open", 1.0)),
        repairs=RepairRule(
            **{name: float(value) for name, value in content.get("repairs", {}).items()}, language=language
        ),
    )
