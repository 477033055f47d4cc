"""Hypotheses that were made up rather than heard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import SAMPLE_RATE, Hypothesis, Word
from captioner.speech.whisper.guards import Guards, repeats, within


def hypothesis_of(text: str, probability: float = 0.8, log: float = -0.3, silence: float = 0.0) -> Hypothesis:
    words = tuple(Word(each, i * 4000, (i + 1) * 4000, probability) for i, each in enumerate(text.split()))
    return Hypothesis(words, log, silence)


@pytest.mark.parametrize(
    ("found", "audio_s", "reason"),
    [
        (hypothesis_of("we should uh we should meet on Tuesday"), 3.0, None),
        (hypothesis_of("no no no no"), 2.0, None),
        (hypothesis_of(""), 3.0, None),
        (hypothesis_of("quiet speech", log=-0.4, silence=0.9), 2.0, None),
        (hypothesis_of("thank you", log=-1.4, silence=0.9), 2.0, "no speech"),
        (hypothesis_of("you you you you you you you"), 4.0, "repetition"),
        (hypothesis_of("Y-oh-oh-oh-oh-oh-oh-oh"), 4.0, "repetition"),
        (hypothesis_of("no-no-no, th- th- the uh-huh twenty-two - - thing"), 4.0, None),
        (hypothesis_of("thank you very much " * 6), 20.0, "compression ratio"),
        (hypothesis_of("a b c d e f g h i j k l m n"), 1.0, "too fast"),
        (hypothesis_of("la la la land", probability=0.05), 3.0, "improbable"),
        (hypothesis_of("la la", probability=0.05, silence=0.3), 3.0, "improbable"),
        (hypothesis_of("Ask not!", probability=0.12, log=-2.5, silence=0.2), 1.2, None),
        (hypothesis_of("Okay.", log=-0.75, silence=0.71), 4.0, "no speech"),
        (hypothesis_of("I have a lot of uh", log=-1.9), 3.0, "guess"),
        (hypothesis_of("I love you.", log=-1.33, silence=0.5), 2.0, "murmur"),
        (hypothesis_of("I know, I know, I know.", log=-1.07, silence=0.28), 10.4, "murmur"),
        (hypothesis_of("Yeah.", log=-1.1, silence=0.3), 1.2, "murmur"),
        (hypothesis_of("Yes.", log=-1.1, silence=0.2), 1.2, None),
        (hypothesis_of("Peace.", log=-0.78, silence=0.18), 0.7, None),
        (hypothesis_of("she read it all in one evening", log=-0.6, silence=0.45), 5.0, None),
        (hypothesis_of("Mm-hmm.", log=-0.1, silence=0.51), 1.1, "no speech"),
    ],
)
def test_reasons(found: Hypothesis, audio_s: float, reason: str | None) -> None:
    assert Guards().reason(found, (), audio_s) == reason


def test_a_loop_is_seen_across_the_committed_words() -> None:
    kept = hypothesis_of("and so and so and so").words
    assert Guards().reason(hypothesis_of("and so and so"), kept, 4.0) == "repetition"


@given(st.lists(st.sampled_from("ab"), min_size=1, max_size=3), st.integers(1, 6))
def test_repeats_counts_a_repeated_sequence(unit: list[str], times: int) -> None:
    assert repeats(unit * times) >= times
    assert repeats([]) == 0


def test_words_at_the_very_end_of_the_audio_are_left_out() -> None:
    words = hypothesis_of("a b c").words
    assert within(words, 3 * 4000) == words
    assert within(words, 2 * 4000 + SAMPLE_RATE // 100) == words[:2]
