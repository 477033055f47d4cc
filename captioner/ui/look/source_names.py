"""The names of the sources of sound, in the language of the interface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from captioner.audio import sources
from captioner.ui.look.texts import translate

CONTEXT = "Sources"
"""The translation context of the registry's texts, `captioner.audio.sources`."""


def source_name(source: str) -> str:
    """The name of a source: the title of a live one, the file name of a recording."""
    if source in sources.LIVE:
        return title(source)
    return Path(source).name if source else translate("Sources", "Unknown source")


def title(live: str) -> str:
    """The title of a live source in lists."""
    return translate(CONTEXT, sources.LIVE[live].title)


def action(live: str) -> str:
    """The text of the action that chooses a live source."""
    return translate(CONTEXT, sources.LIVE[live].action)


def english() -> Iterator[str]:
    """Every text of the registry."""
    for kind in sources.LIVE.values():
        yield from (kind.title, kind.action)
