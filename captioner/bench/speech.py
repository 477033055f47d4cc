"""`captioner bench speech`: a speech model's errors and cost on recordings, utterance by utterance."""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeAlias

import numpy as np

from captioner.audio.file import FileSource
from captioner.bench import arguments
from captioner.bench.manifest import ManifestEntry, chosen, read
from captioner.bench.standard_wer import standard_rate
from captioner.bench.verbatim import cut_offs, fillers, fluent, repetitions
from captioner.bench.wer import error_rate, normalise
from captioner.messages import SAMPLE_RATE, AudioChunk, Hypothesis, Samples, Word
from captioner.speech.segmenter import Segmenter
from captioner.speech.vad import SileroVoiceActivity
from captioner.speech.whisper.guards import Guards, repeats
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer
from captioner.speech.whisper.transcriber import WHOLE_UTTERANCES, Recognizer, Transcriber

WORDLESS = frozenset({"noise", "music", "silence"})
"""Kinds of recordings in which there is nothing to write down."""
COST_S = (3.0, 5.0, 10.0, 30.0)
"""Lengths of audio whose cost is measured."""

_HISS_DB = -70.0
"""Of full scale: under quieter speech, a quiet input's own noise stays as loud as it is."""

Reader: TypeAlias = Callable[[Samples], str]


@dataclass(frozen=True, slots=True)
class CountingGuards(Guards):
    """Guards that remember how many words they rejected."""

    rejected: list[int] = field(default_factory=list)
    """words of each hypothesis; what is read again and rejected again counts again"""

    def reason(self, hypothesis: Hypothesis, kept: tuple[Word, ...], audio_s: float) -> str | None:
        """As `Guards.reason`."""
        found = Guards.reason(self, hypothesis, kept, audio_s)
        if found is not None:
            self.rejected.append(len(hypothesis.words))
        return found


@dataclass(frozen=True, slots=True)
class TranscribedClip:
    """A recording with what was said in it and what was written down."""

    kind: str
    reference: str
    found: str
    name: str = ""
    """the file's"""
    rejected: int = 0
    """words that the guards rejected"""


@dataclass(frozen=True, slots=True)
class Count:
    """How many of something were said, and how many of those were written down."""

    said: int
    written: int

    def __str__(self) -> str:
        return f"{self.written}/{self.said}"


@dataclass(frozen=True, slots=True)
class KindFigures:
    """What a model did with the recordings of one kind.

    Attributes:
        words: in the references.
        wer, low, high: word error rate and its 95% interval; 0 where nobody wrote down what was said.
        standard_wer: the rate by Whisper's own normaliser, see `standard_wer`; None where it is not installed.
        fluent_wer: the rate without fillers, cut-off and repeated words on either side.
        found_words: words written down, whatever was said.
        rejected_words: words that the guards rejected, rightly or not.
        loops: recordings in which the model fell into a loop.
    """

    recordings: int
    words: int
    wer: float
    low: float
    high: float
    standard_wer: float | None
    fluent_wer: float
    fillers: Count
    cut_offs: Count
    repetitions: Count
    found_words: int
    rejected_words: int
    loops: int


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "speech",
        help="error rates of a speech model and what it costs",
        description="Read recordings an utterance at a time with a speech model and compare with what was said.",
    )
    arguments.add_recordings(parser, language="recordings in this language, and those in none")
    arguments.add_model_folders(parser)
    parser.add_argument("--verbatim", action="store_true", help="show the models an example with fillers")
    parser.add_argument(
        "--quieter",
        type=float,
        default=0.0,
        metavar="DB",
        help="play the recordings so much more softly, over a hiss of -70 dB",
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
        recognizer = WhisperRecognizer(folder, Decoding(threads=args.threads, asks_for_fillers=args.verbatim))
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
    """Reads as the application reads a file: what the voice activity detector lets through, utterance by utterance."""
    activity = SileroVoiceActivity()

    def reader(samples: Samples) -> str:
        activity.reset()
        segmenter, transcriber = (
            Segmenter(activity),
            Transcriber(recognizer, WHOLE_UTTERANCES, guards or Guards(), language),
        )
        chunks = segmenter.segment(AudioChunk(0, samples)) + segmenter.flush()
        updates = [update for chunk in chunks if (update := transcriber.transcribe(chunk))]
        return " ".join(word.text for update in updates for word in update.committed)

    return reader


def at_once(recognizer: Recognizer) -> Reader:
    """Reads the whole as one window, with nothing before the model: the model's own merits and faults."""
    return lambda samples: " ".join(word.text for word in recognizer.recognize(samples, 0, ()).words)


def quieter(reader: Reader, by_db: float) -> Reader:
    """Reads what is played more softly, over the hiss of a quiet input."""
    hiss = np.random.default_rng(1)

    def quiet(samples: Samples) -> str:
        noise = 10 ** (_HISS_DB / 20) * hiss.standard_normal(len(samples))
        return reader((samples * 10 ** (-by_db / 20) + noise).astype(np.float32))

    return quiet


def hear(
    reader: Reader, recordings: Iterable[ManifestEntry], guards: CountingGuards | None = None
) -> Iterator[TranscribedClip]:
    """Read every recording; `guards` are those that the reader asks."""
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


def summary(heard: Iterable[TranscribedClip], language: str = "en") -> dict[str, KindFigures]:
    """Figures by kind, in alphabetical order."""
    kinds: dict[str, list[TranscribedClip]] = defaultdict(list)
    for one in heard:
        kinds[one.kind].append(one)
    return {kind: _figures(kinds[kind], language) for kind in sorted(kinds)}


def _figures(heard: Sequence[TranscribedClip], language: str) -> KindFigures:
    known = [one for one in heard if one.reference]
    rate = error_rate([(one.reference, one.found) for one in known])
    return KindFigures(
        recordings=len(heard),
        words=rate.words,
        wer=rate.rate,
        low=rate.low,
        high=rate.high,
        standard_wer=standard_rate([(one.reference, one.found) for one in known], language),
        fluent_wer=error_rate([(fluent(one.reference), fluent(one.found)) for one in known], samples=1).rate,
        fillers=_count(known, fillers),
        cut_offs=_count(known, cut_offs),
        repetitions=_count(known, repetitions),
        found_words=sum(len(normalise(one.found)) for one in heard),
        rejected_words=sum(one.rejected for one in heard),
        loops=sum(_is_loop(one) for one in heard),
    )


def _count(heard: Sequence[TranscribedClip], of: Callable[[str], Counter[str]]) -> Count:
    pairs = [(of(one.reference), of(one.found)) for one in heard]
    return Count(sum(said.total() for said, _ in pairs), sum((said & found).total() for said, found in pairs))


def _is_loop(one: TranscribedClip) -> bool:
    """Whether something is written down far more often in a row than it was said."""
    return repeats(normalise(one.found)) > max(4, repeats(normalise(one.reference)))


def cost(recognizer: Recognizer, repeats: int = 5) -> dict[float, float]:
    """Seconds that reading a window of noise takes, by its length; the median of `repeats`.

    Windows longer than the model can take at once are left out. Noise has next to no words, so this is the encoder's
    cost with little of the decoder's.
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


def table(figures: Mapping[str, KindFigures]) -> str:
    """One kind a line; of fillers, cut-off and repeated words, how many of those said were written."""
    columns = (
        "recordings",
        "words",
        "WER",
        "(95% interval)",
        "standard",
        "fluent",
        "fillers",
        "cut off",
        "repeated",
        "written",
        "rejected",
    )
    rows = [("kind", *columns, "loops")]
    for kind, one in figures.items():
        standard = "-" if one.standard_wer is None else f"{one.standard_wer:.3f}"
        interval = f"({one.low:.3f}-{one.high:.3f})"
        rates = (f"{one.wer:.3f}", interval, standard, f"{one.fluent_wer:.3f}") if one.words else ("-",) * 4
        counts = (str(one.fillers), str(one.cut_offs), str(one.repetitions))
        rows.append(
            (
                kind,
                str(one.recordings),
                str(one.words),
                *rates,
                *counts,
                str(one.found_words),
                str(one.rejected_words),
                str(one.loops),
            )
        )
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(
            [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        )
        for row in rows
    )


def side_by_side(heard: Sequence[TranscribedClip]) -> str:
    """What was said and what came out, recording by recording, as a Markdown table."""
    lines = ["| recording | kind | error rate | what was said | what came out |", "|---|---|---|---|---|"]
    for one in heard:
        rate = f"{error_rate([(one.reference, one.found)], samples=1).rate:.2f}" if one.reference else ""
        cells = (one.name, one.kind, rate, one.reference, one.found)
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines) + "\n"
