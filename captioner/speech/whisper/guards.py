"""Rejects hypotheses that were invented rather than heard."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from captioner.messages import SAMPLE_RATE, Hypothesis, Word, spelling

_LOOPS = ("compression ratio", "too fast", "repetition")


@dataclass(frozen=True, slots=True)
class Guards:
    """Limits beyond which a whole hypothesis is rejected; they have Whisper's names where it has the same limit."""

    no_speech: float = 0.5
    """rejects together with `log_probability` only: alone it rejects quiet speech. Stock tiny.en gives 116 windows of
    noise, music and made sounds 0.53 and more, and where it writes words there, -0.75 and less; to real speech 0.32 at
    most, 20 dB over the noise up to 0.67, but nearly always more than -0.6"""
    log_probability: float = -0.7
    compression_ratio: float = 2.4
    """of the text by zlib; a loop compresses well"""
    words_a_second: float = 8.0
    """fast speech has 5"""
    repeats: int = 4
    """times that a sequence of 1 to 6 words may follow itself: "no no no" is speech, nine times is a loop"""
    mean_probability: float = 0.15
    """of the words; below it nothing in the text was heard"""
    guess: float = -1.7
    """mean log probability below which the text is a guess"""
    short: int = 3
    """words up to which those two limits apply only where speech is doubtful: correctly read answers of one or two
    words had probabilities down to 0.12 and -2.57"""
    doubtful: float = 0.25
    """probability of no speech above which speech is doubtful; nine such answers had 0.2 and less"""

    murmur: float = 1.6
    """limit of three times the probability of no speech minus the mean log probability. From it on, a hypothesis below
    `log_probability` comes from distant voices. Of 85 readings by stock tiny.en of rooms in which 4 to 20 people talk
    at once, 79 had more; of 205 readings of near voices three, all at the beginning of an utterance that was read
    correctly later"""
    voices: float = 0.12
    """probability of no speech below which `murmur` is not checked"""
    brief_s: float = 1.5
    """seconds up to which a text of `short` words is checked only at `doubtful`, and rejected by `no_speech` alone:
    short answers of near voices have 0.48 at most, a flute up to 0.7 with "Mm-hmm" at -0.1"""

    def is_loop(self, reason: str, hypothesis: Hypothesis) -> bool:
        """Whether a rejected hypothesis is a loop caused by speech, such as a phrase said again and again."""
        return reason in _LOOPS and hypothesis.no_speech_probability <= self.no_speech

    def reason(self, hypothesis: Hypothesis, kept: tuple[Word, ...], audio_s: float) -> str | None:
        """Why `hypothesis`, which follows the words `kept` of the same audio, is rejected; None if it is not.

        Args:
            audio_s: seconds of audio that the words, kept ones included, come from.
        """
        if not hypothesis.words:
            return None
        words = kept + hypothesis.words
        text = " ".join(word.text for word in words).encode()
        counts = len(words) > self.short or hypothesis.no_speech_probability > self.doubtful
        brief = len(words) <= self.short and audio_s <= self.brief_s
        checks = {
            "no speech": hypothesis.no_speech_probability > self.no_speech
            and (brief or hypothesis.log_probability < self.log_probability),
            "compression ratio": len(text) > 60 and len(text) / len(zlib.compress(text)) > self.compression_ratio,
            "too fast": len(words) > 3 + self.words_a_second * audio_s,
            "repetition": repeats([spelling(part) for part in _parts(words)]) > self.repeats,
            "improbable": counts
            and sum(word.probability for word in hypothesis.words) < self.mean_probability * len(hypothesis.words),
            "murmur": self._is_murmur(hypothesis, self.doubtful if brief else self.voices),
            "guess": counts and hypothesis.log_probability < self.guess,
        }
        return next((reason for reason, is_met in checks.items() if is_met), None)

    def _is_murmur(self, hypothesis: Hypothesis, least: float) -> bool:
        """Whether both probabilities together show that only distant voices were heard."""
        silence, score = hypothesis.no_speech_probability, hypothesis.log_probability
        return silence > least and score < self.log_probability and 3 * silence - score > self.murmur


def _parts(words: tuple[Word, ...]) -> list[str]:
    """The words and, of those with hyphens, their parts: to singing, stock base wrote "Y-oh-oh-oh-oh-oh-oh-oh"."""
    return [part for word in words for part in word.text.split("-") if part]


def repeats(words: list[str], longest: int = 6) -> int:
    """The most times that a sequence of up to `longest` words is repeated in a row; 1 where nothing is repeated."""
    most = 1 if words else 0
    for length in range(1, longest + 1):
        run = 0
        for index in range(length, len(words)):
            run = run + 1 if words[index] == words[index - length] else 0
            most = max(most, 1 + run // length)
    return most


def within(words: tuple[Word, ...], audio_end: int) -> tuple[Word, ...]:
    """The words before the first one that begins in the last 20 ms of the audio: that word was not heard."""
    limit = audio_end - SAMPLE_RATE // 50
    for index, word in enumerate(words):
        if word.start >= limit:
            return words[:index]
    return words
