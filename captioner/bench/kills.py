"""`captioner bench kills`: kills sessions at random moments and checks that no shown settled word is lost."""

from __future__ import annotations

import argparse
import contextlib
import os
import random
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import MappingProxyType

from captioner.errors import CaptionerError
from captioner.messages import CaptionUpdate, Label, LabelledWord, Word
from captioner.record import journal
from captioner.record import session as sessions
from captioner.record.journal import Journal
from captioner.record.journal_thread import JournalThread
from captioner.record.session import Keeper

MakeKeeper = Callable[[Journal], Keeper]
KEEPERS: Mapping[str, MakeKeeper] = MappingProxyType({"terminal": sessions.write_at_once, "window": JournalThread})
"""The journal's writer in the terminal and in the window"""
_LONGEST_S = 0.05
"""A session is killed at a random time up to this after its first word; it has then shown a few hundred words."""


class NoKills(CaptionerError):
    """This system cannot fork."""


@dataclass(frozen=True, slots=True)
class Kill:
    """The result of one killed session."""

    shown: int
    """number of settled words shown"""
    missing: int
    """of these, words missing in its journal"""
    wrong: int
    """words that are twice or out of order in the journal"""
    is_offered: bool
    """the next start finds the session as an interrupted one"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command's options."""
    parser = subparsers.add_parser(
        "kills",
        help="kill sessions at random moments and count the lost words",
        description="Start sessions that show numbered words as fast as the disk takes them, kill each (SIGKILL), and "
        "compare its journal with what was shown.",
    )
    parser.add_argument("--times", type=int, default=1000, metavar="N", help="sessions to kill of each kind (1000)")
    parser.add_argument("--seed", type=int, default=0, help="of the random moments (0)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Kill sessions, count, and print; exit code 1 if a word was lost.

    Raises:
        NoKills: this system cannot fork.
    """
    is_fine = True
    for name, keeper in KEEPERS.items():
        kills = list(killed(args.times, args.seed, keeper))
        shown = sum(kill.shown for kill in kills)
        missing, wrong = sum(kill.missing for kill in kills), sum(kill.wrong for kill in kills)
        lost = sum(not kill.is_offered for kill in kills if kill.shown)
        print(
            f"{name}: {len(kills)} kills, {shown} settled words shown, {missing} missing, {wrong} twice or out of order"
        )
        print(f"{name}: {lost} sessions that the next start does not find")
        is_fine = is_fine and not (missing or wrong or lost)
    return 0 if is_fine else 1


def killed(times: int, seed: int = 0, keeper: MakeKeeper = sessions.write_at_once) -> Iterator[Kill]:
    """Kill a number of sessions, one after the other."""
    if not hasattr(os, "fork"):
        raise NoKills("Sessions cannot be forked on this system.", "Measure on Linux or macOS.")
    moments = random.Random(seed)
    with tempfile.TemporaryDirectory() as folder:
        for number in range(times):
            yield _kill(Path(folder) / str(number), moments.uniform(0, _LONGEST_S), keeper)


def _kill(folder: Path, moment_s: float, keeper: MakeKeeper) -> Kill:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            _show_words(folder, writing, keeper)
        finally:
            os._exit(1)
    os.close(writing)
    with open(reading, "rb") as pipe:
        shown = pipe.read(1)
        time.sleep(moment_s)
        os.kill(child, signal.SIGKILL)
        shown += pipe.read()
    os.waitpid(child, 0)
    words = shown.decode().split()[: shown.count(b"\n")]
    return _compared(folder, words)


def _compared(folder: Path, shown: list[str]) -> Kill:
    paths = journal.unfinished(folder)
    kept: list[str] = []
    for path in paths:
        with contextlib.suppress(CaptionerError):
            entries = journal.recover(path).transcript.entries
            kept += [word.word.text for entry in entries for word in entry.words]
    wrong = sum(word != f"w{number}" for number, word in enumerate(kept))
    return Kill(len(shown), len(set(shown) - set(kept)), wrong, len(paths) == 1)


def _show_words(folder: Path, pipe: int, keeper: MakeKeeper) -> None:
    """Run a session like the terminal or the window: settled words are recorded, then shown, until it is killed."""
    session = sessions.begin(folder, "bench", "none", "none", keeper=keeper)
    numbers = count()
    for utterance in count():
        for step in range(4):
            words = tuple(_word(next(numbers)) for _ in range(1 + step % 3))
            session.append(CaptionUpdate(utterance, words, (), utterance_ended=step == 3))
            os.write(pipe, "".join(f"{word.word.text}\n" for word in words).encode())


def _word(number: int) -> LabelledWord:
    return LabelledWord(Word(f"w{number}", number * 8000, (number + 1) * 8000, 0.9), Label.FLUENT, 0.9)
