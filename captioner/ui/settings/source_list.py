"""What captions can come from, as choices for a person."""

from __future__ import annotations

from dataclasses import dataclass, replace

from captioner.audio import devices
from captioner.errors import AudioError
from captioner.settings.declared import Audio
from captioner.ui.look.texts import error_text, translate


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
    """The choices, and why there may be fewer than expected."""

    choices: tuple[SourceChoice, ...]
    problems: tuple[str, ...] = ()


def find() -> Sources:
    """Look for microphones and outputs; takes a second, so not on the GUI thread."""
    choices = []
    problems = []
    try:
        choices += [SourceChoice(each.name, "mic", device=each.spec) for each in devices.microphones()]
    except AudioError as error:
        problems.append(error_text(error))
    try:
        for each in devices.outputs():
            name = translate("Sources", "What is played on {0}").format(each.name)
            choices.append(SourceChoice(name, "system", system_device=each.spec))
        for program in devices.applications():
            choices.append(
                SourceChoice(translate("Sources", "Only what {0} plays").format(program), "system", application=program)
            )
    except AudioError as error:
        problems.append(error_text(error))
    if not problems and len({each.source for each in choices}) == 2:
        choices.append(SourceChoice(translate("Sources", "Microphone and what is played, as Me and Them"), "both"))
    return Sources(tuple(choices), tuple(problems))
