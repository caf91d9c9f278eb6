import pytest
from PySide6.QtWidgets import QApplication, QWidget

from pmdesk.ui.widgets.adaptive_row import AdaptiveRow
from pmdesk.ui.widgets.labels import EmptyState, text_label


@pytest.mark.parametrize("last_on_top", [False, True])
def test_two_parts_stand_side_by_side_or_one_above_the_other(qtbot, last_on_top: bool):
    row = AdaptiveRow(40, last_on_top=last_on_top)
    qtbot.addWidget(row)
    first, last = text_label("first"), text_label("last")
    row.add(first, 1)
    row.add(last, 1)
    row.show()
    digit = row.fontMetrics().horizontalAdvance("0")
    row.resize(digit * 60, 100)
    QApplication.processEvents()
    assert not row.is_stacked
    assert first.x() < last.x()
    row.resize(digit * 30, 100)
    QApplication.processEvents()
    assert row.is_stacked
    assert (first.y() > last.y()) is last_on_top


def test_parts_too_wide_for_one_line_do_not_widen_their_page(qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    row = AdaptiveRow(10, page)
    for _ in range(2):
        part = text_label("part")
        part.setMinimumWidth(300)
        row.add(part, 1)
    page.show()
    row.resize(400, 100)
    QApplication.processEvents()
    assert row.is_stacked
    assert row.minimumSizeHint().width() == 300


def test_buttons_of_an_empty_page_stand_one_under_the_other_in_a_narrow_dock(qtbot):
    empty = EmptyState()
    qtbot.addWidget(empty)
    buttons = [empty.add_button(key, f"open_{key}") for key in ("images", "demo")]
    for key in ("images", "demo"):
        empty.set_button_text(key, "Open the demonstration patient")
    empty.show()
    widest = max(button.sizeHint().width() for button in buttons)
    for width, stacked in ((widest * 2 + 100, False), (widest + 60, True)):
        empty.resize(width, 300)
        QApplication.processEvents()
        assert (buttons[0].y() < buttons[1].y()) is stacked
        assert all(button.width() >= button.sizeHint().width() for button in buttons)
