"""What a training run is, frozen beside its weights."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from captioner.training.speech.voices import MAIN_VOICES

NAME = "config.json"


@dataclass(frozen=True, slots=True)
class Config:
    """The size of the network and how it is trained.

    Attributes:
        updates: how many in all; `decay_from` is the share of them after which the learning rate falls to a twentieth.
        batch_s: seconds of audio an update.
        longest_s: seconds of the longest window.
        real_share: share of real speech in the end.
        easy_until, hard_from: updates until which training is easy (short, clean, synthetic: the encoder does not
            learn to align otherwise) and from which it is as hard as it gets.
        guide_weight: weight of the guide of the cross-attention, which falls to nothing over the 400 updates after
            `guided_until`: without it the decoder did not look at the audio in 1,500 updates, and with it loses its
            place less often in the end, too.
        decoder_alone_from: updates from which the encoder learns only in every `encoder_every`th, which costs less; it
            paid only while the decoder was far behind.
        degraded_share, masked_share: of the batches in the end; more is too hard for so few updates.
        misread_share: share of the word pieces given to the decoder that are others than were said, so that it listens
            rather than guesses from what it has written.
        main_voices: synthetic voices that `main_share` of the batches are drawn from: few updates are better spent on
            few.
        ctc_weight: weight of the CTC loss beside the cross-entropy.
        ema: decay of the moving average of the weights, which is what is exported.
    """

    seed: int = 1
    width: int = 256
    encoder_layers: int = 4
    decoder_layers: int = 3
    heads: int = 4
    dropout: float = 0.0
    updates: int = 4650
    warm_up: int = 300
    decay_from: float = 0.75
    learning_rate: float = 1e-3
    weight_decay: float = 0.02
    ema: float = 0.998
    batch_s: float = 44.0
    shortest_s: float = 1.0
    longest_s: float = 8.0
    real_share: float = 0.05
    easy_until: int = 2000
    hard_from: int = 6000
    ctc_weight: float = 1.2
    guide_weight: float = 1.0
    guided_until: int = 1_000_000
    decoder_alone_from: int = 1_000_000
    encoder_every: int = 2
    degraded_share: float = 0.1
    masked_share: float = 0.1
    misread_share: float = 0.05
    silent_share: float = 0.03
    cut_share: float = 0.12
    joined_share: float = 0.15
    main_share: float = 0.9
    main_voices: tuple[str, ...] = tuple(
        f"flite-{name}" if kind == "flite" else name for kind, names in MAIN_VOICES.items() for name in names
    )

    def difficulty(self, update: int) -> float:
        """From 0, short clean windows of synthetic speech, to 1, everything at full length and strength."""
        if update >= self.hard_from:
            return 1.0
        return max(0.0, (update - self.easy_until) / (self.hard_from - self.easy_until))

    def guidance(self, update: int) -> float:
        """The weight of the cross-attention's guide."""
        return self.guide_weight * min(1.0, max(0.0, 1.0 - (update - self.guided_until) / 400))

    def save(self, folder: Path) -> None:
        """Write `config.json` into `folder`."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Config:
        """Read `config.json` from `folder`."""
        return cls(**json.loads((folder / NAME).read_text(encoding="utf-8")))


FURTHER = Config(
    encoder_layers=6,
    updates=7600,
    warm_up=100,
    decay_from=0.3,
    real_share=0.16,
    easy_until=-1500,
    hard_from=300,
    guide_weight=0.3,
    degraded_share=0.3,
    masked_share=0.4,
    main_share=0.25,
)
"""From an exported model's weights: encoder and decoder know each other already, only the layer that spells is new."""

SMALL = Config(
    width=64,
    encoder_layers=1,
    decoder_layers=1,
    heads=2,
    updates=12,
    warm_up=4,
    batch_s=8.0,
    longest_s=4.0,
    easy_until=2,
    hard_from=8,
)
"""About a minute in all: shows that the pieces fit together, not that they work well."""
