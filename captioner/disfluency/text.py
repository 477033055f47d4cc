"""Labels for written text, as if a recogniser had delivered it."""

from __future__ import annotations

from captioner.disfluency.tagger import Tagger
from captioner.messages import LabelledWord, Word, WordUpdate


def label_text(tagger: Tagger, text: str) -> tuple[LabelledWord, ...]:
    """The words of a text that ends where `text` ends, labelled; their times are all 0.

    `tagger` must be between utterances, and is so again afterwards.
    """
    words = tuple(Word(word, 0, 0, 1.0) for word in text.split())
    return tagger.accept(WordUpdate(0, words, (), utterance_ended=True)).settled
