from dataclasses import replace

from pmdesk.core.finding import ReviewStatus
from pmdesk.core.prediction import Prediction
from pmdesk.services.case import Case
from pmdesk.services.explaining import with_heat
from pmdesk.services.operations.review_finding import edit, review
from tests.helpers.cases import MADE, finding, small_volume
from tests.helpers.characterisations import characterisation, explained

JUDGED = finding(1, characterisation=characterisation())
EXPLAINED = explained(small_volume(), JUDGED)


def test_a_heat_map_is_added_to_the_finding_as_it_stands_now():
    accepted = replace(JUDGED, status=ReviewStatus.ACCEPTED)
    merged = with_heat(accepted, EXPLAINED)
    assert merged.status is ReviewStatus.ACCEPTED
    assert merged.characterisation.heat is EXPLAINED.characterisation.heat


def test_a_heat_map_never_explains_another_score():
    other = replace(JUDGED, characterisation=characterisation(0.1))
    assert with_heat(other, EXPLAINED) is None
    assert with_heat(finding(1), EXPLAINED) is None
    assert with_heat(None, EXPLAINED) is None
    assert with_heat(JUDGED, JUDGED) is None


def test_undo_and_edits_keep_the_heat_map_that_was_made_meanwhile():
    start = Case(findings=(JUDGED,))
    accept = review(start, JUDGED.id, ReviewStatus.ACCEPTED)
    accepted, _ = accept.redo(start)
    shown = accepted.with_finding(with_heat(accepted.findings[0], EXPLAINED))
    back, _ = accept.undo(shown)
    assert back.findings[0].status is ReviewStatus.UNREVIEWED
    assert back.findings[0].characterisation.heat is not None
    edited, _ = edit(back, JUDGED.id, comment="x").redo(back)
    assert edited.findings[0].characterisation.heat is not None


def test_a_judgement_made_anew_drops_the_old_heat_map():
    start = Case(findings=(EXPLAINED,))
    anew = characterisation()
    anew = replace(anew, malignancy=Prediction(0.3, None, MADE))
    changed = start.with_finding(replace(EXPLAINED, characterisation=anew))
    assert changed.findings[0].characterisation.heat is None
