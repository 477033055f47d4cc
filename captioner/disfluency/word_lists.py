"""Words whose part in a repair hangs on the word itself, in English and German."""

from __future__ import annotations

SAID_AGAIN = frozenset({
    "a", "an", "the", "this", "that", "these", "my", "your", "his", "her", "its", "our", "their", "i", "you", "he",
    "she", "it", "we", "they", "in", "on", "at", "to", "of", "for", "from", "with", "by", "and", "but", "or", "so",
    "if", "because", "as", "is", "are", "was", "were", "am", "be", "been", "have", "has", "had", "do", "does",
    "did", "can", "could", "will", "would", "should", "must", "may", "there", "what", "when", "where", "who", "how",
    "not", "think", "mean", "guess", "ich", "du", "es", "wir", "ihr", "und", "aber", "oder", "ein", "eine", "einen",
    "dem", "den", "im", "zum", "zur", "mit", "von", "bei", "nach", "auf", "sind", "habe", "haben", "wird", "kann",
    "mein", "meine", "wenn", "dass", "weil", "wollte", "dann",
})  # fmt: skip
"""function words, which are often said twice in a row by mistake"""
TWICE_AND_MEANT = frozenset({"had", "that", "is", "was", "her", "so", "do", "what", "who", "you", "it"})
"""function words that a sentence may hold twice in a row: `had had`, `what it is is`, `das das`"""
ADDING = frozenset({"another", "plus"})
"""words that cannot end a reparandum: `5 milligrams at 8 and another 5 milligrams`"""
HEDGES = (("kind", "of"), ("sort", "of"))
"""pairs that weaken a word, and mean something"""
STRONGER = frozenset({"very", "really", "truly", "sehr", "wirklich"})
"""words that are said twice, or added to a repeated word, for emphasis"""
BEFORE_STRONGER = frozenset({"like", "i", "mean"})
"""words before an emphatic repetition: `bad, I mean really bad`"""
TOGETHER = (("you", "know"), ("i", "mean"))
"""markers of two words that go or stay together"""
