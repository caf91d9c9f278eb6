from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import ReviewStatus
from pmdesk.core.ids import RiskId
from pmdesk.core.risk import InputMissing, RiskScore, RiskState
from pmdesk.core.texts import Language
from pmdesk.services.case import Case
from pmdesk.services.operations.review_finding import review
from pmdesk.ui.panels import card_list
from pmdesk.ui.panels.risk_panel import RiskPanel
from pmdesk.ui.redraws import Redraws
from pmdesk.ui.widgets.contribution_bar import ContributionBar
from pmdesk.ui.widgets.labels import LinkLabel
from tests.helpers.cases import Desk, full_case, risks, words


@pytest.fixture
def panel(qtbot, desk: Desk) -> RiskPanel:
    made = RiskPanel(desk.context)
    qtbot.addWidget(made)
    made.resize(380, 700)
    made.show()
    return made


def node(model: str) -> NodeRef:
    return NodeRef(NodeKind.RISK, f"{model}:f1")


def texts(panel: RiskPanel, model: str) -> list[str]:
    card = panel.cards[node(model)]
    return [getattr(label, "plain_text", label.text()) for label in card.findChildren(QLabel)]


def test_each_score_of_the_finding_has_a_card(panel: RiskPanel):
    assert list(panel.cards) == [node("brock"), node("mayo"), node("fleischner2017")]


def test_a_probability_says_when_no_interval_was_published(panel: RiskPanel):
    shown = texts(panel, "brock")
    assert "12 %" in shown
    assert "no published interval" in shown


def test_an_interval_is_shown_where_there_is_one(desk: Desk, panel: RiskPanel):
    first, *rest = risks()
    desk.show(full_case(risks=(replace(first, interval=(0.08, 0.17)), *rest)))
    assert "95 % interval 8–17 %" in texts(panel, "brock")


def test_a_missing_input_is_a_link_to_its_field_in_the_record(qtbot, desk: Desk, panel: RiskPanel):
    link = panel.findChild(LinkLabel, "risk.mayo.missing.emphysema")
    with qtbot.waitSignal(desk.context.signals.navigate_requested) as asked:
        qtbot.keyClick(link, Qt.Key.Key_Return)
    assert asked.args == [NodeRef(NodeKind.RECORD_FIELD, "emphysema")]
    assert "incomplete" in texts(panel, "mayo")


def test_a_model_that_does_not_apply_says_why(panel: RiskPanel):
    shown = texts(panel, "fleischner2017")
    assert "not applicable" in shown
    assert "The patient has a known cancer" in shown


def test_inputs_carry_value_unit_origin_and_share(panel: RiskPanel):
    panel.findChild(QToolButton, "risk.brock.inputs.toggle").click()
    shown = texts(panel, "brock")
    assert {"8.2 mm", "computed", "≈ yes", "model estimate"} <= set(shown)
    bars = panel.cards[node("brock")].findChildren(ContributionBar)
    assert [bar.accessibleName() for bar in bars] == ["+0.80", "+0.60", "−0.30"]


def test_an_opened_part_stays_open_when_the_case_changes(desk: Desk, panel: RiskPanel):
    panel.findChild(QToolButton, "risk.brock.inputs.toggle").click()
    first, *rest = risks()
    desk.show(full_case(risks=(replace(first, probability=0.2), *rest)))
    assert panel.cards[node("brock")].findChild(QToolButton, "risk.brock.inputs.toggle").isChecked()


def test_a_click_on_a_card_selects_the_risk_and_its_finding(qtbot, desk: Desk, panel: RiskPanel):
    qtbot.mouseClick(panel.cards[node("mayo")], Qt.MouseButton.LeftButton)
    assert desk.session.selection.focus == node("mayo")
    assert desk.session.selection.selected(NodeKind.FINDING) == "f1"
    assert panel.cards[node("mayo")].property("mark") == "selected"


def test_a_selected_field_tints_the_scores_that_it_feeds(desk: Desk, panel: RiskPanel):
    desk.select(NodeKind.RECORD_FIELD, "demographics.sex")
    assert panel.cards[node("brock")].property("mark") == "related"
    assert panel.cards[node("mayo")].property("mark") == ""


def test_why_is_asked_for_the_score(qtbot, desk: Desk, panel: RiskPanel):
    with qtbot.waitSignal(desk.context.signals.why_requested) as asked:
        panel.findChild(QPushButton, "risk.brock.why").click()
    assert asked.args[0] == node("brock")


def test_another_finding_without_risks_shows_none_of_the_first(desk: Desk, panel: RiskPanel):
    desk.select(NodeKind.FINDING, "f2")
    assert panel.findChild(object, "risk.empty").isVisible()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"volume": None, "findings": (), "analysis": None, "risks": ()}, "No risk yet"),
        ({"findings": (), "risks": ()}, "No risk to show"),
    ],
)
def test_empty_states_never_say_no_risk(desk: Desk, panel: RiskPanel, changes: dict[str, object], words: str):
    desk.show(full_case(**changes))
    assert words in [label.text() for label in panel.findChild(object, "risk.empty").findChildren(QLabel)]


def test_titles_follow_the_language(desk: Desk, panel: RiskPanel):
    desk.context.texts.set_language(Language.CHINESE)
    panel.retranslate()
    assert "Brock 模型" in texts(panel, "brock")


def patient_score(model_id: str, **changes: object) -> RiskScore:
    plain = RiskScore(
        id=RiskId(f"{model_id}:patient"), model_id=model_id, model_version="1", title=words(model_id.upper()),
        subject=NodeRef(NodeKind.PATIENT, "patient"), state=RiskState.COMPUTED, field="cardiovascular",
        probability=0.061, interval=(0.05, 0.08),
    )  # fmt: skip
    return replace(plain, **changes)


@pytest.fixture
def with_patient(desk: Desk, panel: RiskPanel) -> RiskPanel:
    """The nodule's scores and three of the patient, in two fields."""
    missing = (InputMissing("region", words("Region")), InputMissing("sbp", words("Pressure")))
    scores = (
        patient_score("findrisc", field="diabetes", probability=None, interval=None, value=18.0),
        patient_score("prevent-base"),
        patient_score("score2", state=RiskState.INCOMPLETE, probability=None, interval=None, missing=missing),
        patient_score("pce2013", state=RiskState.NOT_APPLICABLE, probability=None, interval=None),
    )
    desk.show(full_case(risks=(*risks(), *scores)))
    return panel


def line_value(panel: RiskPanel, model: str) -> str:
    return panel.findChild(QLabel, f"risk.{model}.value").text()


def test_the_patients_scores_are_one_line_each_under_their_field(with_patient: RiskPanel):
    assert line_value(with_patient, "prevent-base") == "6.1 % [5.0–8.0 %]"
    assert line_value(with_patient, "score2") == "needs 2 values"
    assert line_value(with_patient, "findrisc") == "18"
    headings = [one.text() for one in with_patient.findChildren(QLabel) if one.property("role") == "heading"]
    assert headings.index("Heart and vessels") < headings.index("Diabetes")


def test_what_does_not_apply_is_folded_away_with_a_count(with_patient: RiskPanel):
    toggle = with_patient.findChild(QToolButton, "risk.field.cardiovascular.not_applicable.toggle")
    assert toggle.text() == "Not applicable (1)"
    assert not with_patient.findChild(QLabel, "risk.pce2013.value").isVisible()
    toggle.click()
    assert with_patient.findChild(QLabel, "risk.pce2013.value").isVisible()


def test_a_line_opens_the_score_with_its_reasons(qtbot, desk: Desk, with_patient: RiskPanel):
    link = with_patient.findChild(LinkLabel, "risk.prevent-base.open")
    with qtbot.waitSignal(with_patient.details_requested) as asked:
        qtbot.keyClick(link, Qt.Key.Key_Return)
    assert asked.args == [NodeRef(NodeKind.RISK, "prevent-base:patient")]
    assert desk.session.selection.focus == NodeRef(NodeKind.RISK, "prevent-base:patient")


def test_the_cards_are_made_anew_in_the_colours_of_another_theme(desk: Desk, panel: RiskPanel):
    before = next(iter(panel.cards.values()))
    desk.context.theme.set_theme("light" if desk.context.theme.theme.name == "dark" else "dark")
    assert next(iter(panel.cards.values())) is not before


def test_a_decision_that_moves_no_score_leaves_every_card_as_it_is(desk: Desk, panel: RiskPanel):
    before = panel.cards
    assert before
    desk.context.undo.push(review(desk.session.case, desk.session.case.findings[0].id, ReviewStatus.ACCEPTED))
    after = panel.cards
    assert all(after[node] is card for node, card in before.items())


def test_another_nodule_changes_its_own_part_only(desk: Desk, panel: RiskPanel):
    of_patient = replace(
        risks()[0], id=RiskId("patient-score"), subject=NodeRef(NodeKind.PATIENT, "patient"), field="lung"
    )
    desk.show(full_case(risks=(*risks(), of_patient)))
    line = panel.cards[NodeRef(NodeKind.RISK, "patient-score")]
    desk.select(NodeKind.FINDING, desk.session.case.findings[1].id)
    assert node("brock") not in panel.cards
    assert panel.cards[NodeRef(NodeKind.RISK, "patient-score")] is line


def test_nothing_of_a_closed_patient_stays_out_of_sight(desk: Desk, panel: RiskPanel):
    desk.show(Case())
    assert panel.cards == {}


def test_in_the_window_cards_are_made_over_several_turns_and_the_wanted_one_is_shown_last(
    desk: Desk, panel: RiskPanel, qtbot, monkeypatch
):
    monkeypatch.setattr(card_list, "_SLICE_S", 0.0)
    redraws = Redraws(spread=True)
    slow = RiskPanel(replace(desk.context, redraws=redraws))
    qtbot.addWidget(slow)
    redraws.flush()
    desk.show(Case())
    redraws.flush()
    desk.show(full_case())
    redraws._draw_one()
    assert len(slow.cards) < len(panel.cards)
    qtbot.waitUntil(lambda: redraws.is_idle)
    assert list(slow.cards) == list(panel.cards)
