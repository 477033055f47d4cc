"""Training batches: clips drawn by length, joined, cut short, sped up and degraded; each follows from its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from captioner.training.speech.augment import degrade
from captioner.training.speech.config import Config
from captioner.training.speech.corpus import SAMPLE_RATE, Clip, Corpus
from captioner.training.speech.network import IGNORED
from captioner.training.speech.pools import Pool, Synthetic
from captioner.training.speech.silence import crowd, wordless
from captioner.training.speech.tokens import Tokens, characters

EASY_LONGEST_S = 3.5
CROWDS = 0.35
"""Part of the windows without speech in which people talk far away."""

Wave = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Batch:
    """What one update sees.

    Attributes:
        waves: [batch, samples] at 16 kHz.
        inputs, targets: [batch, length] tokens that the decoder is given and those it is to answer.
        letters: CTC characters of each text.
        guide: [batch, length] about where in the window each target is said, in seconds; negative where unknown.
        middles: [batch, length] the place in `letters` of each target's middle letter; -1 where it has none.
    """

    waves: Tensor
    inputs: Tensor
    targets: Tensor
    letters: Sequence[Sequence[int]]
    texts: Sequence[str]
    guide: Tensor
    middles: Tensor


@dataclass(frozen=True, slots=True)
class Example:
    """One window's content.

    Attributes:
        marks: (characters of `text`, seconds of `wave`) that belong together, rising; between them time is even.
    """

    wave: Wave
    text: str
    marks: tuple[tuple[int, float], ...] = ()

    def at(self, character: float) -> float:
        """About when `character` is said."""
        return float(np.interp(character, [place for place, _ in self.marks], [time for _, time in self.marks]))


class Batches:
    """Makes the batch of an update's number from a corpus that may grow meanwhile."""

    def __init__(self, corpus: Corpus, tokens: Tokens, config: Config) -> None:
        self._corpus = corpus
        self._tokens = tokens
        self._config = config
        self._pool()

    def _pool(self) -> None:
        clips = self._corpus.clips
        self._all = Synthetic(clips)
        main = [clip for clip in clips if clip.voice in self._config.main_voices]
        self._main = Synthetic(main) if main else self._all
        self._real = Pool([clip for clip in clips if clip.kind == "real"])

    def refresh(self) -> None:
        """Take in shards that have been written since."""
        if self._corpus.refresh():
            self._pool()

    def make(self, update: int) -> Batch:
        """The batch of update `update`."""
        config = self._config
        rng = np.random.default_rng((config.seed, update))
        difficulty = config.difficulty(update)
        longest = min(config.longest_s, EASY_LONGEST_S + difficulty * (config.longest_s - EASY_LONGEST_S))
        seconds = rng.uniform(config.shortest_s, longest)
        share = config.real_share * difficulty if len(self._real) else 0.0
        count = max(1, round(config.batch_s / seconds))
        voices = self._main if rng.random() < config.main_share else self._all
        examples = [self._example(seconds, voices, share, rng) for _ in range(count)]
        spare = rng.uniform(0.0, 0.6) if rng.random() < 0.9 else rng.uniform(0.6, 3.0)
        window, starts = _placed([example.wave for example in examples], spare, rng)
        waves = torch.from_numpy(window)
        if rng.random() < config.degraded_share * difficulty:
            waves = degrade(waves, rng)
        batch = collate(waves, [example.text for example in examples], self._tokens)
        return replace(batch, guide=guide(batch, examples, starts, self._tokens))

    def _example(self, seconds: float, voices: Synthetic, real_share: float, rng: np.random.Generator) -> Example:
        config = self._config
        chance = rng.random()
        if chance < config.silent_share:
            return Example(self._silent(round(seconds * SAMPLE_RATE), voices, rng), "")
        real = rng.random() < real_share
        pool = self._real if real else voices.pool(rng)
        spread = 0.07 if real else 0.14
        if chance < config.silent_share + config.cut_share and not real and len(voices.timed):
            return self._cut(voices.timed, seconds, rng)
        if rng.random() < config.joined_share and seconds > 2.0:
            gap = rng.uniform(0.1, 0.9)
            first = rng.uniform(0.3, seconds - gap - 0.3)
            one = self._single(pool, first, spread, rng)
            rest = seconds - gap - len(one.wave) / SAMPLE_RATE
            return _joined(one, self._single(pool, rest, spread, rng), gap)
        return self._single(pool, seconds, spread, rng)

    def _silent(self, length: int, voices: Synthetic, rng: np.random.Generator) -> Wave:
        """Sounds without words, or a crowd of whose words none is to be written."""
        if rng.random() > CROWDS:
            return wordless(length, rng)
        pools = [self._real if len(self._real) and rng.random() < 0.5 else voices.pool(rng) for _ in range(6)]
        clips = [pool.draw(1.5, 8.0, rng) for pool in pools[: rng.integers(3, 7)]]
        return crowd([self._wave(clip, rng.uniform(0.9, 1.1), rng) for clip in clips], length, rng)

    def _single(self, pool: Pool, seconds: float, spread: float, rng: np.random.Generator) -> Example:
        speed = rng.uniform(1 - spread, 1 + spread)
        clip = pool.draw(0.8 * seconds * speed, seconds * speed, rng)
        return Example(self._wave(clip, speed, rng), clip.text, _marks(clip.text, clip, speed))

    def _cut(self, pool: Pool, seconds: float, rng: np.random.Generator) -> Example:
        """The beginning of a clip with the words that were over by then, as a stream is heard halfway."""
        speed = rng.uniform(0.88, 1.12)
        clip = pool.draw(seconds * speed, seconds * speed + 4.0, rng)
        heard = min(clip.seconds, seconds * speed)
        words = [word for word, end in zip(clip.text.split(), clip.ends, strict=True) if end <= heard]
        text = " ".join(words)
        wave = self._wave(clip, speed, rng)[: round(heard / speed * SAMPLE_RATE)]
        return Example(wave, text, _marks(text, clip, speed))

    def _wave(self, clip: Clip, speed: float, rng: np.random.Generator) -> Wave:
        """The clip at a varied speed (pitch and formants move with it) and level, float32."""
        samples = self._corpus.samples(clip).astype(np.float32)
        places = np.arange(int(len(samples) / speed)) * speed
        wave = np.interp(places, np.arange(len(samples)), samples).astype(np.float32)
        level = float(np.sqrt(np.mean(np.square(wave)))) + 1.0
        target: float = 10 ** (rng.uniform(-38, -14) / 20)
        loud: Wave = np.clip(wave * np.float32(target / level), -1.0, 1.0)
        return loud


def _marks(text: str, clip: Clip, speed: float) -> tuple[tuple[int, float], ...]:
    """Where the words of `text`, the beginning of the clip's, end; nothing for a clip without word times."""
    if not clip.ends:
        return ()
    marks, place = [(0, 0.0)], -1
    for word, end in zip(text.split(), clip.ends, strict=False):
        place += 1 + len(word)
        marks.append((place, end / speed))
    return tuple(marks)


def _joined(one: Example, two: Example, gap_s: float) -> Example:
    """One after the other with a pause between them."""
    wave = np.concatenate([one.wave, np.zeros(round(gap_s * SAMPLE_RATE), np.float32), two.wave])
    moved = len(one.wave) / SAMPLE_RATE + gap_s
    later = tuple((place + len(one.text) + 1, time + moved) for place, time in two.marks)
    marks = (*one.marks, *later) if one.marks and two.marks else ()
    return Example(wave, f"{one.text} {two.text}", marks)


def guide(batch: Batch, examples: Sequence[Example], starts_s: Sequence[float], tokens: Tokens) -> Tensor:
    """`Batch.guide` of examples whose windows they enter after `starts_s` seconds."""
    places = torch.full(batch.targets.shape, -1.0)
    for row, (example, start) in enumerate(zip(examples, starts_s, strict=True)):
        if example.text and example.marks:
            spans = tokens.tokenizer.encode(example.text, add_special_tokens=False).offsets
            times = [start + example.at((first + last) / 2) for first, last in spans]
            places[row, 1 : len(times) + 1] = torch.tensor(times)
    return places


def _placed(waves: Sequence[Wave], spare_s: float, rng: np.random.Generator) -> tuple[Wave, list[float]]:
    """The waves in windows of one length, each at a place of its own in it, and the seconds at which they begin."""
    length = max(len(wave) for wave in waves) + round(spare_s * SAMPLE_RATE)
    length += -length % 320
    window = np.zeros((len(waves), length), np.float32)
    starts: list[float] = []
    for row, wave in zip(window, waves, strict=True):
        first = int(rng.integers(0, length - len(wave) + 1) * rng.random() ** 2)
        row[first : first + len(wave)] = wave
        starts.append(first / SAMPLE_RATE)
    return window, starts


def collate(waves: Tensor, texts: Sequence[str], tokens: Tokens) -> Batch:
    """Waves and texts as the network takes them; no text at all is answered by `<|nospeech|>` and the end."""
    pieces = [tokens.encode(text) for text in texts]
    width = max(len(one) for one in pieces) + 2
    inputs = torch.full((len(texts), width), tokens.end)
    targets = torch.full((len(texts), width), IGNORED)
    for row, one in enumerate(pieces):
        inputs[row, : len(one) + 2] = torch.tensor([tokens.start, tokens.no_timestamps, *one])
        first = tokens.no_timestamps if one else tokens.no_speech
        targets[row, : len(one) + 2] = torch.tensor([first, *one, tokens.end])
    letters = [characters(text) for text in texts]
    return Batch(waves, inputs, targets, letters, texts, torch.full(inputs.shape, -1.0), _middles(texts, width, tokens))


def _middles(texts: Sequence[str], width: int, tokens: Tokens) -> Tensor:
    """`Batch.middles`."""
    middles = torch.full((len(texts), width), -1)
    for row, text in enumerate(texts):
        before = [0, *accumulate(len(characters(character)) for character in text)]
        spans = tokens.tokenizer.encode(text, add_special_tokens=False).offsets if text else []
        for index, (first, last) in enumerate(spans, start=1):
            if before[last] > before[first]:
                middles[row, index] = (before[first] + before[last]) // 2
    return middles
