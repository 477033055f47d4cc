"""A session as the history knows it, and a hit of a search."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class PastSession:
    """One session of the past."""

    id: int
    path: Path
    """its journal"""
    started: str
    """ISO 8601 with the offset; empty where it is not known"""
    source: str
    title: str
    """given by the user; may be empty"""
    words: int
    """number of words, removed ones included"""
    seconds: float
    """from the first word to the last"""
    opening: str = ""
    """its first words, cleaned"""


@dataclass(frozen=True, slots=True)
class Hit:
    """A hit of a search."""

    session: PastSession
    utterance: int
    start: float
    """seconds since the session began"""
    text: str
    """the cleaned text of the utterance; as it was said if nothing is left of it"""
