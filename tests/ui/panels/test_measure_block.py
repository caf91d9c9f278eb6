from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from pmdesk.core.evidence import NodeKind
from pmdesk.core.finding import Finding, NoduleShape, SolidComponent, Texture, VolumeMethod
from pmdesk.core.provenance import Origin, Stated
from pmdesk.ui.panels.findings_panel import FindingsPanel
from tests.helpers.cases import Desk, finding, full_case, make_desk, measurement


def measured(**changes: object) -> Finding:
    """A part-solid nodule, all of it measured."""
    base = measurement(8.23, 6.14, 212.4, -34.6)
    solid = SolidComponent(replace(base.long_axis, length_mm=4.6), base.short_axis, 40.0, 0.19, -300.0)
    return finding(
        1,
        measurement=replace(
            base,
            volume_sd_mm3=19.7,
            volume_method=VolumeMethod.PARTIAL_VOLUME,
            solid=solid,
            shape=NoduleShape(0.93, 0.81, 0.7),
        ),
        **changes,
    )


@pytest.fixture
def desk(qapp):
    made = make_desk(replace(full_case(), findings=(measured(),)))
    yield made
    made.close()


@pytest.fixture
def panel(qtbot, desk: Desk) -> FindingsPanel:
    made = FindingsPanel(desk.context)
    qtbot.addWidget(made)
    made.resize(520, 700)
    made.show()
    desk.select(NodeKind.FINDING, "f1")
    return made


def label(panel: FindingsPanel, name: str) -> QLabel:
    return panel.findChild(QLabel, f"findings.measure.{name}")


def field(panel: FindingsPanel) -> QLineEdit:
    return panel.findChild(QLineEdit, "findings.measure.solid_stated")


def state(qtbot, panel: FindingsPanel, text: str) -> None:
    edit = field(panel)
    edit.selectAll()
    qtbot.keyClick(edit, Qt.Key.Key_Delete)
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def test_sizes_volume_and_form_are_shown_with_their_uncertainty(panel: FindingsPanel):
    assert label(panel, "size").text() == "8.2 × 6.1, mean 7.2"
    assert "7.2 mm for Lung-RADS v2022, 7 mm for Fleischner 2017" in label(panel, "size").toolTip()
    assert label(panel, "volume").text() == "212 ± 20"
    assert "by their density" in label(panel, "volume").toolTip()
    assert label(panel, "density").text() == "−35 ± 40"
    assert label(panel, "form").text().startswith("sphericity 0.93")


def test_the_measured_solid_part_carries_its_mark(panel: FindingsPanel):
    assert label(panel, "solid").text().startswith("≈ measured 5.4, 40 mm³, 19 %")


def test_a_reader_confirms_the_solid_part_with_the_other_estimates(desk: Desk, panel: FindingsPanel):
    panel.findChild(QPushButton, "findings.confirm").click()
    assert desk.session.case.findings[0].solid_diameter_mm == Stated(5.4, Origin.READER)
    assert "≈" not in label(panel, "solid").text()
    desk.context.undo.qt.undo()
    assert not desk.session.case.findings[0].solid_diameter_mm.is_known


def test_a_reader_states_another_solid_part_and_takes_it_back(qtbot, desk: Desk, panel: FindingsPanel):
    state(qtbot, panel, "3.1")
    assert desk.session.case.findings[0].solid_part_mm == Stated(3.1, Origin.READER)
    assert "3.1" in label(panel, "solid").text()
    state(qtbot, panel, "")
    assert desk.session.case.findings[0].solid_part_mm == Stated(5.4, Origin.COMPUTED)


@pytest.mark.parametrize("text", ["-3", "many", "3000"])
def test_what_is_no_length_is_not_taken(qtbot, desk: Desk, panel: FindingsPanel, text: str):
    state(qtbot, panel, text)
    stated = desk.session.case.findings[0].solid_diameter_mm
    assert not stated.is_known or (stated.value is not None and 0 <= stated.value <= 200)


def test_only_part_solid_nodules_have_a_solid_part(desk: Desk, panel: FindingsPanel):
    assert field(panel).isVisible()
    solid = replace(desk.session.case.findings[0], texture=Stated(Texture.SOLID, Origin.READER))
    desk.show(replace(desk.session.case, findings=(solid,)))
    assert not field(panel).isVisible()
