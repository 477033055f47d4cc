"""The ways to clean recognised text: the model live, word by word and whole, rules, nothing, and perfect labels."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from captioner.captions import wording
from captioner.captions.punctuation import split
from captioner.disfluency.tagger import PassthroughTagger, Tagger
from captioner.messages import Label, LabelledWord, View, Word, WordUpdate, seconds
from captioner.training.cleaned.heard import Heard


@dataclass(frozen=True, slots=True)
class Cleaned:
    """The text shown in the end.

    Attributes:
        behind_s: for each word, seconds of speech from it to the last word that was committed when it settled; empty
            where it is not measured.
    """

    text: str
    behind_s: tuple[float, ...] = ()


Cleaner = Callable[[Heard], Cleaned]
"""From recognised words to the text shown in the end."""

_FILLERS = frozenset(["um", "uh", "er", "erm", "umm", "uhm", "uhh", "äh", "ähm"])
_LONGEST_REPETITION = 4
"""Words."""


def with_model(tagger: Tagger) -> Cleaner:
    """The model, on the original updates: live captions, or whole utterances."""

    def clean(heard: Heard) -> Cleaned:
        return _shown(tagger, heard.updates)

    return clean


def whole(tagger: Tagger) -> Cleaner:
    """The model, each utterance at once, however it was heard: live text without the cost of settling."""

    def clean(heard: Heard) -> Cleaned:
        return Cleaned(_shown(tagger, _at_once(heard.updates)).text)

    return clean


def word_by_word(tagger: Tagger) -> Cleaner:
    """The model with each word committed alone: the cost of settling, without errors of the streaming recogniser."""

    def clean(heard: Heard) -> Cleaned:
        return _shown(tagger, _singly(heard.updates))

    return clean


def nothing(heard: Heard) -> Cleaned:
    """No cleaning: words settle when they are committed."""
    return _shown(PassthroughTagger(), heard.updates)


def by_rules(heard: Heard) -> Cleaned:
    """Remove fillers and exact repetitions of up to four words: a simple baseline."""
    return Cleaned(" ".join(filter(None, (_worded(_ruled(words)) for words in _utterances(heard.updates)))))


def with_labels(heard: Heard, removed: Collection[int], label: Label = Label.REPARANDUM) -> Cleaned:
    """Remove the words at `removed`, with the usual mending: the best that labels can do with the recognised text.

    Args:
        label: for removed words that are no fillers.
    """
    found, first = [], 0
    for words in _utterances(heard.updates):
        labelled = []
        for at, word in enumerate(words, first):
            of_removed = Label.FILLED_PAUSE if _core(word) in _FILLERS else label
            labelled.append(LabelledWord(word, of_removed if at in removed else Label.FLUENT, 1.0))
        found.append(_worded(labelled))
        first += len(words)
    return Cleaned(" ".join(filter(None, found)))


def _shown(tagger: Tagger, updates: Iterable[WordUpdate]) -> Cleaned:
    """The settled text of the cleaned view, one utterance behind the other."""
    tagger.reset()
    texts, shown = [], wording.Wording(View.CLEANED)
    words: list[wording.ShownWord] = []
    behind: list[float] = []
    newest = 0
    for update in updates:
        newest = update.committed[-1].end if update.committed else newest
        caption = tagger.label(update)
        behind += (max(0.0, seconds(newest - one.word.end)) for one in caption.settled)
        words += shown.add(caption.settled, is_end=caption.utterance_ended).closed
        if update.utterance_ended:
            texts.append(wording.text(words))
            shown, words = wording.Wording(View.CLEANED), []
    return Cleaned(" ".join(filter(None, texts)), tuple(behind))


def _at_once(updates: Sequence[WordUpdate]) -> Iterator[WordUpdate]:
    words: tuple[Word, ...] = ()
    for update in updates:
        words += update.committed
        if update.utterance_ended:
            yield replace(update, committed=words, pending=(), unsure=())
            words = ()


def _singly(updates: Sequence[WordUpdate]) -> Iterator[WordUpdate]:
    for update in updates:
        for word in update.committed:
            yield replace(update, committed=(word,), pending=(), unsure=(), utterance_ended=False)
        if update.utterance_ended:
            yield replace(update, committed=(), pending=(), unsure=())


def _utterances(updates: Sequence[WordUpdate]) -> Iterator[list[Word]]:
    words: list[Word] = []
    for update in updates:
        words += update.committed
        if update.utterance_ended:
            yield words
            words = []


def _ruled(words: Sequence[Word]) -> list[LabelledWord]:
    cores = [_core(word) for word in words]
    labels = [Label.FILLED_PAUSE if core in _FILLERS else Label.FLUENT for core in cores]
    for length in range(_LONGEST_REPETITION, 0, -1):
        rest = [at for at, label in enumerate(labels) if label is Label.FLUENT and cores[at]]
        for place in range(len(rest) - 2 * length + 1):
            one, two = rest[place : place + length], rest[place + length : place + 2 * length]
            if [cores[at] for at in one] == [cores[at] for at in two]:
                for at in one:
                    labels[at] = Label.REPARANDUM
    return [LabelledWord(word, label, 1.0) for word, label in zip(words, labels, strict=True)]


def _core(word: Word) -> str:
    return split(word.text).core.casefold()


def _worded(words: Sequence[LabelledWord]) -> str:
    return wording.text(wording.words(words, View.CLEANED))
