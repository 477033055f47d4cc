"""One caption session in a terminal, from the first word to the saved transcript."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from functools import partial
from pathlib import Path

from captioner import app, log, paths
from captioner.audio import sources
from captioner.captions.substitution import Substitution
from captioner.cli import options
from captioner.cli.console import Console, Style
from captioner.cli.recordings.saving import keep
from captioner.cli.terminal import caption_loop
from captioner.cli.terminal.caption_loop import SessionOutcome
from captioner.cli.terminal.engine_thread import EngineThread
from captioner.cli.terminal.keys import keys
from captioner.cli.terminal.line_view import LineView
from captioner.cli.terminal.view import TerminalView
from captioner.engine import MakeEngine, Subscriber, subscribed
from captioner.errors import CaptionerError, ExportError
from captioner.export import formats as export
from captioner.messages import Label, View
from captioner.pipeline import Pipeline
from captioner.record import session as sessions
from captioner.record.session import Session
from captioner.settings.declared import Settings

_LINE_WIDTH = 80
"""Characters of a line for a pipe: the usual width of a terminal."""


def listen(
    console: Console,
    settings: Settings,
    output: Path | None = None,
    subscribers: Sequence[Subscriber] = (),
    notice: str = "",
    *,
    may_stand_in: bool = False,
) -> None:
    """Caption the source of the settings; see `run`.

    Args:
        subscribers: get the captions, too.
        notice: a message to show first.
        may_stand_in: use the built-in speech model if the one of the settings is missing.
    """
    engine: MakeEngine
    if settings.audio.source == sources.BOTH:
        name = "the microphone and the system's sound"
        engine = partial(app.both_engine, settings, may_stand_in=may_stand_in)
    else:
        source = app.open_source(settings.audio)
        build = app.compose(settings, source, live=True, may_stand_in=may_stand_in)
        name, engine = source.name, partial(Pipeline, build)
    make = subscribed(engine, lambda: name, subscribers)
    run(console, settings, make, name, output, notice)


def run(
    console: Console, settings: Settings, make: MakeEngine, source: str, output: Path | None = None, notice: str = ""
) -> None:
    """Caption to the end, save, and print the path of the transcript.

    Args:
        make: makes the engine.
        source: the name of the source for the user.
        output: the file for the transcript besides the journal; None: a text beside the journal.
        notice: a message to show first.

    Raises:
        CaptionerError: captions ended with an error, or the transcript could not be written; the words so far are
            kept as far as the disk can store them.
    """
    general = settings.general
    folder = paths.transcripts_dir(general.transcripts_folder) if general.keep_journal else None
    models = settings.speech.model, settings.disfluency.model
    session = sessions.begin(folder, source, *models, keeper=sessions.write_at_once)
    removed = settings.disfluency.removed
    shown = options.substitution(settings)
    outcome = _caption(console, EngineThread(make), session, removed, View(general.view), notice, shown)
    errors = [outcome.error] if outcome.error is not None else []
    if session.transcript.entries or not errors:
        errors += _save(console, session, outcome, removed, output, shown)
    for error in errors[1:]:
        console.error(error.sentence())
    if errors:
        raise errors[0]


def _caption(
    console: Console,
    engine: EngineThread,
    session: Session,
    removed: frozenset[Label],
    view: View,
    notice: str,
    shown: Substitution,
) -> SessionOutcome:
    if notice:
        console.note(notice)
    with ExitStack() as stack:
        typed = stack.enter_context(keys())
        if not console.draws:
            lines = LineView(console.out, console.note, removed, view, width=_LINE_WIDTH, source=session.info.source)
            outcome = caption_loop.caption(engine, session, lines, typed, shown)
            with suppress(OSError, ExportError):  # the pipe may be closed
                lines.finish()
            return outcome
        screen = stack.enter_context(console.screen())
        display = TerminalView(
            screen, lambda: [shown.entry(each) for each in session.transcript.entries], removed, view
        )
        stack.enter_context(log.warnings_to(display.warn))
        if notice:
            display.warn(notice)
        outcome = caption_loop.caption(engine, session, display, typed, shown)
    console.lines(display.captions())
    if outcome.stands_in is not None:
        console.note(outcome.stands_in.sentence(), Style.WARNING)  # what to do about it went with the screen
    return outcome


def _save(
    console: Console,
    session: Session,
    outcome: SessionOutcome,
    removed: frozenset[Label],
    output: Path | None,
    shown: Substitution,
) -> Iterator[CaptionerError]:
    """Write the transcript; words that the disk refuses, or must not store, stay in the terminal.

    Yields:
        Errors.
    """
    path = session.path
    is_whole = False
    try:
        session.close()
        is_whole = True
        if path is not None and session.transcript.entries and not path.exists():
            yield ExportError("The transcript {path} is gone.", "Something removed it.", path=path)
    except CaptionerError as error:
        yield error
    # a journal that was removed and created again is reported as an error and kept
    journal = session.path if session.path is not None and session.path.exists() else None
    is_kept = False
    transcript = session.transcript.reworded(shown.entry)
    try:
        is_kept = keep(console, transcript, journal, outcome.view, removed, output, outcome.rejected)
    except CaptionerError as error:
        yield error
    if not is_kept and not (journal and is_whole) and console.draws:
        console.note("The words are not on the disk. Here they are; -o FILE writes them to a file.", Style.WARNING)
        wanted = export.Options(outcome.view, removed)
        console.out(export.render(transcript, export.Format.TXT, wanted), end="")
