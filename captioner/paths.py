"""The folders of Captioner's files on this machine, and of the files that came with it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

import platformdirs

_NAME = "captioner"
_PACKAGE = Path(__file__).resolve().parent
Bundle: TypeAlias = Literal["models", "assets"]


def config_dir() -> Path:
    """Where the settings lie."""
    return platformdirs.user_config_path(_NAME, appauthor=False)


def settings_file() -> Path:
    """The user's settings."""
    return config_dir() / "settings.json"


def data_dir() -> Path:
    """What the user made: transcripts, the history."""
    return platformdirs.user_data_path(_NAME, appauthor=False)


def transcripts_dir() -> Path:
    """Where transcripts go when the settings name no other folder."""
    return data_dir() / "transcripts"


def history_file() -> Path:
    """The index of past sessions; made anew from the transcripts where it is lost."""
    return data_dir() / "history.sqlite"


def shared_data_dir() -> Path:
    """Where all programs keep the user's data; on Linux applications and icons are looked for below it."""
    return platformdirs.user_data_path()


def cache_dir() -> Path:
    """What can be fetched again: models lie in `models` below it."""
    return platformdirs.user_cache_path(_NAME, appauthor=False)


def log_dir() -> Path:
    """Where the log files lie."""
    return platformdirs.user_log_path(_NAME, appauthor=False)


def from_user(text: str | Path) -> Path:
    """A path as people write it: `~` is home, and `~name` that of another user, where there is one."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def bundled(kind: Bundle) -> Path:
    """The models or recordings that came with the program: beside the package in a checkout, in it when installed.

    The folder may be missing, as in a checkout without models.
    """
    return bundled_beside(_PACKAGE, kind)


def demo_recording() -> Path:
    """The recording that came with the program: the demonstration, and what speed is measured with."""
    return bundled("assets") / "demo.flac"


def bundled_beside(package: Path, kind: Bundle) -> Path:
    """As `bundled`, for the package that lies in the folder `package`."""
    if (package.parent / "pyproject.toml").is_file():
        return package.parent / kind
    return package / "_bundled" / kind
