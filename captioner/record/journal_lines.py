"""The lines of a journal: one JSON event each.

The first describes the session:
`{"format": "captioner-journal", "version": 2, "word_fields": [...]}` with the fields of `SessionInfo`. Then one line
for each event: `{"utterance": 0, "words": [[...], ...], "ended": false, "channel": "mic"}`, where a word has the
fields that `word_fields` names, in that order, with times in samples at 16 kHz, `channel` is there only where two
sources were heard, and `"new_speaker": true` only where the utterance begins with another speaker;
`{"correct": [utterance, word index, text or null]}`, `{"gap": [start, end, kind]}` where there was no sound, and
`{"finished": true}` as the last one. A correction after the session is appended, and the same last line again behind
it. In version 1 the words have today's first six fields, and the header does not name them. A reader skips events and
fields that it does not know.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from captioner.errors import ExportError
from captioner.messages import CaptionUpdate, Channel, GapKind, Label, LabelledWord, SoundGap, TranscriptEntry, Word
from captioner.record.transcript import SessionInfo, Transcript

FORMAT = "captioner-journal"
_VERSION = 2
_FIRST_VERSION = 1
"""Its header names no fields of a word; they are `_WORD_FIELDS` in that order."""
_WORD_FIELDS = ("text", "start", "end", "probability", "label", "label_probability")
FINISHED = '{"finished": true}\n'


def header(info: SessionInfo) -> bytes:
    """The first line of a session's journal."""
    return line({"format": FORMAT, "version": _VERSION, "word_fields": _WORD_FIELDS, **asdict(info)})


def read_header(first: bytes, path: Path) -> tuple[SessionInfo, Sequence[str]]:
    """The session in a journal's first line, and the names of a word's fields, in their order.

    Raises:
        ExportError: it is no journal, or one of another version.
    """
    found = parsed(first)
    if found is None or found.get("format") != FORMAT:
        raise ExportError("{path} is not a journal of Captioner.", path=path)
    if found.get("version") not in (_FIRST_VERSION, _VERSION):
        raise ExportError(
            "{path} was written by another version of Captioner.", "Open it with the newest one.", path=path
        )
    info = SessionInfo(**{name: str(found.get(name, "")) for name in asdict(SessionInfo())})
    return info, _word_fields(found, path)


def settled(update: CaptionUpdate) -> bytes:
    """The settled words as a line."""
    words = [
        [w.word.text, w.word.start, w.word.end, float(w.word.probability), w.label.value, float(w.probability)]
        for w in update.settled
    ]
    event: dict[str, object] = {"utterance": update.utterance, "words": words, "ended": update.utterance_ended}
    if update.channel:
        event["channel"] = update.channel.value
    if update.is_new_speaker:
        event["new_speaker"] = True
    return line(event)


def line(event: dict[str, object]) -> bytes:
    """An event as a line."""
    return (json.dumps(event, ensure_ascii=False) + "\n").encode("utf-8", errors="replace")


def parsed(line: bytes) -> dict[str, object] | None:
    """The event of a line; None where it is damaged."""
    try:
        event = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return event if isinstance(event, dict) else None


def apply(event: dict[str, object], fields: Sequence[str], transcript: Transcript) -> bool:
    """Add an event to the record; returns whether it could be read."""
    try:
        if "correct" in event:
            utterance, index, text = _listed(event["correct"])
            transcript.correct(int(str(utterance)), int(str(index)), None if text is None else str(text))
        elif "utterance" in event:
            words = tuple(_word(dict(zip(fields, _listed(word), strict=True))) for word in _listed(event["words"]))
            channel = Channel(str(event.get("channel", "")))
            number, has_ended, is_new = int(str(event["utterance"])), bool(event.get("ended")), event.get("new_speaker")
            transcript.add(TranscriptEntry(number, words, has_ended, channel, is_new is True))
        elif "gap" in event:
            start, end, kind = (str(field) for field in _listed(event["gap"]))
            transcript.mark(SoundGap(int(start), int(end), GapKind(kind)))
        return True
    except (KeyError, ValueError, TypeError, OverflowError):
        return False


def _listed(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _word_fields(header: dict[str, object], path: Path) -> Sequence[str]:
    """The names of a word's fields, in their order."""
    if header.get("version") == _FIRST_VERSION:
        return _WORD_FIELDS
    found = header.get("word_fields")
    names = [str(name) for name in found] if isinstance(found, list) else []
    if not set(_WORD_FIELDS) <= set(names):
        raise ExportError("{path} is not a whole journal of Captioner.", path=path)
    return names


def _word(fields: Mapping[str, object]) -> LabelledWord:
    text, start, end, probability, label, certainty = (str(fields[name]) for name in _WORD_FIELDS)
    return LabelledWord(Word(text, int(start), int(end), float(probability)), Label(label), float(certainty))
