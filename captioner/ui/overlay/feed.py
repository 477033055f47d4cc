"""From caption updates to the lines on the overlay: which words, which lines, and when they come."""

from __future__ import annotations

import math
import time
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from captioner.captions import removal
from captioner.captions.layout import Layout, Look
from captioner.captions.substitution import Substitution
from captioner.messages import CaptionUpdate, Label, View
from captioner.settings.declared import Captions, Disfluency, Settings
from captioner.ui.overlay.pacing import Pacing
from captioner.ui.overlay.window import Overlay
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences

_KEPT_LINES = 64
"""More than the overlay shows at once (6): a reading rate may hold the rest back, two minutes of fast speech."""
_LAID_OUT = 4 * _KEPT_LINES
"""Utterances that are looked at for these lines: some are fillers only and give none."""


def removed_labels(disfluency: Disfluency) -> frozenset[Label]:
    """The labels that the user wants out of the cleaned view."""
    return removal.removed_labels(
        fillers=disfluency.remove_fillers, markers=disfluency.remove_markers, repairs=disfluency.remove_repairs
    )


def substitution(captions: Captions) -> Substitution:
    """What the user wants to see in the place of words."""
    return Substitution(captions.replacements, captions.hide_profanity)


class Feed(QObject):
    """Keeps the overlay's lines in step with the controller and the settings."""

    def __init__(self, controller: Controller, overlay: Overlay, preferences: Preferences) -> None:
        super().__init__(overlay)
        self._controller = controller
        self._overlay = overlay
        self._preferences = preferences
        self._layout = Layout(self._look(), keep=_KEPT_LINES)
        self._captions = preferences.settings.captions
        self._substitution = substitution(self._captions)
        self._pacing = self._new_pacing()
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show)
        controller.session_began.connect(self._begin)
        controller.updated.connect(self._on_update)
        controller.view_changed.connect(self._lay_out_anew)
        controller.corrected.connect(self._lay_out_anew)
        preferences.changed.connect(self._on_settings)
        overlay.style_changed.connect(self._lay_out_anew)
        controller.status_changed.connect(overlay.strip.set_status)
        overlay.strip.set_status(controller.status)
        controller.running_changed.connect(overlay.set_running)
        overlay.set_running(controller.is_running)

    def stop(self) -> None:
        """No more lines come, for the window goes; those that wait after the end of a session still come before."""
        self._later.stop()

    def _new_pacing(self) -> Pacing:
        captions = self._preferences.settings.captions
        return Pacing(captions.reading_rate, captions.lines)

    def _begin(self) -> None:
        self._pacing = self._new_pacing()
        self._layout = Layout(self._look(), keep=_KEPT_LINES)
        self._overlay.captions.reset()

    def _on_update(self, update: CaptionUpdate) -> None:
        update = self._substitution.update(update)
        if not self._preferences.settings.captions.show_provisional:
            update = replace(update, provisional=())
        self._layout.accept(update)
        self._show()

    def _on_settings(self, settings: Settings) -> None:
        if self._look() != self._layout.look or settings.captions != self._captions:
            self._captions = settings.captions
            self._substitution = substitution(settings.captions)
            self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        session = self._controller.session
        entries = session.transcript.latest(_LAID_OUT) if session is not None else []
        self._layout.relayout([self._substitution.entry(entry) for entry in entries], self._look(), last=_KEPT_LINES)
        self._overlay.captions.reset()
        self._pacing = self._new_pacing()
        self._show()

    def _show(self) -> None:
        layout = self._layout
        lines = layout.last(_KEPT_LINES)
        first = layout.frozen_count + len(layout.active) - len(lines)
        limits = self._preferences.settings.captions.limit_reading_rate
        shown = self._pacing.show(first, lines, time.monotonic()) if limits else None
        if shown is not None:
            lines = lines[: max(0, shown.end - first)]
        self._overlay.captions.show_lines(first, lines)
        self._overlay.strip.set_backlog(shown.backlog if shown is not None else 0)
        if shown is not None and shown.next_in_s is not None:
            self._later.start(math.ceil(shown.next_in_s * 1000))

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
