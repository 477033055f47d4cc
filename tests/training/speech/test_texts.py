"""Sentences as they are written and as they are read out."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from captioner.training.speech.texts import LONGEST_WORDS, WRITTEN_SHARE, held_out_sentences, spoken, training_sentences


@pytest.mark.parametrize(
    ("word", "sound"),
    [
        ("con-", "con"),
        ("th-", "thuh"),
        ("M-", "muh"),
        ("Mm-hmm.", "um-hum."),
        ("LCD,", "L C D,"),
        ("um,", "um,"),
        ("I", "I"),
    ],
)
def test_a_synthesiser_is_told_how_to_say_what_is_not_spelt_as_it_sounds(word: str, sound: str) -> None:
    assert spoken(word) == sound


def write(data: Path, name: str, words: list[list[str]]) -> None:
    path = data / name
    path.parent.mkdir(exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps({"words": one}) + "\n" for one in words)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    write(tmp_path, "ami/train.jsonl.gz", [["The", "L_C_D_", "display,", "um", "con-", "costs", "less."]])
    write(tmp_path, "ami/unlabelled.jsonl.gz", [["so"] * 100, ["I", "have", "<unk>", "it."]])
    write(tmp_path, "disfl_qa/train.jsonl.gz", [["Who", "no", "what", "is", "it?"]])
    write(tmp_path, "ami/dev.jsonl.gz", [["Held", "out."]])
    write(tmp_path, "disfl_qa/dev.jsonl.gz", [["What", "was", "held", "out?"]])
    return tmp_path


def test_sentences_keep_fillers_and_cut_offs_and_no_unknown_words(data: Path) -> None:
    found = {sentence.text for sentence in training_sentences(data, seed=1)}
    assert "The LCD display, um con- costs less." in found
    assert not any("unk" in text for text in found)


def test_no_sentence_is_longer_than_the_model_can_hear(data: Path) -> None:
    lengths = [len(sentence.words) for sentence in training_sentences(data, seed=1)]
    assert max(lengths) == LONGEST_WORDS


def test_held_out_sentences_are_others(data: Path) -> None:
    held_out = {sentence.text for sentence in held_out_sentences(data, seed=1)}
    assert held_out == {"Held out.", "What was held out?"}
    assert not held_out & {sentence.text for sentence in training_sentences(data, seed=1)}


def test_written_text_is_read_out_too_and_not_more_of_it_than_agreed(data: Path) -> None:
    (data / "written").mkdir()
    prose = "The cause of freedom is being tested. " * 50 + "It cost $3 in 1812. "
    (data / "written" / "speech.txt").write_text(prose + "A year ago, people’s faith was declining.", encoding="utf-8")
    found = training_sentences(data, seed=1)
    written = [sentence for sentence in found if sentence.source == "written"]
    assert written
    assert len(written) <= round((len(found) - len(written)) * WRITTEN_SHARE)
    assert not any(character.isdigit() or character == "’" for one in written for character in one.text)
