"""Short word lists (English, German, French) for cases that punctuation alone does not decide."""

from __future__ import annotations

from functools import lru_cache

from captioner.captions import punctuation
from captioner.captions.punctuation import Kind


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


CLAUSE_OPENERS = _words(
    "but which who whom whose because although though whereas unless "
    "aber sondern denn dass weil obwohl ob damit wenn falls während "
    "mais car puisque quoique"
)
"""A comma before these words belongs to the sentence, even if a filler stood between."""

OPENERS = _words(
    "yes yeah no okay ok well oh so hi hello hey thanks please sorry right now anyway first finally actually however "
    "otherwise besides meanwhile bye goodbye "
    "ja nein doch naja also hallo hi danke bitte gut übrigens jedenfalls außerdem tschüss "
    "oui non bon bien alors bonjour salut merci enfin"
)
"""Answers, greetings and openers: a comma behind these words belongs to the sentence, even if a filler follows."""

LOWERABLE = _words(
    "a an the this that these those he she it we you they my your his her its our their and or but so because if when "
    "where what which who how there then to in on at of for from with by as is are was were do does did have has can "
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety "
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig "
    "siebzig achtzig neunzig hundert tausend "
    "could will would should not "
    "let's there's that's it's he's she's they're we're you're "
    "der die das den dem des ein eine einen einem einer er es wir ihr mein meine dein deine und oder aber denn weil "
    "wenn dass als da dann so wie wo was wer in im an am auf aus bei mit nach von vom zu zum zur ist sind war nicht "
    "le la les un une des du de je tu il elle on nous vous ils elles ce cet cette mon ma mes ton ta tes son sa ses et "
    "ou mais donc car si que qui quand où comme dans en à au aux avec pour par sur est sont ne pas"
)
"""Never names, and never written with a capital inside a sentence (so neither `I` nor `Sie`)."""

LEADING = _words(
    "a an the this that these those my your his her its our their and or but nor so because although if when while "
    "where which who whose as than to in into on onto at of off for from with without by about over under after before "
    "between through during until since against "
    "der die das den dem des ein eine einen einem einer eines mein meine dein deine sein seine ihr ihre unser unsere "
    "und oder aber sondern denn weil wenn dass ob als obwohl damit in im ins an am ans auf aus bei beim mit nach von "
    "vom zu zum zur für durch gegen ohne um über unter vor hinter neben zwischen seit bis während "
    "le la les l un une des du de d ce cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs "
    "et ou mais donc car ni or si que qui quand où comme dans en à au aux avec sans pour par sur sous chez vers entre"
)
"""Words that belong to the next word: a line should begin with one rather than end with one."""


def bare(text: str) -> str:
    """A word without its punctuation and capitals, as the lists have it."""
    return punctuation.split(text).core.casefold()


@lru_cache(maxsize=4096)  # a line is looked at again with every update
def break_quality(before: str, after: str) -> int:
    """How good a line end between two words is; more is better, 0 is neutral."""
    kinds = {punctuation.kind(mark) for mark in punctuation.marks(punctuation.split(before).suffix)}
    if Kind.FINAL in kinds:
        return 3
    if kinds & {Kind.SOFT, Kind.MIDDLE, Kind.ELLIPSIS}:
        return 2
    if bare(before) in LEADING:
        return -1
    return 1 if bare(after) in LEADING else 0
