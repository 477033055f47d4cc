"""Numbers written as words, in English and German."""

from __future__ import annotations

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ENGLISH = {word: value for value, word in enumerate(_SMALL)} | {word: 10 * n for n, word in enumerate(_TENS, start=2)}
"""values below 100 of numerals of one word"""
_KLEIN = (
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf",
    "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn", "neunzehn",
)  # fmt: skip
_ZEHNER = ("zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig")
GERMAN = (
    {word: value for value, word in enumerate(_KLEIN)}
    | {word: 10 * n for n, word in enumerate(_ZEHNER, start=2)}
    | {
        f"{'ein' if unit == 'eins' else unit}und{ten}": 10 * n + value
        for n, ten in enumerate(_ZEHNER, start=2)
        for value, unit in enumerate(_KLEIN[1:10], start=1)
    }
)
"""values below 100; each numeral is one word"""
LARGE = frozenset({"hundred", "thousand", "million", "billion", "hundert", "tausend"})
"""numerals that follow others: `two hundred`"""
