"""No text is left behind: all that the windows say is in the translations, translated, and compiled."""

from __future__ import annotations

import ast
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

import captioner.ui
from captioner.errors import NoInputDevice
from captioner.messages import State
from captioner.ui.look.language import FOLDER, LANGUAGES, Language
from captioner.ui.look.texts import state_name
from captioner.ui.notices.alerts import heading
from captioner.ui.settings import texts as setting_texts

UI = Path(captioner.ui.__file__).parent
SHOWING = {"setText", "setWindowTitle", "setToolTip", "setAccessibleName", "setPlaceholderText", "addAction", "addMenu"}
WIDGETS = {"QLabel", "QPushButton", "QCheckBox", "QAction", "QToolButton"}


PICTURES = {"scenes.py", "sample.py"}
"""What stands in the pictures is no part of the windows."""


def calls() -> Iterator[tuple[str, ast.Call]]:
    for path in sorted(path for path in UI.rglob("*.py") if path.name not in PICTURES):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield path.name, node


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def spoken() -> set[str]:
    """Every English text in the code that asks to be translated."""
    found = set()
    for _, call in calls():
        if name_of(call) == "tr" and call.args:
            found.add(literal(call.args[0]) or "")
        if name_of(call) == "translate" and len(call.args) > 1:
            found.add(literal(call.args[1]) or "")
    return found - {""}


def messages(language: str) -> dict[str, list[str]]:
    """English text to its translations (more than one for plural forms)."""
    root = ElementTree.parse(FOLDER / f"captioner_{language}.ts").getroot()
    result = {}
    for message in root.iter("message"):
        translation = message.find("translation")
        assert translation is not None
        forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
        result[message.findtext("source") or ""] = [] if translation.get("type") else forms
    return result


def test_every_text_is_in_the_translations() -> None:
    known = messages("de")
    assert not spoken() - set(known)
    assert not set(setting_texts.sources()) - set(known)


def test_every_text_is_translated() -> None:
    assert not [source for source, forms in messages("de").items() if not forms or not all(forms)]


def test_places_for_values_are_kept() -> None:
    for source, forms in messages("de").items():
        for form in forms:
            assert sorted(re.findall(r"\{.*?\}", source)) == sorted(re.findall(r"\{.*?\}", form)), source


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_translations_match_their_sources(qapp: object, language: str) -> None:
    translator = QTranslator()
    assert translator.load(f"captioner_{language}", str(FOLDER))
    root = ElementTree.parse(FOLDER / f"captioner_{language}.ts").getroot()
    for context in root.findall("context"):
        for message in context.findall("message"):
            if message.get("numerus"):
                continue
            found = translator.translate(context.findtext("name") or "", message.findtext("source") or "")
            assert found == message.findtext("translation")


def test_no_window_shows_a_bare_text() -> None:
    bare = []
    for file, call in calls():
        if name_of(call) in SHOWING or name_of(call) in WIDGETS:
            text = literal(call.args[0]) if call.args else None
            if text and re.search("[A-Za-z]{2}", text):
                bare.append(f"{file}:{call.lineno}: {text}")
    assert not bare


def test_the_language_changes_the_texts(qapp: object) -> None:
    language = Language()
    try:
        assert language.use("de") == "de"
        assert state_name(State.PAUSED) == "Angehalten"
        assert heading(NoInputDevice("x")) == "Das Mikrofon ist nicht verfügbar"
        assert QCoreApplication.translate("SearchBar", "%n match(es)", "", 1) == "1 Treffer"
        assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen", "Qt's own texts too"
    finally:
        assert language.use("en") == "en"
    assert state_name(State.PAUSED) == "Paused"
    assert QCoreApplication.translate("SearchBar", "%n match(es)", "", 1) == "1 match"


def test_a_language_without_translation_is_english(qapp: object) -> None:
    assert Language().use("fr") == "en"
