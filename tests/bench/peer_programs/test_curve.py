"""The picture of errors against delay."""

from __future__ import annotations

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
