"""Messages inside the window: whole when short, scrolling when long."""

from PySide6.QtWidgets import QLabel, QScrollArea, QVBoxLayout, QWidget

from pmdesk.ui.message_bar import MOST_LINES, MessageBar
from tests.helpers.cases import make_desk


def shown(qtbot, text: str) -> MessageBar:
    desk = make_desk()
    window = QWidget()
    bar = MessageBar(desk.context)
    column = QVBoxLayout(window)
    column.addWidget(bar)
    column.addStretch(1)
    qtbot.addWidget(window)
    window.resize(700, 600)
    window.show()
    bar.show_message(text, "danger")
    qtbot.waitUntil(lambda: bar.findChild(QLabel, "message.text").isVisible())
    desk.close()
    bar.kept = window
    return bar


def test_a_short_message_is_one_line_without_a_scroll_bar(qtbot):
    bar = shown(qtbot, "The file is not there.")
    area = bar.findChild(QScrollArea, "message.area")
    assert area.height() < 3 * bar.fontMetrics().lineSpacing()
    assert not area.verticalScrollBar().isVisible()


def test_a_long_reason_scrolls_and_leaves_the_window_to_the_case(qtbot):
    bar = shown(qtbot, "\n".join(f"line {number}" for number in range(40)))
    area = bar.findChild(QScrollArea, "message.area")
    assert area.height() <= bar.fontMetrics().lineSpacing() * MOST_LINES + 2
    assert area.verticalScrollBar().maximum() > 0
    assert bar.texts()[0].endswith("line 39")


def test_a_sentence_that_wraps_is_shown_whole(qtbot):
    bar = shown(qtbot, "word " * 60)
    area, words = bar.findChild(QScrollArea, "message.area"), bar.findChild(QLabel, "message.text")
    assert area.height() >= words.heightForWidth(area.viewport().width())
