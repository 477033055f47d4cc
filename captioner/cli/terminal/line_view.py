"""Captions for pipes and dumb terminals: writes a line once it is settled."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from captioner.captions.layout import Layout, Look
from captioner.captions.wording import plain
from captioner.cli.terminal.status_line import sentence
from captioner.messages import CaptionUpdate, Label, State, Status, View


class LineView:
    """Writes every full line of settled words, and the rest of an utterance at its end."""

    def __init__(
        self,
        write: Callable[[str], None],
        note: Callable[[str], None],
        removed: frozenset[Label],
        view: View,
        *,
        width: int,
        source: str,
    ) -> None:
        """Write nothing yet.

        Args:
            write: gets the lines.
            note: gets messages about the state.
            removed: the labels that are not part of the cleaned view.
            view: the first view.
            width: of a line, in characters.
            source: the name of the source for the user.
        """
        self._write = write
        self._note = note
        self._layout = Layout(Look(len, width, view, removed))
        self._view = view
        self._source = source
        self._written = 0
        self._told: set[State] = set()
        self._is_away = False

    @property
    def view(self) -> View:
        """The current view."""
        return self._view

    def add_captions(self, update: CaptionUpdate) -> None:
        """Write the lines that are full now."""
        if not self._layout.active and self._layout.look.view is not self._view:
            self._layout = Layout(replace(self._layout.look, view=self._view))
            self._written = 0
        self._layout.add_captions(update)
        new = self._layout.frozen_count - self._written
        self._written = self._layout.frozen_count
        for line in list(self._layout.frozen)[-new:] if new else []:
            self._write(plain(line.text))

    def finish(self) -> None:
        """Write the settled words of an interrupted utterance."""
        rest = "".join(run.text for line in self._layout.active for run in line.runs if run.is_settled)
        if rest:
            self._write(plain(rest))

    def tell(self, status: Status) -> None:
        """Write the first state, and each state that is a warning."""
        source = status.source or self._source
        if self._is_away and status.state is not State.AWAY:
            self._is_away = False
            self._note(f"{source} is back.")
        if status.state not in self._told or (status.state is State.AWAY and not self._is_away):
            self._told.add(status.state)
            self._is_away = status.state is State.AWAY
            if words := sentence(status, source):
                self._note(words)

    def warn(self, sentence: str) -> None:
        """Write a warning."""
        self._note(sentence)

    def show(self, view: View) -> None:
        """Switch the view from the next utterance on; written lines stay."""
        self._view = view

    def draw(self) -> None:
        """Nothing to do: everything is written at once."""
