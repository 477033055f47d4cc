"""Languages are taken by code and by name."""

from __future__ import annotations

import pytest

from captioner import languages


@pytest.mark.parametrize("text", ["de", "DE", "German", "german", " german "])
def test_codes_and_names_are_taken(text: str) -> None:
    assert languages.code(text) == "de"


def test_every_name_leads_to_its_code() -> None:
    assert {languages.code(name) for name in languages.NAMES.values()} == set(languages.NAMES)
    assert languages.code("Haitian Creole") == "ht"
    assert languages.code("AUTO") == "auto"


@pytest.mark.parametrize("text", ["", "xx", "klingon", "english-ish"])
def test_anything_else_is_none(text: str) -> None:
    with pytest.raises(ValueError):
        languages.code(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Um, I think that the meeting is, uh, at noon.", "en"),
        ("Wir treffen uns um, ähm, um zwölf Uhr mit dem Team.", "de"),
        ("Je ne sais pas, euh, c'est pour demain.", "fr"),
        ("Um acht Uhr.", "de"),
        ("Um, just like that.", "en"),
        ("Ja.", ""),
        ("", ""),
    ],
)
def test_the_small_words_of_a_text_tell_its_language(text: str, code: str) -> None:
    assert languages.of_words(text.split()) == code
