"""Words whose part in a repair hangs on the word itself, in English and German."""

from __future__ import annotations

SAID_AGAIN = frozenset({
    "a", "an", "the", "this", "that", "these", "my", "your", "his", "her", "its", "our", "their", "i", "you", "he",
    "she", "it", "we", "they", "in", "on", "at", "to", "of", "for", "from", "with", "by", "and", "but", "or", "so",
    "if", "because", "as", "is", "are", "was", "were", "am", "be", "been", "have", "has", "had", "do", "does",
    "did", "can", "could", "will", "would", "should", "must", "may", "there", "what", "when", "where", "who", "how",
    "not", "think", "mean", "guess", "until", "hes", "shes", "thats", "theres", "theyre", "weve", "youre", "ive",
    "theyve", "youve",
    "das", "der", "die", "er", "sie", "ich", "du", "es", "wir", "ihr", "und", "aber", "oder", "ein", "eine", "einen",
    "dem", "den", "im", "zum", "zur", "mit", "von", "bei", "nach", "auf", "sind", "habe", "haben", "wird", "kann",
    "mein", "meine", "wenn", "dass", "weil", "wollte", "dann",
})  # fmt: skip
"""function words, which are often said twice in a row by mistake"""
TWICE_AND_MEANT = frozenset({
    "had", "that", "is", "was", "her", "so", "do", "what", "who", "you", "it", "das", "der", "die", "er", "sie",
})  # fmt: skip
"""function words that a sentence may hold twice in a row: `had had`, `what it is is`, `das das`"""
NEVER_TWICE = frozenset({
    "hes", "shes", "theyre", "weve", "youre", "ive", "theyve", "youve", "dann", "und", "ich", "wir",
})  # fmt: skip
"""those of them that no sentence holds twice in a row"""
SUBJECTS = frozenset({"i", "he", "she", "we", "they"})
"""pronouns that no sentence holds before their own contraction"""
THRICE_AND_MEANT = frozenset({"so", "you", "what", "who", "not"})
"""function words that are said three times on purpose"""
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
BEFORE_KNOW = frozenset({
    "as", "if", "do", "did", "what", "how", "when", "whether", "than", "once", "until", "unless", "who", "which",
    "more",
})  # fmt: skip
"""words behind which, without a comma, `you know` means what it says: `as you know`, `if you know of one`"""
NEGATIONS = frozenset({"not", "never", "nicht", "nie"})
"""words behind which the other side of a contrast stands: `5, not 50`"""
ALTERNATIVE = frozenset({"or", "oder"})
"""words behind which another possibility stands: `to the lake, er, or to the woods`"""
RATHER = frozenset({"rather", "better", "actually", "maybe", "besser", "vielmehr", "eher"})
"""words behind `or` with which it takes back what stands before it"""
FROM = frozenset({"from", "between", "von", "zwischen"})
"""words behind which a range begins"""
TO = frozenset({"to", "until", "till", "through", "and", "bis", "und", "nach", "auf"})
"""words behind which a range ends: `from version 3.11 to version 3.12`"""
