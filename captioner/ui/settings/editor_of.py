"""Chooses the editor for an option."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from captioner.settings.option import Option
from captioner.ui.settings.editors import (
    Editor,
    FlagEditor,
    FontEditor,
    KeyEditor,
    NumberEditor,
    TextEditor,
    WholeNumberEditor,
)
from captioner.ui.settings.offers import Offers
from captioner.ui.settings.pickers import (
    ChoiceEditor,
    ColourEditor,
    DeviceEditor,
    FolderEditor,
    LanguageEditor,
    ModelEditor,
    OfferEditor,
    SourceEditor,
    WeightEditor,
    WordsEditor,
)

_BY_KEY: dict[str, type[Editor]] = {
    "overlay.font_family": FontEditor,
    "overlay.font_weight": WeightEditor,
    "speech.language": LanguageEditor,
}
_OFFERED: dict[str, type[OfferEditor] | type[WordsEditor]] = {
    "speech.vocabulary": WordsEditor,
    "captions.replacements": WordsEditor,
    "audio.source": SourceEditor,
    "audio.device": DeviceEditor,
    "audio.system_device": DeviceEditor,
    "speech.model": ModelEditor,
    "disfluency.model": ModelEditor,
    "general.transcripts_folder": FolderEditor,
}
_BY_TYPE: dict[type, type[Editor]] = {
    bool: FlagEditor,
    int: WholeNumberEditor,
    float: NumberEditor,
    str: TextEditor,
}


def editor(option: Option, offers: Offers, parent: QWidget | None = None) -> Editor:
    """The editor for an option that is not hidden."""
    if option.key in _OFFERED:
        return _OFFERED[option.key](option, offers, parent)
    return _kind(option)(option, parent)


def _kind(option: Option) -> type[Editor]:
    if option.section == "keys":
        return KeyEditor
    if option.key in _BY_KEY:
        return _BY_KEY[option.key]
    if option.choices:
        return ChoiceEditor
    if option.pattern and option.name.endswith("colour"):
        return ColourEditor
    return _BY_TYPE[option.type]
