"""Pairs the nodules of two CTs and says how each has changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.finding import Finding
from pmdesk.core.geometry import PatientPoint, VolumeGeometry
from pmdesk.core.growth import (
    AMBIGUOUS_PARTNER,
    CONTRADICTORY,
    Alignment,
    Comparison,
    GrowthNote,
    MatchState,
    NoduleGrowth,
    PriorStudy,
    VanishedNodule,
)
from pmdesk.core.volume import Volume
from pmdesk.imaging.growth_measure import days_between, is_contradictory, measure_growth
from pmdesk.imaging.occupancy import shows_something

MIN_REACH_MM = 3.0
MAX_GATE_MM = 15.0
"""A partner is never looked for farther away, however large the nodule and poor the alignment."""
UNKNOWN_DIAMETER_MM = 6.0
"""Taken for the gate alone where a nodule was not measured."""
LARGE_RESIDUAL_MM = 3.0
"""Residual of the alignment beyond which the pairing is worth a look."""
THICKNESS_RATIO = 1.25
"""Slice thicknesses that differ by more are said to differ."""

_FAR = 1e6


def compare_nodules(
    volume: Volume, findings: Sequence[Finding], prior: PriorStudy, *, min_score: float | None = None
) -> Comparison:
    """What became of every nodule between the earlier CT and the current one.

    Nodules are paired one to one so that the sum of the distances between the mapped centres is smallest; a pair
    must lie within a gate that depends on its size and on the residual of the alignment. A nodule without a partner is
    called new (or gone) only where the other CT shows the place, and shows lung there.

    Parameters
    ----------
    volume, findings
        The current CT and all its findings.
    prior
        The earlier CT, its findings, and the alignment from the current one.
    min_score
        Marks of the model in the earlier CT below this score can be partners, and are not listed otherwise.
    """
    alignment = prior.alignment
    mapped = [alignment.to_prior(finding.center) for finding in findings]
    pairs = _pairs(findings, prior.findings, mapped, alignment)
    current_date, prior_date = volume.description.study_date, prior.volume.description.study_date
    days = days_between(current_date, prior_date)
    growth = tuple(
        _growth_of(finding, place, pairs.get(number), volume, prior, days)
        for number, (finding, place) in enumerate(zip(findings, mapped, strict=True))
    )
    taken = {pair.prior_number for pair in pairs.values()}
    kept = [
        number
        for number, finding in enumerate(prior.findings)
        if number in taken or _counts(finding, min_score)
    ]
    vanished = tuple(
        _vanished(prior.findings[number], volume, prior) for number in kept if number not in taken
    )
    numbered = _renumbered(findings, prior.findings, pairs, kept)
    by_id = {finding.id: finding for finding in numbered}
    return Comparison(
        prior_date=prior_date,
        days=days,
        growth=growth,
        vanished=tuple(replace(item, finding=by_id[item.finding.id]) for item in vanished),
        prior_findings=numbered,
        notes=_notes(volume, prior, current_date, prior_date),
    )


def _counts(finding: Finding, min_score: float | None) -> bool:
    return min_score is None or finding.detection is None or finding.detection.value >= min_score


@dataclass(frozen=True, slots=True)
class _Pair:
    prior_number: int
    distance_mm: float
    is_ambiguous: bool


def gate_mm(current: Finding, prior: Finding, alignment: Alignment) -> float:
    """How far from the mapped centre a partner may lie: half the larger diameter and what the alignment left."""
    largest = max(_diameter_mm(current), _diameter_mm(prior))
    return min(max(MIN_REACH_MM, largest / 2) + alignment.residual_p95_mm, MAX_GATE_MM)


def _diameter_mm(finding: Finding) -> float:
    return finding.measurement.mean_diameter_mm if finding.measurement is not None else UNKNOWN_DIAMETER_MM


def _pairs(
    current: Sequence[Finding],
    prior: Sequence[Finding],
    mapped: Sequence[PatientPoint],
    alignment: Alignment,
) -> dict[int, _Pair]:
    """Partner of each current nodule, by its place in ``current``."""
    from scipy.optimize import linear_sum_assignment

    if not current or not prior:
        return {}
    here = np.array([point.xyz_lps_mm for point in mapped])
    there = np.array([finding.center.xyz_lps_mm for finding in prior])
    distances = np.linalg.norm(here[:, None] - there[None], axis=-1)
    gates = np.array([[gate_mm(one, other, alignment) for other in prior] for one in current])
    allowed = distances <= gates
    rows, columns = linear_sum_assignment(np.where(allowed, distances, _FAR))
    found = {}
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        if allowed[row, column]:
            distance = float(distances[row, column])
            # as near as the alignment can tell apart
            limit = distance + max(alignment.residual_mm, 1.0)
            rivals = (allowed & (distances <= limit))[row].sum() + (allowed & (distances <= limit))[
                :, column
            ].sum()
            found[row] = _Pair(column, distance, bool(rivals > 2))
    return found


def _growth_of(
    finding: Finding,
    place: PatientPoint,
    pair: _Pair | None,
    volume: Volume,
    prior: PriorStudy,
    days: int | None,
) -> NoduleGrowth:
    if pair is None:
        return NoduleGrowth(finding.id, _unpaired_state(finding, volume, prior.volume, place, prior), place)
    partner = prior.findings[pair.prior_number]
    notes = [GrowthNote(AMBIGUOUS_PARTNER)] if pair.is_ambiguous else []
    measure = None
    if finding.measurement is not None and partner.measurement is not None:
        measure = measure_growth(finding, partner, volume.spacing_mm, prior.volume.spacing_mm, days)
        if finding.measurement.volume_method is not partner.measurement.volume_method:
            notes.append(GrowthNote("growth.method_differs"))
        if is_contradictory(measure):
            notes.append(GrowthNote(CONTRADICTORY))
    return NoduleGrowth(
        finding.id,
        MatchState.PAIRED,
        partner.center,
        partner.id,
        partner.measurement,
        pair.distance_mm,
        measure,
        tuple(notes),
    )


def _vanished(finding: Finding, volume: Volume, prior: PriorStudy) -> VanishedNodule:
    place = prior.alignment.to_current(finding.center)
    state = _unpaired_state(finding, prior.volume, volume, place, prior)
    return VanishedNodule(finding, MatchState.GONE if state is MatchState.NEW else state, place)


def _unpaired_state(
    finding: Finding, own: Volume, other: Volume, place: PatientPoint, prior: PriorStudy
) -> MatchState:
    """What the other CT shows at the place of a nodule that has no partner there."""
    radius_mm = _diameter_mm(finding) / 2
    if not _is_inside(other.geometry, place, radius_mm):
        return MatchState.NOT_COVERED
    if shows_something(own, finding, other, place, reach_mm=prior.alignment.residual_mm):
        return MatchState.UNCLEAR
    return MatchState.NEW


def _is_inside(geometry: VolumeGeometry, place: PatientPoint, radius_mm: float) -> bool:
    """True when a ball about the place lies inside the grid."""
    corners = np.array(place.xyz_lps_mm) + radius_mm * np.concatenate((np.eye(3), -np.eye(3)))
    index: NDArray[np.float64] = geometry.to_index(corners)
    return all(geometry.contains_index((float(s), float(r), float(c))) for s, r, c in index)


def _renumbered(
    current: Sequence[Finding], prior: Sequence[Finding], pairs: dict[int, _Pair], kept: Sequence[int]
) -> tuple[Finding, ...]:
    """Earlier findings under their partners' numbers, the others after those: a nodule has one number and one hue."""
    number_of = {pair.prior_number: current[place].number for place, pair in pairs.items()}
    following = max((finding.number for finding in current), default=0)
    numbered = []
    for place in kept:
        finding = prior[place]
        number = number_of.get(place)
        if number is None:
            following += 1
            number = following
        numbered.append(replace(finding, number=number))
    return tuple(numbered)


def _notes(
    volume: Volume, prior: PriorStudy, current_date: date | None, prior_date: date | None
) -> tuple[GrowthNote, ...]:
    """What makes the two CTs less comparable."""
    notes: list[GrowthNote] = []
    if current_date is None or prior_date is None:
        notes.append(GrowthNote("growth.date_missing"))
    elif prior_date == current_date:
        notes.append(GrowthNote("growth.same_day"))
    elif prior_date > current_date:
        notes.append(GrowthNote("growth.dates_reversed"))
    now, then = volume.description, prior.volume.description
    thin, thick = sorted(
        (
            now.slice_thickness_mm or volume.spacing_mm[0],
            then.slice_thickness_mm or prior.volume.spacing_mm[0],
        )
    )
    if thick > THICKNESS_RATIO * thin:
        notes.append(
            GrowthNote(
                "growth.thickness_differs",
                (
                    ("prior_mm", round(then.slice_thickness_mm or prior.volume.spacing_mm[0], 2)),
                    ("current_mm", round(now.slice_thickness_mm or volume.spacing_mm[0], 2)),
                ),
            )
        )
    if now.kernel and then.kernel and now.kernel != then.kernel:
        notes.append(GrowthNote("growth.kernel_differs", (("prior", then.kernel), ("current", now.kernel))))
    if now.contrast is not None and then.contrast is not None and now.contrast != then.contrast:
        notes.append(GrowthNote("growth.contrast_differs"))
    if not (volume.trust.measurements_allowed and prior.volume.trust.measurements_allowed):
        notes.append(GrowthNote("growth.geometry_not_trusted"))
    if prior.alignment.residual_mm > LARGE_RESIDUAL_MM:
        notes.append(
            GrowthNote("growth.residual_large", (("residual_mm", round(prior.alignment.residual_mm, 1)),))
        )
    return tuple(notes)
