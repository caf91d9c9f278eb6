"""Glucose monitoring and HbA1c in other units.

GMI % = 3.31 + 0.02392 x mean mg/dL (Bergenstal 2018, Diabetes Care 41:2275). Estimated average glucose mg/dL =
28.7 x HbA1c % - 46.7 (Nathan 2008, Diabetes Care 31:1473). IFCC mmol/mol = (HbA1c % - 2.15) x 10.929. Glycaemia risk
index = 3.0 x very low + 2.4 x low + 1.6 x very high + 0.8 x high, in % of the time, at most 100 (Klonoff 2022); its
bands leave each other out: below 54, 54 to 69, above 250, 181 to 250 mg/dL.
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.logistic import Column, Floats
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, ColumnsModel, Results, row_reason

_BANDS = ("very_low_pct", "low_pct", "high_pct", "very_high_pct")


def gmi_pct(mean_mgdl: Floats) -> Floats:
    """Glucose management indicator, % HbA1c."""
    return 3.31 + 0.02392 * mean_mgdl


def glycaemia_risk_index(very_low: Floats, low: Floats, high: Floats, very_high: Floats) -> Floats:
    """0 to 100 from the bands, each in % of the time."""
    index = 3.0 * very_low + 2.4 * low + 1.6 * very_high + 0.8 * high
    return np.asarray(np.minimum(index, 100.0), dtype=np.float64)


def _cgm(columns: Mapping[str, Column]) -> Results:
    mean = columns["mean_mgdl"]
    bands = [columns[name] for name in _BANDS]
    # the sum of percentages that were rounded one by one can pass 100 by a little
    too_much = np.nansum(bands, axis=0) > 100.5
    return {
        "gmi_pct": gmi_pct(mean),
        "cv_pct": 100.0 * columns["sd_mgdl"] / mean,
        "gri": glycaemia_risk_index(*bands),
        ERROR: np.where(too_much, row_reason("glucose_bands_over_100"), ""),
    }


CGM = ColumnsModel(
    id="cgm",
    version="2022",
    inputs=(
        # above 30 so that mmol/L under this name is caught
        InputSpec("mean_mgdl", InputKind.NUMBER, "mg/dL", 40, 500),
        InputSpec("sd_mgdl", InputKind.NUMBER, "mg/dL", 6, 300, required=False),
        *(InputSpec(name, InputKind.NUMBER, "%", 0, 100, required=False) for name in _BANDS),
    ),
    output="gmi_pct",
    grade="A",
    outputs=("gmi_pct", "cv_pct", "gri"),
    evaluate=_cgm,
)


def _a1c(columns: Mapping[str, Column]) -> Results:
    percent = columns["a1c_pct"]
    return {"eag_mgdl": 28.7 * percent - 46.7, "ifcc_mmolmol": (percent - 2.15) * 10.929}


A1C_UNITS = ColumnsModel(
    id="a1c-units",
    version="2008",
    inputs=(InputSpec("a1c_pct", InputKind.NUMBER, "%", 3, 19),),
    output="eag_mgdl",
    grade="A",
    outputs=("eag_mgdl", "ifcc_mmolmol"),
    evaluate=_a1c,
)
