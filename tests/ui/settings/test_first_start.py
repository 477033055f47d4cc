"""The first start, page by page, with a scripted engine and sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from captioner.audio.devices import Device
from captioner.bench import sample
from captioner.errors import ModelMissing
from captioner.messages import AudioChunk, State, Status
from captioner.models.store import ModelStore
from captioner.settings.declared import Settings
from captioner.settings.declared import replace as put
from captioner.speech.whisper.step import Network, Step
from captioner.ui.settings import speed
from captioner.ui.settings.first_start import FirstStart
from captioner.ui.settings.source_list import Sources
from captioner.ui.settings.speed_page import Measured, speaks_english
from captioner.ui.state.preferences import Preferences
from tests.ui.scripted_models import ScriptedHub, make_model
from tests.ui.test_application import scripted

TWO = Sources(
    (Device("Built-in", "a|ALSA", is_default=True, detail=""),), (Device("HDMI", "hdmi", is_default=True, detail=""),)
)


@pytest.fixture
def pages(qtbot: QtBot, preferences: Preferences) -> Iterator[FirstStart]:
    services = replace(
        sample.services(),
        live=lambda settings: scripted,
        recording=lambda settings, path: scripted,
        time_step=lambda settings: None,
    )
    result = FirstStart(preferences, services)
    qtbot.addWidget(result)
    result.show()
    yield result
    result.end()


def turn(qtbot: QtBot, pages: FirstStart, times: int = 1) -> None:
    for _ in range(times):
        qtbot.mouseClick(pages.next, Qt.MouseButton.LeftButton)


def test_the_first_page_says_that_nothing_leaves_the_machine(pages: FirstStart) -> None:
    labels = pages.pages.currentWidget().findChildren(QLabel)
    assert any("leaves" in label.text() for label in labels)
    assert not pages.back.isEnabled()


def test_a_source_is_chosen_and_tried(qtbot: QtBot, pages: FirstStart, preferences: Preferences) -> None:
    turn(qtbot, pages)
    qtbot.waitUntil(lambda: pages.source._looking is None)
    pages.source.show_sources(TWO)
    pages.source.sources.setFocus()
    qtbot.keyClick(pages.source.sources, Qt.Key.Key_Down)
    assert preferences.settings.audio.source == "system"
    qtbot.mouseClick(pages.source.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: pages.source.heard.text() == "Hello world.")
    qtbot.waitUntil(lambda: not pages.source.test.isChecked())


def test_turning_the_page_ends_the_trial(qtbot: QtBot, pages: FirstStart) -> None:
    turn(qtbot, pages)
    pages.source.show_sources(TWO)
    pages.source.test.setChecked(True)
    turn(qtbot, pages)
    assert pages.source._trial is None


def test_no_source_says_why(qtbot: QtBot, pages: FirstStart) -> None:
    turn(qtbot, pages)
    qtbot.waitUntil(lambda: pages.source._looking is None)
    pages.source.show_sources(Sources(problems=("There is no microphone. Plug one in.",)))
    assert not pages.source.test.isEnabled()
    assert "Plug one in" in pages.source.state.text()


def test_the_speed_is_measured_and_judged(qtbot: QtBot, pages: FirstStart) -> None:
    turn(qtbot, pages, 2)
    qtbot.mouseClick(pages.speed.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "times as fast" in pages.speed.result.text())
    qtbot.waitUntil(pages.speed.measure.isEnabled)


@pytest.fixture
def slow_machine(qtbot: QtBot, preferences: Preferences, store: ModelStore, hub: ScriptedHub) -> Iterator[FirstStart]:
    """A machine on which a step with tiny would take 0.3 s."""
    services = replace(
        sample.services(),
        recording=lambda settings, path: scripted,
        time_step=lambda settings: Step(0.3, Network(4, 384)),
        models=store,
    )
    preferences.put("general.language", "en")
    result = FirstStart(preferences, services, hub)
    qtbot.addWidget(result)
    result.show()
    result.pages.setCurrentWidget(result.speed)
    yield result
    result.end()


def test_a_particular_model_is_recommended_fetched_and_used(
    qtbot: QtBot, slow_machine: FirstStart, hub: ScriptedHub, preferences: Preferences
) -> None:
    page = slow_machine.speed
    assert not page.fetch.isVisible()
    qtbot.mouseClick(page.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.fetch.isVisible)
    assert page.fetch.text() == "Fetch base.en"
    assert "148 MB" in page.proposal.text()
    assert "huggingface.co" in page.proposal.text(), "where the network would be used is said before"
    qtbot.mouseClick(page.fetch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.bar.value() == 30_000)
    assert page.bar.isVisible()
    assert page.bar.maximum() == 78_000
    assert page.cancel.isVisible()
    hub.go_on.set()
    qtbot.waitUntil(lambda: not page.bar.isVisible())
    assert preferences.settings.speech.model == "base.en"
    assert not page.fetch.isVisible()


def test_fetching_the_recommended_model_can_be_cancelled(
    qtbot: QtBot, slow_machine: FirstStart, hub: ScriptedHub, preferences: Preferences
) -> None:
    page = slow_machine.speed
    before = preferences.settings.speech.model
    page.measure.click()
    qtbot.waitUntil(page.fetch.isVisible)
    page.fetch.click()
    qtbot.mouseClick(page.cancel, Qt.MouseButton.LeftButton)
    hub.go_on.set()
    qtbot.waitUntil(lambda: page.proposal.text().startswith("Cancelled"))
    qtbot.waitUntil(page.fetch.isVisible)
    assert preferences.settings.speech.model == before


def test_a_recommended_model_that_is_here_is_only_used(
    qtbot: QtBot, slow_machine: FirstStart, store: ModelStore, preferences: Preferences
) -> None:
    make_model(store.cache / "base.en", "speech")
    page = slow_machine.speed
    page.measure.click()
    qtbot.waitUntil(page.fetch.isVisible)
    assert page.fetch.text() == "Use base.en"
    page.fetch.click()
    assert preferences.settings.speech.model == "base.en"


def test_a_machine_that_is_too_slow_for_others_keeps_the_built_in_one(slow_machine: FirstStart) -> None:
    slow_machine.speed.show_measured(Measured(2.0, Step(5.0, Network(4, 384))))
    assert "built-in one suits it best" in slow_machine.speed.proposal.text()
    assert not slow_machine.speed.fetch.isVisible()


@pytest.mark.parametrize(
    ("interface", "spoken", "english"),
    [("en", "auto", True), ("de", "auto", False), ("de", "en", True), ("en", "de", False)],
)
def test_which_language_a_model_is_recommended_for(interface: str, spoken: str, english: bool) -> None:
    settings = put(put(Settings(), "general.language", interface), "speech.language", spoken)
    assert speaks_english(settings) is english


def test_a_missing_model_is_a_sentence_on_the_page(qtbot: QtBot, preferences: Preferences) -> None:
    def broken() -> None:
        raise ModelMissing("The model is not there.", "Fetch it.")

    services = replace(sample.services(), recording=lambda settings, path: broken)
    pages = FirstStart(preferences, services)
    qtbot.addWidget(pages)
    pages.speed.measure.click()
    qtbot.waitUntil(lambda: "Fetch it." in pages.speed.result.text())
    qtbot.waitUntil(pages.speed.measure.isEnabled)


def test_the_last_page_starts_captions(qtbot: QtBot, pages: FirstStart) -> None:
    with qtbot.waitSignal(pages.finished_setup):
        turn(qtbot, pages, 3)
    assert not pages.isVisible()


def test_escape_is_enough(qtbot: QtBot, pages: FirstStart) -> None:
    with qtbot.waitSignal(pages.finished_setup):
        qtbot.keyClick(pages, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("factor", "words"), [(0.5, "too slow"), (3.0, "good match"), (20.0, "larger model")])
def test_what_a_speed_means(qapp: object, factor: float, words: str) -> None:
    assert words in speed.verdict(factor, "tiny.en")


def test_an_empty_recording_has_no_speed() -> None:
    class Silent:
        name = ""
        dropped = 0
        duration_s = None

        def open(self) -> None:
            pass

        def read(self, timeout: float) -> AudioChunk | None:
            return None

        def close(self) -> None:
            pass

    told: list[object] = []
    assert speed.measure(lambda: replace(scripted(), source=Silent()), told.append, lambda: False) is None
    assert Status(State.LOADING) in told
