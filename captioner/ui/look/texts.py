"""What states, labels and views are called, in the language of the interface."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from captioner.errors import CaptionerError, Sentence
from captioner.messages import Label, State
from captioner.ui.settings import texts as setting_texts

ERRORS = "Errors"
"""The context of the sentences of errors, which `translations.error_sentences` collects from the whole program."""
translate = QCoreApplication.translate


def said(sentence: Sentence) -> str:
    """A sentence of an error or a notice."""
    return sentence.said(_translated)


def error_text(error: CaptionerError) -> str:
    """What happened and what to do."""
    return f"{said(error.what)} {said(error.advice)}".strip()


def _translated(text: str) -> str:
    found = translate(ERRORS, text)
    # the units of settings stand in errors too, and are translated where the settings are
    return translate(setting_texts.CONTEXT, text) if found == text else found


def decimal(value: float) -> str:
    """A number with one place behind the point, as the language of the interface writes it."""
    return QLocale().toString(value, "f", 1)


def state_name(state: State) -> str:
    """A word or two for the tray, the overlay and the screen reader."""
    names = {
        State.LOADING: translate("Texts", "Loading the models"),
        State.LISTENING: translate("Texts", "Listening"),
        State.NO_SIGNAL: translate("Texts", "No signal for 10 s"),
        State.SLOW: translate("Texts", "Running late"),
        State.PAUSED: translate("Texts", "Paused"),
        State.ENDED: translate("Texts", "Stopped"),
    }
    return names[state]


def state_hint(state: State) -> str:
    """What the user can do about a state; empty where there is nothing to do."""
    hints = {
        State.NO_SIGNAL: translate(
            "Texts", "Check that the right source is chosen, that it is not muted, and its level."
        ),
        State.SLOW: translate("Texts", "This machine does not keep up. A smaller model is faster."),
    }
    return hints.get(state, "")


def label_name(label: Label) -> str:
    """What kind of word it is."""
    names = {
        Label.FLUENT: translate("Texts", "fluent"),
        Label.FILLED_PAUSE: translate("Texts", "filler"),
        Label.DISCOURSE_MARKER: translate("Texts", "discourse marker"),
        Label.INTERREGNUM: translate("Texts", "editing words"),
        Label.REPARANDUM: translate("Texts", "repetition or repair"),
    }
    return names[label]


def why_removed(label: Label) -> str:
    """Why a word is not in the cleaned view."""
    reasons = {
        Label.FLUENT: "",
        Label.FILLED_PAUSE: translate("Texts", "Removed: a filler, as um or uh."),
        Label.DISCOURSE_MARKER: translate(
            "Texts", "Removed: words such as you know or well, which carry no meaning here."
        ),
        Label.INTERREGNUM: translate("Texts", "Removed: words such as I mean, between a slip and its repair."),
        Label.REPARANDUM: translate("Texts", "Removed: the speaker said it again or took it back."),
    }
    return reasons[label]
