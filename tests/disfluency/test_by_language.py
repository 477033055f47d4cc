"""Which tagger an utterance gets."""

from __future__ import annotations

from captioner.disfluency.by_language import TaggerByLanguage
from captioner.disfluency.tagger import PassthroughTagger, Tagger
from captioner.messages import CaptionUpdate, Word, WordUpdate

WORDS = (Word("ja", 0, 1, 1.0),)


class NamedTagger(PassthroughTagger):
    """Notes which utterances it was given."""

    def __init__(self, language: str, given: list[tuple[str, int]]) -> None:
        self._language = language
        self._given = given

    def label(self, update: WordUpdate) -> CaptionUpdate:
        """Note it."""
        self._given.append((self._language, update.utterance))
        return super().label(update)


def test_each_utterance_goes_to_the_tagger_of_its_language() -> None:
    given: list[tuple[str, int]] = []
    made: list[str] = []

    def make(language: str) -> Tagger:
        made.append(language)
        return NamedTagger(language, given)

    tagger = TaggerByLanguage(make)
    tagger.label(WordUpdate(0, (), (), language=""))
    tagger.label(WordUpdate(0, (), WORDS, language="de"))
    tagger.label(WordUpdate(0, WORDS, (), utterance_ended=True, language="en"))
    tagger.label(WordUpdate(1, (), (), utterance_ended=True, language=""))
    tagger.label(WordUpdate(2, WORDS, (), utterance_ended=True, language="en"))
    tagger.label(WordUpdate(3, WORDS, (), utterance_ended=True, language="de"))
    assert given == [("de", 0), ("de", 0), ("en", 2), ("de", 3)]
    assert made == ["de", "en"]


def test_an_utterance_without_words_still_ends() -> None:
    found = TaggerByLanguage(lambda language: PassthroughTagger()).label(WordUpdate(4, (), (), utterance_ended=True))
    assert found == CaptionUpdate(4, (), (), utterance_ended=True)


def test_reset_lets_the_next_update_choose_again() -> None:
    made: list[str] = []

    def make(language: str) -> Tagger:
        made.append(language)
        return PassthroughTagger()

    tagger = TaggerByLanguage(make)
    tagger.label(WordUpdate(0, WORDS, (), language="de"))
    tagger.reset()
    tagger.label(WordUpdate(1, WORDS, (), language="en"))
    assert made == ["de", "en"]
