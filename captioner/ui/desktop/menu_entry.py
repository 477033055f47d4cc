"""Captioner's entry in the applications menu: a desktop entry and an icon in the user's data folder.

The file follows the desktop entry specification; Wayland desktops identify the program by its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from captioner.errors import CaptionerError
from captioner.settings.themes import DARK
from captioner.ui.look import icons

NAME = "captioner"
_ENTRY = """\
[Desktop Entry]
Type=Application
Name=Captioner
GenericName=Live captions
GenericName[de]=Live-Untertitel
Comment=Captions of what is said, without the ums; on this machine alone
Comment[de]=Untertitel zu dem, was gesagt wird, ohne die Ähms; nur auf diesem Rechner
Exec={command}
Icon={icon}
Categories=Utility;Accessibility;
Keywords=captions;subtitles;transcript;speech;Untertitel;Mitschrift;
StartupWMClass=captioner
"""
_ICON_SIZE = 256
_QUOTED = '"`$\\'
"""Characters with a backslash before them inside the quotes of `Exec`."""


class NoMenuEntry(CaptionerError):
    """The entry cannot be written or removed."""


def files(data: Path) -> tuple[Path, Path]:
    """The entry and the icon below `data`, the folder of XDG_DATA_HOME."""
    size = f"{_ICON_SIZE}x{_ICON_SIZE}"
    return data / "applications" / f"{NAME}.desktop", data / "icons" / "hicolor" / size / "apps" / f"{NAME}.png"


def add(data: Path, command: Sequence[str]) -> tuple[Path, Path]:
    """Write the entry that starts `command`; replaces an old one.

    Returns:
        The files written.

    Raises:
        NoMenuEntry: they cannot be written.
    """
    entry, icon = files(data)
    try:
        for path in (entry, icon):
            path.parent.mkdir(parents=True, exist_ok=True)
        if not icons.image("captions", DARK.accent, _ICON_SIZE).save(str(icon)):
            raise OSError(f"{icon} cannot be written")
        text = _ENTRY.format(command=" ".join(map(quoted, command)).replace("\\", "\\\\"), icon=icon)
        entry.write_text(text, encoding="utf-8")
    except OSError as error:
        raise NoMenuEntry(
            "The menu entry could not be written: {reason}.",
            "Look at who may write there, and whether the disk is full.",
            reason=error.strerror or str(error),
        ) from error
    return entry, icon


def remove(data: Path) -> list[Path]:
    """Delete what `add` wrote.

    Returns:
        The deleted files.

    Raises:
        NoMenuEntry: one of them cannot be deleted.
    """
    there = [path for path in files(data) if path.exists()]
    try:
        for path in there:
            path.unlink()
    except OSError as error:
        raise NoMenuEntry(
            "The menu entry could not be removed: {reason}.", reason=error.strerror or str(error)
        ) from error
    return there


def quoted(argument: str) -> str:
    """One argument in the syntax of `Exec`, before the file's own escaping of backslashes."""
    inside = "".join(f"\\{one}" if one in _QUOTED else one for one in argument).replace("%", "%%")
    return f'"{inside}"'
