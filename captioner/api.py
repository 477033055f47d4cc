"""Captioner as a Python library: `from captioner import transcribe, clean, Pipeline, stages`; see docs/python.md.

It does not read the user's settings: an argument that is left out has its default from `Settings()`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache, partial
from os import PathLike, fspath
from pathlib import Path

from captioner import app, languages, loading
from captioner.audio import sources
from captioner.audio.file import FileSource
from captioner.audio.source import AudioSource
from captioner.captions import wording
from captioner.disfluency.tagger import Tagger
from captioner.errors import CaptionerError, SettingsError
from captioner.export import formats as export
from captioner.export.formats import Format, Options
from captioner.messages import Label, LabelledWord, Status, View, Word, WordUpdate, seconds
from captioner.models import store as model_store
from captioner.pipeline import Parts, Pipeline
from captioner.record.recording_transcript import RecordingTranscript
from captioner.record.transcript import Transcript
from captioner.settings import declared
from captioner.settings.declared import Disfluency, Settings, Speech

__all__ = ["CaptionerError", "Pipeline", "Transcription", "clean", "stages", "transcribe"]


class Transcription:
    """What was said in a recording: every word with its times and its label.

    Attributes:
        transcript: the record itself, `captioner.record.transcript.Transcript`.
    """

    def __init__(self, transcript: Transcript, removed: frozenset[Label]) -> None:
        self.transcript = transcript
        self._removed = removed

    @property
    def cleaned(self) -> str:
        """The cleaned text, one sentence a line: without the words that the disfluency model removes."""
        return self.text(Format.TXT)

    @property
    def said(self) -> str:
        """All words as they were said, one sentence a line."""
        return self.text(Format.TXT, View.SAID)

    @property
    def words(self) -> list[LabelledWord]:
        """Every word in order; its times are samples at 16 kHz since the recording began."""
        return [word for entry in self.transcript.read() for word in entry.words]

    @property
    def language(self) -> str:
        """Two-letter code of the spoken language; empty where it is not known."""
        return self.transcript.info.language

    def text(self, file_format: str = "txt", view: str = "cleaned") -> str:
        """The transcript in a file format.

        Args:
            file_format: `txt`, `srt`, `vtt`, `tsv`, `json`, `md` or `html`.
            view: `cleaned`, `said`, or `marked`: every word, with removed words marked.

        Raises:
            ValueError: there is no such format or view.
        """
        return export.render(self.transcript, Format(file_format), self._options(view))

    def write(self, path: str | PathLike[str], view: str = "cleaned") -> None:
        """Write a file, whole or not at all; the ending of its name sets the format.

        Raises:
            ValueError: there is no such view.
            ExportError: there is no such format, or the file cannot be written.
        """
        export.write(self.transcript, Path(path), self._options(view))

    def _options(self, view: str) -> Options:
        return Options(View(view), self._removed)


def transcribe(
    recording: str | PathLike[str],
    *,
    model: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
    on_progress: Callable[[float, float], None] | None = None,
) -> Transcription:
    """Transcribe a recording faster than real time; blocks until it is done.

    Args:
        recording: a file with sound, also a video.
        model: name or folder of a speech model; None: the settings' own.
        language: the spoken language, as `de` or `German`; None: the settings' own.
        settings: everything else.
        on_progress: called with seconds read and seconds in all, 0 where that is not known.

    Raises:
        CaptionerError: the recording or a model cannot be used.
    """
    wanted = _settings(settings, model, language)
    source = FileSource(Path(recording), paced=False)
    read = RecordingTranscript(source.name, wanted.speech.model)

    def tell(status: Status) -> None:
        for gap in status.gaps:
            transcript.mark(gap)
        if on_progress is not None and status.position:
            on_progress(seconds(status.position), seconds(status.length))

    models = _loaded(wanted.speech, wanted.disfluency, live=False)
    Pipeline(lambda: app.stages(models, wanted, source), read.take, tell).run()
    transcript = read.end(partial(model_store.default().disfluency_name, wanted.disfluency.model))
    return Transcription(transcript, wanted.disfluency.removed)


def stages(
    source: str | PathLike[str] | AudioSource = sources.MICROPHONE,
    *,
    model: str | None = None,
    language: str | None = None,
    settings: Settings | None = None,
) -> Callable[[], Parts]:
    """The stages of a live `Pipeline`: `Pipeline(stages("mic"), on_update).run()`. The models load in `run`.

    Args:
        source: `mic`, `system` (the machine's sound), the path of a recording, which is read in real time, or a
            source of your own (`captioner.audio.source.AudioSource`).
        model: name or folder of a speech model; None: the settings' own.
        language: the spoken language; None: the settings' own.
        settings: everything else.

    Raises:
        CaptionerError: there is no such source on this machine, or a value is not allowed.
    """
    wanted = _settings(settings, model, language)
    if isinstance(source, str | PathLike):
        wanted = declared.replace(wanted, "audio.source", fspath(source))
        opened: AudioSource = app.open_source(wanted.audio)
    else:
        opened = source
    return lambda: app.stages(_loaded(wanted.speech, wanted.disfluency, live=True), wanted, opened)


def clean(text: str, *, language: str = languages.AUTO, thoroughness: str = "standard", model: str = "auto") -> str:
    """Remove fillers, repetitions and corrections from a text with one utterance a line.

    Args:
        language: as `de` or `German`; auto: detected from the text, English where that fails.
        thoroughness: `gentle`, `standard` or `thorough`: how readily words are removed.
        model: name or folder of a disfluency model; auto: the one of the language.

    Raises:
        CaptionerError: a value is not allowed, or the model cannot be used.
    """
    lines = [line.split() for line in text.splitlines()]
    code = _code(language)
    if code == languages.AUTO:
        code = languages.of_words(word for line in lines for word in line) or "en"
    wanted = declared.replace(Settings(), "disfluency.thoroughness", thoroughness)
    wanted = declared.replace(wanted, "disfluency.model", model)
    tagger = _tagger(wanted.disfluency, code)
    cleaned = (_cleaned(tagger, number, line) for number, line in enumerate(lines))
    return "\n".join(cleaned)


def _cleaned(tagger: Tagger, number: int, line: Sequence[str]) -> str:
    words = tuple(Word(text, 0, 0, 1.0) for text in line)
    labelled = tagger.label(WordUpdate(number, words, (), utterance_ended=True)).settled
    return wording.text(wording.words(labelled, View.CLEANED))


def _settings(settings: Settings | None, model: str | None, language: str | None) -> Settings:
    wanted = settings or Settings()
    if model is not None:
        wanted = declared.replace(wanted, "speech.model", model)
    if language is not None:
        wanted = declared.replace(wanted, "speech.language", _code(language))
    return wanted


def _code(language: str) -> str:
    try:
        return languages.code(language)
    except ValueError as error:
        raise SettingsError(
            "There is no language {language}.", "Choose one such as de or German, or auto.", language=language
        ) from error


@lru_cache(maxsize=2)  # one for recordings, one live
def _loaded(speech: Speech, disfluency: Disfluency, *, live: bool) -> loading.Models:
    return loading.load_models(Settings(speech=speech, disfluency=disfluency), live=live)


@lru_cache(maxsize=4)
def _tagger(disfluency: Disfluency, language: str) -> Tagger:
    return loading.tagger_factory(disfluency)(language)
