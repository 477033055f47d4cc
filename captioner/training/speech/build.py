"""The one command that makes the built-in speech model from stock Whisper: make speech, train, export."""

from __future__ import annotations

import argparse
import dataclasses
import sys
from pathlib import Path

import torch

from captioner.training.loop import report
from captioner.training.speech import config as configuration
from captioner.training.speech.config import SHORT_CONTEXT, Config, small
from captioner.training.speech.export import describe, export
from captioner.training.speech.prepare import prepare, prepare_held_out, prepare_imitation
from captioner.training.speech.tokens import Tokens
from captioner.training.speech.train import SpeechTrainer, train

STAGES = ("held-out", "prepare", "train", "export")
SHARDS = 20
"""Shards of Kokoro, five minutes each: about 70 minutes of a core."""
_SMALL_SCALE = 1 / 60


def build(arguments: argparse.Namespace) -> None:
    """Run the chosen stages in the folder `arguments.out`."""
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    stages = (arguments.only,) if arguments.only else STAGES[arguments.encoder_only :]
    scale, shards = (_SMALL_SCALE, 1) if arguments.small else (1.0, arguments.shards)
    data, real, start = arguments.data, arguments.speechocean, arguments.start
    if "held-out" in stages:
        prepare_held_out(data, real, start, out, report, scale)
    if "prepare" in stages:
        if arguments.encoder_only:
            prepare_imitation(data, real, start, arguments.reader or start, out, report, scale)
        else:
            prepare(data, real, start, out, shards, report, scale)
    if "train" in stages:
        config = _config(arguments)
        config.save(out)
        train(out, config, arguments.start, report)
    if "export" in stages:
        export_checkpoint(out, arguments.start, arguments.model or out / "model")


def export_checkpoint(out: Path, start: Path, folder: Path) -> None:
    """Export the averaged weights of the checkpoint in `out` to `folder`.

    Raises:
        FileNotFoundError: there is none.
    """
    config = Config.load(out)
    trainer = SpeechTrainer(out, config, start)
    if not trainer.resume():
        raise FileNotFoundError(f"{out} holds no checkpoint: train first")
    trainer.use_average(config.decoder_share)
    knows_silence = not config.is_encoder_only
    export(trainer.pupil.student, start, out, folder, knows_silence=knows_silence)
    languages = [] if Tokens.load(start / "tokenizer.json").is_multilingual else ["en"]
    describe(folder, start, languages, {}, knows_silence=knows_silence)
    report(f"exported after {trainer.done} updates to {folder}")


def _config(arguments: argparse.Namespace) -> Config:
    """The run's frozen configuration, or the standard one if there is none; `--updates` changes either."""
    if (arguments.out / configuration.NAME).exists():
        config = Config.load(arguments.out)
    else:
        standard = SHORT_CONTEXT if arguments.encoder_only else Config()
        config = small(standard) if arguments.small else standard
    return dataclasses.replace(config, updates=arguments.updates) if arguments.updates else config


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.speech.build", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ami/, disfl_qa/ and Kokoro's voices")
    parser.add_argument("--start", type=Path, required=True, help="folder of a stock Whisper for CTranslate2: tiny.en")
    parser.add_argument("--speechocean", type=Path, help="speechocean762.tar; without it no real voice is heard")
    parser.add_argument(
        "--encoder-only",
        action="store_true",
        help="train on only the encoder, so that any Whisper, such as base, reads audio as long as it is",
    )
    parser.add_argument("--reader", type=Path, help="with --encoder-only: the model that writes down the real voices")
    parser.add_argument("--out", type=Path, required=True, help="working folder: shards, checkpoint, log")
    parser.add_argument("--model", type=Path, help="where to put the model (default: OUT/model)")
    parser.add_argument("--shards", type=int, default=SHARDS, help="five minutes of synthetic speech each")
    parser.add_argument("--updates", type=int, help="updates in all; more than before prolongs a run that has ended")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", choices=STAGES, help="one stage alone")
    parser.add_argument("--small", action="store_true", help="a few minutes: a trial of the machinery")
    arguments = parser.parse_args(argv)
    if arguments.encoder_only and arguments.speechocean is None:
        parser.error("--encoder-only needs --speechocean: the English voices to be imitated")
    torch.set_num_threads(arguments.threads)
    try:
        build(arguments)
    except KeyboardInterrupt:
        report("stopped; the same command goes on from the last shard or checkpoint")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
