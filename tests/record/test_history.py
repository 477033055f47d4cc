"""Past sessions: found, searched, renamed, deleted; the index can always be made anew."""

from __future__ import annotations

import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest

from captioner.errors import CaptionerError, ExportError
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, LabelledWord, Word
from captioner.record import history_tables, journal
from captioner.record.history import History
from captioner.record.journal import Journal
from captioner.record.past_session import PastSession
from captioner.record.transcript import SessionInfo


def write(folder: Path, name: str, *utterances: str, started: str = "2026-05-09T10:00:00+02:00") -> Path:
    """A journal; `um/h` writes a label behind a word."""
    book = Journal(folder / f"{name}.jsonl", SessionInfo(started, "a microphone"))
    for number, text in enumerate(utterances):
        words = []
        for place, each in enumerate(text.split()):
            written, _, label = each.partition("/")
            start = (number * 10 + place) * SAMPLE_RATE
            words.append(LabelledWord(Word(written, start, start + SAMPLE_RATE, 0.9), Label(label or "f"), 0.9))
        book.append(CaptionUpdate(number, tuple(words), (), True))
    book.close()
    return book.path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    result = tmp_path / "transcripts"
    write(result, "a", "Um/h we meet on/r Monday/r on Tuesday.", "At the station.")
    write(result, "b", "Der Zug fährt um neun.", started="2026-05-10T10:00:00+02:00")
    return result


@pytest.fixture
def history(tmp_path: Path, folder: Path) -> History:
    result = History(tmp_path / "data" / "history.sqlite")
    result.update(folder)
    return result


def test_sessions_come_newest_first_with_their_figures(history: History) -> None:
    newest, older = history.sessions()
    assert newest.started > older.started
    assert (older.source, older.words) == ("a microphone", 10)
    assert older.seconds == pytest.approx(13.0)


def test_an_update_reads_only_what_is_new(history: History, folder: Path) -> None:
    assert history.update(folder) == 0
    write(folder, "c", "And one more.")
    assert history.update(folder) == 1
    assert len(history.sessions()) == 3


def test_a_journal_that_is_gone_is_forgotten(history: History, folder: Path) -> None:
    (folder / "a.jsonl").unlink()
    history.update(folder)
    assert len(history.sessions()) == 1
    assert list(history.search("station")) == []


def test_search_finds_what_was_meant_and_what_was_said(history: History) -> None:
    (hit,) = history.search("tuesday")
    assert (hit.text, hit.utterance, hit.start) == ("We meet on Tuesday.", 0, 0.0)
    assert [each.utterance for each in history.search("Monday")] == [0], "removed words are found too"
    assert [each.start for each in history.search("stat")] == [10.0], "the beginning of a word is enough"


def test_search_wants_all_words_and_no_accents(history: History) -> None:
    assert len(list(history.search("meet tuesday"))) == 1
    assert list(history.search("meet neun")) == []
    assert len(list(history.search("fahrt"))) == 1


@pytest.mark.parametrize("text", ["", "   ", '"', "* AND", "NEAR(", "a:b", "-", "meet OR neun", "')--"])
def test_nothing_that_is_typed_is_an_operator(history: History, text: str) -> None:
    assert isinstance(list(history.search(text)), list)


def test_a_title_survives_a_journal_that_grows(history: History, folder: Path) -> None:
    session = history.sessions()[1]
    history.rename(session, "  Timetable ")
    (folder / "a.jsonl").write_text((folder / "a.jsonl").read_text() + "\n")
    assert history.update(folder) == 1
    assert "Timetable" in [each.title for each in history.sessions()]


def test_deleting_takes_the_journal_too(history: History, folder: Path) -> None:
    session = history.sessions()[0]
    text = session.path.with_suffix(".txt")
    text.write_text("as the command line leaves it")
    history.delete(session)
    assert not session.path.exists()
    assert not text.exists()
    assert len(history.sessions()) == 1
    history.delete(session)


def test_the_record_comes_from_the_journal(history: History) -> None:
    transcript = History.read(history.sessions()[1])
    assert [word.word.text for word in transcript.entries[1].words] == ["At", "the", "station."]


def test_a_session_whose_journal_is_gone_says_so(history: History) -> None:
    session = history.sessions()[0]
    session.path.unlink()
    with pytest.raises(ExportError):
        History.read(session)


def test_a_file_that_is_no_journal_is_skipped(history: History, folder: Path) -> None:
    (folder / "x.jsonl").write_text("not one")
    assert history.update(folder) == 0
    assert len(history.sessions()) == 2


def test_a_damaged_index_is_rebuilt(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "history.sqlite"
    path.write_bytes(b"no database at all, but long enough to be taken for one" * 50)
    history = History(path)
    assert history.update(folder) == 2


def test_an_index_that_cannot_be_written_is_one_sentence(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CaptionerError) as caught:
        History(tmp_path / "file" / "history.sqlite").update(folder)
    assert caught.value.sentence()


def test_an_update_can_be_cancelled(tmp_path: Path, folder: Path) -> None:
    assert History(tmp_path / "h.sqlite").update(folder, lambda: True) == 0


def correct(history: History, session: PastSession, text: str | None) -> None:
    """The last word of the second utterance, as a window does it."""
    transcript = History.read(session)
    transcript.correct(1, 2, text)
    history.correct(session, transcript.corrected(1), 2, text)


def test_a_correction_to_a_past_session_is_found_and_kept_apart(history: History, folder: Path) -> None:
    session = history.sessions()[1]
    history.rename(session, "Timetable")
    correct(history, session, "harbour.")
    (hit,) = history.search("harbour")
    assert hit.text == "At the harbour."
    assert list(history.search("station")) == []
    assert history.update(folder) == 0, "the index is up to date already"
    assert history.sessions()[1].title == "Timetable"
    transcript = History.read(session)
    assert transcript.entries[1].words[2].word.text == "station.", "what was recognised is still there"
    assert list(transcript.read())[1].words[2].word.text == "harbour."


def test_a_correction_is_taken_back(history: History) -> None:
    session = history.sessions()[1]
    correct(history, session, "harbour.")
    correct(history, session, None)
    assert len(list(history.search("station"))) == 1
    assert not History.read(session).corrections


def test_a_corrected_session_is_no_interrupted_one(history: History, folder: Path) -> None:
    correct(history, history.sessions()[1], "harbour.")
    assert all(each.name not in ("pipe.jsonl", "folder.jsonl") for each in journal.unfinished(folder))


def test_a_correction_that_cannot_be_written_is_reported(history: History) -> None:
    session = history.sessions()[1]
    corrected = History.read(session).corrected(1)
    session.path.unlink()
    with pytest.raises(ExportError):
        history.correct(session, corrected, 2, "harbour.")


def index_of(history: History) -> Path:
    return history._path


@pytest.mark.parametrize("page", [1, 2, 3, 5, 8])
def test_damage_behind_the_first_page_is_mended(history: History, folder: Path, page: int) -> None:
    history.rename(history.sessions()[0], "Zug")
    index = index_of(history)
    data = bytearray(index.read_bytes())
    data[page * 4096 : (page + 1) * 4096] = b"\xa5" * 4096
    index.write_bytes(data)
    again = History(index)
    again.update(folder)
    assert len(again.sessions()) == 2
    assert list(again.search("station"))


def test_damage_that_sqlite_quotes_undecoded_is_mended(history: History, folder: Path) -> None:
    index = index_of(history)
    data = index.read_bytes()
    index.write_bytes(data.replace(b"tableline_config", b"table\xffine_config", 1))
    with closing(sqlite3.connect(index)) as database, pytest.raises(UnicodeDecodeError):
        database.execute("PRAGMA quick_check(1)").fetchone()
    again = History(index)
    again.update(folder)
    assert len(again.sessions()) == 2
    assert list(again.search("station"))


def test_text_in_the_index_that_cannot_be_decoded_ends_in_a_sentence(history: History) -> None:
    with closing(sqlite3.connect(index_of(history))) as database:
        database.execute("UPDATE session SET title = CAST(x'ff' AS TEXT)")
        database.commit()
    with pytest.raises(CaptionerError):
        list(History(index_of(history)).search("station"))


def test_the_index_of_a_newer_version_is_set_aside_with_its_titles_kept(history: History, folder: Path) -> None:
    history.rename(history.sessions()[0], "Zug")
    with closing(sqlite3.connect(index_of(history))) as database:
        database.execute("PRAGMA user_version = 9")
        database.commit()
    again = History(index_of(history))
    again.update(folder)
    assert again.sessions()[0].title == "Zug"
    assert list(index_of(history).parent.glob("*.set-aside-1"))


@pytest.mark.parametrize("bad", ["[" * 200_000, '{"utterance": 1e999, "words": []}', f'{{"utterance": {10**30}}}'])
def test_one_bad_file_keeps_no_other_out(history: History, folder: Path, bad: str) -> None:
    bad_path = write(folder, "0-bad", "one")
    with bad_path.open("a") as file:
        file.write(bad + "\n")
    write(folder, "c", "The last one.")
    history.update(folder)
    assert list(history.search("last"))


def test_a_session_shows_its_first_words(history: History, folder: Path) -> None:
    _, older = history.sessions()
    assert older.opening == "We meet on Tuesday. At the station."
    write(folder, "long", " ".join(["word"] * 100), started="2026-05-11T10:00:00+02:00")
    history.update(folder)
    opening = history.sessions()[0].opening
    assert opening.endswith("word …")
    assert len(opening) < 100


def test_hits_come_one_by_one_the_newest_session_first(history: History, folder: Path) -> None:
    write(folder, "0", "at the harbour", "at sea", started="2026-05-12T10:00:00+02:00")
    history.update(folder)
    hits = history.search("at")
    assert next(hits).text == "at the harbour"
    assert [hit.text for hit in hits] == ["at sea", "At the station."]


def test_a_search_that_is_not_wanted_any_more_ends(tmp_path: Path, folder: Path) -> None:
    write(folder, "many", *["at the station"] * 400)
    history = History(tmp_path / "more.sqlite")
    history.update(folder)
    assert len(list(history.search("station"))) == 401
    assert list(history.search("station", lambda: True)) == []


def test_an_index_of_the_first_version_is_read_again_under_its_titles(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "old.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(
            "CREATE TABLE session (id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, stamp TEXT NOT NULL, "
            "started TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', words INTEGER NOT NULL, "
            "seconds REAL NOT NULL); CREATE VIRTUAL TABLE line USING fts5(raw, cleaned, session UNINDEXED, "
            "utterance UNINDEXED, start UNINDEXED); PRAGMA user_version = 1;"
        )
        stamp = f"{(folder / 'a.jsonl').stat().st_size}:{(folder / 'a.jsonl').stat().st_mtime_ns}"
        database.execute(
            "INSERT INTO session VALUES (1, ?, ?, '2026', 'mic', 'My title', 3, 1.0)", (str(folder / "a.jsonl"), stamp)
        )
        database.commit()
    history = History(path)
    assert history.update(folder) == 2
    assert {session.title for session in history.sessions()} == {"", "My title"}
    assert list(history.search("station"))


def test_two_that_make_the_index_at_once_do_not_empty_it(tmp_path: Path, folder: Path) -> None:
    for number in range(20):
        path = tmp_path / str(number) / "history.sqlite"
        with ThreadPoolExecutor(4) as pool:
            done = [pool.submit(History(path).update, folder) for _ in range(2)]
            done += [pool.submit(History(path).sessions) for _ in range(2)]
            for each in done:
                each.result()
        assert len(History(path).sessions()) == 2


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_among_the_journals_is_not_waited_for(history: History, folder: Path) -> None:
    os.mkfifo(folder / "pipe.jsonl")
    (folder / "folder.jsonl").mkdir()
    assert history.update(folder) >= 0
    assert all(each.name not in ("pipe.jsonl", "folder.jsonl") for each in journal.unfinished(folder))


def test_rare_and_common_words_come_in_the_same_order(tmp_path: Path, folder: Path) -> None:
    """Where there are more hits than are wanted, each session is asked; else all of them at once."""
    write(folder, "c", "Two.", "Three trains.", started="2026-05-11T10:00:00+02:00")
    write(folder, "d", "Ten to two.", started="2026-05-08T10:00:00+02:00")
    path = tmp_path / "history.sqlite"
    History(path).update(folder)
    with closing(sqlite3.connect(path)) as database:
        query = history_tables.query_of("t")
        few = list(history_tables.hits(database, query, 1000))
        assert [hit.text for hit in few][:2] == ["Two.", "Three trains."]
        assert [hit.session.started[:10] for hit in few] == sorted((h.session.started[:10] for h in few), reverse=True)
        for most in range(len(few)):
            assert list(history_tables.hits(database, query, most)) == few[:most]
