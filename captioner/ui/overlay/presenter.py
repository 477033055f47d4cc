"""Turns caption updates into the overlay's lines, and scrolls back to earlier ones."""

from __future__ import annotations

import math
import time
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from captioner.captions.layout import Layout, Look
from captioner.messages import CaptionLine, CaptionUpdate, Status, View
from captioner.settings.declared import Settings
from captioner.ui.look.texts import speakers
from captioner.ui.notices.alerts import heading
from captioner.ui.overlay.pacing import Pacing
from captioner.ui.overlay.window import OverlayWindow
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences

_KEPT_LINES = 400
"""Lines for scrolling back, or held back by a reading rate: a quarter of an hour of fast speech."""
_HELD_LINES = 64
"""Lines of these that an update processes: more than are visible (6), or than a reading rate holds back."""
_LAID_OUT = 2 * _KEPT_LINES
"""Utterances that are laid out for these lines: some have only fillers and give none."""


class CaptionPresenter(QObject):
    """Updates the overlay's lines from the controller and the settings."""

    def __init__(self, controller: Controller, overlay: OverlayWindow, preferences: Preferences) -> None:
        super().__init__(overlay)
        self._controller = controller
        self._overlay = overlay
        self._preferences = preferences
        self._layout = Layout(self._look(), keep=_KEPT_LINES)
        self._captions = preferences.settings.captions
        self._substitution = preferences.substitution
        self._pacing = self._new_pacing()
        self._end = 0
        """number of lines so far, without those that a reading rate holds back"""
        self._page: int | None = None
        """number of the first visible line; None for the live lines"""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._show)
        controller.session_began.connect(self._begin)
        controller.updated.connect(self._on_update)
        controller.view_changed.connect(self._lay_out_anew)
        controller.corrected.connect(self._lay_out_anew)
        preferences.changed.connect(self._on_settings)
        overlay.style_changed.connect(self._lay_out_anew)
        overlay.scrolled.connect(self.scroll)
        overlay.captions.faded.connect(lambda: overlay.strip.set_captions_in_sight(False))
        controller.status_changed.connect(self._on_status)
        self._on_status(controller.status)
        controller.running_changed.connect(overlay.set_running)
        overlay.set_running(controller.is_running)

    def stop(self) -> None:
        """Show no more lines, because the window closes; lines that wait at the end of a session are shown first."""
        self._later.stop()

    def _new_pacing(self) -> Pacing:
        captions = self._preferences.settings.captions
        return Pacing(captions.reading_rate, captions.lines)

    def _begin(self) -> None:
        self._pacing = self._new_pacing()
        self._layout = Layout(self._look(), keep=_KEPT_LINES)
        self._end = 0
        self._leave_page()
        self._overlay.captions.reset()
        self._overlay.strip.set_captions_in_sight(False)

    def _on_status(self, status: Status) -> None:
        failure = self._controller.failure
        self._overlay.strip.set_status(status, heading(failure) if failure is not None else "")

    def _on_update(self, update: CaptionUpdate) -> None:
        update = self._substitution.update(update)
        if not self._preferences.settings.captions.show_provisional:
            certain = update.committed if self._controller.view is View.SAID else 0
            update = replace(update, provisional=update.provisional[:certain], committed=certain)
        self._layout.add_captions(update)
        self._show()

    def _on_settings(self, settings: Settings) -> None:
        if self._look() != self._layout.look or settings.captions != self._captions:
            self._captions = settings.captions
            self._substitution = self._preferences.substitution
            self._lay_out_anew()

    def _lay_out_anew(self) -> None:
        session = self._controller.session
        entries = session.transcript.latest(_LAID_OUT) if session is not None else []
        self._layout.relayout([self._substitution.entry(entry) for entry in entries], self._look(), last=_KEPT_LINES)
        self._leave_page()
        self._overlay.captions.reset()
        self._pacing = self._new_pacing()
        self._show()

    def scroll(self, by: int) -> None:
        """Show earlier or later lines; at the end the view is live again.

        Args:
            by: number of lines; negative for earlier ones.
        """
        first, lines = self._lines(_KEPT_LINES)
        shown = self._overlay.caption_style.lines
        live = max(first, self._end - shown)
        is_faded = self._page is None and not self._overlay.captions.lines()
        top = (live if self._page is None else self._page) + (0 if is_faded and by < 0 else by)
        top = max(first, top)
        if top >= live and not (is_faded and by < 0):
            self.show_live()
        elif self._end > first:
            self._page = top
            self._overlay.captions.show_page(top, lines[top - first : min(top + shown, self._end) - first])
            self._overlay.strip.set_captions_in_sight(True)
            self._tell_newer()

    def scroll_page(self, by: int) -> None:
        """As `scroll`, by the number of visible lines."""
        self.scroll(by * self._overlay.caption_style.lines)

    def show_live(self) -> None:
        """Show the newest lines again."""
        if self._page is not None:
            self._leave_page()
            self._overlay.captions.reset()
            self._show()

    def _leave_page(self) -> None:
        self._page = None
        self._overlay.strip.set_newer(None)

    def _tell_newer(self) -> None:
        assert self._page is not None
        self._overlay.strip.set_newer(max(0, self._end - self._page - self._overlay.caption_style.lines))

    def _lines(self, count: int) -> tuple[int, list[CaptionLine]]:
        """The last lines, and the number of lines before them."""
        lines = self._layout.last(count)
        return self._layout.frozen_count + len(self._layout.active) - len(lines), lines

    def _show(self) -> None:
        first, lines = self._lines(_HELD_LINES)
        limits = self._preferences.settings.captions.limit_reading_rate
        shown = self._pacing.show(first, lines, time.monotonic()) if limits else None
        if shown is not None:
            lines = lines[: max(0, shown.end - first)]
        self._end = first + len(lines)
        if self._page is None:
            self._overlay.captions.show_lines(first, lines)
            self._overlay.strip.set_captions_in_sight(bool(self._overlay.captions.lines()))
        else:
            self._tell_newer()
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
            removed=settings.disfluency.removed,
            speakers=speakers(),
        )
