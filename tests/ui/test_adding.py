"""The table "To add something" in docs/architecture.md: what a declaration alone must bring with it."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pytestqt.qtbot import QtBot

from captioner import app
from captioner.audio import sources
from captioner.settings import declared
from captioner.settings.themes import THEMES
from captioner.ui.actions import Actions
from captioner.ui.desktop.key_combination import NAMES, parsed
from captioner.ui.look.source_names import source_name
from captioner.ui.menu import menu
from captioner.ui.settings import texts
from captioner.ui.settings.offers import Offers
from captioner.ui.settings.pickers import SourceEditor
from captioner.ui.settings.source_list import Sources
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from tests.fakes import ListSource
from tests.ui.fakes import EngineShop, session


def test_a_global_shortcut_is_one_declaration_that_names_an_action(qapp: object, preferences: Preferences) -> None:
    actions = Actions(Controller(EngineShop(), session), preferences)
    declared_names = {each.name for each in declared.describe() if each.key.startswith("keys.global_")}
    assert set(NAMES) == declared_names
    for name in NAMES:
        assert actions[name.removeprefix("global_")].text()
        assert parsed(str(declared.get(preferences.settings, f"keys.{name}"))) is not None


def test_another_source_is_one_more_row(
    qtbot: QtBot, preferences: Preferences, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its title and its action come from the registry: menu, settings, first start and past sessions have it."""
    row = sources.LiveSourceKind(lambda device, application: ListSource([]), "device", "Radio", "Listen to the radio")
    monkeypatch.setattr(sources, "LIVE", {**sources.LIVE, "radio": row})
    controller = Controller(EngineShop(), session)
    actions = Actions(controller, preferences)
    chosen = menu(actions)
    assert "Listen to the radio" in [action.text() for action in chosen.actions()]
    actions["source_radio"].trigger()
    assert preferences.settings.audio.source == "radio"
    editor = SourceEditor(declared.find("audio.source"), Offers())
    qtbot.addWidget(editor)
    assert ("Radio", "radio") in [(item.text, item.value) for item in editor.items()]
    assert ("Radio", "radio") in [(choice.text, choice.source) for choice in Sources().choices()]
    assert source_name("radio") == "Radio"
    assert app.open_source(preferences.settings.audio).name == "list"


_ANOTHER_THEME = """
from dataclasses import replace
from captioner.settings import themes
themes.THEMES["dark-blue"] = replace(themes.DARK, name="dark-blue", caption="#0b1a33")
from captioner.settings import declared
from captioner.ui.look.themes import chosen
from captioner.ui.settings import texts
option = declared.find("overlay.theme")
settings = declared.replace(declared.Settings(), option.key, "dark-blue")
print(chosen(settings.overlay).caption, texts.choice(option, "dark-blue"), "dark-blue" in option.choices)
"""


def test_another_theme_is_one_more_row() -> None:
    done = subprocess.run([sys.executable, "-c", _ANOTHER_THEME], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "#0b1a33 Dark blue True", done.stderr


def test_every_theme_is_a_setting_with_words_for_it() -> None:
    theme = declared.find("overlay.theme")
    assert theme.choices == tuple(THEMES)
    assert [texts.choice(theme, name) for name in THEMES] == ["Dark", "Light", "High contrast"]
