from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QToolButton,
    QWidget,
)

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.variant import VariantOrigin
from pmdesk.ui.panels.genome_panel import GenomePanel
from tests.helpers.cases import Desk, full_case


@pytest.fixture
def panel(qtbot, desk: Desk) -> GenomePanel:
    made = GenomePanel(desk.context)
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    return made


def genes(panel: GenomePanel) -> list[str]:
    model = panel.findChild(QTableView, "genome.table").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_every_variant_is_listed_with_what_the_file_says(panel: GenomePanel):
    assert genes(panel) == ["EGFR", "KRAS", "–"]
    assert panel.findChild(QLabel, "genome.count").text() == "Variants: 3"


def test_the_header_says_the_build_and_how_it_is_known(desk: Desk, panel: GenomePanel):
    shown = panel.findChild(QLabel, "genome.build").text()
    assert shown == f"Build GRCh38 ({desk.context.texts.of('build.stated')}), sample T1"


def test_typing_filters_after_a_pause(qtbot, panel: GenomePanel):
    qtbot.keyClicks(panel.findChild(QLineEdit, "genome.search"), "leu858")
    qtbot.waitUntil(lambda: genes(panel) == ["EGFR"])
    assert panel.findChild(QLabel, "genome.count").text() == "Variants: 1 of 3"
    panel.findChild(QToolButton, "genome.clear_filter").click()
    assert genes(panel) == ["EGFR", "KRAS", "–"]


def test_filters_hold_together(qtbot, panel: GenomePanel):
    panel.findChild(QPushButton, "genome.pass_only").click()
    panel.findChild(QLineEdit, "genome.min_depth").setText("300")
    qtbot.waitUntil(lambda: genes(panel) == [])


def test_only_biomarkers(qtbot, panel: GenomePanel):
    panel.findChild(QPushButton, "genome.biomarkers_only").click()
    qtbot.waitUntil(lambda: genes(panel) == ["EGFR"])


def test_a_click_selects_the_variant_everywhere(qtbot, desk: Desk, panel: GenomePanel):
    view = panel.findChild(QTableView, "genome.table")
    place = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.session.selection.focus == NodeRef(NodeKind.VARIANT, "v2")


def test_a_jump_to_a_hidden_variant_clears_the_filter(desk: Desk, panel: GenomePanel):
    panel.findChild(QLineEdit, "genome.gene").setText("KRAS")
    panel.clear_filter()
    panel.findChild(QLineEdit, "genome.gene").setText("KRAS")
    assert panel.focus_node(NodeRef(NodeKind.VARIANT, "v1"))
    assert panel.findChild(QTableView, "genome.table").selectionModel().currentIndex().data() == "EGFR"
    assert not panel.focus_node(NodeRef(NodeKind.VARIANT, "absent"))


def test_three_answers_of_a_biomarker_have_words_and_none_says_normal(panel: GenomePanel):
    strip = panel.findChild(QWidget, "genome.biomarkers")
    shown = [label.text() for label in strip.findChildren(QLabel)]
    shown += [button.text() for button in strip.findChildren(QPushButton)]
    assert {"found", "no variant reported", "not assessable", "BRAF V600E", "ALK fusion"} <= set(shown)
    assert not [text for text in shown if "normal" in text or "negative" in text or "wild" in text]


def test_a_found_biomarker_selects_its_variant(desk: Desk, panel: GenomePanel):
    panel.findChild(QPushButton, "genome.biomarker.egfr_l858r").click()
    assert desk.session.selection.focus == NodeRef(NodeKind.VARIANT, "v1")


def test_an_unknown_origin_asks_and_can_be_stated_and_undone(desk: Desk, panel: GenomePanel):
    assert panel.findChild(QWidget, "genome.notes").isVisible()
    box = panel.findChild(QComboBox, "genome.origin")
    box.setCurrentIndex(2)
    box.activated.emit(2)
    assert {call.origin for call in desk.session.case.genome.calls} == {VariantOrigin.SOMATIC}
    assert not panel.findChild(QWidget, "genome.notes").isVisible()
    desk.context.undo.qt.undo()
    assert desk.session.case.genome.origin is VariantOrigin.UNKNOWN
    assert box.currentIndex() == 0


def test_export_writes_the_filtered_table(qtbot, panel: GenomePanel, tmp_path: Path):
    panel.findChild(QPushButton, "genome.pass_only").click()
    qtbot.waitUntil(lambda: genes(panel) == ["EGFR"])
    panel.write_table(tmp_path / "v.csv")
    lines = (tmp_path / "v.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("EGFR,7:55191822,T>G,missense_variant,p.Leu858Arg")


def test_without_a_genome_it_says_what_to_do(qtbot, desk: Desk, panel: GenomePanel):
    desk.show(full_case(genome=None, biomarkers=()))
    assert panel.findChild(QWidget, "genome.empty").isVisible()
    with qtbot.waitSignal(desk.context.signals.open_requested) as asked:
        panel.findChild(QPushButton, "genome.open_genome").click()
    assert asked.args == ["genome"]
