"""The tables of the history's index: adds journals, and returns sessions and lines."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import Any

from captioner import log
from captioner.captions import wording
from captioner.errors import ExportError
from captioner.messages import TranscriptEntry, View, seconds
from captioner.record import journal
from captioner.record.past_session import Hit, PastSession
from captioner.record.transcript import Transcript

_LOG = log.get(__name__)
VERSION = 2
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
_COLUMNS = "id, path, started, source, title, words, seconds, opening"
_COLUMNS_OF_SESSION = ", ".join(f"session.{name}" for name in _COLUMNS.split(", "))
_OPENING = 90
"""Characters kept of a session's first words."""


def wait_for_turn(database: sqlite3.Connection) -> None:
    """Begin to write. The full-text table cannot be opened while another connection commits, and does not wait by
    itself."""
    database.execute("BEGIN IMMEDIATE")


def version_of(database: sqlite3.Connection) -> int:
    """The version of the tables; 0 where there are none."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def make(database: sqlite3.Connection, *, known: bool) -> None:
    """Make empty tables of this version; only the titles of `known` sessions stay, and the next update reads them
    again."""
    titles = dict(database.execute("SELECT path, title FROM session")) if known else {}
    for statement in ("DROP TABLE IF EXISTS session", "DROP TABLE IF EXISTS line", *_SCHEMA.split(";")):
        database.execute(statement)
    database.executemany(
        # no journal has this stamp, so it is read again
        "INSERT INTO session (path, stamp, started, source, title, words, seconds) VALUES (?, '', '', '', ?, 0, 0)",
        titles.items(),
    )
    database.execute(f"PRAGMA user_version = {VERSION}")


def sessions(database: sqlite3.Connection) -> list[PastSession]:
    """All sessions with words, the newest first."""
    rows = database.execute(f"SELECT {_COLUMNS} FROM session WHERE words > 0 ORDER BY started DESC, id DESC")
    return [_session(row) for row in rows]


def hits(database: sqlite3.Connection, query: str, most: int) -> Iterator[Hit]:
    """The hits, at most `most`, the newest session first.

    If there are fewer, one query finds and sorts them. A query for each of 1,000 sessions took 20 ms of computing for a
    rare or unknown word, and 55 ms for a common and a rare one together. If there are more, each session has its own
    query: its lines lie side by side, so FTS5 reads nothing else, and the first hits come at once. Sorting all hits
    would take time in proportion to the lines of the commonest word.
    """
    first = database.execute("SELECT rowid FROM line WHERE line MATCH ? LIMIT ?", (query, most + 1)).fetchall()
    if len(first) > most:
        yield from islice(_hits_by_session(database, query), most)
        return
    marks = ", ".join("?" * len(first))
    rows = database.execute(
        f"SELECT {_COLUMNS_OF_SESSION}, utterance, start, cleaned, raw "
        "FROM line JOIN session ON session.id = line.session "
        f"WHERE line.rowid IN ({marks}) ORDER BY started DESC, session.id DESC, line.rowid",
        [number for (number,) in first],
    )
    for *columns, utterance, start, cleaned, raw in rows:
        yield Hit(_session(tuple(columns)), utterance, start, cleaned or raw)


def _hits_by_session(database: sqlite3.Connection, query: str) -> Iterator[Hit]:
    found = database.execute(
        f"SELECT {_COLUMNS}, first_line, last_line FROM session WHERE words > 0 ORDER BY started DESC, id DESC"
    ).fetchall()
    for *columns, first, last in found:
        rows = database.execute(
            "SELECT utterance, start, cleaned, raw FROM line "
            "WHERE line MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid",
            (query, first, last),
        )
        for utterance, start, cleaned, raw in rows:
            yield Hit(_session(tuple(columns)), utterance, start, cleaned or raw)


def restore(database: sqlite3.Connection, titles: dict[str, str]) -> None:
    """Add the journals that an old index knew, under the titles that the user gave them."""
    for path, title in titles.items():
        with suppress(OSError):
            if take_in(database, Path(path), stamp(Path(path))):
                database.execute("UPDATE session SET title = ? WHERE path = ?", (title, path))
    database.commit()


def _session(row: tuple[Any, ...]) -> PastSession:
    number, path, started, source, title, words, length, opening = row
    return PastSession(number, Path(path), started, source, title, words, length, opening)


def stamp(path: Path) -> str:
    """Changes when the file does."""
    state = path.stat()
    return f"{state.st_size}:{state.st_mtime_ns}"


def forget(database: sqlite3.Connection, path: str) -> None:
    """Remove a journal from the index."""
    database.execute("DELETE FROM line WHERE session IN (SELECT id FROM session WHERE path = ?)", (path,))
    database.execute("DELETE FROM session WHERE path = ?", (path,))


def take_in(database: sqlite3.Connection, path: Path, stamp: str) -> int:
    """Index a journal; 0 where it cannot be read."""
    database.execute("SAVEPOINT one")
    try:
        _index(database, path, stamp, journal.recover(path).transcript)
    except (ExportError, ValueError, OverflowError, RecursionError) as error:
        # one file must not block the others
        database.execute("ROLLBACK TO one")
        _LOG.warning("%s is not in the history: %s", path, error)
        return 0
    finally:
        database.execute("RELEASE one")
    return 1


def _index(database: sqlite3.Connection, path: Path, stamp: str, transcript: Transcript) -> None:
    title = database.execute("SELECT title FROM session WHERE path = ?", (str(path),)).fetchone()
    forget(database, str(path))
    entries = [entry for entry in transcript.read() if entry.words]
    words = sum(entry.word_count for entry in entries)
    length = seconds(entries[-1].words[-1].word.end - entries[0].words[0].word.start) if entries else 0.0
    info = transcript.info
    number = database.execute(
        "INSERT INTO session (path, stamp, started, source, title, words, seconds) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (str(path), stamp, info.started, info.source, title[0] if title else "", words, length),
    ).lastrowid
    database.executemany(
        "INSERT INTO line (raw, cleaned, session, utterance, start) VALUES (?, ?, ?, ?, ?)",
        ((*texts(entry), number, entry.utterance, seconds(entry.words[0].word.start)) for entry in entries),
    )
    last = database.execute("SELECT max(rowid) FROM line").fetchone()[0] or 0
    database.execute(
        "UPDATE session SET opening = ?, first_line = ?, last_line = ? WHERE id = ?",
        (_opening(entries), last - len(entries) + 1, last, number),
    )


def _opening(entries: list[TranscriptEntry]) -> str:
    """The first words, cleaned; as they were said if nothing is left of them."""
    text = ""
    for entry in entries:
        raw, cleaned = texts(entry)
        text = f"{text} {cleaned or raw}".strip()
        if len(text) > _OPENING:
            cut = text[: _OPENING + 1].rpartition(" ")[0] or text[:_OPENING]
            return cut.rstrip(" ,;:") + " …"
    return text


def texts(entry: TranscriptEntry) -> tuple[str, str]:
    """The searchable texts of an utterance: as it was said, and cleaned."""
    return (
        wording.text(wording.words(entry.words, View.SAID)),
        wording.text(wording.words(entry.words, View.CLEANED)),
    )


def query_of(text: str) -> str:
    """The user's input as an FTS5 query without operators."""
    words = ["".join(letter for letter in word if letter.isalnum() or letter in "'’-") for word in text.split()]
    quoted = [f'"{word}"' for word in words if any(letter.isalnum() for letter in word)]
    return " ".join(quoted) + "*" if quoted else ""
