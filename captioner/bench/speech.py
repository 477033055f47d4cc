"""`captioner bench speech`: a speech model's errors and cost on recordings, utterance by utterance."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np

from captioner.audio.file import FileSource
from captioner.bench import arguments
from captioner.bench.manifest import ManifestEntry, chosen, read
from captioner.bench.speech_figures import TranscribedClip, side_by_side, summary, table
from captioner.messages import SAMPLE_RATE, AudioChunk, Hypothesis, Samples, Word
from captioner.speech.segmenter import Segmenter
from captioner.speech.vad import SileroVoiceActivity
from captioner.speech.whisper.guards import Guards
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer
from captioner.speech.whisper.transcriber import WHOLE_UTTERANCES, Recognizer, Transcriber

WORDLESS = frozenset({"noise", "music", "silence"})
"""Kinds of recordings without words."""
COST_S = (3.0, 5.0, 10.0, 30.0)
"""Lengths of audio whose cost is measured."""

_HISS_DB = -70.0
"""Relative to full scale: the noise of a quiet input, which stays the same under quieter speech."""

Reader: TypeAlias = Callable[[Samples], str]


@dataclass(frozen=True, slots=True)
class CountingGuards(Guards):
    """Guards that count the words that they reject."""

    rejected: list[int] = field(default_factory=list)
    """words of each rejected hypothesis; a second rejection counts again"""

    def reason(self, hypothesis: Hypothesis, kept: tuple[Word, ...], audio_s: float) -> str | None:
        """As `Guards.reason`."""
        found = Guards.reason(self, hypothesis, kept, audio_s)
        if found is not None:
            self.rejected.append(len(hypothesis.words))
        return found


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "speech",
        help="error rates and computing of a speech model",
        description="Read recordings an utterance at a time with a speech model and compare with what was said.",
    )
    arguments.add_recordings(parser, language="recordings in this language, and those in none")
    arguments.add_model_folders(parser)
    parser.add_argument(
        "--beam", type=int, metavar="N", help="hypotheses kept while decoding (as the model says, or 1)"
    )
    parser.add_argument("--verbatim", action="store_true", help="show the models an example with fillers")
    parser.add_argument(
        "--quieter",
        type=float,
        default=0.0,
        metavar="DB",
        help="lower the recordings by DB, over a hiss of -70 dB",
    )
    parser.add_argument("--threads", type=int, default=2)
    arguments.add_figures(parser)
    parser.add_argument(
        "--texts", type=Path, metavar="OUT", help="also write what was said and what came out, as Markdown"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print a table."""
    folders: list[Path] = arguments.model_folders(args)
    recordings = [one for one in read(args.manifest) if one.kind in WORDLESS or one.language in ("", args.language)]
    recordings = list(chosen(recordings, args.limit))
    content: dict[str, object] = {}
    texts: list[str] = []
    for folder in folders:
        decoding = Decoding(threads=args.threads, beam_size=args.beam, asks_for_fillers=args.verbatim)
        recognizer = WhisperRecognizer(folder, decoding)
        begun = time.process_time()
        guards = CountingGuards()
        reader = by_utterance(recognizer, args.language, guards)
        heard = list(hear(quieter(reader, args.quieter) if args.quieter else reader, recordings, guards))
        computing = time.process_time() - begun
        figures, costs = summary(heard, args.language), cost(recognizer)
        took = ", ".join(f"{length:g} s: {seconds:.3f}" for length, seconds in costs.items())
        sys.stdout.write(f"{folder.name}: {computing:.0f} s of computing; seconds to read a window: {took}\n")
        sys.stdout.write(f"{table(figures)}\n\n")
        kinds = {kind: asdict(one) for kind, one in figures.items()}
        content[folder.name] = {"kinds": kinds, "computing_s": computing, "cost_s": costs}
        texts.append(f"## {folder.name}\n\n{side_by_side(heard)}")
    arguments.write_figures(args, content)
    if args.texts:
        args.texts.write_text("\n".join(texts), encoding="utf-8")
    return 0


def by_utterance(recognizer: Recognizer, language: str, guards: Guards | None = None) -> Reader:
    """Reads like the application reads a file: utterance by utterance, after voice activity detection."""
    activity = SileroVoiceActivity()

    def reader(samples: Samples) -> str:
        activity.reset()
        segmenter = Segmenter(activity)
        transcriber = Transcriber(recognizer, WHOLE_UTTERANCES, guards or Guards(), language)
        chunks = segmenter.segment(AudioChunk(0, samples)) + segmenter.flush()
        updates = [update for chunk in chunks if (update := transcriber.transcribe(chunk))]
        return " ".join(word.text for update in updates for word in update.committed)

    return reader


def quieter(reader: Reader, by_db: float) -> Reader:
    """Reads recordings at a lower level, over the hiss of a quiet input."""
    hiss = np.random.default_rng(1)

    def quiet(samples: Samples) -> str:
        noise = 10 ** (_HISS_DB / 20) * hiss.standard_normal(len(samples))
        return reader((samples * 10 ** (-by_db / 20) + noise).astype(np.float32))

    return quiet


def hear(
    reader: Reader, recordings: Iterable[ManifestEntry], guards: CountingGuards | None = None
) -> Iterator[TranscribedClip]:
    """Read every recording; `guards` are the reader's."""
    for one in recordings:
        before = sum(guards.rejected) if guards else 0
        found = reader(load(one.path))
        rejected = sum(guards.rejected) - before if guards else 0
        yield TranscribedClip(one.kind, one.transcript, found, one.path.name, rejected)


def load(path: Path) -> Samples:
    """A whole file at 16 kHz mono."""
    source = FileSource(path, paced=False)
    source.open()
    try:
        blocks = []
        while (chunk := source.read(1.0)) is not None:
            blocks.append(chunk.samples)
    finally:
        source.close()
    return np.concatenate([np.zeros(0, np.float32), *blocks])


def cost(recognizer: Recognizer, repeats: int = 5) -> dict[float, float]:
    """Seconds to read a window of noise, by its length; the median of `repeats`.

    Windows longer than the model can take at once are left out. Noise has almost no words, so this is mostly the
    encoder's cost.
    """
    rng = np.random.default_rng(0)
    costs: dict[float, float] = {}
    for seconds in COST_S:
        length = int(seconds * SAMPLE_RATE)
        if length <= recognizer.longest_window:
            window = (0.01 * rng.standard_normal(length)).astype(np.float32)
            costs[seconds] = float(np.median([_timed(recognizer, window) for _ in range(repeats)]))
    return costs


def _timed(recognizer: Recognizer, window: Samples) -> float:
    begun = time.perf_counter()
    recognizer.recognize(window, 0, ())
    return time.perf_counter() - begun
