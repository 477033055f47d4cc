"""Where another speaker begins."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import SAMPLE_RATE, Word, WordUpdate
from captioner.speakers.turns import SpeakerTurns
from tests.speakers.fakes import ALICE, BOB, LoudnessEmbedding, chunk, talk, word


def turns() -> SpeakerTurns:
    return SpeakerTurns(LoudnessEmbedding)


def update(*words: Word, utterance: int = 0, pending: tuple[Word, ...] = (), ended: bool = False) -> WordUpdate:
    return WordUpdate(utterance, words, pending, ended)


def said(updates: list[WordUpdate]) -> list[tuple[int, bool, str]]:
    """Utterance, whether it begins with another speaker, its committed words."""
    return [(one.utterance, one.is_new_speaker, " ".join(word.text for word in one.committed)) for one in updates]


def test_another_speaker_within_an_utterance_begins_one() -> None:
    stage = turns()
    stage.listen(chunk(talk((ALICE, 3.0), (BOB, 3.0)), is_last=True))
    words = (word("We meet.", 0.0, 3.0), word("At", 3.0, 4.0), word("ten.", 4.0, 6.0))
    parts = stage.split(update(*words, ended=True))
    assert said(parts) == [(0, False, "We meet."), (1, True, "At ten.")]
    assert all(part.utterance_ended for part in parts)


def test_unsure_words_stay_with_the_utterance_that_goes_on() -> None:
    stage = turns()
    stage.listen(chunk(talk((ALICE, 3.0), (BOB, 3.0))))
    words = (word("We meet.", 0.0, 3.0), word("At", 3.0, 4.0))
    parts = stage.split(replace(update(*words), unsure=(word("ten.", 4.0, 6.0),)))
    assert said(parts) == [(0, False, "We meet."), (1, True, "At")]
    assert [len(part.unsure) for part in parts] == [0, 1]


def test_the_same_speaker_goes_on() -> None:
    stage = turns()
    stage.listen(chunk(talk((ALICE, 6.0)), is_last=True))
    (part,) = stage.split(update(word("We meet.", 0.0, 3.0), word("At ten.", 3.0, 6.0), ended=True))
    assert said([part]) == [(0, False, "We meet. At ten.")]


def test_another_speaker_after_a_pause_is_told_of_the_utterance() -> None:
    stage = turns()
    for number, voice in enumerate((ALICE, BOB, BOB, ALICE)):
        start = number * 5 * SAMPLE_RATE
        stage.listen(chunk(talk((voice, 2.0)), number, start, is_last=True))
        (part,) = stage.split(update(word("Yes.", number * 5.0, number * 5.0 + 2), utterance=number, ended=True))
        assert said([part]) == [(number, number in (1, 3), "Yes.")]


def test_words_wait_until_enough_of_the_voice_was_heard() -> None:
    stage = turns()
    samples = talk((ALICE, 2.0), (BOB, 2.0))
    first, second = word("We meet.", 0.0, 2.0), word("Ten.", 2.0, 2.5)
    stage.listen(chunk(samples[: 3 * SAMPLE_RATE]))
    (part,) = stage.split(update(first, second, pending=(word("Please.", 2.5, 3.0),)))
    assert said([part]) == [(0, False, "We meet.")]
    assert [one.text for one in part.pending] == ["Ten.", "Please."]
    stage.listen(chunk(samples[3 * SAMPLE_RATE :], start=3 * SAMPLE_RATE))
    parts = stage.split(update(pending=(word("Please.", 2.5, 3.0),)))
    assert said(parts) == [(0, False, ""), (1, True, "Ten.")]
    assert [one.text for one in parts[-1].pending] == ["Please."]


def test_a_short_answer_gets_no_mark() -> None:
    stage = turns()
    stage.listen(chunk(talk((ALICE, 3.0)), is_last=True))
    stage.split(update(word("We meet.", 0.0, 3.0), ended=True))
    stage.listen(chunk(talk((BOB, 0.6), (0.0, 1.5)), 1, 5 * SAMPLE_RATE, is_last=True))
    (part,) = stage.split(update(word("Yeah.", 5.0, 5.6), utterance=1, ended=True))
    assert not part.is_new_speaker


def test_a_noise_before_the_first_words_is_no_speaker() -> None:
    stage = turns()
    stage.listen(chunk(talk((BOB, 2.0)), is_last=True))
    stage.split(update(ended=True))
    stage.listen(chunk(talk((ALICE, 2.0)), 1, 5 * SAMPLE_RATE, is_last=True))
    (part,) = stage.split(update(word("Yes.", 5.0, 7.0), utterance=1, ended=True))
    assert not part.is_new_speaker


def test_in_the_middle_of_a_sentence_nobody_is_asked() -> None:
    embedding = LoudnessEmbedding()
    stage = SpeakerTurns(lambda: embedding)
    stage.listen(chunk(talk((ALICE, 8.0)), is_last=True))
    stage.split(update(*(word("and", n * 0.4, n * 0.4 + 0.4) for n in range(20)), ended=True))
    assert embedding.asked == 1


def test_the_model_loads_with_the_first_words() -> None:
    loaded: list[int] = []

    def load() -> LoudnessEmbedding:
        loaded.append(1)
        return LoudnessEmbedding()

    stage = SpeakerTurns(load)
    stage.listen(chunk(talk((ALICE, 2.0))))
    stage.split(update())
    assert not loaded
    stage.split(update(word("Yes.", 0.0, 2.0), ended=True))
    assert loaded


@given(
    st.lists(
        st.lists(st.tuples(st.sampled_from(["a", "b.", "c?"]), st.sampled_from([ALICE, BOB]), st.floats(0.1, 2.5))),
        max_size=4,
    ),
    st.lists(st.integers(1, 3), min_size=20, max_size=20),
)
def test_no_word_is_lost_and_what_was_committed_stays(
    utterances: list[list[tuple[str, float, float]]], portions: list[int]
) -> None:
    stage = turns()
    start, numbers = 0.0, []
    committed: dict[int, list[str]] = {}
    flags: dict[int, bool] = {}
    takes = iter(portions * 10)
    for utterance, parts in enumerate(utterances):
        ends = np.cumsum([0.0, *(seconds for *_, seconds in parts)]) + start
        words = [word(text, ends[n], ends[n + 1]) for n, (text, *_) in enumerate(parts)]
        heard = [
            chunk(talk((voice, length)), utterance, one.start)
            for (_, voice, length), one in zip(parts, words, strict=True)
        ]
        done = 0
        while True:
            count = next(takes)
            for each in heard[done : done + count]:
                stage.listen(each)
            ended = done + count >= len(words)
            new = words[done : done + count]
            for one in stage.split(update(*new, utterance=utterance, ended=ended)):
                numbers.append(one.utterance)
                before = committed.setdefault(one.utterance, [])
                if before:
                    assert flags[one.utterance] == one.is_new_speaker
                flags[one.utterance] = one.is_new_speaker
                before += [each.text for each in one.committed]
            done += count
            if ended:
                break
        start = float(ends[-1]) + 1.0
    assert numbers == sorted(numbers)
    assert [text for each in committed.values() for text in each] == [text for each in utterances for text, *_ in each]
