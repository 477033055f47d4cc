"""The library, as docs/python.md shows it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import captioner
from captioner.errors import AudioFileError, ModelMissing, SettingsError
from captioner.settings.declared import Settings
from captioner.settings.declared import replace as changed
from tests.conftest import ROOT

NATIVE = {"numpy", "onnxruntime", "ctranslate2", "tokenizers", "av", "sounddevice", "PySide6", "faster_whisper"}


def test_importing_the_package_loads_nothing_native() -> None:
    script = "import captioner, json, sys; print(json.dumps([name.split('.')[0] for name in sys.modules]))"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not NATIVE & set(json.loads(done.stdout))


def test_every_name_is_there_and_no_other() -> None:
    assert set(captioner.__all__) <= set(dir(captioner))
    for name in captioner.__all__:
        assert getattr(captioner, name).__module__.startswith("captioner")
    with pytest.raises(AttributeError, match="nonsense"):
        captioner.nonsense  # noqa: B018


def example() -> str:
    """The code in the document."""
    (found,) = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text(encoding="utf-8"), re.DOTALL)
    return str(found)


@pytest.mark.slow
def test_the_example_runs(
    demo_recording: Path,
    speech_model: Path,
    disfluency_model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copy(demo_recording, tmp_path / "talk.mp3")  # what is in a file counts, not what it is called
    monkeypatch.chdir(tmp_path)
    code = example().replace('stages("talk.mp3")', 'stages("short.wav")')
    short(demo_recording, tmp_path / "short.wav")
    assert len(code.strip().splitlines()) <= 12
    exec(compile(code, "docs/python.md", "exec"), {})
    shown = capsys.readouterr().out
    assert "I could meet you on Tuesday" in shown
    assert "I want to go to Denver." in shown
    assert "morning" in shown.split("Denver.")[-1]
    assert "-->" in (tmp_path / "talk.srt").read_text(encoding="utf-8")


def short(recording: Path, path: Path) -> None:
    """The first seconds of a recording."""
    from captioner.bench.speech import load
    from tests.audio_files import write_wav

    write_wav(path, load(recording)[: 16_000 * 4])


def test_a_transcription_has_both_views_and_says_how_far_it_is(
    demo_recording: Path, speech_model: Path, disfluency_model: Path, tmp_path: Path
) -> None:
    short(demo_recording, tmp_path / "short.wav")
    told: list[tuple[float, float]] = []
    found = captioner.transcribe(tmp_path / "short.wav", on_progress=lambda done, total: told.append((done, total)))
    assert "um" in found.said.lower() and "um" not in found.cleaned.lower()
    assert found.language == "en"
    assert [word.word.text for word in found.words] == found.said.split()
    assert told[-1] == (4.0, 4.0)
    assert json.loads(found.text("json"))["disfluency_model"] == "disfluency-en"
    with pytest.raises(ValueError, match="docx"):
        found.text("docx")


def test_clean_follows_the_language_and_keeps_lines(disfluency_model: Path) -> None:
    assert captioner.clean("I uh I want to go.\n\nYes.") == "I want to go.\n\nYes."
    assert captioner.clean("Um acht Uhr kommt, äh, kommt der Zug.", language="German") == "Um acht Uhr kommt der Zug."


def test_wrong_arguments_raise_our_errors(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        captioner.transcribe("talk.mp3", language="klingon")
    with pytest.raises(ModelMissing):
        captioner.transcribe("talk.mp3", model=str(tmp_path / "none"))
    with pytest.raises(SettingsError):
        captioner.clean("a", thoroughness="utter")


def test_a_missing_recording(speech_model: Path, disfluency_model: Path) -> None:
    with pytest.raises(AudioFileError, match="no file"):
        captioner.transcribe("missing.mp3", settings=changed(Settings(), "speech.threads", 1))
