"""The patient's own scores in the report: the computed ones, the names of those that lack inputs, nothing else."""

from pmdesk.core.risk import RiskState
from pmdesk.services.patient_risks import risks_of
from tests.report.cases import document
from tests.report.test_pdf import whole
from tests.services.patient_records import facts
from tests.services.test_patient_risks import full

SCORES = risks_of(facts(full(weight_kg=70.0, height_cm=165.0)), with_unverified=True)


def test_computed_scores_are_printed_and_those_without_inputs_only_named():
    text = whole(document(risks=SCORES))
    assert "report.patient_risks" in text
    states = {score.state for score in SCORES}
    assert states == set(RiskState)
    for score in SCORES:
        title = " ".join(score.title.en.split())
        assert (title in text) == (score.state is not RiskState.NOT_APPLICABLE), title


def test_a_value_has_its_unit_and_a_category_its_words():
    text = whole(document(risks=SCORES))
    assert "kcal/d" in text
    assert "stage 1" in text


def test_what_is_not_verified_is_in_the_report_only_where_it_was_asked_for_and_is_marked():
    text = whole(document(risks=SCORES))
    assert "(not verified)" in text
    assert "Not verified against a source" in text
    as_usual = risks_of(facts(full(weight_kg=70.0, height_cm=165.0)))
    assert "Blood-pressure category" not in whole(document(risks=as_usual))


def test_without_a_computed_score_there_is_no_heading():
    open_scores = tuple(score for score in SCORES if score.state is not RiskState.COMPUTED)
    assert "report.patient_risks" not in whole(document(risks=open_scores))
    assert "report.patient_risks" not in whole(document())


def test_the_document_keeps_figures_days_and_the_reference_person():
    kept = {risk.model_id: risk for risk in document(risks=SCORES).patient_risks}
    prevent = kept["prevent-base"]
    assert [figure.name for figure in prevent.figures][:2] == ["ascvd10", "hf10"]
    assert prevent.reference is not None
    assert prevent.computed_for is not None
    assert any(used.taken_on for used in prevent.inputs)
    assert kept["mifflin"].value is not None
    assert kept["mifflin"].unit == "kcal/d"
