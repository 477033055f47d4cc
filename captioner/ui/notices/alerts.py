"""Stores the errors and notices for the user, and the offers to solve them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from captioner import errors, log
from captioner.errors import CaptionerError
from captioner.ui.look.texts import advice, said, translate

_log = log.get(__name__)
KEPT = 20
"""Notices kept at most; the log has older ones."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A button that lets the program solve a problem."""

    text: str
    take: Callable[[], object]


@dataclass(frozen=True, slots=True)
class Notice:
    """A problem, in words."""

    heading: str
    text: str
    """what happened"""
    remedy: str
    """what to do; may be empty"""
    times: int = 1
    """how often the same problem has occurred"""
    offer: Offer | None = None

    @property
    def sentence(self) -> str:
        """The whole notice in one line, for the tray."""
        return f"{self.text} {self.remedy}".strip()


class Alerts(QObject):
    """The notices that are not dismissed, newest last.

    Signals:
        changed: the newest `Notice`, or None when all are dismissed.
    """

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notices: list[Notice] = []
        self._open_models: Offer | None = None
        self._open_settings: Offer | None = None

    def bind(self, open_models: Callable[[], object], open_settings: Callable[[], object]) -> None:
        """Set the windows that are offered with errors that they can solve."""
        self._open_models = Offer(self.tr("Models…"), open_models)
        self._open_settings = Offer(self.tr("Settings…"), open_settings)

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices, the oldest first."""
        return tuple(self._notices)

    def report(self, error: CaptionerError, offer: Offer | None = None) -> None:
        """Show an error; one that is already shown is only counted."""
        _log.error("%s", error.sentence())
        self.notify(Notice(heading(error), said(error.what), advice(error), offer=offer or self._offer(error)))

    def notify(self, notice: Notice) -> None:
        """Show a notice that is no error of ours, such as a settings file set aside."""
        for known in self._notices:
            if (known.text, known.remedy) == (notice.text, notice.remedy):
                self._notices.remove(known)
                notice = replace(known, times=known.times + 1, offer=notice.offer)
                break
        self._notices.append(notice)
        del self._notices[:-KEPT]
        self.changed.emit(notice)

    def dismiss(self) -> None:
        """Dismiss the newest notice, and show the one before it."""
        if self._notices:
            self._notices.pop()
        self.changed.emit(self._notices[-1] if self._notices else None)

    def _offer(self, error: CaptionerError) -> Offer | None:
        if isinstance(error, errors.ModelError) and not isinstance(error, errors.DownloadFailed):
            return self._open_models
        if isinstance(error, errors.SettingsError | errors.AudioError) and not isinstance(error, errors.AudioFileError):
            return self._open_settings
        return None


def heading(error: CaptionerError) -> str:
    """The kind of an error, in the language of the interface."""
    headings = (
        (errors.NoInputDevice, translate("Alerts", "The microphone cannot be used")),
        (errors.DeviceLost, translate("Alerts", "The audio device is gone")),
        (errors.LoopbackUnavailable, translate("Alerts", "The system's sound cannot be captured")),
        (errors.AudioFileError, translate("Alerts", "The recording cannot be read")),
        (errors.ModelMissing, translate("Alerts", "A model is missing")),
        (errors.ModelDamaged, translate("Alerts", "A model is damaged")),
        (errors.DownloadFailed, translate("Alerts", "Fetching a model stopped")),
        (errors.LanguageUnknown, translate("Alerts", "The model does not know the language")),
        (errors.ModelError, translate("Alerts", "A model cannot be used")),
        (errors.SettingsError, translate("Alerts", "A setting cannot be used")),
        (errors.ExportError, translate("Alerts", "The transcript could not be written")),
        (errors.ServeError, translate("Alerts", "The captions page cannot be shown")),
        (errors.ProgramError, translate("Alerts", "An error in the program")),
    )
    for kind, text in headings:
        if isinstance(error, kind):
            return text
    return translate("Alerts", "Something went wrong")
