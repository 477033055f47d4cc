"""An option: one declared setting, as data in a dataclass field, with its checks and its description."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, TypeAlias, get_type_hints

from captioner.errors import Sentence, SettingsError, sentence

Value: TypeAlias = bool | int | float | str | Mapping[str, Any]
_META = "captioner.option"
_TYPE_WORDS = {
    bool: sentence("true or false"),
    int: sentence("a whole number"),
    float: sentence("a number"),
    str: sentence("text"),
    dict: sentence("a mapping"),
}
_NOTHING = Sentence("")


@dataclass(frozen=True, slots=True)
class _Declared:
    """The arguments of `option`, in a field's metadata."""

    help: str
    minimum: float | None = None
    maximum: float | None = None
    unit: str = ""
    choices: tuple[str, ...] = ()
    pattern: str = ""
    pattern_help: Sentence = _NOTHING
    restart: bool = False
    is_hidden: bool = False
    formerly: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Option:
    """One setting, for the settings dialog, the documentation and the checks.

    Attributes:
        section, name: together the key, as in `overlay.font_size`.
        type: bool, int, float, str or dict (values of JSON, hidden options only).
        minimum, maximum: in `unit`, inclusive; None: no bound.
        choices: the only values allowed; empty: all.
        restart: it takes effect only after captions are stopped and started again.
        is_hidden: internal state of the program, not shown in dialogs.
        formerly: choices of earlier versions, each with the one that replaces it.
    """

    section: str
    name: str
    type: type
    default: Value
    help: str
    minimum: float | None
    maximum: float | None
    unit: str
    choices: tuple[str, ...]
    pattern: str
    pattern_help: Sentence
    restart: bool
    is_hidden: bool
    formerly: tuple[tuple[str, str], ...]

    @property
    def key(self) -> str:
        """The full name, `section.name`."""
        return f"{self.section}.{self.name}"

    def allowed(self) -> Sentence:
        """The allowed values, in words."""
        if self.choices:
            return sentence("one of {choices}", choices=", ".join(self.choices))
        if self.pattern:
            return self.pattern_help
        words = _TYPE_WORDS[self.type]
        if self.minimum is None or self.maximum is None:
            return words
        bounds = {"kind": words, "minimum": f"{self.minimum:g}", "maximum": f"{self.maximum:g}"}
        if not self.unit:
            return sentence("{kind} from {minimum} to {maximum}", **bounds)
        # the unit is translated with the declarations of the settings
        return sentence("{kind} from {minimum} to {maximum} {unit}", **bounds, unit=Sentence(self.unit))

    def check(self, value: Any) -> Value:
        """The value as it is stored: an integer becomes a float if the option is one.

        Raises:
            SettingsError: it is of another type, out of range, or none of the choices.
        """
        if self.type is float and type(value) is int:
            value = float(value)
        if self.formerly and isinstance(value, str):
            value = dict(self.formerly).get(value, value)
        is_right = (
            isinstance(value, Mapping) if self.type is dict else type(value) is self.type and self._is_in_range(value)
        )
        if not is_right:
            raise SettingsError(
                "The setting {key} cannot be {value!r}: it must be {allowed}.",
                "The default is {default!r}.",
                key=self.key,
                value=value,
                allowed=self.allowed(),
                default=self.default,
            )
        return MappingProxyType(dict(value)) if self.type is dict else value

    def _is_in_range(self, value: Any) -> bool:
        """Whether a value of the right type is allowed."""
        if self.type is float and not math.isfinite(value):
            return False
        if self.type is str and "\0" in value:
            # the system accepts no such file name, and raises an exception of its own
            return False
        if self.minimum is not None and value < self.minimum:
            return False
        if self.maximum is not None and value > self.maximum:
            return False
        if self.choices and value not in self.choices:
            return False
        return not self.pattern or re.fullmatch(self.pattern, value) is not None


def option(
    default: Any,
    *,
    help: str,
    minimum: float | None = None,
    maximum: float | None = None,
    unit: str = "",
    choices: Iterable[str] = (),
    pattern: str = "",
    pattern_help: Sentence = _NOTHING,
    restart: bool = False,
    is_hidden: bool = False,
    formerly: Mapping[str, str] | None = None,
) -> Any:
    """Declare a setting, as the value of a dataclass field; see `Option` for the meaning of the arguments."""
    renamed = tuple((formerly or {}).items())
    declared = _Declared(
        help, minimum, maximum, unit, tuple(choices), pattern, pattern_help, restart, is_hidden, renamed
    )
    if isinstance(default, dict):
        # a mapping has no hash, and sections are keys of caches; equality still compares it
        return field(default_factory=lambda: MappingProxyType(dict(default)), hash=False, metadata={_META: declared})
    return field(default=default, metadata={_META: declared})


def options_of(section: str, declared_in: type) -> tuple[Option, ...]:
    """The options that the fields of a dataclass declare, in order."""
    types = get_type_hints(declared_in)
    defaults = declared_in()
    found = []
    for each in fields(declared_in):
        meta: _Declared = each.metadata[_META]
        kind = types[each.name]
        found.append(
            Option(
                section=section,
                name=each.name,
                type=kind if kind in _TYPE_WORDS else dict,
                default=getattr(defaults, each.name),
                help=meta.help,
                minimum=meta.minimum,
                maximum=meta.maximum,
                unit=meta.unit,
                choices=meta.choices,
                pattern=meta.pattern,
                pattern_help=meta.pattern_help,
                restart=meta.restart,
                is_hidden=meta.is_hidden,
                formerly=meta.formerly,
            )
        )
    return tuple(found)
