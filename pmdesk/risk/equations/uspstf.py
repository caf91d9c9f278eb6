"""USPSTF 2021 eligibility for yearly low-dose CT: JAMA 2021;325:962.

50 to 80 years of age, 20 pack-years or more, smoking now or having quit within the last 15 years.
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.logistic import Column
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, NOTE, ColumnsModel, Results, row_reason

AGES = (50, 80)
LEAST_PACK_YEARS = 20.0
MOST_YEARS_SINCE_QUIT = 15.0


def _evaluate(columns: Mapping[str, Column]) -> Results:
    smokes, quit_years = columns["current_smoker"] == 1.0, columns["years_since_quit"]
    # a person of 80.9 years is 80 years old
    age = np.floor(columns["age"])
    otherwise = (age >= AGES[0]) & (age <= AGES[1]) & (columns["pack_years"] >= LEAST_PACK_YEARS)
    unknown = otherwise & ~smokes & np.isnan(quit_years)
    recent = smokes | (quit_years <= MOST_YEARS_SINCE_QUIT)
    return {
        "eligible": (otherwise & recent).astype(np.int64),
        ERROR: np.where(smokes & (quit_years > 0.0), row_reason("current_smoker_quit"), ""),
        NOTE: np.where(unknown, "uspstf_quit_unknown", ""),
    }


USPSTF_2021 = ColumnsModel(
    id="uspstf2021",
    version="2021",
    inputs=(
        InputSpec("age", InputKind.NUMBER, "a", 0, 120),
        InputSpec("pack_years", InputKind.NUMBER, "", 0, 400),
        InputSpec("current_smoker", InputKind.FLAG),
        InputSpec("years_since_quit", InputKind.NUMBER, "a", 0, 100, required=False),
    ),
    output="eligible",
    grade="C",
    outputs=("eligible", NOTE),
    evaluate=_evaluate,
)
"""1 when the criteria are met, 0 when they are not; a former smoker whose years since quitting are not known does not
meet them, and a note says so."""
