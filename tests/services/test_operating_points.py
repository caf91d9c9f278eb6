"""Fewer false marks or fewer missed nodules: what is shown, what is kept, and what never disappears."""

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.finding import ReviewStatus, Texture
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.prediction import Prediction
from pmdesk.core.provenance import Origin, Stated
from pmdesk.services.case import Case
from pmdesk.services.nodules import NoduleAnalysis
from pmdesk.services.operating_points import at_point, begin_with, every_finding, with_analysis
from pmdesk.services.operations.review_finding import review
from pmdesk.services.operations.set_operating_point import set_operating_point
from tests.helpers.cases import MADE, finding
from tests.helpers.characterisations import POINTS

STRICT, MIDDLE, LOOSE = POINTS


def scored(number: int, score: float, **changes: object):
    return finding(
        number, detection=Prediction(score, None, MADE), texture=Stated(None, Origin.UNKNOWN), **changes
    )


def case(*findings, point: OperatingPoint | None = LOOSE) -> Case:
    return at_point(Case(findings=findings, operating_points=POINTS), point)


def numbers(findings) -> list[int]:
    return [item.number for item in findings]


@pytest.mark.parametrize(
    "wrong",
    [(-1.0, 0.5, None), (math.nan, 0.5, None), (1.0, 1.5, None), (1.0, math.nan, None), (1.0, 0.5, 1.01)],
)
def test_an_impossible_point_is_refused(wrong):
    with pytest.raises(ValueError, match="must"):
        OperatingPoint(*wrong)


def test_what_scores_below_the_point_is_hidden_and_keeps_its_number():
    split = case(scored(1, 0.9), scored(2, 0.5), scored(3, 0.3), point=MIDDLE)
    assert numbers(split.findings) == [1, 2]
    assert numbers(split.hidden_findings) == [3]
    assert numbers(at_point(split, LOOSE).findings) == [1, 2, 3]


@pytest.mark.parametrize(
    "touched",
    [
        {"status": ReviewStatus.ACCEPTED},
        {"status": ReviewStatus.REJECTED},
        {"detection": None},
        {"comment": "look again"},
        {"texture": Stated(Texture.SOLID, Origin.READER)},
        {"spiculated": Stated(False, Origin.READER)},
    ],
)
def test_what_a_person_touched_is_never_hidden(touched):
    split = case(replace(scored(1, 0.21), **touched), point=STRICT)
    assert numbers(split.findings) == [1]


def test_a_package_without_a_curve_shows_everything():
    analysis = NoduleAnalysis((scored(1, 0.9), scored(2, 0.01)), MADE)
    made = with_analysis(Case(), analysis, wanted=1.0)
    assert numbers(made.findings) == [1, 2]
    assert made.operating_point is None
    assert made.operating_points == ()


def test_an_analysis_begins_at_the_default_of_the_package():
    analysis = NoduleAnalysis((scored(1, 0.9), scored(2, 0.3)), MADE, POINTS[::-1], MIDDLE)
    made = with_analysis(Case(), analysis)
    assert made.operating_points == POINTS
    assert made.operating_point == MIDDLE
    assert numbers(made.hidden_findings) == [2]


def test_without_a_default_nothing_is_hidden_that_nobody_asked_to_hide():
    assert begin_with(POINTS, None, None) == LOOSE


@pytest.mark.parametrize(("wanted", "point"), [(2.0, MIDDLE), (0.1, STRICT), (100.0, LOOSE), (5.0, LOOSE)])
def test_the_workstations_choice_goes_before_the_default_and_the_looser_of_two_equally_near(wanted, point):
    assert begin_with(POINTS, STRICT, wanted) == point


def test_a_new_analysis_forgets_what_was_hidden_before():
    before = case(scored(1, 0.3), point=STRICT)
    made = with_analysis(before, NoduleAnalysis((scored(1, 0.9),), MADE, POINTS, STRICT))
    assert made.hidden_findings == ()


def test_setting_a_point_is_undone_to_just_what_was_shown():
    start = case(scored(1, 0.9), scored(2, 0.3), point=LOOSE)
    accepted, _ = review(start, start.findings[1].id, ReviewStatus.ACCEPTED).redo(start)
    strict, changes = set_operating_point(accepted, STRICT).redo(accepted)
    assert changes.findings
    assert numbers(strict.findings) == [1, 2]
    # set back to unreviewed it stays until the point is moved again
    unreviewed, _ = review(strict, strict.findings[1].id, ReviewStatus.UNREVIEWED).redo(strict)
    assert numbers(unreviewed.findings) == [1, 2]
    step = set_operating_point(unreviewed, MIDDLE)
    moved, _ = step.redo(unreviewed)
    assert numbers(moved.hidden_findings) == [2]
    back, _ = step.undo(moved)
    assert numbers(back.findings) == [1, 2]
    assert back.operating_point == STRICT


def test_the_same_point_changes_nothing_and_a_foreign_one_is_refused():
    start = case(scored(1, 0.9), point=STRICT)
    assert set_operating_point(start, STRICT) is None
    with pytest.raises(ValueError, match="not a point"):
        set_operating_point(start, OperatingPoint(3.0, 0.44, None))


@given(st.lists(st.floats(0, 1), max_size=12), st.lists(st.sampled_from(POINTS), min_size=1, max_size=5))
def test_no_finding_is_lost_or_renumbered_on_any_way_along_the_curve(scores, way):
    start = case(*(scored(number, score) for number, score in enumerate(scores, start=1)))
    moved = start
    for point in way:
        moved = at_point(moved, point)
    assert every_finding(moved) == every_finding(start)
    assert all(item.detection.value < way[-1].threshold for item in moved.hidden_findings)
