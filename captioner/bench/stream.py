"""`captioner bench stream`: delay, cost, errors and stability of live captions, through the live pipeline."""

from __future__ import annotations

import argparse
import json
import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from captioner import paths
from captioner.app import stages
from captioner.audio.file import FileSource
from captioner.audio.source import AudioSource
from captioner.bench import arguments
from captioner.bench.delays import DelayMeter
from captioner.bench.manifest import ManifestEntry
from captioner.bench.memory import peak_mb
from captioner.bench.policies import POLICIES, SINGLE_CHOICES, with_rules
from captioner.bench.virtual_time import VirtualClock
from captioner.bench.wer import error_rate
from captioner.loading import load_models
from captioner.messages import CaptionUpdate
from captioner.pipeline import Parts, Pipeline
from captioner.settings import file as settings_file
from captioner.settings.declared import replace
from captioner.speech.whisper import engine as whisper
from captioner.speech.whisper.recognizer import PADDED_S

Build = Callable[[AudioSource], Parts]
"""Makes the stages around a source; the models are already loaded."""


@dataclass(frozen=True, slots=True)
class StreamFigures:
    """The figures of one policy over all recordings; delays in seconds, computing included."""

    policy: str
    recordings: int
    audio_s: float
    words: int
    cpu_per_audio_s: float
    first_seen: dict[str, float]
    said: dict[str, float]
    """until a word is certain in the view of all words"""
    cleaned: dict[str, float]
    """until it is certain in the cleaned view"""
    cleaned_behind_said_s: float
    """mean seconds from the one to the other: how long words wait for the disfluency model"""
    wer: float | None
    wer_95: tuple[float, float] | None
    retracted_per_min: float
    peak_mb: float


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "stream",
        help="delay, cost, errors and stability of live captions",
        description="Play recordings through the live pipeline. Idle time is skipped and computing is not, "
        "so that the delays are those of a live session.",
    )
    arguments.add_recordings(parser)
    parser.add_argument(
        "--policy", action="append", choices=sorted(POLICIES), help="streaming policy, several to compare (captioner)"
    )
    parser.add_argument(
        "--choices", action="store_true", help="compare the shipped policy with itself, one thing changed at a time"
    )
    parser.add_argument("--model", help="speech model by name or folder (the one in the settings)")
    arguments.add_figures(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure every chosen policy, each of several in its own process, and print a table."""
    policies: list[str] = args.policy or ["captioner"]
    if args.choices:
        policies = [*dict.fromkeys(["captioner", *policies, *SINGLE_CHOICES])]
    arguments.recordings(args)  # reports missing recordings here rather than in the first policy's process
    measure_one = _measure if len(policies) == 1 else _in_child
    runs = [measure_one(policy, args) for policy in policies]
    print(table(runs))
    arguments.write_figures(args, {"runs": runs})
    return 0


def measure(
    policy: str, recordings: Sequence[ManifestEntry], build: Build, progress: Callable[[str], None]
) -> StreamFigures:
    """Play every recording once and collect the figures."""
    meter, pairs = DelayMeter(), []
    audio_s = cpu_s = 0.0
    for number, recording in enumerate(recordings, start=1):
        progress(f"{policy}: {number}/{len(recordings)} {recording.path.name}")
        first_word = len(meter.words)
        clock = VirtualClock()
        source = FileSource(recording.path, paced=True, clock=clock.now, sleep=clock.sleep)
        parts = build(source)
        cpu_began, began = time.process_time(), clock.now()

        def take(update: CaptionUpdate, clock: VirtualClock = clock, began: float = began) -> None:
            meter.take(update, clock.now() - began)

        Pipeline(lambda parts=parts: parts, take).run()  # type: ignore[misc]
        cpu_s += time.process_time() - cpu_began
        audio_s += source.position_s
        if recording.transcript:
            pairs.append((recording.transcript, " ".join(meter.words[first_word:])))
    errors = error_rate(pairs)
    return StreamFigures(
        policy=policy,
        recordings=len(recordings),
        audio_s=audio_s,
        words=len(meter.words),
        cpu_per_audio_s=cpu_s / max(audio_s, 1e-9),
        first_seen=_percentiles(meter.first_seen_s),
        said=_percentiles(meter.said_s),
        cleaned=_percentiles(meter.cleaned_s),
        cleaned_behind_said_s=float(np.mean(np.subtract(meter.cleaned_s, meter.said_s))) if meter.words else math.nan,
        wer=errors.rate if errors.words else None,
        wer_95=(errors.low, errors.high) if errors.words else None,
        retracted_per_min=60 * meter.retracted / max(audio_s, 1e-9),
        peak_mb=peak_mb(),
    )


def table(runs: Sequence[dict[str, Any]]) -> str:
    """The figures as a table, one line for each policy."""
    head = (
        "policy          words  CPU s/s  first seen p50/p95  certain as said p50/p95  as cleaned p50/p95  behind  "
        "   WER  retracted/min  peak MB"
    )
    lines = [
        f"{run['policy']:<14} {run['words']:>6} {run['cpu_per_audio_s']:>8.4f} "
        f"{_seconds(run['first_seen']['p50']):>8} /{_seconds(run['first_seen']['p95']):>6} s "
        f"{_seconds(run['said']['p50']):>13} /{_seconds(run['said']['p95']):>6} s "
        f"{_seconds(run['cleaned']['p50']):>10} /{_seconds(run['cleaned']['p95']):>6} s "
        f"{_seconds(run['cleaned_behind_said_s']):>6} s "
        f"{'-' if run['wer'] is None else format(run['wer'], '.3f'):>8} {run['retracted_per_min']:>12.1f} "
        f"{run['peak_mb']:>10.0f}"
        for run in runs
    ]
    return "\n".join([head, *lines])


def _seconds(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _measure(policy: str, args: argparse.Namespace) -> dict[str, Any]:
    recordings = arguments.recordings(args)
    settings = replace(settings_file.load(paths.settings_file()).settings, "speech.language", args.language)
    if args.model:
        settings = replace(settings, "speech.model", args.model)
    pad_s = PADDED_S if policy == "reference" else None
    models = with_rules(load_models(settings, load=partial(whisper.load, pad_s=pad_s)), POLICIES[policy])
    figures = measure(policy, recordings, lambda source: stages(models, settings, source), _tell)
    return {
        name: _rounded(getattr(figures, name))
        for name in figures.__dataclass_fields__  # in the order of their declaration
    }


def _in_child(policy: str, args: argparse.Namespace) -> dict[str, Any]:
    """Run a policy in its own process, because peak memory belongs to a process."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "run.json"
        command = [sys.executable, "-m", "captioner", "bench", "stream", "--manifest", str(args.manifest)]
        command += ["--policy", policy, "--language", args.language, "--json", str(out)]
        command += ["--model", args.model] if args.model else []
        command += ["--limit", str(args.limit)] if args.limit is not None else []
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        runs: list[dict[str, Any]] = json.loads(out.read_text(encoding="utf-8"))["runs"]
        return runs[0]


def _percentiles(values: Sequence[float]) -> dict[str, float]:
    if not values:
        return {"p50": math.nan, "p95": math.nan}
    p50, p95 = np.percentile(values, [50, 95])
    return {"p50": float(p50), "p95": float(p95)}


def _rounded(value: object) -> object:
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, 4)
    if isinstance(value, dict):
        return {name: _rounded(each) for name, each in value.items()}
    return [_rounded(each) for each in value] if isinstance(value, tuple) else value


def _tell(line: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\033[K{line}")
        sys.stderr.flush()
