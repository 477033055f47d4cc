"""What was said is in the transcript and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner import paths
from captioner.cli.main import main


@pytest.mark.slow
def test_no_word_that_was_said_is_in_the_log(
    demo_recording: Path, speech_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "demo.txt"
    assert main(["--verbose", "transcribe", str(demo_recording), "-o", str(output)]) == 0
    told = capsys.readouterr()
    logs = [path.read_text(encoding="utf-8") for path in paths.log_dir().glob("*.log*")]
    assert any("reading" in log for log in logs)
    said = output.read_text(encoding="utf-8").casefold()
    for word in ("Emily", "Tuesday", "afternoon", "people"):
        assert word.casefold() in said
        assert not any(word.casefold() in text.casefold() for text in (*logs, told.out, told.err))
