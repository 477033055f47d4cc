"""The streaming policies to compare: ours, the usual one, none, and ours with one change each."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

from captioner.loading import Models
from captioner.speech.whisper.commit import AgreementOrAlignment, LocalAgreement
from captioner.speech.whisper.engine import WhisperModel
from captioner.speech.whisper.showing import Showing
from captioner.speech.whisper.transcriber import REFERENCE, WHOLE_UTTERANCES, Streaming

_SHIPPED = Streaming()

SINGLE_CHOICES: dict[str, Streaming] = {
    "hop-0.3": replace(_SHIPPED, hop_s=0.3, hop_share=0.0),
    "hop-0.6": replace(_SHIPPED, hop_s=0.6, hop_share=0.0),
    "hop-1.0": replace(_SHIPPED, hop_s=1.0, hop_share=0.0),
    "all-shown": replace(_SHIPPED, showing=Showing(0.0, 0.0)),
    "sure-shown": replace(_SHIPPED, showing=Showing(0.9, 0.9)),
    "commits-later": replace(_SHIPPED, policy=AgreementOrAlignment(margin_s=1.5, guard_s=1.0)),
    "commits-late": replace(_SHIPPED, policy=AgreementOrAlignment(margin_s=2.5, guard_s=2.0)),
    "agreement-only": replace(_SHIPPED, policy=LocalAgreement()),
    "trim-30": replace(_SHIPPED, trim_s=30.0),
    "no-prefix": replace(_SHIPPED, force_prefix=False),
}
"""The shipped policy with one change each."""

POLICIES: dict[str, Streaming | None] = {
    "captioner": None,
    "reference": REFERENCE,
    "whole": WHOLE_UTTERANCES,
    **SINGLE_CHOICES,
}
"""Name to policy, None for the shipped one; whole utterances show the cost of streaming."""


def with_rules(models: Models, streaming: Streaming | None, clock: Callable[[], float] = time.monotonic) -> Models:
    """The same models with another policy.

    Args:
        streaming: the policy; None for the shipped one.
        clock: seconds; measures the time of a reading.
    """
    assert isinstance(models.speech, WhisperModel)
    return replace(models, speech=replace(models.speech, streaming=streaming, clock=clock))
