import pytest
from PySide6.QtWidgets import QApplication

from pmdesk.ui.widgets.adaptive_row import AdaptiveRow
from pmdesk.ui.widgets.labels import text_label


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
