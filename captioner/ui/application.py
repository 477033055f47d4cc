"""Starts Qt, the windows and the event loop, and ends them in order."""

from __future__ import annotations

import signal
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

if sys.platform == "win32":
    # import ONNX Runtime before Qt: its libraries do not load after Qt's there (onnxruntime issue 26127)
    import captioner.onnx_session
import captioner.ui.plain_imports  # noqa: F401  isort: skip
from PySide6.QtCore import QSocketNotifier, QTimer
from PySide6.QtWidgets import QApplication

from captioner import __version__, log, paths
from captioner.audio import sources
from captioner.engine import Engine, subscribed
from captioner.errors import Sentence
from captioner.messages import CaptionUpdate, Status, View
from captioner.record import session
from captioner.record.recovery import close_broken_off
from captioner.record.session import Session
from captioner.settings.declared import Settings
from captioner.settings.themes import DARK
from captioner.ui.desktop import abilities as desktop
from captioner.ui.desktop.only_one import OnlyOne
from captioner.ui.look import icons
from captioner.ui.look.language import Language
from captioner.ui.quit_signals import QuitSignals
from captioner.ui.serving import Serving
from captioner.ui.state.backend import Backend
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from captioner.ui.windows import Windows

_log = log.get(__name__)
_INTERRUPTED = 128 + signal.SIGINT
"""The exit code after a second Ctrl-C, as shells have it."""


def run(
    settings: Settings,
    backend: Backend,
    *,
    settings_path: Path | None = None,
    notices: Sequence[Sentence] = (),
    start: bool = False,
    until_end: bool = False,
    signals: QuitSignals | None = None,
) -> int:
    """Show the windows until the user quits.

    Args:
        backend: the composition root's services for the windows.
        settings_path: the file for changed settings; None: they are not saved.
        notices: messages from loading the settings, to be shown.
        start: start captions at once, whatever the settings say.
        until_end: quit when the source has ended, as the demo does.
        signals: the entered handler of Ctrl-C and others; None: they are not handled.

    Returns:
        The exit code: 1 where captions that were to start at once failed, or a thread did not end; 130 after a second
        Ctrl-C.
    """
    signals = signals or QuitSignals()
    application = _qt(settings.overlay.use_x11)
    prepare(application)
    place = None if until_end else OnlyOne(paths.data_dir(), application)  # a demo runs beside a running program
    if place is not None and not place.claim():
        _log.warning("Captioner is running already; its window was raised.")
        return 0
    language = Language()
    language.use(settings.general.language)
    preferences = Preferences(settings, settings_path)
    serving = Serving(preferences)
    make = subscribed(_engines(preferences, backend), lambda: preferences.settings.audio.source, [serving])
    controller = Controller(make, lambda: _begin(preferences.settings), _view(settings))
    windows = Windows(application, controller, preferences, backend)
    serving.failed.connect(windows.alerts.report)
    serving.started.connect(windows.tell_served)
    windows.show()
    if place is not None:
        place.asked.connect(windows.bring_back)
    windows.tell(notices)
    serving.open()
    windows.tell_broken_off(len(close_broken_off(paths.transcripts_dir(settings.general.transcripts_folder))))
    _begin_captions(controller, windows, settings, start=start, is_cancelled=signals.has_come)
    if until_end:
        controller.session_ended.connect(application.quit)
    with _quit_on(signals, application):
        code = application.exec()
    in_time = _end_captions(application, controller, signals)
    serving.close()
    preferences.save()
    windows.close()
    if place is not None:
        place.close()
    if signals.is_impatient:
        return _INTERRUPTED
    return code if in_time and not (start and controller.failure) else 1


def _begin_captions(
    controller: Controller, windows: Windows, settings: Settings, *, start: bool, is_cancelled: bool
) -> None:
    """Start captions, or show the first start, or neither."""
    if is_cancelled:
        _log.info("asked to end before captions started")
    elif start or settings.general.start_at_once:
        controller.start()
    elif not settings.general.first_start_done:
        windows.opener.open_first_start()


def _end_captions(application: QApplication, controller: Controller, signals: QuitSignals) -> bool:
    """Whether captions ended in time; the windows are hidden before, for models that are loading may take seconds."""
    for window in application.topLevelWidgets():
        window.hide()
    return controller.shut_down(lambda: signals.is_impatient)


def _qt(use_x11: str) -> QApplication:
    """Qt's application, through X11 where the setting wants it so and nothing has started Qt before."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    desktop.choose_platform(use_x11)
    return QApplication(sys.argv[:1])


def prepare(application: QApplication) -> None:
    """Set up what all windows share."""
    application.setApplicationName("captioner")
    application.setApplicationDisplayName("Captioner")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("captioner")
    application.setWindowIcon(icons.icon("captions", DARK.accent))
    # the same widgets everywhere: the colours of the themes are tested with them
    application.setStyle("fusion")
    # the overlay may be hidden and the transcript closed: captions go on
    application.setQuitOnLastWindowClosed(False)


def _engines(preferences: Preferences, backend: Backend) -> Callable[..., Engine]:
    def make(on_update: Callable[[CaptionUpdate], None], on_status: Callable[[Status], None]) -> Engine:
        if preferences.settings.audio.source == sources.BOTH and backend.both is not None:
            return backend.both(preferences.settings, on_update, on_status)
        from captioner.pipeline import Pipeline

        return Pipeline(backend.live(preferences.settings), on_update, on_status)

    return make


def _begin(settings: Settings) -> Session:
    return session.begin(
        paths.transcripts_dir(settings.general.transcripts_folder) if settings.general.keep_journal else None,
        settings.audio.source,
        settings.speech.model,
        settings.disfluency.model,
    )


def _view(settings: Settings) -> View:
    return View(settings.general.view)


@contextmanager
def _quit_on(signals: QuitSignals, application: QApplication) -> Iterator[None]:
    """Leave the event loop at a signal.

    Python runs its handlers only between two of its own instructions, and never within the event loop. A file
    descriptor that Python writes to wakes the loop.
    """
    reader, writer = socket.socketpair()
    for each in (reader, writer):
        each.setblocking(False)
    notifier = QSocketNotifier(reader.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(lambda: reader.recv(64))
    old = signal.set_wakeup_fd(writer.fileno())
    # `quit` does nothing before the loop runs; a timer waits for it
    signals.bind(lambda: QTimer.singleShot(0, application.quit))
    try:
        yield
    finally:
        signals.bind(lambda: None)
        signal.set_wakeup_fd(old)
        notifier.setEnabled(False)
        reader.close()
        writer.close()
