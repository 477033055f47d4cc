"""Past sessions, searchable: an index in SQLite over the journals, which stay the record."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count, islice
from pathlib import Path
from typing import Any

from captioner import log, private
from captioner.captions import wording
from captioner.errors import CaptionerError, ExportError
from captioner.messages import TranscriptEntry, View, seconds
from captioner.record import journal, storage
from captioner.record.past_session import Hit, PastSession
from captioner.record.transcript import Transcript

__all__ = ["History", "Hit", "PastSession"]

_LOG = log.get(__name__)
_VERSION = 2
_SCHEMA = """
CREATE TABLE session (
    id INTEGER PRIMARY KEY, path TEXT UNIQUE NOT NULL, stamp TEXT NOT NULL, started TEXT NOT NULL,
    source TEXT NOT NULL, title TEXT NOT NULL DEFAULT '', words INTEGER NOT NULL, seconds REAL NOT NULL,
    opening TEXT NOT NULL DEFAULT '', first_line INTEGER NOT NULL DEFAULT 0, last_line INTEGER NOT NULL DEFAULT -1
);
CREATE VIRTUAL TABLE line USING fts5(
    raw, cleaned, session UNINDEXED, utterance UNINDEXED, start UNINDEXED, tokenize = "unicode61 remove_diacritics 2",
    prefix = '1 2 3'
);
"""
_HITS = 500
"""Hits shown at most: nobody reads more, and a common word has tens of thousands."""
_AT_ONCE = 5
"""Journals that are taken in before the others can be searched for them."""
_OPENING = 90
"""Letters kept of a session's first words."""
_LOOK_EVERY = 2000
"""Instructions of SQLite between two looks whether a search is still wanted: about 0.1 ms."""


class History:
    """The index; every call opens the file for itself, so calls may come from any thread."""

    def __init__(self, path: Path) -> None:
        """`path` is the index; it is made when it is first needed, and made anew where it is damaged."""
        self._path = path
        self._is_checked = False

    def update(self, folder: Path, cancelled: Callable[[], bool] = lambda: False) -> int:
        """Take in new and changed journals of a folder, and forget those that are gone.

        Returns:
            How many were read.

        Raises:
            CaptionerError: the index cannot be written.
        """
        found = (
            {str(path): _stamp(path) for path in sorted(folder.glob("*" + journal.SUFFIX))} if folder.is_dir() else {}
        )
        with self._connection() as database:
            # a full cache would lock readers out long before the commit
            database.execute("PRAGMA cache_spill = 0")
            known = dict(database.execute("SELECT path, stamp FROM session"))
            inside = f"{folder}/"
            _wait_for_turn(database)
            for path in known:
                if path not in found and (path.startswith(inside) or not Path(path).exists()):
                    _forget(database, path)
            read = 0
            for path, stamp in found.items():
                if cancelled():
                    break
                if known.get(path) != stamp:
                    read += _take_in(database, Path(path), stamp)
                    if read % _AT_ONCE == 0:
                        database.commit()
                        _wait_for_turn(database)
            return read

    def sessions(self) -> list[PastSession]:
        """All sessions with words, the newest first."""
        with self._connection() as database:
            rows = database.execute(f"SELECT {_COLUMNS} FROM session WHERE words > 0 ORDER BY started DESC, id DESC")
            return [_session(row) for row in rows]

    def search(self, text: str, cancelled: Callable[[], bool] = lambda: False) -> Iterator[Hit]:
        """Where all words of `text` were said in one utterance; the last may be the beginning of a word.

        Hits come as they are found, the newest session first, in the order of speech in each; the iterator ends early
        where `cancelled` says so.

        Raises:
            CaptionerError: the index cannot be used.
        """
        query = _query(text)
        if not query:
            return
        with self._connection() as database:
            database.set_progress_handler(cancelled, _LOOK_EVERY)
            try:
                for hit in islice(_hits(database, query), _HITS):
                    if cancelled():
                        return
                    yield hit
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_INTERRUPT:
                    raise

    def rename(self, session: PastSession, title: str) -> None:
        """Give a session a name; empty takes it away."""
        with self._connection() as database:
            database.execute("UPDATE session SET title = ? WHERE id = ?", (title.strip(), session.id))

    def correct(self, session: PastSession, corrected: TranscriptEntry, word_index: int, text: str | None) -> None:
        """Keep a correction by hand to a past session: the recognised word stays in its journal beside it.

        Args:
            corrected: the utterance with the correction in place; only its line of the index is written anew.
            word_index: counts the words of the utterance from 0.
            text: instead of the word; None takes a correction back.

        Raises:
            CaptionerError: its journal or the index cannot be written.
        """
        journal.amend(session.path, corrected.utterance, word_index, text)
        path = str(session.path)
        with self._connection() as database:
            database.execute(
                "UPDATE line SET raw = ?, cleaned = ? "
                "WHERE session = (SELECT id FROM session WHERE path = ?) AND utterance = ?",
                (*_texts(corrected), path, corrected.utterance),
            )
            database.execute("UPDATE session SET stamp = ? WHERE path = ?", (_stamp(session.path), path))

    def delete(self, session: PastSession) -> None:
        """Delete a session with its journal and the text that the command line writes beside it.

        Raises:
            ExportError: one of them cannot be deleted.
        """
        for path in (session.path, session.path.with_suffix(".txt")):
            try:
                path.unlink(missing_ok=True)
            except OSError as error:
                raise ExportError(
                    "{path} could not be deleted: {reason}.", path=path, reason=error.strerror or error
                ) from error
        with self._connection() as database:
            _forget(database, str(session.path))

    @staticmethod
    def read(session: PastSession) -> Transcript:
        """The record of a session.

        Raises:
            ExportError: its journal cannot be read.
        """
        return journal.recover(session.path).transcript

    @contextmanager
    def _connection(self) -> Iterator[sqlite3.Connection]:
        try:
            private.make_folder(self._path.parent)
            private.make_file(self._path)
            with closing(self._open()) as database, database:
                yield database
        except OSError as error:
            raise storage.failure(error, self._path) from error
        except sqlite3.Error as error:
            raise CaptionerError(
                "The history cannot be used ({reason}).",
                "If it stays so, delete {path}: the transcripts remain.",
                reason=error,
                path=self._path,
            ) from error

    def _open(self) -> sqlite3.Connection:
        try:
            database = self._prepared()
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                raise
            self._set_aside()
            return self._prepared()
        if self._is_checked:
            return database
        try:
            # damage behind the first page shows only where it is read: all of it is, once
            is_sound = database.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            if is_sound:
                database.execute("INSERT INTO line (line) VALUES ('integrity-check')")
                database.commit()
        except sqlite3.DatabaseError as error:
            if not _is_damage(error):
                database.close()
                raise
            is_sound = False
        self._is_checked = True
        if is_sound:
            return database
        database.close()
        titles = self._set_aside()
        database = self._prepared()
        _restore(database, titles)
        return database

    def _set_aside(self) -> dict[str, str]:
        """Rename an index that cannot be used; what can still be read of it: the journals and their titles."""
        titles: dict[str, str] = {}
        with suppress(sqlite3.Error), closing(sqlite3.connect(self._path, timeout=10)) as database:
            for path, title in database.execute("SELECT path, title FROM session NOT INDEXED"):
                titles[str(path)] = str(title)
        names = (self._path.with_name(f"{self._path.name}.set-aside-{number}") for number in count(1))
        aside = next(path for path in names if not path.exists())
        _LOG.warning("the history's index cannot be used; it is kept as %s and made anew", aside)
        self._path.rename(aside)
        private.make_file(self._path)
        return titles

    def _prepared(self) -> sqlite3.Connection:
        database = sqlite3.connect(self._path, timeout=10)
        try:
            if _version(database) != _VERSION:
                # another thread or program may be making the tables at this moment: one at a time
                database.execute("BEGIN IMMEDIATE")
                version = _version(database)
                if version > _VERSION:
                    database.close()
                    titles = self._set_aside()
                    database = self._prepared()
                    _restore(database, titles)
                elif version < _VERSION:
                    _make(database, known=version > 0)
                if database.in_transaction:  # also where another made them first: the lock must not stay
                    database.commit()
        except sqlite3.Error:
            database.close()
            raise
        return database


def _wait_for_turn(database: sqlite3.Connection) -> None:
    """Begin to write. The full-text table cannot even be opened while another commits, and does not wait by itself."""
    database.execute("BEGIN IMMEDIATE")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _make(database: sqlite3.Connection, *, known: bool) -> None:
    """Empty tables of this version; of `known` sessions only the titles stay, the next update reads them anew."""
    titles = dict(database.execute("SELECT path, title FROM session")) if known else {}
    for statement in ("DROP TABLE IF EXISTS session", "DROP TABLE IF EXISTS line", *_SCHEMA.split(";")):
        database.execute(statement)
    database.executemany(
        # no journal has this stamp
        "INSERT INTO session (path, stamp, started, source, title, words, seconds) VALUES (?, '', '', '', ?, 0, 0)",
        titles.items(),
    )
    database.execute(f"PRAGMA user_version = {_VERSION}")


def _hits(database: sqlite3.Connection, query: str) -> Iterator[Hit]:
    """What matches, session by session.

    The lines of a session lie side by side, so that FTS5 looks at nothing else for them: the first hits come at once,
    where sorting all of them took as long as the commonest word has lines.
    """
    sessions = database.execute(
        f"SELECT {_COLUMNS}, first_line, last_line FROM session WHERE words > 0 ORDER BY started DESC, id DESC"
    ).fetchall()
    for *columns, first, last in sessions:
        rows = database.execute(
            "SELECT utterance, start, cleaned, raw FROM line "
            "WHERE line MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid",
            (query, first, last),
        )
        for utterance, start, cleaned, raw in rows:
            yield Hit(_session(tuple(columns)), utterance, start, cleaned or raw)


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether the file is at fault, and not a lock, a full disk or the rights."""
    return error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def _restore(database: sqlite3.Connection, titles: dict[str, str]) -> None:
    """Take the journals in again that an index knew, under the titles that the user gave them."""
    for path, title in titles.items():
        with suppress(OSError):
            if _take_in(database, Path(path), _stamp(Path(path))):
                database.execute("UPDATE session SET title = ? WHERE path = ?", (title, path))
    database.commit()


_COLUMNS = "id, path, started, source, title, words, seconds, opening"


def _session(row: tuple[Any, ...]) -> PastSession:
    number, path, started, source, title, words, length, opening = row
    return PastSession(number, Path(path), started, source, title, words, length, opening)


def _stamp(path: Path) -> str:
    """Changes when the file does."""
    state = path.stat()
    return f"{state.st_size}:{state.st_mtime_ns}"


def _forget(database: sqlite3.Connection, path: str) -> None:
    database.execute("DELETE FROM line WHERE session IN (SELECT id FROM session WHERE path = ?)", (path,))
    database.execute("DELETE FROM session WHERE path = ?", (path,))


def _take_in(database: sqlite3.Connection, path: Path, stamp: str) -> int:
    """Index a journal; 0 where it cannot be read."""
    database.execute("SAVEPOINT one")
    try:
        _index(database, path, stamp, journal.recover(path).transcript)
    except (ExportError, ValueError, OverflowError, RecursionError) as error:
        # one file must not keep the others out
        database.execute("ROLLBACK TO one")
        _LOG.warning("%s is not in the history: %s", path, error)
        return 0
    finally:
        database.execute("RELEASE one")
    return 1


def _index(database: sqlite3.Connection, path: Path, stamp: str, transcript: Transcript) -> None:
    title = database.execute("SELECT title FROM session WHERE path = ?", (str(path),)).fetchone()
    _forget(database, str(path))
    entries = [entry for entry in transcript.read() if entry.words]
    words = sum(len(entry.words) for entry in entries)
    length = seconds(entries[-1].words[-1].word.end - entries[0].words[0].word.start) if entries else 0.0
    info = transcript.info
    number = database.execute(
        "INSERT INTO session (path, stamp, started, source, title, words, seconds) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (str(path), stamp, info.started, info.source, title[0] if title else "", words, length),
    ).lastrowid
    database.executemany(
        "INSERT INTO line (raw, cleaned, session, utterance, start) VALUES (?, ?, ?, ?, ?)",
        ((*_texts(entry), number, entry.utterance, seconds(entry.words[0].word.start)) for entry in entries),
    )
    last = database.execute("SELECT max(rowid) FROM line").fetchone()[0] or 0
    database.execute(
        "UPDATE session SET opening = ?, first_line = ?, last_line = ? WHERE id = ?",
        (_opening(entries), last - len(entries) + 1, last, number),
    )


def _opening(entries: list[TranscriptEntry]) -> str:
    """The first words, as they were meant; as they were said where nothing of them is left."""
    text = ""
    for entry in entries:
        raw, cleaned = _texts(entry)
        text = f"{text} {cleaned or raw}".strip()
        if len(text) > _OPENING:
            cut = text[: _OPENING + 1].rpartition(" ")[0] or text[:_OPENING]
            return cut.rstrip(" ,;:") + " …"
    return text


def _texts(entry: TranscriptEntry) -> tuple[str, str]:
    """What is searched of an utterance: as it was said, and as it was meant."""
    return (
        wording.text(wording.words(entry.words, View.SAID)),
        wording.text(wording.words(entry.words, View.CLEANED)),
    )


def _query(text: str) -> str:
    """What a person types as an FTS5 query in which nothing is an operator."""
    words = ["".join(letter for letter in word if letter.isalnum() or letter in "'’-") for word in text.split()]
    quoted = [f'"{word}"' for word in words if any(letter.isalnum() for letter in word)]
    return " ".join(quoted) + "*" if quoted else ""
