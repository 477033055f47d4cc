"""The one command that makes the model for speaker changes: make speech, train, export."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import torch

from captioner.models.manifest import write_manifest
from captioner.speakers.embedding import MODEL
from captioner.speakers.turns import Rules
from captioner.training.loop import report
from captioner.training.speakers.export import export
from captioner.training.speakers.speech import prepare
from captioner.training.speakers.train import EmbeddingTraining, train


def build(arguments: argparse.Namespace) -> None:
    """Run all stages in the folder `arguments.out`; existing results stay, and training resumes."""
    arguments.out.mkdir(parents=True, exist_ok=True)
    prepare(arguments.data, arguments.speechocean, arguments.out, report)
    encoder = train(arguments.out, arguments.start, EmbeddingTraining(updates=arguments.updates), report)
    folder = arguments.model or arguments.out / "model"
    export(encoder, folder)
    describe(folder)
    report(f"exported to {folder}")


def describe(folder: Path) -> None:
    """Write the manifest; the model knows no language."""
    rules = Rules()
    write_manifest(
        folder,
        name="speaker-changes",
        kind="speaker",
        languages=(),
        licence="Apache-2.0",
        files=(MODEL,),
        properties={"window_s": rules.window_s, "other_below": rules.other_below},
    )


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.speakers.build", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ami/, disfl_qa/ and Kokoro's voices")
    parser.add_argument("--speechocean", type=Path, required=True, help="speechocean762.tar")
    parser.add_argument("--start", type=Path, required=True, help="Resemblyzer's pretrained.pt")
    parser.add_argument("--out", type=Path, required=True, help="working folder: shards, checkpoint")
    parser.add_argument("--model", type=Path, help="where to put the model (default: OUT/model)")
    parser.add_argument("--updates", type=int, default=300)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args(argv)
    torch.set_num_threads(arguments.threads)
    build(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
