"""The arithmetic of growth: change of volume and diameter, doubling time, and what may be concluded from them."""

from datetime import date
from math import exp, hypot, inf, log

from pmdesk.core.finding import Finding, NoduleMeasurement, Texture
from pmdesk.core.growth import Bounded, DiameterGrowth, GrowthMeasure, GrowthTrend, VdtBand
from pmdesk.core.rounding import round_half_up

NORMAL_95 = 1.959964

VARIABILITY = 0.25
"""A volume change of less than 25 % is within the error of measuring (NELSON, van Klaveren 2009; BTS 2015)."""

GROWTH_MM = 1.5
WITHIN_DAYS = 366
DAYS_PER_YEAR = 365.25
"""Lung-RADS v2022: growth is a mean diameter larger by more than 1.5 mm within 12 months."""

BANDS_DAYS = (400, 600)
"""NELSON and BTS 2015: below the first further work-up, above the second no suspicion."""


def days_between(current: date | None, prior: date | None) -> int | None:
    """Days from the earlier to the current CT; None when a date is missing, equal or reversed."""
    if current is None or prior is None or prior >= current:
        return None
    return (current - prior).days


def volume_sd_mm3(measured: NoduleMeasurement, spacing_mm: tuple[float, float, float]) -> float:
    """Standard deviation of a measured volume.

    What `pmdesk.imaging.volumetry` says; where it says nothing, that of a sphere of the same volume whose surface is
    uncertain by the standard deviation of a place within a voxel (its mean edge over the root of 12).
    """
    if measured.volume_sd_mm3 is not None:
        return measured.volume_sd_mm3
    edge_mm = (sum(mm * mm for mm in spacing_mm) / 3) ** 0.5
    return float(3 * measured.volume_mm3 / (measured.effective_diameter_mm / 2) * edge_mm / 12**0.5)


def measure_growth(
    current: Finding,
    prior: Finding,
    current_spacing_mm: tuple[float, float, float],
    prior_spacing_mm: tuple[float, float, float],
    days: int | None,
) -> GrowthMeasure:
    """Change from the earlier to the current measurement of one nodule.

    The logarithm of the volume ratio has the two relative standard deviations, added in squares; its 95 % interval is
    never narrower than what NELSON and BTS count as measurement error. Doubling time: VDT = days ln 2 / ln(V2 / V1)
    (Schwartz 1961; Detterbeck and Gibson 2008).

    Raises
    ------
    ValueError
        One of the two was not measured.
    """
    now, then = current.measurement, prior.measurement
    if now is None or then is None:
        raise ValueError("not measured")
    ratio = log(now.volume_mm3 / then.volume_mm3)
    sd = hypot(
        volume_sd_mm3(now, current_spacing_mm) / now.volume_mm3,
        volume_sd_mm3(then, prior_spacing_mm) / then.volume_mm3,
    )
    half = max(NORMAL_95 * sd, log(1 + VARIABILITY))
    low, high = ratio - half, ratio + half
    trend = _trend(ratio, low, high)
    doubling = _doubling(ratio, low, high, trend, days)
    solid_change_mm = None
    solid_now, solid_then = current.solid_part_mm.value, prior.solid_part_mm.value
    if solid_now is not None and solid_then is not None:
        solid_change_mm = solid_now - solid_then
    return GrowthMeasure(
        volume_change=Bounded(exp(ratio) - 1, exp(low) - 1, exp(high) - 1),
        diameter_change_mm=now.mean_diameter_mm - then.mean_diameter_mm,
        trend=trend,
        doubling_days=doubling,
        vdt_band=_band(current, prior, doubling),
        diameter_growth=diameter_growth(now.lung_rads_diameter_mm - then.lung_rads_diameter_mm, days),
        solid_change_mm=solid_change_mm,
        solid_growth=None if solid_change_mm is None else diameter_growth(solid_change_mm, days),
    )


def _trend(ratio: float, low: float, high: float) -> GrowthTrend:
    if low <= 0 <= high or abs(exp(ratio) - 1) < VARIABILITY:
        return GrowthTrend.WITHIN_VARIABILITY
    return GrowthTrend.GROWING if ratio > 0 else GrowthTrend.SHRINKING


def _doubling(ratio: float, low: float, high: float, trend: GrowthTrend, days: int | None) -> Bounded | None:
    """Doubling time in days; open above where no growth is possible too, None where growth is not."""
    if days is None or high <= 0 or trend is GrowthTrend.SHRINKING:
        return None
    shortest = days * log(2) / high
    if trend is GrowthTrend.WITHIN_VARIABILITY:
        return Bounded(None, shortest, None)
    longest = days * log(2) / low if low > 0 else inf
    return Bounded(days * log(2) / ratio, shortest, longest if longest < inf else None)


def _band(current: Finding, prior: Finding, doubling: Bounded | None) -> VdtBand | None:
    """The bands were made for solid nodules; one that was subsolid before is none."""
    textures = {current.texture.value, prior.texture.value}
    if doubling is None or doubling.value is None or textures != {Texture.SOLID}:
        return None
    if doubling.value < BANDS_DAYS[0]:
        return VdtBand.UNDER_400_DAYS
    return VdtBand.DAYS_400_TO_600 if doubling.value <= BANDS_DAYS[1] else VdtBand.OVER_600_DAYS


def is_contradictory(measure: GrowthMeasure) -> bool:
    """True when the mean diameter changed by more than 1.5 mm one way and the volume went the other."""
    change = measure.volume_change.value
    if change is None or abs(measure.diameter_change_mm) <= GROWTH_MM:
        return False
    return (change > 0) != (measure.diameter_change_mm > 0)


def diameter_growth(change_mm: float, days: int | None) -> DiameterGrowth | None:
    """Lung-RADS v2022 on the change of the mean diameter (both to 0.1 mm).

    Over more than 12 months the mean change in 12 months counts.
    """
    if days is None:
        return None
    change_mm = round_half_up(change_mm, 1)
    if change_mm <= GROWTH_MM:
        return DiameterGrowth.NOT_GROWING
    if days <= WITHIN_DAYS or change_mm * DAYS_PER_YEAR / days > GROWTH_MM:
        return DiameterGrowth.GROWING
    return DiameterGrowth.SLOW
