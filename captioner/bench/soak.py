"""`captioner bench soak`: a day of sessions in a fraction of the time, and the resources that they leave behind."""

from __future__ import annotations

import argparse
import gc
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

import numpy as np

from captioner.app import stages
from captioner.bench.day import Scene, Sitting, Soundscape, sittings
from captioner.bench.delays import DelayMeter
from captioner.bench.memory import resident_mb
from captioner.bench.policies import with_rules
from captioner.bench.virtual_time import VirtualClock
from captioner.engine import session
from captioner.errors import CaptionerError, ExportError, LanguageUnknown, ProgramError
from captioner.loading import load_models
from captioner.messages import CaptionUpdate, Status
from captioner.pipeline import Pipeline
from captioner.record import journal
from captioner.record import session as sessions
from captioner.record.journal_thread import JournalThread
from captioner.settings.declared import Settings

_WARM_UP = 0.5
"""Share of the memory samples at the beginning that do not count for a slope, because caches fill"""
_MOST_MB_AN_HOUR = 1.0
_SHORTEST_H = 1.0
"""Shortest second half, in hours: over minutes, caches dominate the slope"""
_MOST_LATER_S = 0.1
"""Seconds by which the delay of the second half may exceed that of the first"""


@dataclass(frozen=True, slots=True)
class Sample:
    """The state of the process after one session."""

    hours: float
    """simulated"""
    resident_mb: float
    threads: int
    handles: int
    """open files, if the system reports them"""
    temporary: int
    """files and folders in the folder for temporary ones"""
    words: int = 0
    """settled in the session"""
    delay_s: float = float("nan")
    """median from the end of a word to its first display, by this process's computing time"""
    highest_mb: float = float("nan")
    """peak memory while words came"""
    faults: int = 0
    """messages of the session to its user"""
    problem: str = ""
    """an error of the session"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "soak",
        help="a day of sessions, and the memory, threads and files that they leave",
        description="Play the bundled recording and many kinds of quiet through the live pipeline, in sessions of ten "
        "minutes to an hour. Each session has other settings, pauses and faults. Waiting takes no time, so a day takes "
        "only as long as this machine computes.",
    )
    parser.add_argument("--hours", type=float, default=24.0, help="simulated (24)")
    parser.add_argument("--model", help="speech model by name or folder (the built-in one)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Play, print a sample for each session, and judge; exit code 1 if something grows or was lost.

    Raises:
        CaptionerError: the model or the recording is missing.
    """
    settings = Settings()
    if args.model:
        settings = replace(settings, speech=replace(settings.speech, model=args.model))
    samples = soak(settings, args.hours, tell=lambda sample: print(_line(sample), flush=True))
    print(f"{sum(sample.words for sample in samples)} words, {sum(sample.faults for sample in samples)} faults told")
    if _has_slope(samples):
        slope, error = least_squares_mb_an_hour(samples)
        print(f"memory: {slope_mb_an_hour(samples):+.2f} MB an hour over the second half, median of all pairs")
        print(f"memory: {slope:+.2f} MB an hour by least squares, standard error {error:.2f}")
    problems = judged(samples)
    print("\n".join(problems) or "nothing is left behind")
    return 1 if problems else 0


def soak(settings: Settings, hours: float, tell: Callable[[Sample], None] = lambda sample: None) -> list[Sample]:
    """Play hours of sessions; returns a sample of the process before the first and after each.

    Each session loads its models and runs on its own thread, as in the window.
    """
    heard = Soundscape()
    with tempfile.TemporaryDirectory() as above, _own_temporary() as temporary:
        folder = Path(above) / "transcripts"
        samples = [_sample(temporary, Sample(0.0, 0.0, 0, 0, 0))]
        gone_s = 0.0
        for sitting in sittings(settings, hours):
            session = _Session(sitting, heard, folder)
            session.run()
            gone_s += sitting.length_s
            samples.append(_sample(temporary, replace(session.sample(), hours=gone_s / 3600)))
            tell(samples[-1])
    return samples


def judged(samples: list[Sample]) -> list[str]:
    """The problems, one sentence each: lost words, growing memory, left resources, later captions."""
    problems = [f"session at {sample.hours:.2f} h: {sample.problem}" for sample in samples if sample.problem]
    first, last = samples[0], samples[-1]
    if _has_slope(samples) and (slope := slope_mb_an_hour(samples)) > _MOST_MB_AN_HOUR:
        problems.append(f"memory grows by {slope:.2f} MB an hour")
    for what in ("threads", "handles", "temporary"):
        if (more := getattr(last, what) - getattr(first, what)) > 0:
            problems.append(f"{more} {what} were left")
    delays = [sample.delay_s for sample in samples if sample.words]
    if len(delays) > 3:
        before, after = np.median(delays[: len(delays) // 2]), np.median(delays[len(delays) // 2 :])
        if after - before > _MOST_LATER_S:
            problems.append(f"words come {after - before:.2f} s later than at first")
    return problems


def slope_mb_an_hour(samples: list[Sample]) -> float:
    """The growth of memory in the second half: the median slope of all pairs (Theil 1950, Sen 1968).

    Least squares would follow the one session in twenty after which the system gets less memory back.
    """
    slopes = [
        (later.resident_mb - sooner.resident_mb) / (later.hours - sooner.hours)
        for sooner, later in combinations(_warm(samples), 2)
    ]
    return float(np.median(slopes))


def least_squares_mb_an_hour(samples: list[Sample]) -> tuple[float, float]:
    """The same by least squares, and the standard error of that."""
    warm = _warm(samples)
    fit, covariance = np.polyfit([each.hours for each in warm], [each.resident_mb for each in warm], 1, cov="unscaled")
    left = [each.resident_mb - np.polyval(fit, each.hours) for each in warm]
    variance = np.sum(np.square(left)) / (len(warm) - 2) * covariance[0][0]
    return float(fit[0]), float(np.sqrt(variance))


def _has_slope(samples: list[Sample]) -> bool:
    warm = _warm(samples)
    return len(warm) > 2 and warm[-1].hours - warm[0].hours >= _SHORTEST_H


def _warm(samples: list[Sample]) -> list[Sample]:
    return samples[int(len(samples) * _WARM_UP) :]


class _Session:
    """One session with its journal, as in the window or the terminal."""

    def __init__(self, sitting: Sitting, heard: Soundscape, folder: Path) -> None:
        self._sitting = sitting
        self._folder = folder
        self._clock = VirtualClock(time.process_time)
        self._scene = Scene(heard, sitting, self._clock, folder)
        self._meter = DelayMeter()
        self._highest_mb = float("nan")
        self._faults = 0
        self._problem = ""
        keeper = JournalThread if sitting.in_window else sessions.write_at_once
        self._session = sessions.begin(folder, "soak", sitting.settings.speech.model, "auto", keeper=keeper)

    def run(self) -> None:
        """Play it on its own thread, close its journal, and check that the journal has every word."""
        thread = threading.Thread(target=self._caption, name="captions")
        thread.start()
        thread.join()
        self._told(self._session.close)
        path = self._session.path
        if path is None or not self._meter.words:
            return
        try:
            entries = journal.recover(path).transcript.entries
            kept = sum(entry.word_count for entry in entries)
            path.unlink()
        except (ExportError, OSError) as error:
            self._problem = f"no journal: {error}"
            return
        if kept != len(self._meter.words):
            self._problem = f"{len(self._meter.words)} words settled, {kept} in the journal"

    def sample(self) -> Sample:
        """The sample of the session."""
        delays = self._meter.first_seen_s
        delay_s = float(np.median(delays)) if delays else float("nan")
        words = len(self._meter.words)
        return Sample(0.0, 0.0, 0, 0, 0, words, delay_s, self._highest_mb, self._faults, self._problem)

    def _caption(self) -> None:
        error = session(self._play)
        if isinstance(error, ProgramError):
            self._problem = str(error)
        self._faults += error is not None
        if isinstance(error, LanguageUnknown):
            return
        if not self._meter.words and self._sitting.length_s > 300:
            self._problem = self._problem or f"no words: {error}"

    def _play(self) -> None:
        settings = self._sitting.settings
        models = with_rules(load_models(settings), None, self._clock.now)
        parts = stages(models, settings, self._scene)
        pipeline = Pipeline(lambda: parts, self._take, self._note)
        self._scene.pause = pipeline.set_paused
        try:
            pipeline.run()
        finally:
            # a reference cycle through the source would keep the models until the garbage collector runs
            self._scene.pause = lambda paused: None

    def _take(self, update: CaptionUpdate) -> None:
        self._meter.take(update, self._scene.now_s)
        self._highest_mb = max(resident_mb(), self._highest_mb)
        self._told(lambda: self._session.append(update))

    def _note(self, status: Status) -> None:
        for gap in status.gaps:
            self._told(lambda gap=gap: self._session.mark(gap))  # type: ignore[misc]

    def _told(self, step: Callable[[], None]) -> None:
        try:
            step()
        except CaptionerError:
            self._faults += 1


@contextmanager
def _own_temporary() -> Iterator[Path]:
    """Make this process use its own temporary folder, so that its files can be counted."""
    before = tempfile.tempdir, os.environ.get("TMPDIR")
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = os.environ["TMPDIR"] = folder
        try:
            yield Path(folder)
        finally:
            tempfile.tempdir = before[0]
            if before[1] is None:
                del os.environ["TMPDIR"]
            else:
                os.environ["TMPDIR"] = before[1]


def _sample(temporary: Path, session: Sample) -> Sample:
    gc.collect()
    return replace(
        session,
        resident_mb=resident_mb(),
        threads=threading.active_count(),
        handles=_handles(),
        temporary=sum(1 for _ in temporary.rglob("*")),
    )


def _handles() -> int:
    try:
        return len(os.listdir("/proc/self/fd"))
    except OSError:
        return 0


def _line(sample: Sample) -> str:
    left = f"{sample.threads:3} threads {sample.handles:3} handles {sample.temporary:3} temporary"
    did = f"{sample.words:5} words, {sample.highest_mb:5.0f} MB, first seen {sample.delay_s:4.2f} s"
    told = f"{sample.faults} faults {sample.problem}"
    return (
        f"{time.strftime('%H:%M:%S')} {sample.hours:6.2f} h {sample.resident_mb:7.1f} MB {left} {did}, {told}".rstrip()
    )
