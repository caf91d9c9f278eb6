"""Fleischner 2017: MacMahon 2017; vectors lung_fleischner2017.csv, grade C."""

import pytest

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.equations import FLEISCHNER_2017
from pmdesk.risk.equations.fleischner import Advice
from pmdesk.risk.knowledge import follow_up_table
from tests.risk.vector_files import rows


@pytest.mark.parametrize("row", rows("lung_fleischner2017.csv"))
def test_it_gives_the_vectors(row):
    inputs = {name: row[name] for name in ("type", "number", "risk")}
    result = FLEISCHNER_2017.compute({**inputs, "diameter_mm_rounded": float(row["diameter_mm_rounded"])})
    assert follow_up_table().fleischner_2017[result.category].meaning.en == row["expected"]


def advice(**inputs: object) -> str:
    return FLEISCHNER_2017.compute({"type": "solid", "number": "single", "risk": "low", **inputs}).category


@pytest.mark.parametrize(
    ("diameter_mm", "expected"),
    [(5.4, Advice.NONE), (5.5, Advice.SOLID_6_12_CONSIDER_18_24), (8.4, Advice.SOLID_6_12_CONSIDER_18_24),
     (8.5, Advice.WORK_UP)],
)  # fmt: skip
def test_sizes_are_rounded_to_whole_millimetres(diameter_mm, expected):
    assert advice(diameter_mm_rounded=diameter_mm) == expected


def test_a_solid_part_of_6_mm_makes_a_part_solid_nodule_suspicious():
    inputs = {"type": "part-solid", "risk": "any", "diameter_mm_rounded": 9}
    assert advice(**inputs, solid_component_mm=6) == Advice.PART_SOLID_SUSPICIOUS
    assert advice(**inputs, solid_component_mm=5) == Advice.PART_SOLID_3_6
    assert advice(**inputs, solid_component_mm=5.5) == Advice.PART_SOLID_SUSPICIOUS
    assert advice(**inputs, solid_component_mm=5.4) == Advice.PART_SOLID_3_6


def test_the_risk_group_of_a_solid_nodule_is_never_assumed():
    with pytest.raises(InputError) as caught:
        advice(risk=None, diameter_mm_rounded=7)
    assert (caught.value.code, caught.value.params["input"]) == (ErrorCode.INPUT_MISSING, "risk")


@pytest.mark.parametrize(
    "inputs",
    [
        {"diameter_mm_rounded": 31},
        {"diameter_mm_rounded": 7, "risk": "any"},
        {"diameter_mm_rounded": 7, "type": "part-solid", "solid_component_mm": 8},
    ],
)
def test_what_the_table_does_not_hold_is_refused(inputs):
    with pytest.raises(InputError) as caught:
        advice(**inputs)
    assert caught.value.code is ErrorCode.INPUT_OUT_OF_RANGE


def test_every_advice_has_words_and_every_word_is_used():
    assert set(follow_up_table().fleischner_2017) == {advice.value for advice in Advice}
