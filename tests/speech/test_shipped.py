"""The built-in speech model as it ships."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from captioner.bench.speech import by_utterance, load
from captioner.bench.wer import error_rate
from captioner.models.manifest import verify
from captioner.models.store import BUILT_IN
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer

pytestmark = pytest.mark.slow

ASSETS = Path(__file__).resolve().parents[2] / "assets"
WORST_RATE = 0.1
"""The rate in docs/speech.md with room for another processor's rounding."""


@pytest.fixture(scope="module")
def folder() -> Path:
    return Path(__file__).resolve().parents[2] / "models" / BUILT_IN


@pytest.fixture(scope="module")
def recognizer(folder: Path) -> WhisperRecognizer:
    return WhisperRecognizer(folder, Decoding(threads=1))


def test_it_is_whole_and_small(folder: Path) -> None:
    manifest = verify(folder)
    assert manifest is not None
    assert manifest.properties["variable_context"] is True
    assert {"model.bin", "tokenizer.json", "MODEL_CARD.md"} <= set(manifest.files)
    assert sum(path.stat().st_size for path in folder.iterdir()) < 50e6


def test_it_hears_the_demo_no_worse_than_documented(recognizer: WhisperRecognizer) -> None:
    found = by_utterance(recognizer, "en")(load(ASSETS / "demo.flac"))
    said = (ASSETS / "demo.txt").read_text(encoding="utf-8")
    assert error_rate([(said, found)]).rate < WORST_RATE


@pytest.mark.parametrize("level", [0.0, 0.001, 0.02])
def test_it_writes_no_words_where_nobody_speaks(recognizer: WhisperRecognizer, level: float) -> None:
    noise = np.random.default_rng(1).standard_normal(4 * 16_000).astype(np.float32) * level
    assert recognizer.recognize(noise, 0, ()).words == ()
    assert recognizer.recognize(noise, 0, ()).no_speech_probability > 0.5


def test_words_have_rising_times_within_the_audio(recognizer: WhisperRecognizer) -> None:
    samples = load(ASSETS / "demo.flac")[: 5 * 16_000]
    words = recognizer.recognize(samples, 1_000, ()).words
    assert words
    times = [time for word in words for time in (word.start, word.end)]
    assert times == sorted(times)
    assert times[0] >= 1_000
    assert times[-1] <= 1_000 + len(samples)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the size of the process from /proc")
def test_windows_of_many_lengths_take_no_more_memory_than_of_few(folder: Path) -> None:
    code = """
import sys, numpy as np
from pathlib import Path
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer
recognizer = WhisperRecognizer(Path(sys.argv[1]), Decoding(threads=1))
noise = 0.01 * np.random.default_rng(0).standard_normal(8 * 16000).astype(np.float32)
def size():
    return int(Path("/proc/self/statm").read_text().split()[1]) * 4096 / 1e6
for k in range(10):
    recognizer.recognize(noise[k * 100 :], 0, ())
few = size()
for k in range(60):
    recognizer.recognize(noise[k * 1700 :], 0, ())
print(size() - few)
"""
    done = subprocess.run([sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True)
    assert float(done.stdout) < 30
