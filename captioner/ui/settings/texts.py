"""The texts of the declared settings, in the language of the interface.

The declarations do not use Qt; their texts are looked up by the English text. `translations.update` collects them from
the declarations, and a test checks that each has a translation.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication

from captioner.settings import declared as settings
from captioner.settings.option import Option

CONTEXT = "Settings"
_NAMES = {
    "general": "General",
    "audio": "Sound",
    "speech": "Speech recognition",
    "disfluency": "Fillers and repairs",
    "captions": "Captions",
    "overlay": "Overlay",
    "serve": "Captions page",
    "keys": "Shortcuts",
}
_LABELS = {
    "audio.device": "Microphone",
    "audio.system_device": "Output",
    "speech.device": "Runs on",
    "speech.compute_type": "Precision",
    "speech.verbatim_prompt": "Ask for fillers",
    "overlay.use_x11": "Run through X11",
}
"""Labels of options whose names are internal."""
_CHOICES = {
    "auto": "Automatic",
    "en": "English",
    "de": "German",
    "marked": "All, removed words marked",
    "said": "All, as it was said",
    "cpu": "Processor",
    "cuda": "Graphics card (NVIDIA)",
    "int8": "8 bits",
    "int8_float32": "8 bits, computed with 32",
    "int8_float16": "8 bits, computed with 16",
    "int8_bfloat16": "8 bits, computed with 16 (brain float)",
    "float16": "16 bits",
    "bfloat16": "16 bits (brain float)",
    "float32": "32 bits",
    "bottom": "Bottom of the screen",
    "top": "Top of the screen",
    "free": "Where you put it",
}
"""Texts of values that differ from their names."""
_WHEN_EMPTY = "automatic"


def section(name: str) -> str:
    """The title of a section."""
    return _translated(_NAMES.get(name, name.capitalize()))


def section_help(name: str) -> str:
    """The help text of a section."""
    return _translated(settings.section_help(name))


def label(option: Option) -> str:
    """The label of an option."""
    return _translated(_english_label(option))


def help_of(option: Option) -> str:
    """The help text of an option."""
    return _translated(option.help)


def choice(option: Option, value: str) -> str:
    """The text of a choice."""
    return _translated(_english_choice(value))


def unit(option: Option) -> str:
    """The unit, or empty."""
    return _translated(option.unit) if option.unit else ""


def when_empty(option: Option) -> str:
    """The placeholder of an empty field."""
    return _translated(_WHEN_EMPTY) if option.default == "" else ""


def sources() -> Iterator[str]:
    """Every English text of the declarations that is shown."""
    yield _WHEN_EMPTY
    shown = [option for option in settings.describe() if not option.is_hidden]
    for name in dict.fromkeys(option.section for option in shown):
        yield _NAMES.get(name, name.capitalize())
        yield settings.section_help(name)
    for option in shown:
        yield _english_label(option)
        yield option.help
        yield from (_english_choice(value) for value in option.choices)
        if option.unit:
            yield option.unit


def _english_label(option: Option) -> str:
    if option.key in _LABELS:
        return _LABELS[option.key]
    # a name such as pause_s ends with its unit
    name = option.name.removesuffix("_s").replace("_", " ")
    return name[0].upper() + name[1:]


def _english_choice(value: str) -> str:
    return _CHOICES.get(value, value.replace("-", " ").capitalize())


def _translated(english: str) -> str:
    return QCoreApplication.translate(CONTEXT, english)
