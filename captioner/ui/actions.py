"""The actions that several windows share: one QAction each, with the shortcut from the settings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction, QKeySequence

from captioner.audio import sources
from captioner.messages import View
from captioner.settings.declared import Keys, Settings
from captioner.ui.look import icons, source_names, themes
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences

_ICONS = {
    "start_stop": "start",
    "pause": "pause",
    "view": "removed",
    "transcript": "transcript",
    "settings": "settings",
    "models": "models",
    "hide": "close",
    "live": "down",
}
_LEAST_POINTS = 8
_MOST_POINTS = 96
_STEP_POINTS = 2


def source_actions() -> dict[str, str]:
    """The actions that choose the source of sound, and the settings that they set."""
    return {f"source_{name}": name for name in sources.LIVE}


class Actions(QObject):
    """The actions by name; those of `settings.Keys` carry their shortcut."""

    def __init__(self, controller: Controller, preferences: Preferences, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._preferences = preferences
        self._actions: dict[str, QAction] = {}
        for name, text in self._texts().items():
            action = QAction(text, self)
            action.setObjectName(name)
            self._actions[name] = action
        for name in ("pause", "view", "click_through", "hide", *source_actions()):
            self[name].setCheckable(True)
        self._connect()
        self._on_settings(preferences.settings)
        self._on_running(controller.is_running)
        self._on_view(controller.view)

    @property
    def preferences(self) -> Preferences:
        """The settings that the actions change."""
        return self._preferences

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def bind(self, name: str, slot: Callable[[], object]) -> None:
        """Set the slot of an action that opens a window."""
        self[name].triggered.connect(lambda checked=False: slot())

    def _texts(self) -> dict[str, str]:
        return {
            "start_stop": self.tr("Start captions"),
            "pause": self.tr("Pause"),
            "view": self.tr("Show removed words"),
            **{name: source_names.action(source) for name, source in source_actions().items()},
            "earlier": self.tr("Earlier captions"),
            "later": self.tr("Later captions"),
            "live": self.tr("Back to live captions"),
            "transcript": self.tr("Transcript"),
            "history": self.tr("Past sessions"),
            "summary": self.tr("Session summary"),
            "settings": self.tr("Settings"),
            "models": self.tr("Models"),
            "transcribe": self.tr("Transcribe a recording…"),
            "click_through": self.tr("Let clicks pass through"),
            "hide": self.tr("Hide the overlay"),
            "dismiss": self.tr("Dismiss the notice"),
            "larger": self.tr("Larger text"),
            "smaller": self.tr("Smaller text"),
            "quit": self.tr("Quit"),
        }

    def _connect(self) -> None:
        controller = self._controller
        self["start_stop"].triggered.connect(controller.toggle)
        self["pause"].triggered.connect(controller.set_paused)
        self["view"].triggered.connect(self._choose_view)
        self["click_through"].triggered.connect(self._choose_click_through)
        for name, source in source_actions().items():
            self[name].triggered.connect(partial(self._choose_source, source))
        self["larger"].triggered.connect(lambda: self._resize_text(_STEP_POINTS))
        self["smaller"].triggered.connect(lambda: self._resize_text(-_STEP_POINTS))
        controller.running_changed.connect(self._on_running)
        controller.paused_changed.connect(self["pause"].setChecked)
        controller.view_changed.connect(self._on_view)
        self._preferences.changed.connect(self._on_settings)

    @Slot(bool)
    def _choose_view(self, has_removed: bool) -> None:
        self._controller.set_view(View.MARKED if has_removed else View.CLEANED)

    @Slot(bool)
    def _choose_click_through(self, on: bool) -> None:
        self._preferences.put("overlay.click_through", on)

    def _choose_source(self, source: str) -> None:
        if self._preferences.settings.audio.source != source:
            self._preferences.put("audio.source", source)
            self._controller.restart()
        self._on_settings(self._preferences.settings)

    def _resize_text(self, by: int) -> None:
        size = self._preferences.settings.overlay.font_size + by
        self._preferences.put("overlay.font_size", max(_LEAST_POINTS, min(_MOST_POINTS, size)))

    @Slot(bool)
    def _on_running(self, running: bool) -> None:
        self["start_stop"].setText(self.tr("Stop captions") if running else self.tr("Start captions"))
        self["pause"].setEnabled(running)
        self._draw(self._preferences.settings)

    def _on_view(self, view: View) -> None:
        self["view"].setChecked(view is not View.CLEANED)

    def _on_settings(self, settings: Settings) -> None:
        self["click_through"].setChecked(settings.overlay.click_through)
        for name, source in source_actions().items():
            self[name].setChecked(settings.audio.source == source)
        self._set_shortcuts(settings.keys)
        self._draw(settings)

    def _set_shortcuts(self, keys: Keys) -> None:
        for name, action in self._actions.items():
            shortcut = QKeySequence(getattr(keys, name, ""), QKeySequence.SequenceFormat.PortableText)
            action.setShortcut(shortcut)
            native = shortcut.toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{action.text()} ({native})" if native else action.text())

    def _draw(self, settings: Settings) -> None:
        colour = themes.chosen(settings.overlay).text
        for name, drawing in _ICONS.items():
            is_stop = name == "start_stop" and self._controller.is_running
            self[name].setIcon(icons.icon("stop" if is_stop else drawing, colour))
