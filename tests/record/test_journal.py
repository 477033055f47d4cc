"""A session survives whatever happens to the program or the disk."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from captioner.errors import ExportError
from captioner.messages import CaptionUpdate, Channel, GapKind, Label, SoundGap
from captioner.record import journal
from captioner.record.journal import Journal, Unsynced
from captioner.record.transcript import Place, SessionInfo, Transcript
from tests.strategies import recorded, sessions, spoken

INFO = SessionInfo("2026-03-01T09:30:05+01:00", "Mikrofon „Röde“", "built-in", "built-in-en")


def ended(utterance: int, text: str) -> CaptionUpdate:
    return CaptionUpdate(utterance, spoken(text), (), utterance_ended=True)


@given(sessions())
def test_what_is_written_is_recovered(tmp_path_factory: pytest.TempPathFactory, updates: list[CaptionUpdate]) -> None:
    path = tmp_path_factory.mktemp("journal") / "session.jsonl"
    written = Journal(path, INFO)
    for update in updates:
        written.append(update)
    written.close()
    if not updates:
        assert not path.exists()
        return
    recovered = journal.recover(path)
    assert list(recovered.transcript.entries) == list(recorded(updates))
    assert recovered.transcript.info == INFO
    assert recovered.is_finished
    assert not recovered.damaged_lines


def test_gaps_are_kept_and_a_reader_leaves_out_what_it_does_not_know(tmp_path: Path) -> None:
    book = Journal(tmp_path / "one.jsonl", INFO)
    early, late = SoundGap(5, 900, GapKind.PAUSED), SoundGap(20_000, 90_000)
    book.mark(early)
    assert not book.path.exists(), "a session of which nothing was said leaves no file"
    book.append(ended(0, "first"))
    book.mark(late)
    book.close()
    lines = book.path.read_text().splitlines()
    book.path.write_text(
        "\n".join([lines[0], '{"of a newer version": 1}', '{"gap": [1, 2, "of a newer version"]}', *lines[1:]])
    )
    found = journal.recover(book.path)
    assert list(found.transcript.gaps) == [early, late]
    assert len(found.transcript.entries) == 1
    assert found.damaged_lines == 1


def test_a_session_of_gaps_alone_leaves_no_file(tmp_path: Path) -> None:
    book = Journal(tmp_path / "one.jsonl", INFO)
    book.mark(SoundGap(5, 900))
    book.close()
    assert not book.path.exists()


@given(st.data())
def test_a_journal_cut_anywhere_keeps_its_whole_lines(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    path = tmp_path_factory.mktemp("journal") / "session.jsonl"
    written = Journal(path, INFO)
    for number, text in enumerate(("Der Käfer über, äh,/h", "dem/r der 猫", "القطة")):
        written.append(ended(number, text))
    content = path.read_bytes()
    written.close()
    header = content.index(b"\n")
    kept = data.draw(st.integers(header, len(content)))
    path.write_bytes(content[:kept])
    recovered = journal.recover(path)
    whole_lines = content[:kept].count(b"\n") - 1 if kept > header else 0
    at_line_end = content[kept : kept + 1] == b"\n" and kept > header
    assert len(recovered.transcript.entries) == whole_lines + at_line_end
    assert recovered.damaged_lines <= 1
    assert not recovered.is_finished


def test_a_killed_process_loses_nothing_that_was_written(tmp_path: Path) -> None:
    program = """
import os, signal, sys
from pathlib import Path
from captioner.record.journal import Journal, Unsynced
from captioner.record.transcript import SessionInfo
from captioner.messages import CaptionUpdate, Label, LabelledWord, Word
journal = Journal(Path(sys.argv[1]), SessionInfo())
journal.append(CaptionUpdate(0, (LabelledWord(Word("kept", 0, 9, 1.0), Label.FLUENT, 1.0),), ()))
os.kill(os.getpid(), signal.SIGKILL)
"""
    path = tmp_path / "folder" / "session.jsonl"
    root = Path(__file__).resolve().parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    result = subprocess.run([sys.executable, "-c", program, str(path)], env=environment, check=False)
    assert result.returncode == -signal.SIGKILL
    recovered = journal.recover(path)
    assert [word.word.text for word in recovered.transcript.entries[0].words] == ["kept"]
    assert not recovered.transcript.entries[0].is_complete
    assert journal.unfinished(path.parent) == [path]


def test_corrections_are_written_too(tmp_path: Path) -> None:
    written = Journal(tmp_path / "session.jsonl", INFO)
    written.append(ended(0, "the cat"))
    written.correct(0, 1, "dog")
    written.correct(0, 0, "a")
    written.correct(0, 0, None)
    written.close()
    written.close()
    assert dict(journal.recover(written.path).transcript.corrections) == {Place(0, 1): "dog"}
    with pytest.raises(ValueError, match="closed"):
        written.correct(0, 0, "late")


def test_updates_without_settled_words_write_nothing(tmp_path: Path) -> None:
    written = Journal(tmp_path / "session.jsonl", INFO)
    written.append(CaptionUpdate(0, (), spoken("the cat")))
    written.close()
    assert not written.path.exists()


def test_every_line_is_json_on_its_own(tmp_path: Path) -> None:
    written = Journal(tmp_path / "session.jsonl", INFO)
    written.append(ended(0, "the uh/h"))
    written.close()
    lines = [json.loads(line) for line in written.path.read_text(encoding="utf-8").splitlines()]
    assert lines[0]["source"] == INFO.source
    assert lines[1] == {
        "utterance": 0,
        "words": [["the", 0, 6400, 0.9, "f", 0.8], ["uh", 8000, 14400, 0.9, "h", 0.8]],
        "ended": True,
    }
    assert lines[2] == {"finished": True}


@settings(max_examples=400)  # with 100 the fault that it was written for was not found
@given(st.lists(st.sampled_from(["write", "ask", "refuse", "hear"]), max_size=20))
@example(["write", "refuse", "write", "ask", "hear", "hear"])
def test_a_disk_that_refuses_later_loses_nothing(tmp_path_factory: pytest.TempPathFactory, steps: list[str]) -> None:
    """What the disk refused is gone, it takes what comes after that, and its answers are heard in their order."""
    book = Journal(tmp_path_factory.mktemp("journal") / "session.jsonl", INFO)
    asked: deque[Unsynced] = deque()
    answers: deque[Callable[[], None]] = deque()
    book.sync_later = asked.append
    count = durable = 0
    for step in steps:
        with contextlib.suppress(ExportError):
            if step == "write":
                count += 1
                book.append(ended(count, f"word {count}"))
            elif step == "hear" and answers:
                answers.popleft()()
            elif step in ("ask", "refuse") and asked:
                question = asked.popleft()
                if step == "refuse":
                    os.ftruncate(question.file, durable)
                    answers.append(partial(book.not_synced, OSError(errno.EIO, "input/output error")))
                else:
                    durable = os.fstat(question.file).st_size
                    answers.append(partial(book.synced, question))
                os.close(question.file)
    while answers:
        with contextlib.suppress(ExportError):
            answers.popleft()()
    for question in asked:
        os.close(question.file)
    with contextlib.suppress(ExportError):
        book.close()
    if count:
        recovered = journal.recover(book.path)
        assert [entry.utterance for entry in recovered.transcript.entries] == list(range(1, count + 1))
        assert not recovered.damaged_lines


def test_a_full_disk_is_reported_once_and_nothing_is_lost(small_disk: Path) -> None:
    ballast = small_disk / "ballast"
    ballast.write_bytes(b"x" * 56_000)
    transcript, written = Transcript(), Journal(small_disk / "session.jsonl", INFO)
    failures = []
    for number in range(120):
        update = ended(number, "some words that are said and kept")
        transcript.append(update)
        try:
            written.append(update)
        except ExportError as error:
            failures.append(error)
        if number == 80:
            on_disk = journal.recover(written.path)
            assert 0 < len(on_disk.transcript.entries) < 81
            ballast.unlink()
    assert len(failures) == 1
    assert "no room on the disk" in failures[0].sentence()
    written.close()
    recovered = journal.recover(written.path)
    assert list(recovered.transcript.entries) == list(transcript.entries)
    assert (recovered.damaged_lines, recovered.is_finished) == (0, True)


def test_words_that_never_reached_the_disk_are_reported_again_at_the_end(read_only_disk: Path) -> None:
    written = Journal(read_only_disk / "folder" / "session.jsonl", INFO)
    with pytest.raises(ExportError, match="permission to write"):
        written.append(ended(0, "one"))
    written.append(ended(1, "two"))
    with pytest.raises(ExportError, match="permission to write"):
        written.close()


def test_a_folder_that_comes_back_gets_all_lines(tmp_path: Path) -> None:
    place = tmp_path / "stick"
    place.write_text("not a folder")
    written = Journal(place / "session.jsonl", INFO)
    with pytest.raises(ExportError):
        written.append(ended(0, "one"))
    written.append(ended(1, "two"))
    place.unlink()
    written.append(ended(2, "three"))
    written.close()
    assert len(journal.recover(written.path).transcript.entries) == 3


def test_an_older_journal_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "session.jsonl"
    path.write_text("precious")
    book = Journal(path, INFO)
    book.append(ended(0, "new"))
    book.close()
    assert path.read_text() == "precious"
    assert book.path.name == "session (2).jsonl"


def test_damage_in_the_middle_costs_only_its_lines(tmp_path: Path) -> None:
    written = Journal(tmp_path / "session.jsonl", INFO)
    for number in range(3):
        written.append(ended(number, "words"))
    written.close()
    lines = written.path.read_bytes().split(b"\n")
    lines[2] = b"\xff\x00 {"
    lines.insert(3, b'{"utterance": 1, "words": [["x"]], "ended": true}')
    lines.insert(3, b'{"correct": [77, 0, "x"]}')
    lines.insert(3, b"[1]")
    written.path.write_bytes(b"\n".join(lines))
    recovered = journal.recover(written.path)
    assert [entry.utterance for entry in recovered.transcript.entries] == [0, 2]
    assert (recovered.damaged_lines, recovered.is_finished) == (4, True)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "not a journal"),
        ("hello\n", "not a journal"),
        ("[1]\n", "not a journal"),
        ('{"format": "captioner-journal", "version": 99}\n', "another version"),
    ],
)
def test_other_files_are_refused(tmp_path: Path, content: str, sentence: str) -> None:
    path = tmp_path / "session.jsonl"
    path.write_text(content)
    with pytest.raises(ExportError, match=sentence):
        journal.recover(path)
    assert journal.unfinished(tmp_path / "none") == []


def test_a_missing_journal_is_named(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="could not be read"):
        journal.recover(tmp_path / "none.jsonl")


def test_sessions_that_broke_off_are_listed_until_they_are_finished(tmp_path: Path) -> None:
    (tmp_path / "other.jsonl").write_text("{}\n")
    whole = Journal(tmp_path / "a.jsonl", INFO)
    whole.append(ended(0, "one"))
    whole.close()
    broken = Journal(tmp_path / "b.jsonl", INFO)
    broken.append(ended(0, "one"))
    shutil.copy(broken.path, tmp_path / "c.jsonl")
    torn = tmp_path / "c.jsonl"
    torn.write_bytes(torn.read_bytes() + b'{"utter')
    broken.close()
    assert journal.unfinished(tmp_path) == [torn]
    journal.finish(torn)
    assert journal.unfinished(tmp_path) == []
    assert journal.recover(torn).is_finished


def test_names_of_journals_tell_when_and_are_free(tmp_path: Path) -> None:
    first = journal.new_path(tmp_path, INFO.started)
    assert first.name == "2026-03-01 09-30-05.jsonl"
    first.touch()
    assert journal.new_path(tmp_path, INFO.started).name == "2026-03-01 09-30-05 (2).jsonl"


def test_two_sessions_of_one_second_are_both_kept(tmp_path: Path) -> None:
    path = journal.new_path(tmp_path, INFO.started)
    books = [Journal(path, INFO), Journal(path, INFO)]
    for number, book in enumerate(books):
        book.append(ended(0, f"session{number}"))
        book.close()
    assert books[0].path != books[1].path
    for number, book in enumerate(books):
        assert journal.recover(book.path).transcript.entries[0].words[0].word.text == f"session{number}"


@pytest.mark.skipif(sys.platform == "win32", reason="an open file cannot be removed there")
def test_a_folder_removed_in_mid_session_is_created_again_with_all_words(tmp_path: Path) -> None:
    book = Journal(tmp_path / "kept" / "one.jsonl", INFO)
    book.append(ended(0, "first"))
    shutil.rmtree(tmp_path / "kept")
    with pytest.raises(ExportError, match="was removed"):
        book.append(ended(1, "second"))
    book.append(ended(2, "third"))
    shutil.rmtree(tmp_path / "kept")
    with pytest.raises(ExportError, match="was removed"):
        book.close()
    found = journal.recover(book.path)
    assert [entry.words[0].word.text for entry in found.transcript.entries] == ["first", "second", "third"]
    assert found.is_finished


@pytest.mark.parametrize("bad", ["[" * 200_000, '{"utterance": 1e999, "words": [], "ended": true}'])
def test_a_line_that_no_parser_likes_is_skipped(tmp_path: Path, bad: str) -> None:
    book = Journal(tmp_path / "one.jsonl", INFO)
    book.append(ended(0, "kept"))
    book.close()
    with book.path.open("a") as file:
        file.write(bad + "\n")
    found = journal.recover(book.path)
    assert len(found.transcript.entries) == 1
    assert found.damaged_lines == 1


VERSION_1 = """\
{"format": "captioner-journal", "version": 1, "started": "2026-05-09T10:00:00+02:00", "source": "mic"}
{"utterance": 0, "words": [["Hello", 0, 8000, 0.9, "f", 0.8], ["um", 8000, 16000, 0.5, "h", 0.7]], "ended": true}
{"finished": true}
"""


def test_a_journal_of_the_first_version_opens(tmp_path: Path) -> None:
    path = tmp_path / "old.jsonl"
    path.write_text(VERSION_1, encoding="utf-8")
    found = journal.recover(path)
    (entry,) = found.transcript.entries
    assert [(word.word.text, word.label) for word in entry.words] == [
        ("Hello", Label.FLUENT),
        ("um", Label.FILLED_PAUSE),
    ]
    assert entry.channel is Channel.ONLY
    assert (found.is_finished, found.damaged_lines) == (True, 0)


def test_the_fields_of_words_are_found_by_their_names(tmp_path: Path) -> None:
    path = tmp_path / "new.jsonl"
    names = ["start", "text", "end", "voice", "probability", "label", "label_probability"]
    header = {"format": "captioner-journal", "version": 2, "word_fields": names}
    event = {"utterance": 0, "words": [[0, "Hello", 8000, "deep", 0.9, "f", 0.8]], "ended": True}
    path.write_text(json.dumps(header) + "\n" + json.dumps(event) + "\n", encoding="utf-8")
    (entry,) = journal.recover(path).transcript.entries
    assert entry.words[0].word.text == "Hello"
    path.write_text(json.dumps(header | {"word_fields": names[1:]}) + "\n", encoding="utf-8")
    with pytest.raises(ExportError, match="whole"):
        journal.recover(path)


def test_the_channel_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "both.jsonl"
    book = Journal(path, SessionInfo())
    for number, channel in enumerate((Channel.MICROPHONE, Channel.SYSTEM, Channel.ONLY)):
        book.append(CaptionUpdate(number, spoken("hello"), (), True, channel))
    book.close()
    found = journal.recover(path).transcript.entries
    assert [entry.channel for entry in found] == [Channel.MICROPHONE, Channel.SYSTEM, Channel.ONLY]
