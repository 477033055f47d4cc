"""The corpus that the model is trained and measured on: cached shards of synthesised and real speech."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from captioner.training.speech import texts
from captioner.training.speech.corpus import Spoken, write_shard
from captioner.training.speech.real import read_speechocean
from captioner.training.speech.synthesis import installed, synthesise
from captioner.training.speech.texts import Sentence
from captioner.training.speech.voices import (
    MAIN_VOICES,
    Kind,
    Picker,
    held_out_voice,
    main_training_voice,
    main_voice,
    training_voice,
)

ROUND_S: dict[Kind, float] = {
    "espeak": 1200.0,
    "flite": 2400.0,
    "festival": 1200.0,
    "diphone": 1200.0,
    "pico": 900.0,
    "hibari": 900.0,
    "kokoro": 900.0,
}
"""Seconds of speech of each synthesiser in one round of shards; with the main voices 3.4 hours."""
MAIN_ESPEAK_S = 3600.0
"""Seconds of espeak-ng's main voices in a round."""
HELD_OUT_S: dict[Kind, float] = {"espeak": 720.0, "flite": 360.0, "festival": 240.0}
"""Seconds of each synthesiser in held-out meetings by seen and by unseen voices; half as much of questions."""
NEURAL_S = 180.0
"""Seconds of held-out voices of Kokoro, a set of its own: the others keep what they were always made of."""

Report = Callable[[str], None]


def prepare(
    data: Path, archive: Path | None, out: Path, rounds: int, seed: int, report: Report, scale: float = 1.0
) -> None:
    """Write `out/held-out` and `rounds` rounds of shards into `out/train`; shards that are there already stay.

    Attributes:
        archive: speechocean762.tar; without it no real speech is prepared.
        scale: how much of the usual amounts to make, for a quick trial.
    """
    if archive is not None:
        _once(out / "train", "real", lambda: read_speechocean(archive, "train"), report)
        _once(out / "held-out", "real", lambda: read_speechocean(archive, "test"), report)
    speak = partial(_speak, data, report=report)
    kinds = installed(data)
    held_out = texts.held_out_sentences(data, seed)
    meetings = [sentence for sentence in held_out if sentence.source.startswith("ami")]
    questions = [sentence for sentence in held_out if not sentence.source.startswith("ami")]
    for kind in kinds:
        if kind == "kokoro":
            speak(out / "held-out", "neural-kokoro", kind, meetings, NEURAL_S * scale, held_out_voice)
        if kind not in HELD_OUT_S:
            continue
        seconds = HELD_OUT_S[kind] * scale
        speak(out / "held-out", f"seen-{kind}", kind, meetings, seconds, training_voice)
        if kind in MAIN_VOICES:
            speak(out / "held-out", f"main-{kind}", kind, meetings, seconds, main_voice)
        speak(out / "held-out", f"unseen-{kind}", kind, meetings, seconds, held_out_voice)
        speak(out / "held-out", f"questions-{kind}", kind, questions, seconds / 2, training_voice)
    training = texts.training_sentences(data, seed)
    for number in range(rounds):
        for kind in kinds:
            speak(out / "train", f"{kind}-{number:03}", kind, training, ROUND_S[kind] * scale, training_voice)
        # The other synthesisers' main voices are heard enough; espeak-ng's are 6 of its 500 and more.
        if "espeak" in kinds:
            seconds = MAIN_ESPEAK_S * scale
            speak(out / "train", f"espeak-main-{number:03}", "espeak", training, seconds, main_training_voice)


def _speak(
    data: Path,
    folder: Path,
    name: str,
    kind: Kind,
    sentences: Sequence[Sentence],
    seconds: float,
    pick: Picker,
    *,
    report: Report,
) -> None:
    rng = random.Random(f"{folder.name}/{name}")

    def drawn() -> Iterator[Sentence]:
        while True:
            yield rng.choice(sentences)

    _once(folder, name, lambda: synthesise(kind, data, drawn(), seconds, pick, rng), report)


def _once(folder: Path, name: str, utterances: Callable[[], Iterable[Spoken]], report: Report) -> None:
    if (folder / f"{name}.jsonl").exists():
        return
    begun = time.monotonic()
    seconds = write_shard(folder, name, utterances())
    report(f"{folder.name}/{name}: {seconds / 60:.1f} minutes of speech in {time.monotonic() - begun:.0f} s")
