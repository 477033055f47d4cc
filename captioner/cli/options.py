"""Options that several commands share, and the settings that come of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from captioner import languages, paths
from captioner.cli.exit_codes import UsageError
from captioner.errors import AudioFileError
from captioner.settings import declared as settings
from captioner.settings import file as settings_file
from captioner.settings.declared import Disfluency, Settings

if TYPE_CHECKING:
    from captioner.messages import Label

FORMATS = ("txt", "srt", "vtt", "json", "md", "html")
"""What a transcript can be written as, also the endings of such files."""

_KEYS = {
    "source": "audio.source",
    "application": "audio.application",
    "model": "speech.model",
    "language": "speech.language",
    "view": "general.view",
}
"""Options that stand for a setting, for this one run."""


def add_model(parser: argparse.ArgumentParser) -> None:
    """`--model`."""
    parser.add_argument(
        "--model", metavar="MODEL", help="speech model: a name from `captioner models list`, or its folder"
    )


def add_language(parser: argparse.ArgumentParser) -> None:
    """`--language`."""
    parser.add_argument(
        "--language",
        metavar="LANGUAGE",
        type=language,
        help="language spoken, as de or German; auto lets the model decide",
    )


def at_least_one(text: str) -> int:
    """A number from 1 on, of what is counted."""
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is no number from 1 on")
    return number


def language(text: str) -> str:
    """The code of a language given by code or name."""
    try:
        return languages.code(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text} is no language that Whisper knows, such as de or German") from error


def add_view(parser: argparse.ArgumentParser, help: str, choices: tuple[str, ...] = ("raw", "cleaned")) -> None:
    """`--view`."""
    parser.add_argument("--view", choices=choices, help=help)


def add_force(parser: argparse.ArgumentParser) -> None:
    """`--force`."""
    parser.add_argument("--force", action="store_true", help="replace files that exist already")


def chosen_settings(chosen: argparse.Namespace, tell: Callable[[str], None]) -> Settings:
    """The user's settings with what the command line says instead.

    Args:
        tell: gets sentences about what could not be used of the settings file.

    Raises:
        SettingsError: a value is not allowed.
    """
    loaded = settings_file.load(paths.settings_file())
    for notice in loaded.notices:
        tell(str(notice))
    result = loaded.settings
    for name, key in _KEYS.items():
        value = getattr(chosen, name, None)
        if value is not None and (name, value) != ("view", "both"):
            result = settings.replace(result, key, value)
    device = getattr(chosen, "device", None)
    if device is not None:
        key = "audio.system_device" if result.audio.source == "system" else "audio.device"
        result = settings.replace(result, key, device)
    return result


def check_recording(chosen: Settings) -> None:
    """Notice a misspelt file before the models are loaded.

    Raises:
        AudioFileError: the source is a file that is not there.
    """
    source = chosen.audio.source
    if source not in ("mic", "system", "both") and not Path(source).expanduser().exists():
        raise AudioFileError(
            f"There is no recording {source}.", "The source is mic, system, both, or the path of a file."
        )


def format_of(path: Path) -> str:
    """The format that a file's ending stands for.

    Raises:
        UsageError: it stands for none.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UsageError(f"{path.name} has no ending that names a format.", f"Use one of .{', .'.join(FORMATS)}.")
    return ending


def removed_labels(disfluency: Disfluency) -> frozenset[Label]:
    """The labels that the settings leave out of the cleaned view."""
    from captioner.captions import removal  # not needed to parse a command line

    return removal.removed_labels(
        fillers=disfluency.remove_fillers, markers=disfluency.remove_markers, repairs=disfluency.remove_repairs
    )
