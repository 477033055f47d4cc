"""Options of the commands that transcribe recordings; they have the names of Whisper's own command if it has the
same."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING

from captioner.cli import options
from captioner.cli.exit_codes import UsageError

if TYPE_CHECKING:
    from captioner.cli.console import Console
    from captioner.cli.recordings.batch import Existing, RecordingBatch
    from captioner.export.document import Options
    from captioner.settings.declared import Settings

_ALL = "all"
_SWITCHES = ("--word-timestamps", "--highlight-words")
VIEWS = """\
views:
  cleaned  without fillers and repairs (default: as in the settings)
  marked   every word; those that the cleaned view leaves out are marked
  said     every word as it was said"""


def as_whisper_writes(words: Sequence[str]) -> list[str]:
    """A command line with Whisper's option names turned into ours.

    `--output_dir` becomes `--output-dir`, `--word_timestamps True` becomes `--word-timestamps`; with False it is
    removed.
    """
    result: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--":
            return [*result, word, *rest]
        name, equals, value = word.partition("=")
        if name.startswith("--"):
            name = name.replace("_", "-")
            word = name + equals + value
        if name in _SWITCHES:
            if not equals and rest and rest[0] in ("True", "False"):
                value = rest.pop(0)
            if value != "False":
                result.append(name if value in ("", "True") else word)
            continue
        result.append(word)
    return result


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add the options for reading recordings."""
    group = parser.add_argument_group("reading")
    options.add_model(group)
    options.add_language(group)
    options.add_verbatim(group)
    group.add_argument(
        "--task", choices=("transcribe", "translate"), default="transcribe", help="translate writes English"
    )
    group.add_argument("--initial-prompt", metavar="TEXT", default="", help="text that came before, for the model")
    group.add_argument("--hotwords", metavar="TEXT", help="names and terms to expect (default: the settings' own)")
    group.add_argument(
        "--track",
        type=options.at_least_one,
        metavar="N",
        help="sound track of videos with several, from 1 (default: the main one)",
    )
    group.add_argument("--threads", type=int, metavar="N", help="of the processor; 0 lets Captioner choose")
    group.add_argument(
        "--device", dest="compute_device", choices=("auto", "cpu", "cuda"), help="where recognition runs"
    )
    group.add_argument("--compute-type", metavar="TYPE", help="number format: auto, int8, float16, float32 and others")


def add_writing(parser: argparse.ArgumentParser) -> None:
    """Add the options for writing transcripts."""
    group = parser.add_argument_group("writing")
    group.add_argument(
        "-f",
        "--format",
        "--output-format",
        dest="formats",
        action="append",
        choices=(*options.FORMATS, _ALL),
        help="of the transcripts, may be given several times (default: by the ending of -o, else txt)",
    )
    options.add_view(group, "what is written (default: as in the settings)")
    group.add_argument("--word-timestamps", action="store_true", help="vtt says when each word begins (json always)")
    group.add_argument("--highlight-words", action="store_true", help="srt and vtt underline each word as it is said")
    group.add_argument(
        "--max-line-width", type=options.at_least_one, metavar="N", help="columns of a line of subtitles (default: 42)"
    )
    group.add_argument(
        "--max-line-count", type=options.at_least_one, metavar="N", help="lines of a subtitle (default: 2)"
    )


def chosen_formats(chosen: argparse.Namespace) -> tuple[str, ...]:
    """The chosen formats, each once; empty if none is chosen."""
    named = chosen.formats or []
    return options.FORMATS if _ALL in named else tuple(dict.fromkeys(named))


def chosen_options(chosen: argparse.Namespace, settings: Settings) -> Options:
    """The export options of the command line."""
    from captioner.export.cues import CueShape
    from captioner.export.document import Options, Subtitles
    from captioner.messages import View

    usual = CueShape()
    return Options(
        View(chosen.view or settings.general.view),
        settings.disfluency.removed,
        subtitles=Subtitles(
            CueShape(chosen.max_line_width or usual.columns, chosen.max_line_count or usual.lines),
            highlights_words=chosen.highlight_words,
            has_word_times=chosen.word_timestamps,
        ),
    )


def load_settings(chosen: argparse.Namespace, console: Console) -> Settings:
    """The settings with the values of the command line.

    Raises:
        UsageError: a value is not allowed, or the task is one that the model cannot do.
        ModelError: there is no such speech model.
    """
    from captioner.errors import SettingsError

    try:
        settings = options.chosen_settings(chosen, console.note)
    except SettingsError as error:
        raise UsageError(str(error), error.advice) from error
    if chosen.task == "translate":
        _check_translates(settings.speech.model)
    return settings


def batch_of(chosen: argparse.Namespace, console: Console, existing: Existing) -> RecordingBatch:
    """A batch that transcribes as the command line says.

    Args:
        existing: what happens to transcripts that are there.

    Raises:
        UsageError, ModelError: as `load_settings`.
    """
    from captioner.cli.recordings import batch

    settings = load_settings(chosen, console)
    opener = batch.opener(
        settings, chosen.track, task=chosen.task, opening=chosen.initial_prompt, may_stand_in=chosen.model is None
    )
    written = "en" if chosen.task == "translate" else ""
    how = chosen_options(chosen, settings)
    return batch.RecordingBatch(console, settings, how, opener, existing, written=written)


def _check_translates(name: str) -> None:
    from captioner.models import store as model_store

    model = model_store.default().find("speech", name)
    if model.manifest is not None and len(model.manifest.languages) == 1:
        raise UsageError(
            f"The speech model {model.name} knows one language and cannot translate.",
            "Choose one that knows several: `captioner models fetch base`, then --model base.",
        )
