"""Diabetes and prediabetes by laboratory cut-offs: ADA Standards of Care 2025, Diabetes Care 48(suppl 1):S27.

The cut-offs of 2026 are the same. Not for pregnancy, nor where HbA1c is misleading (haemoglobin variants, anaemia,
transfusion).
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, ColumnsModel, Results, row_reason

# lowest value of prediabetes and of diabetes
_CUTS = {"fpg_mgdl": (100.0, 126.0), "a1c_pct": (5.7, 6.5), "ogtt2h_mgdl": (140.0, 200.0)}
_RANDOM_DIABETES_MG_PER_DL = 200.0

CATEGORIES = (
    "diabetes (symptomatic random >=200)",
    "diabetes confirmed (two tests same sample)",
    "discordant: repeat the test above its cut-off",
    "diabetes range - needs confirmation",
    "not diagnostic without symptoms",
    "prediabetes",
    "normal",
)


def _evaluate(columns: Mapping[str, Column]) -> Results:
    values = np.stack([columns[name] for name in _CUTS])
    prediabetes_from, diabetes_from = np.array(list(_CUTS.values())).T[:, :, np.newaxis]
    above = (values >= diabetes_from).sum(axis=0)
    below = (values < diabetes_from).sum(axis=0)
    random_high = columns["random_mgdl"] >= _RANDOM_DIABETES_MG_PER_DL
    category = np.select(
        [
            random_high & (columns["symptoms"] == 1.0),
            above >= 2,
            (above == 1) & (below > 0),
            above == 1,
            random_high,
            (values >= prediabetes_from).any(axis=0),
            below > 0,
        ],
        CATEGORIES,
        default="",
    )
    return {"category": category, ERROR: np.where(category == "", row_reason("no_diagnostic_test"), "")}


def _glucose(name: str) -> InputSpec:
    # above 40 so that mmol/L under this name is caught
    return InputSpec(name, InputKind.NUMBER, "mg/dL", 40, 1500, required=False)


ADA_DIAGNOSIS = ColumnsModel(
    id="ada-diagnosis",
    version="2025",
    inputs=(
        _glucose("fpg_mgdl"),
        InputSpec("a1c_pct", InputKind.NUMBER, "%", 3, 19, required=False),
        _glucose("ogtt2h_mgdl"),
        _glucose("random_mgdl"),
        InputSpec("symptoms", InputKind.FLAG),
    ),
    output="category",
    grade="A",
    outputs=("category",),
    evaluate=_evaluate,
)
