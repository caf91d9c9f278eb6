from math import pi

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.geometry import GeometryIssue, GeometryIssueCode, GeometryTrust
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Volume
from pmdesk.imaging.measuring import can_measure, measure_nodule
from tests.helpers.dicom_factory import axial_affine, oblique_affine, small_volume, tilted_affine

SPACING_MM = (1.0, 0.7, 0.7)


def empty_volume(
    shape: tuple[int, int, int],
    spacing_mm: tuple[float, float, float] = SPACING_MM,
    affine: np.ndarray | None = None,
) -> Volume:
    return small_volume(
        values=np.zeros(shape, np.int16), affine=axial_affine(spacing_mm) if affine is None else affine
    )


def ellipsoid(
    shape: tuple[int, int, int],
    diameters_mm: tuple[float, float, float],
    spacing_mm: tuple[float, float, float] = SPACING_MM,
    shift: tuple[float, float, float] = (0.0, 0.0, 0.0),
    turn_deg: float = 0.0,
) -> np.ndarray:
    """Mask of an ellipsoid about the middle, turned in its plane; ``shift`` in voxels."""
    slices, rows, columns = (
        (np.arange(size) - (size - 1) / 2 - moved) * spacing
        for size, spacing, moved in zip(shape, spacing_mm, shift, strict=True)
    )
    z, y, x = np.meshgrid(slices, rows, columns, indexing="ij")
    angle = np.deg2rad(turn_deg)
    along, across = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    a, b, c = (diameter / 2 for diameter in diameters_mm)
    return (z / a) ** 2 + (across / b) ** 2 + (along / c) ** 2 <= 1


def segment_of(volume: Volume, mask: np.ndarray) -> Segment:
    return Segment.from_full_mask(volume.geometry, mask)


@settings(max_examples=25, deadline=None)
@given(shift=st.tuples(*[st.floats(-0.5, 0.5)] * 3))
def test_a_sphere_of_ten_millimetres_measures_ten(shift: tuple[float, float, float]) -> None:
    shape = (15, 24, 24)
    volume = empty_volume(shape)
    measured = measure_nodule(volume, segment_of(volume, ellipsoid(shape, (10, 10, 10), shift=shift)))
    assert measured.long_axis_mm == pytest.approx(10, abs=0.4)
    assert measured.mean_diameter_mm == pytest.approx(10, abs=0.3)
    assert measured.volume_mm3 == pytest.approx(pi / 6 * 1000, rel=0.08)


def test_a_centred_sphere_measures_ten_within_three_tenths() -> None:
    shape = (15, 24, 24)
    volume = empty_volume(shape)
    measured = measure_nodule(volume, segment_of(volume, ellipsoid(shape, (10, 10, 10))))
    assert measured.long_axis_mm == pytest.approx(10, abs=0.3)
    assert measured.short_axis_mm == pytest.approx(10, abs=0.3)
    assert measured.slice_index == 7


@pytest.mark.parametrize("turn_deg", [0, 17, 30, 45, 60, 90])
def test_an_ellipse_gives_both_axes_at_any_angle(turn_deg: float) -> None:
    shape = (9, 60, 60)
    volume = empty_volume(shape)
    mask = ellipsoid(shape, (8, 12, 24), turn_deg=turn_deg)
    measured = measure_nodule(volume, segment_of(volume, mask))
    assert measured.long_axis_mm == pytest.approx(24, abs=0.5)
    # 12 mm cover 18 rows of 0.7 mm when the middle lies between two rows
    assert measured.short_axis_mm == pytest.approx(12, abs=0.6)


def test_the_axes_are_perpendicular_and_their_ends_lie_that_far_apart() -> None:
    shape = (9, 60, 60)
    volume = empty_volume(shape, affine=tilted_affine(10, SPACING_MM))
    measured = measure_nodule(volume, segment_of(volume, ellipsoid(shape, (8, 12, 24), turn_deg=33)))
    vectors = []
    for axis in (measured.long_axis, measured.short_axis):
        vector = np.subtract(axis.end.xyz_lps_mm, axis.start.xyz_lps_mm)
        assert np.linalg.norm(vector) == pytest.approx(axis.length_mm, abs=1e-6)
        assert axis.start.for_uid == volume.geometry.for_uid
        index = volume.geometry.to_index(axis.start.xyz_lps_mm)
        assert index[0] == pytest.approx(measured.slice_index, abs=1e-6)
        vectors.append(vector)
    assert vectors[0] @ vectors[1] == pytest.approx(0, abs=1e-6)


def test_the_slice_with_the_longest_axis_is_taken() -> None:
    volume = empty_volume((5, 40, 40))
    mask = np.zeros(volume.shape, bool)
    mask[1:4, 10:20, 10:20] = True
    mask[3, 12:16, 5:35] = True
    measured = measure_nodule(volume, segment_of(volume, mask))
    assert measured.slice_index == 3
    assert measured.long_axis_mm == pytest.approx(30 * 0.7, abs=0.8)


def test_parts_that_do_not_touch_are_not_measured_across() -> None:
    volume = empty_volume((1, 40, 40))
    mask = np.zeros(volume.shape, bool)
    mask[0, 2:8, 2:8] = True
    mask[0, 30:38, 30:38] = True
    assert measure_nodule(volume, segment_of(volume, mask)).long_axis_mm < 9


def test_one_voxel_is_about_one_voxel_long() -> None:
    volume = empty_volume((3, 8, 8))
    mask = np.zeros(volume.shape, bool)
    mask[1, 4, 4] = True
    measured = measure_nodule(volume, segment_of(volume, mask))
    assert measured.long_axis_mm == pytest.approx(0.7, abs=0.3)
    assert measured.volume_mm3 == pytest.approx(0.49)


@settings(max_examples=25, deadline=None)
@given(
    quarter_turns=st.integers(1, 3),
    diameters=st.tuples(st.floats(4, 9), st.floats(4, 9)),
    turn_deg=st.floats(0, 180),
)
def test_turning_by_quarters_keeps_the_lengths(
    quarter_turns: int, diameters: tuple[float, float], turn_deg: float
) -> None:
    shape = (5, 28, 28)
    volume = empty_volume(shape)
    mask = ellipsoid(shape, (5, diameters[0], diameters[1] + 5), turn_deg=turn_deg)
    turned = np.rot90(mask, quarter_turns, axes=(1, 2)).copy()
    first = measure_nodule(volume, segment_of(volume, mask))
    second = measure_nodule(volume, segment_of(volume, turned))
    assert second.long_axis_mm == pytest.approx(first.long_axis_mm, abs=1e-6)
    assert second.volume_mm3 == pytest.approx(first.volume_mm3)


@settings(max_examples=25, deadline=None)
@given(scale=st.floats(0.3, 4), turn_deg=st.floats(0, 180))
def test_lengths_scale_with_the_spacing_and_volume_with_its_cube(scale: float, turn_deg: float) -> None:
    shape = (5, 28, 28)
    mask = ellipsoid(shape, (5, 6, 11), turn_deg=turn_deg)
    small = empty_volume(shape)
    large = empty_volume(shape, tuple(value * scale for value in SPACING_MM))  # type: ignore[arg-type]
    first = measure_nodule(small, segment_of(small, mask))
    second = measure_nodule(large, segment_of(large, mask))
    assert second.long_axis_mm == pytest.approx(first.long_axis_mm * scale)
    assert second.short_axis_mm == pytest.approx(first.short_axis_mm * scale, abs=0.2 * scale)
    assert second.volume_mm3 == pytest.approx(first.volume_mm3 * scale**3)


def test_density_is_that_of_the_voxels_set() -> None:
    values = np.full((3, 10, 10), -800, np.int16)
    values[1, 4:6, 4:6] = [[10, 30], [50, 70]]
    volume = small_volume(values=values, affine=axial_affine(SPACING_MM))
    mask = values > -500
    measured = measure_nodule(volume, segment_of(volume, mask))
    assert measured.mean_hu == pytest.approx(40)
    assert measured.sd_hu == pytest.approx(np.std([10, 30, 50, 70]))


def test_locked_geometry_is_refused() -> None:
    volume = empty_volume((3, 8, 8))
    locked = Volume(
        volume.array,
        volume.geometry,
        volume.unit,
        volume.description,
        GeometryTrust((GeometryIssue(GeometryIssueCode.MISSING_SLICES),)),
    )
    assert not can_measure(locked)
    with pytest.raises(InputError) as caught:
        measure_nodule(locked, segment_of(volume, np.ones(volume.shape, bool)))
    assert caught.value.code is ErrorCode.GEOMETRY_UNUSABLE
    assert caught.value.params == {"reason": "locked"}


def test_slices_that_are_not_axial_are_refused_and_tilted_ones_are_not() -> None:
    coronal = empty_volume((3, 8, 8), affine=oblique_affine(90))
    assert not can_measure(coronal)
    with pytest.raises(InputError) as caught:
        measure_nodule(coronal, segment_of(coronal, np.ones(coronal.shape, bool)))
    assert caught.value.params == {"reason": "not_axial"}
    assert can_measure(empty_volume((3, 8, 8), affine=tilted_affine(25)))


def test_a_mask_of_another_grid_is_refused() -> None:
    volume, other = empty_volume((3, 8, 8)), empty_volume((4, 8, 8))
    with pytest.raises(ValueError, match="shape"):
        measure_nodule(volume, segment_of(other, np.ones(other.shape, bool)))
