"""Files that anybody may have written: an error in a sentence or what can be read of them, and never anything else.

`scripts/fuzz MINUTES` runs these for as long as is wanted, led by what they reach.
"""

from __future__ import annotations

import json
import re
import wave
from functools import cache
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.audio.file import FileSource
from captioner.export import formats as export
from captioner.export.formats import Format, Options
from captioner.labels import DISFLUENT
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Label, LabelledWord, SoundGap, View, Word
from captioner.models.manifest import read_manifest
from captioner.record import journal
from captioner.record.journal import Journal
from captioner.record.transcript import SessionInfo, Transcript
from captioner.settings import file as settings_file
from captioner.speech.whisper import model_check
from tests.fuzz.inputs import in_a_sentence, mutated, replaced, scratch
from tests.speech.whisper import small_weights
from tests.strategies import spoken


@cache
def journal_bytes() -> bytes:
    book = Journal(scratch() / "whole.jsonl", SessionInfo(started="2026-03-01T09:30:05+01:00", source="Röde"))
    book.append(CaptionUpdate(0, spoken("We um/h left."), (), True))
    book.mark(SoundGap(90_000, 190_000))
    book.append(CaptionUpdate(1, spoken("It rained."), (), True))
    book.correct(1, 0, "He")
    book.close()
    content = book.path.read_bytes()
    book.path.unlink()
    return content


@given(st.data())
def test_journals(data: st.DataObject) -> None:
    folder = scratch()
    whole = journal_bytes()
    path = folder / "journal.jsonl"
    lines = whole.splitlines()
    if data.draw(st.booleans()):
        path.write_bytes(data.draw(mutated(whole)))
    else:
        number = data.draw(st.integers(0, len(lines) - 1))
        lines[number] = json.dumps(data.draw(replaced(json.loads(lines[number])))).encode()
        path.write_bytes(b"\n".join(lines))

    def read() -> None:
        found = journal.recover(path).transcript
        for file_format in Format:
            export.render(found, file_format)

    in_a_sentence(read)
    journal.unfinished(folder)


@given(st.data())
def test_transcripts_in_json(data: st.DataObject) -> None:
    folder = scratch()
    transcript = Transcript(SessionInfo(source="talk.wav"))
    transcript.append(CaptionUpdate(0, spoken("We um/h left."), (), True))
    transcript.mark(SoundGap(90_000, 190_000))
    whole = export.render(transcript, Format.JSON)
    path = folder / "talk.json"
    if data.draw(st.booleans()):
        path.write_bytes(data.draw(mutated(whole.encode())))
    else:
        path.write_text(json.dumps(data.draw(replaced(json.loads(whole)))), encoding="utf-8")
    in_a_sentence(lambda: export.read_json(path))


@given(st.data())
def test_settings(data: st.DataObject) -> None:
    folder = scratch()
    whole = {"speech": {"model": "base", "pause_s": 0.5}, "general": {"view": "raw"}, "shortcuts": {"start": "F9"}}
    path = folder / "settings.json"
    if data.draw(st.booleans()):
        path.write_bytes(data.draw(mutated(json.dumps(whole).encode())))
    else:
        path.write_text(json.dumps(data.draw(replaced(whole))), encoding="utf-8")
    loaded = settings_file.load(path)
    settings_file.save(loaded.settings, path)
    assert settings_file.load(path).settings == loaded.settings


@given(st.data())
def test_model_folders(data: st.DataObject) -> None:
    folder = scratch()
    model = folder / "model"
    model.mkdir(exist_ok=True)
    manifest = {"format": 1, "name": "x", "kind": "speech", "languages": ["en"], "licence": "", "figures": {}}
    files: dict[str, Any] = {
        "manifest.json": {**manifest, "files": {"../x": "0"}, "properties": {"beam_size": 2, "padding_s": 0.5}},
        "config.json": {"alignment_heads": [[1, 3]], "suppress_ids": [0, 2], "lang_ids": [2]},
        "tokenizer.json": {"model": {"vocab": {"a": 0, "b": 1}}, "added_tokens": [{"id": 2, "content": "<|end|>"}]},
        "vocabulary.json": ["a", "b", "<|end|>"],
    }
    name = data.draw(st.sampled_from(sorted(files)))
    files[name] = data.draw(replaced(files[name]))
    for file, content in files.items():
        (model / file).write_text(json.dumps(content), encoding="utf-8")
    small_weights.write(model)
    if data.draw(st.booleans()):
        weights = model / "model.bin"
        # the numbers and names stand at the beginning
        whole = weights.read_bytes()
        weights.write_bytes(data.draw(mutated(whole[:200])) + whole[200:])
    in_a_sentence(lambda: read_manifest(model))
    in_a_sentence(lambda: model_check.check(model))


def _wav() -> bytes:
    buffer = BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes((np.sin(np.arange(400) / 5) * 9000).astype(np.int16).tobytes())
    return buffer.getvalue()


def _encoded(container: str, codec: str) -> bytes:
    buffer = BytesIO()
    with av.open(buffer, "w", format=container) as file:
        stream = file.add_stream(codec, rate=SAMPLE_RATE, layout="mono")
        sound = (np.sin(np.arange(800) / 5) * 9000).astype(np.int16)[None, :]
        frame = av.AudioFrame.from_ndarray(sound, format="s16", layout="mono")
        frame.sample_rate, frame.pts = SAMPLE_RATE, 0
        file.mux(stream.encode(frame))
        file.mux(stream.encode(None))
    return buffer.getvalue()


SOUNDS = {"wav": _wav(), "flac": _encoded("flac", "flac"), "mkv": _encoded("matroska", "pcm_s16le")}


@pytest.mark.filterwarnings("ignore")
@given(st.data())
def test_recordings(data: st.DataObject) -> None:
    folder = scratch()
    ending = data.draw(st.sampled_from(sorted(SOUNDS)))
    path = folder / f"talk.{ending}"
    path.write_bytes(data.draw(mutated(SOUNDS[ending])))

    def read() -> None:
        source = FileSource(path, paced=False)
        try:
            source.open()
            position = -1
            # a clock that was set may make an hour of silence: a minute is enough to see
            while (chunk := source.read(0.0)) is not None and chunk.end < 60 * SAMPLE_RATE:
                assert chunk.start >= position
                assert np.isfinite(chunk.samples).all()
                position = chunk.end
        finally:
            source.close()

    in_a_sentence(read)


class _Tags(HTMLParser):
    """The elements of a page, and whether there is anything that a browser would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note it."""
        self.found.add(tag)
        assert not any(name.startswith("on") or name in ("href", "src") for name, _ in attrs)


OURS = set(["html", "head", "meta", "title", "style", "body", "main", "h1", "div", "time", "p", "del"])
HARM = [
    "<script>",
    "<b>",
    "{\\an8}",
    "\x1b[2J",
    "\x9b31m",
    "]]>",
    "-->",
    "<!--",
    "&lt;",
    "\u2028",
    "\u202e",
    "](javascript:x)",
]


@given(
    words=st.lists(
        st.tuples(st.lists(st.one_of(st.sampled_from(HARM), st.text(max_size=6)), max_size=3), st.sampled_from(Label)),
        max_size=8,
    ),
    source=st.text(max_size=12),
    view=st.sampled_from(View),
)
def test_exports_hold_no_markup_but_ours(words: list[tuple[list[str], Label]], source: str, view: View) -> None:
    transcript = Transcript(SessionInfo(source=source))
    said = tuple(
        LabelledWord(Word("".join(parts), n * 8000, (n + 1) * 8000, 0.9), label, 0.9)
        for n, (parts, label) in enumerate(words)
    )
    transcript.append(CaptionUpdate(0, said, (), True))
    rendered = {each: export.render(transcript, each, Options(view, DISFLUENT)) for each in Format}
    for each, text in rendered.items():
        columns = "\t" if each is Format.TSV else ""
        assert not re.search(
            r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", text.replace(columns, " ") if columns else text
        )
    tags = _Tags()
    tags.feed(rendered[Format.HTML])
    assert tags.found <= OURS
    assert not re.search(r"<(?!/?s>)[a-zA-Z/!]|\{\\", rendered[Format.SRT])
    body = rendered[Format.VTT].partition("}\n")[2] or rendered[Format.VTT]
    assert not re.search(r"<(?!/?c[.>])", body)
