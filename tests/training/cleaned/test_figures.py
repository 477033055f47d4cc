"""What is counted: cleaned word errors, fluent words lost, disfluent words left, exact sentences."""

from __future__ import annotations

import pytest

from captioner.training.cleaned.figures import Counts, count, fates, figures
from captioner.training.cleaned.gold import Fate, Gold


def gold(marked: str, *cleaned: str) -> Gold:
    return Gold("en-1", "code", marked, cleaned, "dev", "several")


DOSE = gold("The dose is {2.5, no,} 3.5 milligrams.", "The dose is 3.5 milligrams.")


def test_fates_follow_the_words_that_were_recognised() -> None:
    assert fates(DOSE, "The toes is 2.5 no 3.5 milligrams now") == [
        *[Fate.KEEP] * 3,
        *[Fate.REMOVE] * 2,
        *[Fate.KEEP] * 2,
        None,
    ]
    assert fates(gold("All is well.", "All is well."), "All is well here") == [Fate.KEEP] * 4
    assert fates(gold("All is well.", "All is well."), "Um, all is well") == [None, *[Fate.KEEP] * 3]
    assert fates(gold("I'll do it.", "I'll do it."), "Uh, do it") == [None, *[Fate.KEEP] * 2]


@pytest.mark.parametrize(
    ("cleaned", "errors", "lost", "left", "exact", "strict"),
    [
        ("The dose is 3.5 milligrams.", 0, 0, 0, 1, 1),
        ("the dose is 3.5 milligrams", 0, 0, 0, 1, 0),
        ("The dose is 2.5 3.5 milligrams.", 1, 0, 1, 0, 0),
        ("The dose 3.5 milligrams.", 1, 1, 0, 0, 0),
        ("The dose is 2.5, no, 3.5 milligrams.", 2, 0, 2, 0, 0),
        ("", 5, 5, 0, 0, 0),
    ],
)
def test_words_lost_and_left_are_counted(
    cleaned: str, errors: int, lost: int, left: int, exact: int, strict: int
) -> None:
    expected = Counts(errors, 5, 5, lost, lost, 2, left, 1, int(lost == left == 0), exact, strict)
    assert count(DOSE, "The dose is 2.5, no, 3.5 milligrams.", cleaned) == expected


def test_a_stutter_that_vanishes_has_lost_its_word_and_one_that_shortens_has_not() -> None:
    stutter = gold("{I-}I think so.", "I think so.")
    assert (count(stutter, "I-I think so.", "I think so.").lost, count(stutter, "I-I think so.", "Think so.").lost) == (
        0,
        1,
    )
    assert count(stutter, "I-I think so.", "I-I think so.").left == 1


def test_words_that_the_recogniser_missed_are_errors_but_no_loss() -> None:
    found = count(DOSE, "The dose 3.5 milligrams.", "The dose 3.5 milligrams.")
    assert (found.errors, found.lost, found.fluent) == (1, 0, 4)


def test_a_lost_word_that_was_misheard_or_made_up_was_not_said() -> None:
    said, heard = gold("Let me dictate this now.", "Let me dictate this now."), "Let me take take this now."
    assert (
        count(said, heard, "Let me take this now.").lost,
        count(said, heard, "Let me take this now.").lost_said,
    ) == (1, 0)
    assert (count(said, heard, "Let take take this now.").lost_said, count(said, heard, heard).lost) == (1, 0)


@pytest.mark.parametrize("cleaned", ["It's the —", "It's the–", "It's the -", ""])
def test_a_cut_off_end_may_go_or_show_any_dash(cleaned: str) -> None:
    found = count(gold("[It's the,] {um.}", "It's the —", ""), "It's the, um.", cleaned)
    assert (found.errors, found.lost, found.left, found.exact, found.strict) == (0, 0, 0, 1, 1)


def test_the_copy_that_may_stay_counts_as_present() -> None:
    found = count(
        gold("You add it [to the,] {the.}", "You add it to the —"), "You add it to the, the.", "You add it to the."
    )
    assert (found.lost, found.left, found.faultless) == (0, 0, 1)


def test_sums_have_intervals_and_voices_go_together() -> None:
    good, bad = Counts(0, 10, 10, 0, 0, 2, 0, 1, 1, 1, 1), Counts(5, 10, 10, 1, 1, 2, 2, 1, 0, 0, 0)
    found = figures({str(at): [good, bad] for at in range(10)})
    assert (found.wer.value, found.wer.low, found.wer.high) == (0.25, 0.25, 0.25)
    assert (found.lost.value, found.left.value, found.exact.value) == (50.0, 500.0, 0.5)
    mixed = figures({**{str(at): [good] for at in range(10)}, **{str(at): [bad] for at in range(10, 20)}})
    assert mixed.wer.low < mixed.wer.value == 0.25 < mixed.wer.high
    assert mixed.counts.sentences == 20
