"""The data of an epoch: utterances, runs of them and prefixes of them, in packed batches."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from random import Random

from captioner.disfluency.encoding import Encoder
from captioner.disfluency.labels import REPARANDUM
from captioner.training.text import hard_negatives, hard_negatives_german, synthetic
from captioner.training.text.config import RunConfig
from captioner.training.text.corpora import UNLABELLED, Utterance, joined, read_labelled, read_unlabelled
from captioner.training.text.corrections import Corrections
from captioner.training.text.corrections_english import ENGLISH
from captioner.training.text.corrections_german import GERMAN
from captioner.training.text.disfluent_words import DISFLUENT_WORDS
from captioner.training.text.misheard import Misheard
from captioner.training.text.packing import Segment, pack
from captioner.training.text.parallel import parallel
from captioner.training.text.restarts import Restarts
from captioner.training.text.spelled import spelled
from captioner.training.text.written import is_parallel, read_written

_POOL = 16
"""batches of segments that are packed together: enough to fill rows, few enough to keep lengths mixed"""
_LONGEST_RUN = 48
"""words"""
MADE = "synthetic"
"""The name of made disfluencies in `RunConfig.prefixes_of`."""
HARD_NEGATIVES = "hard_negatives"
"""The name in `RunConfig.synthetic_from` of sentences made like hard negatives."""
_HARD_NEGATIVE_TEXTS = 4000


class Epochs:
    """Makes the batches of each epoch; the same ones for the same seed."""

    def __init__(self, config: RunConfig, data: Path, encoder: Encoder, teachers: Encoder | None = None) -> None:
        """Read the corpora of `config` below the folder `data`; `teachers`: the encoder of the teacher."""
        self._config = config
        self._encoder = encoder
        self._teachers = teachers
        self._corpora = [
            (name, read_labelled(data / f"{name}.jsonl.gz", guess_kinds=True), part) for name, part in config.corpora
        ]
        self._recognised = [
            ([one for path in sorted((data / name).glob("*.jsonl.gz")) for one in read_labelled(path)], part)
            for name, part in config.recognised
        ]
        self._fluent = [
            _fluent(text)
            for name in config.fluent_of
            for text in map(synthetic.without_disfluencies, read_labelled(data / f"{name}.jsonl.gz"))
            if text
        ]
        self._unlabelled = [
            (
                [Utterance(words, (UNLABELLED,) * len(words)) for words in read_unlabelled(data / f"{name}.jsonl.gz")],
                part,
            )
            for name, part in config.unlabelled
        ]
        written = cache(read_written)
        self._written: list[tuple[str, ...]] = []
        if config.written:
            self._written = [words for name in config.written_from for words in written(data / name)]
        self._parallel = list(filter(is_parallel, self._written)) if config.parallel else []
        self._hard_negative = {"en": hard_negatives.sentence, "de": hard_negatives_german.sentence}[config.language]
        self._corrections = Corrections({"en": ENGLISH, "de": GERMAN}[config.language])
        self._disfluencies = None
        self._restarts = None
        if config.synthetic:
            texts: list[tuple[str, ...]] = []
            for name in config.synthetic_from:
                path = data / f"{name}.jsonl.gz"
                if name == HARD_NEGATIVES:
                    texts += filter(
                        synthetic.is_fluent_text,
                        (tuple(self._hard_negative(Random(i))) for i in range(_HARD_NEGATIVE_TEXTS)),
                    )
                elif (data / name).is_dir():
                    texts += filter(synthetic.is_fluent_text, written(data / name))
                elif path.name.startswith("unlabelled"):
                    texts += filter(synthetic.is_fluent_text, read_unlabelled(path))
                else:
                    texts += map(synthetic.without_disfluencies, read_labelled(path))
            self._disfluencies = synthetic.Disfluencies(texts, DISFLUENT_WORDS[config.language])
            self._restarts = Restarts(texts) if config.restarts else None

        self._misheard = Misheard(u.words for _, us, _ in self._corpora for u in us) if config.misheard else None

    def batches(self, epoch: int) -> Iterator[list[list[Segment]]]:
        """The packed rows of each step of an epoch."""
        random = Random(f"{self._config.seed}/{epoch}")
        utterances = [(one, with_prefixes, False) for one, with_prefixes in self._utterances(random)]
        for recognised, part in self._recognised:
            whole, rest = int(part), part - int(part)
            chosen = [*recognised * whole, *random.sample(recognised, round(rest * len(recognised)))]
            utterances += ((one, True, True) for one in chosen)
        random.shuffle(utterances)
        rows: list[list[Segment]] = []
        segments: list[Segment] = []
        pieces = 0
        for utterance, with_prefixes, is_recognised in utterances:
            words, targets = list(utterance.words), list(utterance.targets)
            if not is_recognised:
                words, targets = self._as_recognised(utterance, random)
            for segment in self._segments(words, targets, random, with_prefixes):
                segments.append(segment)
                pieces += len(segment.encoded.pieces)
            if pieces > _POOL * self._config.batch_rows * 190:
                rows += self._packed(segments, random)
                segments, pieces = [], 0
                while len(rows) >= self._config.batch_rows:
                    yield rows[: self._config.batch_rows]
                    rows = rows[self._config.batch_rows :]
        rows += self._packed(segments, random)
        for start in range(0, len(rows), self._config.batch_rows):
            yield rows[start : start + self._config.batch_rows]

    def _packed(self, segments: Sequence[Segment], random: Random) -> list[list[Segment]]:
        rows = pack(segments)
        random.shuffle(rows)
        return rows

    def utterances(self, random: Random) -> list[Utterance]:
        """The utterances of an epoch, before they are spelled and misheard."""
        return [utterance for utterance, _ in self._utterances(random)]

    def _utterances(self, random: Random) -> list[tuple[Utterance, bool]]:
        """The utterances of an epoch, and whether prefixes of each are read."""
        chosen: list[tuple[Utterance, bool]] = []
        for name, utterances, part in self._corpora:
            with_prefixes = name in self._config.prefixes_of
            runs = list(_runs(utterances, self._config.join, random))
            runs = [run for run in runs if random.random() < self._share(run)]
            whole, rest = int(part), part - int(part)
            for _ in range(whole):
                chosen += ((run, with_prefixes) for run in runs)
            chosen += ((run, with_prefixes) for run in random.sample(runs, round(rest * len(runs))))
        if self._disfluencies is not None:
            with_prefixes = MADE in self._config.prefixes_of
            chosen += ((self._disfluencies.make(random), with_prefixes) for _ in range(self._config.synthetic))
        for utterances, part in self._unlabelled:
            chosen += ((one, True) for one in random.sample(utterances, round(part * len(utterances))))
        chosen += ((_fluent(random.choice(self._written)), True) for _ in range(self._config.written))
        fluent = random.sample(self._fluent, round(self._config.fluent_share * len(self._fluent)))
        chosen += ((one, True) for one in fluent)
        chosen += ((_fluent(tuple(self._hard_negative(random))), True) for _ in range(self._config.hard_negatives))
        chosen += ((self._corrections.make(random), True) for _ in range(self._config.corrections))
        if self._restarts is not None:
            chosen += ((self._restarts.make(random), True) for _ in range(self._config.restarts))
        for number in range(self._config.parallel):
            words = random.choice(self._parallel) if number % 2 and self._parallel else tuple(parallel(random))
            chosen.append((_fluent(words), True))
        return chosen

    def _share(self, run: Utterance) -> float:
        """The share of epochs that read a run: disfluent ones are read in all."""
        if not run.is_fluent:
            return 1.0
        return self._config.keep_short if len(run.words) < 3 else self._config.keep_fluent

    def _as_recognised(self, utterance: Utterance, random: Random) -> tuple[list[str], list[int]]:
        """The words as a recogniser might have written them, and their targets."""
        words, targets = self._varied(utterance, random)
        if self._misheard is not None and random.random() < self._config.misheard:
            words, targets = self._misheard.hear(words, targets, random)
        if random.random() < self._config.spelled:
            words, targets = spelled(words, targets, random, self._config.language)
        return words, targets

    def _segments(
        self, words: Sequence[str], targets: Sequence[int], random: Random, with_prefixes: bool
    ) -> Iterator[Segment]:
        if not words:
            return
        yield self._segment(words, targets, len(words), is_prefix=False)
        if with_prefixes:
            for length in _prefix_lengths(targets, random):
                if random.random() < self._config.prefix_share:
                    yield self._segment(words, targets, length, is_prefix=True)

    def _segment(self, words: Sequence[str], targets: Sequence[int], length: int, *, is_prefix: bool) -> Segment:
        encoded = self._encoder.encode(words[:length], complete=not is_prefix)
        if self._teachers is None:
            return Segment(encoded, tuple(targets[encoded.skipped : length]), is_prefix)
        taught = self._teachers.encode(words[:length], complete=not is_prefix)
        if taught.skipped != encoded.skipped:  # both must read the same words
            first = max(taught.skipped, encoded.skipped)
            return self._segment(words[first:length], targets[first:length], length - first, is_prefix=is_prefix)
        return Segment(encoded, tuple(targets[encoded.skipped : length]), is_prefix, taught)

    def _varied(self, utterance: Utterance, random: Random) -> tuple[list[str], list[int]]:
        """Vary the words like recognisers, which leave out most broken-off words and spell fillers in many ways."""
        words, targets = [], []
        drop = random.random() < self._config.drop_fragments
        for word, target in zip(utterance.words, utterance.targets, strict=True):
            if drop and target == REPARANDUM and word.rstrip(".,?!").endswith("-"):
                continue
            if target and word in ("uh", "um") and random.random() < 0.1:
                word = random.choice(DISFLUENT_WORDS[self._config.language].filled_pauses)
            words.append(word)
            targets.append(target)
        return words, targets


def _fluent(words: tuple[str, ...]) -> Utterance:
    return Utterance(words, (0,) * len(words))


def _runs(utterances: Sequence[Utterance], chance: float, random: Random) -> Iterator[Utterance]:
    """The utterances in order; some are joined with the next one or two of the same speaker."""
    at = 0
    while at < len(utterances):
        run = [utterances[at]]
        at += 1
        if random.random() < chance and run[0].speaker:
            wanted = random.choice((2, 2, 3))
            words = len(run[0].words)
            while at < len(utterances) and len(run) < wanted and utterances[at].speaker == run[0].speaker:
                words += len(utterances[at].words)
                if words > _LONGEST_RUN:
                    break
                run.append(utterances[at])
                at += 1
        yield joined(run) if len(run) > 1 else run[0]


def _prefix_lengths(targets: Sequence[int], random: Random) -> list[int]:
    """The lengths of the sampled prefixes: one of a fluent utterance, two of another, one of them near a repair."""
    count = len(targets)
    if count < 2:
        return []
    lengths = [random.randrange(1, count)]
    disfluent = [index for index, target in enumerate(targets) if target]
    if disfluent:
        near = random.choice(disfluent) + random.randint(1, 4)
        lengths.append(min(near, count - 1) if random.random() < 0.9 else count)
    elif random.random() < 0.3:
        return []
    return sorted(set(lengths))
