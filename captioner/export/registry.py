"""The formats that there are: a row each. It loads none of them, so that a command line can ask."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from captioner.errors import Sentence, sentence


class Format(StrEnum):
    """The formats; the value is the file name's ending."""

    TXT = "txt"
    SRT = "srt"
    VTT = "vtt"
    TSV = "tsv"
    JSON = "json"
    MD = "md"
    HTML = "html"


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of a format."""

    module: str
    """of this room"""
    function: str
    """of that module: takes a `Document`, returns the text of the file"""
    title: Sentence
    is_joinable: bool = False
    """several, one behind the other, are still that format"""


ROWS: Mapping[Format, Row] = MappingProxyType(
    {
        Format.TXT: Row("text", "render", sentence("Plain text (.txt)"), is_joinable=True),
        Format.SRT: Row("subtitles", "render_srt", sentence("SubRip subtitles (.srt)")),
        Format.VTT: Row("subtitles", "render_vtt", sentence("WebVTT subtitles (.vtt)")),
        Format.TSV: Row("tsv", "render", sentence("Table of times and texts (.tsv)")),
        Format.JSON: Row("json_format", "render", sentence("Every word with its times (.json)")),
        Format.MD: Row("markdown", "render", sentence("Markdown (.md)"), is_joinable=True),
        Format.HTML: Row("html_format", "render", sentence("Web page (.html)")),
    }
)
