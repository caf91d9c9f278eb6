"""Malignancy, traits and look-alikes of a finding: what is said, what is marked, and what is never left unsaid."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QTableView, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import Texture
from pmdesk.core.provenance import Origin, Stated
from pmdesk.services.case import Case
from pmdesk.ui.panels.findings_panel import FindingsPanel
from pmdesk.ui.panels.malignancy_words import malignancy_statement
from pmdesk.ui.panels.why_popover import WhyPopover
from tests.helpers.cases import Desk, finding, full_case, measurement, three_findings
from tests.helpers.characterisations import characterisation, explained, traits


def judged_case(**changes: object):
    first, *others = three_findings()
    return full_case(findings=(replace(first, characterisation=characterisation(**changes)), *others))


@pytest.fixture
def panel(qtbot, desk: Desk) -> FindingsPanel:
    made = FindingsPanel(desk.context)
    qtbot.addWidget(made)
    made.resize(420, 1400)
    made.show()
    show(desk, judged_case())
    return made


def show(desk: Desk, case: Case) -> None:
    """Another case, its first finding selected."""
    desk.show(case)
    desk.select(NodeKind.FINDING, "f1")


def words(panel: FindingsPanel, name: str) -> str:
    label = panel.findChild(QLabel, name)
    return label.text() if label.isVisible() else ""


def crop_of(panel: FindingsPanel, name: str) -> QWidget:
    """The crop that is shown; one that was replaced goes in the next turn of the event loop."""
    return next(one for one in panel.findChildren(QWidget, f"findings.similar.{name}") if one.isVisible())


def column_of(panel: FindingsPanel, column_id: str) -> int:
    model = panel.findChild(QTableView, "findings.table").model()
    return next(place for place, column in enumerate(model.columns) if column.id == column_id)


def test_the_probability_is_shown_with_interval_model_device_and_what_it_is_not(panel: FindingsPanel):
    assert words(panel, "findings.malignancy.value") == "≈ 62 %"
    assert words(panel, "findings.malignancy.interval") == "models 48–75 %"
    assert "about 62" in words(panel, "findings.malignancy.meaning")
    assert "no pathology" in words(panel, "findings.malignancy.caveat")
    assert words(panel, "findings.malignancy.model") == "nodule-malignancy 1.0.0, CPU"


def test_a_nodule_that_was_not_judged_is_never_silent_and_never_benign(desk: Desk, panel: FindingsPanel):
    desk.select(NodeKind.FINDING, "f2")
    assert words(panel, "findings.malignancy.value") == "not judged by a model"
    assert "not the same as benign" in words(panel, "findings.malignancy.caveat")
    assert words(panel, "findings.malignancy.interval") == ""
    assert not panel.findChild(QWidget, "findings.traits").isVisible()
    assert not panel.findChild(QWidget, "findings.similar").isVisible()
    assert not panel.findChild(QPushButton, "findings.malignancy.heat").isVisible()


def test_a_score_without_an_interval_says_so(desk: Desk, panel: FindingsPanel):
    show(desk, judged_case(interval=None))
    assert words(panel, "findings.malignancy.interval") == "no interval"


@pytest.mark.parametrize(("value", "said"), [(0.002, "fewer than 1"), (0.998, "more than 99")])
def test_nearly_sure_is_not_sure(desk: Desk, panel: FindingsPanel, value: float, said: str):
    show(desk, judged_case(value=value))
    assert said in words(panel, "findings.malignancy.meaning")


def test_traits_are_marked_until_the_reader_states_them(desk: Desk, panel: FindingsPanel):
    assert words(panel, "findings.trait.spiculation.value") == "≈ 3.0"
    assert words(panel, "findings.trait.calcification.value") == "≈ 3.5"
    panel.findChild(QPushButton, "findings.spiculated.no").click()
    assert words(panel, "findings.trait.spiculation.value") == "no"
    assert "stated by the reader" in panel.findChild(QLabel, "findings.trait.spiculation.value").toolTip()
    desk.context.undo.qt.undo()
    assert words(panel, "findings.trait.spiculation.value") == "≈ 3.0"


def test_the_readers_texture_goes_before_the_models(desk: Desk, panel: FindingsPanel):
    first, *others = judged_case().findings
    stated = replace(first, texture=Stated(Texture.GROUND_GLASS, Origin.READER))
    show(desk, full_case(findings=(stated, *others)))
    assert words(panel, "findings.trait.texture.value") == "ground-glass"


def test_traits_that_the_model_did_not_rate_are_left_out(desk: Desk, panel: FindingsPanel):
    show(desk, judged_case(traits=traits()[:2]))
    assert words(panel, "findings.trait.subtlety.value") == "≈ 3.0"
    assert words(panel, "findings.trait.texture.value") == ""


def test_the_finding_stands_first_among_its_look_alikes_at_the_same_scale(panel: FindingsPanel):
    crops = [crop_of(panel, "own")]
    crops += [crop_of(panel, str(place)) for place in (1, 2, 3)]
    assert len({round(crop.px_per_mm, 6) for crop in crops}) == 1
    assert (
        crops[0].mapTo(panel, crops[0].rect().topLeft()).x()
        < crops[1].mapTo(panel, crops[1].rect().topLeft()).x()
    )


def test_a_large_nodule_fits_into_its_crop(desk: Desk, panel: FindingsPanel):
    first, *others = judged_case().findings
    large = replace(first, measurement=measurement(60.0, 40.0, 30000.0, 20.0))
    show(desk, full_case(findings=(large, *others)))
    own = crop_of(panel, "own")
    assert own.width() / own.px_per_mm >= 60.0


def test_each_look_alike_tells_its_ratings_and_its_source(panel: FindingsPanel):
    tile = crop_of(panel, "1").parentWidget()
    assert "Malignancy 2.0 of 5, mean of the readers: 4" in tile.toolTip()
    assert "Spiculation 1.0 of 5" in tile.toolTip()
    assert tile.toolTip().endswith("LIDC-IDRI, CC BY 3.0, nodule 1000")
    assert "CC BY 3.0" in words(panel, "findings.similar.credit")


def test_the_keyboard_walks_the_look_alikes(qtbot, panel: FindingsPanel):
    panel.activateWindow()
    first = crop_of(panel, "1")
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    assert panel.focusWidget().objectName() == "findings.similar.2"
    assert "nodule 1001" in panel.focusWidget().accessibleName()
    QTest.keyClick(panel.focusWidget(), Qt.Key.Key_Left)
    assert panel.focusWidget() is first


def test_an_edit_of_the_finding_does_not_take_the_keyboard_from_a_look_alike(panel: FindingsPanel):
    first = crop_of(panel, "1")
    first.setFocus()
    panel.accept_selected()
    assert panel.focusWidget() is first


def test_the_heat_map_lies_over_a_crop_once_it_is_there(desk: Desk, panel: FindingsPanel):
    crop = panel.findChild(QWidget, "findings.malignancy.crop")
    assert not crop.isVisible()
    case = judged_case()
    show(desk, case.with_finding(explained(case.volume, case.findings[0])))
    assert crop.isVisible()
    assert crop.picture.heat is not None
    crop.grab()


def test_the_heat_map_can_be_asked_for_in_the_details(qtbot, panel: FindingsPanel):
    with qtbot.waitSignal(panel.heat_requested):
        panel.findChild(QPushButton, "findings.malignancy.heat").click()


def test_the_ledger_sorts_by_malignancy_with_the_unjudged_last(desk: Desk, panel: FindingsPanel):
    first, second, third = three_findings()
    show(
        desk,
        full_case(
            findings=(
                first,
                replace(second, characterisation=characterisation(0.2)),
                replace(third, characterisation=characterisation(0.7)),
            )
        ),
    )
    view = panel.findChild(QTableView, "findings.table")
    column = column_of(panel, "malignancy")
    cells = [view.model().index(row, column).data() for row in range(3)]
    assert cells == ["–", "≈ 20", "≈ 70"]
    view.sortByColumn(column, Qt.SortOrder.DescendingOrder)
    assert [view.model().index(row, 0).data() for row in range(3)] == ["3", "2", "1"]
    tip = view.model().index(2, column).data(Qt.ItemDataRole.ToolTipRole)
    assert "not the same as benign" in tip


def test_the_exported_table_has_the_probability_as_a_number(desk: Desk, panel: FindingsPanel, tmp_path):
    panel.write_table(tmp_path / "f.csv")
    head, first, second, *_ = (tmp_path / "f.csv").read_text(encoding="utf-8-sig").splitlines()
    place = head.split(",").index("Malig. (%)")
    assert first.split(",")[place] == "62"
    assert second.split(",")[place] == ""


def test_why_tells_the_opinion_its_model_its_source_and_what_it_is_not_for(qtbot, desk: Desk, panel):
    popover = WhyPopover(desk.context)
    qtbot.addWidget(popover)
    popover.open_for(NodeRef(NodeKind.FINDING, "f1"), panel.pos())
    text = popover.plain_text()
    popover.close()
    assert "≈ 62 % (48–75 %)" in text
    assert "nodule-malignancy, version 1.0.0, on CPU" in text
    assert "Armato" in text
    assert "not pathology" in text


def test_why_says_that_a_nodule_was_not_judged(qapp):
    assert "not the same as benign" in malignancy_statement(finding(1))[0]


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_everything_paints_in_both_themes(desk: Desk, panel: FindingsPanel, theme: str):
    desk.context.theme.set_theme(theme)
    grabbed = panel.grab().toImage()
    assert not grabbed.isNull()


def test_a_labelled_crop_of_odd_shape_is_shown(desk: Desk, panel: FindingsPanel):
    odd = replace(characterisation().similar[0], image=np.zeros((3, 7), np.uint8))
    show(desk, judged_case(similar=(odd,)))
    panel.grab()
    assert crop_of(panel, "1").isVisible()
