from __future__ import annotations

import dataclasses
import json
from pathlib import Path

import pytest
from checkout import EXTRAS, PLAIN, Checkout


@pytest.fixture
def place(tmp_path: Path) -> Checkout:
    """A checkout whose environment is complete."""
    (tmp_path / "packaging").mkdir()
    for layer in (PLAIN, *EXTRAS.values()):
        for lock in layer.locks:
            (tmp_path / "packaging" / lock).write_text(lock)
    (tmp_path / "pyproject.toml").write_text("[project]")
    checkout = Checkout(tmp_path)
    checkout.bin.mkdir(parents=True)
    checkout.python.touch()
    checkout.write_stamp(PLAIN)
    return checkout


def test_a_stamped_environment_is_complete(place: Checkout) -> None:
    assert place.is_complete(PLAIN)
    assert place.is_usable()
    assert not place.is_complete(EXTRAS["train"])


@pytest.mark.parametrize("file", ["pyproject.toml", "packaging/requirements.lock", "packaging/build.lock"])
def test_a_changed_file_asks_for_installing_but_not_for_a_new_environment(place: Checkout, file: str) -> None:
    (place.root / file).write_text("changed")
    assert not place.is_complete(PLAIN)
    assert place.is_usable()


def test_the_lock_of_an_extra_does_not_concern_the_plain_environment(place: Checkout) -> None:
    (place.root / "packaging" / "requirements-train.lock").write_text("changed")
    assert place.is_complete(PLAIN)


def test_an_interrupted_environment_is_rebuilt(place: Checkout) -> None:
    place.unfinished.touch()
    assert not place.is_usable()
    assert place.is_ours()


def test_an_environment_without_its_interpreter_is_rebuilt(place: Checkout) -> None:
    place.python.unlink()
    assert not place.is_complete(PLAIN)
    assert not place.is_usable()


@pytest.mark.parametrize("key", ["root", "python", "base"])
def test_a_moved_environment_or_one_of_another_python_is_rebuilt(place: Checkout, key: str) -> None:
    stamp = place.stamp(PLAIN)
    stamp.write_text(json.dumps(json.loads(stamp.read_text()) | {key: "elsewhere"}))
    assert not place.is_complete(PLAIN)
    assert not place.is_usable()


@pytest.mark.parametrize("content", ["", "[]", "{", "null"])
def test_a_damaged_stamp_is_none(place: Checkout, content: str) -> None:
    place.stamp(PLAIN).write_text(content)
    assert not place.is_complete(PLAIN)
    assert not place.is_usable()


def test_an_environment_of_someone_else_is_not_ours(place: Checkout) -> None:
    place.stamp(PLAIN).unlink()
    assert not place.is_ours()


def test_a_layer_is_a_value() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        PLAIN.name = "other"  # type: ignore[misc]
