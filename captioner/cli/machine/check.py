"""The result of one check of this machine."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What became of a check."""

    OK = "ok"
    WARNING = "warning"
    """something that Captioner does without"""
    FAILED = "failed"
    """without it there are no captions"""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's report."""

    name: str
    state: Verdict
    found: str
    """what there is, a sentence or a few words"""
    remedy: str = ""
    """what to do about it; empty when all is well"""


def ok(name: str, found: str) -> Check:
    """All is well."""
    return Check(name, Verdict.OK, found)


def warning(name: str, found: str, remedy: str) -> Check:
    """Captioner does without."""
    return Check(name, Verdict.WARNING, found, remedy)


def failed(name: str, found: str, remedy: str) -> Check:
    """No captions without it."""
    return Check(name, Verdict.FAILED, found, remedy)
