"""The program's exit codes, for scripts."""

from __future__ import annotations

from enum import IntEnum

from captioner.errors import AudioError, CaptionerError, ModelError


class ExitCode(IntEnum):
    """The result of a command."""

    FINE = 0
    FAILED = 1
    """something else went wrong, or files failed for different reasons"""
    USAGE = 2
    """the command line is wrong; nothing was done"""
    MODEL = 3
    """a speech or disfluency model is missing, damaged or cannot run here"""
    AUDIO = 4
    """a device or a recording cannot be used"""
    INTERRUPTED = 130
    """Ctrl-C before the work was done"""

    @property
    def meaning(self) -> str:
        """A few words for the help text."""
        return _MEANINGS[self]


_MEANINGS = {
    ExitCode.FINE: "all is well",
    ExitCode.FAILED: "something failed",
    ExitCode.USAGE: "the command line is wrong; nothing was done",
    ExitCode.MODEL: "a model is missing, damaged or cannot run here",
    ExitCode.AUDIO: "a device or a recording cannot be used",
    ExitCode.INTERRUPTED: "interrupted before the work was done",
}


class UsageError(CaptionerError):
    """The command line makes no sense."""


def of(error: CaptionerError) -> ExitCode:
    """The exit code of an error."""
    if isinstance(error, UsageError):
        return ExitCode.USAGE
    if isinstance(error, ModelError):
        return ExitCode.MODEL
    if isinstance(error, AudioError):
        return ExitCode.AUDIO
    return ExitCode.FAILED
