import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.ui.panels.why_popover import WhyPopover, on_screen
from pmdesk.ui.widgets.labels import LinkLabel
from tests.helpers.cases import Desk

# The offscreen platform has no window manager; a popup asks for one.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


@pytest.fixture
def popover(qtbot, desk: Desk) -> WhyPopover:
    made = WhyPopover(desk.context)
    qtbot.addWidget(made)
    return made


def ask(desk: Desk, kind: NodeKind, key: str) -> None:
    desk.context.signals.why_requested.emit(NodeRef(kind, key), QPoint(10, 10))


def test_a_score_names_its_facts_model_and_limits(desk: Desk, popover: WhyPopover):
    ask(desk, NodeKind.RISK, "brock:f1")
    told = popover.plain_text()
    for line in (
        "Brock model: 12 %",
        "- Nodule 1, right upper zone: 8.2 × 6.1 mm",
        "- Sex: female",
        "Model brock, version 2013 (2b)",
        "McWilliams et al. N Engl J Med 2013",
        "nodules of patients with a known cancer",
    ):
        assert line in told


@pytest.mark.parametrize(
    ("kind", "key", "line"),
    [
        (NodeKind.FINDING, "f1", "- Brock model: 12 %"),
        (NodeKind.FINDING, "f1", "- nodule-seg 1.0"),
        (NodeKind.OPTION, "egfr-tki", "- EGFR p.Leu858Arg"),
        (NodeKind.VARIANT, "v1", "- EGFR tyrosine kinase inhibitor: targeted therapy"),
        (NodeKind.CONDITION, "c1", "- Avoid drug X: avoid"),
        (NodeKind.RECORD_FIELD, "demographics.sex", "- Brock model: 12 %"),
        (NodeKind.OBSERVATION, "o1", "CEA: 12.5 ng/mL"),
    ],
)
def test_everything_that_can_be_selected_has_an_answer(
    desk: Desk, popover: WhyPopover, kind: NodeKind, key: str, line: str
):
    ask(desk, kind, key)
    assert line in popover.plain_text().splitlines()


def test_a_fact_jumps_to_where_it_lives_and_closes_the_popover(qtbot, desk: Desk, popover: WhyPopover):
    ask(desk, NodeKind.OPTION, "egfr-tki")
    link = popover.findChild(LinkLabel)
    with qtbot.waitSignal(desk.context.signals.navigate_requested) as asked:
        qtbot.keyClick(link, Qt.Key.Key_Return)
    assert asked.args == [NodeRef(NodeKind.VARIANT, "v1")]
    assert not popover.isVisible()


def test_escape_closes_it(qtbot, desk: Desk, popover: WhyPopover):
    ask(desk, NodeKind.FINDING, "f1")
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_copy_takes_the_whole_answer(desk: Desk, popover: WhyPopover):
    ask(desk, NodeKind.RISK, "mayo:f1")
    popover.copy()
    assert QGuiApplication.clipboard().text() == popover.plain_text()


def test_a_thing_that_is_gone_is_shown_by_its_key(desk: Desk, popover: WhyPopover):
    ask(desk, NodeKind.FINDING, "gone")
    assert popover.plain_text().startswith("gone\n")


def test_it_stays_on_the_screen(qapp):
    screen = QGuiApplication.primaryScreen().availableGeometry()
    placed = on_screen(screen.bottomRight(), QSize(300, 200))
    assert QRect(screen).contains(placed)


def test_an_answer_to_a_question_from_the_right_dock_leaves_the_dock_in_sight(qtbot):
    screen = QGuiApplication.primaryScreen().availableGeometry()
    edge = screen.right() - 300
    placed = on_screen(QPoint(screen.right() - 60, 100), QSize(280, 200), left_of=edge)
    assert placed.right() < edge
    at_the_middle = on_screen(QPoint(screen.left() + 50, 100), QSize(280, 200), left_of=edge)
    assert at_the_middle.left() == screen.left() + 50
