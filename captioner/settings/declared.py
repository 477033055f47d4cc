"""Declares every setting once, in frozen sections; each stage gets only its own section."""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from captioner.errors import SettingsError, sentence
from captioner.labels import DISFLUENT, Label
from captioner.messages import Channel
from captioner.settings.option import Option, Value, option, options_of
from captioner.settings.themes import THEMES

_COLOUR = "(#[0-9a-fA-F]{6})?"
_COLOUR_HELP = sentence("a colour as #rrggbb, or empty for the theme's own")


@dataclass(frozen=True, slots=True)
class General:
    """General settings."""

    language: str = option(
        "auto",
        choices=("auto", "en", "de"),
        help="Language of the windows; automatic follows the system.",
        restart=True,
    )
    view: str = option(
        "cleaned",
        choices=("cleaned", "marked", "said"),
        formerly={"raw": "marked"},
        help="What captions show: the cleaned text, or every word, with removed ones marked or not.",
    )
    transcripts_folder: str = option("", help="Folder for transcripts.", restart=True)
    keep_journal: bool = option(
        True, help="Save each settled word to disk at once, so that a crash loses nothing.", restart=True
    )
    keep_history: bool = option(True, help="Keep past sessions, searchable, on this machine.", restart=True)
    start_at_once: bool = option(False, help="Start captions as soon as the program starts.")
    export_folder: str = option("", help="Where the last transcript was exported to.", is_hidden=True)
    export_format: str = option("", help="The format of the last export.", is_hidden=True)
    first_start_done: bool = option(False, help="The first-start pages have been shown.", is_hidden=True)


@dataclass(frozen=True, slots=True)
class Audio:
    """The source of sound."""

    source: str = option(
        Channel.MICROPHONE.value,
        help="What is captioned: a microphone, what this machine plays, both, or a recording.",
        restart=True,
    )
    device: str = option(
        "",
        help="The microphone to caption. Unless you choose one, Captioner follows the system's choice.",
        restart=True,
    )
    system_device: str = option(
        "", help="The output to caption. Unless you choose one, Captioner follows the system's choice.", restart=True
    )
    application: str = option(
        "",
        help="Caption only the sound of this program, by name (Linux). Leave it empty for the whole machine.",
        restart=True,
    )


@dataclass(frozen=True, slots=True)
class Speech:
    """Speech recognition."""

    model: str = option("whisper-tiny-en", help="The model that recognises speech.", restart=True)
    language: str = option("auto", help="Spoken language.", restart=True)
    device: str = option(
        "auto",
        choices=("auto", "cpu", "cuda"),
        help="Where recognition runs; automatic tries the graphics card first.",
        restart=True,
    )
    compute_type: str = option(
        "auto",
        choices=("auto", "int8", "int8_float32", "int8_float16", "int8_bfloat16", "float16", "bfloat16", "float32"),
        help="Number format of the computation; automatic picks the fastest that works.",
        restart=True,
    )
    threads: int = option(
        0, minimum=0, maximum=64, help="Threads of the processor that recognition uses.", restart=True
    )
    verbatim_prompt: bool = option(
        False, help="Show the model an example with fillers, so that it writes down more of them.", restart=True
    )
    vocabulary: str = option("", help="Names and terms that the model should expect.", restart=True)
    vocabulary_name: str = option("", help="The set of names and terms that is used.", is_hidden=True)
    vocabularies: Mapping[str, Any] = option(
        {}, help="Sets of names and terms by what they are for, such as a project.", is_hidden=True
    )
    pause_s: float = option(
        0.6, minimum=0.2, maximum=3.0, unit="seconds", help="Silence that ends an utterance.", restart=True
    )
    longest_utterance_s: float = option(
        20.0, minimum=5.0, maximum=28.0, unit="seconds", help="Speech without a pause is cut after this.", restart=True
    )


@dataclass(frozen=True, slots=True)
class Disfluency:
    """Removal of disfluencies from the cleaned view."""

    model: str = option(
        "auto",
        help="The model that finds fillers and repairs.",
        restart=True,
    )
    thoroughness: str = option(
        "standard",
        choices=("gentle", "standard", "thorough"),
        help="Gentle removes only certain disfluencies. Thorough also removes likely ones.",
        restart=True,
    )
    remove_fillers: bool = option(True, help="Remove um, uh and the like.")
    remove_markers: bool = option(True, help="Remove you know, I mean and the like where they carry no meaning.")
    remove_repairs: bool = option(True, help="Remove repetitions, corrections, false starts and cut-off words.")

    @property
    def removed(self) -> frozenset[Label]:
        """The labels that are not part of the cleaned view."""
        return frozenset(label for label in DISFLUENT if getattr(self, label.row.removed_by))


@dataclass(frozen=True, slots=True)
class Captions:
    """Wording and layout of captions."""

    lines: int = option(2, minimum=1, maximum=6, help="Lines shown at once.")
    width: int = option(42, minimum=16, maximum=120, unit="characters", help="Longest line.")
    limit_reading_rate: bool = option(False, help="Hold lines back when speech is faster than the reading rate.")
    reading_rate: int = option(
        20, minimum=8, maximum=40, unit="characters a second", help="Reading rate, when it is limited."
    )
    replacements: Mapping[str, Any] = option({}, help="Words to show instead of others.")
    hide_profanity: bool = option(False, help="Show stars for swear words. Saved transcripts keep the words.")
    fade_after_s: int = option(
        20, minimum=0, maximum=600, unit="seconds", help="Captions fade after this much silence; 0 keeps them."
    )
    mark_speakers: bool = option(
        False, help="Start a line with a dash when another person speaks, as far as that is certain.", restart=True
    )
    show_provisional: bool = option(True, help="Show words that may still change, in a lighter style.")


@dataclass(frozen=True, slots=True)
class Overlay:
    """Look and behaviour of the caption window."""

    theme: str = option("dark", choices=tuple(THEMES), help="Colours of the overlay.")
    font_family: str = option("", help="Font of the captions.")
    font_size: int = option(24, minimum=8, maximum=96, unit="points", help="Size of the text.")
    font_weight: int = option(500, minimum=100, maximum=900, help="Weight of the text.")
    text_colour: str = option("", pattern=_COLOUR, pattern_help=_COLOUR_HELP, help="Colour of settled words.")
    provisional_colour: str = option(
        "", pattern=_COLOUR, pattern_help=_COLOUR_HELP, help="Colour of words that may still change."
    )
    background_colour: str = option("", pattern=_COLOUR, pattern_help=_COLOUR_HELP, help="Colour behind the text.")
    background_opacity: float = option(0.8, minimum=0.0, maximum=1.0, help="Opacity of the background; 0 is clear.")
    outline_width: float = option(
        0.0, minimum=0.0, maximum=8.0, unit="pixels", help="Width of the outline around letters; 0 for none."
    )
    outline_colour: str = option("", pattern=_COLOUR, pattern_help=_COLOUR_HELP, help="Colour of the outline.")
    line_spacing: float = option(1.2, minimum=1.0, maximum=2.5, unit="lines", help="Distance from line to line.")
    alignment: str = option("left", choices=("left", "centre", "right"), help="How lines are aligned.")
    position: str = option("bottom", choices=("bottom", "top", "free"), help="Screen edge where the overlay stays.")
    click_through: bool = option(False, help="Let mouse clicks pass through to the window below.")
    reduce_motion: str = option(
        "auto",
        choices=("auto", "on", "off"),
        help="Replace movement with instant change; automatic follows the system.",
    )
    use_x11: str = option(
        "auto",
        choices=("auto", "on", "off"),
        help="On Wayland, run through X11, so that the overlay can stay on top.",
        restart=True,
    )
    places: Mapping[str, Any] = option(
        {}, help="Monitor layout to the overlay's place [x, y, width, height].", is_hidden=True
    )


@dataclass(frozen=True, slots=True)
class Serve:
    """A page with the captions, for OBS or a second screen."""

    page: bool = option(False, help="Show the captions on a web page for programs on this machine.")
    port: int = option(8642, minimum=1024, maximum=65535, help="Port of the page; its address is 127.0.0.1.")


def _key(default: str, help: str) -> str:
    """A shortcut in Qt's portable form, as in `Ctrl+Shift+C`."""
    text: str = option(default, help=help)
    return text


@dataclass(frozen=True, slots=True)
class Keys:
    """Shortcuts. Clear one to turn it off."""

    start_stop: str = _key("Ctrl+Return", "Start and stop captions.")
    pause: str = _key("Space", "Pause and go on.")
    view: str = _key("R", "Show or hide removed words.")
    transcript: str = _key("Ctrl+T", "Open the transcript.")
    settings: str = _key("Ctrl+,", "Open the settings.")
    models: str = _key("Ctrl+M", "Open the models page.")
    hide: str = _key("Ctrl+H", "Hide and show the overlay.")
    larger: str = _key("Ctrl++", "Larger text.")
    smaller: str = _key("Ctrl+-", "Smaller text.")
    quit: str = _key("Ctrl+Q", "Quit.")
    global_view: str = _key("Ctrl+Alt+R", "Show or hide removed words, from any program.")
    global_pause: str = _key("Ctrl+Alt+P", "Pause and go on, from any program.")
    global_earlier: str = _key("Ctrl+Alt+PgUp", "Earlier captions in the overlay, from any program.")
    global_later: str = _key("Ctrl+Alt+PgDown", "Later captions in the overlay, from any program.")
    global_live: str = _key("Ctrl+Alt+End", "Back to live captions, from any program.")
    global_click_through: str = _key("Ctrl+Alt+C", "Turn click-through on or off, from any program.")


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings; a stage gets only its own section."""

    general: General = field(default_factory=General)
    audio: Audio = field(default_factory=Audio)
    speech: Speech = field(default_factory=Speech)
    disfluency: Disfluency = field(default_factory=Disfluency)
    captions: Captions = field(default_factory=Captions)
    overlay: Overlay = field(default_factory=Overlay)
    serve: Serve = field(default_factory=Serve)
    keys: Keys = field(default_factory=Keys)


_SECTIONS: Mapping[str, type] = {
    "general": General,
    "audio": Audio,
    "speech": Speech,
    "disfluency": Disfluency,
    "captions": Captions,
    "overlay": Overlay,
    "serve": Serve,
    "keys": Keys,
}
_OPTIONS: Mapping[str, Option] = {
    each.key: each for section, declared_in in _SECTIONS.items() for each in options_of(section, declared_in)
}


def describe() -> Iterator[Option]:
    """Every option, section by section, in the order of declaration."""
    return iter(_OPTIONS.values())


def section_help(section: str) -> str:
    """The help text of a section."""
    return (_SECTIONS[section].__doc__ or "").strip()


def find(key: str) -> Option:
    """The option called `section.name`.

    Raises:
        SettingsError: there is none; the message proposes the nearest name.
    """
    if key in _OPTIONS:
        return _OPTIONS[key]
    near = difflib.get_close_matches(key, _OPTIONS, n=1)
    same_name = [each for each in _OPTIONS if each.split(".")[1] == key.rsplit(".", maxsplit=1)[-1]]
    guess = next(iter(near or same_name), "")
    raise SettingsError("There is no setting {key}.", "Did you mean {near}?" if guess else "", key=key, near=guess)


def get(settings: Settings, key: str) -> Value:
    """The value of the option called `section.name`.

    Raises:
        SettingsError: there is none.
    """
    found = find(key)
    value: Value = getattr(getattr(settings, found.section), found.name)
    return value


def replace(settings: Settings, key: str, value: Any) -> Settings:
    """The same settings with one changed value.

    Raises:
        SettingsError: there is no option `key`, or `value` is not allowed.
    """
    found = find(key)
    section = dataclasses.replace(getattr(settings, found.section), **{found.name: found.check(value)})
    return dataclasses.replace(settings, **{found.section: section})


def changed(before: Settings, after: Settings) -> tuple[Option, ...]:
    """The options that differ."""
    return tuple(each for each in describe() if get(before, each.key) != get(after, each.key))
