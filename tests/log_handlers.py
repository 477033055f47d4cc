"""The log as a process begins it: without handlers."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def taken_down() -> Iterator[None]:
    """Take down what was set up within: a handler must not outlive the stream or folder of its test."""
    try:
        yield
    finally:
        root = logging.getLogger("captioner")
        for handler in list(root.handlers):
            root.removeHandler(handler)
            handler.close()
        root.setLevel(logging.NOTSET)
