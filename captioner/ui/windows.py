"""Makes all windows of the running program and connects them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QSystemTrayIcon

from captioner.errors import Sentence
from captioner.settings.declared import Settings
from captioner.settings.themes import Theme
from captioner.ui.actions import Actions
from captioner.ui.desktop.global_shortcuts import GlobalShortcuts
from captioner.ui.desktop.tray import Tray
from captioner.ui.look import texts, themes
from captioner.ui.notices.alert_window import AlertWindow
from captioner.ui.notices.alerts import Alerts, Notice
from captioner.ui.notices.other_language import OtherLanguage
from captioner.ui.notices.stand_in import StandIn
from captioner.ui.overlay.presenter import CaptionPresenter
from captioner.ui.overlay.window import OverlayWindow
from captioner.ui.state.backend import Backend
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from captioner.ui.transcript.live_transcript import LiveTranscript
from captioner.ui.window_opener import WindowOpener


class Windows(QObject):
    """Makes the windows and connects them; each uses the controller and the settings, none uses another."""

    def __init__(
        self, application: QApplication, controller: Controller, preferences: Preferences, backend: Backend
    ) -> None:
        super().__init__(application)
        self._application = application
        self.controller = controller
        self.preferences = preferences
        self._theme: Theme | None = None
        self.alerts = Alerts(self)
        self.actions = Actions(controller, preferences, self)
        self.overlay = OverlayWindow(self.actions, preferences)
        self.presenter = CaptionPresenter(controller, self.overlay, preferences)
        self.transcript = LiveTranscript(self.actions, controller, preferences)
        self.actions.bind("earlier", lambda: self.presenter.scroll_page(-1))
        self.actions.bind("later", lambda: self.presenter.scroll_page(1))
        self.actions.bind("live", self.presenter.show_live)
        self.actions.bind("transcript", self.transcript.open)
        self.global_shortcuts = GlobalShortcuts(self.actions, preferences, self.alerts)
        self.opener = WindowOpener(self.actions, controller, preferences, self.alerts, backend, self.global_shortcuts)
        self.transcript.recording_dropped.connect(self.opener.transcribe)
        self.opener.live_asked.connect(self.transcript.open_at)
        self.tray = Tray(self.actions, controller, preferences, self.alerts)
        self.alert_window = AlertWindow(self.alerts)
        self.alert_window.stand_beside(self.overlay)
        self.alerts.bind(self.actions["models"].trigger, self.actions["settings"].trigger)
        self.actions.bind("dismiss", self.alerts.dismiss)
        self.actions["dismiss"].setEnabled(False)
        self.alerts.changed.connect(lambda notice: self.actions["dismiss"].setEnabled(notice is not None))
        self.other_language = OtherLanguage(controller, preferences, self.alerts, self.opener, backend.models)
        self.stand_in = StandIn(controller, self.alerts)
        self.transcript.failed.connect(self.alerts.report)
        preferences.failed.connect(self.alerts.report)
        preferences.changed.connect(self._on_settings)
        self.actions["hide"].toggled.connect(self._on_hidden)
        self.actions["quit"].triggered.connect(application.quit)
        self._on_settings(preferences.settings)

    def show(self) -> None:
        """Show the overlay and the tray icon."""
        self.overlay.show()
        self.tray.show()

    def bring_back(self) -> None:
        """Show the overlay on top again, because the program was started a second time."""
        self.actions["hide"].setChecked(False)
        self.overlay.show()
        self.overlay.raise_()

    def tell(self, notices: Sequence[Sentence]) -> None:
        """Show the notices about the settings file."""
        for notice in notices:
            self.alerts.notify(Notice(self.tr("The settings"), texts.said(notice), ""))

    def tell_broken_off(self, sessions: int) -> None:
        """Report sessions that a crash ended, and that nothing is lost."""
        if sessions:
            text = self.tr("%n session(s) ended unexpectedly.", "", sessions)
            remedy = self.tr("The words are kept: open “Past sessions”.")
            self.alerts.notify(Notice(self.tr("Recovered"), text, remedy))

    def tell_served(self, address: str) -> None:
        """Show the address of the captions page."""
        text = self.tr("The captions are at {address}").format(address=address)
        remedy = self.tr("Open it in a browser, or add it to OBS as a browser source.")
        self.alerts.notify(Notice(self.tr("Captions page"), text, remedy))

    def close(self) -> None:
        """Close all windows, before the program ends."""
        self.presenter.stop()
        self.global_shortcuts.close()
        self.opener.close()
        self.tray.close()
        self.transcript.close()
        for window in (self.alert_window, self.overlay):
            window.close()
            window.deleteLater()

    def _on_hidden(self, hidden: bool) -> None:
        self.overlay.setVisible(not hidden)
        if hidden:
            self._leave_a_way_back()

    def _leave_a_way_back(self) -> None:
        """Open the transcript window if there is no tray: then only its menus can bring the overlay back."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            self.transcript.open()

    def _on_settings(self, settings: Settings) -> None:
        if settings.overlay.click_through and self.overlay.isVisible():
            self._leave_a_way_back()
        theme = themes.chosen(settings.overlay)
        if theme != self._theme:
            self._theme = theme
            themes.apply(theme)
