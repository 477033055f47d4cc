"""A journal written in the background: nothing waits for the disk for long, nothing is lost, and errors come back."""

from __future__ import annotations

import errno
import gc
import os
import signal
import subprocess
import sys
import threading
import weakref
from pathlib import Path

import pytest

from captioner.errors import ExportError
from captioner.messages import CaptionUpdate, Label, LabelledWord, Word
from captioner.record import journal, journal_thread
from captioner.record.journal import Journal
from captioner.record.journal_thread import JournalThread
from captioner.record.transcript import SessionInfo


def update(number: int, text: str = "word", *, ended: bool = True) -> CaptionUpdate:
    return CaptionUpdate(number, (LabelledWord(Word(text, 0, 1600, 0.9), Label.FLUENT, 0.9),), (), ended)


class StuckDisk(Journal):
    """A journal whose disk waits for the test's word."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, SessionInfo())
        self.go_on = threading.Event()

    def append(self, update: CaptionUpdate) -> None:
        self.go_on.wait(20)
        super().append(update)


def test_a_disk_that_hangs_is_waited_for_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal_thread, "_WRITTEN_S", 0.05)
    disk = StuckDisk(tmp_path / "a.jsonl")
    book = JournalThread(disk)
    for number in range(3):
        book.append(update(number))
    assert not disk.path.exists(), "the calls have returned, and nothing is written yet"
    disk.go_on.set()
    book.close()
    kept = journal.recover(disk.path)
    assert kept.is_finished
    assert [entry.utterance for entry in kept.transcript.entries] == [0, 1, 2]


def test_a_word_is_written_when_its_call_returns_and_whatever_the_disk_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    may_answer = threading.Event()
    monkeypatch.setattr(os, "fsync", lambda file: may_answer.wait(20))
    book = JournalThread(Journal(tmp_path / "a.jsonl", SessionInfo()))
    for number in range(20):
        book.append(update(number))
        assert journal.recover(book.path).transcript.entries[-1].utterance == number
    may_answer.set()
    book.close()
    assert len(journal.recover(book.path).transcript.entries) == 20


def test_words_that_the_disk_refuses_later_are_reported_once_and_written_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = [OSError(errno.EIO, "input/output error")] * 3
    synced = threading.Semaphore(0)

    def fsync(file: int) -> None:
        synced.release()
        if answers:
            # what the disk did not take is not there any more
            os.ftruncate(file, 0)
            raise answers.pop()

    monkeypatch.setattr(os, "fsync", fsync)
    book = JournalThread(Journal(tmp_path / "a.jsonl", SessionInfo()))
    told = 0
    for number in range(6):
        try:
            book.append(update(number))
        except ExportError:
            told += 1
        assert synced.acquire(timeout=120)
    book.close()
    assert told == 1
    assert [entry.utterance for entry in journal.recover(book.path).transcript.entries] == [0, 1, 2, 3, 4, 5]


def test_corrections_stand_in_order(tmp_path: Path) -> None:
    book = JournalThread(Journal(tmp_path / "a.jsonl", SessionInfo()))
    book.append(update(0))
    book.correct(0, 0, "other")
    book.close()
    (entry,) = journal.recover(tmp_path / "a.jsonl").transcript.read()
    assert entry.words[0].word.text == "other"


def test_a_session_without_an_event_leaves_neither_file_nor_thread(tmp_path: Path) -> None:
    before = threading.active_count()
    book = JournalThread(Journal(tmp_path / "a.jsonl", SessionInfo()))
    book.append(CaptionUpdate(0, (), ()))
    assert threading.active_count() == before
    book.close()
    assert not (tmp_path / "a.jsonl").exists()


def test_the_thread_ends_with_the_session(tmp_path: Path) -> None:
    book = JournalThread(Journal(tmp_path / "a.jsonl", SessionInfo()))
    book.append(update(0))
    book.close()
    book.close()
    assert not {"journal", "journal-sync"} & {thread.name for thread in threading.enumerate()}
    with pytest.raises(ValueError, match="closed"):
        book.append(update(1))


def test_an_error_of_the_disk_is_reported_once_by_a_later_call(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    book = JournalThread(Journal(tmp_path / "file" / "a.jsonl", SessionInfo()))
    told = 0
    for number in range(50):
        try:
            book.append(update(number))
        except ExportError:
            told += 1
    with pytest.raises(ExportError):
        book.close()
    assert told <= 1


def test_an_error_does_not_keep_its_callers_objects(tmp_path: Path) -> None:
    class Model:
        """What a caller holds."""

    def caller() -> weakref.ref[Model]:
        model = Model()
        with pytest.raises(ExportError):
            book.append(update(0))
        return weakref.ref(model)

    (tmp_path / "file").write_text("in the way")
    book = JournalThread(Journal(tmp_path / "file" / "a.jsonl", SessionInfo()))
    gc.disable()
    try:
        assert caller()() is None
    finally:
        gc.enable()
    with pytest.raises(ExportError):
        book.close()


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs POSIX signals")
def test_a_kill_loses_nothing_that_was_written(tmp_path: Path) -> None:
    code = (
        "import signal, sys, time\n"
        "from pathlib import Path\n"
        "from captioner.record.journal import Journal\n"
        "from captioner.record.journal_thread import JournalThread\n"
        "from captioner.record.transcript import SessionInfo\n"
        "from captioner.messages import *\n"
        "book = JournalThread(Journal(Path(sys.argv[1]), SessionInfo()))\n"
        "for number in range(20):\n"
        "    word = LabelledWord(Word(f'w{number}', 0, 1600, 0.9), Label.FLUENT, 0.9)\n"
        "    book.append(CaptionUpdate(number, (word,), (), True))\n"
        "while len(Path(sys.argv[1]).read_bytes().splitlines() if Path(sys.argv[1]).exists() else []) < 21:\n"
        "    time.sleep(0.01)\n"
        "print('written', flush=True)\n"
        "signal.pause()\n"
    )
    path = tmp_path / "a.jsonl"
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "written\n"
        os.kill(process.pid, signal.SIGKILL)
    kept = journal.recover(path)
    assert not kept.is_finished
    assert [entry.words[0].word.text for entry in kept.transcript.entries] == [f"w{n}" for n in range(20)]
