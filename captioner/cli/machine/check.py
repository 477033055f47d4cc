"""The result of one check of this machine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """The verdict of a check."""

    OK = "ok"
    WARNING = "warning"
    """something that Captioner does not strictly need"""
    FAILED = "failed"
    """captions do not work without it"""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's report."""

    name: str
    state: Verdict
    found: str
    """the finding, a sentence or a few words"""
    remedy: str = ""
    """what to do about it; empty if all is well"""


def ok(name: str, found: str) -> Check:
    """A passed check."""
    return Check(name, Verdict.OK, found)


def warning(name: str, found: str, remedy: str) -> Check:
    """A check for something that Captioner does not strictly need."""
    return Check(name, Verdict.WARNING, found, remedy)


def failed(name: str, found: str, remedy: str) -> Check:
    """A failed check: captions do not work."""
    return Check(name, Verdict.FAILED, found, remedy)
