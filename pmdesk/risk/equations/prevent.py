"""AHA PREVENT risk of cardiovascular events: Khan 2024, Circulation 149:430, supplementary table S12.

Logistic equations for women and men of 30 to 79 years without cardiovascular disease, over 10 and 30 years. The
30-year equations were made for 30 to 59 years. The coefficient files come from the data of the R package preventr
0.12.0 (MIT), which were taken from that table; the 10-year base set was compared with a second source (grade A), the
others have one (grade B). Cholesterol goes in as mg/dL and is converted with the paper's factor 0.02586.
"""

from collections.abc import Callable, Mapping
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.risk.coefficients import coefficient_rows
from pmdesk.risk.equations.shared_inputs import SEX
from pmdesk.risk.logistic import Column, Floats, logistic
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import NOTE, ColumnsModel, Results, row_reason

MMOL_PER_L_FROM_MG_PER_DL = 0.02586
OLDEST_FOR_30_YEARS = 59

_OUTCOMES = ("cvd", "ascvd", "hf", "chd", "stroke")
_FILE_OUTCOMES = ("total_cvd", "ascvd", "heart_failure", "chd", "stroke")
_LABELS = "beta_coefficients"

_TERM_OF_LABEL = {
    "Age, per 10 years": "age",
    "Age, 10 years": "age",
    "Age squared": "age_squared",
    "non-HDL-C per 1 mmol/L": "non_hdl",
    "HDL-C per 0.3 mmol/L": "hdl",
    "SBP <110 per 20 mmHg": "sbp_low",
    "SBP ≥110 per 20 mmHg": "sbp_high",
    "Diabetes": "dm",
    "Current smoking": "smoking",
    "BMI <30, per 5 kg/m2": "bmi_low",
    "BMI 30+, per 5 kg/m2": "bmi_high",
    "eGFR <60, per -15 ml": "egfr_low",
    "eGFR 60+, per -15 ml": "egfr_high",
    "Anti-hypertensive use": "bp_tx",
    "Statin use": "statin",
    "Treated SBP ≥110 mm Hg per 20 mm Hg": "treated_sbp_high",
    "Treated non-HDL-C": "treated_non_hdl",
    "Age per 10yr * non-HDL-C per 1 mmol/L": "age_non_hdl",
    "Age per 10yr * HDL-C per 0.3 mmol/L": "age_hdl",
    "Age per 10yr * SBP ≥110 mm Hg per 20 mmHg": "age_sbp_high",
    "Age per 10yr * diabetes": "age_dm",
    "Age per 10yr * current smoking": "age_smoking",
    "Age per 10yr * BMI 30+ per 5 kg/m2": "age_bmi_high",
    "Age per 10yr * eGFR <60, per -15 ml": "age_egfr_low",
    "SDI decile categories 4-6 vs. 1-3": "sdi_4_6",
    "SDI decile categories 7-10 vs. 1-3": "sdi_7_10",
    "Missing SDI": "sdi_missing",
    "ln-ACR, mg/g, per 1 ln unit": "ln_uacr",
    "Missing ACR/PCR/Dipstick": "uacr_missing",
    "HbA1c in DM, per 1%": "hba1c_dm",
    "HbA1c no DM, per 1%": "hba1c_no_dm",
    "Missing HbA1c": "hba1c_missing",
    "Constant": "constant",
}


@cache
def coefficients(variant: str, years: int) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Term names (k,) and their coefficients (2, k, 5): women and men, outcomes cvd, ascvd, hf, chd, stroke.

    Raises
    ------
    FailedError
        The file is missing, has an unknown or doubled term, or a cell is no number (`ErrorCode.KNOWLEDGE_INVALID`).
    """
    name = f"prevent_{variant}_{years}yr.csv"
    rows = coefficient_rows(name)
    try:
        terms = tuple(_TERM_OF_LABEL[row[_LABELS]] for row in rows)
        values = np.array(
            [
                [[float(row[f"{sex}_{outcome}"]) for outcome in _FILE_OUTCOMES] for row in rows]
                for sex in ("female", "male")
            ]
        )
    except (KeyError, ValueError) as error:
        raise FailedError(ErrorCode.KNOWLEDGE_INVALID, path=name, reason=repr(error)) from error
    if len(set(terms)) != len(terms) or not np.isfinite(values).all():
        raise FailedError(
            ErrorCode.KNOWLEDGE_INVALID, path=name, reason="a term twice, or a cell that is no number"
        )
    return terms, values


def _base_terms(columns: Mapping[str, Column]) -> dict[str, Floats]:
    """The centred terms that every variant has, each (n,)."""
    age = (columns["age"] - 55.0) / 10.0
    non_hdl = (columns["total_c"] - columns["hdl_c"]) * MMOL_PER_L_FROM_MG_PER_DL - 3.5
    hdl = (columns["hdl_c"] * MMOL_PER_L_FROM_MG_PER_DL - 1.3) / 0.3
    sbp_high = (np.maximum(columns["sbp"], 110.0) - 130.0) / 20.0
    bmi_high = (np.maximum(columns["bmi"], 30.0) - 30.0) / 5.0
    egfr_low = (np.minimum(columns["egfr"], 60.0) - 60.0) / -15.0
    dm, smoking, bp_tx, statin = (columns[name] for name in ("dm", "smoking", "bp_tx", "statin"))
    return {
        "age": age,
        "age_squared": age**2,
        "non_hdl": non_hdl,
        "hdl": hdl,
        "sbp_low": (np.minimum(columns["sbp"], 110.0) - 110.0) / 20.0,
        "sbp_high": sbp_high,
        "dm": dm,
        "smoking": smoking,
        "bmi_low": (np.minimum(columns["bmi"], 30.0) - 25.0) / 5.0,
        "bmi_high": bmi_high,
        "egfr_low": egfr_low,
        "egfr_high": (np.maximum(columns["egfr"], 60.0) - 90.0) / -15.0,
        "bp_tx": bp_tx,
        "statin": statin,
        "treated_sbp_high": bp_tx * sbp_high,
        "treated_non_hdl": statin * non_hdl,
        "age_non_hdl": age * non_hdl,
        "age_hdl": age * hdl,
        "age_sbp_high": age * sbp_high,
        "age_dm": age * dm,
        "age_smoking": age * smoking,
        "age_bmi_high": age * bmi_high,
        "age_egfr_low": age * egfr_low,
        "constant": np.ones_like(age),
    }


def _hba1c_terms(columns: Mapping[str, Column]) -> dict[str, Floats]:
    hba1c = columns["hba1c"]
    above = np.where(np.isnan(hba1c), 0.0, hba1c - 5.3)
    return {
        "hba1c_dm": above * columns["dm"],
        "hba1c_no_dm": above * (1.0 - columns["dm"]),
        "hba1c_missing": np.isnan(hba1c).astype(np.float64),
    }


def _uacr_terms(columns: Mapping[str, Column]) -> dict[str, Floats]:
    uacr = columns["uacr"]
    missing = np.isnan(uacr)
    return {
        "ln_uacr": np.log(np.where(missing, 1.0, uacr)),
        "uacr_missing": missing.astype(np.float64),
    }


def _sdi_terms(columns: Mapping[str, Column]) -> dict[str, Floats]:
    sdi = columns["sdi"]
    return {
        "sdi_4_6": ((sdi >= 4) & (sdi <= 6)).astype(np.float64),
        "sdi_7_10": (sdi >= 7).astype(np.float64),
        "sdi_missing": np.isnan(sdi).astype(np.float64),
    }


_MORE_TERMS: dict[str, Callable[[Mapping[str, Column]], dict[str, Floats]]] = {
    "hba1c": _hba1c_terms,
    "uacr": _uacr_terms,
    "sdi": _sdi_terms,
}


def _evaluation(variant: str, optional: tuple[str, ...]) -> Callable[[Mapping[str, Column]], Results]:
    def evaluate(columns: Mapping[str, Column]) -> Results:
        terms = _base_terms(columns)
        for name in optional:
            terms |= _MORE_TERMS[name](columns)
        women = np.asarray(columns["sex"] == "female")
        results: dict[str, NDArray[np.generic]] = {}
        for years in (10, 30):
            names, betas = coefficients(variant, years)
            design = np.stack([terms[name] for name in names])
            risks = logistic(np.where(women, betas[0].T @ design, betas[1].T @ design))
            results |= {f"{outcome}{years}": risks[i] for i, outcome in enumerate(_OUTCOMES)}
        # the reference implementation gives the number too, with a warning
        results[NOTE] = np.where(
            columns["age"] > OLDEST_FOR_30_YEARS, row_reason("prevent_30_years_over_59"), ""
        )
        return results

    return evaluate


_INPUTS = (
    SEX,
    InputSpec("age", InputKind.NUMBER, "a", 30, 79),
    InputSpec("total_c", InputKind.NUMBER, "mg/dL", 130, 320),
    InputSpec("hdl_c", InputKind.NUMBER, "mg/dL", 20, 100),
    InputSpec("sbp", InputKind.NUMBER, "mm[Hg]", 90, 200),
    InputSpec("dm", InputKind.FLAG),
    InputSpec("smoking", InputKind.FLAG),
    InputSpec("bmi", InputKind.NUMBER, "kg/m2", 18.5, 39.99),
    InputSpec("egfr", InputKind.NUMBER, "mL/min/{1.73_m2}", 15, 140),
    InputSpec("bp_tx", InputKind.FLAG),
    InputSpec("statin", InputKind.FLAG),
)
_OPTIONAL = {
    "hba1c": InputSpec("hba1c", InputKind.NUMBER, "%", 4.5, 15, required=False),
    "uacr": InputSpec("uacr", InputKind.NUMBER, "mg/g", 0.1, 25000, required=False),
    "sdi": InputSpec("sdi", InputKind.NUMBER, "", 1, 10, required=False, whole=True),
}
_OUTPUTS = (*(f"{outcome}{years}" for years in (10, 30) for outcome in _OUTCOMES), NOTE)


def _model(variant: str, grade: str, *optional: str) -> ColumnsModel:
    return ColumnsModel(
        id=f"prevent-{variant}",
        version="2024",
        inputs=(*_INPUTS, *(_OPTIONAL[name] for name in optional)),
        output=_OUTPUTS[0],
        grade=grade,
        outputs=_OUTPUTS,
        evaluate=_evaluation(variant, optional),
    )


PREVENT_BASE = _model("base", "A")
PREVENT_HBA1C = _model("hba1c", "B", "hba1c")
PREVENT_UACR = _model("uacr", "B", "uacr")
PREVENT_FULL = _model("full", "B", "hba1c", "uacr", "sdi")
