"""`captioner bench nothing`: counts the words that a speech model writes where nobody speaks."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from captioner import paths
from captioner.app import stages
from captioner.bench.sounds import MURMURS, SOUNDS, Make
from captioner.loading import Models, load_models
from captioner.messages import SAMPLE_RATE, AudioChunk, CaptionUpdate
from captioner.pipeline import Pipeline
from captioner.settings import file as settings_file
from captioner.settings.declared import Settings

_MOST_AN_HOUR = 2.0
_BLOCK = SAMPLE_RATE // 10
"""Samples at a time, as a device delivers them"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "nothing",
        help="count the words that are written where nobody speaks",
        description="Play synthetic silence, noise and music, and a room of distant voices, through the live pipeline, "
        "and count the words.",
    )
    parser.add_argument("--minutes", type=int, default=10, help="of each sound (10)")
    parser.add_argument("--model", help="speech model by name or folder (the one in the settings)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Play all sounds, and print the words an hour; exit code 1 if there are too many.

    Raises:
        CaptionerError: the model cannot be used.
    """
    settings = settings_file.load(paths.settings_file()).settings
    if args.model:
        settings = replace(settings, speech=replace(settings.speech, model=args.model))
    models = load_models(settings)
    most = max([_told(models, settings, each, args.minutes) for each in (SOUNDS, MURMURS)])
    return 1 if most > _MOST_AN_HOUR else 0


def _told(models: Models, settings: Settings, sounds: Mapping[str, Make], minutes: int) -> float:
    """Words an hour in `minutes` of each sound; prints them."""
    total = 0
    for name, make in sounds.items():
        words = heard(models, settings, make, minutes)
        total += len(words)
        print(f"{name:<12} {len(words):>4} words {' '.join(words[:12])}", flush=True)
    an_hour = total * 60 / (minutes * len(sounds))
    print(f"{an_hour:.1f} words an hour")
    return an_hour


def heard(models: Models, settings: Settings, make: Make, minutes: int) -> list[str]:
    """The words that settle in `minutes` of a sound; each minute is different."""
    updates: list[CaptionUpdate] = []
    Pipeline(lambda: stages(models, settings, _Sound(make, minutes)), updates.append).run()
    return [word.word.text for update in updates for word in update.settled]


class _Sound:
    """A sound as a source, made a minute at a time and delivered as fast as it is read."""

    name = "made"
    dropped = 0
    duration_s = None

    def __init__(self, make: Make, minutes: int) -> None:
        self._make = make
        self._left = minutes
        self._random = np.random.default_rng(7)
        self._waiting = np.zeros(0, np.float32)
        self._position = 0

    def open(self) -> None:
        """Nothing to open."""

    def read(self, timeout: float) -> AudioChunk | None:
        """The next block."""
        if not len(self._waiting):
            if not self._left:
                return None
            self._left -= 1
            self._waiting = self._make(self._random, 60)
        block, self._waiting = self._waiting[:_BLOCK], self._waiting[_BLOCK:]
        chunk = AudioChunk(self._position, block)
        self._position = chunk.end
        return chunk

    def close(self) -> None:
        """Nothing to close."""
