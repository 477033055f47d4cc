"""Training batches: clips drawn by length, joined, cut short, spliced and degraded; determined by their number."""

from __future__ import annotations

import bisect
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from captioner.training.speech.augment import degrade
from captioner.training.speech.config import Config
from captioner.training.speech.corpus import SAMPLE_RATE, Clip, Corpus, as_floats
from captioner.training.speech.network import IGNORED
from captioner.training.speech.silence import crowd, wordless
from captioner.training.speech.splicing import Example, Wave, made_disfluent
from captioner.training.speech.tokens import Tokens

CROWDS = 0.35
"""Share of the windows without speech in which people talk far away."""
_LATE_S = 0.04
"""Seconds by which the found end of a word may lie behind a cut if the word was complete."""
_MOST_WINDOWS = 10


@dataclass(frozen=True, slots=True)
class SpeechBatch:
    """Windows and their texts.

    Attributes:
        waves: [batch, samples] at 16 kHz, the student's input.
        clean: the same before rooms, lines and noise: the teacher's input.
        inputs, targets: [batch, length] pieces of the decoder's input and output; IGNORED where no output counts.
    """

    waves: Tensor
    clean: Tensor
    inputs: Tensor
    targets: Tensor
    texts: Sequence[str]


class Pool:
    """Clips in the order of their lengths."""

    def __init__(self, clips: Sequence[Clip]) -> None:
        self._clips = sorted(clips, key=lambda clip: clip.length)
        self._lengths = [clip.seconds for clip in self._clips]

    def __len__(self) -> int:
        return len(self._clips)

    def draw(self, shortest_s: float, longest_s: float, rng: np.random.Generator) -> Clip:
        """A clip of this length, or of the nearest one."""
        first = bisect.bisect_left(self._lengths, shortest_s)
        last = bisect.bisect_right(self._lengths, longest_s)
        if first >= last:
            return self._clips[min(first, len(self._clips) - 1)]
        return self._clips[int(rng.integers(first, last))]


class Batches:
    """Makes the batches of an update by its number, from a corpus that may grow meanwhile."""

    def __init__(self, corpus: Corpus, fillers: Corpus, tokens: Tokens, config: Config) -> None:
        self._corpus = corpus
        self._tokens = tokens
        self._config = config
        self._fillers = [(clip.text, _float(fillers, clip)) for clip in fillers.clips]
        self._pools()

    def _pools(self) -> None:
        clips = self._corpus.clips
        self._real = Pool([clip for clip in clips if clip.kind == "real"])
        self._spoken = Pool([clip for clip in clips if clip.kind != "real" and clip.language == "en"])
        self._foreign = {
            language: Pool([clip for clip in clips if clip.language == language])
            for language in sorted({clip.language for clip in clips} - {"en"})
        }

    def refresh(self) -> None:
        """Read new shards."""
        if self._corpus.refresh():
            self._pools()

    def taught(self, update: int) -> SpeechBatch | None:
        """Windows of real voices, or of one in another language, for student and teacher; None if there are none."""
        if not len(self._real):
            return None
        config = self._config
        rng = np.random.default_rng((config.seed, update, 0))
        seconds = self._seconds(1.5, rng)
        pool, language = self._real, "en"
        if self._foreign and rng.random() < config.foreign_share:
            language = str(rng.choice(list(self._foreign)))
            pool = self._foreign[language]
        examples = [
            Example(wordless(round(seconds * SAMPLE_RATE), rng), ())
            if rng.random() < config.taught_silent_share
            else self._said(pool, seconds, rng)
            for _ in range(config.taught)
        ]
        return self._batch(examples, pool, rng, language)

    def written(self, update: int) -> SpeechBatch:
        """Windows with their verbatim texts."""
        rng = np.random.default_rng((self._config.seed, update, 1))
        seconds = self._seconds(self._config.shortest_s, rng)
        count = min(_MOST_WINDOWS, max(1, round(self._config.written_s / seconds)))
        return self._batch([self._example(seconds, rng) for _ in range(count)], self._spoken, rng)

    def _seconds(self, shortest: float, rng: np.random.Generator) -> float:
        config = self._config
        longest = config.longest_of_all_s if rng.random() < config.long_share else config.longest_s
        return float(math.exp(rng.uniform(math.log(shortest), math.log(longest))))

    def _example(self, seconds: float, rng: np.random.Generator) -> Example:
        config = self._config
        chance = rng.random()
        if chance < config.silent_share:
            return Example(self._silent(round(seconds * SAMPLE_RATE), rng), ())
        if chance < config.silent_share + config.spliced_share and len(self._real):
            return _shortened(made_disfluent(self._said(self._real, 0.8 * seconds, rng), self._fillers, rng), seconds)
        return self._said(self._spoken, seconds, rng)

    def _said(self, pool: Pool, seconds: float, rng: np.random.Generator) -> Example:
        """A clip, or several with pauses between them, whole or cut in mid-speech."""
        cut = rng.random() < self._config.cut_share
        first = self._one(pool, seconds + (2.0 if cut else 0.0), rng)
        while len(first.wave) / SAMPLE_RATE < 0.7 * seconds or rng.random() < 0.3 * self._config.joined_share:
            gap = rng.uniform(0.1, 0.9)
            rest = seconds - gap - len(first.wave) / SAMPLE_RATE
            if rest < 0.8:
                break
            first = _joined(first, self._one(pool, rest, rng), gap)
        return _shortened(first, seconds) if cut else first

    def _one(self, pool: Pool, seconds: float, rng: np.random.Generator) -> Example:
        speed = rng.uniform(0.92, 1.08)
        clip = pool.draw(min(0.5 * seconds, 4.0), seconds * speed, rng)
        if clip.kind in ("hibari", "pico"):  # one voice: pitch and formants move with the speed
            speed = rng.uniform(0.8, 1.2)
        samples = _float(self._corpus, clip)
        wave = np.interp(np.arange(int(len(samples) / speed)) * speed, np.arange(len(samples)), samples)
        return Example(wave.astype(np.float32), tuple(clip.text.split()), tuple(end / speed for end in clip.ends))

    def _silent(self, length: int, rng: np.random.Generator) -> Wave:
        """Sounds without words, or a crowd whose words must not be written."""
        if rng.random() > CROWDS:
            return wordless(length, rng)
        pools = [self._real if len(self._real) and rng.random() < 0.5 else self._spoken for _ in range(6)]
        return crowd([self._one(pool, 6.0, rng).wave for pool in pools[: rng.integers(3, 7)]], length, rng)

    def _batch(
        self, examples: Sequence[Example], pool: Pool, rng: np.random.Generator, language: str = "en"
    ) -> SpeechBatch:
        config = self._config
        longest = max(len(example.wave) for example in examples) + round(rng.uniform(0, config.spare_s) * SAMPLE_RATE)
        window = np.zeros((len(examples), longest + -longest % 320), np.float32)
        for row, example in zip(window, examples, strict=True):
            row[: len(example.wave)] = _levelled(example.wave, rng) if example.words else example.wave
        clean = torch.from_numpy(window)
        waves = degrade(clean, rng) if rng.random() < config.degraded_share else clean
        prompts = [self._one(pool, 6.0, rng).text if rng.random() < config.prompted_share else "" for _ in examples]
        texts = [example.text for example in examples]
        inputs, targets = collate(texts, prompts, self._tokens, language)
        return SpeechBatch(waves, clean, inputs, targets, texts)


def collate(
    texts: Sequence[str], prompts: Sequence[str], tokens: Tokens, language: str = "en"
) -> tuple[Tensor, Tensor]:
    """The decoder's input and target output, both [batch, length].

    The target for an empty text is the no-speech piece, which gives Whisper's probability of no speech, and the end.
    """
    rows: list[tuple[list[int], list[int]]] = []
    start = tokens.start_pieces(language)
    for text, before in zip(texts, prompts, strict=True):
        pieces, prompt = tokens.encode(text), tokens.prompt(before)
        answers = start[1:] if pieces else [tokens.no_speech, *start[2:]]
        rows.append((prompt + start + pieces, [IGNORED] * len(prompt) + [*answers, *pieces, tokens.end]))
    width = max(len(inputs) for inputs, _ in rows)
    inputs = torch.tensor([one + [tokens.end] * (width - len(one)) for one, _ in rows])
    targets = torch.tensor([one + [IGNORED] * (width - len(one)) for _, one in rows])
    return inputs, targets


def _shortened(example: Example, seconds: float) -> Example:
    """The first `seconds` of an example, with the words that were complete by then."""
    if not example.ends or len(example.wave) <= seconds * SAMPLE_RATE:
        return example
    kept = sum(end <= seconds + _LATE_S for end in example.ends)
    return Example(example.wave[: round(seconds * SAMPLE_RATE)], example.words[:kept], example.ends[:kept])


def _joined(one: Example, two: Example, gap_s: float) -> Example:
    """One after the other with a pause between them."""
    wave = np.concatenate([one.wave, np.zeros(round(gap_s * SAMPLE_RATE), np.float32), two.wave])
    moved = len(one.wave) / SAMPLE_RATE + gap_s
    ends = (*one.ends, *(end + moved for end in two.ends)) if one.ends and two.ends else ()
    return Example(wave, one.words + two.words, ends)


def _levelled(wave: Wave, rng: np.random.Generator) -> Wave:
    level = float(np.sqrt(np.mean(np.square(wave)))) + 1e-5
    loud: Wave = np.clip(wave * np.float32(10 ** (rng.uniform(-38, -14) / 20) / level), -1.0, 1.0)
    return loud


def _float(corpus: Corpus, clip: Clip) -> Wave:
    return as_floats(corpus.samples(clip))
