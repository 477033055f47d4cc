"""The trained network as a CTranslate2 Whisper folder: int8 weights, word pieces, configuration."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path

from ctranslate2.converters.transformers import WhisperLoader

from captioner.model_manifest import write_manifest
from captioner.training.speech.config import Config
from captioner.training.speech.network import Network
from captioner.training.speech.tokens import NO_TIMESTAMPS, START, Tokens

FILES = ("config.json", "model.bin", "tokenizer.json", "training.json", "vocabulary.json")
OPTIONAL_FILES = ("MODEL_CARD.md",)

Head = tuple[int, int]
"""A decoder layer and one of its attention heads."""

BEAM_SIZE = 5
"""Of three hypotheses or five the likeliest had a fifth to a quarter fewer wrong words than the one that is likeliest
piece by piece; five cost 1.15 times as much a window, since the encoder takes most of it (docs/speech.md)."""

GUESS_BELOW = -1.1
"""Of 40 windows each of held-out real speakers and of four kinds of held-out voices 98% have a mean log probability
above -0.92 with that beam, of 60 made crowds far away (`silence.py`) 56 one below -1.1."""


def export(network: Network, config: Config, tokens: Tokens, tokenizer_file: Path, folder: Path) -> None:
    """Write the model into `folder`; the CTC layer stays behind, all cross-attention heads are taken for alignment."""
    whisper = network.whisper.float().eval()
    loader = WhisperLoader()
    spec = loader.get_model_spec(whisper)
    spec.register_vocabulary([tokens.tokenizer.id_to_token(number) for number in range(tokens.size)])
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = []
    spec.config.lang_ids = []
    spec.config.alignment_heads = list(all_heads(config))
    spec.validate()
    spec.optimize(quantization="int8")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    shutil.copyfile(tokenizer_file, folder / "tokenizer.json")
    (folder / "training.json").write_text((tokenizer_file.parent / "config.json").read_text("utf-8"), encoding="utf-8")


def describe(folder: Path, figures: Mapping[str, float]) -> None:
    """Write the manifest of the exported model: what the recogniser must know of it, its figures, its checksums."""
    longest_s = json.loads((folder / "training.json").read_text(encoding="utf-8"))["longest_s"]
    write_manifest(
        folder,
        name=folder.name,
        kind="speech",
        languages=["en"],
        licence="Apache-2.0",
        files=[*FILES, *(name for name in OPTIONAL_FILES if (folder / name).exists())],
        properties={
            "variable_context": True,
            "longest_window_s": longest_s,
            "verbatim": True,
            "start_tokens": [START, NO_TIMESTAMPS],
            "takes_prompt": False,
            "beam_size": BEAM_SIZE,
            "knows_silence": True,
            "guess_below": GUESS_BELOW,
        },
        figures=figures,
    )


def all_heads(config: Config) -> tuple[Head, ...]:
    """Every cross-attention head of the decoder."""
    return tuple((layer, head) for layer in range(config.decoder_layers) for head in range(config.heads))


def use_heads(folder: Path, heads: Sequence[Head]) -> None:
    """Have the exported model take its word times from `heads`."""
    path = folder / "config.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    content["alignment_heads"] = [list(head) for head in heads]
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")
