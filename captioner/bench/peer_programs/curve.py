"""A picture of errors against delay, one point for each program: the cost of earlier words."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from xml.sax.saxutils import escape

_WIDTH, _HEIGHT = 720, 440
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 20, 20, 60
_STEPS = 5
_LETTER, _LINE = 7, 14
"""Pixels of an average letter and of a line of text."""
_LABEL_HEIGHTS = (-8, 20, -22, 34, -36, 48)
"""Where a label may stand, in pixels below its circle: the first that covers nothing is taken."""


@dataclass(frozen=True, slots=True)
class Point:
    """The result of one program."""

    name: str
    cleaned_s: float
    """median until a word is certain in the cleaned view"""
    said_s: float
    """median until it is certain in the view of all words; the same for programs that do not clean"""
    error_rate: float


def svg(points: Collection[Point]) -> str:
    """A drawing: median delay to the right, word error rate upwards.

    A filled circle shows when words are certain in the view of all words, an open one, joined to it, in the cleaned
    view.
    """
    widest = _ceiling(max((point.cleaned_s for point in points), default=1.0), 0.5)
    highest = _ceiling(max((point.error_rate for point in points), default=0.1), 0.05)

    def x(seconds: float) -> float:
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * seconds / widest

    def y(rate: float) -> float:
        return _HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * rate / highest

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="sans-serif" '
        f'font-size="13">',
        "<title>Word error rate against the delay of words</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="white"/>',
    ]
    for step in range(_STEPS + 1):
        seconds, rate = widest * step / _STEPS, highest * step / _STEPS
        lines += [
            f'<line x1="{x(seconds):.1f}" y1="{_TOP}" x2="{x(seconds):.1f}" y2="{y(0):.1f}" stroke="#ddd"/>',
            f'<line x1="{_LEFT}" y1="{y(rate):.1f}" x2="{_WIDTH - _RIGHT}" y2="{y(rate):.1f}" stroke="#ddd"/>',
            f'<text x="{x(seconds):.1f}" y="{y(0) + 18:.1f}" text-anchor="middle">{seconds:.1f}</text>',
            f'<text x="{_LEFT - 8}" y="{y(rate) + 4:.1f}" text-anchor="end">{rate:.2f}</text>',
        ]
    lines += [
        f'<text x="{(_LEFT + _WIDTH) / 2:.0f}" y="{_HEIGHT - 16}" text-anchor="middle">'
        "median seconds from the end of a word until it is certain (filled: as said, open: as cleaned)</text>",
        f'<text transform="translate(18 {_HEIGHT / 2:.0f}) rotate(-90)" text-anchor="middle">word error rate</text>',
    ]
    drawn = [point for point in points if not math.isnan(point.cleaned_s)]
    covered = [_Box.around(x(each), y(point.error_rate)) for point in drawn for each in (point.cleaned_s, point.said_s)]
    for point in drawn:
        cleaned, said, height = x(point.cleaned_s), x(point.said_s), y(point.error_rate)
        is_right = cleaned > _WIDTH * 0.7
        width = _LETTER * len(point.name)
        left = cleaned - 9 - width if is_right else cleaned + 9
        label, below = _free(left, width, height, covered)
        covered.append(label)
        lines += [
            f'<line x1="{said:.1f}" y1="{height:.1f}" x2="{cleaned:.1f}" y2="{height:.1f}" stroke="#888"/>',
            f'<circle cx="{cleaned:.1f}" cy="{height:.1f}" r="5" fill="white" stroke="#05a"/>',
            f'<circle cx="{said:.1f}" cy="{height:.1f}" r="5" fill="#05a"/>',
            f'<text x="{cleaned + (-9 if is_right else 9):.1f}" y="{height + below:.1f}" '
            f'text-anchor="{"end" if is_right else "start"}">{escape(point.name)}</text>',
        ]
    return "\n".join([*lines, "</svg>", ""])


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    @classmethod
    def around(cls, x: float, y: float) -> _Box:
        """The box of a circle."""
        return cls(x - 5, y - 5, x + 5, y + 5)

    def overlaps(self, other: _Box) -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def _free(left: float, width: float, height: float, covered: Collection[_Box]) -> tuple[_Box, int]:
    """The box of a label and how far its baseline is below the circle."""
    for below in _LABEL_HEIGHTS:
        baseline = height + below
        box = _Box(left, baseline - _LINE + 3, left + width, baseline + 3)
        if not any(box.overlaps(each) for each in covered):
            break
    return box, below


def _ceiling(value: float, step: float) -> float:
    """The next multiple of a step above a value."""
    return step * max(1, math.ceil(value / step + 0.001)) if not math.isnan(value) else step
