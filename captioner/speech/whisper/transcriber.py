"""Holds the window of the current utterance: decides when to read it, which words to forward, and when to trim it."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

from captioner.log import get
from captioner.messages import SAMPLE_RATE, Hypothesis, Samples, SpeechChunk, Word, WordUpdate, is_mark
from captioner.speech.whisper import pieces
from captioner.speech.whisper.commit import AgreementOrAlignment, CommitPolicy, LocalAgreement
from captioner.speech.whisper.guards import Guards, within
from captioner.speech.whisper.showing import Showing, shown
from captioner.speech.whisper.window import Window, behind, not_before

_log = get(__name__)

_PROMPT_CHARACTERS = 200
"""The usual length in other programs; more costs decoding time and promotes loops."""

_LANGUAGE_S = 2.0
"""Seconds of audio before a detected language is kept for the rest of the session"""
_LANGUAGE_PROBABILITY = 0.7
_OTHER_LANGUAGE_PROBABILITY = 0.8
"""probability from which a later utterance counts as another language"""


class Recognizer(Protocol):
    """Turns audio into words; holds a model and no session state."""

    @property
    def longest_window(self) -> int:
        """Samples that it can take at once."""
        ...

    def recognize(
        self, samples: Samples, start: int, committed: tuple[Word, ...], prompt: str = "", language: str = ""
    ) -> Hypothesis:
        """Read `samples`, which begin at `start`.

        Args:
            samples: shape (n,), at most `longest_window`.
            start: samples since the session began.
            committed: the words at the beginning of `samples` that are final: a forced prefix of the decoder.
            prompt: the text before `samples`.
            language: two-letter code; empty to detect it.

        Returns:
            The words behind the committed ones, their times in samples since the session began.
        """
        ...


@dataclass(frozen=True, slots=True)
class Streaming:
    """The streaming policy; docs/performance.md has the figures behind the defaults."""

    hop_s: float = 0.3
    """seconds of new audio between two readings; infinite: read only whole utterances or full windows"""
    hop_share: float = 0.05
    """at least this share of the window: a longer window takes longer to read, so a second of audio costs the same"""
    busy: float = 0.6
    """share of the time that reading may take: under load the hop grows to the time of a reading / `busy`"""
    force_prefix: bool = True
    """committed words are forced on the decoder; otherwise all words are decoded again and matched by time"""
    trim_s: float = 14.0
    """seconds of window after which its older half is dropped; the model's longest window is a limit, too. 14 s need a
    tenth less computing than 30 s at the same errors (100 of 610 words); 10 s had more errors (62 of 333, not 57)"""
    showing: Showing = field(default_factory=Showing)
    """from which probability on pending words are shown"""
    policy: CommitPolicy = field(default_factory=AgreementOrAlignment)
    carry_prompt: bool = True
    """the text before the window is the decoder's prompt, if the model takes one"""
    preface: str = ""
    """the beginning of every prompt: names and terms"""
    opening: str = ""
    """in the prompt as if it had been said before the session, until real words replace it"""


REFERENCE = Streaming(
    hop_s=1.0,
    hop_share=0.0,
    busy=1.0,
    force_prefix=False,
    trim_s=15.0,
    showing=Showing(0.0, 0.0),
    policy=LocalAgreement(),
)
"""The policy of whisper_streaming: chunks of 1 s, LocalAgreement-2 over the whole buffer, trimmed at 15 s."""

WHOLE_UTTERANCES = Streaming(hop_s=float("inf"), trim_s=float("inf"))
"""For files: every utterance is read once, when it is complete, because nobody watches."""


class Transcriber:
    """Speech chunks in, word updates out: committed words are only appended, pending words replaced whole."""

    def __init__(
        self,
        recognizer: Recognizer,
        streaming: Streaming | None = None,
        guards: Guards | None = None,
        language: str = "",
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Begin a session.

        Args:
            language: two-letter code of the spoken language; empty to detect it, keep it, and follow a clear change.
            clock: seconds; measures the time of a reading.
        """
        self._recognizer = recognizer
        self._language = language
        self._heard_language = language
        """of the newest hypothesis"""
        self._is_detecting = not language
        self._must_ask = False
        """the language of this utterance is not checked yet, though that of earlier ones is known"""
        self._rules = streaming or Streaming()
        self._guards = guards or Guards()
        self._clock = clock
        self._limit = int(min(recognizer.longest_window, self._rules.trim_s * SAMPLE_RATE))
        """samples of window at which it is trimmed"""
        self._reading_s = 0.0
        """seconds that the last reading took"""
        self._rejected = 0
        self._is_rejected = False
        """a guard rejected all words of the current utterance"""
        self._said = self._rules.opening
        """committed text before the window, for the prompt"""
        self._window = Window()
        self._shown: tuple[Word, ...] = ()
        """the pending words of the last update"""

    @property
    def reading_s(self) -> float:
        """Seconds that the last reading took."""
        return self._reading_s

    @property
    def rejected(self) -> int:
        """Utterances without text, because a guard rejected their words."""
        return self._rejected

    def transcribe(self, chunk: SpeechChunk) -> WordUpdate | None:
        """Take in new audio of an utterance.

        Returns:
            The new words, or None if there is too little new audio to read the window again.
        """
        new: list[Word] = []
        previous = self._window.pending
        rest, start = chunk.samples, chunk.start
        while len(rest):
            room = self._limit - len(self._window.samples)
            self._window.append(rest[:room], start)
            rest, start = rest[room:], start + room
            if len(self._window.samples) == self._limit:
                new += self._read_full_window()
        if chunk.is_last:
            return self._finish(chunk.utterance, new)
        if self._window.unread >= self._hop():
            new += self._read()
        elif not new:
            return None
        pending = self._window.pending
        words = sum(not is_mark(word.text) for word in new)
        count = shown(self._shown[words:], previous[words:], pending, self._rules.showing)
        self._shown = pending[:count]
        # a mark is shown with the word behind it: before that, the decoder ends every text with one
        sure, unsure = self._shown, pending[count:]
        if sure:
            sure = self._window.mark_word + sure
        elif unsure:
            unsure = self._window.mark_word + unsure
        return WordUpdate(chunk.utterance, tuple(new), sure, language=self._heard_language, unsure=unsure)

    def _hop(self) -> float:
        rules = self._rules
        return SAMPLE_RATE * max(rules.hop_s, rules.hop_share * self._window.seconds, self._reading_s / rules.busy)

    def _finish(self, utterance: int, new: list[Word]) -> WordUpdate:
        """Commit all waiting words: there is no more audio to change them."""
        words = self._hypothesis().words if self._window.unread else self._window.pending
        new += self._window.commit(words, len(words), is_end=True)
        self._say(self._window.committed)
        self._rejected += self._is_rejected and not self._window.committed
        self._is_rejected = False
        self._must_ask = self._is_detecting and bool(self._language)
        self._window, self._shown = Window(), ()
        return WordUpdate(utterance, tuple(new), (), utterance_ended=True, language=self._heard_language)

    def _read(self) -> tuple[Word, ...]:
        """Read the window, commit the final words, keep the rest as pending; returns the newly committed words."""
        before = self._window.pending
        words = self._hypothesis().words
        return self._window.commit(words, self._rules.policy.final(before, words, self._window.end))

    def _read_full_window(self) -> list[Word]:
        """Read a full window and drop its older half; commit its pending words if no others were committed."""
        new = list(self._read())
        middle = self._window.start + self._limit // 2
        if not self._window.committed:
            overdue = sum(word.end <= middle for word in self._window.pending)
            new += self._window.commit(self._window.pending, overdue)
        self._say(self._window.trim(middle))
        return new

    def _hypothesis(self) -> Hypothesis:
        """The words behind the committed ones, none if a guard rejects them; then the prompt is dropped, too."""
        window = self._window
        began = self._clock()
        prefix = window.committed if self._rules.force_prefix else ()
        found = self._recognized(prefix)
        window.unread = 0
        reason = self._rejection(found, prefix, window.seconds)
        words: tuple[Word, ...] = ()
        window.mark = ""
        if reason:
            self._said = ""
        else:
            self._note_language(found)
            words = found.words
            if self._rules.force_prefix:
                window.mark = found.mark if prefix and prefix[-1].text[-1:].isalnum() else ""
            else:
                words = behind(window.committed, words)
            words = within(not_before(window.committed, window.not_stretched(words)), window.end)
        if not reason or self._guards.is_loop(reason, found):
            words += self._unread(words, is_loop=bool(reason))
        self._reading_s = self._clock() - began
        return dataclasses.replace(found, words=words)

    def _rejection(self, found: Hypothesis, prefix: tuple[Word, ...], audio_s: float) -> str | None:
        """Why a hypothesis is rejected; the log gets the reason without the words."""
        reason = self._guards.reason(found, prefix, audio_s)
        if reason:
            heard = f"{found.log_probability:.2f}, no speech {found.no_speech_probability:.2f}"
            _log.info("rejected, %d words in %.1f s: %s (%s)", len(found.words), audio_s, reason, heard)
            self._is_rejected = True
        return reason

    def _unread(self, words: tuple[Word, ...], *, is_loop: bool) -> tuple[Word, ...]:
        """The words behind a hypothesis that ends long before its audio does, or was a loop."""
        window = self._window
        kept = window.committed + words
        start = kept[-1].end if kept else window.start
        if not is_loop and (not kept or window.end - start < pieces.UNREAD_S * SAMPLE_RATE):
            return ()
        language = self._language or self._heard_language

        def read_piece(start: int, end: int) -> Hypothesis | None:
            samples = window.samples[start - window.start : end - window.start]
            found = self._recognizer.recognize(samples, start, (), self._rules.preface, language)
            reason = self._rejection(found, (), (end - start) / SAMPLE_RATE)
            if reason:
                return None if self._guards.is_loop(reason, found) else Hypothesis(())
            self._note_language(found)
            return found

        _log.info("read again: %.1f s behind the last word", (window.end - start) / SAMPLE_RATE)
        return pieces.read(start, window.end, read_piece)

    def _recognized(self, prefix: tuple[Word, ...]) -> Hypothesis:
        """Read the window in the session's language, or, once an utterance, in a clearly other one."""
        window = self._window
        long_enough = len(window.samples) >= _LANGUAGE_S * SAMPLE_RATE
        if self._must_ask and long_enough:
            self._must_ask = False
            found = self._recognizer.recognize(window.samples, window.start, prefix, self._prompt())
            is_clear = found.language_probability >= _OTHER_LANGUAGE_PROBABILITY
            if found.language == self._language or (is_clear and found.words):
                self._language = found.language
                return found
        return self._recognizer.recognize(window.samples, window.start, prefix, self._prompt(), self._language)

    def _note_language(self, found: Hypothesis) -> None:
        """Keep a detected language once it is certain: detected again for each reading, it could change within a
        caption."""
        if found.words:
            self._heard_language = found.language
        long_enough = len(self._window.samples) >= _LANGUAGE_S * SAMPLE_RATE
        if not self._language and long_enough and found.language_probability >= _LANGUAGE_PROBABILITY:
            self._language = found.language

    def _prompt(self) -> str:
        said = self._said if self._rules.carry_prompt else ""
        return f"{self._rules.preface} {said}".strip()

    def _say(self, words: tuple[Word, ...]) -> None:
        self._said = " ".join([self._said, *(word.text for word in words)])[-_PROMPT_CHARACTERS:].strip()
