"""The espeak-ng synthesiser, called in this process through its library: fast, many voices, word times."""

from __future__ import annotations

import ctypes
import ctypes.util
from collections.abc import Sequence

import numpy as np
import soxr

from captioner.training.speech.corpus import SAMPLE_RATE, Spoken
from captioner.training.speech.texts import Sentence, spoken
from captioner.training.speech.voices import Voice

_RETRIEVAL_SYNCHRONOUS = 2
_CHARS_UTF8 = 1
_POSITION_CHARACTERS = 1
_EVENT_END, _EVENT_WORD = 0, 1
_RATE, _PITCH, _RANGE = 1, 3, 4


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", ctypes.c_char * 8),
    )


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


class Espeak:
    """One espeak-ng in this process; the library allows no second."""

    def __init__(self) -> None:
        name = ctypes.util.find_library("espeak-ng")
        if name is None:
            raise OSError("espeak-ng is not installed (Debian: apt install espeak-ng)")
        self._library = ctypes.CDLL(name)
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._rate: int = self._library.espeak_Initialize(_RETRIEVAL_SYNCHRONOUS, 0, None, 0)
        if self._rate <= 0:
            raise OSError("espeak-ng could not be started: its data files are missing")
        self._blocks: list[np.ndarray] = []
        self._words: list[tuple[int, int]] = []
        self._callback = _CALLBACK(self._collect)
        self._library.espeak_SetSynthCallback(self._callback)

    def _collect(self, samples, count, events) -> int:  # type: ignore[no-untyped-def]
        if samples and count > 0:
            self._blocks.append(np.ctypeslib.as_array(samples, shape=(count,)).copy())
        index = 0
        while events[index].type != _EVENT_END:
            if events[index].type == _EVENT_WORD:
                self._words.append((events[index].text_position, events[index].audio_position))
            index += 1
        return 0

    def say(self, sentence: Sentence, voice: Voice) -> Spoken:
        """Speak `sentence`.

        Raises:
            OSError: espeak-ng does not know the voice, or said nothing.
        """
        if self._library.espeak_SetVoiceByName(voice.name.encode()) != 0:
            raise OSError(f"espeak-ng has no voice {voice.name}")
        self._library.espeak_SetParameter(_RATE, round(175 / voice.stretch), 0)
        self._library.espeak_SetParameter(_PITCH, voice.pitch, 0)
        self._library.espeak_SetParameter(_RANGE, voice.pitch_range, 0)
        self._blocks, self._words = [], []
        text, starts = _text(sentence.words)
        data = text.encode()
        self._library.espeak_Synth(
            data, ctypes.c_size_t(len(data) + 1), 0, _POSITION_CHARACTERS, 0, _CHARS_UTF8, None, None
        )
        if not self._blocks:
            raise OSError(f"espeak-ng said nothing in the voice {voice.name}")
        samples = np.concatenate(self._blocks)
        resampled = soxr.resample(samples, self._rate, SAMPLE_RATE)
        seconds = len(samples) / self._rate
        return Spoken(resampled, sentence.text, voice.name, "espeak", _ends(self._words, starts, seconds))


def _text(words: Sequence[str]) -> tuple[str, list[int]]:
    """The text to be spoken and where each word starts in it, in characters counted from 1 as espeak-ng does."""
    starts: list[int] = []
    text = ""
    for word in words:
        starts.append(len(text) + 1)
        text += spoken(word) + " "
    return text.rstrip(), starts


def _ends(events: Sequence[tuple[int, int]], starts: Sequence[int], seconds: float) -> tuple[float, ...]:
    """Where each word ends, from (character, milliseconds) of the words' beginnings; empty if one is missing.

    A word ends where the next begins: espeak-ng reports no pauses, so a pause counts to the word before it.
    """
    begins: list[float | None] = [None] * len(starts)
    for position, milliseconds in events:
        index = max((i for i, start in enumerate(starts) if start <= position), default=0)
        if begins[index] is None:
            begins[index] = milliseconds / 1000
    if any(begin is None for begin in begins):
        return ()
    known = [begin for begin in begins if begin is not None]
    return (*known[1:], seconds) if known == sorted(known) else ()
