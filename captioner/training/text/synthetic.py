"""Puts disfluencies into fluent text, and intended repetitions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from random import Random

from captioner.disfluency.labels import FILLED_PAUSE, FLUENT, INTERREGNUM, MARKER, REPARANDUM
from captioner.training.text.corpora import Utterance
from captioner.training.text.disfluent_words import ENGLISH, DisfluentWords

_SUSPECT = frozenset({
    "uh", "um", "uhh", "umm", "er", "erm", "hmm", "mm", "hm", "ah", "oh", "eh", "mmhmm", "well", "like", "mean", "huh",
    "actually", "sorry", "sort", "kind", "äh", "ähm", "ehm",
})  # fmt: skip
_LETTERS = tuple("abcdefghijklmnopqrstuvwxyz")


def plain(word: str) -> str:
    """A word in lower case with letters and figures only, for comparison."""
    return "".join(character for character in word.lower() if character.isalnum())


def is_fluent_text(words: Sequence[str]) -> bool:
    """Whether unlabelled words show no disfluency: no filler, no fragment, no repetition."""
    bare = [plain(word) for word in words]
    if (
        len(words) < 4
        or any(word in _SUSPECT for word in bare)
        or any(word.rstrip(",.").endswith("-") for word in words)
    ):
        return False
    pairs = set(pairwise(bare))
    if ("you", "know") in pairs or len(pairs) < len(bare) - 1:
        return False
    return all(bare[i] != bare[j] for i in range(len(bare)) for j in range(i + 1, min(i + 3, len(bare))))


def without_disfluencies(utterance: Utterance) -> tuple[str, ...]:
    """The fluent words of a labelled utterance."""
    return tuple(word for word, target in zip(utterance.words, utterance.targets, strict=True) if target == FLUENT)


class Disfluencies:
    """Makes fluent text disfluent the way speakers do."""

    def __init__(self, texts: Iterable[Sequence[str]], said: DisfluentWords = ENGLISH) -> None:
        """`texts`: fluent texts, from which false starts and mistaken words are drawn."""
        self._said = said
        self._texts = [tuple(text) for text in texts if len(text) >= 4]
        followers: dict[str, Counter[str]] = defaultdict(Counter)
        for text in self._texts:
            for word, follower in pairwise(text):
                followers[plain(word)][follower] += 1
        self._followers = {word: [f for f, _ in counts.most_common(40)] for word, counts in followers.items()}

    def make(self, random: Random) -> Utterance:
        """A new utterance from a random text: one in five stays fluent, or with emphatic or spelled repetitions."""
        words = list(random.choice(self._texts))
        targets = [FLUENT] * len(words)
        if random.random() < 0.2:
            self._harmless(words, targets, random)
            return Utterance(tuple(words), tuple(targets))
        if random.random() < 0.15:
            self._false_start(words, targets, random)
        edits = (self._repetition, self._correction, self._filler, self._fragment, self._retrace)
        for _ in range(1 + (random.random() < 0.4) + (len(words) > 12 and random.random() < 0.5)):
            random.choices(edits, (4, 4, 5, 1, 2))[0](words, targets, random)
        return Utterance(tuple(words), tuple(targets))

    def _place(self, targets: list[int], length: int, random: Random) -> int:
        """The start of `length` consecutive fluent words, or -1."""
        starts = [i for i in range(len(targets) - length + 1) if not any(targets[i : i + length])]
        if not starts:
            return -1
        # Repairs are frequent at the start of clauses: half are within the first three words.
        early = [i for i in starts if i < 3]
        return random.choice(early if early and random.random() < 0.4 else starts)

    def _put(self, words: list[str], targets: list[int], at: int, new: Sequence[str], label: int) -> None:
        words[at:at] = new
        targets[at:at] = [label] * len(new)

    def _editing(self, words: list[str], targets: list[int], at: int, random: Random, chance: float) -> None:
        if random.random() < chance:
            self._put(words, targets, at, random.choice(self._said.editing).split(), INTERREGNUM)

    def _repetition(self, words: list[str], targets: list[int], random: Random) -> None:
        length = random.choices((1, 2, 3), (7, 3, 1))[0]
        at = self._place(targets, length, random)
        again = words[at : at + length]
        if at < 0 or again[-1].isdigit():
            return
        if plain(again[-1]) in self._said.emphatic:
            if length == 1 and plain(again[0]) in self._said.thrice:
                self._put(words, targets, at, [again[0].rstrip(".,?!")] * 2, REPARANDUM)
            return
        self._editing(words, targets, at, random, 0.2)
        self._put(words, targets, at, [word.rstrip(".,?!") for word in again], REPARANDUM)
        if length == 1 and random.random() < 0.1:
            self._put(words, targets, at, again, REPARANDUM)

    def _correction(self, words: list[str], targets: list[int], random: Random) -> None:
        """`[the red + {no}] the blue house`: the words before the mistaken one are often repeated."""
        kept = random.choices((0, 1, 2, 3), (3, 4, 2, 1))[0]
        at = self._place(targets, kept + 1, random)
        if at < 0:
            return
        before = plain(words[at + kept - 1]) if at + kept else ""
        candidates = [w for w in self._followers.get(before, ()) if plain(w) != plain(words[at + kept])]
        mistaken = random.choice(candidates) if candidates else random.choice(random.choice(self._texts))
        reparandum = [*words[at : at + kept], mistaken.rstrip(".,?!")]
        if random.random() < 0.2:
            reparandum += self._following(reparandum[-1], random)
        self._editing(words, targets, at, random, 0.45)
        self._put(words, targets, at, reparandum, REPARANDUM)

    def _retrace(self, words: list[str], targets: list[int], random: Random) -> None:
        """`[the best way to do it + {um}] the best thing`: the speaker goes back behind a longer stretch."""
        kept = random.choices((1, 2, 3, 4), (3, 4, 3, 2))[0]
        at = self._place(targets, kept + 1, random)
        if at < 0:
            return
        other = random.choice(self._texts)
        first = random.randrange(max(1, len(other) - 1))
        wrong = [word.rstrip(".,?!") for word in other[first : first + random.randint(1, 4)]]
        if plain(wrong[0]) == plain(words[at + kept]):
            return
        again = words[at : at + kept]
        self._editing(words, targets, at, random, 0.6)
        self._put(words, targets, at, [*again, *wrong], REPARANDUM)

    def _following(self, word: str, random: Random) -> list[str]:
        followers = self._followers.get(plain(word), ())
        return [random.choice(followers).rstrip(".,?!")] if followers else []

    def _filler(self, words: list[str], targets: list[int], random: Random) -> None:
        inner = [i for i in range(1, len(words)) if targets[i] == targets[i - 1] == FLUENT]
        at = random.choice([0, *inner, len(words)])
        if random.random() < 0.65:
            self._put(words, targets, at, [random.choice(self._said.filled_pauses)], FILLED_PAUSE)
        else:
            self._put(words, targets, at, random.choice(self._said.markers).split(), MARKER)

    def _fragment(self, words: list[str], targets: list[int], random: Random) -> None:
        at = self._place(targets, 1, random)
        if at < 0 or len(plain(words[at])) < 2:
            return
        letters = plain(words[at])
        self._put(words, targets, at, [letters[: random.randint(1, min(4, len(letters) - 1))] + "-"], REPARANDUM)

    def _false_start(self, words: list[str], targets: list[int], random: Random) -> None:
        other = random.choice(self._texts)
        start = [word.rstrip(".,?!") for word in other[: random.randint(1, 7)]]
        self._editing(words, targets, 0, random, 0.4)
        self._put(words, targets, 0, start, REPARANDUM)

    def _harmless(self, words: list[str], targets: list[int], random: Random) -> None:
        """Intended repetitions: emphasis, numbers read digit by digit, spelled names."""
        kind = random.random()
        emphatic = [i for i, word in enumerate(words) if plain(word) in self._said.emphatic]
        if emphatic and kind < 0.4:
            at = random.choice(emphatic)
            self._put(words, targets, at, [words[at].rstrip(".,?!")] * random.randint(1, 2), FLUENT)
        elif kind < 0.7:
            at = random.choice((0, len(words), random.randint(0, len(words))))
            pool = self._said.numbers if random.random() < 0.6 else _LETTERS
            spelled = random.choices(random.sample(pool, 4), k=random.randint(2, 7))
            self._put(words, targets, at, spelled, FLUENT)
