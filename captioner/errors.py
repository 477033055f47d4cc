"""All errors that a user can meet, each with a message that says what happened and what to do.

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
│   │   └── LanguageUnknown it does not know the language that is spoken
│   └── DownloadFailed      fetching it stopped; what has come is kept
│       └── SourceUnreachable  where it is fetched from does not answer, or not as it should
├── SettingsError           a setting is unknown or out of range
├── ExportError             a transcript could not be written
├── ServeError              captions cannot be served to other programs
└── ProgramError            a mistake in the program itself
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Sentence:
    """English text and its values, kept apart so that a window can show it in another language."""

    text: str
    """a literal of the program, with placeholders of `str.format`"""
    values: Mapping[str, object] = field(default_factory=dict)
    """the values of the placeholders; a value may be a `Sentence` itself"""

    def said(self, translate: Callable[[str], str]) -> str:
        """The message, with `text` and the text of each value that is a sentence translated."""
        text = translate(self.text) if self.text else ""
        if not self.values:
            return text
        values = {
            name: value.said(translate) if isinstance(value, Sentence) else value for name, value in self.values.items()
        }
        return text.format(**values)

    def __str__(self) -> str:
        """In English."""
        return self.said(lambda text: text)


def sentence(text: str, /, **values: object) -> Sentence:
    """A sentence for the user. `text` must be a literal: the translations are collected from the source."""
    return Sentence(text, values)


class CaptionerError(Exception):
    """Base of all errors meant for the user; `str(error)` is the sentence to show, in English.

    Attributes:
        what: what happened.
        advice: what the user can do about it; empty where `what` says it already.
    """

    def __init__(self, what: str | Sentence, advice: str | Sentence = "", /, **values: object) -> None:
        """Both texts are literals with placeholders for `values`, as in `sentence`, or sentences with their own
        values."""
        self.what = what if isinstance(what, Sentence) else Sentence(what, values)
        self.advice = advice if isinstance(advice, Sentence) else Sentence(advice, values)
        super().__init__(str(self.what))

    @property
    def remedy(self) -> str:
        """What the user can do about it, in English."""
        return str(self.advice)

    def replace_value(self, old: object, new: object) -> None:
        """Put another value into both sentences, such as a name that tells the user more than a path."""

        def changed(part: Sentence) -> Sentence:
            values = {name: new if value == old else value for name, value in part.values.items()}
            return replace(part, values=values)

        self.what, self.advice = changed(self.what), changed(self.advice)
        self.args = (str(self.what),)

    def sentence(self) -> str:
        """What happened and what to do, in English."""
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


class LanguageUnknown(ModelMismatch):
    """The speech model does not know the language that is set or heard.

    Attributes:
        language: code of the one that it does not know; empty where that is not known.
    """

    def __init__(
        self, what: str | Sentence, advice: str | Sentence = "", /, *, language: str = "", **values: object
    ) -> None:
        """As `CaptionerError`."""
        super().__init__(what, advice, **values)
        self.language = language


class DownloadFailed(ModelError):
    """Fetching a model stopped before its end; what has come is kept for the next try."""


class SourceUnreachable(DownloadFailed):
    """The server of the models does not answer, or a company's proxy answers in its place."""


class SettingsError(CaptionerError):
    """A setting is unknown or its value is out of range."""


class ExportError(CaptionerError):
    """A transcript could not be written."""


class ServeError(CaptionerError):
    """Captions cannot be served to other programs."""


class ProgramError(CaptionerError):
    """An unexpected error; the log has the details."""
