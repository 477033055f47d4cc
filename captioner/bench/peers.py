"""`captioner bench peers`: live captions by Captioner and other programs, in turn on each recording, with ratios."""

from __future__ import annotations

import argparse
import itertools
import json
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from captioner import app, loading
from captioner.audio.file import FileSource
from captioner.bench import arguments
from captioner.bench.manifest import ManifestEntry
from captioner.bench.peer_programs import curve
from captioner.bench.peer_programs.figures import PeerFigures, PeerTape, quantiles, tables
from captioner.bench.peer_programs.process import WHOLE, Peer, PeerError
from captioner.bench.peer_programs.word_ends import Played, ProgramOutput
from captioner.bench.policies import POLICIES, with_rules
from captioner.bench.speech import load
from captioner.bench.virtual_time import VirtualClock
from captioner.bench.wave_file import write_wav
from captioner.bench.wer import normalise
from captioner.captions.wording import Wording
from captioner.messages import SAMPLE_RATE, CaptionUpdate, View
from captioner.pipeline import Pipeline
from captioner.settings.declared import Settings, replace
from captioner.speech.whisper import engine as whisper
from captioner.speech.whisper.recognizer import PADDED_S, Decoding, WhisperRecognizer
from captioner.speech.whisper.transcriber import Streaming

_LONGEST_S = 29.0
"""Longer recordings cannot be aligned in one window, and are left out."""

Program = Callable[[Path], Played]


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "peers",
        help="live captions beside other programs that are installed",
        description="Play recordings to Captioner and to other programs in turn, same threads and word ends. "
        "Only the processor time of each process counts, so other programs on the machine do not matter.",
    )
    arguments.add_recordings(parser)
    parser.add_argument("--align", type=Path, required=True, metavar="FOLDER", help="stock model for the word ends")
    parser.add_argument("--model", action="append", help="our speech model, several to compare (as in the settings)")
    parser.add_argument(
        "--policy", action="append", choices=sorted(POLICIES), help="our streaming policy, several to compare"
    )
    parser.add_argument(
        "--beam",
        type=int,
        action="append",
        metavar="N",
        help="hypotheses that Captioner keeps, several to compare (as it ships)",
    )
    parser.add_argument("--peer-model", type=Path, metavar="FOLDER", help="the peers' speech model (that of --align)")
    parser.add_argument("--whisper-streaming", type=Path, metavar="FOLDER", help="a checkout of ufal/whisper_streaming")
    parser.add_argument("--whisperlivekit", action="store_true", help="WhisperLiveKit, installed for --python")
    parser.add_argument("--python", type=Path, help="Python of the environment that the peers are installed in")
    parser.add_argument("--chunk", type=float, action="append", help="seconds of the peers' chunks, several (1.0)")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--times", type=int, default=1, metavar="N", help="play each recording N times (1)")
    parser.add_argument(
        "--share",
        type=float,
        action="append",
        metavar="S",
        help="share of a core that Captioner gets, as beside another program; several to compare (1)",
    )
    parser.add_argument("--svg", type=Path, metavar="OUT", help="also draw errors against delay to this file")
    parser.add_argument(
        "--beside", type=Path, metavar="FIGURES", help="figures of another run over the same list, drawn with these"
    )
    arguments.add_figures(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    recordings = arguments.recordings(args, needs_transcript=True)
    beside = figures_beside(args.beside)
    peer_model = args.peer_model or args.align
    with tempfile.TemporaryDirectory() as folder:
        tapes = _aligned(recordings, args, Path(folder))
        programs: dict[str, Program] = {}
        for model, beam in itertools.product(args.model or [""], args.beam or [None]):
            loaded = _loaded(model, beam, args)
            for policy in args.policy or ["captioner"]:
                for share in args.share or [1.0]:
                    parts = [policy, Path(model).name, f"beam {beam}" if beam else ""]
                    name = " ".join(filter(None, parts)) + ("" if share == 1.0 else f", {share:g} of a core")
                    programs[name] = ours(*loaded, POLICIES[policy], share)
        with Peer.all_of(args, peer_model) as peers:
            for peer in peers:
                if peer.name == WHOLE:
                    programs[peer.name] = peer.at(0.0)
                    continue
                for chunk in args.chunk or [1.0]:
                    programs[f"{peer.name} {chunk:g} s"] = peer.at(chunk)
            figures = compare(programs, tapes, args.times)
    print(tables(figures, tapes))
    words = sum(len(tape.said) for tape in tapes)
    content = {name: {"words": words, **_content(one)} for name, one in figures.items()}
    arguments.write_figures(args, content)
    if args.svg:
        args.svg.write_text(curve.svg({**beside, **points(content)}.values()), encoding="utf-8")
    return 0


def compare(programs: Mapping[str, Program], tapes: Sequence[PeerTape], times: int = 1) -> dict[str, PeerFigures]:
    """Every recording by every program, in turn; another program begins each time."""
    figures = {name: PeerFigures() for name in programs}
    names = list(programs)
    for number, tape in enumerate(tapes):
        plays: dict[str, list[Played]] = {name: [] for name in names}
        for again in range(times):
            first = (number + again) % len(names)
            for name in names[first:] + names[:first]:
                plays[name].append(programs[name](tape.path))
        for name in names:
            figures[name].add(plays[name], tape.said)
    return figures


def _loaded(model: str, beam: int | None, args: argparse.Namespace) -> tuple[loading.Models, Settings]:
    settings = Settings()
    for name, value in (("language", args.language), ("threads", args.threads), ("device", "cpu"), ("model", model)):
        settings = replace(settings, f"speech.{name}", value) if value != "" else settings
    return loading.load_models(settings, load=partial(whisper.load, beam_size=beam)), settings


def ours(models: loading.Models, settings: Settings, streaming: Streaming | None, share: float = 1.0) -> Program:
    """Live captions through the whole pipeline, disfluency model included.

    Args:
        share: of a core; computing takes longer by its inverse.
    """

    def play(path: Path) -> Played:
        clock = VirtualClock(lambda: time.process_time() / share)
        source = FileSource(path, paced=True, clock=clock.now, sleep=clock.sleep)
        parts = app.stages(with_rules(models, streaming, clock.now), settings, source)
        shown: list[ProgramOutput] = []
        said: list[ProgramOutput] = []
        wording = Wording(View.SAID)
        began = clock.now()

        def take(update: CaptionUpdate) -> None:
            nonlocal wording
            at_s = clock.now() - began
            settled, provisional = (
                tuple(each.word.text for each in words) for words in (update.settled, update.provisional)
            )
            shown.append(ProgramOutput(at_s, settled, provisional))
            new = wording.take(update)
            certain, still_open = (tuple(each.full for each in words) for words in (new.closed, new.open))
            said.append(ProgramOutput(at_s, certain, still_open))
            if update.utterance_ended:
                wording = Wording(View.SAID)

        cpu_began = time.process_time()
        Pipeline(lambda: parts, take).run()
        return Played(time.process_time() - cpu_began, tuple(shown), tuple(said))

    return play


def points(content: Mapping[str, Mapping[str, Any]]) -> dict[str, curve.Point]:
    """The points of programs, from figures of `--json`."""
    return {
        name: curve.Point(
            name,
            quantiles(one["cleaned_s"])[0],
            quantiles(one["said_s"])[0],
            sum(one["errors"]) / max(1, one["words"]),
        )
        for name, one in content.items()
        if name != WHOLE
    }


def figures_beside(path: Path | None) -> dict[str, curve.Point]:
    """The points of programs in another run.

    Raises:
        PeerError: the figures cannot be read.
    """
    try:
        return points(json.loads(path.read_text(encoding="utf-8"))) if path else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise PeerError(f"The figures {path} cannot be read.", "Write them with --json.") from error


def _content(figures: PeerFigures) -> dict[str, object]:
    return {
        "cpu_s": figures.cpu_s,
        "errors": figures.errors,
        "said_s": figures.said_s,
        "cleaned_s": figures.cleaned_s,
        "runaways": figures.runaways,
        "first_seen_s": figures.first_seen_s,
        "retracted": figures.retracted,
    }


def _aligned(recordings: Sequence[ManifestEntry], args: argparse.Namespace, folder: Path) -> list[PeerTape]:
    """The recordings that are short enough, with word ends by forced alignment of the transcript."""
    aligner = WhisperRecognizer(args.align, Decoding(threads=args.threads, pad_s=PADDED_S))
    tapes = []
    for number, recording in enumerate(recordings):
        samples = load(recording.path)
        seconds = len(samples) / SAMPLE_RATE
        if seconds > _LONGEST_S or not normalise(recording.transcript):
            continue
        path = folder / f"{number}.wav"
        write_wav(path, samples)
        timed = aligner.align(samples, " ".join(normalise(recording.transcript)), args.language)
        tapes.append(
            PeerTape(path, tuple((word.text, word.end / SAMPLE_RATE) for word in timed), seconds, recording.kind)
        )
    return tapes
