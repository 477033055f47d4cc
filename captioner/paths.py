"""The folders of Captioner's files on this machine, and of the files that came with it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

import platformdirs

_NAME = "captioner"
_PACKAGE = Path(__file__).resolve().parent
Bundle: TypeAlias = Literal["models", "assets"]


def config_dir() -> Path:
    """The folder of the settings."""
    return platformdirs.user_config_path(_NAME, appauthor=False)


def settings_file() -> Path:
    """The user's settings."""
    return config_dir() / "settings.json"


def data_dir() -> Path:
    """The folder of the user's data: transcripts, the history."""
    return platformdirs.user_data_path(_NAME, appauthor=False)


def transcripts_dir(chosen: str = "") -> Path:
    """The folder of transcripts: the one that the settings name (`chosen`), or the usual one."""
    return from_user(chosen) if chosen else data_dir() / "transcripts"


def history_file() -> Path:
    """The index of past sessions; it can be rebuilt from the transcripts."""
    return data_dir() / "history.sqlite"


def shared_data_dir() -> Path:
    """The folder in which all programs keep the user's data; Linux looks for applications and icons in it."""
    return platformdirs.user_data_path()


def cache_dir() -> Path:
    """The folder of data that can be fetched again: models are in its `models`."""
    return platformdirs.user_cache_path(_NAME, appauthor=False)


def log_dir() -> Path:
    """The folder of the log files."""
    return platformdirs.user_log_path(_NAME, appauthor=False)


def from_user(text: str | Path) -> Path:
    """A path as users write it: `~` is home, and `~name` the home of another user, if there is one."""
    try:
        return Path(text).expanduser()
    except RuntimeError:
        return Path(text)


def bundled(kind: Bundle) -> Path:
    """The folder of bundled models or recordings: beside the package in a checkout, in it when installed.

    The folder may be missing, as in a checkout without models.
    """
    return bundled_beside(_PACKAGE, kind)


def demo_recording() -> Path:
    """The recording that came with the program: the demonstration, and what speed is measured with."""
    return bundled("assets") / "demo.flac"


def bundled_beside(package: Path, kind: Bundle) -> Path:
    """As `bundled`, for the package in the folder `package`."""
    if (package.parent / "pyproject.toml").is_file():
        return package.parent / kind
    return package / "_bundled" / kind
