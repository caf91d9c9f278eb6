"""Volume of a sphere: geometry; vectors lung_sphere_volume.csv, grade A."""

import math

import pytest

from pmdesk.risk.compute_table import compute_table
from pmdesk.risk.equations.sphere import SPHERE_VOLUME
from tests.risk.vector_files import reference_rows, rows


@pytest.mark.parametrize("source", [rows, reference_rows])
def test_it_gives_the_vectors(source):
    vectors = source("lung_sphere_volume.csv")
    found = compute_table(SPHERE_VOLUME, {"diameter_mm": [row["diameter_mm"] for row in vectors]})
    expected = [float(row["expected_volume_mm3_nearest_int"]) for row in vectors]
    assert found["volume_mm3_nearest_int"] == expected


def test_it_is_exact():
    found = compute_table(SPHERE_VOLUME, {"diameter_mm": ["7.3"]})
    assert found["volume_mm3"] == [pytest.approx(4 / 3 * math.pi * 3.65**3, rel=1e-14)]


@pytest.mark.parametrize("diameter", ["0", "-4", "301", "", "six"])
def test_a_diameter_that_cannot_be_is_refused(diameter):
    found = compute_table(SPHERE_VOLUME, {"diameter_mm": [diameter, "6"]})
    assert found["error"][0]
    assert found["volume_mm3"][0] == ""
    assert found["volume_mm3_nearest_int"][1] == 113
