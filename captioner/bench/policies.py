"""Streaming rules to compare: those shipped, the field's, none, and the shipped ones changed in one thing."""

from __future__ import annotations

from dataclasses import replace

from captioner.speech.whisper.commit import AgreementOrAlignment, LocalAgreement
from captioner.speech.whisper.transcriber import REFERENCE, WHOLE_UTTERANCES, Streaming

_SHIPPED = Streaming()

SINGLE_CHOICES: dict[str, Streaming] = {
    "hop-0.3": replace(_SHIPPED, hop_s=0.3),
    "hop-0.5": replace(_SHIPPED, hop_s=0.5),
    "hop-1.0": replace(_SHIPPED, hop_s=1.0),
    "tail-0": replace(_SHIPPED, tail_s=0.0),
    "tail-0.4": replace(_SHIPPED, tail_s=0.4),
    "agreement-only": replace(_SHIPPED, policy=LocalAgreement()),
    "no-prefix": replace(_SHIPPED, force_prefix=False),
}
"""The shipped rules with one thing changed each."""

CURVE: dict[str, Streaming] = {
    "sure-0.9": replace(_SHIPPED, policy=AgreementOrAlignment(sure=0.9)),
    "sure-0.97": replace(_SHIPPED, policy=AgreementOrAlignment(sure=0.97)),
    "sure-0.9-hop-0.5": replace(_SHIPPED, hop_s=0.5, policy=AgreementOrAlignment(sure=0.9)),
    "early": replace(_SHIPPED, hop_s=0.5, policy=AgreementOrAlignment(0.5, 0.6, 0.2, sure=0.9, sure_margin_s=0.3)),
    "late": replace(_SHIPPED, policy=AgreementOrAlignment(1.2, 0.8, 0.5)),
}
"""From earlier to later commits: agreement, margin and probability changed together."""

POLICIES: dict[str, Streaming | None] = {
    "captioner": None,
    "reference": REFERENCE,
    "whole": WHOLE_UTTERANCES,
    **SINGLE_CHOICES,
    **CURVE,
}
"""Name to streaming rules, None for those shipped; whole utterances show what streaming costs."""
