"""Fetches a speech model in the background, for the models page and the first start."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from captioner.models.fetching import Fetcher
from captioner.models.hub import ModelHub, Progress
from captioner.models.store import KnownModel, ModelStore
from captioner.ui.state.jobs import Jobs


class ModelFetch(QObject):
    """Fetches one model at a time, with a progress bar.

    Signals:
        fetched: the `Model`, or None if it was stopped; fetched data is kept for the next time.
        failed: a `CaptionerError`.
    """

    fetched = Signal(object)
    failed = Signal(object)

    def __init__(self, store: ModelStore, jobs: Jobs, parent: QWidget, hub: ModelHub | None = None) -> None:
        """`jobs` runs and stops the fetch."""
        super().__init__(parent)
        self.fetcher = Fetcher(hub or ModelHub())
        self._store = store
        self._jobs = jobs
        self.bar = QProgressBar(parent)
        self.bar.setAccessibleName(self.tr("Progress of fetching"))
        self.bar.hide()
        jobs.changed.connect(self._on_changed)

    def start(self, known: KnownModel) -> bool:
        """Fetch a model unless a job is running; returns whether it has started."""
        has_begun = self._jobs.start(
            lambda progress, cancelled: self.fetcher.fetch(self._store, known, progress, cancelled),
            done=self.fetched.emit,
            failed=self.failed.emit,
            progressed=self._show,
        )
        if has_begun:
            self.bar.setRange(0, 0)
            self.bar.show()
        return has_begun

    def _on_changed(self) -> None:
        if not self._jobs.is_busy:
            self.bar.hide()

    def _show(self, progress: Progress) -> None:
        # kilobytes, because the bar counts in 32 bits
        self.bar.setRange(0, progress.total // 1000)
        self.bar.setValue(progress.done // 1000)
