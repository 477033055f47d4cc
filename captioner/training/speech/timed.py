"""Recordings of Kokoro's held-out voices with the times of their words, as the synthesiser itself sets them.

Kokoro predicts the number of frames of each phoneme and makes sound of exactly that length, so its word times are known
without an aligner: `captioner bench times` measures with them.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import soxr

from captioner.bench.wave_file import write_wav
from captioner.training.speech import texts
from captioner.training.speech.corpus import SAMPLE_RATE
from captioner.training.speech.neural import PARTS, RATE, STYLE, VOICES
from captioner.training.speech.verbatim import FILLERS, as_whisper_writes, has_numbers
from captioner.training.speech.voices import HELD_OUT_VOICES

_DURATIONS = "/encoder/predictor/duration_proj/linear_layer/Add_output_0"
"""Kokoro's output for the length of a phoneme, before it is rounded to frames: [1, phonemes, 50]."""
_FRAME = 600
"""Samples of a frame at 24 kHz: 25 ms."""
_PAUSE_S = 0.1
"""Kokoro gives every space 25 to 100 ms, which is no pause: the word before it lasts until the next one, as in the
times of the AMI corpus."""
_LEAD_S = 0.3
"""Seconds of silence before the speech: a recording seldom begins with a word."""


class TimedKokoro:
    """Kokoro with the times of its words."""

    def __init__(self, voices: Path) -> None:
        import hibari
        from hibari.g2p import G2P

        self._voices = voices
        self._phonemes = hibari.Hibari(g2p=G2P()), hibari.Hibari(g2p=G2P(british=True))
        network = onnx.load_from_string(b"".join(files(part).joinpath("part.bin").read_bytes() for part in PARTS))
        network.graph.output.append(onnx.ValueInfoProto(name=_DURATIONS))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            network.SerializeToString(), options, providers=["CPUExecutionProvider"]
        )

    def say(
        self, words: Sequence[str], voice: str
    ) -> tuple[npt.NDArray[np.float32], tuple[tuple[float, float], ...]] | None:
        """Speak fluent words; None if the phonemes of one word cannot be separated from the next one's.

        Returns:
            Samples [n] at 16 kHz, and start and end of each word in seconds.
        """
        phonemes = self._phonemes[voice.startswith("b")]
        said = " ".join(phonemes.phonemize(" ".join(words)))
        ids = phonemes.ids(said)
        if len(ids) != len(said) + 2 or len(said.split(" ")) != len(words):
            return None
        styles = np.fromfile(self._voices / f"{voice}.bin", np.float32).reshape(-1, STYLE)
        place = min(len(ids) - 2, len(styles) - 1)
        inputs = {
            "tokens": np.array([ids], np.int64),
            "style": styles[place : place + 1],
            "speed": np.ones(1, np.float32),
        }
        sound, predicted = self._session.run(None, inputs)
        frames = np.maximum(1, np.round((1 / (1 + np.exp(-predicted[0]))).sum(axis=-1)))
        if round(frames.sum()) * _FRAME != sound.size:
            raise ValueError("the frames that Kokoro predicts are not those that it speaks")
        return soxr.resample(sound.ravel().astype(np.float32), RATE, SAMPLE_RATE), word_times(said, frames)


def word_times(said: str, frames: npt.NDArray[np.float64]) -> tuple[tuple[float, float], ...]:
    """Start and end of each word in seconds.

    Args:
        said: phonemes, a letter each, a space between words.
        frames: length of each, with one more before and one after them.
    """
    begins = np.concatenate([[0.0], np.cumsum(frames)]) * _FRAME / RATE
    times = []
    first = 0
    for word in said.split(" "):
        sounding = [place for place, letter in enumerate(word) if letter not in ".,?!;:…—"]
        last = sounding[-1] if sounding else len(word) - 1
        # index + 1, because one frame stands before the first phoneme
        times.append((float(begins[first + 1]), float(begins[first + last + 2])))
        first += len(word) + 1
    following = [start for start, _ in times[1:]]
    return tuple(
        (start, after if after - end <= _PAUSE_S + 1e-9 else end)
        for (start, end), after in zip(times, [*following, float("inf")], strict=True)
    )


def write_recordings(data: Path, folder: Path, count: int) -> Path:
    """Write `count` recordings and the list of their words, `words.tsv`, into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random("timed")
    kokoro = TimedKokoro(data / VOICES)
    sentences = [one for one in texts.held_out_sentences(data, seed=2) if one.source.startswith("ami")]
    written = folder / "words.tsv"
    with written.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, delimiter="\t", quoting=csv.QUOTE_NONE, quotechar=None)
        table.writerow(["file", "kind", "word", "start", "end"])
        made = 0
        for sentence in sentences:
            if made == count:
                break
            if not _is_plain(sentence.words):
                continue
            words = as_whisper_writes(sentence.words)
            found = kokoro.say(words, rng.choice(HELD_OUT_VOICES["kokoro"]))
            if found is None:
                continue
            samples, times = found
            name = f"{made:03}.wav"
            write_wav(folder / name, np.zeros(round(_LEAD_S * SAMPLE_RATE), np.float32), samples)
            for word, (start, end) in zip(words, times, strict=True):
                table.writerow([name, "synthetic", word, f"{start + _LEAD_S:.3f}", f"{end + _LEAD_S:.3f}"])
            made += 1
    return written


def _is_plain(words: Sequence[str]) -> bool:
    """Whether there are neither fillers nor cut-off words, which grapheme-to-phoneme rules spell out."""
    plain = {word.strip(".,?!").lower() for word in words}
    return len(words) >= 5 and not has_numbers(words) and not (plain & FILLERS) and not any("-" in one for one in words)


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.speech.timed", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ami/, disfl_qa/ and Kokoro's voices")
    parser.add_argument("--to", type=Path, required=True, help="folder for the recordings and the list of words")
    parser.add_argument("--count", type=int, default=60, help="recordings")
    arguments = parser.parse_args(argv)
    print(write_recordings(arguments.data, arguments.to, arguments.count))
    return 0


if __name__ == "__main__":
    sys.exit(main())
