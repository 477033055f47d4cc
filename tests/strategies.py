"""Labelled words and the updates they come in, written by hand in short form or drawn by hypothesis."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hypothesis import strategies as st

from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, LabelledWord, TranscriptEntry, Word

FILLERS = frozenset({Label.FILLED_PAUSE})
"""Labels that remove `um` and `uh` outside of repairs, and nothing else."""
WORD_LENGTH = SAMPLE_RATE // 2
"""samples from the start of a spoken word to that of the next"""

CORES = [
    "the",
    "The",
    "cat",
    "I",
    "I'm",
    "uh",
    "Um",
    "äh",
    "Über",
    "where",
    "iPhone",
    "straße",
    "con-",
    "2",
    "NASA",
    "'cause",
]
CORES += ["القطة", "نعم", "猫", "l'entraînement", "Sie", "we", "We"]
PREFIXES = ["", "", "", "", "", '"', "(", "«\u00a0", "¿"]
SUFFIXES = [
    "",
    "",
    "",
    "",
    "",
    ",",
    ",",
    ".",
    "?",
    "!",
    "...",
    "—",
    '"',
    ')"',
    '."',
    ',"',
    "؟",
    "،",
    "\u00a0!",
    "。",
    ":",
    "?!",
]


def spoken(text: str, *, start: int = 0) -> tuple[LabelledWord, ...]:
    """Words half a second apart, from `the uh/h cat`: the label's letter behind a slash, fluent where there is none.

    An underscore stands for a space inside a word.
    """
    words = []
    for number, part in enumerate(text.split()):
        core, _, letter = part.partition("/")
        begin = start + number * WORD_LENGTH
        word = Word(core.replace("_", " "), begin, begin + WORD_LENGTH * 4 // 5, 0.9)
        words.append(LabelledWord(word, Label(letter or "f"), 0.8))
    return tuple(words)


def entry(text: str, utterance: int = 0, *, start: int = 0) -> TranscriptEntry:
    """A complete utterance in the short form of `spoken`."""
    return TranscriptEntry(utterance, spoken(text, start=start), is_complete=True)


TEXTS = [prefix + core + suffix for prefix in PREFIXES for core in CORES for suffix in SUFFIXES]
TEXTS += [",", "."] * (len(TEXTS) // 20)  # heard after their words were final
GUESSES = [
    spoken(text) for text in ("", "the/r", "uh,/h", "cat. Uh,/h we went/r home", "(no uh)/h", ". , ? the", "the/f " * 9)
]


def labelled(texts: Sequence[tuple[str, Label]]) -> tuple[LabelledWord, ...]:
    """Words half a second apart."""
    return tuple(
        LabelledWord(Word(text, number * WORD_LENGTH, (number + 1) * WORD_LENGTH, 0.9), label, 0.8)
        for number, (text, label) in enumerate(texts)
    )


def utterances(
    *, labels: Sequence[Label] = tuple(Label), max_size: int = 12
) -> st.SearchStrategy[tuple[LabelledWord, ...]]:
    """The words of one utterance, in any script, with any punctuation and any labels."""
    # One draw a word keeps the strategy fast.
    kinds = [(text, label) for text in TEXTS for label in labels]
    return st.lists(st.sampled_from(kinds), max_size=max_size).map(labelled)


@st.composite
def sessions(draw: st.DrawFn, *, max_utterances: int = 4) -> list[CaptionUpdate]:
    """The updates of a session: settled words in any portions, then committed ones with any labels, then guesses."""
    updates = []
    for number, words in enumerate(draw(st.lists(utterances(), max_size=max_utterances))):
        step = st.tuples(st.integers(0, 5), st.integers(0, 3), st.sampled_from(Label), st.integers(-len(GUESSES), 6))
        steps = draw(st.lists(step, max_size=8))
        is_new = draw(st.booleans())
        done = certain = 0
        for taken, ahead, label, guess in steps:
            settled = words[done : done + taken]
            done += len(settled)
            certain = max(certain, min(done + ahead, len(words)))
            committed = tuple(replace(word, label=label) for word in words[done:certain])
            pending = words[certain : certain + guess] if guess >= 0 else GUESSES[guess]
            updates.append(
                CaptionUpdate(number, settled, committed + pending, is_new_speaker=is_new, committed=len(committed))
            )
        updates.append(CaptionUpdate(number, words[done:], (), utterance_ended=True, is_new_speaker=is_new))
    return updates


def recorded(updates: Sequence[CaptionUpdate]) -> Iterator[TranscriptEntry]:
    """The utterances that the updates add up to, put together in the plainest way."""
    words: dict[int, tuple[LabelledWord, ...]] = {}
    new_speakers = {update.utterance for update in updates if update.is_new_speaker}
    for update in updates:
        words[update.utterance] = words.get(update.utterance, ()) + update.settled
    for utterance, spoken_words in words.items():
        if spoken_words:
            is_new = utterance in new_speakers
            yield TranscriptEntry(utterance, spoken_words, is_complete=True, is_new_speaker=is_new)
