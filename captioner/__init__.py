"""Captioner: live captions on the desktop that read like writing, made entirely on the user's own machine.

As a library: `transcribe` a recording, `clean` a text, run a `Pipeline` of `stages` live; see docs/python.md. They are
imported when they are first used, so that `import captioner` loads nothing else.
"""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from captioner.api import Pipeline, Transcription, clean, stages, transcribe
    from captioner.errors import CaptionerError

__all__ = ["CaptionerError", "Pipeline", "Transcription", "clean", "stages", "transcribe"]
__version__ = "0.1.0"

# Nothing is sent anywhere. onnxruntime 1.32 writes a device id and a store of events into the user's cache while it is
# imported, by faster-whisper too, and was reported to look up a telemetry host. Its own switch in Python is too late,
# so this stands before every import.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"
os.environ["HF_HUB_DISABLE_TELEMETRY"] = "1"


def __getattr__(name: str) -> object:
    """A name of the library, imported now."""
    if name not in __all__:
        raise AttributeError(f"module 'captioner' has no attribute {name!r}")
    from captioner import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
