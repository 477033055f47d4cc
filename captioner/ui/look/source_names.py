"""What the sources of sound are called, in the language of the interface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from captioner.audio import sources
from captioner.ui.look.texts import translate

CONTEXT = "Sources"
"""Of the texts of the registry, `captioner.audio.sources`."""


def source_name(source: str) -> str:
    """What was captioned: a live source by its title, a recording by its file's name."""
    if source in sources.LIVE:
        return title(source)
    return Path(source).name if source else translate("Sources", "Unknown source")


def title(live: str) -> str:
    """A live source, as lists name it."""
    return translate(CONTEXT, sources.LIVE[live].title)


def action(live: str) -> str:
    """What chooses a live source."""
    return translate(CONTEXT, sources.LIVE[live].action)


def english() -> Iterator[str]:
    """Every text of the registry."""
    for kind in sources.LIVE.values():
        yield from (kind.title, kind.action)
