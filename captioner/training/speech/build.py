"""The one command that makes the built-in speech model: synthesise, train, export."""

from __future__ import annotations

import argparse
import dataclasses
import shutil
import sys
import time
from pathlib import Path

import torch

from captioner.training.speech import config as configuration
from captioner.training.speech import texts
from captioner.training.speech.alignment import choose_heads
from captioner.training.speech.config import FURTHER, SMALL, Config
from captioner.training.speech.corpus import Corpus
from captioner.training.speech.export import all_heads, describe, export
from captioner.training.speech.prepare import prepare
from captioner.training.speech.tokens import Tokens, train_tokenizer
from captioner.training.speech.train import Trainer, train

ROUNDS = 10
"""Rounds of shards: 31 hours of synthetic speech."""
SEED = 1
_SMALL_SCALE = 1 / 120
_CLIPS_FOR_HEADS = 60
_TOKENIZER = "tokenizer.json"


def build(arguments: argparse.Namespace) -> None:
    """Do the stages that were asked for, in the folder `arguments.out`."""
    out: Path = arguments.out
    out.mkdir(parents=True, exist_ok=True)
    stages = (arguments.only,) if arguments.only else ("prepare", "train", "export")
    if "prepare" in stages:
        scale, rounds = (_SMALL_SCALE, 1) if arguments.small else (1.0, arguments.rounds)
        prepare(arguments.data, arguments.speechocean, out, rounds, SEED, report, scale)
        if not (out / _TOKENIZER).exists() and arguments.start:
            shutil.copyfile(arguments.start / _TOKENIZER, out / _TOKENIZER)
        elif not (out / _TOKENIZER).exists():
            sentences = texts.training_sentences(arguments.data, SEED)
            train_tokenizer(sentence.text for sentence in sentences).save(str(out / _TOKENIZER))
    tokens = Tokens.load(out / _TOKENIZER)
    if "train" in stages:
        config = _config(arguments)
        config.save(out)
        train(out, config, tokens, report, arguments.start)
    if "export" in stages:
        export_checkpoint(out, arguments.model or out / "model")


def export_checkpoint(out: Path, folder: Path) -> None:
    """Export the averaged weights of the newest checkpoint in `out` to `folder` and choose its alignment heads."""
    config, tokens = Config.load(out), Tokens.load(out / _TOKENIZER)
    trainer = Trainer(out, config, tokens)
    if not trainer.resume():
        raise FileNotFoundError(f"{out} holds no checkpoint: train first")
    trainer.use_average()
    export(trainer.network, config, tokens, out / _TOKENIZER, folder)
    report(f"exported after {trainer.done} updates to {folder}")
    corpus = Corpus(out / "held-out")
    timed = [clip for clip in corpus.clips if clip.ends and clip.shard == "seen-espeak"]
    if timed:
        choose_heads(folder, tokens, corpus, timed[:_CLIPS_FOR_HEADS], all_heads(config), report)
    describe(folder, {})


def _config(arguments: argparse.Namespace) -> Config:
    """The run's own frozen configuration where there is one, else the standard one; `--updates` changes either."""
    if (arguments.out / configuration.NAME).exists():
        config = Config.load(arguments.out)
    else:
        config = SMALL if arguments.small else FURTHER if arguments.start else Config()
    return dataclasses.replace(config, updates=arguments.updates) if arguments.updates else config


def report(line: str) -> None:
    """Say how far it is, with the time of day."""
    print(time.strftime("%H:%M:%S"), line, flush=True)


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.speech.build", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ami/ and disfl_qa/")
    parser.add_argument("--speechocean", type=Path, help="speechocean762.tar; without it no real voice is heard")
    parser.add_argument("--out", type=Path, required=True, help="working folder: shards, checkpoint, log")
    parser.add_argument("--model", type=Path, help="where to put the model (default: OUT/model)")
    parser.add_argument("--start", type=Path, help="an exported model to train on from, where its checkpoint is gone")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="3.1 hours of synthetic speech each")
    parser.add_argument("--updates", type=int, help="updates in all; more than before prolongs a run that has ended")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--only", choices=("prepare", "train", "export"), help="one stage alone")
    parser.add_argument("--small", action="store_true", help="about a minute: a trial of the machinery")
    arguments = parser.parse_args(argv)
    torch.set_num_threads(arguments.threads)
    build(arguments)
    return 0


if __name__ == "__main__":
    sys.exit(main())
