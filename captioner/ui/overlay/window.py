"""The caption window: frameless, always on top, never taking the keyboard focus."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFontMetricsF,
    QGuiApplication,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from captioner.settings.declared import Settings
from captioner.settings.option import Option
from captioner.ui.actions import Actions
from captioner.ui.desktop.motion import system_reduces_motion
from captioner.ui.look import themes
from captioner.ui.menu import menu, set_theme
from captioner.ui.overlay import placement
from captioner.ui.overlay.caption_style import CaptionStyle, resolve
from captioner.ui.overlay.caption_view import CaptionView
from captioner.ui.overlay.dragging import Dragging
from captioner.ui.overlay.ground import Ground
from captioner.ui.overlay.placement import Monitor
from captioner.ui.overlay.strip import OverlayStrip
from captioner.ui.state.preferences import Preferences

FLAGS = (
    Qt.WindowType.Tool
    | Qt.WindowType.FramelessWindowHint
    | Qt.WindowType.WindowStaysOnTopHint
    | Qt.WindowType.WindowDoesNotAcceptFocus
    | Qt.WindowType.NoDropShadowWindowHint
)
CONTROLS = ("start_stop", "pause", "view", "transcript", "settings", "hide")
_NOTCH = 120
"""Eighths of a degree in one notch of a mouse wheel."""


class OverlayWindow(QWidget):
    """The overlay; its size follows the settings, and dragging its edges changes them.

    Signals:
        style_changed: the `CaptionStyle` has changed, so lines must be laid out again.
        scrolled: int, lines by the mouse wheel; negative for earlier ones.
    """

    style_changed = Signal(object)
    scrolled = Signal(int)

    def __init__(self, actions: Actions, preferences: Preferences) -> None:
        super().__init__(None, FLAGS)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_MacAlwaysShowToolWindow)
        self.setWindowTitle(self.tr("Captioner: captions"))
        self.setAccessibleName(self.tr("Caption overlay"))
        self._preferences = preferences
        self._is_hovered = False
        self._wheel = 0
        """part of a notch, in eighths of a degree"""
        self._is_running = True
        self._ground = Ground(self)
        overlay = preferences.settings.overlay
        self._theme = themes.chosen(overlay)
        self._style = self._resolved()
        self.captions = CaptionView(self._style, self)
        self.captions.setMouseTracking(True)
        self.strip = OverlayStrip([actions[name] for name in CONTROLS], actions["live"], self._theme, self._style, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.strip)
        column.addWidget(self.captions)
        self.addActions(list(actions))
        self.menu = menu(actions, self)
        set_theme(self.menu, self._theme)
        self._dragging = Dragging(self)
        self._dragging.moved.connect(self._on_dragged)
        self._dragging.resized.connect(self._on_resized)
        self._dragging.dropped.connect(self._on_dropped)
        preferences.changed.connect(self._on_settings)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)
        for change in (application.screenAdded, application.screenRemoved, application.primaryScreenChanged):
            change.connect(self._on_screens)
        application.screenAdded.connect(self._watch)
        for screen in application.screens():
            self._watch(screen)
        self._fit()
        self.place()
        self.set_click_through(overlay.click_through)

    @property
    def caption_style(self) -> CaptionStyle:
        """The current style of captions."""
        return self._style

    def set_click_through(self, on: bool) -> None:
        """Let mouse clicks pass through; the tray, a shortcut or the transcript window switches this off."""
        flags = FLAGS | Qt.WindowType.WindowTransparentForInput if on else FLAGS
        # setWindowFlags would hide the window; the attribute of the native window can change while it is shown
        self.overrideWindowFlags(flags)
        handle = self.windowHandle()
        if handle is not None:
            handle.setFlag(Qt.WindowType.WindowTransparentForInput, on)
        if on:
            self._set_hovered(False)

    def set_running(self, running: bool) -> None:
        """Set whether captions run; otherwise the controls stay visible, so that a new user finds how to start."""
        self._is_running = running
        self.strip.set_active(self._is_hovered or not running)

    def place(self) -> None:
        """Move to the stored position for these monitors, or to the edge in the settings."""
        monitors = _monitors()
        overlay = self._preferences.settings.overlay
        size = self.sizeHint()
        rect = placement.kept_place(overlay.places, monitors)
        corner = placement.at_edge(overlay.position, size, monitors[0]) if rect is None else rect.topLeft()
        place = QRect(corner, size)
        self.setGeometry(placement.kept_inside(place, placement.monitor_of(place, monitors)))

    def sizeHint(self) -> QSize:
        """Room for the strip and the lines, but no wider than the screen."""
        captions, strip = self.captions.sizeHint(), self.strip.sizeHint()
        width = max(captions.width(), strip.width())
        return QSize(min(width, self._monitor().free.width()), captions.height() + strip.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the background, and a frame while the mouse is over it."""
        painter = QPainter(self)
        frame = QColor(self._theme.border) if self._is_hovered else None
        self._ground.paint(painter, QRectF(event.rect()), self._style.background, frame)
        painter.end()

    def showEvent(self, event: QShowEvent) -> None:
        """Check whether translucency works now."""
        self._ground.look_for_compositor()
        super().showEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Update the round corners."""
        self._ground.cut_corners()
        super().resizeEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the controls under the mouse, and check for a compositor."""
        self._ground.look_for_compositor()
        self._set_hovered(True)

    def leaveEvent(self, event: QEvent) -> None:
        """Hide the controls."""
        self._set_hovered(False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Show the tray's menu."""
        self.menu.popup(event.globalPos())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll a line for each notch of the wheel; touch pads send parts of a notch."""
        self._wheel += event.angleDelta().y()
        lines = int(self._wheel / _NOTCH)
        if lines:
            self._wheel -= lines * _NOTCH
            self.scrolled.emit(-lines)
        event.accept()

    def _set_hovered(self, hovered: bool) -> None:
        self._is_hovered = hovered
        self.strip.set_active(hovered or not self._is_running)
        self.update()

    def _resolved(self) -> CaptionStyle:
        settings = self._preferences.settings
        room = self._monitor().free.width()
        reduced = system_reduces_motion()
        return resolve(settings.overlay, settings.captions, room=room, system_reduces_motion=reduced)

    def _monitor(self) -> Monitor:
        """The monitor that the overlay is on, or will be on."""
        monitors = _monitors()
        if self.isVisible():
            return placement.monitor_of(self.geometry(), monitors)
        place = placement.kept_place(self._preferences.settings.overlay.places, monitors)
        return placement.monitor_of(place or QRect(), monitors)

    def _on_settings(self, settings: Settings, options: tuple[Option, ...]) -> None:
        overlay = self._preferences.settings.overlay
        self._theme = themes.chosen(overlay)
        set_theme(self.menu, self._theme)
        self.strip.set_look(self._theme, self._style)
        self.set_click_through(overlay.click_through)
        self._restyle()
        if any(option.key == "overlay.position" for option in options):
            self._go_to_edge(settings.overlay.position)
        self.update()

    def _watch(self, screen: QScreen) -> None:
        """Watch for changes of a screen's resolution, scale, rotation and panels."""
        screen.geometryChanged.connect(self._on_screens)
        screen.availableGeometryChanged.connect(self._on_screens)

    def _on_screens(self) -> None:
        """After a change of monitors, move to the stored position for these, or to the edge."""
        self._restyle()
        self.place()

    def _go_to_edge(self, position: str) -> None:
        """Move to the chosen edge, unless a drag has already moved the overlay there."""
        monitor = self._monitor()
        if position in ("free", placement.snapped(self.geometry(), monitor)[1]):
            return
        self.move(placement.at_edge(position, self.size(), monitor))
        self._remember()

    def _restyle(self) -> None:
        """Apply changed settings of the look, or the width of another screen."""
        style = self._resolved()
        if style != self._style:
            self._style = style
            self.captions.set_style(style)
            self.strip.set_look(self._theme, style)
            self._fit()
            self.style_changed.emit(style)

    def _fit(self) -> None:
        """Resize for the settings, keeping the edge that the overlay is at."""
        old, size = self.geometry(), self.sizeHint()
        at_top = self._preferences.settings.overlay.position == "top"
        edges = Qt.Edge.BottomEdge if at_top else Qt.Edge.TopEdge
        place = placement.anchored(old, edges, size)
        place.moveLeft(old.center().x() - size.width() // 2)
        self.setFixedSize(size)
        self.setGeometry(placement.kept_inside(place, placement.monitor_of(place, _monitors())))

    def _on_dragged(self, rect: QRect) -> None:
        monitor = placement.monitor_of(rect, _monitors())
        self.setGeometry(placement.kept_inside(placement.snapped(rect, monitor)[0], monitor))

    def _on_resized(self, rect: QRect, edges: Qt.Edge) -> None:
        self._take_size(rect.size())
        place = placement.anchored(rect, edges, self.size())
        self.setGeometry(placement.kept_inside(place, placement.monitor_of(place, _monitors())))

    def _take_size(self, size: QSize) -> None:
        """Set the number of lines and their width to fit a size."""
        style = self._style
        room = size - QSize(round(2 * style.padding), round(2 * style.padding) + self.strip.sizeHint().height())
        lines = max(1, min(6, round(room.height() / style.line_height)))
        width = max(16, min(120, round(room.width() / QFontMetricsF(style.font).averageCharWidth())))
        self._preferences.put("captions.lines", lines)
        self._preferences.put("captions.width", width)

    def _on_dropped(self) -> None:
        """Store the position for this set of monitors, and its edge."""
        self._remember()
        self._preferences.put("overlay.position", placement.snapped(self.geometry(), self._monitor())[1])
        self._restyle()

    def _remember(self) -> None:
        rect = self.geometry()
        places = dict(self._preferences.settings.overlay.places)
        places[placement.layout_key(_monitors())] = [rect.x(), rect.y(), rect.width(), rect.height()]
        self._preferences.put("overlay.places", places)


def _monitors() -> Sequence[Monitor]:
    """The current screens, the main one first."""
    primary = QGuiApplication.primaryScreen()
    screens = sorted(QGuiApplication.screens(), key=lambda each: each is not primary)
    return [Monitor(each.name(), each.geometry(), each.availableGeometry()) for each in screens]
