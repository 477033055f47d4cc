"""Every error that a user can meet, each with a sentence that says what happened and what to do.

CaptionerError
├── AudioError              sound could not be had
│   ├── NoInputDevice       no such device, or none at all
│   ├── DeviceLost          it worked and went away
│   ├── LoopbackUnavailable the system's output cannot be captured here
│   └── AudioFileError      a file that is missing, no audio, or damaged
├── ModelError              a speech or disfluency model cannot be used
│   ├── ModelMissing        it is not on this machine
│   ├── ModelDamaged        a file is missing or its checksum is wrong
│   ├── ModelMismatch       it is whole but not what this program can run
│   └── DownloadFailed      fetching it stopped; what has come is kept
├── SettingsError           a setting is unknown or out of range
└── ExportError             a transcript could not be written
"""

from __future__ import annotations


class CaptionerError(Exception):
    """Base of all errors meant for the user; `str(error)` is the sentence to show.

    Attributes:
        remedy: what the user can do about it, a sentence; empty where `str(error)` says it already.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.remedy = remedy

    def sentence(self) -> str:
        """What happened and what to do, ready to be shown."""
        return f"{self} {self.remedy}".strip()


class AudioError(CaptionerError):
    """Sound could not be had."""


class NoInputDevice(AudioError):
    """There is no such device, or none at all, or it is busy or not permitted."""


class DeviceLost(AudioError):
    """The device worked and then went away."""


class LoopbackUnavailable(AudioError):
    """The system's output cannot be captured on this machine as it is."""


class AudioFileError(AudioError):
    """A file is missing, is no audio, or is damaged."""


class ModelError(CaptionerError):
    """A speech or disfluency model cannot be used."""


class ModelMissing(ModelError):
    """The model is not on this machine."""


class ModelDamaged(ModelError):
    """A file of the model is missing, or its content is not what the manifest says."""


class ModelMismatch(ModelError):
    """The model is whole, but not of a kind or format that this program can run."""


class DownloadFailed(ModelError):
    """Fetching a model stopped before its end; what has come is kept for the next try."""


class SettingsError(CaptionerError):
    """A setting is unknown or its value is out of range."""


class ExportError(CaptionerError):
    """A transcript could not be written."""
