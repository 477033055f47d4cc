"""The settings file: JSON with the values that differ from the defaults, written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import itertools
import json
import math
import os
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from captioner import log, private
from captioner.errors import Sentence, SettingsError, sentence
from captioner.settings import declared as settings
from captioner.settings.declared import Settings

_LOG = log.get(__name__)
_LARGEST = 1 << 20
"""Bytes: settings have a few thousand; a large file would delay the start for a minute."""


_NAMED = 5
"""Names in a line of the log"""


class _TooLarge(ValueError):
    """The file is larger than any settings."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings from the file.

    Attributes:
        notices: messages for the user: values that could not be used, and what was done instead; empty if all are good.
    """

    settings: Settings
    notices: tuple[Sentence, ...] = ()


def load(path: Path) -> Loaded:
    """Read the user's settings; an unusable value becomes its default, with a notice: nothing stops the program.

    A file that is no settings file is renamed to `NAME.damaged-N`. Options that this version does not know stay in the
    file: `save` keeps them.
    """
    try:
        content = _read(path)
    except FileNotFoundError:
        return Loaded(Settings())
    except OSError as error:
        unread = sentence(
            "The settings {path} cannot be read ({reason}); the defaults are used.", path=path, reason=error.strerror
        )
        return Loaded(Settings(), (unread,))
    except _TooLarge:
        large = sentence("The settings file is larger than {limit} MB, which no settings file is.", limit=1)
        return Loaded(Settings(), (large, _set_aside(path)))
    except ValueError:
        return Loaded(Settings(), (_set_aside(path),))
    result = Settings()
    notices = []
    unknown = [key for key, _ in _flat(content) if not _is_known(key)]
    if unknown:
        names = ", ".join(unknown[:_NAMED]) + (f" and {len(unknown) - _NAMED} more" if len(unknown) > _NAMED else "")
        _LOG.warning("the settings file names %s, which this version does not know; it is kept", names)
    for key, value in _flat(content):
        if not _is_known(key):
            continue
        try:
            result = settings.replace(result, key, value)
        except SettingsError as error:
            notices.append(sentence("{problem} The default is used.", problem=error.what))
    return Loaded(result, tuple(notices))


def save(chosen: Settings, path: Path) -> None:
    """Write the values that differ from the defaults, and the file's options that this version does not know.

    The file is written beside `path` and then renamed, so a crash leaves the old one or the new one.

    Raises:
        SettingsError: the folder cannot be written.
    """
    content: dict[str, Any] = {}
    for each in settings.changed(Settings(), chosen):
        value = settings.get(chosen, each.key)
        _put(content, each.key, dict(value) if isinstance(value, Mapping) else value)
    try:
        _write(path, _joined(_unknown(path), content))
    except _TooLarge:
        # the file would count as damaged at the next start, with the user's settings in it
        _LOG.warning("what this version of the settings does not know is too large to be kept")
        _write(path, content)


def import_from(path: Path) -> Settings:
    """Read exported settings; options that the file does not name get their defaults.

    Raises:
        SettingsError: it cannot be read, is no settings file, names an unknown option, or has a value out of range.
    """
    try:
        content = _read(path)
    except OSError as error:
        raise SettingsError(
            "The settings {path} cannot be read ({reason}).", path=path, reason=error.strerror
        ) from error
    except ValueError as error:
        raise SettingsError(
            "{path} is not a settings file.", "Choose a file that Captioner exported.", path=path
        ) from error
    result = Settings()
    for key, value in _flat(content):
        result = settings.replace(result, key, value)
    return result


def export_to(chosen: Settings, path: Path) -> None:
    """Write every setting but the hidden ones, for another machine or another person.

    Raises:
        SettingsError: the file cannot be written.
    """
    content: dict[str, Any] = {}
    for each in settings.describe():
        if not each.is_hidden:
            value = settings.get(chosen, each.key)
            _put(content, each.key, dict(value) if isinstance(value, Mapping) else value)
    _write(path, content)


def _read(path: Path) -> dict[str, dict[str, Any]]:
    """The sections of the file; ValueError where it is no settings file."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise OSError(errno.EINVAL, "no file")  # reading a pipe would wait
        with path.open("rb") as file:
            data = file.read(_LARGEST + 1)
        if len(data) > _LARGEST:
            raise _TooLarge
        # editors on Windows write a byte order mark, or UTF-16
        content = json.loads(data.decode(json.detect_encoding(data)), parse_constant=_no_constant, parse_float=_number)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error
    if not isinstance(content, dict) or not all(isinstance(each, dict) for each in content.values()):
        raise ValueError("not a mapping of sections")
    return content


def _number(text: str) -> float | str:
    """1e999 could not be written again as a number, so it stays text, which no option accepts."""
    value = float(text)
    return value if math.isfinite(value) else text


def _no_constant(name: str) -> None:
    """NaN and infinities are neither JSON nor settings."""
    raise ValueError(name)


def _write(path: Path, content: dict[str, Any]) -> None:
    """Replace `path` in one step; _TooLarge if `load` would not read it again."""
    temporary = None
    text = json.dumps(content, indent=2, allow_nan=False)
    if len(text) >= _LARGEST:
        text = json.dumps(content, allow_nan=False)
    if len(text) >= _LARGEST:
        raise _TooLarge
    try:
        # a settings file that is a link stays one: users keep their file elsewhere
        path = _resolved(path)
        private.make_folder(path.parent)
        handle, temporary = tempfile.mkstemp(prefix=path.name, dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text + "\n")
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except OSError as error:
        if temporary is not None:
            Path(temporary).unlink(missing_ok=True)
        raise SettingsError(
            "The settings cannot be written to {path} ({reason}).",
            "Check the folder's permissions and space.",
            path=path,
            reason=error.strerror,
        ) from error


def _resolved(path: Path) -> Path:
    """The target of a link; OSError if it leads to itself."""
    try:
        return path.resolve()
    except RuntimeError as error:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP)) from error


def _set_aside(path: Path) -> Sentence:
    """Rename a damaged file; returns the notice for the user."""
    with contextlib.suppress(OSError):
        path = _resolved(path)
    for number in itertools.count(1):
        aside = path.with_name(f"{path.name}.damaged-{number}")
        if aside.exists():
            continue
        try:
            path.rename(aside)
        except OSError as error:
            return sentence(
                "The settings {path} are damaged, and could not be set aside ({reason}); the defaults are used.",
                path=path,
                reason=error.strerror,
            )
        break
    return sentence(
        "The settings file was damaged; the defaults are used. The old file is kept as {aside}.", aside=aside
    )


def _flat(content: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Key and value of everything in the sections."""
    for section, values in content.items():
        for name, value in values.items():
            yield f"{section}.{name}", value


def _joined(unknown: Iterator[tuple[str, Any]], known: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Both by section, known options behind unknown ones."""
    content: dict[str, Any] = {}
    for key, value in unknown:
        _put(content, key, value)
    for section, values in known.items():
        content[section] = {**content.get(section, {}), **values}
    return content


def _put(content: dict[str, Any], key: str, value: Any) -> None:
    """Put a value into its section."""
    section, _, name = key.partition(".")
    content.setdefault(section, {})[name] = value


def _is_known(key: str) -> bool:
    """Whether this version has the option."""
    return key in _known_keys()


@cache
def _known_keys() -> frozenset[str]:
    return frozenset(each.key for each in settings.describe())


def _unknown(path: Path) -> Iterator[tuple[str, Any]]:
    """The options in the file that this version does not know."""
    try:
        content = _read(path)
    except (OSError, ValueError):
        return
    for key, value in _flat(content):
        if not _is_known(key):
            yield key, value
