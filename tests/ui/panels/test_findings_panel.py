from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, Qt, QTranslator
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton, QStyleOptionViewItem, QTableView

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import RejectReason, ReviewStatus, Texture
from pmdesk.core.provenance import Origin, Stated
from pmdesk.ui.panels.findings_panel import FindingsPanel
from tests.helpers.cases import Desk, full_case


@pytest.fixture
def panel(qtbot, desk: Desk) -> FindingsPanel:
    made = FindingsPanel(desk.context)
    qtbot.addWidget(made)
    made.resize(420, 520)
    made.show()
    return made


def table(panel: FindingsPanel) -> QTableView:
    return panel.findChild(QTableView, "findings.table")


def cell(panel: FindingsPanel, row: int, column: int | str) -> str:
    """Text of a cell, its column by place or by id."""
    model = table(panel).model()
    place = column if isinstance(column, int) else [one.id for one in model.columns].index(column)
    return model.index(row, place).data()


def press(panel: FindingsPanel, name: str) -> None:
    panel.findChild(QPushButton, name).click()


def status(desk: Desk, number: int = 1) -> ReviewStatus:
    return desk.session.case.findings[number - 1].status


def test_rows_show_zone_and_sizes_as_clinicians_write_them(panel: FindingsPanel):
    assert [cell(panel, 0, column) for column in range(5)] == ["1", "RUZ", "8.2", "6.1", "212"]
    assert cell(panel, 2, 2) == "–"


def test_a_click_on_a_row_selects_the_finding_everywhere(qtbot, desk: Desk, panel: FindingsPanel):
    view = table(panel)
    place = view.visualRect(view.model().index(1, 1)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.session.selection.focus == NodeRef(NodeKind.FINDING, "f2")


def test_a_selection_elsewhere_selects_the_row_and_does_not_echo(desk: Desk, panel: FindingsPanel):
    heard: list[object] = []
    desk.session.selection.focus_changed.connect(heard.append)
    desk.select(NodeKind.FINDING, "f3")
    assert table(panel).selectionModel().currentIndex().row() == 2
    assert len(heard) == 1


def test_the_finding_of_a_selected_risk_is_tinted(desk: Desk, panel: FindingsPanel):
    desk.select(NodeKind.RISK, "brock:f1")
    model = table(panel).model()
    role = Qt.ItemDataRole.BackgroundRole
    assert [model.index(row, 0).data(role) is not None for row in range(3)] == [True, False, False]


def test_accept_is_undone_and_redone(desk: Desk, panel: FindingsPanel):
    desk.select(NodeKind.FINDING, "f1")
    press(panel, "findings.accept")
    assert status(desk) is ReviewStatus.ACCEPTED
    assert cell(panel, 0, "status") == "accepted"
    desk.context.undo.qt.undo()
    assert status(desk) is ReviewStatus.UNREVIEWED
    assert cell(panel, 0, "status") == "unreviewed"
    desk.context.undo.qt.redo()
    assert status(desk) is ReviewStatus.ACCEPTED


def test_reject_keeps_its_reason_and_is_undone(desk: Desk, panel: FindingsPanel):
    desk.select(NodeKind.FINDING, "f1")
    panel.reject_selected(RejectReason.VESSEL)
    assert status(desk) is ReviewStatus.REJECTED
    assert cell(panel, 0, "status") == "rejected: vessel"
    desk.context.undo.qt.undo()
    assert desk.session.case.findings[0].reject_reason is None


def test_decisions_need_a_selected_finding(desk: Desk, panel: FindingsPanel):
    assert not panel.findChild(QPushButton, "findings.accept").isEnabled()
    panel.accept_selected()
    assert status(desk) is ReviewStatus.UNREVIEWED


def test_next_unreviewed_passes_over_reviewed_ones_and_begins_again(desk: Desk, panel: FindingsPanel):
    desk.select(NodeKind.FINDING, "f2")
    panel.accept_selected()
    desk.select(NodeKind.FINDING, "f1")
    panel.select_next_unreviewed()
    assert desk.session.selection.focus == NodeRef(NodeKind.FINDING, "f3")
    panel.select_next_unreviewed()
    assert desk.session.selection.focus == NodeRef(NodeKind.FINDING, "f1")
    panel.select_previous_unreviewed()
    assert desk.session.selection.focus == NodeRef(NodeKind.FINDING, "f3")


def test_next_unreviewed_without_a_selection_is_the_first(desk: Desk, panel: FindingsPanel):
    panel.select_next_unreviewed()
    assert desk.session.selection.focus == NodeRef(NodeKind.FINDING, "f1")


def test_counts_say_what_reaches_the_report(desk: Desk, panel: FindingsPanel):
    counts = panel.findChild(QLabel, "findings.counts")
    assert counts.text().startswith("0 of 3 reviewed")
    desk.select(NodeKind.FINDING, "f1")
    panel.accept_selected()
    assert counts.text().startswith("1 of 3 reviewed")


def test_the_choice_of_reportable_shows_only_accepted_and_edited(desk: Desk, panel: FindingsPanel):
    desk.select(NodeKind.FINDING, "f2")
    panel.accept_selected()
    panel.findChild(QComboBox, "findings.filter").setCurrentIndex(2)
    assert table(panel).model().rowCount() == 1
    assert cell(panel, 0, 0) == "2"


def test_sorting_by_volume_leaves_the_unmeasured_last(panel: FindingsPanel):
    view = table(panel)
    view.sortByColumn(4, Qt.SortOrder.DescendingOrder)
    assert [cell(panel, row, 0) for row in range(3)] == ["2", "1", "3"]


def test_an_estimate_of_the_model_is_marked_until_a_person_confirms_it(desk: Desk, panel: FindingsPanel):
    desk.select(NodeKind.FINDING, "f1")
    assert cell(panel, 0, "texture") == "≈ part-solid"
    press(panel, "findings.confirm")
    assert cell(panel, 0, "texture") == "part-solid"
    confirmed = desk.session.case.findings[0]
    assert confirmed.texture == Stated(Texture.PART_SOLID, Origin.READER)
    assert confirmed.spiculated == Stated(None, Origin.UNKNOWN)
    assert not panel.findChild(QPushButton, "findings.confirm").isVisible()


def test_an_unknown_feature_is_shown_as_not_known_and_can_be_stated(desk: Desk, panel: FindingsPanel):
    desk.select(NodeKind.FINDING, "f1")
    assert panel.findChild(QPushButton, "findings.spiculated.not_known").isChecked()
    press(panel, "findings.spiculated.no")
    assert desk.session.case.findings[0].spiculated == Stated(False, Origin.READER)
    desk.context.undo.qt.undo()
    assert desk.session.case.findings[0].spiculated == Stated(None, Origin.UNKNOWN)
    assert panel.findChild(QPushButton, "findings.spiculated.not_known").isChecked()


def test_a_remark_is_kept_without_changing_the_review(qtbot, desk: Desk, panel: FindingsPanel):
    desk.select(NodeKind.FINDING, "f1")
    remark = panel.findChild(QLineEdit, "findings.comment")
    qtbot.keyClicks(remark, "stable since 2019")
    qtbot.keyClick(remark, Qt.Key.Key_Return)
    assert desk.session.case.findings[0].comment == "stable since 2019"
    assert status(desk) is ReviewStatus.UNREVIEWED


@pytest.mark.parametrize(
    ("changes", "words", "button"),
    [
        ({"volume": None, "findings": (), "analysis": None}, "No images open", "findings.open_demo"),
        ({"findings": (), "analysis": None}, "No analysis yet", "findings.analyse"),
        ({"findings": ()}, "No nodule found by nodule-seg 1.0", None),
    ],
)
def test_empty_states_say_what_is_missing(qtbot, desk: Desk, panel, changes, words: str, button: str | None):
    desk.show(full_case(**changes))
    empty = panel.findChild(object, "findings.empty")
    assert empty.isVisible()
    assert words in [label.text() for label in empty.findChildren(QLabel)]
    shown = [one.objectName() for one in empty.findChildren(QPushButton) if one.isVisible()]
    assert (button in shown) if button else shown == []


def test_the_empty_state_asks_for_an_analysis(qtbot, desk: Desk, panel: FindingsPanel):
    desk.show(full_case(findings=(), analysis=None))
    with qtbot.waitSignal(desk.context.signals.open_requested) as asked:
        press(panel, "findings.analyse")
    assert asked.args == ["analyse"]


def test_a_running_analysis_shows_its_progress_instead_of_asking_for_one(
    qtbot, desk: Desk, panel: FindingsPanel
):
    go_on = Event()

    def work(job) -> None:
        job.progress(0.46, "stage.infer")
        go_on.wait(10)

    desk.show(full_case(findings=(), analysis=None))
    desk.context.jobs.submit("job.analyse", work)
    empty = panel.findChild(object, "findings.empty")
    qtbot.waitUntil(lambda: "Finding nodules 46 %" in [label.text() for label in empty.findChildren(QLabel)])
    assert [one for one in empty.findChildren(QPushButton) if one.isVisible()] == []
    go_on.set()
    qtbot.waitUntil(lambda: "No analysis yet" in [label.text() for label in empty.findChildren(QLabel)])


def test_export_writes_what_is_shown(desk: Desk, panel: FindingsPanel, tmp_path: Path):
    panel.write_table(tmp_path / "f.csv")
    text = (tmp_path / "f.csv").read_text(encoding="utf-8-sig")
    assert text.startswith("No.,Location,Long (mm),Short (mm),Volume (mm³)")
    assert "21.5" in text


def test_a_failed_export_is_told_and_not_raised(desk: Desk, panel: FindingsPanel, tmp_path: Path):
    told: list[object] = []
    desk.session.failed.connect(told.append)
    (tmp_path / "file").touch()
    panel.write_table(tmp_path / "file" / "f.csv")
    assert len(told) == 1


class Chinese(QTranslator):
    """A few words, so that a switch of language can be seen."""

    def isEmpty(self) -> bool:  # noqa: N802 - the name is Qt's
        return False

    def translate(self, context, source_text, disambiguation=None, n=-1):
        words = {
            ("FindingsPanel", "Accept"): "接受",
            ("Terms", "RUZ"): "右上肺野",
            ("FindingsModel", "Long"): "长径",
        }
        return words.get((context, source_text))


def test_another_language_relabels_buttons_headers_and_cells(qtbot, panel: FindingsPanel):
    translator = Chinese()
    QCoreApplication.installTranslator(translator)
    try:
        QCoreApplication.processEvents()
        assert panel.findChild(QPushButton, "findings.accept").text() == "接受"
        assert cell(panel, 0, 1) == "右上肺野"
        assert table(panel).model().headerData(2, Qt.Orientation.Horizontal) == "长径\nmm"
    finally:
        QCoreApplication.removeTranslator(translator)
        QCoreApplication.processEvents()
    assert panel.findChild(QPushButton, "findings.accept").text() == "Accept"


def test_every_control_has_a_name_for_screen_readers(desk: Desk, panel: FindingsPanel):
    desk.select(NodeKind.FINDING, "f1")
    nameless = [
        one.objectName()
        for one in panel.findChildren(QPushButton) + panel.findChildren(QComboBox)
        if one.isVisible() and not (one.accessibleName() or getattr(one, "text", str)())
    ]
    assert nameless == []


def test_the_theme_can_change_while_a_finding_is_selected(desk: Desk, panel: FindingsPanel):
    desk.select(NodeKind.FINDING, "f1")
    desk.context.theme.set_theme("light")
    assert panel.palette().window().color().name() == desk.context.theme.theme.panel.lower()


def test_a_narrow_dock_keeps_the_icon_of_the_review_and_no_half_word(qtbot, panel: FindingsPanel):
    view, model = table(panel), table(panel).model()
    place, header = model.review_column, view.horizontalHeader()
    panel.resize(900, 520)
    qtbot.waitUntil(lambda: header.sectionSize(place) > 80)
    panel.resize(330, 520)
    qtbot.waitUntil(lambda: header.sectionSize(place) < 80)
    option = QStyleOptionViewItem()
    option.rect = view.visualRect(model.index(0, place))
    view.itemDelegateForColumn(place).initStyleOption(option, model.index(0, place))
    assert option.text == ""
    assert not option.icon.isNull()
    assert cell(panel, 0, "status") == "unreviewed"


def test_the_ledger_takes_no_more_room_than_its_rows_and_never_less_than_three(panel: FindingsPanel):
    view = table(panel)
    row = view.verticalHeader().defaultSectionSize()
    panel.resize(420, 2000)
    head = view.horizontalHeader().sizeHint().height()
    assert view.height() < head + 3 * row + row
    assert view.minimumHeight() >= head + 3 * row


def test_a_small_screen_cuts_nothing_off(qtbot, panel: FindingsPanel):
    panel.resize(360, panel.minimumSizeHint().height())
    qtbot.wait(1)
    panel.resize(360, panel.minimumSizeHint().height())
    view, accept = table(panel), panel.findChild(QPushButton, "findings.accept")
    assert view.geometry().bottom() < accept.geometry().top()
    assert panel.minimumSizeHint().height() < 420
