"""No word of a transcript is acted on by a player, a browser or a terminal."""

from __future__ import annotations

import json
import re

import pytest

from captioner.export import formats as export
from captioner.export.formats import Format, Options
from captioner.messages import CaptionUpdate, View
from captioner.record.transcript import SessionInfo, Transcript
from tests.strategies import spoken

ESCAPES = "\x1b[31m \x9b5m \x07 a\x08\x00b"
CONTROLS = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]")
"""All but the line feed."""


def harmful() -> Transcript:
    transcript = Transcript(SessionInfo(source=f"talk{ESCAPES}.wav", started=f"2026{ESCAPES}"))
    transcript.append(CaptionUpdate(0, spoken(f"<script>x {{\\an8}}y {ESCAPES} um|h a<b"), (), True))
    return transcript


@pytest.mark.parametrize("view", View)
@pytest.mark.parametrize("file_format", Format)
def test_no_word_is_acted_on(file_format: Format, view: View) -> None:
    text = export.render(harmful(), file_format, Options(view))
    if file_format is Format.TSV:
        assert {line.count("\t") for line in text.splitlines()} == {2}
        text = text.replace("\t", "")
    assert not CONTROLS.search(text)
    if file_format not in (Format.TXT, Format.TSV, Format.JSON):
        assert "<script" not in text.replace("\\<", "")
    if file_format is Format.SRT:
        assert "{\\an8" not in text
        assert "script>x" in text


def test_json_keeps_what_others_leave_out() -> None:
    words = json.loads(export.render(harmful(), Format.JSON))["utterances"][0]["words"]
    assert "".join(word["text"] for word in words).count("\x9b5m") == 1
