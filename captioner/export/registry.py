"""The registry of formats: one row each. It imports none of them, so that the command line can list them quickly."""

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
class FormatEntry:
    """The row of a format."""

    module: str
    """module in this package"""
    function: str
    """function in that module: takes a `Document`, returns the text of the file"""
    title: Sentence
    is_joinable: bool = False
    """several files joined are still a valid file"""


ROWS: Mapping[Format, FormatEntry] = MappingProxyType(
    {
        Format.TXT: FormatEntry("text", "render", sentence("Plain text (.txt)"), is_joinable=True),
        Format.SRT: FormatEntry("subtitles", "render_srt", sentence("SubRip subtitles (.srt)")),
        Format.VTT: FormatEntry("subtitles", "render_vtt", sentence("WebVTT subtitles (.vtt)")),
        Format.TSV: FormatEntry("tsv", "render", sentence("Table of times and texts (.tsv)")),
        Format.JSON: FormatEntry("json_format", "render", sentence("Every word with its times (.json)")),
        Format.MD: FormatEntry("markdown", "render", sentence("Markdown (.md)"), is_joinable=True),
        Format.HTML: FormatEntry("html_format", "render", sentence("Web page (.html)")),
    }
)
