"""A list with names longer than its box."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from captioner.ui.look.pick_list import PickList


def test_a_long_name_ends_with_an_ellipsis_and_the_tool_tip_has_it_whole(qtbot: QtBot) -> None:
    box = PickList()
    qtbot.addWidget(box)
    long = "Built-in Audio Analog Stereo of the machine under the table"
    box.addItems([long + " on the left", long + " on the right", "Short"])
    box.resize(160, box.sizeHint().height())
    box.show()
    pictures = []
    for number in range(3):
        box.setCurrentIndex(number)
        assert box.toolTip() == box.itemText(number)
        pictures.append(box.grab().toImage())
    # what does not fit is not drawn: two that differ there look alike, and nothing is cut in the middle of a letter
    assert pictures[0] == pictures[1]
    assert pictures[1] != pictures[2]
    cut = PickList()
    qtbot.addWidget(cut)
    cut.addItem(long)
    cut.resize(160, box.sizeHint().height())
    assert cut.grab().toImage() == pictures[0]
