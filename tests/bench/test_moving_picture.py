"""The moving picture of the README: a picture for each update, shown as long as it stood on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.bench import moving_picture, sample

Image = pytest.importorskip("PIL.Image", reason="needs Pillow, of the extra `train`")


def test_each_update_stands_as_long_as_it_stood_on_the_screen(qapp: object, tmp_path: Path) -> None:
    updates = [(0.5 * number, update) for number, update in enumerate(sample.updates(1))]
    moving_picture.draw(updates, tmp_path / "captions.png")
    with Image.open(tmp_path / "captions.png") as found:
        lengths = []
        for number in range(found.n_frames):
            found.seek(number)
            lengths.append(found.info["duration"])
    assert len(lengths) > 5
    assert sum(lengths) == pytest.approx(500 * (len(updates) - 1) + 2500)
