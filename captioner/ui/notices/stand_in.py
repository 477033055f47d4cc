"""Tells the user once a session that the built-in speech model replaces a missing one."""

from __future__ import annotations

from captioner.messages import Status
from captioner.ui.notices.alerts import Alerts
from captioner.ui.state.controller import Controller


class StandIn:
    """Listens to the controller; the notice opens the models page."""

    def __init__(self, controller: Controller, alerts: Alerts) -> None:
        self._alerts = alerts
        self._is_told = False
        controller.session_began.connect(self._begin)
        controller.status_changed.connect(self._on_status)

    def _begin(self) -> None:
        self._is_told = False

    def _on_status(self, status: Status) -> None:
        if status.stands_in is not None and not self._is_told:
            self._is_told = True
            self._alerts.report(status.stands_in)
