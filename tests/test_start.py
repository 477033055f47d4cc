"""What is loaded before captions start: a window, a setting or a command needs no recogniser."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

HEAVY = ("ctranslate2", "faster_whisper", "av", "huggingface_hub")
"""They take longer to load than all of the windows."""
NOT_FOR_A_WINDOW = ("numpy", "rich", "sqlite3", "onnxruntime", "sounddevice")
"""Each would bring the window later."""


def loaded(code: str) -> list[str]:
    """Which heavy libraries a Python that ran `code` has loaded."""
    program = f"import json, sys\n{code}\nprint(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return list(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.parametrize(
    "code",
    [
        "import captioner.app, captioner.ui.application, captioner.ui.windows",
        "import captioner.app, captioner.ui.settings.dialog, captioner.ui.models.dialog",
        "from captioner.cli.main import main\ntry: main(['--help'])\nexcept SystemExit: pass",
        "from captioner.cli.main import main\nmain(['models'])",
        "from captioner.cli.main import main\nmain(['devices'])",
    ],
    ids=["window", "settings", "help", "models", "devices"],
)
def test_no_recogniser_is_loaded_before_captions_start(code: str) -> None:
    if "ui" in code:
        pytest.importorskip("PySide6.QtWidgets", reason="needs PySide6", exc_type=ImportError)
    assert loaded(code) == []


def test_the_check_sees_what_is_loaded() -> None:
    assert loaded("import captioner.speech.whisper.recognizer") == list(HEAVY)


def test_windows_that_are_opened_later_are_loaded_later() -> None:
    pytest.importorskip("PySide6.QtWidgets", reason="needs PySide6", exc_type=ImportError)
    later = ["captioner.ui.settings.dialog", "captioner.ui.models.dialog", "captioner.ui.settings.first_start"]
    later += ["captioner.ui.transcript.history_window", "captioner.ui.transcript.window", "captioner.export.formats"]
    # Windows needs ONNX Runtime, and so NumPy, before Qt
    later += [name for name in NOT_FOR_A_WINDOW if sys.platform != "win32" or name not in ("numpy", "onnxruntime")]
    modules = "captioner.cli.main, captioner.cli.commands.window, captioner.app, captioner.ui.application"
    program = f"import {modules}, sys\nprint([m for m in {later} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_imports_behind_qt_read_no_sources() -> None:
    pytest.importorskip("PySide6.QtWidgets", reason="needs PySide6", exc_type=ImportError)
    program = "import linecache, captioner.ui.application, colorsys\nprint(colorsys.__file__ in linecache.cache)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
