"""Speech of many voices as shards: real readers and synthetic voices; some of both are held out."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np

from captioner.speakers.spectrum import voiced
from captioner.training.speech import texts
from captioner.training.speech.corpus import Corpus, UncachedClip, as_floats, write_shard
from captioner.training.speech.neural import VOICES, Kokoro, kokoro_installed
from captioner.training.speech.real import read_speechocean
from captioner.training.speech.texts import SpeakableText
from captioner.training.speech.voices import HELD_OUT_VOICES, TRAINING_VOICES, Voice

SENTENCES_A_VOICE = 12
SENTENCES_A_VOICE_HELD_OUT = 25

Report = Callable[[str], None]


def prepare(data: Path, archive: Path, out: Path, report: Report) -> None:
    """Write `out/train` and `out/held-out`; existing shards stay.

    Args:
        data: folder with the sentences and with Kokoro's voices; Kokoro is left out if its package is not installed.
        archive: speechocean762.tar.
    """
    _once(out / "train", "real", lambda: read_speechocean(archive, "train"), report)
    _once(out / "held-out", "real", lambda: read_speechocean(archive, "test"), report)
    if kokoro_installed(data / VOICES):
        kokoro = Kokoro(data / VOICES)
        for side, voices, sentences, each in (
            ("held-out", HELD_OUT_VOICES["kokoro"], texts.held_out_sentences(data, 2), SENTENCES_A_VOICE_HELD_OUT),
            ("train", TRAINING_VOICES["kokoro"], texts.training_sentences(data, 2), SENTENCES_A_VOICE),
        ):
            for voice in voices:
                chosen = [one for one in sentences if len(one.words) >= 5]
                said = _saying(kokoro, voice, random.Random(voice).sample(chosen, each))
                _once(out / side, f"kokoro-{voice}", said, report)


def by_voice(corpus: Corpus) -> dict[str, list[np.ndarray]]:
    """The voiced parts of every utterance of each voice."""
    found: dict[str, list[np.ndarray]] = {}
    for clip in corpus.clips:
        found.setdefault(clip.voice, []).append(voiced(as_floats(corpus.samples(clip))))
    return found


def _saying(kokoro: Kokoro, voice: str, sentences: Sequence[SpeakableText]) -> Callable[[], Iterator[UncachedClip]]:
    rng = random.Random(voice)
    return lambda: (kokoro.say(one, Voice("kokoro", voice, rng.uniform(0.85, 1.15))) for one in sentences)


def _once(folder: Path, name: str, spoken: Callable[[], Iterable[UncachedClip]], report: Report) -> None:
    if not (folder / f"{name}.jsonl").exists():
        report(f"{folder.name}/{name}: {write_shard(folder, name, spoken()) / 60:.1f} minutes of speech")
