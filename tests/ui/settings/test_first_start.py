"""The first start, page by page, with a scripted engine and sources."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from captioner.audio.devices import Device
from captioner.bench import sample
from captioner.errors import ModelMissing
from captioner.messages import AudioChunk, State, Status
from captioner.models.store import BUILT_IN, ModelStore
from captioner.settings.declared import Settings
from captioner.settings.declared import replace as put
from captioner.speech.whisper.step_time import Network, StepTime
from captioner.ui.settings import speed
from captioner.ui.settings.first_start import FirstStart
from captioner.ui.settings.model_page import Measured, speaks_english
from captioner.ui.settings.source_list import Sources
from captioner.ui.state.preferences import Preferences
from tests.ui.scripted_models import ScriptedHub, make_model
from tests.ui.test_application import scripted

TWO = Sources(
    (Device("Built-in", "a|ALSA", is_default=True, detail=""),), (Device("HDMI", "hdmi", is_default=True, detail=""),)
)


@pytest.fixture
def pages(qtbot: QtBot, preferences: Preferences) -> Iterator[FirstStart]:
    backend = replace(
        sample.backend(),
        live=lambda settings: scripted,
        recording=lambda settings, path, **_: scripted,
        open_source=lambda audio: Humming(),
        time_step=lambda settings: None,
        find_sources=lambda: TWO,
    )
    result = FirstStart(preferences, backend)
    qtbot.addWidget(result)
    result.show()
    yield result
    result.end()


class Humming:
    """A source of one loudness without an end."""

    name = "humming"
    dropped = 0
    duration_s = None

    def open(self) -> None:
        pass

    def read(self, timeout: float) -> AudioChunk:
        time.sleep(0.01)
        return AudioChunk(0, np.full(1600, 0.1, np.float32))

    def close(self) -> None:
        pass


def turn(qtbot: QtBot, pages: FirstStart, times: int = 1) -> None:
    for _ in range(times):
        qtbot.mouseClick(pages.next, Qt.MouseButton.LeftButton)


def test_the_first_page_says_that_nothing_leaves_the_machine(pages: FirstStart) -> None:
    labels = pages.pages.currentWidget().findChildren(QLabel)
    assert any("leaves" in label.text() for label in labels)
    assert not pages.back.isEnabled()


def test_the_model_in_use_is_named_with_its_mistakes(pages: FirstStart) -> None:
    assert pages.model.used.text().startswith("Captioner tiny is used; it takes ")
    manifest = sample.backend().models.find("speech", BUILT_IN).manifest
    assert manifest is not None
    assert f"It gets about {round(100 * manifest.figures['wer_read'])} of 100 words wrong" in pages.model.used.text()


def test_a_model_for_english_alone_warns_others_and_offers_the_models_page(
    qtbot: QtBot, preferences: Preferences
) -> None:
    preferences.put("speech.language", "de")
    pages = FirstStart(preferences, sample.backend())
    qtbot.addWidget(pages)
    pages.show()
    assert "knows English only" in pages.model.warning.text()
    with qtbot.waitSignal(pages.models_asked):
        qtbot.mouseClick(pages.model.models, Qt.MouseButton.LeftButton)
    preferences.put("speech.language", "en")
    assert pages.model.warning.isHidden()


def test_a_model_that_is_missing_is_reported_on_the_first_page(qtbot: QtBot, preferences: Preferences) -> None:
    preferences.put("speech.model", "large-v3")
    pages = FirstStart(preferences, sample.backend())
    qtbot.addWidget(pages)
    assert "is not on this machine" in pages.model.used.text()
    assert "Captions need one" in pages.model.warning.text()


def test_the_speed_is_measured_without_being_asked(qtbot: QtBot, pages: FirstStart) -> None:
    pages.begin()
    qtbot.waitUntil(lambda: "times as fast" in pages.model.result.text())
    qtbot.waitUntil(pages.model.measure.isEnabled)
    pages.begin()
    assert pages.model.measure.isEnabled(), "once is enough"


def test_a_source_is_chosen_and_its_level_seen(qtbot: QtBot, pages: FirstStart, preferences: Preferences) -> None:
    turn(qtbot, pages)
    qtbot.waitUntil(lambda: pages.source.sources.count() == 3)
    qtbot.waitUntil(lambda: pages.source.state.text() == "This source has sound.")
    assert pages.source.sources.item(0).text() == "Microphone: Built-in (the system's choice)"
    pages.source.sources.setFocus()
    qtbot.keyClick(pages.source.sources, Qt.Key.Key_Down)
    assert preferences.settings.audio.source == "system"
    assert pages.source.sources.currentItem().text() == "Sound of HDMI (the system's choice)"


def test_silence_says_what_to_do(pages: FirstStart) -> None:
    pages.source.show_level(0.0)
    assert "the bar moves" in pages.source.state.text()


def test_captions_are_tried_raw_and_cleaned_and_stopped(qtbot: QtBot, pages: FirstStart) -> None:
    turn(qtbot, pages, 2)
    trial = pages.trial
    assert trial.test.text() == "Try it"
    qtbot.mouseClick(trial.test, Qt.MouseButton.LeftButton)
    assert trial.test.text() == "Stop"
    qtbot.waitUntil(lambda: trial.cleaned.words.text() == "Hello world.")
    assert trial.said.words.text() == "Hello um world."
    assert trial.said.words.font().pointSize() >= 16
    # the scripted source ends by itself; a live one is stopped
    if trial.test.text() == "Stop":
        qtbot.mouseClick(trial.test, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: trial.test.text() == "Try it")
    assert trial.cleaned.words.text() == "Hello world.", "what was heard can still be read"


def test_turning_the_page_ends_the_trial_and_the_listening(qtbot: QtBot, pages: FirstStart) -> None:
    turn(qtbot, pages, 2)
    assert not pages.source._watch._jobs.is_busy
    qtbot.mouseClick(pages.trial.test, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pages.back, Qt.MouseButton.LeftButton)
    assert pages.trial._trial is None
    qtbot.waitUntil(lambda: pages.source._watch._jobs.is_busy)


def test_no_source_says_why(qtbot: QtBot, pages: FirstStart) -> None:
    pages.source.show_sources(Sources(problems=("There is no microphone. Plug one in.",)))
    assert "Plug one in" in pages.source.state.text()


def test_a_source_that_cannot_be_opened_says_why(qtbot: QtBot, preferences: Preferences) -> None:
    pages = FirstStart(preferences, sample.backend())
    qtbot.addWidget(pages)
    pages.show()
    pages.show_page(1)
    pages.begin()
    qtbot.waitUntil(lambda: "There is no sound here." in pages.source.state.text())
    pages.end()


@pytest.fixture
def slow_machine(qtbot: QtBot, preferences: Preferences, store: ModelStore, hub: ScriptedHub) -> Iterator[FirstStart]:
    """A machine on which a step with tiny would take 0.08 s."""
    backend = replace(
        sample.backend(),
        recording=lambda settings, path, **_: scripted,
        time_step=lambda settings: StepTime(0.08, Network(4, 384)),
        models=store,
    )
    preferences.put("general.language", "en")
    result = FirstStart(preferences, backend, hub)
    qtbot.addWidget(result)
    result.show()
    result.pages.setCurrentWidget(result.model)
    yield result
    result.end()


def test_a_particular_model_is_recommended_fetched_and_used(
    qtbot: QtBot, slow_machine: FirstStart, hub: ScriptedHub, preferences: Preferences
) -> None:
    page = slow_machine.model
    assert not page.fetch.isVisible()
    qtbot.mouseClick(page.measure, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.fetch.isVisible)
    assert page.fetch.text() == "Fetch Whisper small for English"
    assert "486 MB" in page.proposal.text()
    assert "huggingface.co" in page.proposal.text(), "where the network would be used is said before"
    qtbot.mouseClick(page.fetch, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.fetching.bar.value() == 30_000)
    assert page.fetching.bar.isVisible()
    assert page.fetching.bar.maximum() == 78_000
    assert page.cancel.isVisible()
    hub.go_on.set()
    qtbot.waitUntil(lambda: not page.fetching.bar.isVisible())
    assert preferences.settings.speech.model == "small.en"
    assert not page.fetch.isVisible()


def test_fetching_the_recommended_model_can_be_cancelled(
    qtbot: QtBot, slow_machine: FirstStart, hub: ScriptedHub, preferences: Preferences
) -> None:
    page = slow_machine.model
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
    make_model(store.cache / "small.en", "speech")
    page = slow_machine.model
    page.measure.click()
    qtbot.waitUntil(page.fetch.isVisible)
    assert page.fetch.text() == "Use Whisper small for English"
    page.fetch.click()
    assert preferences.settings.speech.model == "small.en"


def test_a_machine_that_is_too_slow_for_others_keeps_the_built_in_one(slow_machine: FirstStart) -> None:
    slow_machine.model.show_measured(Measured(2.0, StepTime(5.0, Network(4, 384))))
    assert "built-in one suits it best" in slow_machine.model.proposal.text()
    assert not slow_machine.model.fetch.isVisible()


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

    backend = replace(sample.backend(), recording=lambda settings, path, **_: broken)
    pages = FirstStart(preferences, backend)
    qtbot.addWidget(pages)
    pages.model.measure.click()
    qtbot.waitUntil(lambda: "Fetch it." in pages.model.result.text())
    qtbot.waitUntil(pages.model.measure.isEnabled)


def test_the_last_page_starts_captions(qtbot: QtBot, pages: FirstStart) -> None:
    with qtbot.waitSignal(pages.finished_setup):
        turn(qtbot, pages, 3)
    assert not pages.isVisible()


def test_escape_is_enough(qtbot: QtBot, pages: FirstStart) -> None:
    with qtbot.waitSignal(pages.finished_setup):
        qtbot.keyClick(pages, Qt.Key.Key_Escape)


@pytest.mark.parametrize(("factor", "words"), [(0.5, "too slow"), (3.0, "good match"), (20.0, "larger model")])
def test_meaning_of_a_speed(qapp: object, factor: float, words: str) -> None:
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
