"""`captioner bench files`: transcribes recordings with Captioner and with faster-whisper's batches, in turn."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import numpy as np

from captioner import app, heap, loading
from captioner.audio.file import FileSource
from captioner.bench import arguments
from captioner.bench.manifest import ManifestEntry
from captioner.bench.memory import peak_mb
from captioner.bench.ratios import Ratio, ratio_of_sums
from captioner.bench.speech import load
from captioner.bench.wave_file import write_wav
from captioner.bench.wer import edit_distance, normalise
from captioner.engine import session
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Samples
from captioner.pipeline import Pipeline
from captioner.settings.declared import Settings, replace

_PAUSE_S = 0.6
"""Silence between joined recordings."""

Program = Callable[[Path], str]
"""From a sound file to its text."""


@dataclass(frozen=True, slots=True)
class JoinedRecording:
    """Recordings joined to one file."""

    path: Path
    transcript: str
    seconds: float


@dataclass(slots=True)
class Took:
    """A program's time and errors for each tape."""

    cpu_s: list[float] = field(default_factory=list)
    errors: list[float] = field(default_factory=list)
    words: list[float] = field(default_factory=list)

    def add(self, program: Program, tape: JoinedRecording) -> None:
        """Transcribe a tape with the program."""
        began = time.process_time()
        found = normalise(program(tape.path))
        self.cpu_s.append(time.process_time() - began)
        said = normalise(tape.transcript)
        self.errors.append(edit_distance(said, found))
        self.words.append(len(said))


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "files",
        help="cost and errors of transcribing recordings, against faster-whisper's batches",
        description="Join recordings to tapes and transcribe each with Captioner and with faster-whisper's "
        "BatchedInferencePipeline, same model and threads, in turn in one process.",
    )
    arguments.add_recordings(parser)
    parser.add_argument("--model", help="speech model by name or folder (the one in the settings)")
    parser.add_argument("--peer-model", type=Path, metavar="FOLDER", help="speech model of the other (the same)")
    parser.add_argument("--minutes", type=float, default=5.0, help="length of a tape at least (5)")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument(
        "--memory", type=float, metavar="M", help="instead: peak memory for M minutes against that for one"
    )
    arguments.add_figures(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    recordings = list(arguments.recordings(args, needs_transcript=True))
    settings = _settings(args)
    with tempfile.TemporaryDirectory() as folder:
        if args.memory:
            return _compare_memory(args, recordings, Path(folder))
        tapes = joined(recordings, args.minutes * 60, Path(folder))
        models = loading.load_models(settings, live=False)
        peer_model = args.peer_model or loading.speech_folder(settings)
        programs = {"captioner": ours(models, settings), "faster-whisper": batched(peer_model, args)}
        took = compare(programs, tapes)
    print(table(took, tapes))
    content = {name: {"cpu_s": one.cpu_s, "errors": one.errors, "words": one.words} for name, one in took.items()}
    arguments.write_figures(args, content)
    return 0


def joined(recordings: Sequence[ManifestEntry], least_s: float, folder: Path) -> list[JoinedRecording]:
    """Recordings joined in order to tapes of at least `least_s` seconds; the last may be shorter."""
    tapes: list[JoinedRecording] = []
    parts: list[Samples] = []
    texts: list[str] = []
    for number, recording in enumerate(recordings, start=1):
        parts += [load(recording.path), np.zeros(round(_PAUSE_S * SAMPLE_RATE), np.float32)]
        texts.append(recording.transcript)
        seconds = sum(map(len, parts)) / SAMPLE_RATE
        if seconds >= least_s or number == len(recordings):
            path = folder / f"tape{len(tapes)}.wav"
            write_wav(path, *parts)
            tapes.append(JoinedRecording(path, " ".join(texts), seconds))
            parts, texts = [], []
    return tapes


def compare(programs: dict[str, Program], tapes: Sequence[JoinedRecording]) -> dict[str, Took]:
    """Every tape by every program, in turn; another program begins each time."""
    took = {name: Took() for name in programs}
    for number, tape in enumerate(tapes):
        names = list(programs)
        for name in names[number % len(names) :] + names[: number % len(names)]:
            took[name].add(programs[name], tape)
    return took


def ours(models: loading.Models, settings: Settings) -> Program:
    """Transcribe as `captioner transcribe` does, disfluency model included; the raw text."""

    def transcribe(path: Path) -> str:
        words: list[str] = []

        def take(update: CaptionUpdate) -> None:
            words.extend(each.word.text for each in update.settled)

        source = FileSource(path, paced=False)
        Pipeline(lambda: app.stages(models, settings, source), take).run()
        return " ".join(words)

    return transcribe


def batched(folder: Path, args: argparse.Namespace) -> Program:
    """faster-whisper's batches with its own defaults: beam 5, 8 windows at once, no word times."""
    from faster_whisper import BatchedInferencePipeline, WhisperModel

    model = WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=args.threads, num_workers=1)
    pipeline = BatchedInferencePipeline(model)

    def transcribe(path: Path) -> str:
        segments, _ = pipeline.transcribe(str(path), language=args.language)
        return " ".join(segment.text for segment in segments)

    return transcribe


def table(took: dict[str, Took], tapes: Sequence[JoinedRecording]) -> str:
    """The time of each program for an hour of recordings, and the ratios."""
    audio_s = sum(tape.seconds for tape in tapes)
    lines = [f"{len(tapes)} tapes, {audio_s / 60:.1f} min", "program         CPU s an hour   word error rate"]
    for name, one in took.items():
        rate = sum(one.errors) / max(1, sum(one.words))
        lines.append(f"{name:<16} {3600 * sum(one.cpu_s) / audio_s:>12.1f} {rate:>17.3f}")
    first, second = took.values()
    lines.append(f"computing: {ratio_of_sums(first.cpu_s, second.cpu_s)} of the other's")
    lines.append(f"errors: {_errors(first, second)} of the other's")
    return "\n".join(lines)


def _errors(first: Took, second: Took) -> Ratio:
    return ratio_of_sums(first.errors, second.errors)


def _settings(args: argparse.Namespace) -> Settings:
    settings = replace(Settings(), "speech.language", args.language)
    settings = replace(settings, "speech.threads", args.threads)
    settings = replace(settings, "speech.device", "cpu")
    return replace(settings, "speech.model", args.model) if args.model else settings


def _compare_memory(args: argparse.Namespace, recordings: Sequence[ManifestEntry], folder: Path) -> int:
    """Compare the peak memory of two lengths, each in its own process."""
    peaks = {}
    for minutes in (1.0, args.memory):
        path = folder / f"{minutes:g}.wav"
        length = _write_long(path, recordings, minutes * 60)
        code = "import sys; from captioner.bench import files; files.transcribe_once(sys.argv[1:])"
        command = [sys.executable, "-c", code, str(path), args.language, str(args.threads), args.model or ""]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        peaks[minutes] = float(done.stdout)
        print(f"{length / 60:.1f} min: {peaks[minutes]:.0f} MB at most")
    print(f"memory: {peaks[args.memory] / peaks[1.0]:.2f} of a minute's")
    return 0


def transcribe_once(words: Sequence[str]) -> None:
    """The child of the comparison of memory: transcribe a file and print the process's peak in MB."""
    path, language, threads, model = words
    args = argparse.Namespace(language=language, threads=int(threads), model=model or None)
    settings = _settings(args)
    error = session(lambda: _transcribe_with_own_models(settings, Path(path)), heap.RECORDINGS)
    if error is not None:
        raise error
    print(peak_mb())


def _transcribe_with_own_models(settings: Settings, path: Path) -> None:
    ours(loading.load_models(settings, live=False), settings)(path)


def _write_long(path: Path, recordings: Sequence[ManifestEntry], least_s: float) -> float:
    """Write recordings again and again until they have `least_s` seconds; returns the seconds written."""
    pause = np.zeros(round(_PAUSE_S * SAMPLE_RATE), np.float32)
    tape: list[Samples] = []
    for recording in cycle(recordings):
        tape += [load(recording.path), pause]
        written = sum(map(len, tape))
        if written >= least_s * SAMPLE_RATE:
            break
    write_wav(path, *tape)
    return written / SAMPLE_RATE
