"""The table "To add something" in docs/architecture.md: what a declaration alone must bring with it."""

from __future__ import annotations

from captioner.audio import sources
from captioner.settings import declared
from captioner.settings.themes import THEMES
from captioner.ui.actions import SOURCES, Actions
from captioner.ui.desktop.key_combination import NAMES, parsed
from captioner.ui.settings import texts
from captioner.ui.state.controller import Controller
from captioner.ui.state.preferences import Preferences
from tests.ui.fakes import EngineShop, session


def test_a_global_shortcut_is_one_declaration_that_names_an_action(qapp: object, preferences: Preferences) -> None:
    actions = Actions(Controller(EngineShop(), session), preferences)
    declared_names = {each.name for each in declared.describe() if each.key.startswith("keys.global_")}
    assert set(NAMES) == declared_names
    for name in NAMES:
        assert actions[name.removeprefix("global_")].text()
        assert parsed(str(declared.get(preferences.settings, f"keys.{name}"))) is not None


def test_every_live_source_can_be_chosen_in_the_menu() -> None:
    assert set(SOURCES.values()) - {sources.BOTH} == set(sources.LIVE) - {sources.BOTH}


def test_every_theme_is_a_setting_with_words_for_it() -> None:
    theme = declared.find("overlay.theme")
    assert theme.choices == tuple(THEMES)
    assert [texts.choice(theme, name) for name in THEMES] == ["Dark", "Light", "High contrast"]
