"""The record of a session and its journal name the speech model that was used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from captioner.messages import CaptionUpdate, GapKind, SoundGap
from captioner.record import journal, session
from captioner.record.journal import Journal
from captioner.record.journal_thread import JournalThread
from captioner.record.session import Keeper
from tests.strategies import spoken

FIRST = CaptionUpdate(0, spoken("first"), (), utterance_ended=True)


@pytest.mark.parametrize("keeper", [JournalThread, session.write_at_once])
def test_a_model_that_replaces_the_chosen_one_is_named_before_the_first_word(
    tmp_path: Path, keeper: Callable[[Journal], Keeper]
) -> None:
    begun = session.begin(tmp_path, "mic", "tiny.en", "auto", keeper)
    begun.name_model("")
    assert begun.info.speech_model == "tiny.en"
    begun.mark(SoundGap(5, 900, GapKind.PAUSED))
    begun.name_model("whisper-tiny-en")
    begun.append(FIRST)
    begun.close()
    (path,) = tmp_path.glob("*.jsonl")
    recovered = journal.recover(path)
    assert recovered.transcript.info == begun.info
    assert recovered.transcript.info.speech_model == "whisper-tiny-en"
    assert len(recovered.transcript.gaps) == 1


def test_what_is_written_is_not_changed(tmp_path: Path) -> None:
    book = Journal(tmp_path / "session.jsonl", session.SessionInfo(speech_model="tiny.en"))
    book.append(FIRST)
    book.describe(session.SessionInfo(speech_model="other"))
    book.close()
    assert journal.recover(book.path).transcript.info.speech_model == "tiny.en"
