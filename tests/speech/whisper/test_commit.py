"""Which words are final."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import SAMPLE_RATE, Word, spelling
from captioner.speech.whisper.commit import AgreementOrAlignment, CommitPolicy, LocalAgreement, agreement


def words(text: str, step_s: float = 0.4, probability: float = 0.9) -> tuple[Word, ...]:
    step = int(step_s * SAMPLE_RATE)
    return tuple(Word(each, i * step, (i + 1) * step, probability) for i, each in enumerate(text.split()))


def test_agreement_ignores_case_and_punctuation() -> None:
    assert agreement(words("So, i think that"), words("so I think. This")) == 3
    assert agreement((), words("a b")) == 0


def test_spelling_keeps_a_word_of_punctuation_alone() -> None:
    assert spelling("Don't,") == "dont"
    assert spelling("?") == "?"
    assert spelling("STRASSE") == spelling("Straße")


def test_local_agreement_commits_the_common_prefix() -> None:
    assert LocalAgreement().final(words("a b c"), words("a b d e"), 10 * SAMPLE_RATE) == 2


def test_one_hypothesis_is_enough_well_before_the_end_of_the_audio() -> None:
    policy = AgreementOrAlignment(margin_s=1.0, probability=0.6, guard_s=0.2, longest_s=9.0)
    now = words("a b c d e f")
    assert policy.final((), now, int(2.4 * SAMPLE_RATE)) == 3
    assert policy.final((), words("a b c d e f", probability=0.5), int(2.4 * SAMPLE_RATE)) == 0


def test_an_unsure_word_needs_a_second_hypothesis() -> None:
    policy = AgreementOrAlignment(margin_s=1.0, probability=0.6, guard_s=0.2)
    now = words("a b c d", probability=0.3)
    assert policy.final(words("a b c x"), now, 2 * SAMPLE_RATE) == 3


def test_an_unsure_word_is_final_when_enough_audio_is_behind_it() -> None:
    policy = AgreementOrAlignment(margin_s=1.0, probability=0.6, guard_s=0.2, longest_s=1.5)
    now = words("a b c d e f", probability=0.3)
    assert policy.final(words("x b c"), now, int(2.4 * SAMPLE_RATE)) == 2


def test_a_word_at_the_end_of_the_audio_is_never_final() -> None:
    policy = AgreementOrAlignment(guard_s=0.3)
    now = words("a b c")
    assert policy.final(now, now, now[-1].end) == 2


@pytest.mark.parametrize("policy", [LocalAgreement(), AgreementOrAlignment()])
@given(
    before=st.lists(st.sampled_from("abc"), max_size=6),
    now=st.lists(st.sampled_from("abc"), max_size=6),
    end=st.floats(0, 5),
)
def test_the_answer_is_a_prefix(policy: CommitPolicy, before: list[str], now: list[str], end: float) -> None:
    count = policy.final(words(" ".join(before)), words(" ".join(now)), int(end * SAMPLE_RATE))
    assert 0 <= count <= len(now)
