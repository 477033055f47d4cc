"""Options that several commands share, and the settings that result from them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from captioner import languages, paths
from captioner.audio import sources
from captioner.cli.exit_codes import UsageError
from captioner.cli.recordings.output_files import check_output
from captioner.errors import AudioFileError
from captioner.export.registry import Format
from captioner.settings import declared as settings
from captioner.settings import file as settings_file
from captioner.settings.declared import Settings

if TYPE_CHECKING:
    from captioner.captions.substitution import Substitution

FORMATS = tuple(each.value for each in Format)
"""The formats of transcripts, also their file name endings."""
VIEWS = ("cleaned", "marked", "said")
"""The values of `View`, which is not imported here because its module loads NumPy."""

_KEYS = {
    "source": "audio.source",
    "application": "audio.application",
    "model": "speech.model",
    "language": "speech.language",
    "verbatim": "speech.verbatim_prompt",
    "view": "general.view",
    "hotwords": "speech.vocabulary",
    "threads": "speech.threads",
    "compute_device": "speech.device",
    "compute_type": "speech.compute_type",
}
"""Options that replace a setting for one run."""


def add_model(parser: argparse._ActionsContainer) -> None:
    """`--model`."""
    parser.add_argument(
        "--model", metavar="MODEL", help="speech model: a name from `captioner models list`, or its folder"
    )


def add_language(parser: argparse._ActionsContainer) -> None:
    """`--language`."""
    parser.add_argument(
        "--language",
        metavar="LANGUAGE",
        type=language,
        help="spoken language, such as de or German; auto lets the model decide",
    )


def add_verbatim(parser: argparse._ActionsContainer) -> None:
    """`--verbatim`."""
    parser.add_argument(
        "--verbatim",
        metavar="on|off",
        type=_switch,
        help="ask the model for um and uh: more of them come, and more mistakes where somebody reads aloud",
    )


def _switch(text: str) -> bool:
    """`on` or `off`."""
    if text not in ("on", "off"):
        raise argparse.ArgumentTypeError(f"{text} is neither on nor off")
    return text == "on"


def at_least_one(text: str) -> int:
    """An integer of at least 1."""
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


def add_view(parser: argparse._ActionsContainer, help: str) -> None:
    """`--view`."""
    parser.add_argument("--view", choices=VIEWS, help=help)


def add_listening(parser: argparse.ArgumentParser) -> None:
    """Add the options for the source and the output of live captions."""
    parser.add_argument(
        "--source",
        metavar="|".join([*sources.LIVE, "FILE"]),
        help="the microphone, this machine's sound, both as Me and Them, or a recording in real time "
        "(default: as in the settings)",
    )
    parser.add_argument(
        "--device",
        metavar="NAME",
        help="the microphone or output to use: its name or a part of it (see `captioner devices`)",
    )
    parser.add_argument(
        "--application",
        metavar="NAME",
        help="with --source system or both: only this program's sound, by a part of its name (Linux)",
    )
    add_model(parser)
    add_language(parser)
    add_verbatim(parser)
    add_view(parser, "the view to begin with, and to write with -o (default: as in the settings)")
    parser.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=Path,
        help="write the transcript to this file at the end; its ending sets the format",
    )
    add_force(parser)


def check_listening(chosen: argparse.Namespace) -> None:
    """Check now whether the output can be written at the end.

    Raises:
        UsageError: the name of the file has no ending that names a format.
        ExportError: the file cannot be written.
    """
    if chosen.output is not None:
        format_of(chosen.output)
        check_output(chosen.output, force=chosen.force)


def add_force(parser: argparse._ActionsContainer) -> None:
    """`--force`."""
    parser.add_argument("--force", action="store_true", help="replace existing files")


def chosen_settings(chosen: argparse.Namespace, tell: Callable[[str], None]) -> Settings:
    """The user's settings with the values of the command line.

    Args:
        tell: gets messages about values of the settings file that could not be used.

    Raises:
        SettingsError: a value is not allowed.
    """
    loaded = settings_file.load(paths.settings_file())
    for notice in loaded.notices:
        tell(str(notice))
    result = loaded.settings
    for name, key in _KEYS.items():
        value = getattr(chosen, name, None)
        if value is not None:
            result = settings.replace(result, key, value)
    device = getattr(chosen, "device", None)
    if device is not None:
        live = sources.LIVE.get(result.audio.source, sources.LIVE[sources.MICROPHONE])
        result = settings.replace(result, f"audio.{live.device_option}", device)
    return result


def substitution(chosen: Settings) -> Substitution:
    """The replacement of words in what is shown; the journal keeps the recognised words."""
    from captioner.captions.substitution import Substitution  # it loads NumPy, which help does not need

    return Substitution(chosen.captions.replacements, chosen.captions.hide_profanity)


def check_recording(chosen: Settings) -> None:
    """Notice a misspelt file before the models are loaded.

    Raises:
        AudioFileError: the source is a file that is not there.
    """
    source = chosen.audio.source
    if source not in sources.LIVE and not paths.from_user(source).exists():
        known = ", ".join(sources.LIVE)
        raise AudioFileError(f"There is no recording {source}.", f"The source is {known}, or the path of a file.")


def format_of(path: Path) -> str:
    """The format of a file's ending.

    Raises:
        UsageError: no format has this ending.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in FORMATS:
        raise UsageError(f"{path.name} has no ending that names a format.", f"Use one of .{', .'.join(FORMATS)}.")
    return ending
