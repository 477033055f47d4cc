"""Disfluent speech for the beginning of the prompt: Whisper drops fewer fillers when the text before has some."""

from __future__ import annotations

from collections.abc import Mapping

EXAMPLES: Mapping[str, str] = {
    "en": "Um, so I, uh, I mean, we, we should, you know, th- think about it.",
    "de": "Ähm, also ich, äh, ich meine, wir, wir sollten, weißt du, d- darüber nachdenken.",
}
"""By the language of the text: after English words base wrote a third of a German recording in English."""
