"""The trained network as a CTranslate2 Whisper folder: int8 weights, Whisper's word pieces and configuration."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from ctranslate2.converters.transformers import WhisperLoader
from transformers import WhisperForConditionalGeneration

from captioner.models.manifest import read_manifest, write_manifest
from captioner.speech.whisper.properties import WhisperProperties
from captioner.training.speech.tokens import Tokens

FILES = ("config.json", "model.bin", "tokenizer.json", "training.json", "vocabulary.json")
OPTIONAL_FILES = ("MODEL_CARD.md",)
PADDING_S = 0.3
"""Without silence at the end, 13 of 32 windows of 12 to 26 s that were cut in mid-speech ended in a loop; with this
none did."""


def export(
    network: WhisperForConditionalGeneration, start: Path, run: Path, folder: Path, *, knows_silence: bool
) -> None:
    """Write the model into `folder`; word pieces, suppressed pieces and alignment heads are those of stock `start`.

    Args:
        knows_silence: the end of text may come first. Stock Whisper is kept from that, but a decoder that was trained
            further has learnt when there are no words.
    """
    vocabulary = (start / "vocabulary.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n")
    spec = WhisperLoader().get_model_spec(network.float().eval())
    spec.register_vocabulary(vocabulary)
    settings = json.loads((start / "config.json").read_text(encoding="utf-8"))
    end = Tokens.load(start / "tokenizer.json").end
    spec.config.suppress_ids = settings["suppress_ids"]
    spec.config.suppress_ids_begin = [
        piece for piece in settings["suppress_ids_begin"] if piece != end or not knows_silence
    ]
    spec.config.lang_ids = settings["lang_ids"]
    spec.config.alignment_heads = [tuple(head) for head in settings["alignment_heads"]]
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    shutil.copyfile(start / "tokenizer.json", folder / "tokenizer.json")
    shutil.copyfile(run / "config.json", folder / "training.json")


def describe(
    folder: Path, start: Path, languages: Sequence[str], figures: Mapping[str, float], *, knows_silence: bool
) -> None:
    """Write the manifest of the exported model: its properties for the recogniser, its figures, its checksums.

    Args:
        start: the stock model, whose word times are as early as those of the model that was made of it.
        languages: two-letter codes; empty for all that Whisper knows.
    """
    write_manifest(
        folder,
        name=folder.name,
        kind="speech",
        languages=languages,
        licence="MIT",
        files=[*FILES, *(name for name in OPTIONAL_FILES if (folder / name).exists())],
        properties={
            "variable_context": True,
            "padding_s": PADDING_S,
            "longest_window_s": 28.0,
            "knows_silence": knows_silence,
            "time_shift_s": WhisperProperties.of(read_manifest(start)).time_shift_s,
        },
        figures=figures,
    )
