from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from captioner.audio import sources
from captioner.errors import SettingsError
from captioner.labels import DISFLUENT
from captioner.messages import Label
from captioner.settings import declared as settings
from captioner.settings.declared import Disfluency, Settings
from captioner.settings.option import Option

OPTIONS = tuple(settings.describe())


def test_every_default_is_allowed_and_every_option_has_help() -> None:
    for each in OPTIONS:
        assert each.check(each.default) == each.default, each.key
        assert each.help.endswith("."), each.key


def test_sections_are_described_in_order() -> None:
    sections = list(dict.fromkeys(each.section for each in OPTIONS))
    assert sections == ["general", "audio", "speech", "disfluency", "captions", "overlay", "serve", "keys"]
    assert all(settings.section_help(each).endswith(".") for each in sections)


def test_replace_gives_new_settings_and_leaves_the_old() -> None:
    old = Settings()
    new = settings.replace(old, "overlay.font_size", 30)
    assert new.overlay.font_size == 30
    assert old == Settings()
    assert [each.key for each in settings.changed(old, new)] == ["overlay.font_size"]


def test_a_whole_number_serves_where_any_number_is_wanted() -> None:
    value = settings.replace(Settings(), "overlay.background_opacity", 1).overlay.background_opacity
    assert value == 1.0
    assert type(value) is float


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("overlay.font_size", 200),
        ("overlay.font_size", 7),
        ("overlay.font_size", 20.5),
        ("overlay.font_size", True),
        ("overlay.font_size", "20"),
        ("overlay.background_opacity", math.nan),
        ("overlay.background_opacity", 1.01),
        ("overlay.theme", "pink"),
        ("overlay.text_colour", "red"),
        ("overlay.click_through", 1),
        ("overlay.places", [1, 2]),
        ("speech.model", None),
    ],
)
def test_a_value_out_of_range_names_the_option_the_value_and_the_range(key: str, value: Any) -> None:
    with pytest.raises(SettingsError) as caught:
        settings.replace(Settings(), key, value)
    sentence = caught.value.sentence()
    assert key in sentence
    assert repr(value) in sentence
    assert str(settings.find(key).allowed()) in sentence


def test_the_range_is_reported_with_its_unit() -> None:
    assert str(settings.find("overlay.font_size").allowed()) == "a whole number from 8 to 96 points"
    assert str(settings.find("disfluency.thoroughness").allowed()) == "one of gentle, standard, thorough"


@pytest.mark.parametrize(
    ("wrong", "right"), [("overlay.fontsize", "overlay.font_size"), ("font_weight", "overlay.font_weight")]
)
def test_an_unknown_name_is_answered_with_the_nearest(wrong: str, right: str) -> None:
    with pytest.raises(SettingsError, match="no setting") as caught:
        settings.replace(Settings(), wrong, 1)
    assert f"Did you mean {right}?" in caught.value.sentence()


def test_a_name_like_no_other_gets_no_proposal() -> None:
    with pytest.raises(SettingsError) as caught:
        settings.find("zzz.qqq")
    assert caught.value.sentence() == "There is no setting zzz.qqq."


def values_of(option: Option) -> st.SearchStrategy[Any]:
    """Any value that the option allows."""
    if option.choices:
        return st.sampled_from(option.choices)
    if option.pattern:
        return st.from_regex(option.pattern, fullmatch=True)
    if option.type is bool:
        return st.booleans()
    if option.type is int:
        return st.integers(int(option.minimum or 0), int(option.maximum or 100))
    if option.type is float:
        return st.floats(option.minimum, option.maximum)
    if option.type is dict:
        return st.dictionaries(st.text(), st.lists(st.integers(), min_size=4, max_size=4))
    return st.text().filter(lambda text: "\0" not in text)


@st.composite
def any_settings(draw: st.DrawFn) -> Settings:
    """Settings with some options changed."""
    result = Settings()
    for option in draw(st.lists(st.sampled_from(OPTIONS), max_size=8)):
        result = settings.replace(result, option.key, draw(values_of(option)))
    return result


@given(st.data())
def test_what_is_put_in_comes_out(data: st.DataObject) -> None:
    option = data.draw(st.sampled_from(OPTIONS))
    value = data.draw(values_of(option))
    assert settings.get(settings.replace(Settings(), option.key, value), option.key) == value


def test_switches_stand_for_labels() -> None:
    assert Disfluency().removed == DISFLUENT
    assert Disfluency(remove_markers=False, remove_repairs=False).removed == {Label.FILLED_PAUSE}
    assert Disfluency(remove_fillers=False, remove_repairs=False).removed == {Label.DISCOURSE_MARKER}
    assert Disfluency(remove_fillers=False, remove_markers=False).removed == {
        Label.REPARANDUM,
        Label.INTERREGNUM,
    }


def test_the_usual_source_is_one_that_there_is() -> None:
    assert Settings().audio.source in sources.LIVE
    assert all(hasattr(Settings().audio, row.device_option) for row in sources.LIVE.values())
