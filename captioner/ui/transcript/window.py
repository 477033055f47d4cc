"""The window of a whole session, live or past, with search, copy, correction and export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QInputDialog, QMainWindow, QMenu, QVBoxLayout, QWidget

from captioner.audio import playback
from captioner.captions.substitution import AS_HEARD, Substitution
from captioner.errors import ExportError
from captioner.messages import Label, View, seconds
from captioner.record.transcript import Transcript
from captioner.settings.themes import Theme
from captioner.ui.actions import Actions, source_actions
from captioner.ui.look.menus import Menu
from captioner.ui.transcript.player import Play, Player
from captioner.ui.transcript.search_bar import SearchBar
from captioner.ui.transcript.view import TranscriptView
from captioner.ui.transcript.words import Stretch, time_shown

_PROGRAM = ("history", "summary", "transcribe", "models", "settings", "dismiss", "quit")


class TranscriptWindow(QMainWindow):
    """Shows one session; its menus reach everything without a mouse.

    Signals:
        corrected: utterance, word index, text: the reader's correction of a word.
        recording_dropped: the path of a file that was dragged here.
        failed: a CaptionerError: it could not be exported or played.
        closed: the window has been closed.
    """

    corrected = Signal(int, int, str)
    recording_dropped = Signal(object)
    failed = Signal(object)
    closed = Signal()

    def __init__(self, actions: Actions, theme: Theme, play: Play = playback.play) -> None:
        super().__init__()
        self._sound: Path | None = None
        self.player = Player(play, self)
        self.player.failed.connect(self.failed)
        self.player.playing_changed.connect(self._show_playing)
        self._actions = actions
        self._view = View.CLEANED
        self._removed: frozenset[Label] = frozenset()
        self._substitution = AS_HEARD
        self.text = TranscriptView(theme, self)
        self.search = SearchBar(self.text, theme, self)
        self.search.hide()
        body = QWidget(self)
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.search)
        column.addWidget(self.text)
        self.setCentralWidget(body)
        self.setWindowTitle(self.tr("Transcript"))
        self._fill_menus()
        self.text.correction_asked.connect(self._ask_correction)
        self.resize(QSize(720, 520))
        self.setAcceptDrops(True)
        # the window handles drops on the text
        self.text.setAcceptDrops(False)
        self.text.viewport().setAcceptDrops(False)
        self.text.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Draw in other colours."""
        self.text.set_theme(theme)
        self.search.set_theme(theme)

    def set_view(self, view: View, removed: frozenset[Label], substitution: Substitution = AS_HEARD) -> None:
        """Show another view, with these removed labels and replacements of words."""
        self._view, self._removed, self._substitution = view, removed, substitution
        self.text.set_view(view, removed, substitution)

    def show_transcript(self, transcript: Transcript, sound: Path | None = None) -> None:
        """Show another session; `sound` is its recording, if that still exists."""
        self._sound = sound if sound is not None and sound.is_file() else None
        self._play.setEnabled(self._sound is not None)
        title = transcript.info.started[:16].replace("T", " ")
        self.setWindowTitle(f"{self.tr('Transcript')} – {title}" if title else self.tr("Transcript"))
        self.text.show_transcript(transcript)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept dragged files."""
        if event.mimeData().hasUrls() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask to transcribe the first file."""
        files = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.recording_dropped.emit(Path(files[0]))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Stop the sound, and signal the closing."""
        self.player.end()
        super().closeEvent(event)
        self.closed.emit()

    def copy_with_times(self) -> None:
        """Copy the selected lines, or all, to the clipboard, each with its time."""
        transcript = self.text.transcript
        rows: Sequence[int] = self.text.selected_rows() or range(len(transcript.entries))
        lines = [(time_shown(transcript.info, transcript.entries.starts[row]), self.text.text_of(row)) for row in rows]
        QGuiApplication.clipboard().setText("\n".join(f"{time}  {line}" for time, line in lines if line))

    def export(self) -> None:
        """Ask for the options and the file, and export."""
        from captioner.export import formats as export
        from captioner.ui.transcript.export_dialog import ExportDialog

        dialog = ExportDialog(
            self.text.transcript, self.text.selected_rows(), self._removed, self._view, self._actions.preferences, self
        )
        if dialog.exec() != ExportDialog.DialogCode.Accepted:
            return
        path = dialog.ask_file()
        if path is None:
            return
        try:
            shown = self.text.transcript.reworded(self._substitution.entry)
            export.write(shown, path, dialog.options, dialog.file_format)
        except ExportError as error:
            self.failed.emit(error)

    def _fill_menus(self) -> None:
        transcript = self._menu(self.tr("&Transcript"))
        self._add(transcript, "export", self.tr("Export…"), "Ctrl+S", self.export)
        self._add(transcript, "close", self.tr("Close the window"), "Ctrl+W", self.close)
        edit = self._menu(self.tr("&Edit"))
        self._add(edit, "copy", self.tr("Copy"), QKeySequence.StandardKey.Copy, self.text.copy)
        self._add(edit, "copy_times", self.tr("Copy with times"), "Ctrl+Shift+C", self.copy_with_times)
        self._add(edit, "find", self.tr("Search…"), QKeySequence.StandardKey.Find, self.search.open)
        self._add(edit, "find_next", self.tr("Next match"), "F3", self.search.go_on)
        self._add(edit, "find_back", self.tr("Previous match"), "Shift+F3", self.search.go_back)
        self._play = self._add(edit, "play", self.tr("Play from this line"), "Ctrl+P", self._toggle_sound)
        self._play.setEnabled(False)
        self._add(edit, "correct", self.tr("Correct the word at the caret…"), "F2", self._correct_at_caret)
        captions = self._menu(self.tr("&Captions"))
        of_captions = ("start_stop", "pause", "view", *source_actions(), "hide", "click_through", "larger", "smaller")
        captions.addActions([self._actions[name] for name in of_captions])
        program = self._menu(self.tr("&Program"))
        program.addActions([self._actions[name] for name in _PROGRAM])

    def _menu(self, title: str) -> QMenu:
        result = Menu(title, self.menuBar())
        self.menuBar().addMenu(result)
        return result

    def _add(
        self, menu: QMenu, name: str, text: str, keys: str | QKeySequence.StandardKey, slot: Callable[[], object]
    ) -> QAction:
        action = menu.addAction(text)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda checked=False: slot())
        return action

    def _toggle_sound(self) -> None:
        row = self.text.row_of(self.text.textCursor().block())
        starts = self.text.transcript.entries.starts
        if self._sound is not None and 0 <= row < len(starts):
            self.player.toggle(self._sound, seconds(starts[row]))

    def _show_playing(self, playing: bool) -> None:
        self._play.setText(self.tr("Stop playing") if playing else self.tr("Play from this line"))

    def _correct_at_caret(self) -> None:
        self.text.ask_correction(self.text.stretch_at_caret())

    def _ask_correction(self, part: Stretch) -> None:
        entry = self.text.transcript.corrected(part.place.utterance)
        word = entry.words[part.place.index].word.text
        text, accepted = QInputDialog.getText(
            self, self.tr("Correct a word"), self.tr("Correct “{0}” to:").format(word), text=word
        )
        if accepted:
            self.corrected.emit(part.place.utterance, part.place.index, text)
