"""A program for the tests: the real window, with a model that never finishes loading.

python -m tests.ui.stuck_window; STOP_WAIT_MS in the environment shortens the wait at the end.
"""

from __future__ import annotations

import dataclasses
import os
import sys
import threading
from collections.abc import Callable
from typing import NoReturn

from captioner.ui.quit_signals import QuitSignals

if __name__ == "__main__":
    with QuitSignals() as signals:
        from captioner import log, paths
        from captioner.bench import sample
        from captioner.settings.declared import Settings, replace
        from captioner.ui import application
        from captioner.ui.state import controller
        from captioner.ui.state.controller import Controller

        def never() -> NoReturn:
            """Load without end."""
            print("loading", flush=True)
            threading.Event().wait()
            raise AssertionError

        class Told(Controller):
            """Says when it begins to wait."""

            def shut_down(self, gives_up: Callable[[], bool] = lambda: False) -> bool:
                """Wait."""
                print("waiting", flush=True)
                return super().shut_down(gives_up)

        application.Controller = Told  # type: ignore[misc]
        controller.STOP_WAIT_MS = int(os.environ.get("STOP_WAIT_MS", "600000"))
        log.start(paths.log_dir())
        backend = dataclasses.replace(sample.backend(), live=lambda settings: never)
        settings = replace(Settings(), "general.first_start_done", True)
        code = application.run(settings, backend, start=True, until_end=True, signals=signals)
    sys.exit(code)
