"""The gold sentences: what their marks say, and that the files we keep agree with themselves."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from captioner.training.cleaned import gold
from captioner.training.cleaned.gold import Fate, Gold
from captioner.training.cleaned.words import normalised
from tests.conftest import ROOT

FOLDER = ROOT / "tests" / "disfluency" / "gold"
HEAD = "id\tkind\tmarked\tcleaned\tpart\tphenomenon\n"


def sentence(marked: str, *cleaned: str) -> Gold:
    return Gold("en-1", "code", marked, cleaned, "dev", "several")


def without(one: Gold, *fates: Fate) -> list[str]:
    return normalised("".join(piece for piece, fate in one.fates() if fate not in fates))


@pytest.mark.parametrize("language", ["en", "de", "real"])
def test_without_the_words_in_braces_each_sentence_is_one_of_those_that_are_right(language: str) -> None:
    for one in gold.read(FOLDER / f"{language}.tsv"):
        left = without(one, Fate.REMOVE), without(one, Fate.REMOVE, Fate.EITHER)
        assert any(normalised(text) in left for text in one.cleaned), one.id


def test_there_are_enough_sentences_of_each_kind_half_of_them_fluent() -> None:
    english, german = gold.read(FOLDER / "en.tsv"), gold.read(FOLDER / "de.tsv")
    assert len(english) >= 320
    assert len(german) >= 50
    kinds = Counter(one.kind for one in english)
    assert min(kinds[kind] for kind in ("meetings", "lectures", "medicine", "telephone", "code", "everyday")) >= 50
    for sentences in (english, german):
        fluent = sum(one.phenomenon == "fluent" for one in sentences)
        assert 0.45 <= fluent / len(sentences) <= 0.55
        assert 0.4 <= sum(one.part == "dev" for one in sentences) / len(sentences) <= 0.6


def test_marks_say_what_is_to_become_of_words_and_parts_of_words() -> None:
    one = sentence("{I-}I went, [and {um,} we.]", "I went.")
    assert one.said == "I-I went, and um, we."
    assert list(one.fates()) == [
        ("I-", Fate.REMOVE),
        ("I went, ", Fate.KEEP),
        ("and ", Fate.EITHER),
        ("um,", Fate.REMOVE),
        (" we.", Fate.EITHER),
    ]


@pytest.mark.parametrize(
    ("marked", "spoken"),
    [
        ("{Th-}that's well-known.", "Th- that's well-known."),
        ("{W-we, uh,} we know.", "W- we, uh, we know."),
        ("{I was-}I was late.", "I was- I was late."),
        ("My {neigh-} neighbor.", "My neigh- neighbor."),
        ("It's {555-0182, no,} 555-0128.", "It's 555-0182, no, 555-0128."),
    ],
)
def test_stutters_are_spoken_as_words_of_their_own(marked: str, spoken: str) -> None:
    assert " ".join(sentence(marked).spoken) == spoken


def test_several_texts_may_be_right_and_one_of_them_empty(tmp_path: Path) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text(HEAD + "a\tcode\t[The,] {um.}\tThe — | \tdev\tunfinished\n", encoding="utf-8")
    assert gold.read(path)[0].cleaned == ("The —", "")


@pytest.mark.parametrize(
    ("rows", "complaint"),
    [("a\tcode\t{Um.\t\tdev\tfiller\n", "marks do not match"), ("a\tcode\tA.\tA.\tdev\tfluent\n" * 2, "comes twice")],
)
def test_a_file_that_contradicts_itself_is_refused(tmp_path: Path, rows: str, complaint: str) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text(HEAD + rows, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        gold.read(path)
