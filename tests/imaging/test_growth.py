"""Nodules of two CTs are paired or said not to be, and growth is what the phantoms grew by."""

from dataclasses import replace
from datetime import date
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.finding import Texture
from pmdesk.core.geometry import PatientPoint
from pmdesk.core.growth import Alignment, DiameterGrowth, GrowthTrend, MatchState, VdtBand
from pmdesk.core.provenance import Origin, Stated
from pmdesk.imaging.growth import compare_nodules
from pmdesk.imaging.growth_measure import days_between, diameter_growth, measure_growth
from tests.helpers.phantom_pairs import (
    DAYS,
    PRIOR_DATE,
    current_phantom,
    prior_phantom,
    study,
    true_findings,
)

SPACING = (3.4, 2.2, 2.2)
FACTORS = (0.5, 0.6, 0.0, 1.0, 2.0)
"""Of the earlier CT: two grew since, the third is new, the fourth stayed, the fifth shrank."""


@pytest.fixture(scope="module")
def pair():
    """Current and earlier phantom, and the exact way between them."""
    shift = (14.0, -22.0, 31.0)
    now, then = current_phantom(), prior_phantom(nodule_factors=FACTORS, shift_mm=shift)
    affine = np.eye(4)
    affine[:3, 3] = shift
    uids = now.volume.geometry.for_uid, then.volume.geometry.for_uid
    return now, then, Alignment(affine, None, *uids, 0.5, 1.5, 500, 0.9, 0.99, 1.0)


@pytest.fixture(scope="module")
def compared(pair):
    now, then, alignment = pair
    return compare_nodules(now.volume, true_findings(now), study(then, alignment))


def test_partners_are_found_and_the_new_one_has_none(compared):
    states = [item.state for item in compared.growth]
    expected = [MatchState.PAIRED] * 5
    expected[2] = MatchState.NEW
    assert states == expected
    assert compared.vanished == ()
    assert compared.days == DAYS
    assert all(item.distance_mm < 2.0 for item in compared.growth if item.distance_mm is not None)


def test_the_volume_ratio_is_that_of_the_phantoms(compared, pair):
    now, then, _ = pair
    truth = [n.volume_mm3 for n in now.nodules]
    order = iter(then.nodules)
    for item, factor, volume in zip(compared.growth, FACTORS, truth, strict=True):
        if factor == 0.0:
            continue
        ratio = volume / next(order).volume_mm3
        assert item.measure is not None
        assert item.measure.volume_change.value == pytest.approx(ratio - 1)
        assert ratio == pytest.approx(1 / factor, rel=0.12)


def test_growth_shrinking_and_no_change_are_told_apart(compared):
    trends = [item.measure.trend if item.measure else None for item in compared.growth]
    assert trends[0] is GrowthTrend.GROWING
    assert trends[3] is GrowthTrend.WITHIN_VARIABILITY
    assert trends[4] is GrowthTrend.SHRINKING
    first, unchanged, shrunk = (compared.growth[place].measure for place in (0, 3, 4))
    assert first.doubling_days.value == pytest.approx(DAYS, rel=0.12)
    assert first.doubling_days.low < first.doubling_days.value < first.doubling_days.high
    assert first.vdt_band is VdtBand.UNDER_400_DAYS
    assert unchanged.doubling_days.value is None
    assert unchanged.doubling_days.low > DAYS
    assert unchanged.vdt_band is None
    assert shrunk.doubling_days is None


def test_a_vanished_nodule_is_said_to_be_gone_with_its_place(pair):
    now, then, alignment = pair
    there = true_findings(then, "then")
    here = true_findings(now)
    # the current CT without its fourth nodule: the third of the earlier one is then without a partner
    emptied = prior_phantom(acquisition=1, shift_mm=(0, 0, 0), nodule_factors=(1, 1, 1, 0, 1))
    result = compare_nodules(emptied.volume, (*here[:3], here[4]), study(then, alignment, there))
    assert [item.state for item in result.vanished] == [MatchState.GONE]
    gone = result.vanished[0]
    assert gone.finding.number == 6
    truth = now.nodules[3].center.xyz_lps_mm
    assert np.linalg.norm(np.subtract(gone.current_center.xyz_lps_mm, truth)) < 3.0


def test_what_the_model_missed_then_is_not_called_new(pair):
    now, then, alignment = pair
    missed = true_findings(then, "then")[1:]
    result = compare_nodules(now.volume, true_findings(now), study(then, alignment, missed))
    assert result.growth[0].state is MatchState.UNCLEAR
    assert not result.growth[0].is_sure


def test_a_place_outside_the_earlier_ct_is_not_covered(pair):
    now, _, alignment = pair
    low = prior_phantom(shape=(40, 160, 160), shift_mm=(14.0, -22.0, 31.0 + 68.0))
    moved = alignment.affine.copy()
    moved[2, 3] += 68.0
    lower = replace(alignment, affine=moved, prior_for_uid=low.volume.geometry.for_uid)
    result = compare_nodules(now.volume, true_findings(now), study(low, lower))
    outside = [item.state for item in result.growth if item.prior_finding_id is None]
    assert outside
    assert set(outside) == {MatchState.NOT_COVERED}


def test_two_nodules_about_as_near_are_not_told_apart_in_silence(pair):
    now, then, alignment = pair
    there = true_findings(then, "then")
    x, y, z = there[0].center.xyz_lps_mm
    twin = replace(there[0], id="then/twin", center=PatientPoint(there[0].center.for_uid, (x + 0.5, y, z)))
    result = compare_nodules(now.volume, true_findings(now), study(then, alignment, (*there, twin)))
    assert not result.growth[0].is_sure
    assert result.growth[1].is_sure


def test_one_nodule_has_one_number_in_both_cts(compared):
    numbers = {item.id: item.number for item in compared.prior_findings}
    for number, item in enumerate(compared.growth, start=1):
        if item.prior_finding_id is not None:
            assert numbers[item.prior_finding_id] == number


@pytest.mark.parametrize(
    ("prior_date", "code"),
    [
        (None, "growth.date_missing"),
        (date(2025, 9, 12), "growth.same_day"),
        (date(2026, 1, 1), "growth.dates_reversed"),
    ],
)
def test_without_a_usable_interval_there_is_no_doubling_time(pair, prior_date, code):
    now, then, alignment = pair
    described = replace(then.volume.description, study_date=prior_date)
    changed = replace(then, volume=replace(then.volume, description=described))
    result = compare_nodules(now.volume, true_findings(now), study(changed, alignment))
    assert result.days is None
    assert code in [note.code for note in result.notes]
    first = result.growth[0].measure
    assert first.doubling_days is None
    assert first.diameter_growth is None
    assert first.volume_change.value > 0


def test_other_slices_kernel_and_contrast_are_said(pair):
    now, then, alignment = pair
    described = replace(then.volume.description, slice_thickness_mm=5.0, kernel="B70", contrast=True)
    changed = replace(then, volume=replace(then.volume, description=described))
    result = compare_nodules(now.volume, true_findings(now), study(changed, alignment))
    assert {note.code for note in result.notes} == {
        "growth.thickness_differs", "growth.kernel_differs", "growth.contrast_differs",
    }  # fmt: skip


def scaled(finding, factor: float, sd: float | None = None):
    measured = replace(finding.measurement, volume_mm3=finding.measurement.volume_mm3 * factor)
    return replace(finding, measurement=replace(measured, volume_sd_mm3=sd and sd * measured.volume_mm3))


@given(st.floats(0.2, 8.0), st.integers(20, 2000))
def test_the_doubling_time_doubles(ratio, days):
    one = true_findings_cache()[0]
    measure = measure_growth(scaled(one, ratio, 0.02), scaled(one, 1.0, 0.02), SPACING, SPACING, days)
    if ratio > 1.26:
        assert ratio == pytest.approx(2 ** (days / measure.doubling_days.value))
        assert measure.doubling_days.low < measure.doubling_days.value
    elif ratio < 0.74:
        assert measure.trend is GrowthTrend.SHRINKING
        assert measure.doubling_days is None
    change = measure.volume_change
    assert change.low <= change.value <= change.high


_CACHE: list = []


def true_findings_cache():
    if not _CACHE:
        _CACHE.extend(true_findings(current_phantom()))
    return _CACHE


def test_an_unsure_volume_widens_the_interval_until_nothing_is_concluded():
    one = true_findings_cache()[0]
    sure = measure_growth(scaled(one, 1.5, 0.05), scaled(one, 1.0, 0.05), SPACING, SPACING, 100)
    unsure = measure_growth(scaled(one, 1.5, 0.3), scaled(one, 1.0, 0.3), SPACING, SPACING, 100)
    assert sure.trend is GrowthTrend.GROWING
    assert unsure.trend is GrowthTrend.WITHIN_VARIABILITY
    assert unsure.doubling_days.value is None
    assert unsure.doubling_days.low == pytest.approx(
        100 * log(2) / (log(1.5) + 1.959964 * np.hypot(0.3, 0.3)), rel=1e-6
    )


def test_bands_are_for_solid_nodules_only():
    one = scaled(true_findings_cache()[0], 1.0, 0.02)
    grown = scaled(one, 2.0, 0.02)
    for days, band in (
        (399, VdtBand.UNDER_400_DAYS),
        (500, VdtBand.DAYS_400_TO_600),
        (601, VdtBand.OVER_600_DAYS),
    ):
        assert measure_growth(grown, one, SPACING, SPACING, days).vdt_band is band
    glass = replace(one, texture=Stated(Texture.GROUND_GLASS, Origin.READER))
    assert measure_growth(grown, glass, SPACING, SPACING, 399).vdt_band is None


@pytest.mark.parametrize(
    ("change_mm", "days", "expected"),
    [
        (1.5, 180, DiameterGrowth.NOT_GROWING),
        (1.6, 180, DiameterGrowth.GROWING),
        (1.6, 366, DiameterGrowth.GROWING),
        (1.6, 730, DiameterGrowth.SLOW),
        (3.2, 730, DiameterGrowth.GROWING),
        (-4.0, 180, DiameterGrowth.NOT_GROWING),
        (4.0, None, None),
    ],
)
def test_the_lung_rads_rule(change_mm, days, expected):
    assert diameter_growth(change_mm, days) is expected


def test_days_need_two_dates_in_order():
    assert days_between(date(2025, 9, 12), PRIOR_DATE) == DAYS
    assert days_between(PRIOR_DATE, date(2025, 9, 12)) is None
    assert days_between(PRIOR_DATE, PRIOR_DATE) is None
    assert days_between(None, PRIOR_DATE) is None
