import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.geometry import (
    GeometryIssue,
    GeometryIssueCode,
    GeometryTrust,
    PatientPoint,
    TrustLevel,
    VolumeGeometry,
    direction_letters,
)
from pmdesk.core.ids import FrameOfReferenceUid

FOR = FrameOfReferenceUid("1.2.3")


def axial(spacing=(2.5, 0.7, 0.8), origin=(-100.0, -120.0, -300.0)) -> VolumeGeometry:
    """Plain axial CT: slices rise to the head, rows to posterior, columns to the left."""
    affine = np.eye(4)
    affine[:3, 0] = (0, 0, spacing[0])
    affine[:3, 1] = (0, spacing[1], 0)
    affine[:3, 2] = (spacing[2], 0, 0)
    affine[:3, 3] = origin
    return VolumeGeometry((10, 20, 30), affine, FOR)


def test_the_first_voxel_lies_at_the_origin_and_spacing_is_slice_row_col():
    geometry = axial()
    assert geometry.point_at((0, 0, 0)).xyz_lps_mm == (-100.0, -120.0, -300.0)
    assert geometry.spacing_mm == pytest.approx((2.5, 0.7, 0.8))
    assert geometry.voxel_volume_mm3 == pytest.approx(2.5 * 0.7 * 0.8)


@given(st.tuples(*(st.floats(-500, 500) for _ in range(3))), st.floats(-1.0, 1.0))
def test_index_and_millimetres_are_inverse_also_for_a_sheared_grid(index, shear):
    affine = np.array(axial().affine)
    affine[1, 0] = shear  # a tilted gantry shifts every slice
    geometry = VolumeGeometry((10, 20, 30), affine, FOR)
    assert geometry.to_index(geometry.to_lps_mm(index)) == pytest.approx(index, abs=1e-6)


def test_half_a_voxel_around_the_outermost_centres_still_belongs_to_the_grid():
    geometry = axial()
    assert geometry.contains_index((-0.5, 0, 0))
    assert geometry.contains_index((9.49, 19.49, 29.49))
    assert not geometry.contains_index((9.5, 0, 0))
    assert not geometry.contains_index((0, -0.51, 0))


def test_a_singular_affine_is_refused():
    with pytest.raises(ValueError, match="invertible"):
        VolumeGeometry((1, 1, 1), np.zeros((4, 4)), FOR)


def test_points_of_different_frames_are_never_close():
    here = PatientPoint(FOR, (1.0, 2.0, 3.0))
    assert here.is_close(PatientPoint(FOR, (1.00005, 2.0, 3.0)))
    assert not here.is_close(PatientPoint(FOR, (1.001, 2.0, 3.0)))
    assert not here.is_close(PatientPoint(FrameOfReferenceUid("9"), (1.0, 2.0, 3.0)))


@pytest.mark.parametrize(
    ("direction", "letters"),
    [
        ((1, 0, 0), "L"),
        ((-1, 0, 0), "R"),
        ((0, 1, 0), "P"),
        ((0, -1, 0), "A"),
        ((0, 0, 1), "H"),
        ((0, 0, -1), "F"),
        ((0.9, 0.436, 0), "LP"),
        ((0.1, 0, -0.99), "F"),
        ((0, 0, 0), ""),
    ],
)
def test_letters_name_the_direction_strongest_axis_first(direction, letters):
    assert direction_letters(np.array(direction, dtype=float)) == letters


def test_the_worst_issue_decides_the_trust():
    thick = GeometryIssue(GeometryIssueCode.THICK_SLICES, (("spacing_mm", 8.0),))
    hole = GeometryIssue(GeometryIssueCode.MISSING_SLICES, (("count", 2.0),))
    assert GeometryTrust().level is TrustLevel.TRUSTED
    assert GeometryTrust((thick,)).level is TrustLevel.CAUTION
    assert GeometryTrust((thick,)).measurements_allowed
    assert GeometryTrust((thick, hole)).level is TrustLevel.LOCKED
    assert not GeometryTrust((thick, hole)).measurements_allowed
