"""Lung-RADS v2022: Christensen 2024; vectors lung_rads_v2022.csv, grade C."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.risk.equations import LUNG_RADS_V2022
from pmdesk.risk.equations.lung_rads import CATEGORIES
from tests.risk.vector_files import rows


def category(nodule_type: str, timepoint: str | None, mean_mm: float | None = None, **more: float) -> str:
    inputs = {"nodule_type": nodule_type, "timepoint": timepoint, "mean_diameter_mm": mean_mm, **more}
    return LUNG_RADS_V2022.compute(inputs).category


@pytest.mark.parametrize("row", rows("lung_rads_v2022.csv"))
def test_it_gives_the_vectors(row):
    inputs = {name: row[name] for name in ("nodule_type", "timepoint")}
    for name in ("mean_diameter_mm", "solid_component_mm"):
        inputs[name] = float(row[name]) if row[name] else None
    assert LUNG_RADS_V2022.compute(inputs).category == row["expected_category"]


@pytest.mark.parametrize(("mean_mm", "expected"), [(5.94, "2"), (5.95, "3"), (7.95, "4A"), (14.96, "4B")])
def test_sizes_are_taken_to_one_decimal(mean_mm, expected):
    assert category("solid", "baseline", mean_mm) == expected


@pytest.mark.parametrize("timepoint", ["baseline", "new", "growing"])
def test_a_solid_part_larger_than_the_nodule_is_refused(timepoint):
    assert category("part-solid", timepoint, 9.0, solid_component_mm=9.0) == "4B"
    with pytest.raises(InputError) as caught:
        category("part-solid", timepoint, 9.0, solid_component_mm=9.1)
    assert caught.value.code is ErrorCode.INPUT_OUT_OF_RANGE
    assert caught.value.params["input"] == "solid_component_mm"


@pytest.mark.parametrize(
    ("nodule_type", "expected"),
    [("prior_ct_awaited", "0"), ("probable_infection_or_inflammation", "0"), ("no_nodule", "1"),
     ("benign_calcification_or_fat", "1")],
)  # fmt: skip
def test_states_of_the_examination_need_no_size(nodule_type, expected):
    assert category(nodule_type, None) == expected


def test_a_juxtapleural_nodule_of_10_mm_is_sized_as_a_solid_one():
    kind = "juxtapleural_smooth_oval_lentiform_triangular_solid"
    assert category(kind, "baseline", 9.9) == "2"
    assert category(kind, "baseline", 10.0) == "4A"


@pytest.mark.parametrize(("base_mm", "expected"), [(5.0, "2"), (7.0, "4X"), (20.0, "4X")])
def test_suspicious_features_raise_categories_3_and_4_to_4x(base_mm, expected):
    assert category("solid", "baseline", base_mm, suspicious_features=1) == expected


def test_the_comparison_with_an_earlier_ct_is_never_assumed():
    with pytest.raises(InputError) as caught:
        category("solid", None, 7.0)
    assert (caught.value.code, caught.value.params["input"]) == (ErrorCode.INPUT_MISSING, "timepoint")


def test_the_solid_component_of_a_large_part_solid_nodule_is_never_assumed():
    with pytest.raises(InputError) as caught:
        category("part-solid", "baseline", 9.0)
    assert caught.value.params["input"] == "solid_component_mm"


def test_a_cell_that_the_table_does_not_have_is_refused():
    with pytest.raises(InputError) as caught:
        category("solid", "growing_cystic_component", 9.0)
    assert caught.value.code is ErrorCode.INPUT_OUT_OF_RANGE


@given(st.sampled_from(["baseline", "new", "growing"]), st.floats(1, 100), st.floats(0, 50))
def test_a_larger_solid_nodule_is_never_in_a_lower_category(timepoint, mean_mm, step):
    small, large = category("solid", timepoint, mean_mm), category("solid", timepoint, mean_mm + step)
    assert CATEGORIES.index(large) >= CATEGORIES.index(small)
