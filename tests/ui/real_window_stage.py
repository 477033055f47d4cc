"""A program of its own for test_real_window: an ordinary window with the overlay above it, driven by standard input."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEvent, QPoint, QPointF, QSocketNotifier, Qt
from PySide6.QtGui import QEnterEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget

from captioner.settings.declared import Settings
from captioner.ui.actions import Actions
from captioner.ui.desktop.global_keys import GlobalKeys
from captioner.ui.overlay.window import OverlayWindow
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from tests.ui.fakes import EngineShop, line, session


class Below(QWidget):
    """What the user works in while captions run."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("below")
        self.presses = 0
        self.field = QLineEdit(self)
        column = QVBoxLayout(self)
        column.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.presses += 1


class Stage:
    """Answers one line for each line."""

    def __init__(self) -> None:
        self.preferences = Preferences(Settings(), None)
        self.controller = Controller(EngineShop(), session)
        self.overlay = OverlayWindow(Actions(self.controller, self.preferences), self.preferences)
        self.below = Below()
        self.below.showMaximized()
        self.overlay_presses = 0
        self.keys = GlobalKeys()
        self.heard = "nothing"
        self.keys.pressed.connect(self.hear)
        self.notifier = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read)
        self.notifier.activated.connect(self.answer)

    def answer(self) -> None:
        command, _, rest = sys.stdin.readline().strip().partition(" ")
        print(getattr(self, f"do_{command}")(rest), flush=True)

    def do_show(self, rest: str) -> str:
        self.overlay.show()
        self.overlay.captions.show_lines(0, (line("Settled words", frozen=True), line("and others", settled=False)))
        return "shown"

    def do_see(self, rest: str) -> str:
        """The colours at a corner of the overlay, inside it at its edge, and of the window below."""
        screen = self.overlay.screen().grabWindow(0).toImage()
        place = self.overlay.geometry()
        corner, inside = place.topLeft() + QPoint(1, 1), place.topLeft() + QPoint(place.width() // 2, 4)
        below = QPoint(place.left() - 20, place.top() - 20)
        return " ".join(screen.pixelColor(each).name() for each in (corner, inside, below))

    def do_hover(self, rest: str) -> str:
        at = QPointF(self.overlay.rect().center())
        self.overlay.enterEvent(QEnterEvent(at, at, at))
        self.overlay.leaveEvent(QEvent(QEvent.Type.Leave))
        return "done"

    def do_menu(self, rest: str) -> str:
        return str(self.overlay.menu.isVisible())

    def do_theme(self, rest: str) -> str:
        self.preferences.put("overlay.theme", rest)
        return "done"

    def do_presses(self, rest: str) -> str:
        return str(self.below.presses)

    def do_typed(self, rest: str) -> str:
        return self.below.field.text()

    def do_through(self, rest: str) -> str:
        self.preferences.put("overlay.click_through", rest == "on")
        return "done"

    def hear(self, name: str) -> None:
        self.heard = name

    def do_hold(self, rest: str) -> str:
        return f"{self.keys.open()} {self.keys.hold(self.preferences.settings.keys)}"

    def do_heard(self, rest: str) -> str:
        return self.heard

    def do_place(self, rest: str) -> str:
        rect = self.overlay.geometry()
        return f"{rect.center().x()} {rect.center().y()}"

    def do_quit(self, rest: str) -> str:
        self.keys.close()
        QApplication.quit()
        return "bye"


if __name__ == "__main__":
    application = QApplication(sys.argv)
    stage = Stage()
    print("ready", flush=True)
    application.exec()
