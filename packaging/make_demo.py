"""Speaks assets/demo.txt in a natural voice, for the recording of the demonstration.

    python packaging/make_demo.py --kokoro FOLDER

Needs the extra `train` and the packages of docs/speech.md for Kokoro (Apache 2.0); FOLDER holds its voices.
The text has one sentence a line; a pause follows each.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

import av
import numpy as np

from captioner.training.speech.corpus import SAMPLE_RATE, Samples
from captioner.training.speech.neural import Kokoro
from captioner.training.speech.texts import SpeakableText
from captioner.training.speech.voices import Voice

ASSETS = Path(__file__).resolve().parent.parent / "assets"
PAUSE_S = (0.9, 1.4)
LEVEL = 0.35
"""Peak of the recording, relative to full scale."""


def recording(text: str, kokoro: Kokoro, voice: Voice, seed: int) -> Samples:
    """The lines of `text` one after another with pauses between them, int16 [n] at 16 kHz."""
    rng = random.Random(seed)
    sentences = [SpeakableText(tuple(line.split()), "demo") for line in text.splitlines() if line.strip()]
    spoken = [kokoro.say(sentence, voice).samples for sentence in sentences]
    parts: list[Samples] = [silence(0.5)]
    for samples in spoken:
        parts += [samples, silence(rng.uniform(*PAUSE_S))]
    joined = np.concatenate(parts).astype(np.float64)
    # Half a bit of noise, because no microphone delivers digital silence.
    noise = np.random.default_rng(seed).normal(0.0, 4.0, len(joined))
    return np.round(joined * (LEVEL * 32767 / np.abs(joined).max()) + noise).astype(np.int16)


def silence(seconds: float) -> Samples:
    """Seconds of near silence."""
    return np.zeros(round(seconds * SAMPLE_RATE), np.int16)


def write_flac(samples: Samples, path: Path) -> None:
    """Write mono FLAC."""
    with av.open(str(path), "w", format="flac") as container:
        stream = container.add_stream("flac", rate=SAMPLE_RATE, layout="mono")
        stream.codec_context.options = {"compression_level": "12"}
        frame = av.AudioFrame.from_ndarray(samples[None], format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        for packet in [*stream.encode(frame), *stream.encode(None)]:
            container.mux(packet)


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kokoro", type=Path, required=True, help="folder of Kokoro's voices")
    parser.add_argument("--voice", default="bf_lily", help="as Kokoro calls it")
    parser.add_argument("--stretch", type=float, default=1.0, help="1.1 is a tenth slower")
    parser.add_argument("--out", type=Path, default=ASSETS / "demo.flac")
    arguments = parser.parse_args()
    text = (ASSETS / "demo.txt").read_text(encoding="utf-8")
    voice = Voice("kokoro", arguments.voice, arguments.stretch)
    samples = recording(text, Kokoro(arguments.kokoro), voice, seed=1)
    write_flac(samples, arguments.out)
    print(f"{arguments.out}: {len(samples) / SAMPLE_RATE:.1f} s, {arguments.out.stat().st_size / 1024:.0f} KiB")


if __name__ == "__main__":
    main()
