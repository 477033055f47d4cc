"""What is known of a recording once it has been read."""

from __future__ import annotations

from datetime import datetime

from captioner.messages import CaptionUpdate
from captioner.record.recording_transcript import RecordingTranscript
from tests.strategies import spoken


def test_the_language_is_that_of_most_words() -> None:
    read = RecordingTranscript("talk.mp3", "base")
    read.take(CaptionUpdate(0, spoken("yes"), (), True, language="en"))
    read.take(CaptionUpdate(1, spoken("ja genau so"), (), True, language="de"))
    read.take(CaptionUpdate(2, (), (), True))
    info = read.end("disfluency-{}".format).info
    assert (info.source, info.speech_model, info.language) == ("talk.mp3", "base", "de")
    assert info.disfluency_model == "disfluency-de"
    assert datetime.fromisoformat(info.started).utcoffset() is not None


def test_silence_has_no_language() -> None:
    assert RecordingTranscript("talk.mp3", "base").end(str).info.language == ""
