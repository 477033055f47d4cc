"""The configuration of a training run, stored beside its weights."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path

NAME = "config.json"


@dataclass(frozen=True, slots=True)
class Config:
    """The configuration of the further training of stock Whisper.

    Attributes:
        updates: number of updates; the learning rate rises for `warm_up` of them, then falls to a twentieth.
        ema: decay of the moving average of the weights, which is exported.
        taught: windows in an update that the teacher reads, too, at 30 s each: the most expensive part.
        written_s: seconds of windows in an update with a verbatim text as target.
        shortest_s, longest_s: of most windows; `long_share` of them are up to `longest_of_all_s`.
        spare_s: the most silence after the audio.
        cut_share: share of windows that stop in mid-speech, as in a stream; only complete words are targets.
        joined_share: share of windows with two utterances.
        spliced_share: share of the windows for writing that are real voices made disfluent.
        silent_share: share of the windows for writing without words.
        taught_silent_share: the same for windows that the teacher reads, too.
        foreign_share: share of the teacher's batches in another language than English, if there are any.
        prompted_share: share of windows with an earlier text as prompt.
        degraded_share: share of batches that pass through rooms, lines and noise.
        is_encoder_only: only the encoder learns, by imitation alone: the model then reads audio of any length, and
            writes what it did before.
        decoder_share: how far the exported decoder goes from the stock one to the trained one (WiSE-FT: Wortsman et al.
            2022). Of 0.3, 0.6 and 1 the second had the fewest errors on 200 held-out real recordings (0.316, 0.309,
            0.315; stock 0.371), and they wrote 62, 68 and 71 of 73 fillers of held-out voices.
        imitation, likeness: weights of the divergence from the teacher's probabilities and of the squared distance from
            its last hidden states, beside the cross-entropy of the verbatim text.
    """

    seed: int = 1
    updates: int = 2100
    warm_up: int = 60
    learning_rate: float = 6e-5
    weight_decay: float = 0.01
    ema: float = 0.995
    taught: int = 4
    written_s: float = 28.0
    shortest_s: float = 0.8
    longest_s: float = 14.0
    long_share: float = 0.3
    longest_of_all_s: float = 28.0
    spare_s: float = 0.5
    cut_share: float = 0.3
    joined_share: float = 0.3
    spliced_share: float = 0.3
    silent_share: float = 0.08
    taught_silent_share: float = 0.0
    foreign_share: float = 0.4
    prompted_share: float = 0.25
    degraded_share: float = 0.4
    is_encoder_only: bool = False
    decoder_share: float = 0.6
    imitation: float = 1.0
    likeness: float = 0.03

    def save(self, folder: Path) -> None:
        """Write `config.json` into `folder`."""
        (folder / NAME).write_text(json.dumps(asdict(self), indent=2) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> Config:
        """Read `config.json` from `folder`."""
        return cls(**json.loads((folder / NAME).read_text(encoding="utf-8")))


SHORT_CONTEXT = Config(
    updates=400,
    warm_up=20,
    learning_rate=3e-5,
    ema=0.98,
    taught=2,
    long_share=0.15,
    cut_share=0.4,
    taught_silent_share=0.05,
    is_encoder_only=True,
    likeness=1.0,
)
"""For another size of Whisper, in every language that it knows."""


def small(config: Config) -> Config:
    """The configuration of a run of seconds, which shows that the parts fit together, not that they work well."""
    return replace(config, updates=4, warm_up=1, taught=1, written_s=4.0, longest_s=3.0, long_share=0.0)
