"""The languages that Whisper knows, by code and by English name."""

from __future__ import annotations

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
_CODES = {name: code for code, name in NAMES.items()}
AUTO = "auto"
"""The language is heard."""


def code(text: str) -> str:
    """The code of a language that is given by code or by English name, in any case; `auto` stays.

    Raises:
        ValueError: there is no such language.
    """
    folded = text.strip().casefold()
    if folded == AUTO or folded in NAMES:
        return folded
    if folded not in _CODES:
        raise ValueError(text)
    return _CODES[folded]
