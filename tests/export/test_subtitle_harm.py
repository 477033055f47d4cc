"""No word of a transcript is acted on by a player."""

from __future__ import annotations

from captioner.export import formats as export
from captioner.export.formats import Format
from captioner.messages import CaptionUpdate
from captioner.record.transcript import Transcript
from tests.strategies import spoken


def test_no_word_is_acted_on() -> None:
    transcript = Transcript()
    transcript.append(CaptionUpdate(0, spoken("<script>x {\\an8}y \x1b[31mred a<b"), (), True))
    for file_format in (Format.SRT, Format.VTT):
        text = export.render(transcript, file_format)
        assert "\x1b" not in text
        assert "<script" not in text
    srt = export.render(transcript, Format.SRT)
    assert "{\\an8" not in srt
    assert "script>x" in srt
