"""Runs in a peer's environment, without Captioner, and plays files to the peer's policy as released.

    python worker.py PROGRAM MODEL LANGUAGE THREADS [FOLDER]

PROGRAM is whisper_streaming (its FOLDER, a checkout), whisperlivekit (installed), or whole: faster-whisper alone, which
reads a recording once, after its end. Each line of stdin is a JSON object with `wav` (16 kHz mono, 16 bit) and
`chunk_s`; each is answered by a line with `cpu_s` and `events`: a time, the newly committed texts, and the pending
ones. Time is the audio's; computing counts with the processor time of this process, so that other programs do not
count.
"""

from __future__ import annotations

import json
import sys
import time
import wave
from contextlib import suppress
from importlib import import_module
from typing import Any

import numpy as np

RATE = 16_000


class Whole:
    """faster-whisper without a policy, with the options that both policies give it."""

    def __init__(self, model: str, language: str, threads: int) -> None:
        whisper = import_module("faster_whisper").WhisperModel
        self._model = whisper(model, device="cpu", compute_type="int8", cpu_threads=threads, num_workers=1)
        self._language = language

    def play(self, samples: np.ndarray) -> dict[str, Any]:
        """One recording, as `play`."""
        began = time.process_time()
        segments, _ = self._model.transcribe(samples, language=self._language, beam_size=5, word_timestamps=True)
        words = [word.word.strip() for segment in segments for word in segment.words]
        took = time.process_time() - began
        return {"cpu_s": took, "events": [(len(samples) / RATE + took, words, [])]}


def asr_of(program: str, model: str, language: str, threads: int, folder: str) -> tuple[Any, type]:
    """The peer's recogniser, on the CPU with int8 like all, and its policy class."""
    if program == "whisper_streaming":
        sys.path.insert(0, folder)
        engines = policies = import_module("whisper_online")
    else:
        engines = import_module("whisperlivekit.local_agreement.backends")
        policies = import_module("whisperlivekit.local_agreement.online_asr")
    base: Any = engines.FasterWhisperASR

    class OnTheCpu(base):  # type: ignore[misc]
        def load_model(self, *_: object, **__: object) -> Any:
            whisper = import_module("faster_whisper").WhisperModel
            return whisper(model, device="cpu", compute_type="int8", cpu_threads=threads, num_workers=1)

    asr = OnTheCpu(language, model_dir=model)
    # WhisperLiveKit's own defaults, which its factory would set
    asr.tokenizer, asr.confidence_validation = None, False
    asr.buffer_trimming, asr.buffer_trimming_sec = "segment", 15
    return asr, policies.OnlineASRProcessor


def play(processor: Any, samples: np.ndarray, chunk_s: float) -> dict[str, Any]:
    """Play one recording, computation-aware like the peers' own simulation: a chunk starts when its audio is there and
    the last one is done; all audio that came meanwhile is one chunk."""
    events: list[tuple[float, list[str], list[str]]] = []
    now = taken = cpu_s = 0.0
    length = len(samples) / RATE
    while taken < length:
        now = max(now, min(length, taken + chunk_s))
        until = min(length, now)
        processor.insert_audio_chunk(samples[round(taken * RATE) : round(until * RATE)])
        taken = until
        began = time.process_time()
        committed = _committed(processor)
        took = time.process_time() - began
        cpu_s, now = cpu_s + took, now + took
        events.append((now, committed, [_text(each) for each in processor.transcript_buffer.buffer]))
    events.append((now, [_text(each) for each in list(processor.transcript_buffer.buffer)], []))
    return {"cpu_s": cpu_s, "events": events}


def _committed(processor: Any) -> list[str]:
    """Process the new audio; returns the newly committed texts."""
    known = len(_all_committed(processor))
    with suppress(AssertionError):  # their own simulation continues after these
        processor.process_iter()
    return [_text(each) for each in _all_committed(processor)[known:]]


def _all_committed(processor: Any) -> list[Any]:
    """whisper_streaming spells it `commited`."""
    return list(processor.commited if hasattr(processor, "commited") else processor.committed)


def _text(word: Any) -> str:
    return str(word[2] if isinstance(word, tuple) else word.text).strip()


def _samples(path: str) -> np.ndarray:
    with wave.open(path) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.float32) / 32768


def main(words: list[str]) -> None:
    """Answer until stdin ends."""
    program, model, language, threads, *folder = words
    if program == "whole":
        whole = Whole(model, language, int(threads))
    else:
        asr, policy = asr_of(program, model, language, int(threads), folder[0] if folder else "")
    answers, sys.stdout = sys.stdout, sys.stderr  # output that the peer prints is no answer
    answers.write('{"ready": true}\n')
    answers.flush()
    for line in sys.stdin:
        asked = json.loads(line)
        samples = _samples(asked["wav"])
        answer = whole.play(samples) if program == "whole" else play(policy(asr), samples, asked["chunk_s"])
        answers.write(json.dumps(answer) + "\n")
        answers.flush()


if __name__ == "__main__":
    main(sys.argv[1:])
