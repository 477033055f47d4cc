"""What measurements of the windows leave running fails them, as in the tests of the windows."""

from __future__ import annotations

from tests.ui.conftest import hub, nothing_left_running, preferences, store

__all__ = ["hub", "nothing_left_running", "preferences", "store"]
