"""Caches answers about this machine that take seconds to find out, until what they depend on changes."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from captioner import log, private

_LOG = log.get(__name__)
_MOST = 200
"""Answers kept; the oldest go, because what they depend on has long changed."""


class MachineCache:
    """A small store of answers, for any thread. An unusable file counts as empty."""

    def __init__(self, path: Path | None) -> None:
        """`path` is the file; None keeps the answers in memory only."""
        self._path = path
        self._lock = threading.Lock()
        self._answers: dict[str, Any] | None = None

    def get(self, question: str) -> Mapping[str, Any] | None:
        """What was answered, or None."""
        with self._lock:
            found = self._loaded().get(question)
            return found if isinstance(found, dict) else None

    def put(self, question: str, answer: Mapping[str, Any]) -> None:
        """Keep an answer that JSON can hold."""
        with self._lock:
            # another part of the program may have written in the meantime
            if self._path is not None:
                self._answers = None
            answers = self._loaded()
            answers.pop(question, None)
            answers[question] = dict(answer)
            while len(answers) > _MOST:
                del answers[next(iter(answers))]
            self._write(answers)

    def _loaded(self) -> dict[str, Any]:
        if self._answers is None:
            self._answers = {}
            try:
                content = json.loads(self._path.read_text(encoding="utf-8")) if self._path is not None else {}
            except (OSError, ValueError, RecursionError):
                content = {}
            if isinstance(content, dict):
                self._answers = content
        return self._answers

    def _write(self, answers: dict[str, Any]) -> None:
        if self._path is None:
            return
        temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}.tmp")
        try:
            private.make_folder(self._path.parent)
            with open(temporary, "w", encoding="utf-8", opener=private.opener) as file:
                json.dump(answers, file, indent=1)
            os.replace(temporary, self._path)
        except OSError as error:
            # next time the check runs again, which only costs seconds
            _LOG.info("answers are not kept: %s", error)


def stamp(file: Path) -> str:
    """Changes when the file does; empty where there is none."""
    try:
        state = file.stat()
    except OSError:
        return ""
    return f"{state.st_size}:{state.st_mtime_ns}"
