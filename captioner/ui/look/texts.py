"""What states, labels and views are called, in the language of the interface."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale

from captioner.errors import CaptionerError, Sentence
from captioner.languages import Spoken
from captioner.messages import Channel, Label, State, Status, seconds
from captioner.ui.settings import texts as setting_texts

ERRORS = "Errors"
"""The context of the sentences of errors, which `translations.error_sentences` collects from the whole program."""
translate = QCoreApplication.translate


def said(sentence: Sentence) -> str:
    """A sentence of an error or a notice."""
    values = {
        name: language_name(value.code) if isinstance(value, Spoken) else value
        for name, value in sentence.values.items()
    }
    return Sentence(sentence.text, values).said(_translated)


def language_name(code: str) -> str:
    """A spoken language in the language of the interface, or in itself where it is not among the usual ones."""
    usual = {
        "en": translate("Texts", "English"),
        "de": translate("Texts", "German"),
        "fr": translate("Texts", "French"),
        "es": translate("Texts", "Spanish"),
        "it": translate("Texts", "Italian"),
    }
    return usual.get(code) or QLocale(code).nativeLanguageName() or str(Spoken(code))


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
        State.READY: translate("Texts", "Ready"),
        State.LOADING: translate("Texts", "Loading the models"),
        State.LISTENING: translate("Texts", "Listening"),
        State.QUIET: translate("Texts", "Quiet"),
        State.NO_SPEECH: translate("Texts", "No speech"),
        State.NOTHING_PLAYS: translate("Texts", "Nothing is playing"),
        State.NO_SIGNAL: translate("Texts", "No signal"),
        State.AWAY: translate("Texts", "Disconnected: waiting"),
        State.SLOW: translate("Texts", "Running late"),
        State.PAUSED: translate("Texts", "Paused"),
        State.ENDED: translate("Texts", "Stopped"),
        State.FAILED: translate("Texts", "Stopped by an error"),
    }
    return names[state]


def status_text(status: Status, failure: str = "") -> str:
    """What is going on, as the overlay says it: with the time that it has been so, and the device that it is about.

    Args:
        failure: why captions ended before their time, as a heading.
    """
    minutes = int(seconds(status.quiet) // 60)
    if status.source:
        if status.state is State.AWAY:
            return translate("Texts", "{0} disconnected: waiting").format(status.source)
        if status.state is State.NO_SIGNAL:
            return translate("Texts", "No signal from {0}").format(status.source)
    if status.state is State.FAILED and failure:
        return translate("Texts", "Stopped: {0}").format(failure)
    if status.state is State.LISTENING and status.foreign_to:
        return translate("Texts", "Not {0}? Words may be wrong").format(language_name(status.foreign_to))
    if minutes:
        lasting = {
            State.QUIET: translate("Texts", "Quiet for {0} min"),
            State.NO_SPEECH: translate("Texts", "No speech for {0} min"),
            State.NOTHING_PLAYS: translate("Texts", "Nothing has played for {0} min"),
        }
        if status.state in lasting:
            return lasting[status.state].format(minutes)
    return state_name(status.state)


def state_hint(state: State) -> str:
    """What the user can do about a state; empty where there is nothing to do."""
    hints = {
        State.NO_SIGNAL: translate(
            "Texts", "Check that the right source is chosen, that it is not muted, and its level."
        ),
        State.NO_SPEECH: translate("Texts", "Sound comes in, but no words are heard in it."),
        State.NOTHING_PLAYS: translate(
            "Texts", "If you see something playing, it goes to another output: choose that in the settings."
        ),
        State.AWAY: translate("Texts", "Captions go on as soon as it is connected again."),
        State.SLOW: translate("Texts", "This machine does not keep up. A smaller model is faster."),
    }
    return hints.get(state, "")


def speakers() -> dict[Channel, str]:
    """Who is heard on which channel, where two are captioned as one session."""
    return {Channel.MICROPHONE: translate("Texts", "Me"), Channel.SYSTEM: translate("Texts", "Them")}


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
