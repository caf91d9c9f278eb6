"""A series in the window, saved and opened again as it was: analysed, not analysed and not known are told apart."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from pmdesk.core.finding import RejectReason, ReviewStatus
from pmdesk.core.kept_series import AnalysisState
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.prediction import Prediction
from pmdesk.core.provenance import ModelIdentity
from pmdesk.services.case import Case, CaseWarning
from pmdesk.services.operating_points import at_point
from pmdesk.services.operations.review_finding import review
from pmdesk.services.operations.set_operating_point import set_operating_point
from pmdesk.services.series_keeping import carried_over, is_same_series, series_of
from tests.helpers.cases import MADE, SERIES, finding, full_case
from tests.store.patients import analysed
from tests.ui.store.test_store_desk import save

POINTS = (
    OperatingPoint(0.125, 0.95, 0.7, 211),
    OperatingPoint(1.0, 0.5, 0.9, 211),
    OperatingPoint(8.0, 0.01, None),
)
WHOLE = replace(
    MADE, notes=("gate.thick_slices",), later_models=(ModelIdentity("nodule-malignancy", "2.0", "c" * 64),)
)


def analysed_case() -> Case:
    """Four marks, two of them below the operating point."""
    marks = tuple(
        finding(number, detection=Prediction(score, None, WHOLE))
        for number, score in ((1, 0.97), (2, 0.6), (3, 0.3), (4, 0.02))
    )
    case = replace(full_case(), findings=marks, analysis=WHOLE, operating_points=POINTS)
    return at_point(case, POINTS[1])


def put_in(shop, case: Case) -> None:
    shop.desk.session.replace_case(case)
    shop.settle()


def reopened(shop, volume) -> Case:
    """The window emptied, the stored patient opened, and the same images."""
    put_in(shop, Case())
    shop.messages.clear()
    shop.store.patients.open_patient(1)
    shop.settle()
    put_in(shop, replace(shop.case, volume=volume))
    return shop.case


def test_hidden_marks_and_the_operating_point_come_back(shop):
    shop.create()
    case = analysed_case()
    put_in(shop, case)
    shop.desk.context.undo.push(review(shop.case, case.findings[0].id, ReviewStatus.ACCEPTED))
    case = shop.case
    save(shop)
    again = reopened(shop, case.volume)
    assert is_same_series(again, case)
    assert [one.number for one in again.hidden_findings] == [3, 4]
    assert again.operating_point == POINTS[1]
    assert again.analysis.later_models[0].model_id == "nodule-malignancy"
    assert CaseWarning("gate.thick_slices") in again.warnings
    assert not shop.desk.context.undo.unsaved
    assert any("2 findings, 2 marks below" in said for said in shop.messages.texts())
    # and the slider works as before
    shop.desk.context.undo.push(set_operating_point(again, POINTS[2]))
    assert [one.number for one in shop.case.findings] == [1, 2, 3, 4]
    assert shop.desk.context.undo.unsaved
    save(shop)
    assert reopened(shop, case.volume).operating_point == POINTS[2]


def test_analysed_and_nothing_found_is_not_called_not_analysed(shop):
    shop.create()
    case = replace(
        full_case(), findings=(), analysis=WHOLE, operating_points=POINTS, operating_point=POINTS[1]
    )
    put_in(shop, case)
    save(shop)
    again = reopened(shop, case.volume)
    assert again.analysis == WHOLE
    assert again.findings == ()
    (said,) = [one for one in shop.messages.texts() if "nothing found" in one]
    assert "nodule-seg 1.0" in said
    assert "does not exclude" in said


def test_not_analysed_comes_back_as_not_analysed(shop):
    shop.create()
    case = replace(full_case(), findings=(), analysis=None)
    put_in(shop, case)
    save(shop)
    again = reopened(shop, case.volume)
    assert again.analysis is None
    assert any("before they were analysed" in said for said in shop.messages.texts())


def test_what_an_older_version_did_not_note_is_said_to_be_unknown_and_stays_so(shop):
    shop.create()
    case = replace(full_case(), findings=(), analysis=None)
    put_in(shop, case)
    save(shop)
    with shop.session.using() as opened, opened.store.writing() as connection:
        connection.execute(text("DELETE FROM analyses"))
        connection.execute(
            text(
                "INSERT INTO analyses (patient_id, series_uid, state, document) VALUES (1, :uid, 'unknown', :none)"
            ),
            {"uid": str(SERIES), "none": bytes.fromhex("789cabae0500017500f9")},
        )
    again = reopened(shop, case.volume)
    assert again.analysis is None
    assert any("that is not known" in said for said in shop.messages.texts())
    save(shop)
    with shop.session.repository() as repository:
        assert repository.load_series(1, SERIES).analysis.state is AnalysisState.UNKNOWN


def test_a_finding_without_its_hidden_ones_does_not_become_whole_by_being_saved_again():
    old = replace(
        analysed((finding(1),)),
        analysis=replace(analysed().analysis, operating_point=None, operating_points=(), is_whole=False),
    )
    taken = replace(old, analysis=replace(old.analysis, is_whole=True))
    assert not carried_over(old, taken).analysis.is_whole
    # once it was analysed anew, it is
    anew = replace(taken, hidden=(finding(2),))
    assert carried_over(old, anew).analysis.is_whole


def test_images_opened_anew_take_no_stored_finding_away(shop):
    """A second person opens the images from the disk and saves the record: what the first found stays."""
    shop.create()
    case = analysed_case()
    put_in(shop, case)
    shop.desk.context.undo.push(review(shop.case, case.findings[0].id, ReviewStatus.ACCEPTED))
    case = shop.case
    save(shop)
    put_in(shop, Case())
    put_in(shop, replace(full_case(), findings=(), analysis=None))
    assert shop.store.patients.bound is None
    save(shop)
    shop.answer("Same patient: update")
    shop.settle()
    shop.press("store.merge.ok")
    shop.settle()
    with shop.session.repository() as repository:
        assert repository.load_series(1, SERIES) == series_of(case)
    # and the window shows what the store keeps
    assert is_same_series(shop.case, case)
    assert not shop.desk.context.undo.unsaved


@pytest.mark.parametrize("answer", ["Those of the store", "Those here"])
def test_of_two_peoples_decisions_one_says_which_stand(shop, answer):
    shop.create()
    case = analysed_case()
    put_in(shop, case)
    shop.desk.context.undo.push(review(shop.case, case.findings[0].id, ReviewStatus.ACCEPTED))
    first = shop.case
    save(shop)
    put_in(shop, Case())
    put_in(shop, analysed_case())
    shop.desk.context.undo.push(
        review(shop.case, case.findings[0].id, ReviewStatus.REJECTED, reason=RejectReason.VESSEL)
    )
    second = shop.case
    save(shop)
    shop.answer("Same patient: update")
    shop.settle()
    shop.press("store.merge.ok")
    shop.settle()
    assert any("1 decisions there, 1 here" in said for said in shop.messages.texts())
    shop.answer(answer)
    shop.settle()
    stands = first if answer == "Those of the store" else second
    with shop.session.repository() as repository:
        assert repository.load_series(1, SERIES) == series_of(stands)
    assert is_same_series(shop.case, stands)


def test_loading_what_is_stored_drops_what_is_here(shop):
    shop.create()
    case = analysed_case()
    put_in(shop, case)
    save(shop)
    shop.desk.context.undo.push(
        review(shop.case, case.findings[0].id, ReviewStatus.REJECTED, reason=RejectReason.VESSEL)
    )
    with shop.session.repository() as repository:
        repository.save_record(repository.open_patient(1), case.record)
    save(shop)
    shop.answer("Load what is stored; drop what is here")
    shop.settle()
    assert is_same_series(shop.case, case)
    assert not shop.desk.context.undo.unsaved
