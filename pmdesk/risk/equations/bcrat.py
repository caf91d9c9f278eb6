"""BCRAT, the Breast Cancer Risk Assessment Tool (Gail model): absolute risk of invasive breast cancer.

Gail 1989, J Natl Cancer Inst 81:1879; Costantino 1999, 91:1541; African American women (CARE) Gail 2007; Asian and
Pacific Islander women (AABCS) Matsuno 2011; Hispanic women (SFBCS) Banegas 2017. Constants: ``bcrat_*.csv``.

With the breast cancer hazard ``h = incidence * (1 - attributable risk) * relative risk`` and the competing mortality
``m``, both constant within bands of five years, the risk of a band of ``w`` years is
``h / (h + m) * S * (1 - exp(-(h + m) * w))``, where ``S`` is the probability of having reached the band. Relative and
attributable risk change at the age of 50 years.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pmdesk.risk.codes import code_numbers, first_that_holds
from pmdesk.risk.coefficients import coefficient_rows
from pmdesk.risk.logistic import Column, Floats
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.risk.table_model import ERROR, ColumnsModel, Results, row_reason

UNKNOWN = 99.0
NULLIPAROUS = 98.0
MOST_BIOPSIES = MOST_RELATIVES = 30
"""A larger count is taken for a slip of the pen."""
_BREAK_YEARS = 50.0

_RACES = (
    "white",
    "african_american",
    "hispanic_us_born",
    "other",
    "hispanic_foreign_born",
    "chinese",
    "japanese",
    "filipino",
    "hawaiian",
    "other_pacific_islander",
    "other_asian",
)
"""Columns of the rate tables; race code 1 is the first."""
_BLACK, _HISPANIC, _FIRST_ASIAN = 2, (3, 5), 6
_AVERAGE_OF_WHITE_AND_OTHER = "white_average_1992_96"
_WHITE_AND_OTHER = (1, 4)
_RACE_CODES = tuple(str(code) for code in range(1, len(_RACES) + 1))
_HYPERPLASIA_CODES = ("0", "1", "99")


@dataclass(frozen=True, slots=True)
class _Constants:
    """Arrays of the tables; the second axis of rates is race code - 1, its last place the average of white women."""

    band_years: Floats
    """(bands, 2): first year, and year after the last."""
    incidence: Floats
    """(bands, races + 1), per woman and year."""
    mortality: Floats
    """(bands, races + 1): death of other causes, per woman and year."""
    terms: Mapping[str, Floats]
    """(races,) each: log relative risks and 1 - attributable risk."""


@cache
def _constants() -> _Constants:
    rates = coefficient_rows("bcrat_incidence.csv")
    deaths = coefficient_rows("bcrat_competing_mortality.csv")
    columns = (*_RACES, _AVERAGE_OF_WHITE_AND_OTHER)
    groups = tuple(race if code < _FIRST_ASIAN else "asian" for code, race in enumerate(_RACES, start=1))
    return _Constants(
        band_years=np.array([[float(row["age_from"]), float(row["age_to"])] for row in rates]),
        incidence=np.array([[float(row[column]) for column in columns] for row in rates]),
        mortality=np.array([[float(row[column]) for column in columns] for row in deaths]),
        terms={
            row["term"]: np.array([float(row[group]) for group in groups])
            for row in coefficient_rows("bcrat_relative_risk.csv")
        },
    )


def _categories(columns: Mapping[str, Floats]) -> dict[str, Floats]:
    """Categories of the four risk factors, pooled as the study of the woman's group pooled them."""
    race = columns["Race"]
    biopsies = np.where(columns["N_Biop"] == UNKNOWN, 0.0, np.minimum(columns["N_Biop"], 2.0))
    age_at_menarche = columns["AgeMen"]
    menarche = np.select([age_at_menarche >= 14.0, age_at_menarche >= 12.0], [0.0, 1.0], 2.0)
    age_at_birth = columns["Age1st"]
    first_birth = np.select(
        [age_at_birth == UNKNOWN, age_at_birth == NULLIPAROUS, age_at_birth < 20, age_at_birth < 25],
        [0.0, 2.0, 0.0, 1.0],
        np.where(age_at_birth < 30, 2.0, 3.0),
    )
    relatives = np.where(columns["N_Rels"] == UNKNOWN, 0.0, np.minimum(columns["N_Rels"], 2.0))
    hispanic = np.isin(race, _HISPANIC)
    first_birth = np.where(hispanic & (first_birth == 2.0) & (age_at_birth != NULLIPAROUS), 1.0, first_birth)
    return {
        "biopsies": np.where(hispanic, np.minimum(biopsies, 1.0), biopsies),
        "menarche": np.where(race == _BLACK, np.minimum(menarche, 1.0), menarche),
        "first_birth": np.where(hispanic, np.minimum(first_birth, 2.0), first_birth),
        "relatives": np.where(hispanic | (race >= _FIRST_ASIAN), np.minimum(relatives, 1.0), relatives),
    }


def _relative_risks(columns: Mapping[str, Floats], group: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """Relative risk (n,) before the age of 50 years, and from it on."""
    terms = _constants().terms
    found = _categories(columns)
    x = sum((terms[name][group] * category for name, category in found.items()), np.zeros(group.shape))
    x += terms["first_birth_by_relatives"][group] * found["first_birth"] * found["relatives"]
    # hyperplasia is known of a biopsy only
    hyperplasia = np.select([columns["HypPlas"] == 0.0, columns["HypPlas"] == 1.0], [0.93, 1.82], 1.0)
    under_50 = np.exp(x) * hyperplasia
    from_50: Floats = under_50 * np.exp(terms["age_50_by_biopsies"][group] * found["biopsies"])
    return under_50, from_50


def _absolute_risk(
    from_age: Floats, to_age: Floats, weights: tuple[Floats, Floats], rates: NDArray[np.intp]
) -> Floats:
    """Risk (n,) between two ages.

    Parameters
    ----------
    weights
        (1 - attributable risk) * relative risk before and from 50 years.
    rates
        Column of the rate tables of each woman.
    """
    tables = _constants()
    risk = np.zeros(from_age.shape)
    cumulative = np.zeros(from_age.shape)
    for band, (first, last) in enumerate(tables.band_years):
        years = np.clip(np.minimum(to_age, last) - np.maximum(from_age, first), 0.0, None)
        hazard = tables.incidence[band, rates] * weights[int(first >= _BREAK_YEARS)]
        both = hazard + tables.mortality[band, rates]
        risk += hazard / both * np.exp(-cumulative) * -np.expm1(-both * years)
        cumulative += both * years
    return risk


def _contradictions(columns: Mapping[str, Floats]) -> NDArray[np.str_]:
    """What is wrong with each row (n,) although each of its values can be."""
    age, menarche, birth = columns["T1"], columns["AgeMen"], columns["Age1st"]
    biopsies, relatives = columns["N_Biop"], columns["N_Rels"]
    gave_birth = birth < NULLIPAROUS
    not_looked_at = (biopsies == 0.0) | (biopsies == UNKNOWN)
    early_birth = gave_birth & (menarche != UNKNOWN) & (birth < menarche)
    return first_that_holds(
        (
            (columns["T2"] <= age, "bcrat_ages"),
            ((biopsies > MOST_BIOPSIES) & (biopsies != UNKNOWN), row_reason("bcrat_count", "N_Biop")),
            ((relatives > MOST_RELATIVES) & (relatives != UNKNOWN), row_reason("bcrat_count", "N_Rels")),
            (not_looked_at & (columns["HypPlas"] != UNKNOWN), "bcrat_hyperplasia"),
            ((menarche != UNKNOWN) & (menarche > age), row_reason("bcrat_future", "AgeMen")),
            (gave_birth & (birth > age), row_reason("bcrat_future", "Age1st")),
            (early_birth, "bcrat_birth_before_menarche"),
        )
    )


def _evaluate(columns: Mapping[str, Column]) -> Results:
    known: dict[str, Floats] = {
        name: np.asarray(columns[name], dtype=np.float64)
        for name in ("T1", "T2", "N_Biop", "AgeMen", "Age1st", "N_Rels")
    }
    known["HypPlas"] = code_numbers(np.asarray(columns["HypPlas"]), _HYPERPLASIA_CODES)
    known["Race"] = code_numbers(np.asarray(columns["Race"]), _RACE_CODES)
    group = (known["Race"] - 1.0).astype(np.intp)
    terms = _constants().terms
    under_50, from_50 = _relative_risks(known, group)
    weights = (
        under_50 * terms["one_minus_attributable_risk_under_50"][group],
        from_50 * terms["one_minus_attributable_risk_from_50"][group],
    )
    ones = np.ones(group.shape)
    average_rates = np.where(np.isin(known["Race"], _WHITE_AND_OTHER), len(_RACES), group)
    return {
        "risk_pct": 100.0 * _absolute_risk(known["T1"], known["T2"], weights, group),
        "avg_pct": 100.0 * _absolute_risk(known["T1"], known["T2"], (ones, ones), average_rates),
        "rr1": under_50,
        "rr2": from_50,
        ERROR: _contradictions(known),
    }


BCRAT = ColumnsModel(
    id="bcrat",
    version="NCI 2017 (Gail)",
    inputs=(
        InputSpec("T1", InputKind.NUMBER, "a", 35, 90),
        InputSpec("T2", InputKind.NUMBER, "a", 35, 90),
        InputSpec("N_Biop", InputKind.NUMBER, "", 0, UNKNOWN, whole=True, plain_maximum=20),
        InputSpec("HypPlas", InputKind.CHOICE, choices=_HYPERPLASIA_CODES),
        InputSpec("AgeMen", InputKind.NUMBER, "a", 5, UNKNOWN, plain_maximum=25),
        InputSpec("Age1st", InputKind.NUMBER, "a", 8, UNKNOWN, plain_maximum=60),
        InputSpec("N_Rels", InputKind.NUMBER, "", 0, UNKNOWN, whole=True, plain_maximum=20),
        InputSpec("Race", InputKind.CHOICE, choices=_RACE_CODES),
    ),
    output="risk_pct",
    grade="B",
    outputs=("risk_pct", "avg_pct", "rr1", "rr2"),
    evaluate=_evaluate,
)
"""Risk between the ages T1 and T2 and that of an average woman of the group, in %, with the relative risks before and
from 50 years. A row that contradicts itself (hyperplasia without a biopsy, a birth before the menarche) is an error."""
