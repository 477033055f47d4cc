from __future__ import annotations

import argparse
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from captioner import paths
from captioner.cli.commands import models
from captioner.cli.exit_codes import ExitCode, UsageError
from captioner.errors import ModelError, ModelMissing
from captioner.models import manifest as model_manifest
from captioner.models import packaged as packaged_models
from tests.hub_server import FakeHub
from tests.models.wheels import packaged


def run(*words: str) -> int:
    """`captioner models ...`."""
    parser = argparse.ArgumentParser()
    models.add_parser(parser.add_subparsers())
    return models.run(parser.parse_args(["models", *words]))


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    files = {"config.json": b"{}", "tokenizer.json": b"{}", "model.bin": bytes(2_000_000)}
    with FakeHub(files).serving() as serving:
        monkeypatch.setenv("HF_ENDPOINT", serving.address)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        yield serving


@pytest.fixture
def fetched(own_home: Path) -> Path:
    """A model in the user's cache."""
    folder = paths.cache_dir() / "models" / "tiny.en"
    folder.mkdir(parents=True)
    (folder / "model.bin").write_bytes(bytes(3_000_000))
    model_manifest.write_manifest(
        folder, name="tiny.en", kind="speech", languages=("en",), licence="MIT", files=["model.bin"]
    )
    return folder


@pytest.mark.parametrize("words", [(), ("list",)])
def test_the_list_tells_what_is_here_and_what_can_be_fetched(
    fetched: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*words) == ExitCode.FINE
    lines = {line.split()[0]: line for line in capsys.readouterr().out.splitlines() if line.startswith("  ")}
    assert "fetched" in lines["tiny.en"]
    assert "3 MB" in lines["tiny.en"]
    assert "not here" in lines["large-v3-turbo"]


def test_the_list_for_scripts(fetched: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("list", "--json")
    rows = {row["name"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["tiny.en"] == {
        "kind": "speech",
        "name": "tiny.en",
        "languages": "English",
        "megabytes": 3,
        "origin": "cache",
        "came_from": "fetched",
        "is_used": False,
    }
    assert rows["base"]["origin"] == "hub"


def test_the_model_of_the_settings_is_marked(fetched: Path, capsys: pytest.CaptureFixture[str]) -> None:
    paths.settings_file().parent.mkdir(parents=True, exist_ok=True)
    paths.settings_file().write_text('{"speech": {"model": "tiny.en"}}')
    run("list")
    assert "fetched, in use" in capsys.readouterr().out


def test_a_damaged_model_is_named(fetched: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (fetched / "manifest.json").write_text("{")
    run("list")
    assert "tiny.en cannot be used" in capsys.readouterr().err


def test_fetching_puts_a_model_into_the_cache(hub: FakeHub, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("fetch", "tiny.en") == ExitCode.FINE
    assert str(paths.cache_dir() / "models" / "tiny.en") in "".join(capsys.readouterr().err.split("\n"))
    asked = len(hub.asked)
    assert run("fetch", "tiny.en") == ExitCode.FINE
    assert "is here already" in capsys.readouterr().err
    assert len(hub.asked) == asked


def test_a_damaged_model_is_fetched_again(hub: FakeHub) -> None:
    run("fetch", "tiny.en")
    (paths.cache_dir() / "models" / "tiny.en" / "model.bin").write_bytes(b"")
    asked = len(hub.asked)
    run("fetch", "tiny.en")
    assert len(hub.asked) > asked


def test_only_known_models_are_fetched() -> None:
    with pytest.raises(UsageError, match="no model huge to fetch"):
        run("fetch", "huge")


def test_where_prints_the_folder_and_nothing_else(fetched: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("where", "tiny.en") == ExitCode.FINE
    assert capsys.readouterr() == (f"{fetched}\n", "")
    with pytest.raises(ModelMissing, match="not on this machine"):
        run("where", "small")


def test_a_fetched_model_is_removed(fetched: Path) -> None:
    assert run("remove", "tiny.en") == ExitCode.FINE
    assert not fetched.exists()
    with pytest.raises(ModelError):
        run("remove", "tiny.en")


def test_packages_that_are_installed_are_named_and_put_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    model, wheels = packaged(tmp_path / "made", b"one", b"two")
    for path in wheels:
        zipfile.ZipFile(path).extractall(tmp_path / "site")
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setattr(packaged_models, "KNOWN", (model,))
    run("list")
    assert "installed in the Python packages made-base-part1 1.0, made-base-part2 1.0" in capsys.readouterr().out
    run("fetch", "base")
    assert "base, made of the Python packages" in capsys.readouterr().err
    run("list")
    assert "made of the Python packages made-base-part1 1.0" in capsys.readouterr().out
