"""What the views show, and that what is shown as settled never changes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.captions import wording
from captioner.captions.wording import Wording
from captioner.labels import DISFLUENT
from captioner.messages import CaptionUpdate, Label, LabelledWord, View, Word, is_mark
from tests.strategies import FILLERS, sessions, spoken, utterances


def cleaned(text: str, removed: frozenset[Label] = DISFLUENT) -> str:
    return wording.text(wording.words(spoken(text), View.CLEANED, removed))


def raw(text: str) -> str:
    return wording.text(wording.words(spoken(text), View.MARKED))


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("the, uh,/h cat", "the cat"),
        ("Hi, um,/h I'm calling.", "Hi, I'm calling."),
        ("NASA,/r I/i mean/i ESA, launched it.", "ESA launched it."),
        ("I was born in June,/r no,/i July, in Leeds.", "I was born in July, in Leeds."),
        ("4, um,/h 5 um/h 6", "4, 5, 6"),
        ("We had two/r thousand,/r no./i Three thousand.", "We had three thousand."),
        ("I saw John, um,/h Peter.", "I saw John, Peter."),
        ("the— uh—/h cat", "the cat"),
        ("the uh,/h um,/h cat", "the cat"),
        ("apples, uh/h bananas", "apples, bananas"),
        ("from, uh,/i I/r guess,/r the past year", "from the past year"),
        ("des, des,/r rochers", "des rochers"),
        ("Yes, um,/h I think so.", "Yes, I think so."),
        ("I tried, uh,/h but it broke.", "I tried, but it broke."),
        ("Ich weiß, äh,/h dass er kommt.", "Ich weiß, dass er kommt."),
        ("We eat, then,/r then we sleep.", "We eat, then we sleep."),
    ],
)
def test_commas_around_a_removal(said: str, meant: str) -> None:
    assert cleaned(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("I went home, uh./h", "I went home."),
        ("So, um./h Let's start.", "So, let's start."),
        ("It's the, um./h", "It's the\u2014"),
        ('He said "the um."/h', 'He said "the\u2014"'),
        ("I went home uh./h Then we ate.", "I went home. Then we ate."),
        ("Did you go home, um?/h", "Did you go home?"),
        ("It is good. Um./h Then we left.", "It is good. Then we left."),
        ("Is it? Uh./h Yes.", "Is it? Yes."),
        ("home, uh.../h", "home..."),
        ("home, uh,/h", "home"),
        ("We need: uh,/h apples.", "We need: apples."),
        ("We need uh:/h apples.", "We need: apples."),
        ("Really um?!/h Yes.", "Really?! Yes."),
        ("So today I/r want/r to./r I want to go.", "So today I want to go."),
        ("We like cats. I/r mean,/i the./r", "We like cats."),
        ("We like cats I/r mean,/i the./r", "We like cats."),
        ("Um./h", ""),
        ("猫 那个，/h 好。", "猫好。"),  # noqa: RUF001
        ("نعم، أه،/h القطة؟", "نعم القطة؟"),
        ("نعم أه؟/h", "نعم؟"),
    ],
)
def test_the_end_of_a_sentence_survives_a_removal(said: str, meant: str) -> None:
    assert cleaned(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Um,/h the cat sat.", "The cat sat."),
        ("um,/h the cat sat.", "the cat sat."),
        ("The,/r The cat sat.", "The cat sat."),
        ("I/r I went.", "I went."),
        ("It is. Uh,/h über alles.", "It is. Über alles."),
        ("and we/r go./r We go home.", "and we go home."),
        ("and we./r Peter came.", "and Peter came."),
        ("I love, uh,/h The Beatles.", "I love The Beatles."),
        ("Um,/h iPhones are good.", "iPhones are good."),
        ("Um,/h 2 cats.", "2 cats."),
        ("Uh,/h 'cause we can.", "'Cause we can."),
        ("to London,/r I/i mean,/i Paris", "to Paris"),
        ("Add Brian's work number to/r umm,/i to contacts.", "Add Brian's work number to contacts."),
        ("Berlin/r in Hamburg", "In Hamburg"),
        ("the cat/r Katze", "the Katze"),
        ("sagen/r Sie", "Sie"),
        ("und sagen./r Sie", "und Sie"),
        ("ß/r straße", "straße"),
    ],
)
def test_capitals_after_a_removal(said: str, meant: str) -> None:
    assert cleaned(said) == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ('"Um,/h they said, uh,"/h he said.', '"They said," he said.'),
        ("to see (uh/h me uh)/h now", "to see (me) now"),
        ('he said "um"/h and left', "he said and left"),
        ("«_Euh/h bonjour_»", "«\u00a0Bonjour\u00a0»"),
        ("¿Eh,/h dónde está?", "¿Dónde está?"),
        ('he said, "no, uh."/h Then', 'he said, "no." Then'),
        ("„Äh,/h das ist gut“, sagte er.", "„Das ist gut“, sagte er."),
    ],
)
def test_quotes_and_brackets_stay_in_pairs(said: str, meant: str) -> None:
    assert cleaned(said) == meant


@pytest.mark.parametrize(
    ("said", "shown_raw", "meant"),
    [
        ("Ça va euh/h ?", "Ça va euh\u00a0?", "Ça va\u00a0?"),
        ("Ça va_?", "Ça va\u00a0?", "Ça va\u00a0?"),
        ("« euh/h bonjour »", "«\u00a0euh bonjour\u00a0»", "«\u00a0bonjour\u00a0»"),
        ("home , uh/h ,/h then", "home, uh, then", "home then"),
        ('he said " no "', 'he said "no"', 'he said "no"'),
        ("the – uh/h – cat", "the\u00a0– uh\u00a0– cat", "the cat"),
    ],
)
def test_punctuation_that_comes_as_a_word_of_its_own(said: str, shown_raw: str, meant: str) -> None:
    assert raw(said) == shown_raw
    assert cleaned(said) == meant


def test_the_labels_to_remove_are_a_choice() -> None:
    said = "Um,/h you/m know,/m I/r want,/r uh/i I want that."
    assert cleaned(said, FILLERS) == "You know, I want, uh I want that."
    assert cleaned(said, FILLERS | {Label.INTERREGNUM, Label.REPARANDUM}) == "You know, I want that."
    assert cleaned(said, DISFLUENT) == "I want that."
    assert cleaned(said, frozenset()) == raw(said)


def test_fluent_words_cannot_be_chosen_for_removal() -> None:
    assert cleaned("the cat", frozenset(Label)) == "the cat"


def test_raw_marks_what_cleaned_removes() -> None:
    shown = wording.words(spoken("the uh,/h you/m cat"), View.MARKED, FILLERS)
    assert [(word.full, word.removed) for word in shown] == [
        ("the", None),
        ("uh,", Label.FILLED_PAUSE),
        ("you", None),
        ("cat", None),
    ]


def test_a_word_corrected_to_nothing_is_left_out() -> None:
    empty = LabelledWord(Word("", 0, 10, 1.0), Label.FLUENT, 1.0)
    for view in View:
        assert wording.text(wording.words((empty, *spoken("the cat"), empty), view)) == "the cat"


def test_a_comma_stays_open_until_the_next_kept_word_has_settled() -> None:
    shown = Wording(View.CLEANED)
    the = spoken("the, uh,/h cat")
    first = shown.add(the[:1])
    assert not first.closed
    assert [(word.text, word.tail, word.is_settled, word.is_closed) for word in first.open] == [
        ("the", ",", True, False)
    ]
    guess = shown.add((), the[1:])
    assert [(word.text, word.tail, word.is_settled) for word in guess.open] == [("the", "", True), ("cat", "", False)]
    settled = shown.add(the[1:])
    assert [(word.full, word.is_closed) for word in settled.closed] == [("the", True)]
    end = shown.add((), is_end=True)
    assert [word.full for word in end.closed] == ["cat"]
    assert not end.open


def test_provisional_words_that_will_be_removed_are_not_shown() -> None:
    words = spoken("the, uh,/h cat")
    cleaned = Wording(View.CLEANED)
    assert [word.full for word in cleaned.add((), words).open] == ["the", "cat"]
    assert [word.full for word in cleaned.add(words[:2], words[2:]).open] == ["the", "cat"]


@given(utterances(labels=[Label.FLUENT]))
def test_removing_nothing_changes_nothing(words: tuple[LabelledWord, ...]) -> None:
    assert wording.text(wording.words(words, View.CLEANED)) == wording.text(wording.words(words, View.MARKED))


@given(utterances())
def test_cleaning_what_is_clean_changes_nothing(words: tuple[LabelledWord, ...]) -> None:
    once = wording.text(wording.words(words, View.CLEANED))
    kept = tuple(LabelledWord(Word(part, 0, 0, 1.0), Label.FLUENT, 1.0) for part in once.split(" ") if part)
    assert wording.text(wording.words(kept, View.CLEANED)) == once


@given(utterances())
def test_spacing_is_clean(words: tuple[LabelledWord, ...]) -> None:
    for view in View:
        text = wording.text(wording.words(words, view))
        assert "  " not in text
        assert text == text.strip()
        assert not re.search(r" [,.;:!?…)،؟。]", text)


@given(utterances())
def test_the_kept_words_are_kept_in_order(words: tuple[LabelledWord, ...]) -> None:
    shown = wording.words(words, View.CLEANED)
    kept = [word for word in words if word.label is Label.FLUENT and not is_mark(word.word.text)]
    assert [word.source for word in shown if not is_mark(word.source.word.text)] == kept  # a mark joins its word
    for word in shown:
        core = word.source.word.text.strip('"(«\u00a0¿.,?!—:)؟،。')
        assert core.casefold() in word.full.casefold()


@given(utterances())
def test_a_text_that_began_with_a_capital_still_does(words: tuple[LabelledWord, ...]) -> None:
    shown = wording.words(words, View.CLEANED)
    if not shown or not words[0].word.text.lstrip('"(«\u00a0¿')[0].isupper():
        return
    first = shown[0].text.lstrip("\"(«\u00a0¿'")
    assert not first[0].islower() or first == "iPhone"


@given(utterances())
def test_no_comma_is_left_at_the_end_by_a_removal(words: tuple[LabelledWord, ...]) -> None:
    shown = wording.words(words, View.CLEANED)
    if (
        shown
        and words[-1].label is not Label.FLUENT
        and not re.search('["»)]', words[-1].word.text + shown[-1].source.word.text)
    ):
        assert not re.search("[,،]$", shown[-1].full)


def _balance(text: str) -> dict[str, int]:
    return {pair: text.count(pair[0]) - text.count(pair[1]) for pair in ("()", "«»", "““")}


@given(utterances(), utterances())
def test_brackets_stay_balanced(inner: tuple[LabelledWord, ...], outer: tuple[LabelledWord, ...]) -> None:
    plain = [LabelledWord(Word(w.word.text.strip('"()«»\u00a0'), 0, 0, 1.0), w.label, 1.0) for w in inner + outer]
    if len(plain) < 2:
        return
    first, last = plain[0], plain[-1]
    plain[0] = LabelledWord(Word("(" + first.word.text, 0, 0, 1.0), first.label, 1.0)
    plain[-1] = LabelledWord(Word(last.word.text + ")", 0, 0, 1.0), last.label, 1.0)
    shown = wording.words(plain, View.CLEANED)
    assert set(_balance(wording.text(shown)).values()) == {0}


@given(sessions(max_utterances=1))
def test_settled_text_is_only_ever_appended(updates: list[CaptionUpdate]) -> None:
    for view in View:
        shown = Wording(view)
        closed: list[str] = []
        settled: list[str] = []
        for update in updates:
            result = shown.take(update)
            closed += [word.space + word.full for word in result.closed]
            assert all(word.is_settled and word.is_closed for word in result.closed)
            now = closed + [word.space + word.text for word in result.open if word.is_settled]
            for old, new in zip(settled, now, strict=False):
                assert new.startswith(old)
            assert len(now) >= len(settled)
            assert [word.is_settled for word in result.open] == sorted(
                (w.is_settled for w in result.open), reverse=True
            )
            assert sum(word.is_settled for word in result.open) <= 1
            settled = now
        whole = tuple(word for update in updates for word in update.settled)
        assert "".join(closed) == "".join(w.space + w.full for w in wording.words(whole, view))


@given(sessions(max_utterances=1))
def test_in_the_view_of_all_words_final_text_is_certain_and_never_changes(updates: list[CaptionUpdate]) -> None:
    shown = Wording(View.SAID)
    certain: list[str] = []
    done = 0
    for update in updates:
        done += len(update.settled)
        result = shown.take(update)
        assert not any(word.is_settled for word in result.open)
        certain += [word.source.word.text for word in result.closed]
        words = (*update.settled, *update.provisional)
        behind = words[len(update.settled) :]
        assert len(certain) >= done + update.committed
        assert [word.source.word.text for word in result.open] == [
            word.word.text for word in behind[len(certain) - done :] if word.word.text
        ]
    assert certain == [word.word.text for update in updates for word in update.settled]


def test_only_the_view_of_all_words_needs_no_label_for_certainty() -> None:
    update = CaptionUpdate(0, spoken("We went"), spoken("to/r Boston/r to"), committed=2)
    certain = {view: wording.text(Wording(view).take(update).closed) for view in View}
    assert certain == {View.SAID: "We went to Boston", View.MARKED: "We went", View.CLEANED: "We"}


@pytest.mark.parametrize("view", View)
def test_in_the_record_a_mark_of_its_own_is_part_of_its_word(view: View) -> None:
    shown = wording.words(spoken("we , went home ."), view)
    assert [word.full for word in shown] == ["we,", "went", "home."]
    assert [word.index for word in shown] == [0, 2, 3]


@given(utterances(), st.data())
def test_marks_that_come_as_words_of_their_own_give_the_same_text(
    words: tuple[LabelledWord, ...], data: st.DataObject
) -> None:
    parts: list[LabelledWord] = []
    for one in words:
        core = one.word.text.rstrip(",.")
        mark = one.word.text.removeprefix(core)
        if core[-1:].isalnum() and mark and data.draw(st.booleans()):
            parts += [replace(one, word=replace(one.word, text=text)) for text in (core, mark)]
        else:
            parts.append(one)
    for view in (View.SAID, View.CLEANED):
        assert wording.text(wording.words(parts, view)) == wording.text(wording.words(words, view))


@given(utterances())
def test_any_portions_give_the_same_text(words: tuple[LabelledWord, ...]) -> None:
    for view in View:
        shown = Wording(view)
        closed = [word for one in words for word in shown.add((one,)).closed]
        closed += shown.finish()
        assert wording.text(closed) == wording.text(wording.words(words, view))
