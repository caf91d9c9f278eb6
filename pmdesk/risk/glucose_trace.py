"""Metrics of a trace of continuous glucose monitoring: consensus, Battelino 2019, Diabetes Care 42:1593."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.equations.glucose import glycaemia_risk_index, gmi_pct

LOWEST_MGDL = 20.0
HIGHEST_MGDL = 600.0
"""No sensor shows less or more; a trace in mmol/L lies below."""

_MODEL = "cgm"
_INPUT = "glucose_mgdl"


@dataclass(frozen=True, slots=True)
class GlucoseMetrics:
    """Shares are in % of the readings that have a value."""

    readings: int
    missing: int
    mean_mgdl: float
    sd_mgdl: float
    """With n - 1; NaN for a single reading."""
    cv_pct: float
    gmi_pct: float
    below_54_pct: float
    below_70_pct: float
    in_range_70_180_pct: float
    """Both ends included."""
    above_180_pct: float
    above_250_pct: float
    gri: float


def glucose_metrics(glucose_mgdl: ArrayLike) -> GlucoseMetrics:
    """Metrics of one trace of evenly spaced readings.

    Parameters
    ----------
    glucose_mgdl
        (n,) mg/dL, NaN where the sensor gave none.

    Raises
    ------
    InputError
        There is no reading (`ErrorCode.INPUT_MISSING`), or one lies outside 20 to 600 mg/dL, as a trace in mmol/L does
        (`ErrorCode.INPUT_OUT_OF_RANGE`).
    """
    trace = np.asarray(glucose_mgdl, dtype=np.float64).ravel()
    known = trace[~np.isnan(trace)]
    if known.size == 0:
        raise InputError(ErrorCode.INPUT_MISSING, model=_MODEL, input=_INPUT)
    outside = known[(known < LOWEST_MGDL) | (known > HIGHEST_MGDL)]
    if outside.size:
        raise InputError(
            ErrorCode.INPUT_OUT_OF_RANGE,
            model=_MODEL,
            input=_INPUT,
            value=float(outside[0]),
            minimum=LOWEST_MGDL,
            maximum=HIGHEST_MGDL,
        )
    shares = {
        name: 100.0 * float(np.mean(where))
        for name, where in {
            "<54": known < 54,
            "<70": known < 70,
            "in": (known >= 70) & (known <= 180),
            ">180": known > 180,
            ">250": known > 250,
        }.items()
    }
    mean = np.mean(known)
    sd = float(np.std(known, ddof=1)) if known.size > 1 else float("nan")
    bands = (shares["<54"], shares["<70"] - shares["<54"], shares[">180"] - shares[">250"], shares[">250"])
    return GlucoseMetrics(
        readings=int(known.size),
        missing=int(trace.size - known.size),
        mean_mgdl=float(mean),
        sd_mgdl=sd,
        cv_pct=100.0 * sd / float(mean),
        gmi_pct=float(gmi_pct(np.asarray(mean))),
        below_54_pct=shares["<54"],
        below_70_pct=shares["<70"],
        in_range_70_180_pct=shares["in"],
        above_180_pct=shares[">180"],
        above_250_pct=shares[">250"],
        gri=float(glycaemia_risk_index(*(np.asarray(band) for band in bands))),
    )
