"""The picture of errors against delay."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree

from captioner.bench.peer_programs.curve import Point, svg

_CIRCLE = "{http://www.w3.org/2000/svg}circle"
_TEXT = "{http://www.w3.org/2000/svg}text"


def test_a_later_program_stands_further_right_and_one_with_more_errors_higher() -> None:
    drawn = ElementTree.fromstring(svg([Point("a <b>", 1.0, 0.5, 0.1), Point("c", 2.0, 2.0, 0.2)]))
    circles = [(float(each.get("cx", "")), float(each.get("cy", ""))) for each in drawn.iter(_CIRCLE)]
    (cleaned_a, said_a, cleaned_c, said_c) = circles
    assert said_a[0] < cleaned_a[0] < cleaned_c[0]
    assert said_c == cleaned_c
    assert cleaned_c[1] < cleaned_a[1]
    assert {"a <b>", "c"} <= {each.text for each in drawn.iter(_TEXT)}


def test_a_program_without_words_and_no_programs_draw_nothing() -> None:
    assert not list(ElementTree.fromstring(svg([Point("x", float("nan"), float("nan"), 1.0)])).iter(_CIRCLE))
    assert not list(ElementTree.fromstring(svg([])).iter(_CIRCLE))


def test_labels_of_programs_that_are_nearly_alike_do_not_cover_each_other() -> None:
    points = [Point(f"program {number}", 2.0 + number / 20, 1.0, 0.26) for number in range(4)]
    names = {point.name for point in points}
    drawn = ElementTree.fromstring(svg(points))
    heights = sorted(float(each.get("y", "")) for each in drawn.iter(_TEXT) if each.text in names)
    assert len(heights) == 4
    assert all(lower - upper >= 12 for upper, lower in pairwise(heights))
