"""Runs the program until its first window is painted, and reports the cost; `start_time` starts it in a process.

It imports nothing of the program before the program does, so it can run another checkout.
"""

from __future__ import annotations

import importlib.machinery
import importlib.util
import json
import os
import resource
import runpy
import sys
import time
from collections.abc import Sequence
from types import ModuleType
from typing import Any

BEGAN = "CAPTIONER_BEGAN"
"""Environment variable: when the process was started, by `time.monotonic`, the same clock in all processes."""
_QT = "PySide6.QtWidgets"


class _WhenQtComes:
    """An import hook that changes Qt's event loop once it is loaded."""

    def find_spec(
        self, name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if name != _QT:
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        assert spec is not None and spec.loader is not None
        load = spec.loader.exec_module

        def exec_module(module: ModuleType) -> None:
            load(module)
            _watch(module)

        spec.loader.exec_module = exec_module  # type: ignore[method-assign]
        return spec


def _watch(qt: ModuleType) -> None:
    from PySide6.QtCore import QEvent, QObject, QTimer

    run = qt.QApplication.exec

    class FirstPaint(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and isinstance(watched, qt.QWidget):
                application.removeEventFilter(self)
                QTimer.singleShot(0, _tell)  # after all painting of this event
            return False

    application: Any = None

    def exec_(*_: object) -> int:
        nonlocal application
        application = qt.QApplication.instance()
        first = FirstPaint(application)
        application.installEventFilter(first)
        return int(run())

    qt.QApplication.exec = exec_


def _tell() -> None:
    wall_s = time.monotonic() - float(os.environ[BEGAN])
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    cpu_s = sum(each.ru_utime + each.ru_stime for each in used)
    print(json.dumps({"wall_s": wall_s, "cpu_s": cpu_s, "peak_mb": used[0].ru_maxrss * 1024 / 1e6}), flush=True)
    os._exit(0)


if __name__ == "__main__":
    sys.meta_path.insert(0, _WhenQtComes())
    sys.argv = ["captioner"]
    runpy.run_module("captioner", run_name="__main__", alter_sys=True)
