"""Pictures of every window, theme, language and scale: `python -m captioner.bench.screenshots --out FOLDER`."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from captioner.bench import sample
from captioner.bench.scenes import SCENES
from captioner.messages import View
from captioner.record.session import Session
from captioner.record.transcript import Transcript
from captioner.settings import declared as declarations
from captioner.settings.declared import Settings
from captioner.settings.themes import THEMES
from captioner.ui.application import prepare
from captioner.ui.look.language import LANGUAGES, Language
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from captioner.ui.windows import Windows

SCALES = (1, 2)
_SCALE_VARIABLE = "QT_SCALE_FACTOR"
_WIDTH, _HEIGHT = 2560, 1600
"""Pixels of the screen."""
_MARGIN = 20
_UNSAID = 6
"""Updates of the last utterance that are held back, so that it has provisional words."""
_GROUND = "#64788c"
"""A desktop of one colour: a gradient would make the files ten times as large."""


def main(arguments: list[str] | None = None) -> int:
    """Take the pictures that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m captioner.bench.screenshots", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("docs/screenshots"), help="folder for the pictures")
    parser.add_argument("--theme", choices=tuple(THEMES), action="append", help="only these themes")
    parser.add_argument("--language", choices=LANGUAGES, action="append", help="only these languages")
    parser.add_argument("--scale", type=int, choices=SCALES, action="append", help="only these scales")
    parser.add_argument("--window", choices=tuple(SCENES), action="append", help="only these windows")
    parser.add_argument("--both-views", action="store_true", help="only overlay.png: the overlay cleaned and marked")
    chosen = parser.parse_args(arguments)
    scales = chosen.scale or list(SCALES)
    if len(scales) > 1 or os.environ.get(_SCALE_VARIABLE, "1") != str(scales[0]):
        # Qt reads its scale once, when it starts
        return max(_in_own_process(scale, arguments if arguments is not None else sys.argv[1:]) for scale in scales)
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("QT_QPA_PLATFORM", f"offscreen:configfile={_screen(Path(folder))}")
        return _take(chosen, scales[0])


def _screen(folder: Path) -> Path:
    """A description of a large screen for Qt: on its default small one menus and the overlay are cut at scale 2."""
    file = folder / "screen.json"
    screen = {"name": "large", "x": 0, "y": 0, "width": _WIDTH, "height": _HEIGHT, "logicalDpi": 96, "dpr": 1}
    file.write_text(json.dumps({"screens": [screen]}), encoding="utf-8")
    return file


def _take(chosen: argparse.Namespace, scale: int) -> int:
    chosen.out.mkdir(parents=True, exist_ok=True)
    if chosen.both_views:
        both_views().save(str(chosen.out / "overlay.png"), quality=0)
        return 0
    for theme in chosen.theme or THEMES:
        for language in chosen.language or LANGUAGES:
            for name, taken in pictures(theme, language, chosen.window or list(SCENES)):
                file = chosen.out / f"{name}-{theme}-{language}-{scale * 100}.png"
                taken.save(str(file), quality=0)
    return 0


def pictures(theme: str, language: str, names: list[str]) -> Iterator[tuple[str, QImage]]:
    """Each window by name, in a theme and a language."""
    application = qt_application()
    spoken = Language()
    spoken.use(language)
    for name in names:
        shown = windows(application, theme)
        try:
            for suffix, widget in SCENES[name](shown):
                yield name + suffix, picture(widget)
        finally:
            put_away(shown)


def qt_application() -> QApplication:
    """The QApplication of this process, set up for the windows."""
    existing = QApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    prepare(application)
    return application


def both_views() -> QImage:
    """The overlay in the cleaned and, below it, in the marked view."""
    shown = windows(qt_application(), "dark", lines=3, utterances=3)
    try:
        upper = picture(shown.overlay)
        shown.controller.set_view(View.MARKED)
        lower = picture(shown.overlay)
    finally:
        put_away(shown)
    result = QImage(upper.width(), upper.height() + lower.height() - _MARGIN, QImage.Format.Format_RGB32)
    painter = QPainter(result)
    painter.drawImage(0, 0, upper)
    painter.drawImage(0, upper.height() - _MARGIN, lower)
    painter.end()
    return result


def windows(application: QApplication, theme: str, *, lines: int = 2, utterances: int = len(sample.SPOKEN)) -> Windows:
    """The windows with a session running in them."""
    settings = declarations.replace(Settings(), "overlay.theme", theme)
    settings = declarations.replace(settings, "captions.lines", lines)
    settings = declarations.replace(settings, "overlay.reduce_motion", "on")
    record = Session(Transcript(sample.transcript(1).info))
    # the last utterance is still being spoken, so that there are provisional words
    played = list(sample.updates(utterances))[:-_UNSAID]
    controller = Controller(partial(sample.RecordedEngine, played), lambda: record)
    result = Windows(application, controller, Preferences(settings, None), sample.backend())
    result.overlay.show()
    loop = QEventLoop()
    left = len(played)

    def count() -> None:
        nonlocal left
        left -= 1
        if left == 0:
            loop.quit()

    controller.updated.connect(count)
    controller.start()
    loop.exec()
    return result


def put_away(shown: Windows) -> None:
    """End the session and the windows."""
    shown.controller.shut_down()
    shown.close()
    QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete))


def picture(widget: QWidget) -> QImage:
    """A window on a desktop."""
    widget.show()
    widget.ensurePolished()
    loop = QEventLoop()
    for _ in range(3):
        loop.processEvents()
    grabbed = widget.grab()
    ratio = grabbed.devicePixelRatio()
    size = grabbed.deviceIndependentSize().toSize()
    width, height = size.width() + 2 * _MARGIN, size.height() + 2 * _MARGIN
    result = QImage(round(width * ratio), round(height * ratio), QImage.Format.Format_RGB32)
    result.setDevicePixelRatio(ratio)
    result.fill(QColor(_GROUND))
    painter = QPainter(result)
    painter.drawPixmap(_MARGIN, _MARGIN, grabbed)
    painter.end()
    return result


def _in_own_process(scale: int, arguments: list[str]) -> int:
    command = [sys.executable, "-m", "captioner.bench.screenshots"]
    skip = False
    for each in arguments:
        # the scale is set again
        if skip or each == "--scale":
            skip = each == "--scale"
            continue
        command.append(each)
    environment = {**os.environ, _SCALE_VARIABLE: str(scale)}
    return subprocess.run([*command, "--scale", str(scale)], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
