"""The names of states, labels and views, in the language of the interface."""

from __future__ import annotations

import re
from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QLocale

from captioner import languages
from captioner.errors import CaptionerError, ModelError, Sentence, sentence
from captioner.languages import LanguageName
from captioner.messages import Channel, Label, State, Status, seconds
from captioner.settings import declared as settings
from captioner.ui.settings import texts as setting_texts

ERRORS = "Errors"
"""The translation context of error messages, which `translations.error_sentences` collects from the whole program."""
LABELS = "Labels"
"""The translation context of the texts in the table of labels (`captioner.labels`)."""
_COMMAND = "`captioner "
"""The beginning of a command line in the advice of an error."""
translate = QCoreApplication.translate


def said(spoken: Sentence) -> str:
    """The message of an error or a notice, without parts for a terminal or a file."""
    values = {
        name: name_in_sentence(value.code) if isinstance(value, LanguageName) else value
        for name, value in spoken.values.items()
    }
    return _plain(_of_windows(Sentence(spoken.text, values)).said(_translated))


def name_in_sentence(code: str) -> str:
    """The name of a spoken language in the language of the interface; in itself if it is not a common one."""
    usual = {
        "en": translate("Texts", "English"),
        "de": translate("Texts", "German"),
        "fr": translate("Texts", "French"),
        "es": translate("Texts", "Spanish"),
        "it": translate("Texts", "Italian"),
    }
    return usual.get(code) or QLocale(code).nativeLanguageName() or str(LanguageName(code))


def advice(error: CaptionerError) -> str:
    """What to do about an error; in place of a command for the terminal, what to do in the windows."""
    if _COMMAND not in error.advice.text:
        return said(error.advice)
    if isinstance(error, ModelError):
        return translate("Texts", "Choose or fetch another one on the models page.")
    return translate("Texts", "Choose another one in the settings.")


def error_text(error: CaptionerError) -> str:
    """The text of an error: what happened and what to do."""
    return f"{said(error.what)} {advice(error)}".strip()


def _of_windows(spoken: Sentence) -> Sentence:
    """Replace a setting's name in the file by its name in the settings dialog."""
    key = spoken.values.get("key")
    shown = {option.key: option for option in settings.describe() if not option.is_hidden}
    if key in shown:
        option = shown[str(key)]
        name = f"{setting_texts.section(option.section)}, {setting_texts.label(option)}"
        return sentence("The setting “{name}” cannot have the value that it was given.", name=name)
    parts = {name: _of_windows(part) if isinstance(part, Sentence) else part for name, part in spoken.values.items()}
    return Sentence(spoken.text, parts)


def _plain(text: str) -> str:
    """Replace the backticks of a terminal's text by quotes."""
    return re.sub("`([^`]*)`", lambda found: translate("Texts", "“{0}”").format(found[1]), text)


def _translated(text: str) -> str:
    found = translate(ERRORS, text)
    # errors contain the units of settings, too, which are translated with the settings
    return translate(setting_texts.CONTEXT, text) if found == text else found


def language_name(code: str) -> str:
    """The name of a language in itself; its English name if Qt does not know it."""
    locale = QLocale(code)
    # Qt returns the default language for an unknown one
    is_known = locale.name().split("_")[0] == code and locale.language() != QLocale.Language.C
    name = locale.nativeLanguageName() if is_known else ""
    name = {"en": "English", "es": "español", "pt": "português"}.get(code, name) or languages.NAMES.get(code, code)
    return name[:1].upper() + name[1:]


def model_name(name: str) -> str:
    """The name of a model in a sentence; the user's own model has the name of its folder."""
    sizes = {
        "tiny": "Whisper tiny",
        "base": "Whisper base",
        "small": "Whisper small",
        "medium": "Whisper medium",
        "large-v3": "Whisper large v3",
        "large-v3-turbo": "Whisper large v3 turbo",
        "distil-large-v3": "Distil-Whisper large v3",
    }
    ours = {
        "whisper-tiny-en": translate("Models", "Captioner tiny"),
        "disfluency-en": translate("Models", "English"),
        "disfluency-en-swbd": translate("Models", "English, from conversations"),
        "disfluency-de": translate("Models", "German"),
    }
    if name in ours:
        return ours[name]
    size = sizes.get(name.removesuffix(".en"))
    if size is None:
        return name
    return translate("Models", "{0} for English").format(size) if name.endswith(".en") else size


def decimal(value: float) -> str:
    """A number with one decimal in the format of the interface's language."""
    return QLocale().toString(value, "f", 1)


def state_name(state: State) -> str:
    """The name of a state for the tray, the overlay and the screen reader."""
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
    """The overlay's text for a status, with its duration and the device.

    Args:
        failure: the heading of the error that ended captions.
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
        return translate("Texts", "Not {0}? Words may be wrong").format(name_in_sentence(status.foreign_to))
    if minutes:
        lasting = {
            State.QUIET: translate("Texts", "Quiet for {0} min"),
            State.NO_SPEECH: translate("Texts", "No speech for {0} min"),
            State.NOTHING_PLAYS: translate("Texts", "Nothing has played for {0} min"),
        }
        if status.state in lasting:
            return lasting[status.state].format(minutes)
    return state_name(status.state)


def state_hint(status: Status) -> str:
    """What the user can do about a state; empty if there is nothing to do."""
    if status.state is State.SLOW and status.faster:
        return translate("Texts", "This machine does not keep up. The speech model {0} is faster.").format(
            status.faster
        )
    hints = {
        State.NO_SIGNAL: translate(
            "Texts", "Check that the right source is chosen and not muted, and check its level."
        ),
        State.NO_SPEECH: translate("Texts", "There is sound, but Captioner hears no words in it."),
        State.NOTHING_PLAYS: translate(
            "Texts", "If something is playing, it goes to another output. Choose that output in the settings."
        ),
        State.AWAY: translate("Texts", "Captions go on as soon as it is connected again."),
        State.SLOW: translate(
            "Texts", "This machine does not keep up, and it has no faster speech model. Close other programs."
        ),
    }
    return hints.get(status.state, "")


def speakers() -> dict[Channel, str]:
    """The names of the channels, if two are captioned as one session."""
    return {Channel.MICROPHONE: translate("Texts", "Me"), Channel.SYSTEM: translate("Texts", "Them")}


def label_words(label: Label) -> str:
    """The name of words with a label, in figures."""
    return translate(LABELS, label.row.words)


def why_removed(label: Label) -> str:
    """The reason why a word is not in the cleaned view."""
    return translate(LABELS, label.row.reason)


def label_sources() -> Iterator[str]:
    """Every text of the table of labels, in English."""
    for label in Label:
        yield from filter(None, (label.row.words, label.row.reason))


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, as Qt counts."""
    return len(text.encode("utf-16-le")) // 2
