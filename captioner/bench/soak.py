"""`captioner bench soak`: hours of session in a fraction of the time, and what they leave behind."""

from __future__ import annotations

import argparse
import gc
import os
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from captioner import paths
from captioner.app import Models, load_models, stages
from captioner.audio.file import FileSource
from captioner.bench.memory import resident_mb
from captioner.messages import SAMPLE_RATE, AudioChunk, CaptionUpdate, Samples, SoundGap, Status
from captioner.pipeline import Pipeline
from captioner.record import journal
from captioner.settings.declared import Settings
from captioner.ui.state import session as sessions

_RECORDING = "demo.flac"
_BLOCK = SAMPLE_RATE // 10
_SESSION_S = 1800
"""Simulated seconds of a session; the next has other settings"""
_ROUND_S = 90
"""Simulated seconds after which the sounds come again: the recording, then silence, noise or a fault"""
_WARM_UP = 0.25
"""Share of the samples of memory that say nothing of a slope: caches fill"""
_MOST_MB_AN_HOUR = 1.0


@dataclass(frozen=True, slots=True)
class Sample:
    """The process at one moment."""

    hours: float
    """simulated"""
    resident_mb: float
    threads: int
    handles: int
    """open files, where the system tells"""
    reading_s: float
    """mean seconds of a reading since the sample before"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "soak",
        help="hours of sessions, and the memory, threads and files that they leave",
        description="Play the recording that comes with the program again and again through the live pipeline, with "
        "pauses, noise and gaps, in sessions of half an hour with other settings each, as fast as this "
        "machine computes.",
    )
    parser.add_argument("--hours", type=float, default=24.0, help="simulated (24)")
    parser.add_argument("--model", help="speech model by name or folder (the built-in one)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Play, print a sample for each session, and judge; 1 where something grows.

    Raises:
        CaptionerError: the model or the recording is missing.
    """
    settings = Settings()
    if args.model:
        settings = replace(settings, speech=replace(settings.speech, model=args.model))
    models = load_models(settings)
    with tempfile.TemporaryDirectory() as folder:
        samples = soak(models, settings, args.hours, Path(folder), tell=lambda sample: print(_line(sample), flush=True))
    problems = judged(samples)
    print("\n".join(problems) or f"memory grows by {slope_mb_an_hour(samples):+.2f} MB an hour; nothing is left behind")
    return 1 if problems else 0


def soak(
    models: Models, settings: Settings, hours: float, folder: Path, tell: Callable[[Sample], None] = lambda sample: None
) -> list[Sample]:
    """Play so many hours of sessions, with journals in `folder`; a sample of the process before all and behind each."""
    speech = _recorded()
    samples = [_sample(0.0, 0.0)]
    left, number = hours * 3600, 0
    while left > 0:
        length = min(left, _SESSION_S)
        readings = _session(models, _changed(settings, number), _Scene(speech, length, number), folder)
        left -= length
        number += 1
        samples.append(_sample(hours - left / 3600, sum(readings) / len(readings)))
        tell(samples[-1])
    return samples


def _sample(hours: float, reading_s: float) -> Sample:
    gc.collect()
    return Sample(hours, resident_mb(), threading.active_count(), _handles(), reading_s)


def judged(samples: list[Sample]) -> list[str]:
    """What is wrong, a sentence each: memory that grows, threads or files that stay, readings that slow down."""
    problems = []
    first, last = samples[0], samples[-1]
    if len(samples) >= 4 and slope_mb_an_hour(samples) > _MOST_MB_AN_HOUR:
        problems.append(f"memory grows by {slope_mb_an_hour(samples):.2f} MB an hour")
    if last.threads > first.threads:
        problems.append(f"{last.threads - first.threads} threads were left")
    if last.handles > first.handles:
        problems.append(f"{last.handles - first.handles} files stayed open")
    return problems


def slope_mb_an_hour(samples: list[Sample]) -> float:
    """By which the memory grows once it is warm, by least squares; 0 where too few samples tell."""
    warm = samples[int(len(samples) * _WARM_UP) :]
    if len(warm) < 2:
        return 0.0
    return float(np.polyfit([each.hours for each in warm], [each.resident_mb for each in warm], 1)[0])


def _session(models: Models, settings: Settings, scene: _Scene, folder: Path) -> list[float]:
    """One session with its journal, as a terminal has it; seconds of each tenth of a second's work."""
    session = sessions.begin(folder, "soak", "built-in", "auto", keeper=sessions.write_at_once)
    taken = [0.0]
    parts = stages(models, settings, scene)

    def on_update(update: CaptionUpdate) -> None:
        session.append(update)
        taken.append(parts.transcriber.reading_s)

    def on_status(status: Status) -> None:
        for gap in status.gaps:
            session.mark(gap)

    pipeline = Pipeline(lambda: parts, on_update, on_status)
    scene.pause = pipeline.set_paused
    pipeline.run()
    session.close()
    if session.path is not None and session.path.exists():
        said = sum(len(entry.words) for entry in session.transcript.entries)
        kept = sum(len(entry.words) for entry in journal.recover(session.path).transcript.entries)
        assert said == kept, "the journal lacks words"
        session.path.unlink()
    return taken


def _changed(settings: Settings, number: int) -> Settings:
    """Other settings for each session, as a user tries them."""
    pauses, thoroughness = (0.6, 0.4, 0.9), ("standard", "gentle", "thorough")
    return replace(
        settings,
        speech=replace(settings.speech, pause_s=pauses[number % 3], language=("auto", "en")[number % 2]),
        disfluency=replace(settings.disfluency, thoroughness=thoroughness[number % 3]),
    )


class _Scene:
    """Speech, silence, noise and faults in turn, as a source that delivers as fast as it is read."""

    name = "soak"
    dropped = 0
    duration_s = None

    def __init__(self, speech: Samples, seconds: float, seed: int) -> None:
        self._speech = speech
        self._end = int(seconds * SAMPLE_RATE)
        self._random = np.random.default_rng(seed)
        self._position = 0
        self.pause: Callable[[bool], None] = lambda paused: None

    def open(self) -> None:
        """Nothing to open."""

    def read(self, timeout: float) -> AudioChunk | None:
        """The next block; once a round a gap and a pause."""
        if self._position >= self._end:
            return None
        place = self._position % (_ROUND_S * SAMPLE_RATE)
        self.pause(place >= 85 * SAMPLE_RATE)
        gaps: tuple[SoundGap, ...] = ()
        if 80 * SAMPLE_RATE <= place < 80 * SAMPLE_RATE + _BLOCK:
            gaps = (SoundGap(self._position, self._position + 2 * SAMPLE_RATE),)
            self._position += 2 * SAMPLE_RATE
        block = self._speech[place : place + _BLOCK]
        if len(block) < _BLOCK:
            block = self._random.normal(0, 0.003, _BLOCK).astype(np.float32)
        chunk = AudioChunk(self._position, block, gaps)
        self._position = chunk.end
        return chunk

    def close(self) -> None:
        """Nothing to close."""


def _recorded() -> Samples:
    """The recording that comes with the program, up to the noise that follows it in each round."""
    source = FileSource(paths.bundled("assets") / _RECORDING, paced=False)
    source.open()
    blocks = []
    while (chunk := source.read(0.0)) is not None:
        blocks.append(chunk.samples)
    source.close()
    return np.concatenate(blocks)[: 75 * SAMPLE_RATE]


def _handles() -> int:
    try:
        return len(os.listdir("/proc/self/fd"))
    except OSError:
        return 0


def _line(sample: Sample) -> str:
    what = f"{sample.hours:6.2f} h {sample.resident_mb:7.1f} MB {sample.threads:3} threads {sample.handles:4} handles"
    return f"{time.strftime('%H:%M:%S')} {what} {sample.reading_s:.3f} s a reading"
