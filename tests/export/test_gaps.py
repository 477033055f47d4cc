"""Where there was no sound, every format says so, with the length."""

from __future__ import annotations

from pathlib import Path

import pytest

from captioner.export import formats as export
from captioner.export.formats import Format, Options, Span
from captioner.messages import SAMPLE_RATE, CaptionUpdate, GapKind, SoundGap
from captioner.record.transcript import Transcript
from tests.strategies import spoken


def gappy() -> Transcript:
    """Words from 0 s, 12 s without sound from 5 s on, words from 17 s, a pause of an hour at the end."""
    transcript = Transcript()
    transcript.append(CaptionUpdate(0, spoken("before it"), (), True))
    transcript.mark(SoundGap(5 * SAMPLE_RATE, 17 * SAMPLE_RATE))
    transcript.append(CaptionUpdate(1, spoken("after it", start=17 * SAMPLE_RATE), (), True))
    transcript.mark(SoundGap(20 * SAMPLE_RATE, 3620 * SAMPLE_RATE, GapKind.PAUSED))
    return transcript


MARKS = ["[sound missing: 12 s]", "[paused: 1:00:00]"]


@pytest.mark.parametrize("file_format", [each for each in Format if each is not Format.JSON])
def test_a_mark_stands_between_the_words(file_format: Format) -> None:
    text = export.render(gappy(), file_format).replace("\\", "")
    places = [text.index(part) for part in ("before it", MARKS[0], "after it", MARKS[1])]
    assert places == sorted(places)


def test_a_mark_is_a_cue_in_the_silence() -> None:
    text = export.render(gappy(), Format.SRT)
    assert "00:00:05,000 --> 00:00:12,000\n[sound missing: 12 s]" in text


def test_json_gives_gaps_back(tmp_path: Path) -> None:
    path = tmp_path / "talk.json"
    export.write(gappy(), path)
    assert list(export.read_json(path).gaps) == list(gappy().gaps)
    path.write_text(path.read_text().replace('"gaps"', '"of a newer version"'))
    assert not export.read_json(path).gaps, "a file of an older version"


def test_a_range_takes_the_gaps_that_reach_into_it() -> None:
    text = export.render(gappy(), Format.TXT, Options(span=Span(16.0, 19.0)))
    assert text == "[sound missing: 12 s]\nafter it\n"
    assert MARKS[0] not in export.render(gappy(), Format.TXT, Options(span=Span(0.0, 5.0)))


@pytest.mark.parametrize("gap", [SoundGap(9, 9), SoundGap(0, 8)])
def test_gaps_come_in_order_and_have_a_length(gap: SoundGap) -> None:
    transcript = Transcript()
    transcript.mark(SoundGap(5, 9))
    with pytest.raises(ValueError, match="gap"):
        transcript.mark(gap)
