"""What is exported is read back by parsers that are not ours."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Sequence
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
import srt
import webvtt
from hypothesis import given
from markdown_it import MarkdownIt

from captioner.captions import wording
from captioner.captions.speakers import DASH
from captioner.errors import ExportError
from captioner.export import formats as export
from captioner.export import json_format
from captioner.export.document import Subtitles
from captioner.export.formats import Format, Options, Span
from captioner.export.registry import ROWS
from captioner.messages import SAMPLE_RATE, CaptionUpdate, Channel, Label, View
from captioner.record.transcript import SessionInfo, Transcript
from tests.strategies import FILLERS, recorded, sessions, spoken

KARAOKE = Subtitles(highlights_words=True)
INFO = SessionInfo("2026-03-01T09:30:05+01:00", "Interview <1> & *more*.mp3", "built-in", "built-in-en", "en")
SAID = (
    "Um,/h the cat & the <dog> sat, uh,/h down.",
    "We went to/r Boston/r uh/i I/i mean/i to Denver.",
    "um./h",
    "Ça va euh/h ? Der Käfer, ähm,/h läuft.",
    "نعم، أه،/h القطة؟",
)
CLEANED = (
    "The cat & the <dog> sat down.",
    "We went to Denver.",
    "Ça va\u00a0? Der Käfer läuft.",
    "نعم القطة؟",
)


def record(*utterances: str) -> Transcript:
    transcript = Transcript(INFO)
    for number, text in enumerate(utterances):
        words = spoken(text, start=number * 20 * 16_000)
        transcript.append(CaptionUpdate(number, words, (), utterance_ended=True))
    return transcript


@pytest.fixture
def transcript() -> Transcript:
    return record(*SAID)


class Page(HTMLParser):
    """The texts of a page's paragraphs, and those struck through with their class and title."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.paragraphs: list[str] = []
        self.struck: list[tuple[str, str, str]] = []
        self.open: list[str] = []
        self._marks: tuple[str, str] | None = None
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "meta":
            return
        self.open.append(tag)
        if tag == "p":
            self.paragraphs.append("")
        if tag == "del":
            values = dict(attrs)
            self._marks = (values["class"] or "", values["title"] or "")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag == "del":
            self._marks = None

    def handle_data(self, data: str) -> None:
        if "p" in self.open:
            self.paragraphs[-1] += data
        if self._marks is not None:
            self.struck.append((*self._marks, data))


def read_markdown(text: str) -> tuple[str, list[str], list[str]]:
    """The heading, the paragraphs as plain text, and what is struck through."""
    heading, paragraphs, struck = "", [], []
    tokens = MarkdownIt("commonmark").enable("strikethrough").parse(text)
    for before, token in pairwise(tokens):
        if token.type != "inline":
            continue
        plain = "".join(child.content for child in token.children or [])
        if before.tag == "h1":
            heading = plain
        else:
            paragraphs.append(plain)
        is_struck = False
        for child in token.children or []:
            if child.type in ("s_open", "s_close"):
                is_struck = child.type == "s_open"
                struck += [""] if is_struck else []
            elif is_struck:
                struck[-1] += child.content
    return heading, paragraphs, struck


def test_text(transcript: Transcript) -> None:
    assert export.render(transcript, Format.TXT) == "".join(line + "\n" for line in CLEANED)
    raw = export.render(transcript, Format.TXT, Options(View.SAID))
    assert raw.splitlines()[1] == "We went to Boston uh I mean to Denver."
    both = export.render(transcript, Format.TXT, Options(View.MARKED))
    assert both.splitlines()[1] == "We went [to Boston] [uh I mean] to Denver."


def test_subrip_is_read_by_srt(transcript: Transcript) -> None:
    found = list(srt.parse(export.render(transcript, Format.SRT)))
    # the joiner keeps a player from taking a word for a tag
    assert [cue.content.replace("\n", " ").replace("\u2060", "") for cue in found] == list(CLEANED)
    assert [cue.index for cue in found] == [1, 2, 3, 4]
    assert found[0].start.total_seconds() == 0.5
    assert found[1].start.total_seconds() == 20.0
    both = list(srt.parse(export.render(transcript, Format.SRT, Options(View.MARKED))))
    assert both[2].content == "<s>um.</s>"


def test_webvtt_is_read_by_webvtt(transcript: Transcript) -> None:
    found = webvtt.from_string(export.render(transcript, Format.VTT))
    escaped = [text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") for text in CLEANED]
    assert [cue.text.replace("\n", " ") for cue in found] == escaped
    assert (found[0].start, found[1].start) == ("00:00:00.500", "00:00:20.000")
    both = webvtt.from_buffer(io.StringIO(export.render(transcript, Format.VTT, Options(View.MARKED))))
    assert "<c.removed.filled_pause>um.</c>" in both[2].raw_text
    assert "line-through" in both.styles[0].text


def test_the_word_that_is_said_is_underlined() -> None:
    transcript = record("We went home early <i>yesterday, because the weather was bad.")
    wanted = Options(subtitles=Subtitles(highlights_words=True))
    found = list(srt.parse(export.render(transcript, Format.SRT, wanted)))
    assert [re.findall("<u>(.*?)</u>", each.content, re.DOTALL) for each in found[:2]] == [["We"], ["went"]]
    assert len(found) == 10
    assert len({re.sub("</?u>", "", each.content) for each in found}) == 1
    assert [each.start.total_seconds() for each in found] == [number / 2 for number in range(10)]
    assert all(early.end == late.start for early, late in pairwise(found))
    captions = webvtt.from_string(export.render(transcript, Format.VTT, wanted))
    assert "<u>&lt;i&gt;yesterday,</u>" in captions[4].raw_text


@given(sessions())
def test_karaoke_says_the_same_at_the_same_times(updates: list[CaptionUpdate]) -> None:
    transcript = Transcript()
    for update in updates:
        transcript.append(update)
    for view in View:
        plain = list(srt.parse(export.render(transcript, Format.SRT, Options(view))))
        sung = list(srt.parse(export.render(transcript, Format.SRT, Options(view, subtitles=KARAOKE))))
        stripped = [re.sub("</?[us]>", "", each.content) for each in sung]
        assert list(dict.fromkeys(stripped)) == list(dict.fromkeys(re.sub("</?s>", "", each.content) for each in plain))
        assert all(each.content.count("<u>") == each.content.count("</u>") == 1 for each in sung)
        assert sum((each.end - each.start for each in sung), timedelta()) == sum(
            (each.end - each.start for each in plain), timedelta()
        )


def test_webvtt_says_when_each_word_begins() -> None:
    transcript = record("We went home.")
    text = export.render(transcript, Format.VTT, Options(subtitles=Subtitles(has_word_times=True)))
    assert "We <00:00:00.500>went <00:00:01.000>home." in text
    assert "<00:" not in export.render(transcript, Format.SRT, Options(subtitles=Subtitles(has_word_times=True)))


def test_a_table_has_a_row_for_each_cue(transcript: Transcript) -> None:
    rows = list(csv.DictReader(io.StringIO(export.render(transcript, Format.TSV)), delimiter="\t"))
    assert [row["text"] for row in rows] == list(CLEANED)
    assert (rows[1]["start"], rows[0]["end"]) == ("20000", "4400")


@pytest.mark.parametrize("file_format", Format)
def test_every_format_has_a_row_that_writes_it(file_format: Format, transcript: Transcript) -> None:
    assert "Denver" in export.render(transcript, file_format)
    assert f"(.{file_format})" in str(ROWS[file_format].title)


def test_times_of_long_sessions() -> None:
    transcript = Transcript()
    transcript.append(CaptionUpdate(0, spoken("late", start=(27 * 3600 + 61) * 16_000), (), utterance_ended=True))
    assert "27:01:01,000 --> 27:01:02,000" in export.render(transcript, Format.SRT)
    assert "27:01:01.000 --> 27:01:02.000" in export.render(transcript, Format.VTT)
    assert "**27:01:01** late" in export.render(transcript, Format.MD)


def test_markdown_is_read_by_markdown_it(transcript: Transcript) -> None:
    heading, paragraphs, struck = read_markdown(export.render(transcript, Format.MD))
    assert heading == INFO.source
    assert [text.partition(" ")[2] for text in paragraphs[1:]] == list(CLEANED)
    assert not struck
    heading, paragraphs, struck = read_markdown(export.render(transcript, Format.MD, Options(View.MARKED)))
    assert struck == ["Um,", "uh,", "to Boston", "uh I mean", "um.", "euh", "ähm,", "أه،"]
    assert paragraphs[2] == "0:00:20 We went to Boston uh I mean to Denver."


def test_html_is_read_by_html_parser(transcript: Transcript) -> None:
    text = export.render(transcript, Format.HTML, Options(View.MARKED))
    page = Page(text)
    assert not page.open
    assert page.paragraphs[1:][1] == "We went to Boston uh I mean to Denver."
    assert page.struck[2] == ("reparandum", Label.REPARANDUM.row.reason, "to Boston")
    assert page.struck[3] == ("interregnum", Label.INTERREGNUM.row.reason, "uh I mean")
    assert Page(export.render(transcript, Format.HTML)).paragraphs[1:] == list(CLEANED)
    assert "prefers-color-scheme: dark" in text
    assert '<html lang="en">' in text
    assert "<title>Interview &lt;1&gt; &amp; *more*.mp3</title>" in text
    assert not re.search(r"(src|href|url)\s*[=(]", text)


def _contrast(first: str, second: str) -> float:
    def luminance(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_page_has_contrast_in_both_schemes(transcript: Transcript) -> None:
    schemes = re.findall(r"--ground: (#\w{6}); ([^}]*)}", export.render(transcript, Format.HTML))
    assert len(schemes) == 2
    for ground, rest in schemes:
        colours = re.findall("#[0-9a-f]{6}", rest)
        assert len(colours) == 3
        assert all(_contrast(ground, colour) >= 4.5 for colour in colours)


def test_json_holds_every_word_and_both_texts(transcript: Transcript) -> None:
    content = json.loads(export.render(transcript, Format.JSON))
    assert content["source"] == INFO.source
    first = content["utterances"][0]
    assert (first["said"], first["cleaned"]) == ("Um, the cat & the <dog> sat, uh, down.", CLEANED[0])
    assert first["words"][0] == {
        "text": "Um,",
        "start": 0.0,
        "end": 0.4,
        "probability": 0.9,
        "label": "filled_pause",
        "label_probability": 0.8,
        "state": "removed",
    }
    assert first["words"][1]["state"] == "kept"
    assert len(content["utterances"]) == len(SAID)
    assert content["utterances"][2]["cleaned"] == ""


@given(sessions())
def test_json_is_read_back_whole(tmp_path_factory: pytest.TempPathFactory, updates: list[CaptionUpdate]) -> None:
    transcript = Transcript(INFO)
    for update in updates:
        transcript.append(update)
    if transcript.entries:
        transcript.correct(transcript.entries[0].utterance, 0, "Zürich")
    path = tmp_path_factory.mktemp("export") / "session.json"
    export.write(transcript, path)
    back = export.read_json(path)
    assert list(back.entries) == list(transcript.entries)
    assert back.corrections == transcript.corrections
    assert back.info == transcript.info


def _unspaced(text: str) -> str:
    """Without white space: a line may end between Chinese words, which have none between them."""
    return "".join(text.split())


def _plain(updates: Sequence[CaptionUpdate]) -> list[str]:
    texts, is_owed = [], False
    for entry in recorded(updates):
        text = wording.text(wording.words(entry.words, View.MARKED))
        is_owed = is_owed or entry.is_new_speaker
        texts.append((DASH if is_owed and text else "") + text)
        is_owed = is_owed and not text
    return texts


@given(sessions())
def test_every_format_holds_the_raw_text(updates: list[CaptionUpdate]) -> None:
    transcript = Transcript()
    for update in updates:
        transcript.append(update)
    both = Options(View.MARKED)
    expected = _plain(updates)
    together = " ".join(expected)
    assert Page(export.render(transcript, Format.HTML, both)).paragraphs == expected
    _, paragraphs, _ = read_markdown(export.render(transcript, Format.MD, both))
    assert [text.partition(" ")[2] for text in paragraphs] == expected
    subtitles = " ".join(cue.content for cue in srt.parse(export.render(transcript, Format.SRT, Options(View.SAID))))
    assert _unspaced(subtitles) == _unspaced(together)
    captions = webvtt.from_string(export.render(transcript, Format.VTT, both))
    assert _unspaced(" ".join(cue.text for cue in captions)) == _unspaced(together)


@pytest.mark.parametrize("file_format", Format)
@pytest.mark.parametrize("view", View)
def test_an_empty_session_is_a_valid_file(file_format: Format, view: View) -> None:
    text = export.render(Transcript(), file_format, Options(view))
    if file_format is Format.VTT:
        assert len(webvtt.from_string(text)) == 0
    elif file_format is Format.JSON:
        assert json.loads(text)["utterances"] == []
    elif file_format is Format.SRT:
        assert list(srt.parse(text)) == []
    elif file_format is Format.HTML:
        assert not Page(text).paragraphs
    else:
        assert text.strip() in ("", "# Transcript", "start\tend\ttext")


def test_a_range_takes_the_words_in_it() -> None:
    transcript = record("one two um,/h three four", "five six")
    options = Options(span=Span(0.5, 20.5))
    assert export.render(transcript, Format.TXT, options) == "two three four\nfive\n"
    content = json.loads(export.render(transcript, Format.JSON, options))
    assert [word["text"] for word in content["utterances"][0]["words"]] == ["two", "um,", "three", "four"]
    assert content["utterances"][1]["said"] == "five"
    assert export.render(transcript, Format.TXT, Options(span=Span(100, 200))) == ""


def test_the_labels_to_remove_are_a_choice() -> None:
    transcript = record("Um,/h you/m know,/m I/r I went.")
    assert export.render(transcript, Format.TXT, Options(removed=FILLERS)) == "You know, I I went.\n"
    both = export.render(transcript, Format.TXT, Options(View.MARKED, FILLERS))
    assert both == "[Um,] you know, I I went.\n"
    content = json.loads(export.render(transcript, Format.JSON, Options(removed=FILLERS)))
    assert content["removed_labels"] == ["filled_pause"]
    assert [word["state"] for word in content["utterances"][0]["words"]] == ["removed"] + ["kept"] * 5


def test_corrections_are_exported_and_kept_apart() -> None:
    transcript = record("the cat sat")
    transcript.correct(0, 1, "white horse")
    transcript.correct(0, 2, "")
    assert export.render(transcript, Format.TXT) == "the white horse\n"
    words = json.loads(export.render(transcript, Format.JSON))["utterances"][0]["words"]
    assert (words[1]["text"], words[1]["recognised"]) == ("white horse", "cat")
    assert "recognised" not in words[0]


def test_an_arrow_in_a_word_does_not_break_subtitles() -> None:
    transcript = record("go --> there")
    assert next(iter(srt.parse(export.render(transcript, Format.SRT)))).content == "go → there"
    assert webvtt.from_string(export.render(transcript, Format.VTT))[0].text == "go --&gt; there"


def test_an_unfinished_utterance_is_exported() -> None:
    transcript = Transcript()
    transcript.append(CaptionUpdate(0, spoken("the cat, uh/h"), spoken("sat")))
    assert export.render(transcript, Format.TXT) == "the cat\n"


@pytest.mark.parametrize(
    ("name", "file_format"),
    [
        ("srt", Format.SRT),
        (".VTT", Format.VTT),
        ("a.b.html", Format.HTML),
        ("x.htm", Format.HTML),
        ("notes.markdown", Format.MD),
    ],
)
def test_formats_by_name(name: str, file_format: Format) -> None:
    assert export.format_of(name) is file_format


def test_unknown_formats_are_named_with_those_there_are(transcript: Transcript, tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="'docx'") as caught:
        export.write(transcript, tmp_path / "out.docx")
    assert "txt, srt, vtt, tsv, json, md, html" in caught.value.sentence()
    assert not (tmp_path / "out.docx").exists()


def test_a_full_disk_leaves_the_old_export(transcript: Transcript, small_disk: Path) -> None:
    path = small_disk / "out.txt"
    export.write(transcript, path)
    before = path.read_text(encoding="utf-8")
    (small_disk / "ballast").write_bytes(b"x" * 58_000)
    with pytest.raises(ExportError, match="no room on the disk"):
        export.write(transcript, path, file_format=Format.JSON)
    assert path.read_text(encoding="utf-8") == before


def test_a_missing_folder_and_a_read_only_one(transcript: Transcript, tmp_path: Path, read_only_disk: Path) -> None:
    with pytest.raises(ExportError, match="does not exist"):
        export.write(transcript, tmp_path / "none" / "out.txt")
    with pytest.raises(ExportError, match="permission to write"):
        export.write(transcript, read_only_disk / "out.txt")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"hello",
        b"[]",
        b"{}",
        b"\xff\xfe",
        b'{"format": "captioner-transcript", "version": 2}',
        b'{"format": "captioner-transcript", "version": 1, "utterances": [{}], "removed_labels": []}',
        b'{"format": "captioner-transcript", "version": 1, "utterances": [], "removed_labels": ["x"]}',
    ],
)
def test_other_json_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "in.json"
    path.write_bytes(content)
    with pytest.raises(ExportError):
        export.read_json(path)
    with pytest.raises(ExportError, match="could not be read"):
        export.read_json(tmp_path / "none.json")


def test_every_label_has_a_class_and_a_reason(tmp_path: Path) -> None:
    transcript = record(" ".join(f"word/{label.value}" for label in Label))
    page = Page(export.render(transcript, Format.HTML, Options(View.MARKED)))
    assert [kind for kind, _, _ in page.struck] == ["filled_pause", "discourse_marker", "interregnum", "reparandum"]
    assert all(reason for _, reason, _ in page.struck)


@pytest.fixture
def conversation() -> Transcript:
    result = Transcript(SessionInfo(source="both"))
    said = (("Hello there.", Channel.SYSTEM), ("Are you well?", Channel.SYSTEM), ("Um/h yes.", Channel.MICROPHONE))
    for number, (text, channel) in enumerate(said):
        words = spoken(text, start=number * 4 * SAMPLE_RATE)
        result.append(CaptionUpdate(number, words, (), True, channel))
    return result


@pytest.mark.parametrize("file_format", [each for each in Format if each is not Format.JSON])
def test_the_speaker_is_named_at_each_change(conversation: Transcript, file_format: Format) -> None:
    text = re.sub(r"[*\\]|<[^>]*>", "", export.render(conversation, file_format))
    assert text.count("Them: ") == 1
    assert "Them: Hello there." in text
    assert "Me: Yes." in text
    named = Options(speakers={Channel.MICROPHONE: "Ich", Channel.SYSTEM: "Andere"})
    assert "Ich: " in export.render(conversation, file_format, named).replace("\\", "")


def test_json_keeps_who_spoke(conversation: Transcript) -> None:
    text = export.render(conversation, Format.JSON)
    assert [each.get("speaker") for each in json.loads(text)["utterances"]] == ["Them", "Them", "Me"]
    read, _ = json_format.parse(text)
    assert [entry.channel for entry in read.entries] == [entry.channel for entry in conversation.entries]


def test_one_source_is_not_named() -> None:
    transcript = Transcript()
    transcript.append(CaptionUpdate(0, spoken("Hello there."), (), utterance_ended=True))
    assert "channel" not in json.loads(export.render(transcript, Format.JSON))["utterances"][0]
    assert export.render(transcript, Format.TXT).strip() == "Hello there."
