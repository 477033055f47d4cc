"""The command, from gold sentences to a table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from captioner.training.cleaned import gold, heard
from captioner.training.cleaned.__main__ import main
from captioner.training.cleaned.measure import NOT_CLEANED_LIVE, PERFECT, outcomes
from tests.training.cleaned.test_gold import FOLDER, HEAD

ROWS = (
    "a\tcode\tWe {um,} go to {to} school.\tWe go to school.\tdev\tseveral\n"
    "b\tmeetings\tWell is deep enough.\tWell is deep enough.\tkept\tfluent\n"
    "c\tmeetings\t{Um,} {no,} yes.\tYes.\tkept\tseveral\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    found = tmp_path / "gold.tsv"
    found.write_text(HEAD + ROWS, encoding="utf-8")
    return found


def test_each_way_to_clean_has_its_line(path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "out.json"
    assert main([str(path), "--text", "--by", "kind", "--list", "by rules", "--json", str(out)]) == 0
    rows = {row["cleaned"]: row for row in json.loads(out.read_text())}
    assert {name: row["counts"]["exact"] for name, row in rows.items()} == {
        "by rules": 2,
        "not cleaned": 1,
        PERFECT: 3,
    }
    assert rows["by rules"]["left"]["value"] == 250.0
    assert rows["not cleaned"]["wer"]["value"] == pytest.approx(4 / 9)
    printed = capsys.readouterr().out
    assert "| said: by rules | 1/1, 0.0 | 1/2, 0.0 |" in printed
    assert "{no,}" not in printed, "sentences kept back are not shown"


def test_a_half_of_the_sentences_and_what_was_heard_of_them(path: Path, tmp_path: Path) -> None:
    kept = tmp_path / "heard.tsv"
    assert main([str(path), "--text", "--part", "kept", "--keep-heard", str(kept)]) == 0
    assert [one.text for one in heard.read(kept)] == ["Well is deep enough.", "Um, no, yes."]
    out = tmp_path / "out.json"
    assert main([str(path), "--heard", str(kept), "--json", str(out)]) == 0
    assert json.loads(out.read_text())[0]["counts"]["sentences"] == 2
    with pytest.raises(SystemExit, match="nothing to measure"):
        main([str(path), "--heard", str(kept), "--voice", "joe"])


def test_live_text_is_measured_with_the_wait_for_committing_beside_it(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = tmp_path / "heard.tsv"
    updates = tuple(heard.parsed("We@0-50 go@60-100 ¦ to@110-150 to@160-200 school.@210-300 ¶"))
    heard.write(found, [heard.Heard("a", "m", "v", "live", updates)])
    assert main([str(path), "--heard", str(found), "--model", str(FOLDER.parents[2] / "models/disfluency-en")]) == 0
    rows = {line.split(" | ")[1]: line for line in capsys.readouterr().out.splitlines() if line.startswith("| m ")}
    assert list(rows) == ["disfluency-en, live", "disfluency-en, live text at once", NOT_CLEANED_LIVE]
    assert rows[NOT_CLEANED_LIVE].endswith("| 0.60 / 1.40 |")
    assert rows["disfluency-en, live text at once"].endswith("|  |")


def test_the_read_clips_of_a_list_are_all_fluent(tmp_path: Path) -> None:
    (tmp_path / "one.wav").touch()
    manifest = tmp_path / "manifest.tsv"
    manifest.write_text("file\tlanguage\tkind\ttranscript\none.wav\ten\tread\thold on hold fast\n", encoding="utf-8")
    found = tmp_path / "heard.tsv"
    heard.write(found, [heard.perfect("one.wav", "Hold on, uh, hold hold fast.")])
    out = tmp_path / "out.json"
    assert main(["--fluent", str(manifest), "--heard", str(found), "--json", str(out)]) == 0
    rules = json.loads(out.read_text())[0]
    assert rules["cleaned"] == "by rules"
    assert rules["lost"]["value"] == 200.0  # one of five recognised words; a hesitation is none that should stay


def test_perfect_labels_get_nearly_all_sentences_right() -> None:
    sentences = gold.read(FOLDER / "en.tsv")
    found = [one for one in outcomes(sentences, (heard.perfect(one.id, one.said) for one in sentences), {})]
    wrong = {one.gold.phenomenon for one in found if one.way == PERFECT and not one.counts.exact}
    assert wrong <= {"stutter", "several"}, "only words joined by a hyphen cannot be told apart by labels"
