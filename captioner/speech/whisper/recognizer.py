"""Runs Whisper: a window of audio and its committed words in, a hypothesis of the rest out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from captioner import heap
from captioner.messages import SAMPLE_RATE, Hypothesis, Samples, Word
from captioner.models.manifest import read_manifest
from captioner.speech.engine import Task
from captioner.speech.whisper.examples import EXAMPLES
from captioner.speech.whisper.guards import Guards
from captioner.speech.whisper.network import STEP, Decoded, EncodedWindow, WhisperNetwork
from captioner.speech.whisper.properties import WhisperProperties
from captioner.speech.whisper.word_pieces import WordPieces, pieces_a_second
from captioner.speech.whisper.word_times import timed

_REREAD = 2 * SAMPLE_RATE
"""Samples of committed words that the decoder reads again; the encoder's output before them is dropped. CTranslate2
takes a forced prefix piece by piece, 3 ms each: 60 of the 140 ms for a window of 10 s. Live captions need three tenths
less computing without it, at no more errors (105 instead of 109 of 611 words; 113 with the words before as prompt)."""
_MOST_PREFIX = 150
"""Longer prefixes leave too little room for new words."""
_PROMPT_PIECES = 100
"""Enough for names and style; each piece costs decoding time."""
PADDED_S = 30.0
"""Stock Whisper was trained on windows padded to so many seconds. A loop in a window that is padded to fewer is read
again so."""
_GUARDS = Guards()
_SHORTEST = SAMPLE_RATE // 10
_BEST_WINDOW = 10 * SAMPLE_RATE
"""For a model that reads audio of any length. What one costs grows faster than its length, in the encoder and in the
decoder. Of 23 minutes the built-in model read 0.174 of the words wrong in utterances of up to 20 s, 0.181 and 0.180 in
windows of 12 and 10 s; of 20 minutes of short sentences 0.192 in utterances, 0.196 and 0.185."""


_LONGEST_UTTERANCE = 20 * SAMPLE_RATE
"""For such a model. The encoder's computing and memory grow with the square of the length: 100 MB for 27.5 s, 60 MB for
20 s. 23 minutes took 56 s of computing an hour with utterances of up to 27.5 s, 46 with 20 s and 42 with 16 s, at word
error rates of 0.173, 0.174 and 0.179."""


_BATCH = 48 * SAMPLE_RATE
"""Samples of a batch for such a model. The decoder takes 1.4 MB for each second, and fetches all its weights for each
word piece of the longest text: 3 ms for a batch of any size, and half a millisecond for each window of it."""


_SILENCE = 0.67
"""Probability of no speech from which a model that knows silence is trusted. The built-in one gives 131 held-out
utterances 0.17 at most, 62 pieces of one or two words cut out of them 0.66 at most, and 40 synthetic sounds without
words 0.98 and more. A beam search would write something all the same, because a longer text has the better mean
score.

Behind committed words it is not asked. There the decoder hears only the end of the window, and gave 0.67 to 0.77 to
five of some 3,000 readings of clear speech: their words were right and were dropped, at the end of an utterance for
good."""


@dataclass(frozen=True, slots=True)
class Decoding:
    """How a Whisper model is run."""

    device: str = "cpu"
    compute_type: str = "int8"
    threads: int = 2
    """more than 4 do not speed up a sequential decode (peers survey, section 6)"""
    beam_size: int | None = None
    """hypotheses kept at once; None: as many as the model's manifest says, else one"""
    pad_s: float | None = None
    """seconds that windows are padded to, longer ones to 30 s; 0: not at all; None: as the model was trained"""
    task: Task = "transcribe"
    """`translate` only where the model knows several languages"""
    asks_for_fillers: bool = False
    """put an example with fillers into the prompt, in the language of the text, if there is one"""


class WhisperRecognizer:
    """A Whisper model in CTranslate2's format; temperature 0, one decode at a time."""

    def __init__(self, folder: Path, decoding: Decoding | None = None) -> None:
        """Load the model in `folder`; takes up to seconds, so call it on a thread without windows.

        Raises:
            ModelMissing, ModelDamaged, ModelMismatch: the sentence says which and what to do.
        """
        self._decoding = decoding or Decoding()
        self._properties = WhisperProperties.of(read_manifest(folder))
        as_trained = 0.0 if self._properties.variable_context else PADDED_S
        self._pad_s = as_trained if self._decoding.pad_s is None else self._decoding.pad_s
        self._silence_behind = 0 if self._pad_s else round(self._properties.padding_s * SAMPLE_RATE)
        self._beam_size = self._decoding.beam_size or self._properties.beam_size
        self._time_shift = round(self._properties.time_shift_s * SAMPLE_RATE)
        known = self._properties.languages
        self._network = WhisperNetwork(
            folder,
            device=self._decoding.device,
            compute_type=self._decoding.compute_type,
            threads=self._decoding.threads,
            languages=known,
        )
        self._pieces = WordPieces(folder / "tokenizer.json", self._network.is_multilingual)
        self.only_language = known[0] if len(known) == 1 else "" if self._network.is_multilingual else "en"
        """code of the one language that the model knows, empty if it knows several"""

    @property
    def longest_window(self) -> int:
        """Samples that the model can take at once."""
        return int(self._properties.longest_window_s * SAMPLE_RATE)

    def recognize(
        self, samples: Samples, start: int, committed: tuple[Word, ...], prompt: str = "", language: str = ""
    ) -> Hypothesis:
        """Read a window of audio; see `transcriber.Recognizer`."""
        found = self._read(samples, start, committed, prompt, language, self._pad_s)
        if 0 < self._pad_s < PADDED_S and self._is_loop(found, committed, len(samples)):
            found = self._read(samples, start, committed, prompt, language, PADDED_S)
        return found

    def _read(
        self,
        samples: Samples,
        start: int,
        committed: tuple[Word, ...],
        prompt: str,
        language: str,
        pad_s: float,
    ) -> Hypothesis:
        """Read the window once, padded to `pad_s` seconds; 0: not at all."""
        if len(samples) < _SHORTEST:
            return Hypothesis(())
        end = start + len(samples)
        before, committed = self._divided(committed)
        done = max(0, before[-1].end - start) // STEP * STEP if before else 0
        encoded = self._encode(samples, pad_s, on_cpu=done > 0)
        language, certainty = self._language_of(encoded, language)
        encoded, start = encoded.behind(done), start + done
        prefix = self._pieces.encode(" ".join(word.text for word in committed))
        most = len(prefix) + 8 + int(len(samples) / SAMPLE_RATE * pieces_a_second(language))
        begin = self._prompt(prompt, {language}) + self._pieces.start(language, self._decoding.task)
        result = self._network.decode([encoded], [begin], most, self._beam_size, prefix)[0]
        return self._hypothesis(result, encoded, (start, end), len(prefix), language, certainty)

    @property
    def best_window(self) -> int:
        """The best length of a window for recordings, in samples; the longest one for a model padded to 30 s."""
        return self.longest_window - SAMPLE_RATE // 2 if self._pad_s else _BEST_WINDOW

    @property
    def longest_utterance(self) -> int:
        """Samples of the longest utterance of a recording that is read whole."""
        return self.longest_window if self._pad_s else min(self.longest_window, _LONGEST_UTTERANCE)

    @property
    def longest_batch(self) -> int:
        """Samples of the windows that are read at once, each counted as long as the longest."""
        return 2 * self.best_window if self._pad_s else _BATCH

    def recognize_together(self, windows: Sequence[Samples], prompt: str = "", language: str = "") -> list[Hypothesis]:
        """Read windows in one batch, so that the decoder's weights are fetched from memory once for all of them.

        Args:
            windows: each shape (n,), at most `longest_window`, of about the same length.
            prompt: the decoder's prompt for all windows.
            language: two-letter code; empty to detect each window's.

        Returns:
            One hypothesis for each window, times in samples since the window began.
        """
        length = max((len(window) for window in windows), default=0)
        # the encoder gets no faster in a batch: one window at a time stays in the processor's cache (4.7 s of computing
        # instead of 8.3 for 20 minutes). Neither does the alignment
        encoded = [self._encode(window, self._pad_s, on_cpu=True) for window in windows if len(window) >= _SHORTEST]
        languages = [self._language_of(each, language) for each in encoded]
        results = []
        if encoded:
            # prompts of one batch are of one length
            before = self._prompt(prompt, {code for code, _ in languages})
            begins = [before + self._pieces.start(code, self._decoding.task) for code, _ in languages]
            most = 8 + int(length / SAMPLE_RATE * max(pieces_a_second(code) for code, _ in languages))
            results = self._network.decode(encoded, begins, most, self._beam_size)
            heap.give_back()  # the alignment needs blocks of other sizes
        found = iter(zip(results, encoded, languages, strict=True))
        hypotheses = []
        for window in windows:
            if len(window) < _SHORTEST:
                hypotheses.append(Hypothesis(()))
                continue
            result, view, (code, certainty) = next(found)
            hypotheses.append(self._hypothesis(result, view, (0, len(window)), 0, code, certainty))
        return hypotheses

    def align(self, samples: Samples, text: str, language: str = "") -> tuple[Word, ...]:
        """The times of the words of a known text by forced alignment, in samples since the window began.

        Args:
            samples: shape (n,), at most `longest_window`.
        """
        encoded = self._encode(samples, self._pad_s)
        language, _ = self._language_of(encoded, language)
        pieces = self._pieces.encode(text)
        if not pieces:
            return ()
        alignment = self._network.align(encoded, self._pieces.start(language, self._decoding.task), pieces)
        groups = self._pieces.words(pieces, language)
        return timed(groups, alignment, len(pieces), (0, len(samples)), self._time_shift)

    def _hypothesis(
        self,
        found: Decoded,
        encoded: EncodedWindow,
        span: tuple[int, int],
        prefix: int,
        language: str,
        certainty: float,
    ) -> Hypothesis:
        """The words of a decode behind the first `prefix` pieces, timed within `span`; none for silence."""
        score, no_speech = found.log_probability, found.no_speech_probability
        is_silence = self._properties.knows_silence and not prefix and no_speech > _SILENCE
        if is_silence or score < self._properties.guess_below:
            return Hypothesis((), score, no_speech, language, certainty)
        pieces = self._pieces.text_only(found.pieces)
        groups = self._pieces.words(pieces, "en" if self._decoding.task == "translate" else language)
        new = [group for group in groups if group.first >= prefix]
        words: tuple[Word, ...] = ()
        if new:
            alignment = self._network.align(encoded, self._pieces.start(language, self._decoding.task), pieces)
            words = timed(new, alignment, len(pieces), span, self._time_shift)
        mark = self._pieces.mark(pieces, prefix, groups)
        return Hypothesis(words, score, no_speech, language, certainty, mark)

    def _divided(self, committed: tuple[Word, ...]) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
        """The older committed words, and the newest ones, at least one, which the decoder reads again."""
        first, pieces = len(committed), 0
        while first:
            word = committed[first - 1]
            pieces += len(self._pieces.encode(word.text))
            is_old = first < len(committed) and word.start < committed[-1].end - _REREAD
            if is_old or pieces > _MOST_PREFIX:
                break
            first -= 1
        return committed[:first], committed[first:]

    def _language_of(self, encoded: EncodedWindow, language: str) -> tuple[str, float]:
        """The language to read in and its probability: the model's only one, the given one, or the detected one."""
        if known := self.only_language or language:
            return known, 1.0
        return self._network.detect_language(encoded)

    def _prompt(self, text: str, spoken: set[str]) -> list[int]:
        """The prompt: the text before, behind an example in the language of the text."""
        written = {"en"} if self._decoding.task == "translate" else spoken
        example = EXAMPLES.get(next(iter(written)), "") if self._decoding.asks_for_fillers and len(written) == 1 else ""
        pieces = self._pieces.prompt(f"{example} {text}".strip())
        return pieces[:1] + pieces[1:][-_PROMPT_PIECES:]

    def _encode(self, samples: Samples, pad_s: float, *, on_cpu: bool = False) -> EncodedWindow:
        """Encode a window, with the silence behind it that the model needs."""
        return self._network.encode(samples, self._silence_behind, pad_s=pad_s, on_cpu=on_cpu)

    def _is_loop(self, found: Hypothesis, committed: tuple[Word, ...], length: int) -> bool:
        """Whether the words found in `length` samples turn in circles."""
        reason = _GUARDS.reason(found, committed, length / SAMPLE_RATE)
        return reason is not None and _GUARDS.is_loop(reason, found)
