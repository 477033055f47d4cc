"""The state of the session, as one line or one sentence."""

from __future__ import annotations

import math

from captioner.cli.console import Piece, Style
from captioner.languages import LanguageName
from captioner.messages import SAMPLE_RATE, State, Status, View, seconds

_BARS = 8
_QUIETEST_DB = -60.0
"""The lower end of the level meter: the noise of a quiet room."""
_WORDS = {
    State.LOADING: ("loading models", Style.HINT),
    State.LISTENING: ("listening", Style.GOOD),
    State.READY: ("ready", Style.HINT),
    State.QUIET: ("quiet", Style.HINT),
    State.NO_SPEECH: ("no speech", Style.HINT),
    State.NOTHING_PLAYS: ("nothing plays", Style.HINT),
    State.NO_SIGNAL: ("no sound", Style.WARNING),
    State.AWAY: ("disconnected", Style.WARNING),
    State.SLOW: ("slow", Style.WARNING),
    State.PAUSED: ("paused", Style.WARNING),
    State.ENDED: ("saving", Style.HINT),
    State.FAILED: ("stopped", Style.WARNING),
}
_LASTING = (State.QUIET, State.NO_SPEECH, State.NOTHING_PLAYS)


def status_line(status: Status, view: View, *, has_unicode: bool) -> list[Piece]:
    """State, level, time, lost audio and keys."""
    words, style = _WORDS[status.state]
    minutes = int(seconds(status.quiet) // 60)
    if minutes and status.state in _LASTING:
        words = f"{words} for {minutes} min"
    other = View.MARKED if view is View.CLEANED else View.CLEANED
    line = [
        Piece(f"{words}  ", style),
        Piece(f"{level_bar(status.level, has_unicode=has_unicode)}  ", Style.STATUS),
        Piece(clock(status.position), Style.STATUS),
    ]
    if status.dropped:
        line.append(Piece(f"  {seconds(status.dropped):.1f} s lost", Style.WARNING))
    goes_on = "go on" if status.state is State.PAUSED else "pause"
    line.append(Piece(f"   r {other}  p {goes_on}  q end", Style.HINT))
    return line


def level_bar(level: float, *, has_unicode: bool) -> str:
    """The level (root mean square, 0 to 1) as a bar that is linear in decibels."""
    decibels = 20 * math.log10(level) if level > 0 else _QUIETEST_DB
    filled = round(_BARS * min(1.0, max(0.0, 1 - decibels / _QUIETEST_DB)))
    full, empty = ("█", "·") if has_unicode else ("#", ".")
    return full * filled + empty * (_BARS - filled)


def clock(samples: int) -> str:
    """A time since the session began, as 1:02:03 or 2:03."""
    minutes, second = divmod(samples // SAMPLE_RATE, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def foreign(status: Status) -> str:
    """The message about speech in a language that the model does not know; empty if there is none."""
    if not status.foreign_to:
        return ""
    return (
        f"This does not sound like {LanguageName(status.foreign_to)}, the only language that the speech model knows: "
        "the words may be wrong. Models of many languages: captioner models fetch base, then --model base."
    )


def sentence(status: Status, source: str) -> str:
    """The state as a line of text; empty if there is nothing to say."""
    faster = f"--model {status.faster} is faster." if status.faster else "No faster speech model is here."
    return {
        State.LOADING: "Loading the models.",
        State.LISTENING: f"Listening to {source}. Ctrl-C ends and saves.",
        State.NOTHING_PLAYS: f"Nothing is playing on {source}.",
        State.AWAY: f"{source} disconnected: waiting for it to come back.",
        State.NO_SIGNAL: "No sound for 10 s: is the input muted, or the wrong one?",
        State.SLOW: f"Recognition is slow here: captions lag behind. {faster}",
        State.PAUSED: "Paused.",
    }.get(status.state, "")
