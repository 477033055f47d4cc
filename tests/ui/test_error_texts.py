"""No sentence of an error is left behind: each is a literal that can be collected, and is said in German too."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from captioner.errors import CaptionerError, ExportError, NoInputDevice
from captioner.settings.declared import describe
from captioner.settings.option import Option
from captioner.ui.look.language import Language
from captioner.ui.look.texts import ERRORS, error_text, said
from captioner.ui.translations import error_sentences


@pytest.fixture
def german(qapp: object) -> Iterator[None]:
    language = Language()
    language.use("de")
    yield
    language.use("en")


def is_sentence(module: ast.Module, argument: ast.expr) -> bool:
    """Whether an argument is a literal, or was made by `sentence` or belongs to another error."""
    if isinstance(argument, ast.IfExp):
        return is_sentence(module, argument.body) and is_sentence(module, argument.orelse)
    if isinstance(argument, ast.Constant):
        return isinstance(argument.value, str)
    if isinstance(argument, ast.Attribute):
        return argument.attr in ("what", "advice")
    if isinstance(argument, ast.Name):
        assigned = [
            node.value
            for node in module.body
            if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == argument.id
        ]
        return bool(assigned) and all(made_by_sentence(value) for value in assigned)
    if isinstance(argument, ast.Call):
        named = [
            node
            for node in module.body
            if isinstance(node, ast.FunctionDef) and node.name == ast.unparse(argument.func)
        ]
        returned = [node.value for each in named for node in ast.walk(each) if isinstance(node, ast.Return)]
        return made_by_sentence(argument) or (bool(returned) and all(made_by_sentence(value) for value in returned))
    return False


def made_by_sentence(value: ast.expr | None) -> bool:
    return isinstance(value, ast.Call) and ast.unparse(value.func).rpartition(".")[2] == "sentence"


def test_every_error_says_what_can_be_collected() -> None:
    modules = error_sentences.modules()
    wrong = [
        f"{module}:{call.lineno}: {ast.unparse(argument)}"
        for module, call in error_sentences.calls()
        for argument in error_sentences.arguments(call)
        if not is_sentence(modules[module], argument)
    ]
    assert wrong == []


def test_the_collection_finds_errors_of_every_room() -> None:
    rooms = {module.split(".")[0] for module, _ in error_sentences.calls()}
    assert {"audio", "speech", "disfluency", "record", "export", "models", "settings", "loading", "engine"} <= rooms
    found = set(error_sentences.sources())
    assert "No microphone was found." in found, "in the call of an error"
    assert "Install it: `brew install portaudio`." in found, "returned by a function"
    assert "a whole number" in found, "a part of a sentence"


def test_every_place_of_a_sentence_has_a_value() -> None:
    for module, call in error_sentences.calls():
        given = {keyword.arg for keyword in call.keywords}
        if None in given:
            continue
        for argument in error_sentences.arguments(call):
            for text in error_sentences.literals(argument):
                places = {name for _, name, _, _ in string.Formatter().parse(text) if name}
                assert places <= given, f"{module}:{call.lineno}: {text}"


def test_every_sentence_is_german_in_a_german_window(german: None) -> None:
    translate = QCoreApplication.translate
    assert [text for text in error_sentences.sources() if translate(ERRORS, text) == text] == []


def test_an_error_is_said_in_german_with_its_values(german: None) -> None:
    error = NoInputDevice(
        "There is no microphone called “{wanted}”.",
        "Choose another; `captioner devices` lists them all.",
        wanted="{USB}",
    )
    assert error_text(error).startswith("Ein Mikrofon mit dem Namen „{USB}“ gibt es nicht.")
    assert str(error) == "There is no microphone called “{USB}”.", "the log and the terminal stay English"


def test_an_error_from_somewhere_else_is_said_as_it_is(german: None) -> None:
    assert error_text(CaptionerError("Strange.", "Wonder.")) == "Strange. Wonder."


def test_an_error_without_advice_ends_behind_its_sentence(qapp: object) -> None:
    assert error_text(ExportError("It broke.")) == "It broke."


def test_allowed_values_of_a_setting_are_shown_in_german(german: None) -> None:
    options: dict[str, Option] = {option.key: option for option in describe()}
    assert said(options["overlay.font_size"].allowed()) == "eine ganze Zahl von 8 bis 96 Punkt"
    assert said(options["general.view"].allowed()) == "eines von: cleaned, marked, said"
