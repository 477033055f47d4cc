"""The window: both promises under any chunking and any hypotheses, and when it is read."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.messages import SAMPLE_RATE, Hypothesis, Samples, SpeechChunk, Word, WordUpdate, is_mark
from captioner.speech.whisper import pieces
from captioner.speech.whisper.showing import Showing
from captioner.speech.whisper.transcriber import REFERENCE, WHOLE_UTTERANCES, Streaming, Transcriber
from tests.fakes import ClockworkSpeaker, ScriptedRecognizer

SECOND = SAMPLE_RATE
MODES = [Streaming(), REFERENCE, WHOLE_UTTERANCES]


def chunks(sizes: list[int], utterance: int = 0, start: int = 0) -> Iterator[SpeechChunk]:
    """One utterance in chunks of the given sizes."""
    for index, size in enumerate(sizes):
        yield SpeechChunk(utterance, start, np.zeros(size, np.float32), index == len(sizes) - 1)
        start += size


def still_clock() -> float:
    """Reading takes no time."""
    return 0.0


def run(
    recognizer: ScriptedRecognizer, sizes: list[list[int]], mode: Streaming | None = None
) -> list[tuple[int, WordUpdate]]:
    """All updates, each with the end of the audio it was made from."""
    transcriber = Transcriber(recognizer, mode, clock=still_clock)
    updates, start = [], 0
    for utterance, parts in enumerate(sizes):
        for chunk in chunks(parts, utterance, start):
            update = transcriber.transcribe(chunk)
            if update is not None:
                updates.append((chunk.end, update))
        start += sum(parts) + SECOND
    return updates


@st.composite
def babble(draw: st.DrawFn) -> ScriptedRecognizer:
    """A recogniser that changes its mind as it likes, with times anywhere in order within the window."""
    texts = draw(st.lists(st.sampled_from(["a", "b", "uh", "I-", "c."]), min_size=1, max_size=40))
    cuts = draw(st.lists(st.floats(0, 1), min_size=1, max_size=40))
    sure = draw(st.sampled_from([0.1, 0.5, 0.9]))
    turn = 0

    def answer(start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
        nonlocal turn
        turn += 1
        count = turn * 7 % 9
        times = sorted(int(start + cuts[(turn + k) % len(cuts)] * (end - start)) for k in range(2 * count))
        return Hypothesis(
            tuple(Word(texts[(turn * k) % len(texts)], times[2 * k], times[2 * k + 1], sure) for k in range(count)),
            mark=("", ",", ".")[turn % 3],
        )

    return ScriptedRecognizer(answer, draw(st.sampled_from([4, 10, 30])) * SECOND)


@pytest.mark.parametrize("mode", MODES)
@given(
    recognizer=babble(),
    sizes=st.lists(st.lists(st.integers(0, 3 * SECOND), min_size=1, max_size=12), min_size=1, max_size=3),
)
def test_committed_words_are_only_appended_and_in_order(
    mode: Streaming, recognizer: ScriptedRecognizer, sizes: list[list[int]]
) -> None:
    updates = run(recognizer, sizes, mode)
    last = 0
    for _, update in updates:
        for word in update.committed:
            assert last <= word.start <= word.end
            last = word.end
        if update.utterance_ended:
            assert update.pending == ()
    assert [u.utterance for _, u in updates if u.utterance_ended] == list(range(len(sizes)))
    assert [u.utterance for _, u in updates] == sorted(u.utterance for _, u in updates)


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("longest_s", [4, 10, 30])
@given(sizes=st.lists(st.integers(1, 2 * SECOND), min_size=1, max_size=30))
def test_a_perfect_recogniser_is_passed_on_whole(mode: Streaming, longest_s: int, sizes: list[int]) -> None:
    recognizer = ScriptedRecognizer(ClockworkSpeaker(), longest_s * SECOND)
    updates = run(recognizer, [sizes], mode)
    said = [word.text for _, update in updates for word in update.committed]
    spoken = [f"w{k}" for k in range(-(-sum(sizes) // (SECOND // 2)))]
    # the word at the very end of the audio may be too short to have been heard
    assert said in (spoken, spoken[:-1])


@pytest.mark.parametrize("size", [SECOND // 10, SECOND // 2, 2 * SECOND])
def test_a_decoder_that_stops_in_mid_audio_holds_up_nothing(size: int) -> None:
    speaker = ClockworkSpeaker()

    def stops(start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
        """In the whole window it writes nothing that comes after 2 s, and stretches the last word to the end."""
        found = speaker(start, end, committed)
        known = [word for word in found.words if start > 0 or word.start < 2 * SECOND]
        if known:
            known[-1] = replace(known[-1], end=end)
        return replace(found, words=tuple(known))

    updates = run(ScriptedRecognizer(stops), [[size] * (12 * SECOND // size)])
    said = [(end, word) for end, update in updates for word in update.committed]
    assert [word.text for _, word in said] == [f"w{k}" for k in range(len(said))]
    assert len(said) >= 24 - pieces.UNREAD_S * 2, "less than that at the end is taken for a pause"
    late = [(end - (k + 1) * SECOND // 2) / SECOND for k, (end, _) in enumerate(said)]
    assert max(late) <= 4.0


def test_a_word_that_is_no_longer_stretched_begins_behind_the_committed_ones() -> None:
    first, second = SECOND // 2, SECOND // 2 + 1
    readings = iter([(first - 1000, first), (second, 2 * second), (second, 2 * SECOND)])

    def answer(start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
        one, two = next(readings, (second, 2 * SECOND))
        return Hypothesis((Word("one", 0, one, 0.5), Word("two", one, two, 0.5))[len(committed) :])

    updates = run(ScriptedRecognizer(answer), [[first, second + 1, SECOND]])
    words = [word for _, update in updates for word in update.committed]
    assert [(word.text, word.start, word.end) for word in words] == [("one", 0, second), ("two", second, second)]


@given(recognizer=babble(), sizes=st.lists(st.integers(0, 3 * SECOND), min_size=1, max_size=12))
def test_a_mark_of_its_own_follows_a_word_without_one(recognizer: ScriptedRecognizer, sizes: list[int]) -> None:
    before = ""
    for _, update in run(recognizer, [sizes]):
        for word in update.committed:
            assert not is_mark(word.text) or before.isalnum()
            before = word.text


def test_punctuation_that_is_heard_late_comes_with_the_word_behind_it() -> None:
    def answer(start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
        found = ClockworkSpeaker()(start, end, committed)
        mark = {"w1": ",", "w3": "."}.get(committed[-1].text, "") if committed else ""
        return replace(found, mark=mark)

    updates = run(ScriptedRecognizer(answer), [[SECOND // 4] * 8], Streaming(hop_s=0.25, hop_share=0.0))
    said = [[word.text for word in update.committed] for _, update in updates]
    assert [word for words in said for word in words] == ["w0", "w1", ",", "w2", "w3"]
    assert [",", "w2"] in [words[:2] for words in said]
    shown = [[word.text for word in update.pending] for _, update in updates]
    assert [",", "w2"] in [words[:2] for words in shown], "it is seen as soon as the word behind it is"


def test_the_full_stop_behind_a_committed_word_comes_with_the_end_of_the_utterance() -> None:
    def answer(start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
        return Hypothesis((), mark=".") if committed else Hypothesis((Word("yes", start, start + 100, 0.9),))

    updates = run(ScriptedRecognizer(answer), [[SECOND // 3] * 4])
    assert [[word.text for word in update.committed] for _, update in updates][-2:] == [[], ["."]]
    assert [word.text for _, update in updates for word in update.committed] == ["yes", "."]


@given(sizes=st.lists(st.integers(1, 2 * SECOND), min_size=1, max_size=30))
def test_every_sample_is_read(sizes: list[int]) -> None:
    recognizer = ScriptedRecognizer(ClockworkSpeaker(), 6 * SECOND)
    run(recognizer, [sizes])
    covered = 0
    for start, end, _, _ in recognizer.calls:
        assert start <= covered
        covered = max(covered, end)
    assert covered == sum(sizes)


def test_it_reads_after_every_hop_and_not_before() -> None:
    recognizer = ScriptedRecognizer(ClockworkSpeaker())
    run(recognizer, [[SECOND // 10] * 20], Streaming(hop_s=0.5, hop_share=0.0))
    assert [end for _, end, _, _ in recognizer.calls] == [SECOND // 2, SECOND, 3 * SECOND // 2, 2 * SECOND]


@pytest.mark.parametrize(("least", "shown"), [(0.0, "w0 w1 w2"), (0.5, "w0"), (0.95, "")])
def test_pending_words_are_shown_up_to_the_first_improbable_one(least: float, shown: str) -> None:
    words = tuple(Word(f"w{k}", k * 100, k * 100 + 100, (0.9, 0.4, 0.8)[k]) for k in range(3))
    recognizer = ScriptedRecognizer(lambda start, end, committed: Hypothesis(words))
    updates = run(recognizer, [[SECOND // 8, SECOND]], Streaming(hop_s=0.1, showing=Showing(least, least)))
    first = updates[0][1]
    assert " ".join(word.text for word in first.pending) == shown
    assert first.pending + first.unsure == words
    assert updates[-1][1].unsure == ()
    assert [word.text for _, update in updates for word in update.committed] == ["w0", "w1", "w2"]


def test_the_hop_grows_with_the_window() -> None:
    recognizer = ScriptedRecognizer(ClockworkSpeaker())
    run(recognizer, [[SECOND // 10] * 40], Streaming(hop_s=0.5, hop_share=0.25))
    assert [round(end / SECOND, 1) for _, end, _, _ in recognizer.calls] == [0.5, 1.0, 1.5, 2.0, 2.7, 3.6, 4.0]


def test_the_hop_grows_when_reading_is_slow() -> None:
    ticks = iter(float(n) for n in range(1000))
    recognizer = ScriptedRecognizer(ClockworkSpeaker())
    transcriber = Transcriber(recognizer, Streaming(hop_s=0.5, hop_share=0.0, busy=0.5), clock=lambda: next(ticks))
    for chunk in chunks([SECOND // 2] * 12):
        transcriber.transcribe(chunk)
    assert [end / SECOND for _, end, _, _ in recognizer.calls] == [0.5, 2.5, 4.5, 6.0]


def test_committed_words_become_the_forced_prefix() -> None:
    recognizer = ScriptedRecognizer(ClockworkSpeaker())
    run(recognizer, [[SECOND] * 5])
    forced = [tuple(word.text for word in committed) for _, _, committed, _ in recognizer.calls]
    assert forced[0] == ()
    assert forced[-1][:3] == ("w0", "w1", "w2")
    for before, after in itertools.pairwise(forced):
        assert after[: len(before)] == before


def test_a_rejected_hypothesis_says_nothing_and_drops_the_prompt() -> None:
    def loop(start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
        if start == 0:
            return ClockworkSpeaker()(start, end, committed)
        return Hypothesis(tuple(Word("you", start + k, start + k + 1, 0.9) for k in range(30)))

    recognizer = ScriptedRecognizer(loop)
    updates = run(recognizer, [[2 * SECOND], [2 * SECOND], [2 * SECOND]], WHOLE_UTTERANCES)
    assert [len(update.committed) for _, update in updates] == [4, 0, 0]
    prompts = [prompt for _, _, _, prompt in recognizer.calls]
    assert prompts == ["", "w0 w1 w2 w3", *[""] * (len(prompts) - 2)], "it is read again, without what led to the loop"


def test_utterances_of_which_nothing_was_taken_are_counted() -> None:
    def loop(start: int, end: int, committed: tuple[Word, ...]) -> Hypothesis:
        if SECOND <= start < 3 * SECOND:
            return Hypothesis(tuple(Word("you", start + k, start + k + 1, 0.9) for k in range(30)))
        return ClockworkSpeaker()(start, end, committed)

    transcriber = Transcriber(ScriptedRecognizer(loop), WHOLE_UTTERANCES)
    counts = []
    for number in range(4):
        samples = np.zeros(SECOND, np.float32)
        transcriber.transcribe(SpeechChunk(number, number * SECOND, samples, is_last=True))
        counts.append(transcriber.rejected)
    assert counts == [0, 1, 2, 2]


def test_the_preface_stands_first_in_the_prompt() -> None:
    recognizer = ScriptedRecognizer(ClockworkSpeaker())
    run(recognizer, [[SECOND], [SECOND]], Streaming(preface="Um, I, uh,"))
    assert recognizer.calls[0][3] == "Um, I, uh,"
    assert recognizer.calls[-1][3].startswith("Um, I, uh, w0")


def test_the_opening_is_what_was_said_before_the_first_word() -> None:
    recognizer = ScriptedRecognizer(ClockworkSpeaker())
    run(recognizer, [[SECOND], [SECOND]], Streaming(preface="Denver.", opening="We met"))
    assert recognizer.calls[0][3] == "Denver. We met"
    assert recognizer.calls[-1][3].startswith("Denver. We met w0")


def test_an_empty_last_chunk_commits_what_is_pending_without_another_reading() -> None:
    recognizer = ScriptedRecognizer(ClockworkSpeaker())
    updates = run(recognizer, [[SECOND, 0]])
    assert len(recognizer.calls) == 1
    assert [word.text for _, update in updates for word in update.committed] == ["w0", "w1"]


def test_a_detected_language_is_kept_once_it_is_certain() -> None:
    asked: list[str] = []

    class Polyglot(ScriptedRecognizer):
        def recognize(
            self, samples: Samples, start: int, committed: tuple[Word, ...], prompt: str = "", language: str = ""
        ) -> Hypothesis:
            asked.append(language)
            found = super().recognize(samples, start, committed, prompt)
            sure = 0.9 if len(samples) > SECOND else 0.4
            return replace(found, language=language or "de", language_probability=sure)

    updates = run(Polyglot(ClockworkSpeaker()), [[SECOND] * 4])
    assert asked == ["", "", "de", "de"]
    assert {update.language for _, update in updates} == {"de"}


class Polyglot:
    """Hears the language that a second of the session is in, as surely as it is told."""

    longest_window = 30 * SECOND

    def __init__(self, languages: list[tuple[str, float]]) -> None:
        self._languages = languages
        self.asked: list[str] = []

    def recognize(
        self, samples: Samples, start: int, committed: tuple[Word, ...], prompt: str = "", language: str = ""
    ) -> Hypothesis:
        """One word, named after the language that it is read in."""
        self.asked.append(language)
        heard, probability = self._languages[start // (3 * SECOND)]
        used = language or heard
        return Hypothesis((Word(used, start, start + SECOND, 0.9),), -0.1, 0.0, used, 1.0 if language else probability)


def languages_of(*heard: tuple[str, float]) -> list[str]:
    transcriber = Transcriber(Polyglot(list(heard)), WHOLE_UTTERANCES)
    found = []
    for number in range(len(heard)):
        samples = np.zeros(3 * SECOND, np.float32)
        update = transcriber.transcribe(SpeechChunk(number, number * 3 * SECOND, samples, is_last=True))
        assert update is not None
        found.append(update.language)
    return found


def test_a_clearly_other_language_is_followed_and_a_doubtful_one_is_not() -> None:
    """Seen: with `auto` the first confident language was kept, and English came out as German."""
    assert languages_of(("de", 0.9), ("en", 0.95), ("en", 0.9), ("de", 0.6)) == ["de", "en", "en", "en"]
    assert languages_of(("en", 0.5), ("de", 0.9), ("fr", 0.7)) == ["en", "de", "de"]


def test_a_language_that_was_chosen_is_never_asked_for() -> None:
    recognizer = Polyglot([("de", 0.9)] * 3)
    transcriber = Transcriber(recognizer, WHOLE_UTTERANCES, language="en")
    for number in range(3):
        transcriber.transcribe(SpeechChunk(number, number * 3 * SECOND, np.zeros(3 * SECOND, np.float32), is_last=True))
    assert recognizer.asked == ["en"] * 3
