"""Utterances in Whisper's spelling: commas and dashes around what is taken back, figures for numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

from captioner.disfluency.labels import FILLED_PAUSE, INTERREGNUM, REPARANDUM
from captioner.disfluency.numerals import ENGLISH, GERMAN

_BEHIND_TAKEN_BACK = ("",) * 8 + (",",) * 7 + ("-",) * 2 + ("...",) * 2 + ("\u2014",) * 2 + (" -", ".", "?")
"""Whisper's marks after a broken-off beginning, with their frequency in its text of spontaneous speech"""
_BEHIND_EDITING = (",",) * 7 + ("",) * 3 + (".",)
_PLAIN = 0.12
"""share of the utterances in lower case and without punctuation, as other recognisers write"""
_NUMBERS = {"en": ENGLISH, "de": GERMAN}
_SIGNS = ".,?!;:"


def spelled(
    words: Sequence[str], targets: Sequence[int], random: Random, language: str = "en"
) -> tuple[list[str], list[int]]:
    """The words and their targets as Whisper might write them."""
    if random.random() < _PLAIN:
        return [word.lower().rstrip(_SIGNS) or word for word in words], list(targets)
    with_figures = random.random() < 0.7
    texts, labels = _figures(words, targets, _NUMBERS[language]) if with_figures else (list(words), list(targets))
    for at, label in enumerate(labels):
        ends = at + 1 < len(labels) and labels[at + 1] != label
        word = texts[at]
        if label == REPARANDUM and ends and word[-1:] not in "-.?!":
            _close(texts, at, random.choice(_BEHIND_TAKEN_BACK))
        elif label == INTERREGNUM and ends:
            _close(texts, at, random.choice(_BEHIND_EDITING))
        elif label == FILLED_PAUSE and at + 1 < len(labels):
            _close(texts, at, "," if random.random() < 0.7 else "")
        before = at and labels[at - 1] == 0 and label in (FILLED_PAUSE, INTERREGNUM)
        if before and texts[at - 1][-1:].isalnum() and random.random() < 0.6:
            texts[at - 1] += ","
        if at and texts[at - 1].endswith(".") and not texts[at - 1].endswith("..") and random.random() < 0.8:
            texts[at] = texts[at][:1].upper() + texts[at][1:]
    if texts and random.random() < 0.9:
        texts[0] = texts[0][:1].upper() + texts[0][1:]
    return texts, labels


def _close(texts: list[str], at: int, sign: str) -> None:
    """Replace the mark behind a word; a single dash is read with the word before it."""
    bare = texts[at].rstrip(_SIGNS)
    if bare:
        texts[at] = bare + ("\u2014" if sign == " -" else sign)


def _figures(words: Sequence[str], targets: Sequence[int], values: Mapping[str, int]) -> tuple[list[str], list[int]]:
    """Numbers from ten on as figures, `twenty five` as one word; smaller ones stay words, as mostly in Whisper's
    text."""
    texts: list[str] = []
    labels: list[int] = []
    at = 0
    while at < len(words):
        value = values.get(words[at].lower())
        sign = words[at][len(words[at].rstrip(_SIGNS)) :]
        if value is None and sign:
            value = values.get(words[at].rstrip(_SIGNS).lower())
        behind = words[at + 1] if at + 1 < len(words) else ""
        unit = values.get(behind.rstrip(_SIGNS).lower(), 0)
        labels.append(targets[at])
        if value is not None and value >= 20 and not sign and 1 <= unit <= 9 and targets[at] == targets[at + 1]:
            texts.append(f"{value + unit}{behind[len(behind.rstrip(_SIGNS)) :]}")
            at += 2
            continue
        texts.append(f"{value}{sign}" if value is not None and value >= 10 else words[at])
        at += 1
    return texts, labels
