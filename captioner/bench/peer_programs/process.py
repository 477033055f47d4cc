"""Runs a peer program in its own process, in the environment where it is installed."""

from __future__ import annotations

import argparse
import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from captioner.bench.peer_programs.word_ends import Played, ProgramOutput
from captioner.errors import CaptionerError

WHOLE = "faster-whisper, whole"
"""Reads a recording once, after its end."""
_WORKER = Path(__file__).with_name("worker.py")


class PeerError(CaptionerError):
    """A peer could not be started, or ended."""


class Peer:
    """Plays recordings with one peer; see `worker.py`."""

    def __init__(self, name: str, python: Path, words: list[str]) -> None:
        """Start it and wait until its model is loaded.

        Raises:
            PeerError: it does not start.
        """
        self.name = name
        command = [str(python), str(_WORKER), *words]
        try:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        except OSError as error:
            raise PeerError(f"{python} cannot be run: {error.strerror}.", "Name a Python with --python.") from error
        try:
            self._answer()
        except PeerError:
            self.close()
            raise

    @classmethod
    @contextlib.contextmanager
    def all_of(cls, args: argparse.Namespace, model: Path) -> Iterator[list[Peer]]:
        """The peers that the command line names; they end with the context."""
        python = args.python or Path(sys.executable)
        common = [str(model), args.language, str(args.threads)]
        with contextlib.ExitStack() as stack:
            peers = []
            if args.whisper_streaming:
                words = ["whisper_streaming", *common, str(args.whisper_streaming)]
                peers.append(cls("whisper_streaming", python, words))
                stack.callback(peers[-1].close)
            if args.whisperlivekit:
                peers.append(cls("WhisperLiveKit", python, ["whisperlivekit", *common]))
                stack.callback(peers[-1].close)
            if peers:
                # a check of the figures: a working policy reads about as well as its engine on whole recordings
                peers.append(cls(WHOLE, python, ["whole", *common]))
                stack.callback(peers[-1].close)
            yield peers

    def at(self, chunk_s: float) -> Callable[[Path], Played]:
        """The program that plays a recording in chunks of `chunk_s` seconds."""

        def play(path: Path) -> Played:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps({"wav": str(path), "chunk_s": chunk_s}) + "\n")
            self._process.stdin.flush()
            answer = self._answer()
            shown = (ProgramOutput(at, tuple(committed), tuple(pending)) for at, committed, pending in answer["events"])
            return Played(float(answer["cpu_s"]), tuple(shown))

        return play

    def close(self) -> None:
        """End the peer's process."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                stream.close()
        self._process.wait()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        if not line:
            code = self._process.wait()
            raise PeerError(
                f"{self.name} ended with exit code {code}; what it said stands above.",
                "Name the environment that it is installed in with --python.",
            )
        answer: dict[str, Any] = json.loads(line)
        return answer
