from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydicom import Dataset

from pmdesk.core.geometry import GeometryIssueCode, TrustLevel
from pmdesk.core.progress import NullContext
from pmdesk.core.volume import Volume
from pmdesk.imaging.catalog import scan
from pmdesk.imaging.geometry import SliceGrid, build_grid
from pmdesk.imaging.instance import InstanceHeader
from tests.helpers.dicom_factory import (
    axial_affine,
    moved,
    oblique_affine,
    small_volume,
    tilted_affine,
    with_values,
    without,
    without_slices,
    write_series,
)

Change = Callable[[int, Dataset], Dataset | None]


def headers_of(
    folder: Path, volume: Volume | None = None, change: Change | None = None
) -> list[InstanceHeader]:
    write_series(folder, volume or small_volume(shape=(9, 8, 8)), change=change)
    (series,) = scan([folder], NullContext()).series
    return list(series.instances)


def grid_of(folder: Path, volume: Volume | None = None, change: Change | None = None) -> SliceGrid:
    return build_grid(headers_of(folder, volume, change))


def codes_of(grid: SliceGrid) -> list[GeometryIssueCode]:
    return [issue.code for issue in grid.trust.issues]


def params_of(grid: SliceGrid, code: GeometryIssueCode) -> dict[str, float | str]:
    return dict(next(issue.params for issue in grid.trust.issues if issue.code is code))


@pytest.mark.parametrize("affine", [axial_affine(), axial_affine((1.0, 0.9, 0.6)), oblique_affine(25)])
def test_a_regular_series_gets_back_its_affine(tmp_path: Path, affine: np.ndarray) -> None:
    grid = grid_of(tmp_path, small_volume(shape=(9, 8, 8), affine=affine))
    np.testing.assert_allclose(grid.geometry.affine, affine, atol=1e-5)
    assert grid.geometry.shape == (9, 8, 8)


def test_a_plain_axial_series_is_trusted_without_remark(tmp_path: Path) -> None:
    assert codes_of(grid_of(tmp_path)) == []


def test_the_first_slice_is_the_lowest_whatever_the_numbers_say(tmp_path: Path) -> None:
    def backwards(index: int, dataset: Dataset) -> Dataset:
        dataset.InstanceNumber = 100 - index
        return dataset

    grid = grid_of(tmp_path, change=backwards)
    heights = [item.position_mm[2] for item in grid.slices if item.position_mm]
    assert heights == sorted(heights)
    assert grid.trust.level is TrustLevel.TRUSTED


def test_a_hole_locks_and_is_counted(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, change=without_slices(3, 4))
    assert codes_of(grid) == [GeometryIssueCode.MISSING_SLICES]
    assert params_of(grid, GeometryIssueCode.MISSING_SLICES) == {"count": 2, "spacing_mm": 2.5, "gap_mm": 7.5}
    assert not grid.trust.measurements_allowed
    assert grid.geometry.shape[0] == 7
    # no slice is made up, and the outermost stay where they are
    np.testing.assert_allclose(grid.geometry.to_lps_mm((6, 0, 0)), grid.slices[-1].position_mm, atol=1e-6)


def test_slices_missing_at_the_ends_are_no_hole(tmp_path: Path) -> None:
    assert codes_of(grid_of(tmp_path, change=without_slices(0, 1, 8))) == []


def test_of_two_slices_at_one_place_the_first_is_kept(tmp_path: Path) -> None:
    headers = headers_of(tmp_path)
    again = replace(headers[4], instance_number=99, path="again")
    grid = build_grid([again, *headers])
    assert codes_of(grid) == [GeometryIssueCode.DUPLICATE_SLICES]
    assert params_of(grid, GeometryIssueCode.DUPLICATE_SLICES) == {"count": 1}
    assert "again" not in [item.path for item in grid.slices]
    assert grid.trust.level is TrustLevel.CAUTION
    assert grid.geometry.shape[0] == 9


def test_a_slice_almost_at_the_place_of_another_collides(tmp_path: Path) -> None:
    headers = headers_of(tmp_path)
    x, y, z = headers[4].position_mm or (0.0, 0.0, 0.0)
    near = replace(headers[4], instance_number=99, position_mm=(x, y, z + 0.3))
    grid = build_grid([*headers, near])
    assert codes_of(grid) == [GeometryIssueCode.OVERLAPPING_SLICES]
    assert grid.geometry.shape[0] == 9


def test_slices_thicker_than_their_spacing_are_an_ordinary_reconstruction(tmp_path: Path) -> None:
    assert codes_of(grid_of(tmp_path, change=with_values(SliceThickness="4"))) == []


def test_uneven_spacing_locks(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, change=moved(4, (0, 0, 0.9)))
    assert codes_of(grid) == [GeometryIssueCode.JITTERED_SPACING]
    assert params_of(grid, GeometryIssueCode.JITTERED_SPACING)["largest_mm"] == pytest.approx(3.4)
    assert grid.trust.level is TrustLevel.LOCKED


def test_positions_rounded_to_a_tenth_are_even(tmp_path: Path) -> None:
    def rounded(_: int, dataset: Dataset) -> Dataset:
        x, y, z = (float(value) for value in dataset.ImagePositionPatient)
        dataset.ImagePositionPatient = [x, y, f"{z:.1f}"]
        return dataset

    volume = small_volume(shape=(9, 8, 8), affine=axial_affine((1.25, 0.7, 0.7)))
    assert codes_of(grid_of(tmp_path, volume, rounded)) == []


def test_a_slice_moved_sideways_locks(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, change=moved(4, (3.0, 0, 0)))
    assert codes_of(grid) == [GeometryIssueCode.SHIFTED_SLICES]
    assert params_of(grid, GeometryIssueCode.SHIFTED_SLICES) == {"count": 1, "shift_mm": 3.0}


def test_a_tilted_gantry_keeps_the_shear_and_cautions(tmp_path: Path) -> None:
    affine = tilted_affine(15)
    grid = grid_of(tmp_path, small_volume(shape=(9, 8, 8), affine=affine))
    assert codes_of(grid) == [GeometryIssueCode.TILTED_GANTRY]
    assert params_of(grid, GeometryIssueCode.TILTED_GANTRY)["angle_deg"] == pytest.approx(15, abs=0.01)
    np.testing.assert_allclose(grid.geometry.affine, affine, atol=1e-5)
    assert grid.trust.measurements_allowed


def test_an_oblique_series_cautions(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, small_volume(shape=(9, 8, 8), affine=oblique_affine(20)))
    assert codes_of(grid) == [GeometryIssueCode.OBLIQUE]
    assert params_of(grid, GeometryIssueCode.OBLIQUE)["angle_deg"] == pytest.approx(20, abs=0.01)


def test_a_coronal_series_is_not_oblique(tmp_path: Path) -> None:
    assert codes_of(grid_of(tmp_path, small_volume(shape=(9, 8, 8), affine=oblique_affine(90)))) == []


def test_slices_turned_against_each_other_lock(tmp_path: Path) -> None:
    def turned(index: int, dataset: Dataset) -> Dataset:
        if index == 4:
            angle = np.deg2rad(3)
            dataset.ImageOrientationPatient = [
                "1",
                "0",
                "0",
                "0",
                f"{np.cos(angle):.8f}",
                f"{np.sin(angle):.8f}",
            ]
        return dataset

    grid = grid_of(tmp_path, change=turned)
    assert GeometryIssueCode.MIXED_ORIENTATION in codes_of(grid)
    assert grid.trust.level is TrustLevel.LOCKED


@pytest.mark.parametrize("keyword", ["ImageOrientationPatient", "ImagePositionPatient"])
def test_without_orientation_or_position_the_grid_is_for_display_only(tmp_path: Path, keyword: str) -> None:
    grid = grid_of(tmp_path, change=without(keyword))
    assert codes_of(grid) == [GeometryIssueCode.ORIENTATION_UNKNOWN]
    assert [item.instance_number for item in grid.slices] == list(range(1, 10))
    assert grid.geometry.spacing_mm == pytest.approx((1.0, 0.7, 0.7))


def test_without_pixel_spacing_one_millimetre_is_used_and_locked(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, change=without("PixelSpacing"))
    assert codes_of(grid) == [GeometryIssueCode.SPACING_UNKNOWN]
    assert grid.geometry.spacing_mm == pytest.approx((2.5, 1.0, 1.0))
    assert grid.trust.level is TrustLevel.LOCKED


@pytest.mark.parametrize("text", ["nan", "0\\0", "abc\\def"])
def test_spacing_that_makes_no_sense_is_unknown(tmp_path: Path, text: str) -> None:
    headers = headers_of(tmp_path)
    assert headers[0].pixel_spacing_mm is not None
    from pmdesk.imaging.instance import _spacing

    assert _spacing(text.encode()) is None


def test_a_missing_intercept_locks(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, change=without("RescaleIntercept", slices=(2,)))
    assert params_of(grid, GeometryIssueCode.RESCALE_MISSING) == {"count": 1}
    assert grid.trust.level is TrustLevel.LOCKED


def test_values_that_are_no_hounsfield_units_lock(tmp_path: Path) -> None:
    assert GeometryIssueCode.RESCALE_MISSING in codes_of(
        grid_of(tmp_path, change=with_values(RescaleType="US"))
    )


def test_lossy_compression_in_the_past_cautions(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, change=with_values(LossyImageCompression="01"))
    assert codes_of(grid) == [GeometryIssueCode.LOSSY_COMPRESSION]
    assert grid.trust.level is TrustLevel.CAUTION


def test_slices_beyond_five_millimetres_caution_with_the_number(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, small_volume(shape=(9, 8, 8), affine=axial_affine((8.0, 0.7, 0.7))))
    assert params_of(grid, GeometryIssueCode.THICK_SLICES) == {"spacing_mm": 8.0, "thickness_mm": 8.0}


def test_five_millimetres_are_not_thick(tmp_path: Path) -> None:
    assert (
        codes_of(grid_of(tmp_path, small_volume(shape=(9, 8, 8), affine=axial_affine((5.0, 0.7, 0.7))))) == []
    )


def test_a_single_slice_is_as_deep_as_it_is_thick(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, small_volume(shape=(1, 8, 8)), with_values(SliceThickness="3"))
    assert codes_of(grid) == [GeometryIssueCode.SINGLE_SLICE]
    assert grid.geometry.spacing_mm[0] == pytest.approx(3.0)


def test_a_single_slice_of_unknown_thickness_locks(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, small_volume(shape=(1, 8, 8)), with_values(SliceThickness=None))
    assert codes_of(grid) == [GeometryIssueCode.SINGLE_SLICE, GeometryIssueCode.SPACING_UNKNOWN]


def test_slices_that_could_not_be_read_lock(tmp_path: Path) -> None:
    grid = build_grid(headers_of(tmp_path), unreadable_count=2)
    assert params_of(grid, GeometryIssueCode.UNREADABLE_SLICES) == {"count": 2}
    assert grid.trust.level is TrustLevel.LOCKED


def test_a_series_without_frame_of_reference_is_a_frame_of_its_own(tmp_path: Path) -> None:
    grid = grid_of(tmp_path, change=without("FrameOfReferenceUID"))
    assert grid.geometry.for_uid == grid.slices[0].series_uid


def test_no_slice_is_refused() -> None:
    with pytest.raises(ValueError, match="slice"):
        build_grid([])


def a_header(headers: list[InstanceHeader], affine: np.ndarray, index: int) -> InstanceHeader:
    row = affine[:3, 2] / np.linalg.norm(affine[:3, 2])
    column = affine[:3, 1] / np.linalg.norm(affine[:3, 1])
    x, y, z = (float(value) for value in affine[:3, 0] * index + affine[:3, 3])
    return replace(
        headers[0],
        position_mm=(x, y, z),
        orientation=tuple(float(value) for value in (*row, *column)),  # type: ignore[arg-type]
        pixel_spacing_mm=(0.7, 0.7),
        instance_number=index,
    )


@pytest.fixture(scope="module")
def one_header(tmp_path_factory: pytest.TempPathFactory) -> list[InstanceHeader]:
    return headers_of(tmp_path_factory.mktemp("ct"), small_volume(shape=(1, 8, 8)))


@settings(max_examples=60, deadline=None)
@given(
    angles=st.tuples(*[st.floats(-180, 180)] * 3),
    spacing_mm=st.floats(0.3, 10),
    count=st.integers(2, 40),
    order=st.randoms(use_true_random=False),
)
def test_any_turned_grid_comes_back_from_shuffled_headers(
    one_header: list[InstanceHeader],
    angles: tuple[float, float, float],
    spacing_mm: float,
    count: int,
    order: object,
) -> None:
    from scipy.spatial.transform import Rotation

    turn = np.eye(4)
    turn[:3, :3] = Rotation.from_euler("xyz", angles, degrees=True).as_matrix()
    affine = turn @ axial_affine((spacing_mm, 0.7, 0.7))
    headers = [a_header(one_header, affine, index) for index in range(count)]
    order.shuffle(headers)  # type: ignore[attr-defined]
    grid = build_grid(headers)
    np.testing.assert_allclose(grid.geometry.affine, affine, atol=1e-6)
    assert grid.trust.measurements_allowed


@settings(max_examples=40, deadline=None)
@given(count=st.integers(8, 40), data=st.data())
def test_any_hole_inside_locks(one_header: list[InstanceHeader], count: int, data: st.DataObject) -> None:
    missing = data.draw(st.sets(st.integers(1, count - 2), min_size=1, max_size=count // 4))
    headers = [a_header(one_header, axial_affine(), index) for index in range(count) if index not in missing]
    grid = build_grid(headers)
    assert grid.trust.has(GeometryIssueCode.MISSING_SLICES)
    assert params_of(grid, GeometryIssueCode.MISSING_SLICES)["count"] == len(missing)
