"""From caption updates to the lines on the overlay: which words, which lines, and when they come."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from captioner.captions.layout import Layout, Look
from captioner.messages import CaptionUpdate, Label, View
from captioner.settings import Disfluency, Settings
from captioner.ui.controller import Controller
from captioner.ui.overlay import Overlay
from captioner.ui.preferences import Preferences

_KEPT_LINES = 16
"""More than the overlay ever shows (6 lines and those that glide out)."""


def removed_labels(disfluency: Disfluency) -> frozenset[Label]:
    """The labels that the user wants out of the cleaned view."""
    chosen: set[Label] = set()
    if disfluency.remove_fillers:
        chosen.add(Label.FILLED_PAUSE)
    if disfluency.remove_markers:
        chosen.add(Label.DISCOURSE_MARKER)
    if disfluency.remove_repairs:
        chosen |= {Label.INTERREGNUM, Label.REPARANDUM}
    return frozenset(chosen)


class Feed(QObject):
    """Keeps the overlay's lines in step with the controller and the settings."""

    def __init__(self, controller: Controller, overlay: Overlay, preferences: Preferences) -> None:
        super().__init__(overlay)
        self._controller = controller
        self._overlay = overlay
        self._preferences = preferences
        self._layout = Layout(self._look(), keep=_KEPT_LINES)
        controller.session_began.connect(self._begin)
        controller.updated.connect(self._on_update)
        controller.view_changed.connect(self._lay_out_anew)
        controller.corrected.connect(self._lay_out_anew)
        preferences.changed.connect(self._on_settings)
        overlay.style_changed.connect(self._lay_out_anew)
        controller.status_changed.connect(overlay.strip.set_status)
        overlay.strip.set_status(controller.status)

    def _begin(self) -> None:
        self._layout = Layout(self._look(), keep=_KEPT_LINES)
        self._overlay.captions.reset()

    def _on_update(self, update: CaptionUpdate) -> None:
        if not self._preferences.settings.captions.show_provisional:
            update = replace(update, provisional=())
        self._layout.accept(update)
        self._show()

    def _on_settings(self, settings: Settings) -> None:
        if self._look() != self._layout.look:
            self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        session = self._controller.session
        entries = tuple(session.transcript.read()) if session is not None else ()
        self._layout.relayout(entries, self._look(), last=_KEPT_LINES)
        self._overlay.captions.reset()
        self._show()

    def _show(self) -> None:
        layout = self._layout
        lines = layout.last(_KEPT_LINES)
        first = layout.frozen_count + len(layout.active) - len(lines)
        self._overlay.captions.show_lines(first, lines)

    def _look(self) -> Look:
        style = self._overlay.caption_style
        settings = self._preferences.settings
        return Look(
            measure=style.measure,
            width=style.width,
            view=self._controller.view,
            removed=removed_labels(settings.disfluency),
            show_leaving=settings.captions.show_provisional and self._controller.view is View.CLEANED,
        )
