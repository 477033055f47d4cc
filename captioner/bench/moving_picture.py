"""A moving picture of captions as they come: `python -m captioner.bench.moving_picture --out FILE.webp`.

The bundled recording runs through the whole program in virtual time. The overlay is drawn after each update, and each
picture lasts as long as it would stay on the screen. Needs Pillow (extra `train`).
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QImage

from captioner import app, loading, paths
from captioner.audio.file import FileSource
from captioner.bench import sample, screenshots
from captioner.bench.policies import with_rules
from captioner.bench.virtual_time import VirtualClock
from captioner.messages import CaptionUpdate
from captioner.pipeline import Pipeline
from captioner.record.session import Session
from captioner.record.transcript import Transcript
from captioner.settings import declared
from captioner.settings.declared import Settings
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from captioner.ui.windows import Windows

_LEAST_MS = 80
"""Updates that follow faster are one picture."""
_LAST_MS = 2_500
"""Time to read the last lines before the picture begins again."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the picture."""
    parser = argparse.ArgumentParser(prog="python -m captioner.bench.moving_picture", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the file, .webp, .png or .gif")
    parser.add_argument("--seconds", type=float, default=24.0, help="of the recording (24)")
    chosen = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    draw(list(captioned(chosen.seconds)), chosen.out)
    return 0


def captioned(seconds: float) -> Iterator[tuple[float, CaptionUpdate]]:
    """The live updates of the recording, each with its time in seconds."""
    clock = VirtualClock(time.process_time)
    settings = Settings()
    source = FileSource(paths.demo_recording(), paced=True, clock=clock.now, sleep=clock.sleep)
    parts = app.stages(with_rules(loading.load_models(settings), None, clock.now), settings, source)
    found: list[tuple[float, CaptionUpdate]] = []
    began = clock.now()
    pipeline = Pipeline(lambda: parts, lambda update: found.append((clock.now() - began, update)))
    pipeline.run()
    return (each for each in found if each[0] <= seconds)


def draw(updates: Sequence[tuple[float, CaptionUpdate]], out: Path) -> None:
    """Write the overlay after each update as one moving picture."""
    from PIL import Image

    settings = declared.replace(Settings(), "overlay.reduce_motion", "on")
    controller = Controller(partial(sample.RecordedEngine, []), lambda: Session(Transcript()))
    application = screenshots.qt_application()
    shown = Windows(application, controller, Preferences(settings, None), sample.backend())
    shown.overlay.show()
    controller.start()
    images: list[Image.Image] = []
    lengths: list[int] = []
    try:
        for number, (at_s, update) in enumerate(updates):
            controller.take(update)
            following = updates[number + 1][0] if number + 1 < len(updates) else at_s + _LAST_MS / 1000
            length = round((following - at_s) * 1000)
            if length < _LEAST_MS:
                continue
            drawn = screenshots.picture(shown.overlay).convertToFormat(QImage.Format.Format_RGB888)
            data = bytes(drawn.constBits())
            size = (drawn.width(), drawn.height())
            images.append(Image.frombytes("RGB", size, data, "raw", "RGB", drawn.bytesPerLine()))
            lengths.append(length)
    finally:
        screenshots.put_away(shown)
    images[0].save(out, save_all=True, append_images=images[1:], duration=lengths, loop=0, lossless=True, quality=80)


if __name__ == "__main__":
    sys.exit(main())
