"""The languages that Whisper knows, by code and by English name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

_LISTED = """
af afrikaans am amharic ar arabic as assamese az azerbaijani ba bashkir be belarusian bg bulgarian bn bengali bo
tibetan br breton bs bosnian ca catalan cs czech cy welsh da danish de german el greek en english es spanish et
estonian eu basque fa persian fi finnish fo faroese fr french gl galician gu gujarati ha hausa haw hawaiian he hebrew
hi hindi hr croatian ht haitian-creole hu hungarian hy armenian id indonesian is icelandic it italian ja japanese jw
javanese ka georgian kk kazakh km khmer kn kannada ko korean la latin lb luxembourgish ln lingala lo lao lt lithuanian
lv latvian mg malagasy mi maori mk macedonian ml malayalam mn mongolian mr marathi ms malay mt maltese my myanmar ne
nepali nl dutch nn nynorsk no norwegian oc occitan pa punjabi pl polish ps pashto pt portuguese ro romanian ru russian
sa sanskrit sd sindhi si sinhala sk slovak sl slovenian sn shona so somali sq albanian sr serbian su sundanese sv
swedish sw swahili ta tamil te telugu tg tajik th thai tk turkmen tl tagalog tr turkish tt tatar uk ukrainian ur urdu
uz uzbek vi vietnamese yi yiddish yo yoruba yue cantonese zh chinese
"""
"""Code and English name in turn, a name of two words with a hyphen."""
NAMES = {code: name.replace("-", " ") for code, name in zip(_LISTED.split()[::2], _LISTED.split()[1::2], strict=True)}
"""English name by code, of all languages that Whisper was trained on."""


@dataclass(frozen=True, slots=True)
class LanguageName:
    """A language as a value of a message: its English name in English, the translated name in a window."""

    code: str

    def __str__(self) -> str:
        """The English name."""
        return NAMES.get(self.code, self.code).title()


_CODES = {name: code for code, name in NAMES.items()}
AUTO = "auto"
"""The model detects the language."""


def code(text: str) -> str:
    """The code of a language given by code or English name, in any case; `auto` stays.

    Raises:
        ValueError: there is no such language.
    """
    folded = text.strip().casefold()
    if folded == AUTO or folded in NAMES:
        return folded
    if folded not in _CODES:
        raise ValueError(text)
    return _CODES[folded]


_TELLING = {
    "en": "the and is are were of with that this have you they what which there from would but for my "
    "i'm it's don't we're he's should going know just like",
    "de": "der das und ist nicht ein eine ich wir mit auf für von dem den sich auch sind haben aber äh ähm uhr nein "
    "zwei drei vier fünf sechs sieben acht neun zehn heute morgen zum zur nach bei aus noch schon doch werden kann "
    "mich mir uns wieder danke bitte über bis",
    "fr": "le les est et une pas je nous vous dans pour qui sur avec mais des c'est",
    "es": "el los las es por con para pero muy está yo del qué",
    "it": "il gli è che per non sono di questo della ma",
    "nl": "het een van ik niet dat zijn wij maar naar",
    "pt": "o os não em uma você para são isso com",
}
"""Frequent short words of some languages: enough to distinguish their sentences."""
_LANGUAGES_OF = {
    word: [language for language, words in _TELLING.items() if word in words.split()]
    for words in _TELLING.values()
    for word in words.split()
}


def of_words(words: Iterable[str], *, margin: int = 1) -> str:
    """The code of the language of `words`, by their frequent short words; empty where it is unclear.

    Args:
        margin: short words by which it must lead over the next language.
    """
    counts = Counter(language for word in words for language in _LANGUAGES_OF.get(word.strip(".,;:!?").lower(), ()))
    (first, most), (_, next_most) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return first if most - next_most >= margin else ""
