"""JSON: all details of every word, in any view; the only format that can be read back.

    {"format": "captioner-transcript", "version": 1,
     "started": ISO 8601, "source": str, "speech_model": str, "disfluency_model": str, "language": str,
     "removed_labels": [label, ...],          the labels that make a word `removed`
     "gaps": [                                where there was no sound
       {"start": s, "end": s, "kind": "missing" | "paused"}],
     "utterances": [
       {"utterance": int,                     counts from 0; numbers of utterances without words are missing
        "start": s, "end": s,                 seconds since the session began
        "complete": bool,                     the utterance has ended
        "new_speaker": true,                  only where somebody else speaks than before it
        "channel": "mic" | "system",          only where both are heard as one session
        "speaker": str,                       what that channel is called, such as "Me"; only with it
        "said": str, "cleaned": str,          both texts, corrected by hand where that was done
        "words": [
          {"text": str,                       as it is read: corrected by hand where that was done; a comma or full
                                              stop alone belongs to the word before it and was heard later
           "recognised": str,                 only where the text was corrected
           "start": s, "end": s,
           "probability": 0 to 1,             of the recogniser
           "label": "fluent" | "filled_pause" | "discourse_marker" | "interregnum" | "reparandum",
           "label_probability": 0 to 1,
           "state": "kept" | "removed"}]}]}

A range selects whole words; the texts of an utterance are those within the range.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from captioner.captions import wording
from captioner.captions.wording import ShownWord
from captioner.errors import ExportError
from captioner.export.document import Document, Options
from captioner.labels import DISFLUENT
from captioner.messages import (
    SAMPLE_RATE,
    Channel,
    GapKind,
    Label,
    LabelledWord,
    SoundGap,
    TranscriptEntry,
    View,
    Word,
    seconds,
)
from captioner.record.transcript import Place, SessionInfo, Transcript

_FORMAT = "captioner-transcript"
_VERSION = 1
_CONTROLS = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
"""Control characters that `json` does not escape, though a terminal interprets them."""
_LABELS = {label.term: label for label in Label}


def render(document: Document) -> str:
    """The transcript as JSON."""
    utterances = [_utterance(document, entry) for entry in document.transcript.read()]
    content = {
        "format": _FORMAT,
        "version": _VERSION,
        **asdict(document.info),
        "removed_labels": [label.term for label in Label if label in document.options.removed],
        "gaps": [
            {"start": round(seconds(gap.start), 6), "end": round(seconds(gap.end), 6), "kind": gap.kind.value}
            for gap in document.gaps()
        ],
        "utterances": [utterance for utterance in utterances if utterance["words"]],
    }
    text = json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    return _CONTROLS.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def _utterance(document: Document, entry: TranscriptEntry) -> dict[str, Any]:
    removed = document.options.removed
    words = [
        _word(document, word, Place(entry.utterance, index))
        for index, word in enumerate(entry.words)
        if document.shows(word.word)
    ]
    texts = {}
    for view in (View.SAID, View.CLEANED):
        shown = wording.words(entry.words, view, removed, is_complete=entry.is_complete)
        texts[view.value] = _text(document, shown)
    return {
        "utterance": entry.utterance,
        "start": words[0]["start"] if words else 0,
        "end": max(word["end"] for word in words) if words else 0,
        "complete": entry.is_complete,
        **({"new_speaker": True} if entry.is_new_speaker else {}),
        **({"channel": entry.channel.value, "speaker": document.speaker(entry.channel)} if entry.channel else {}),
        **texts,
        "words": words,
    }


def _text(document: Document, shown: Sequence[ShownWord]) -> str:
    return wording.text(word for word in shown if document.shows(word.source.word))


def _word(document: Document, word: LabelledWord, place: Place) -> dict[str, Any]:
    is_corrected = place in document.transcript.corrections
    recognised = document.transcript.recognised(place).word.text
    return {
        "text": word.word.text,
        **({"recognised": recognised} if is_corrected else {}),
        # 6 decimals are exact to the sample at 16 kHz.
        "start": round(seconds(word.word.start), 6),
        "end": round(seconds(word.word.end), 6),
        "probability": float(word.word.probability),
        "label": word.label.term,
        "label_probability": float(word.probability),
        "state": "removed" if word.label in document.options.removed & DISFLUENT else "kept",
    }


def parse(text: str) -> tuple[Transcript, Options]:
    """Read a rendered transcript: the recognised words, the corrections, and the removed labels.

    Raises:
        ExportError: it is not such a file, or it is damaged.
    """
    try:
        content = json.loads(text)
        if not isinstance(content, dict) or content["format"] != _FORMAT:
            raise ExportError("This JSON file is not a transcript of Captioner.")
        if content["version"] != _VERSION:
            raise ExportError(
                "This transcript was written by another version of Captioner.", "Open it with the newest one."
            )
        transcript = Transcript(SessionInfo(**{name: str(content.get(name, "")) for name in asdict(SessionInfo())}))
        for utterance in content["utterances"]:
            words = tuple(_read_word(word) for word in utterance["words"])
            number = int(utterance["utterance"])
            channel = Channel(utterance.get("channel", ""))
            is_new = utterance.get("new_speaker") is True
            transcript.add(TranscriptEntry(number, words, bool(utterance["complete"]), channel, is_new))
            for index, word in enumerate(utterance["words"]):
                if "recognised" in word:
                    transcript.correct(number, index, str(word["text"]))
        for gap in content.get("gaps", []):
            start, end = (round(float(gap[name]) * SAMPLE_RATE) for name in ("start", "end"))
            transcript.mark(SoundGap(start, end, GapKind(gap["kind"])))
        removed = frozenset(_LABELS[name] for name in content["removed_labels"])
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise ExportError("This file is not a whole transcript of Captioner.") from error
    return transcript, Options(removed=removed)


def _read_word(word: dict[str, Any]) -> LabelledWord:
    start, end = (round(float(word[name]) * SAMPLE_RATE) for name in ("start", "end"))
    spoken = Word(str(word.get("recognised", word["text"])), start, end, float(word["probability"]))
    return LabelledWord(spoken, _LABELS[word["label"]], float(word["label_probability"]))
