"""`captioner clean`: removes disfluencies from text."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path

from captioner import languages
from captioner.cli import options
from captioner.cli.console import Console
from captioner.cli.exit_codes import ExitCode, UsageError
from captioner.messages import Label, LabelledWord, View, Word, WordUpdate
from captioner.settings import declared as settings

_DESCRIPTION = """\
Remove fillers, repetitions and corrections from text. Each line is one
utterance. Captioner's own transcripts (.json) and journals (.jsonl) are read
utterance by utterance. The cleaned text goes to standard output."""

_EXAMPLES = """\
examples:
  captioner clean notes.txt                 the cleaned text
  captioner clean notes.txt --marked        what would be removed, and why
  echo "I uh I want to go" | captioner clean -
  captioner clean talk.json > talk.txt"""

_MOST_LINES = 20
_MARGIN = 3
"""Frequent short words by which a language must lead before the detection stops reading."""


def add_parser(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = commands.add_parser("clean", description=_DESCRIPTION, epilog=_EXAMPLES)
    parser.add_argument("file", metavar="FILE", help="a text, .json transcript or .jsonl journal; - is standard input")
    parser.add_argument(
        "--marked", action="store_true", help="keep all words; put those to remove in brackets, with the reason"
    )
    parser.add_argument(
        "--language",
        metavar="LANGUAGE",
        default=languages.AUTO,
        type=options.language,
        help="language of the text, as de or German (default: detected from its first lines)",
    )
    parser.add_argument(
        "--model", metavar="MODEL", dest="disfluency_model", help="disfluency model: a name or a folder"
    )
    parser.add_argument(
        "--thoroughness", choices=("gentle", "standard", "thorough"), help="how readily words are removed"
    )


def run(chosen: argparse.Namespace) -> int:
    """Clean the text.

    Raises:
        CaptionerError: the text or the model cannot be read.
    """
    from captioner import loading
    from captioner.captions import wording

    console = Console()
    loaded = options.chosen_settings(argparse.Namespace(), console.note)
    for key in ("model", "thoroughness"):
        value = getattr(chosen, "disfluency_model" if key == "model" else key)
        if value is not None:
            loaded = settings.replace(loaded, f"disfluency.{key}", value)
    removed = loaded.disfluency.removed
    language, utterances = _with_language(_utterances(chosen.file), chosen.language)
    tagger = loading.tagger_factory(loaded.disfluency)(language)
    for number, words in enumerate(utterances):
        labelled = tagger.label(WordUpdate(number, tuple(words), (), utterance_ended=True)).settled
        if chosen.marked:
            console.out(wording.plain(marked(labelled, removed)))
        else:
            console.out(wording.plain(wording.text(wording.words(labelled, View.CLEANED, removed))))
    return ExitCode.FINE


def _with_language(utterances: Iterator[Sequence[Word]], asked: str) -> tuple[str, Iterator[Sequence[Word]]]:
    """The language of a text, detected from its first utterances, and all utterances; English if unclear."""
    if asked != languages.AUTO:
        return asked, utterances
    read: list[Sequence[Word]] = []
    found = ""
    while not found and len(read) < _MOST_LINES and (words := next(utterances, None)) is not None:
        read.append(words)
        found = languages.of_words((word.text for each in read for word in each), margin=_MARGIN)
    found = found or languages.of_words(word.text for each in read for word in each)
    return found or "en", chain(read, utterances)


def marked(words: Iterable[LabelledWord], removed: frozenset[Label]) -> str:
    """All words; the removed ones are in brackets, with the reason."""
    pieces = []
    for label, group in groupby(words, key=lambda one: one.label if one.label in removed else None):
        text = " ".join(one.word.text for one in group)
        pieces.append(text if label is None else f"[{text}: {label.term.replace('_', ' ')}]")
    return " ".join(pieces)


def _utterances(file: str) -> Iterator[Sequence[Word]]:
    if file.lower().endswith(".jsonl"):
        from captioner.record import journal

        for entry in journal.recover(Path(file)).transcript.read():
            yield [one.word for one in entry.words]
        return
    if file.lower().endswith(".json"):
        from captioner.export import formats as export

        for entry in export.read_json(Path(file)).entries:
            yield [one.word for one in entry.words]
        return
    for line in _lines(file):
        yield [Word(text, 0, 0, 1.0) for text in line.split()]


def _lines(file: str) -> Iterable[str]:
    if file == "-":
        return sys.stdin
    try:
        return Path(file).read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is no UTF-8 text.", "Save it as UTF-8 and try again.") from error
    except OSError as error:
        raise UsageError(f"{file} could not be read: {error.strerror or error}.") from error
