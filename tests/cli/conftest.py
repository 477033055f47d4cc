"""What the tests of the command line share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from captioner.models import packaged as packaged_models
from tests import log_handlers


@pytest.fixture(autouse=True)
def fresh_log() -> Iterator[None]:
    """Commands that run in this process set up its log."""
    with log_handlers.taken_down():
        yield


@pytest.fixture(autouse=True)
def no_packaged_models(monkeypatch: pytest.MonkeyPatch) -> None:
    """What happens to be installed beside the program must not change what the commands say."""
    monkeypatch.setattr(packaged_models, "KNOWN", ())
