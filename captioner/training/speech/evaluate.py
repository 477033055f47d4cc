"""How well the built-in speech model does: sentences, voices and speakers that it never heard, and wordless sounds."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from captioner.bench.speech import Heard, Reader, at_once, cost, summary, table
from captioner.messages import Samples
from captioner.speech.recognizer import Decoding, WhisperRecognizer
from captioner.training.speech.alignment import word_end_errors
from captioner.training.speech.corpus import SAMPLE_RATE, Clip, Corpus
from captioner.training.speech.export import describe
from captioner.training.speech.silence import wordless
from captioner.training.speech.tokens import Tokens

_LONGEST_S = 10.0
_TIMED_SETS = ("seen-espeak", "unseen-espeak")


def evaluate(out: Path, model: Path, clips_a_set: int) -> dict[str, Any]:
    """Figures on every held-out set in `out/held-out`, on wordless sounds, and of the word times."""
    recognizer = WhisperRecognizer(model, Decoding(threads=1))
    corpus = Corpus(out / "held-out")
    chosen = _chosen(corpus, clips_a_set)
    heard = [*_speech(at_once(recognizer), corpus, chosen), *_nothing(at_once(recognizer), clips_a_set)]
    tokens = Tokens.load(model / "tokenizer.json")
    timed = [clip for clip in chosen if clip.shard in _TIMED_SETS and clip.ends]
    errors = word_end_errors(model, tokens, corpus, timed)
    together = [Heard(one.kind.split("-")[0] + " (all)", one.reference, one.found) for one in heard if "-" in one.kind]
    return {
        "sets": {name: asdict(figures) for name, figures in summary([*heard, *together]).items()},
        "table": table(summary([*heard, *together])),
        "word_end_error_s": {"median": float(np.median(errors)), "p90": float(np.quantile(errors, 0.9))},
        "cost_s": cost(recognizer),
    }


def _chosen(corpus: Corpus, clips_a_set: int) -> list[Clip]:
    """As many clips of each set, spread over all of it."""
    sets = sorted({clip.shard for clip in corpus.clips})
    chosen: list[Clip] = []
    for name in sets:
        clips = [clip for clip in corpus.clips if clip.shard == name and clip.seconds <= _LONGEST_S]
        chosen += clips[:: max(1, len(clips) // clips_a_set)][:clips_a_set]
    return chosen


def _speech(reader: Reader, corpus: Corpus, clips: list[Clip]) -> Iterator[Heard]:
    for clip in clips:
        yield Heard(clip.shard, clip.text, reader(_float(corpus, clip)))


def _nothing(reader: Reader, count: int) -> Iterator[Heard]:
    rng = np.random.default_rng(0)
    for _ in range(count):
        samples = wordless(round(rng.uniform(1.0, 8.0) * SAMPLE_RATE), rng)
        noise = rng.standard_normal(len(samples)) * 10 ** (-rng.uniform(30, 70) / 20)
        yield Heard("wordless", "", reader((samples + noise).astype(np.float32)))


def _float(corpus: Corpus, clip: Clip) -> Samples:
    samples: Samples = corpus.samples(clip).astype(np.float32) / np.float32(32768)
    return samples


def _for_manifest(figures: dict[str, Any]) -> dict[str, float]:
    sets = figures["sets"]
    seen = sets["seen (all)"]
    return {
        "wer_seen_voices": round(seen["wer"], 4),
        "wer_unseen_voices": round(sets["unseen (all)"]["wer"], 4),
        **({"wer_real_speakers": round(sets["real"]["wer"], 4)} if "real" in sets else {}),
        "fillers_written_seen_voices": round(seen["fillers_found"] / max(1, seen["fillers"]), 4),
        "words_out_of_wordless_sounds": float(sets["wordless"]["found_words"]),
        "word_end_error_median_s": round(figures["word_end_error_s"]["median"], 4),
    }


def main(argv: list[str] | None = None) -> int:
    """Command line."""
    parser = argparse.ArgumentParser(prog="python -m captioner.training.speech.evaluate", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="the working folder of the build")
    parser.add_argument("--model", type=Path, required=True, help="the exported model")
    parser.add_argument("--clips", type=int, default=150, help="clips of each set")
    parser.add_argument("--record", action="store_true", help="put the figures into the model's manifest")
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    arguments = parser.parse_args(argv)
    figures = evaluate(arguments.out, arguments.model, arguments.clips)
    print(figures.pop("table"))
    print(f"word ends off by: {figures['word_end_error_s']}; seconds to read a window: {figures['cost_s']}")
    if arguments.record:
        describe(arguments.model, _for_manifest(figures))
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
