"""The training speech, cached as shards: real voices with stock Whisper's text, and Kokoro's."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from captioner.bench.wer import error_rate
from captioner.speech.whisper.recognizer import Decoding, WhisperRecognizer
from captioner.training.speech import foreign, texts
from captioner.training.speech.alignment import Aligner
from captioner.training.speech.corpus import SAMPLE_RATE, Samples, UncachedClip, as_floats, write_shard
from captioner.training.speech.neural import VOICES, Hibari, Kokoro, VoiceEngine, hibari_installed, kokoro_installed
from captioner.training.speech.real import read_speechocean
from captioner.training.speech.texts import SpeakableText
from captioner.training.speech.verbatim import as_whisper_writes, has_numbers, made_disfluent
from captioner.training.speech.voices import HELD_OUT_VOICES, Kind, Picker, Voice, held_out_voice, training_voice

SHARD_S = 300.0
"""Seconds of speech in a shard; Kokoro takes 0.64 of that on a core."""
HELD_OUT_S = 240.0
HIBARI_SHARDS = 4
"""Hibari is 30 times as fast, but has only one voice."""
FILLERS = 240
"""Fillers spoken alone, for insertion between the words of real voices."""
ANSWERS = ("Yes.", "No.", "Yeah.", "Okay.", "Right.", "Sure.", "No, no.", "Thank you.")
"""Short answers, which a model may take for silence, or write for silence."""
REAL_PARTS = 10
"""Shards of real speech, each with all speakers; stock Whisper takes 4 minutes of a core to read one."""
IMITATED_PARTS = 3
"""Number of those shards for a model whose encoder alone is trained."""
FOREIGN_S = 480.0
"""Seconds of each other language."""
LONGEST_S = 14.0
_SILENT = 64
"""Below this (of 32,768) a synthesiser's own leading and trailing samples are silence."""
_MISREAD = 0.5
"""Largest share of wrong words of stock Whisper in a real recording that is used."""

Report = Callable[[str], None]


def prepare(
    data: Path, archive: Path | None, stock: Path, out: Path, shards: int, report: Report, scale: float = 1.0
) -> None:
    """Write `shards` shards of Kokoro, and those of the other voices, into `out/train`; existing ones stay.

    Args:
        data: folder with ami/ and disfl_qa/, and with Kokoro's voices.
        archive: speechocean762.tar; without it no real speech is prepared.
        stock: folder of the stock model.
        scale: share of the usual amounts, for a quick trial.
    """
    wanted: list[_Shard] = []
    if archive is not None:
        parts = round(REAL_PARTS / scale)
        for number in range(REAL_PARTS if scale == 1.0 else 1):
            wanted.append(_Shard(out / "train", f"real-{number:03}", partial(_real, archive, stock, number, parts)))
    seconds = SHARD_S * scale
    training = texts.training_sentences(data, seed=1)
    aligner = Aligner(stock, pad=True)
    if hibari_installed():
        for number in range(HIBARI_SHARDS):
            name = f"hibari-{number:03}"
            speaking = _speaking(Hibari, "hibari", training, seconds, training_voice, aligner, name)
            wanted.append(_Shard(out / "train", name, speaking))
    if kokoro_installed(data / VOICES):
        kokoro = Kokoro(data / VOICES)
        wanted.append(_Shard(out / "fillers", "kokoro", lambda: _fillers(kokoro, round(FILLERS * scale))))
        for number in range(shards):
            name = f"kokoro-{number:03}"
            speaking = _speaking(lambda: kokoro, "kokoro", training, seconds, training_voice, aligner, name)
            wanted.append(_Shard(out / "train", name, speaking))
    _write(wanted, report)


def prepare_held_out(
    data: Path, archive: Path | None, stock: Path, out: Path, report: Report, scale: float = 1.0
) -> None:
    """Write held-out speech into `out/held-out`: real voices, synthetic ones, and short answers.

    The arguments are those of `prepare`.
    """
    folder, wanted = out / "held-out", []
    if archive is not None:
        parts = round(REAL_PARTS / scale)
        wanted.append(_Shard(folder, "real", lambda: _part(read_speechocean(archive, "test"), 0, parts)))
    if kokoro_installed(data / VOICES):
        kokoro, aligner = Kokoro(data / VOICES), Aligner(stock, pad=True)
        wanted.append(_Shard(folder, "answers", lambda: _answers(kokoro)))
        others = [one for one in texts.held_out_sentences(data, seed=1) if one.source.startswith("ami")]
        speaking = _speaking(lambda: kokoro, "kokoro", others, HELD_OUT_S * scale, held_out_voice, aligner, "held-out")
        wanted.append(_Shard(folder, "kokoro", speaking))
    _write(wanted, report)


def prepare_imitation(
    data: Path, archive: Path, stock: Path, reader: Path, out: Path, report: Report, scale: float = 1.0
) -> None:
    """Write the real English voices and the synthetic ones of other languages for training an encoder alone.

    Args:
        data: folder with disco/; without the package `ttspico` there is no other language.
        archive: speechocean762.tar.
        stock: folder of the stock model; the other languages' word times are its own.
        reader: folder of the model that transcribes the English voices: any good one, because teacher and student get
            the same words.
    """
    folder, parts = out / "train", round(REAL_PARTS / scale)
    wanted = [
        _Shard(folder, f"real-{number:03}", partial(_real, archive, reader, number, parts))
        for number in range(IMITATED_PARTS if scale == 1.0 else 1)
    ]
    if foreign.pico_installed():
        aligner = Aligner(stock, pad=True)
        for language in foreign.VOICES:
            spoken = partial(foreign.spoken, data, language, aligner, FOREIGN_S * scale)
            wanted.append(_Shard(folder, f"pico-{language}", spoken))
    _write(wanted, report)


def as_heard(spoken: Iterable[UncachedClip], stock: Path) -> Iterator[UncachedClip]:
    """Real recordings with stock Whisper's own text and word times, in its casing, punctuation and spelling."""
    recognizer = WhisperRecognizer(stock, Decoding(threads=1))
    for one in spoken:
        words = recognizer.recognize(as_floats(one.samples), 0, ()).words
        text = " ".join(word.text for word in words)
        if text and error_rate([(one.text, text)], samples=1).rate <= _MISREAD:
            yield UncachedClip(one.samples, text, one.voice, one.kind, tuple(word.end / SAMPLE_RATE for word in words))


def sentences_to_say(sentences: Sequence[SpeakableText], rng: random.Random) -> Iterator[SpeakableText]:
    """An endless stream of sentences, as they are said and as Whisper would write them; three in four are made more
    disfluent."""
    while True:
        sentence = rng.choice(sentences)
        is_short = len(sentence.words) < 4
        if has_numbers(sentence.words) or (is_short and rng.random() < 0.6):
            continue
        words = made_disfluent(sentence.words, rng) if rng.random() < 0.75 else sentence.words
        yield SpeakableText(as_whisper_writes(words), sentence.source)


def _speaking(
    engine: Callable[[], VoiceEngine],
    kind: Kind,
    sentences: Sequence[SpeakableText],
    seconds: float,
    pick: Picker,
    aligner: Aligner,
    seed: str,
) -> Callable[[], Iterator[UncachedClip]]:
    def spoken() -> Iterator[UncachedClip]:
        rng = random.Random(seed)
        speaker = engine()
        made = 0.0
        for sentence in sentences_to_say(sentences, rng):
            samples = _trimmed(speaker.say(sentence, pick(kind, rng)).samples)
            length = len(samples) / SAMPLE_RATE
            if 0.2 <= length <= LONGEST_S:
                ends = aligner.word_ends(as_floats(samples), sentence.words)
                yield UncachedClip(samples, sentence.text, kind, kind, ends)
                made += length
            if made >= seconds:
                return

    return spoken


def _fillers(kokoro: Kokoro, count: int) -> Iterator[UncachedClip]:
    rng = random.Random("fillers")
    for _ in range(count):
        word = rng.choice(("um", "uh"))
        samples = _trimmed(kokoro.say(SpeakableText((word,), ""), training_voice("kokoro", rng)).samples)
        if len(samples) > SAMPLE_RATE // 20:
            yield UncachedClip(samples, word, "kokoro", "kokoro")


def _answers(kokoro: Kokoro) -> Iterator[UncachedClip]:
    """Each short answer in each held-out voice."""
    for voice in HELD_OUT_VOICES["kokoro"]:
        for text in ANSWERS:
            samples = kokoro.say(SpeakableText(tuple(text.split()), ""), Voice("kokoro", voice)).samples
            yield UncachedClip(samples, text, voice, "kokoro")


def _real(archive: Path, stock: Path, number: int, parts: int) -> Iterator[UncachedClip]:
    return as_heard(_part(read_speechocean(archive, "train"), number, parts), stock)


def _part(spoken: Iterable[UncachedClip], number: int, parts: int) -> Iterator[UncachedClip]:
    """One of `parts` equal parts, with some utterances of every speaker."""
    return (one for index, one in enumerate(spoken) if index % parts == number)


def _trimmed(samples: Samples) -> Samples:
    """Samples without the silence that a synthesiser adds at both ends."""
    loud = np.flatnonzero(np.abs(samples.astype(np.int32)) > _SILENT)
    if len(loud) == 0:
        return samples[:0]
    margin = SAMPLE_RATE // 50
    return samples[max(0, int(loud[0]) - margin) : int(loud[-1]) + margin]


@dataclass(frozen=True, slots=True)
class _Shard:
    """A shard to write."""

    folder: Path
    name: str
    utterances: Callable[[], Iterable[UncachedClip]]

    @property
    def kind(self) -> str:
        """Shards of one kind take about the same time."""
        return f"{self.folder.name}/{self.name.partition('-')[0]}"


def _write(wanted: Sequence[_Shard], report: Report) -> None:
    """Write the shards that are not there yet, and report the time left."""
    lacking = [one for one in wanted if not (one.folder / f"{one.name}.jsonl").exists()]
    taken: dict[str, list[float]] = {}
    for number, one in enumerate(lacking, start=1):
        begun = time.monotonic()
        seconds = write_shard(one.folder, one.name, one.utterances())
        took = time.monotonic() - begun
        taken.setdefault(one.kind, []).append(took)
        left = time_left(taken, [later.kind for later in lacking[number:]])
        made = f"{one.folder.name}/{one.name}: {seconds / 60:.1f} minutes of speech in {took:.0f} s"
        report(f"{made}; {number} of {len(lacking)}, {left / 60:.0f} minutes left")


def time_left(taken: Mapping[str, Sequence[float]], kinds: Iterable[str]) -> float:
    """Seconds for shards of these kinds: the mean of their kind's, or of all kinds' where none of it is written yet.

    Args:
        taken: the seconds of the shards so far, by kind; not empty.
    """
    every = [seconds for each in taken.values() for seconds in each]
    return sum(statistics.fmean(taken.get(kind) or every) for kind in kinds)
