"""Views are drawn one a turn of the event loop, those behind a tab not before they are seen."""

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QWidget

from pmdesk.core.texts import Language
from pmdesk.services.changes import OpChanges
from pmdesk.ui.panels.case_panel import CasePanel
from pmdesk.ui.redraws import Redraws
from tests.helpers.cases import full_case, make_desk


def test_alone_a_view_is_drawn_when_it_asks(qapp):
    drawn: list[str] = []
    Redraws().ask(QObject(), lambda: drawn.append("a"))
    assert drawn == ["a"]


def test_one_view_is_drawn_a_turn_and_once_however_often_it_asked(qapp, qtbot):
    redraws, first, second = Redraws(spread=True), QObject(), QObject()
    drawn: list[str] = []
    redraws.ask(first, lambda: drawn.append("too early"))
    redraws.ask(second, lambda: drawn.append("second"))
    redraws.ask(first, lambda: drawn.append("first"))
    assert drawn == []
    redraws._draw_one()
    assert len(drawn) == 1
    qtbot.waitUntil(lambda: redraws.is_idle)
    assert drawn == ["first", "second"]


def test_what_is_in_sight_comes_before_what_is_not_and_the_look_before_both(qapp, qtbot):
    redraws, hidden, shown, look = Redraws(spread=True), QLabel(), QLabel(), QObject()
    qtbot.addWidget(hidden)
    qtbot.addWidget(shown)
    shown.show()
    drawn: list[str] = []
    redraws.ask(hidden, lambda: drawn.append("hidden"))
    redraws.ask(shown, lambda: drawn.append("shown"))
    redraws.ask(look, lambda: drawn.append("look"), first=True)
    redraws.flush()
    assert drawn == ["look", "shown", "hidden"]


def test_a_view_that_is_gone_is_left_out_and_one_that_fails_stops_no_other(qapp, qtbot, monkeypatch):
    redraws, gone, failing, other = Redraws(spread=True), QObject(), QObject(), QObject()
    drawn: list[str] = []

    def fail() -> None:
        raise ValueError

    redraws.ask(gone, lambda: drawn.append("gone"))
    redraws.ask(failing, fail)
    redraws.ask(other, lambda: drawn.append("other"))
    gone.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    with qtbot.captureExceptions() as raised:
        qtbot.waitUntil(lambda: redraws.is_idle)
        qtbot.wait(1)
    assert drawn == ["other"]
    assert [kind for kind, *_rest in raised] == [ValueError]


class Counted(CasePanel):
    """A panel that counts what it does."""

    def __init__(self, context, parent=None) -> None:
        super().__init__(context, parent)
        self.done: list[str] = []
        self.start()

    def refresh(self, changes: OpChanges) -> None:
        self.done.append("refresh")

    def show_focus(self, focus) -> None:
        self.done.append("focus")

    def apply_theme(self, theme) -> None:
        self.done.append(theme.name)

    def retranslate(self) -> None:
        self.done.append("words")
        super().retranslate()


def test_a_panel_behind_another_tab_is_drawn_when_it_comes_to_the_front(qtbot):
    desk = make_desk(full_case())
    tabs = QTabWidget()
    qtbot.addWidget(tabs)
    front, behind = Counted(desk.context), Counted(desk.context)
    tabs.addTab(front, "")
    tabs.addTab(behind, "")
    tabs.show()
    front.done.clear()
    behind.done.clear()
    desk.show(full_case(findings=()))
    desk.context.theme.changed.emit(desk.context.theme.theme)
    QApplication.sendEvent(behind, QEvent(QEvent.Type.LanguageChange))
    desk.session.selection.clear()
    assert behind.done == []
    assert "refresh" in front.done
    tabs.setCurrentWidget(behind)
    assert behind.done.count("refresh") == 1
    assert behind.done[:2] == [desk.context.theme.theme.name, "words"]
    desk.close()


def test_many_changes_in_a_row_draw_a_panel_once(qtbot):
    desk = make_desk(full_case())
    redraws = Redraws(spread=True)
    panel = Counted(_with(desk.context, redraws))
    qtbot.addWidget(panel)
    panel.done.clear()
    for _ in range(5):
        desk.show(full_case())
    assert panel.done == []
    qtbot.waitUntil(lambda: redraws.is_idle)
    assert panel.done.count("refresh") == 1
    desk.close()


def _with(context, redraws):
    from dataclasses import replace

    return replace(context, redraws=redraws)


def test_the_languages_of_a_hidden_record_page_wait_for_it(qtbot):
    from pmdesk.ui.panels.record_panel import RecordPanel

    desk = make_desk(full_case())
    panel = RecordPanel(desk.context)
    qtbot.addWidget(panel)
    panel.show()
    page = panel.findChild(QWidget, "record.page.course")
    calls: list[str] = []
    page.retranslate = lambda: calls.append("words")
    desk.context.texts.set_language(Language.CHINESE)
    QApplication.sendEvent(panel, QEvent(QEvent.Type.LanguageChange))
    assert calls == []
    panel.show_page("course")
    assert calls == ["words"]
    desk.close()
