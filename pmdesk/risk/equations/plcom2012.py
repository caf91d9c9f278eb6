"""PLCOm2012 six-year risk of lung cancer in people who have ever smoked: Tammemaegi 2013, N Engl J Med 368:728.

Public implementations agree on every coefficient but one: some (resplab/PLCOm2012 among them) put 1.027152 on Native
Hawaiian and Pacific Islander, others on American Indian and Alaskan Native, with 0 for the other group. The first is
used; the rows of these groups carry a note.
"""

from collections.abc import Mapping

import numpy as np

from pmdesk.risk.logistic import Column, logistic
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, NOTE, ColumnsModel, Results, row_reason

RACE = {
    "White": 0.0,
    "Black": 0.3944778,
    "Hispanic": -0.7434744,
    "Asian": -0.466585,
    "American Indian": 0.0,
    "Alaskan Native": 0.0,
    "Native Hawaiian": 1.027152,
    "Pacific Islander": 1.027152,
}
DISPUTED = ("American Indian", "Alaskan Native", "Native Hawaiian", "Pacific Islander")
BUILT_FOR_AGES = (55.0, 74.0)


def _evaluate(columns: Mapping[str, Column]) -> Results:
    race = sum((beta * (columns["race"] == name) for name, beta in RACE.items()), np.float64(0.0))
    x = (
        -4.532506
        + 0.0778868 * (columns["age"] - 62.0)
        - 0.0812744 * (columns["education"] - 4.0)
        - 0.0274194 * (columns["bmi"] - 27.0)
        + 0.3553063 * columns["copd"]
        + 0.4589971 * columns["cancer_hist"]
        + 0.587185 * columns["family_hist"]
        + 0.2597431 * columns["smoking_status"]
        - 1.822606 * ((columns["cpd"] / 10.0) ** -1 - 0.4021541613)
        + 0.0317321 * (columns["duration"] - 27.0)
        - 0.0308572 * (columns["quit"] - 10.0)
        + race
    )
    return {"risk": logistic(x), ERROR: _errors(columns), NOTE: _notes(columns)}


def _errors(columns: Mapping[str, Column]) -> Column:
    return np.select(
        [(columns["smoking_status"] == 1.0) & (columns["quit"] > 0.0), columns["duration"] > columns["age"]],
        [row_reason("current_smoker_quit"), row_reason("smoked_longer_than_age")],
        "",
    )


def _notes(columns: Mapping[str, Column]) -> Column:
    age = columns["age"]
    said = (
        np.isin(columns["race"], DISPUTED),
        (age < BUILT_FOR_AGES[0]) | (age > BUILT_FOR_AGES[1]),
        columns["duration"] + columns["quit"] > age,
    )
    which = sum((rows.astype(np.int64) << place for place, rows in enumerate(said)), np.int64(0))
    notes: Column = _NOTES[which]
    return notes


def _combined(which: int) -> str:
    return ";".join(code for place, code in enumerate(_SENTENCES) if which >> place & 1)


_SENTENCES = ("plco_race_disputed", "plco_outside_ages", "smoking_years_exceed_age")
_NOTES = np.array([_combined(which) for which in range(2 ** len(_SENTENCES))])
"""Note of each combination of the three sentences, the first of them in the lowest bit."""

PLCOM2012 = ColumnsModel(
    id="plcom2012",
    version="2012",
    inputs=(
        InputSpec("age", InputKind.NUMBER, "a", 18, 110),
        InputSpec("race", InputKind.CHOICE, choices=tuple(RACE)),
        InputSpec("education", InputKind.NUMBER, "", 1, 6, whole=True),
        InputSpec("bmi", InputKind.NUMBER, "kg/m2", 10, 100),
        InputSpec("copd", InputKind.FLAG),
        InputSpec("cancer_hist", InputKind.FLAG),
        InputSpec("family_hist", InputKind.FLAG),
        InputSpec("smoking_status", InputKind.FLAG),
        InputSpec("cpd", InputKind.NUMBER, "/d", 0.1, 200),
        InputSpec("duration", InputKind.NUMBER, "a", 0, 100),
        InputSpec("quit", InputKind.NUMBER, "a", 0, 100),
    ),
    output="risk",
    grade="A",
    outputs=("risk", NOTE),
    evaluate=_evaluate,
)
"""``smoking_status`` is 1 for current smokers, whose ``quit`` is 0; ``education`` runs from 1 (less than high school)
to 6 (postgraduate); ``cpd`` is cigarettes a day, never 0: the model is for people who have smoked."""
