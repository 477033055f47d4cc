"""A folder that is watched; the engine has a script, the folder is real."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from captioner.cli.console import Console
from captioner.cli.exit_codes import UsageError
from captioner.cli.recordings.watching import Watcher
from captioner.errors import ModelMissing
from tests.cli.recordings.test_batch import Existing, Library, batch, files


def watcher(folder: Path, library: Library, output: Path | None = None, *turns: Callable[[], object]) -> Watcher:
    """Watches while each of `turns` happens between two looks, then is asked to end."""
    waiting = list(turns)

    def wait(ended: threading.Event) -> None:
        if waiting:
            waiting.pop(0)()
        else:
            os.kill(os.getpid(), signal.SIGTERM)

    return Watcher(Console(), batch(library, Existing.SKIP), folder, [], ["txt"], output, wait)


def nothing() -> None:
    """No change."""


def test_existing_and_new_recordings_are_transcribed_once(tmp_path: Path) -> None:
    (tmp_path / "one.wav").write_bytes(b"1")
    (tmp_path / "old.wav").write_bytes(b"1")
    (tmp_path / "old.txt").write_text("mine")
    library = Library()
    come = lambda: (tmp_path / "two.wav").write_bytes(b"1")  # noqa: E731
    watcher(tmp_path, library, None, nothing, come, nothing, nothing).run()
    assert library.opened == ["one.wav", "two.wav"]
    assert files(tmp_path) == ["old.txt", "old.wav", "one.txt", "one.wav", "two.txt", "two.wav"]


def test_a_recording_that_grows_is_waited_for(tmp_path: Path) -> None:
    library = Library()
    path = tmp_path / "one.wav"
    opened_before: list[list[str]] = []

    def grow() -> None:
        opened_before.append(list(library.opened))
        path.write_bytes(b"1" * (len(opened_before) + 1))

    watcher(tmp_path, library, None, grow, grow, grow, nothing).run()
    assert opened_before == [[], [], []]
    assert library.opened == ["one.wav"]


def test_one_that_fails_is_reported_and_tried_again_when_it_changes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = Library()
    path = tmp_path / "broken.wav"
    path.write_bytes(b"1")
    watcher(tmp_path, library, None, nothing, nothing, lambda: path.write_bytes(b"12"), nothing, nothing).run()
    assert library.opened == ["broken.wav", "broken.wav"]
    assert "It is broken." in capsys.readouterr().err


def test_folders_below_are_watched_and_kept_apart(tmp_path: Path) -> None:
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    (inbox / "monday").mkdir(parents=True)
    (inbox / "monday" / "one.wav").write_bytes(b"1")
    watcher(inbox, Library(), out, nothing, nothing).run()
    assert (out / "monday" / "one.txt").is_file()


def test_a_missing_model_ends_it(tmp_path: Path) -> None:
    (tmp_path / "modelless.wav").write_bytes(b"1")
    with pytest.raises(ModelMissing):
        watcher(tmp_path, Library(), None, nothing, nothing).run()


def test_ctrl_c_in_mid_recording_ends_it_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "endless.wav").write_bytes(b"1")
    watcher(tmp_path, Library(), None, nothing, nothing).run()
    assert files(tmp_path) == ["endless.wav"]


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no folder"):
        watcher(tmp_path / "missing", Library())
