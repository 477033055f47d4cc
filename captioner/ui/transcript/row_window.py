"""Chooses the rows of a long transcript that a view holds: a stretch that moves with the reader."""

from __future__ import annotations

MOST = 800
"""Most rows held, about 50 minutes of speech: memory and the time to change the view do not grow beyond that."""
SLACK = 50
"""Rows beyond that before some are removed, so that most updates remove none."""
STEP = 200
"""Rows that are added when the reader reaches an edge of the stretch."""


def whole(rows: range, total: int) -> bool:
    """Whether the stretch holds the end of the transcript."""
    return rows.stop >= total


def at_end(total: int) -> range:
    """The stretch of a reader at the end."""
    return range(max(0, total - MOST), total)


def around(row: int, total: int) -> range:
    """The stretch with a row in its middle."""
    start = max(0, min(row - MOST // 2, total - MOST))
    return range(start, min(total, start + MOST))


def grown(rows: range, total: int, *, follows: bool) -> range:
    """The stretch after rows were added to the transcript.

    Args:
        follows: the reader is at the end and stays there; otherwise the stretch only fills up, and nothing above the
            reader is removed.
    """
    if follows:
        return range(total - MOST if total - rows.start > MOST + SLACK else rows.start, total)
    return range(rows.start, min(total, max(rows.stop, rows.start + MOST)))


def earlier(rows: range) -> range:
    """The stretch for a reader who has come to its beginning."""
    start = max(0, rows.start - STEP)
    return range(start, min(rows.stop, start + MOST))


def later(rows: range, total: int) -> range:
    """The stretch for a reader who has come to its end."""
    stop = min(total, rows.stop + STEP)
    return range(max(rows.start, stop - MOST), stop)
