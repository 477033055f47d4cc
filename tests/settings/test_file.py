from __future__ import annotations

import json
import logging
import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.errors import SettingsError
from captioner.settings import declared as settings
from captioner.settings import file as settings_file
from captioner.settings.declared import Settings
from tests.settings.test_declared import any_settings


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "captioner" / "settings.json"


@given(any_settings())
def test_saved_settings_come_back(chosen: Settings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.json"
        settings_file.save(chosen, path)
        assert settings_file.load(path) == settings_file.Loaded(chosen)


@given(any_settings())
def test_exported_settings_come_back_but_for_hidden_ones(chosen: Settings) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.json"
        settings_file.export_to(chosen, path)
        imported = settings_file.import_from(path)
    assert all(each.is_hidden for each in settings.changed(imported, chosen))


def test_without_a_file_the_defaults_hold_and_nothing_is_reported(path: Path) -> None:
    assert settings_file.load(path) == settings_file.Loaded(Settings())


def test_only_what_differs_is_written(path: Path) -> None:
    settings_file.save(settings.replace(Settings(), "captions.lines", 3), path)
    assert json.loads(path.read_text()) == {"captions": {"lines": 3}}
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_unknown_options_are_logged_and_survive_saving(path: Path, caplog: pytest.LogCaptureFixture) -> None:
    path.parent.mkdir()
    path.write_text('{"overlay": {"sparkle": true, "font_size": 40}, "newer": {"x": [1]}}')
    with caplog.at_level(logging.WARNING, logger="captioner"):
        loaded = settings_file.load(path)
    assert loaded.notices == ()
    assert "overlay.sparkle" in caplog.text
    settings_file.save(settings.replace(loaded.settings, "captions.lines", 1), path)
    assert json.loads(path.read_text()) == {
        "overlay": {"sparkle": True, "font_size": 40},
        "newer": {"x": [1]},
        "captions": {"lines": 1},
    }


def test_a_value_out_of_range_becomes_the_default_with_a_notice(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"overlay": {"font_size": 4000}, "captions": {"lines": 1}}')
    loaded = settings_file.load(path)
    assert loaded.settings == settings.replace(Settings(), "captions.lines", 1)
    assert len(loaded.notices) == 1
    assert "overlay.font_size cannot be 4000" in str(loaded.notices[0])


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b'{"overlay": 3}', b'{"overlay": {"font_size": NaN}}', b"\xff\xfe", b"[" * 100_000, b"\0" * 512],
    ids=["empty", "cut", "list", "no section", "not a number", "not text", "too deep", "zeros"],
)
def test_a_damaged_file_is_set_aside(path: Path, content: bytes) -> None:
    path.parent.mkdir()
    path.write_bytes(content)
    path.with_name("settings.json.damaged-1").write_text("an earlier one")
    loaded = settings_file.load(path)
    assert loaded.settings == Settings()
    assert "damaged-2" in str(loaded.notices[0])
    assert not path.exists()
    assert path.with_name("settings.json.damaged-2").read_bytes() == content
    assert settings_file.load(path).notices == ()


def test_a_folder_in_its_place_is_no_crash(path: Path) -> None:
    path.mkdir(parents=True)
    loaded = settings_file.load(path)
    assert loaded.settings == Settings()
    assert "cannot be read" in str(loaded.notices[0])
    with pytest.raises(SettingsError, match="cannot be written"):
        settings_file.save(Settings(), path)
    assert [each.name for each in path.parent.iterdir()] == ["settings.json"]


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError) as caught:
        settings_file.save(Settings(), tmp_path / "file" / "settings.json")
    assert "permissions and space" in caught.value.sentence()


def test_importing_is_strict(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"overlay": {"fontsize": 20}}')
    with pytest.raises(SettingsError) as caught:
        settings_file.import_from(path)
    assert "Did you mean overlay.font_size?" in caught.value.sentence()
    path.write_text('{"overlay": {"font_size": 2000}}')
    with pytest.raises(SettingsError, match="from 8 to 96"):
        settings_file.import_from(path)
    path.write_text("no settings")
    with pytest.raises(SettingsError, match="not a settings file"):
        settings_file.import_from(path)
    assert path.exists()
    with pytest.raises(SettingsError, match="cannot be read"):
        settings_file.import_from(path.with_name("none.json"))


@given(st.text() | st.binary())
def test_no_content_can_stop_the_program(content: str | bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.json"
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        settings_file.load(path)


def test_a_link_stays_a_link(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.json"
    target.write_text("{}")
    path.parent.mkdir()
    path.symlink_to(target)
    settings_file.save(settings.replace(Settings(), "captions.lines", 3), path)
    assert path.is_symlink()
    assert json.loads(target.read_text()) == {"captions": {"lines": 3}}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_encodings_of_editors_are_read(path: Path, encoding: str) -> None:
    path.parent.mkdir()
    path.write_text('{"captions": {"lines": 3}}', encoding=encoding)
    assert settings_file.load(path) == settings_file.Loaded(settings.replace(Settings(), "captions.lines", 3))


def test_a_file_too_large_is_set_aside_with_a_word(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"x": {"y": "' + "z" * (2 << 20) + '"}}')
    loaded = settings_file.load(path)
    assert "larger than" in str(loaded.notices[0])
    assert not path.exists()


def test_a_folder_name_with_nul_becomes_the_default(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"general": {"transcripts_folder": "a\\u0000b"}}')
    loaded = settings_file.load(path)
    assert loaded.settings == Settings()
    assert loaded.notices


def test_the_name_that_a_view_had_before_is_understood(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"general": {"view": "raw"}}')
    loaded = settings_file.load(path)
    assert loaded == settings_file.Loaded(settings.replace(Settings(), "general.view", "marked"))


def test_a_link_that_leads_to_itself_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.symlink_to(path)
    loaded = settings_file.load(path)
    assert loaded.notices
    with pytest.raises(SettingsError, match="cannot be written"):
        settings_file.save(loaded.settings, path)


def test_damage_behind_a_link_is_set_aside_there_and_the_link_stays(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    real, path = tmp_path / "elsewhere" / "mine.json", tmp_path / "settings.json"
    real.write_text("{{{", encoding="utf-8")
    path.symlink_to(real)
    settings_file.save(settings_file.load(path).settings, path)
    assert path.is_symlink()
    assert sorted(each.name for each in real.parent.iterdir()) == ["mine.json", "mine.json.damaged-1"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    os.mkfifo(path)
    assert settings_file.load(path).notices


@pytest.mark.parametrize("nest", [("a", 60_000, 1), ("b", 1, 60_000)])
def test_saved_settings_can_be_read_again_with_any_unknown_options(tmp_path: Path, nest: tuple[str, int, int]) -> None:
    name, sections, keys = nest
    path = tmp_path / "settings.json"
    unknown = {f"{name}{n}": dict.fromkeys(map(str, range(keys)), 1) for n in range(sections)}
    path.write_text(json.dumps(unknown), encoding="utf-8")
    saved = settings.replace(settings_file.load(path).settings, "speech.pause_s", 0.8)
    settings_file.save(saved, path)
    assert settings_file.load(path) == settings_file.Loaded(saved)


def test_a_number_without_bounds_is_saved_as_no_number(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text('{"overlay": {"places": {"a": [1e999, 2]}}, "later": {"x": -1e999}}', encoding="utf-8")
    loaded = settings_file.load(path)
    settings_file.save(loaded.settings, path)
    assert settings_file.load(path).settings == loaded.settings
    assert {each.name for each in tmp_path.iterdir()} - {"home"} == {"settings.json"}
