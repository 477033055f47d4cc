from __future__ import annotations

from pathlib import Path

from captioner import paths

ROOT = Path(__file__).resolve().parent.parent


def test_everything_the_user_owns_lies_below_the_home(own_home: Path) -> None:
    for folder in (
        paths.config_dir(),
        paths.data_dir(),
        paths.cache_dir(),
        paths.log_dir(),
        paths.transcripts_dir(),
        paths.settings_file(),
    ):
        assert folder.is_relative_to(own_home)


def test_asking_makes_no_folder(own_home: Path) -> None:
    paths.config_dir()
    paths.transcripts_dir()
    assert list(own_home.iterdir()) == []


def test_in_a_checkout_what_is_bundled_lies_beside_the_package() -> None:
    assert paths.bundled("models") == ROOT / "models"


def test_when_installed_it_lies_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "captioner"
    assert paths.bundled_beside(package, "assets") == package / "_bundled" / "assets"


def test_the_home_of_a_user_that_there_is_not_stays_as_it_is_written() -> None:
    assert paths.from_user("~nobody-of-this-name/talks") == Path("~nobody-of-this-name/talks")
    assert paths.from_user("~/talks") == Path.home() / "talks"
