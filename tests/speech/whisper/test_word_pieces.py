"""Word pieces: prefixes as in running text, pieces back to words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers, trainers

from captioner.errors import ModelDamaged, ModelMismatch
from captioner.speech.whisper.word_pieces import WordPieces, pieces_a_second

TASKS = ["<|transcribe|>", "<|translate|>"]
SPECIAL = ["<|endoftext|>", "<|startoftranscript|>", "<|de|>", *TASKS, "<|startofprev|>", "<|notimestamps|>"]
TEXT = ["we should, uh, we should meet on Tuesday", "I don't think so", "über die Straße", "no no no"]


def write_tokenizer(folder: Path, special: list[str]) -> Path:
    """A byte-level BPE like Whisper's, with a few hundred pieces."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(
        TEXT, trainers.BpeTrainer(vocab_size=300, initial_alphabet=alphabet, show_progress=False)
    )
    tokenizer.add_special_tokens([AddedToken(name, special=True) for name in special])
    path = folder / "tokenizer.json"
    tokenizer.save(str(path))
    return path


@pytest.fixture(scope="module")
def pieces(tmp_path_factory: pytest.TempPathFactory) -> WordPieces:
    return WordPieces(write_tokenizer(tmp_path_factory.mktemp("pieces"), SPECIAL), is_multilingual=True)


@given(
    st.lists(st.sampled_from(["we", "should,", "don't", "Straße", "1,5", "th-", "no.", "€"]), min_size=1, max_size=8)
)
def test_a_prefix_of_words_is_a_prefix_of_pieces(pieces: WordPieces, words: list[str]) -> None:
    whole = pieces.encode(" ".join(words))
    for count in range(1, len(words)):
        prefix = pieces.encode(" ".join(words[:count]))
        assert whole[: len(prefix)] == prefix


@given(st.lists(st.sampled_from(["we", "should,", "don't", "Straße", "th-", "„no“.", "?"]), min_size=1, max_size=8))
def test_words_come_back_whole(pieces: WordPieces, words: list[str]) -> None:
    ids = pieces.encode(" ".join(words))
    groups = pieces.words(ids, "en")
    assert [group.text for group in groups] == words
    assert groups[0].first == 0
    assert groups[-1].end == len(ids)
    assert [group.first for group in groups[1:]] == [group.end for group in groups[:-1]]


@pytest.mark.parametrize(
    ("prefix", "whole", "mark"),
    [
        ("we", "we, no", ","),
        ("we", "we.", "."),
        ("we", "we... no", "..."),
        ("we", "we no", ""),
        ("we", "we", ""),
        ("we,", "we, no", ""),
        ("we", "we're", ""),
        ("we", 'we" no', ""),
    ],
)
def test_punctuation_right_behind_a_prefix(pieces: WordPieces, prefix: str, whole: str, mark: str) -> None:
    ids, count = pieces.encode(whole), len(pieces.encode(prefix))
    assert pieces.encode(prefix) == ids[:count]
    assert pieces.mark(ids, count, pieces.words(ids, "en")) == mark


def test_languages_without_spaces_are_split_at_characters(pieces: WordPieces) -> None:
    assert [group.text for group in pieces.words(pieces.encode("今日は"), "ja")] == ["今", "日", "は"]


def test_an_unfinished_character_stays_with_what_follows(pieces: WordPieces) -> None:
    ids = pieces.encode("€ a")[1:]
    assert len(pieces.words(ids, "en")) >= 1


def test_the_start_names_the_language_where_the_model_knows_it(pieces: WordPieces) -> None:
    assert len(pieces.start("de")) == 4
    assert len(pieces.start("en")) == 2


def test_the_start_names_the_task(pieces: WordPieces) -> None:
    read, translated = pieces.start("de"), pieces.start("de", "translate")
    assert [a == b for a, b in zip(read, translated, strict=True)] == [True, True, False, True]


def test_an_english_only_model_gets_no_language_though_its_tokenizer_knows_them(tmp_path: Path) -> None:
    assert len(WordPieces(write_tokenizer(tmp_path, SPECIAL)).start("de")) == 2


def test_languages_spelt_in_bytes_may_have_more_pieces_a_second() -> None:
    assert pieces_a_second("en") < pieces_a_second("de") < pieces_a_second("ka")


def test_prompt(pieces: WordPieces) -> None:
    assert pieces.prompt("") == []
    assert pieces.prompt("no no")[1:] == pieces.encode("no no")
    assert pieces.text_only([*pieces.start("de"), *pieces.encode("no")]) == pieces.encode("no")


def test_a_model_without_prompts_gets_none(tmp_path: Path) -> None:
    known = [name for name in SPECIAL if name != "<|startofprev|>"]
    assert WordPieces(write_tokenizer(tmp_path, known)).prompt("no no") == []


def test_a_file_that_is_no_tokenizer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelMismatch):
        WordPieces(write_tokenizer(tmp_path, ["<|endoftext|>"]))
    (tmp_path / "bad.json").write_text("{}")
    with pytest.raises(ModelDamaged):
        WordPieces(tmp_path / "bad.json")
    with pytest.raises(ModelDamaged):
        WordPieces(tmp_path / "none.json")
