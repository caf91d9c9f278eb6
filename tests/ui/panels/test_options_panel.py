import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.ui.panels.options_panel import OptionsPanel
from pmdesk.ui.widgets.labels import LinkLabel
from tests.helpers.cases import Desk, full_case

EGFR = NodeRef(NodeKind.OPTION, "egfr-tki")


@pytest.fixture
def panel(qtbot, desk: Desk) -> OptionsPanel:
    made = OptionsPanel(desk.context)
    qtbot.addWidget(made)
    made.resize(380, 600)
    made.show()
    return made


def texts(panel: OptionsPanel, node: NodeRef) -> list[str]:
    return [getattr(label, "plain_text", label.text()) for label in panel.cards[node].findChildren(QLabel)]


def test_options_stand_in_their_order_and_are_no_orders(panel: OptionsPanel):
    assert [node.key for node in panel.cards] == ["egfr-tki", "avoid-x"]
    assert panel.findChild(QLabel, "options.notice").text() == "For discussion, not an order"


def test_a_card_names_contraindications_and_what_is_not_known(panel: OptionsPanel):
    shown = texts(panel, EGFR)
    assert "Contraindicated: severe interstitial lung disease" in shown
    assert "Not known: performance status" in shown
    assert "Level I-A" in shown


def test_a_trigger_jumps_to_the_variant(qtbot, desk: Desk, panel: OptionsPanel):
    link = next(one for one in panel.cards[EGFR].findChildren(LinkLabel))
    with qtbot.waitSignal(desk.context.signals.navigate_requested) as asked:
        qtbot.keyClick(link, Qt.Key.Key_Space)
    assert asked.args == [NodeRef(NodeKind.VARIANT, "v1")]


def test_a_selected_variant_tints_the_option_that_it_brought_up(desk: Desk, panel: OptionsPanel):
    desk.select(NodeKind.VARIANT, "v1")
    assert [card.property("mark") for card in panel.cards.values()] == ["related", ""]


def test_a_card_can_be_selected_by_key(qtbot, desk: Desk, panel: OptionsPanel):
    qtbot.keyClick(panel.cards[EGFR], Qt.Key.Key_Return)
    assert desk.session.selection.focus == EGFR


def test_without_facts_it_asks_for_them(qtbot, desk: Desk, panel: OptionsPanel):
    desk.show(full_case(options=(), genome=None))
    shown = [one.objectName() for one in panel.findChildren(QPushButton) if one.isVisible()]
    assert shown == ["options.open_genome"]
