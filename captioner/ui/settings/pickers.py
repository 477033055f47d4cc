"""Editors with a list to choose from: choices, devices, models, languages, colours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QColorDialog, QFileDialog, QWidget

from captioner import languages
from captioner.audio import sources
from captioner.models.manifest import Kind
from captioner.settings.option import Option
from captioner.ui.look import source_names
from captioner.ui.look.buttons import push_button
from captioner.ui.look.pick_list import PickList
from captioner.ui.look.texts import language_name, model_name, translate
from captioner.ui.settings import source_list
from captioner.ui.settings import texts as setting_texts
from captioner.ui.settings.editors import Editor
from captioner.ui.settings.offers import Offers

_SWATCH = 16
"""Pixels of a colour beside its name."""


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a list."""

    text: str
    value: Any
    colour: str = ""
    """as #rrggbb if the line is a colour"""


class _Ask:
    """The value of a line that opens a dialog."""


class ListEditor(Editor):
    """One of several values; the current one is shown even if it is no longer offered."""

    def __init__(self, option: Option, parent: QWidget | None = None) -> None:
        super().__init__(option, parent)
        self._value: Any = option.default
        self._list = PickList(self)
        self._list.activated.connect(self._on_activated)
        self._hold(self._list)

    def show_value(self, value: Any) -> None:
        """Show the current value."""
        self._value = value
        self.fill()

    def fill(self) -> None:
        """Fill the list with the current choices."""
        items = list(self.items())
        value = self.stored(self._value)
        if all(item.value != value for item in items):
            items.insert(0, self.unlisted(value))
        shown = [(self._list.itemText(n), self._list.itemData(n)) for n in range(self._list.count())]
        if shown != [(item.text, item.value) for item in items]:
            self._list.clear()
            for item in items:
                self._list.addItem(_swatch(item.colour), item.text, item.value)
        self._list.setCurrentIndex(next(n for n, item in enumerate(items) if item.value == value))

    def items(self) -> Iterator[Item]:
        """The offered items."""
        raise NotImplementedError

    def unlisted(self, value: Any) -> Item:
        """The item of a current value that is not offered."""
        return Item(str(value), value)

    def stored(self, value: Any) -> Any:
        """The value in the form of the list."""
        return value

    def ask(self) -> None:
        """Open the dialog of the chosen line."""

    def _on_activated(self, number: int) -> None:
        value = self._list.itemData(number)
        if isinstance(value, _Ask):
            self.fill()
            self.ask()
        else:
            self.edited.emit(value)


class ChoiceEditor(ListEditor):
    """One of a few choices."""

    def items(self) -> Iterator[Item]:
        """The choices of the option."""
        for value in self.option.choices:
            yield Item(setting_texts.choice(self.option, value), value)


class WeightEditor(ListEditor):
    """The weight of a font."""

    def items(self) -> Iterator[Item]:
        """The named font weights."""
        yield Item(self.tr("Light"), 300)
        yield Item(self.tr("Regular"), 400)
        yield Item(self.tr("Medium"), 500)
        yield Item(self.tr("Semi-bold"), 600)
        yield Item(self.tr("Bold"), 700)
        yield Item(self.tr("Black"), 900)

    def unlisted(self, value: Any) -> Item:
        """A weight between the named ones."""
        return Item(self.tr("{0} of 900").format(value), value)


class LanguageEditor(ListEditor):
    """A spoken language, by its own name."""

    def items(self) -> Iterator[Item]:
        """The languages that Whisper knows."""
        yield Item(self.tr("Detected by the model"), languages.AUTO)
        named = sorted((language_name(code).casefold(), code) for code in languages.NAMES)
        for _, code in named:
            yield Item(language_name(code), code)

    def stored(self, value: Any) -> Any:
        """The code of a language, which settings may name in English."""
        try:
            return languages.code(value)
        except ValueError:
            return value


class OfferEditor(ListEditor):
    """A choice on this machine, filled again when the choices change."""

    def __init__(self, option: Option, offers: Offers, parent: QWidget | None = None) -> None:
        super().__init__(option, parent)
        self.offers = offers
        offers.changed.connect(self.fill)


class SourceEditor(OfferEditor):
    """Microphone, system sound, or a recording."""

    _ASK = _Ask()

    def items(self) -> Iterator[Item]:
        """The live sources, and a line that opens a file."""
        for name in sources.LIVE:
            yield Item(source_names.title(name), name)
        yield Item(self.tr("A recording…"), self._ASK)

    def unlisted(self, value: Any) -> Item:
        """A recording by its name."""
        return Item(self.tr("The recording {0}").format(Path(value).name), value)

    def ask(self) -> None:
        """Ask for a recording."""
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a recording"))
        if chosen:
            self.edited.emit(chosen)


class DeviceEditor(OfferEditor):
    """A microphone or an output, by the name that the system gives it."""

    def items(self) -> Iterator[Item]:
        """The system's default, and every device."""
        sources = self.offers.sources
        found = sources.microphones if self.option.name == "device" else sources.outputs
        yield Item(source_list.own_choice(found), "")
        for device in found:
            yield Item(device.name, device.spec)

    def unlisted(self, value: Any) -> Item:
        """A device that is not connected."""
        return Item(self.tr("{0} (not connected)").format(value.partition("|")[0]), value)


class ModelEditor(OfferEditor):
    """A model on this machine, or the models page."""

    _ASK = _Ask()

    def items(self) -> Iterator[Item]:
        """The models on this machine."""
        kind: Kind = "speech" if self.option.section == "speech" else "disfluency"
        if kind == "disfluency":
            yield Item(self.tr("Follow the spoken language"), "auto")
            yield Item(self.tr("None: nothing is removed"), "none")
        for model in self.offers.models(kind):
            spoken = ", ".join(map(language_name, model.manifest.languages)) if model.manifest else ""
            size = self.tr("{0} MB").format(round(model.size / 1e6))
            yield Item(f"{model_name(model.name)} ({', '.join(filter(None, (spoken, size)))})", model.name)
        yield Item(self.tr("More models…"), self._ASK)

    def unlisted(self, value: Any) -> Item:
        """A model of a folder, or one that is missing."""
        if Path(value).is_dir():
            return Item(self.tr("{0}, in a folder of your own").format(Path(value).name), value)
        return Item(self.tr("{0} (not on this machine)").format(model_name(value)), value)

    def ask(self) -> None:
        """Open the models page."""
        self.offers.models_asked.emit()


class WordsEditor(Editor):
    """The number of names, terms and replacements, and a button for their dialog."""

    def __init__(self, option: Option, offers: Offers, parent: QWidget | None = None) -> None:
        super().__init__(option, parent)
        self.button = push_button("", self, lambda: offers.words_asked.emit(option.key))
        self._hold(self.button)

    def show_value(self, value: Any) -> None:
        """Show the number."""
        words = [word for word in value.split(",") if word.strip()] if isinstance(value, str) else value
        self.button.setText(self.tr("Edit… (%n word(s))", "", len(words)) if words else self.tr("Edit…"))


class FolderEditor(OfferEditor):
    """A folder, chosen in the system's dialog."""

    _ASK = _Ask()

    def items(self) -> Iterator[Item]:
        """The program's own folder, and a line for another."""
        yield Item(self.tr("Captioner's own folder"), "")
        yield Item(self.tr("Another folder…"), self._ASK)

    def ask(self) -> None:
        """Ask for a folder."""
        chosen = QFileDialog.getExistingDirectory(self, setting_texts.label(self.option), self._value)
        if chosen:
            self.edited.emit(chosen)


class ColourEditor(ListEditor):
    """A colour with its name, or the theme's own."""

    _ASK = _Ask()

    def items(self) -> Iterator[Item]:
        """The usual colours of captions, and a line for any other."""
        yield Item(self.tr("Theme colour"), "")
        for name, colour in _colours():
            yield Item(name, colour, colour)
        yield Item(self.tr("Another colour…"), self._ASK)

    def unlisted(self, value: Any) -> Item:
        """A colour of the user's own."""
        return Item(self.tr("Your own colour"), value, value)

    def stored(self, value: Any) -> Any:
        """The colour in lower case; settings may have capitals."""
        return value.lower()

    def ask(self) -> None:
        """Ask for a colour."""
        plain = QColorDialog.ColorDialogOption.DontUseNativeDialog
        chosen = QColorDialog.getColor(QColor(self._value or "#ffffff"), self, setting_texts.label(self.option), plain)
        if chosen.isValid():
            self.edited.emit(chosen.name())


def _colours() -> tuple[tuple[str, str], ...]:
    """The colours of broadcasters' captions, softer than pure ones, and of backgrounds."""
    return (
        (translate("Colours", "White"), "#ffffff"),
        (translate("Colours", "Yellow"), "#ffe95c"),
        (translate("Colours", "Green"), "#7fe08a"),
        (translate("Colours", "Cyan"), "#6fd8f0"),
        (translate("Colours", "Blue"), "#7cb4ff"),
        (translate("Colours", "Magenta"), "#f29cf0"),
        (translate("Colours", "Orange"), "#ffb066"),
        (translate("Colours", "Light grey"), "#c4c9d0"),
        (translate("Colours", "Dark grey"), "#3a4048"),
        (translate("Colours", "Dark blue"), "#12233f"),
        (translate("Colours", "Black"), "#000000"),
    )


def _swatch(colour: str) -> QIcon:
    if not colour:
        return QIcon()
    pixmap = QPixmap(_SWATCH, _SWATCH)
    pixmap.fill(QColor(colour))
    painter = QPainter(pixmap)
    painter.setPen(Qt.GlobalColor.gray)
    painter.drawRect(0, 0, _SWATCH - 1, _SWATCH - 1)
    painter.end()
    return QIcon(pixmap)
