"""The possible sources of captions, as choices for the user."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from captioner.audio import devices, sources
from captioner.audio.devices import Device
from captioner.errors import AudioError
from captioner.settings.declared import Audio
from captioner.ui.look import source_names
from captioner.ui.look.texts import error_text, translate

_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class SourceChoice:
    """A microphone or an output, with the settings that choose it."""

    text: str
    source: str
    device: str = ""
    system_device: str = ""
    application: str = ""

    def applied(self, audio: Audio) -> Audio:
        """The settings with this choice."""
        return replace(
            audio,
            source=self.source,
            device=self.device,
            system_device=self.system_device,
            application=self.application,
        )


@dataclass(frozen=True, slots=True)
class Sources:
    """The devices of this machine, and why there are fewer than expected."""

    microphones: tuple[Device, ...] = ()
    outputs: tuple[Device, ...] = ()
    problems: tuple[str, ...] = ()
    applications: tuple[str, ...] = ()
    """programs that play sound now"""

    def choices(self) -> list[SourceChoice]:
        """Every device once; first the system's default, which is followed when it changes."""
        spoken = translate("Sources", "Microphone: {0}")
        result = [
            SourceChoice(spoken.format(text), sources.MICROPHONE, device=spec)
            for text, spec in _listed(self.microphones)
        ]
        played = translate("Sources", "Sound of {0}")
        for text, spec in _listed(self.outputs):
            result.append(SourceChoice(played.format(text), sources.SYSTEM, system_device=spec))
        only = translate("Sources", "Only the sound of {0}")
        result += [SourceChoice(only.format(each), sources.SYSTEM, application=each) for each in self.applications]
        for name in sources.LIVE.keys() - {sources.MICROPHONE, sources.SYSTEM}:
            if name != sources.BOTH or (self.microphones and self.outputs):
                result.append(SourceChoice(source_names.title(name), name))
        return result


def own_choice(found: tuple[Device, ...]) -> str:
    """The name of the system's default."""
    name = next((device.name for device in found if device.is_default), "")
    if not name:
        return translate("Sources", "the system's choice")
    return translate("Sources", "{0} (the system's choice)").format(name)


def _listed(found: tuple[Device, ...]) -> Iterator[tuple[str, str]]:
    if found:
        yield own_choice(found), ""
    yield from ((device.name, device.spec) for device in found if not device.is_default)


def find() -> Sources:
    """Search for microphones and outputs; takes a second, so do not call it on the GUI thread."""
    problems: list[str] = []
    found = _found(devices.microphones, problems), _found(devices.outputs, problems)
    return Sources(*found, tuple(problems), _found(devices.applications, []))


def _found(look: Callable[[], list[_Found]], problems: list[str]) -> tuple[_Found, ...]:
    try:
        return tuple(look())
    except AudioError as error:
        problems.append(error_text(error))
        return ()
