"""The commands as a user runs them: real models, real recordings, a real sound server."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from captioner import paths
from captioner.audio.file import FileSource
from captioner.bench.speech import load
from captioner.cli.main import main
from captioner.messages import SAMPLE_RATE
from captioner.record import journal
from tests import pulse
from tests.audio_files import write_wav
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

PROGRAM = [sys.executable, "-m", "captioner"]


@pytest.fixture(scope="module")
def recording() -> Path:
    """The demo's, where the models that come with the program are there as well."""
    path = ROOT / "assets" / "demo.flac"
    needed = [path, *(ROOT / "models" / name / "manifest.json" for name in ("whisper-tiny-en", "disfluency-en"))]
    missing = [str(each.relative_to(ROOT)) for each in needed if not each.is_file()]
    if missing:
        pytest.skip(f"needs {', '.join(missing)}")
    return path


@pytest.fixture
def start() -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Start `captioner ARGUMENTS` with pipes; what still runs at the end of the test is killed."""
    started = []

    def run(*arguments: str | Path, **environment: str) -> subprocess.Popen[str]:
        program = subprocess.Popen(
            [*PROGRAM, *map(str, arguments)],
            cwd=ROOT,
            env={**os.environ, **environment},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        started.append(program)
        return program

    yield run
    for program in started:
        with program:
            program.kill()


def enough(words: int) -> bool:
    """At least half of what is said in the recording: fewer would mean that a part of it went unheard."""
    said = (ROOT / "assets" / "demo.txt").read_text(encoding="utf-8").split()
    return words > len(said) / 2


def kept(ending: str) -> list[Path]:
    """The files that sessions left in the folder of transcripts."""
    return sorted(paths.transcripts_dir().glob("*" + ending))


def line_with(stream: object, text: str) -> str:
    """Read up to the line that holds a text."""
    seen = []
    for line in stream:  # type: ignore[attr-defined]
        seen.append(line)
        if text in line:
            return str(line)
    raise AssertionError(f"{text!r} did not come: {seen}")


def test_transcribe_everything_at_once(recording: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.wav"
    broken.write_text("This is no recording.")
    sources = [str(recording), str(broken)]
    done = subprocess.run(
        [*PROGRAM, "transcribe", *sources, "--format", "json", "-o", str(tmp_path / "out")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 4
    assert "broken.wav" in done.stderr
    assert done.stdout == ""
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["demo.json"]
    written = json.loads((tmp_path / "out" / "demo.json").read_text(encoding="utf-8"))
    words = [word for utterance in written["utterances"] for word in utterance["words"]]
    assert enough(len(words))
    assert {"kept", "removed"} == {word["state"] for word in words}
    starts = [word["start"] for word in words]
    assert starts == sorted(starts)


def test_transcribe_in_process(recording: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transcribe", str(recording), "--view", "marked", "--format", "md"]) == 0
    assert "~~" in capsys.readouterr().out


def test_a_pipe_and_a_folder(recording: Path, tmp_path: Path) -> None:
    (tmp_path / "in" / "day").mkdir(parents=True)
    shutil.copy(recording, tmp_path / "in" / "day" / "one.flac")
    words = ["transcribe", "-", tmp_path / "in", "--output-dir", tmp_path / "out", "-f", "srt", "-f", "json"]
    with recording.open("rb") as piped:
        done = subprocess.run(
            [*PROGRAM, *map(str, words), "--highlight_words", "True"], cwd=ROOT, stdin=piped, capture_output=True
        )
    assert done.returncode == 0, done.stderr
    written = sorted(path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*.*"))
    assert list(map(str, written)) == ["day/one.json", "day/one.srt", "stdin.json", "stdin.srt"]
    assert (tmp_path / "out" / "stdin.srt").read_text() == (tmp_path / "out" / "day" / "one.srt").read_text()
    assert "<u>" in (tmp_path / "out" / "stdin.srt").read_text()
    known = json.loads((tmp_path / "out" / "stdin.json").read_text())
    assert (known["source"], known["language"], known["disfluency_model"]) == ("stdin", "en", "disfluency-en")


def test_serve(recording: Path, start: Callable[..., subprocess.Popen[str]]) -> None:
    program = start("serve", "--source", recording, "--port", "0", "--token", "secret")
    url = line_with(program.stderr, "served at").split()[-1]
    assert url.endswith("/?token=secret")
    with urllib.request.urlopen(url.replace("/?", "/events?"), timeout=60) as answer:
        messages = (json.loads(line.removeprefix(b"data: ")) for line in answer if line.startswith(b"data: "))
        found = next(each for each in messages if each["type"] == "utterance" and each["cleaned"])
    assert found["marked"][0]["text"]
    program.send_signal(signal.SIGINT)
    program.communicate()
    assert program.returncode == 0
    assert kept(".txt")


def test_cues_follow_sentences_not_pauses(recording: Path, shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["transcribe", str(shared / "audio" / "clips" / "jfk.flac"), "--format", "srt"]) == 0
    text = " ".join(line for line in capsys.readouterr().out.splitlines() if line and not line[0].isdigit())
    assert re.search(r"ask not what your country can do for you[,;:]? ask what you can", text)


@pytest.mark.parametrize("inherited", [signal.default_int_handler, signal.SIG_IGN], ids=["as-usual", "started-deaf"])
def test_ctrl_c_leaves_no_file(
    inherited: signal.Handlers, recording: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    target = tmp_path / "out.srt"
    # a quarter of an hour: the minute of the demo can be over before the signal comes
    long = write_wav(tmp_path / "long.wav", np.tile(load(recording), 16))
    before = signal.signal(signal.SIGINT, inherited)  # a shell without job control starts what is behind `&` deaf
    program = start("--verbose", "transcribe", long, "-o", target)
    signal.signal(signal.SIGINT, before)
    line_with(program.stderr, "reading")
    program.send_signal(signal.SIGINT)
    program.communicate()
    assert program.returncode == 130
    assert list(tmp_path.glob("*.srt")) == []


def test_killed_in_mid_sentence(recording: Path, start: Callable[..., subprocess.Popen[str]]) -> None:
    program = start("listen", "--source", recording)
    assert program.stdout is not None
    first = program.stdout.readline()
    program.kill()
    program.communicate()
    recovered = journal.recover(kept(journal.SUFFIX)[0])
    assert not recovered.is_finished
    spoken = " ".join(word.word.text for entry in recovered.transcript.entries for word in entry.words)
    assert first.split()[-1].strip(".,?!").lower() in spoken.lower()


def test_the_demo_in_the_window_and_in_the_terminal(
    recording: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    homes = [tmp_path / "terminal", tmp_path / "window"]
    programs = [
        start("demo", "--terminal", XDG_DATA_HOME=str(homes[0])),
        start("demo", "--exit", XDG_DATA_HOME=str(homes[1]), QT_QPA_PLATFORM="offscreen"),
    ]
    for home, program in zip(homes, programs, strict=True):
        _, told = program.communicate()
        assert program.returncode == 0, told
        (written,) = home.rglob("*.txt")
        assert f"Transcript: {written}" in told
        assert "leaves out" in told
        assert enough(len(written.read_text(encoding="utf-8").split()))
    assert not paths.settings_file().exists()


def test_captions_of_the_system_sound(
    recording: Path, tmp_path: Path, start: Callable[..., subprocess.Popen[str]]
) -> None:
    pulse.require()
    played = tmp_path / "played.wav"
    source = FileSource(recording, paced=False)
    source.open()
    with wave.open(str(played), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        while (chunk := source.read(1.0)) is not None:
            file.writeframes((chunk.samples * 32767).astype(np.int16).tobytes())
    source.close()
    with pulse.pulse_server("speakers") as server:
        program = start("listen", "--source", "system", **server.environment)
        line_with(program.stderr, "Listening")
        player = server.play(played, "speakers")
        assert program.stdout is not None
        first = program.stdout.readline()
        program.send_signal(signal.SIGINT)
        _, told = program.communicate()
        player.kill()
        player.wait()
    assert program.returncode == 0, told
    assert first.strip()
    assert kept(".txt")[0].read_text(encoding="utf-8").startswith(first.split()[0])


def test_a_sound_server_that_is_not_there(start: Callable[..., subprocess.Popen[str]], tmp_path: Path) -> None:
    program = start(
        "listen", "--source", "system", PULSE_SERVER=f"unix:{tmp_path}/nothing", XDG_RUNTIME_DIR=str(tmp_path)
    )
    _, told = program.communicate()
    assert program.returncode in (3, 4), told
    assert "Traceback" not in told
