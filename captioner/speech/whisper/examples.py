"""Disfluent speech that stands first in the prompt: Whisper drops fewer fillers when what came before had some."""

from __future__ import annotations

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "en": "Um, so I, uh, I mean, we, we should, you know, th- think about it.",
    "de": "Ähm, also ich, äh, ich meine, wir, wir sollten, weißt du, d- darüber nachdenken.",
}
"""By the language that is written: behind English words base wrote a third of a German recording in English."""
