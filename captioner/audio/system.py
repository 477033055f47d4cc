"""The machine's own sound as a source, captured in the way of each operating system."""

from __future__ import annotations

import sys

from captioner.audio import portaudio, virtual_device
from captioner.audio.live_source import Connect, LiveSource, Patience
from captioner.audio.pulse_application import ApplicationStream
from captioner.audio.pulse_stream import MonitorStream
from captioner.audio.source import AudioSource
from captioner.audio.wasapi import LoopbackStream
from captioner.errors import LoopbackUnavailable, NoInputDevice

PULSE = Patience(reopen_after_s=None, silence_is_normal=True)
"""The recorder ends when the sink is gone or another one is the default, and only then."""
WASAPI = Patience(reopen_after_s=5.0, silence_is_normal=True)
"""There is no audio while nothing plays, and no message when another output becomes the default. When the device is
silent, the default is therefore opened again; so a new default is followed once the old device falls silent."""
VIRTUAL = Patience(reopen_after_s=2.0, silence_is_normal=False)
"""A virtual device delivers zeros while nothing plays."""


def system_source(wanted: str = "", application: str = "") -> AudioSource:
    """The source of this machine's sound, not yet open.

    Args:
        wanted: name of the output or a part of it; empty follows the default output.
        application: name of the one program to hear, or a part of it; empty hears all of them.

    Raises:
        LoopbackUnavailable: this system is not Linux, Windows or macOS, or cannot separate programs.
    """
    if application:
        if not sys.platform.startswith("linux"):
            raise LoopbackUnavailable(
                "One program's sound can be captured only on Linux.", "Caption the sound of the whole machine."
            )
        return LiveSource(application, lambda: ApplicationStream(application), PULSE)
    connect, patience = _means(sys.platform, wanted)
    return LiveSource(wanted or "system sound", connect, patience)


def _means(platform: str, wanted: str) -> tuple[Connect, Patience]:
    """How a platform (a value of `sys.platform`) opens its output, and when it is opened again."""
    if platform.startswith("linux"):
        return lambda: MonitorStream(wanted), PULSE
    if platform == "win32":
        return lambda: LoopbackStream(wanted), WASAPI
    if platform == "darwin":
        return lambda: _virtual(wanted), VIRTUAL
    raise LoopbackUnavailable(
        "The machine's sound cannot be captured on {platform}.",
        "Use a microphone, or caption a recording.",
        platform=platform,
    )


def _virtual(wanted: str) -> portaudio.InputStream:
    try:
        device = virtual_device.find(lambda: portaudio.input_devices(refresh=True), wanted)
        return portaudio.InputStream(device)
    except NoInputDevice as error:
        raise LoopbackUnavailable(error.what, error.advice) from error
