from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.progress import NullContext
from pmdesk.inference.lung_mask import find_lungs
from pmdesk.inference.package import load_package
from pmdesk.inference.sliding_window import LinearResampling, neighbour_stride, run_over_lungs
from tests.helpers.simple_chest import LUNG_HU, chest
from tests.helpers.tiny_model import write_tiny_package

sizes = st.floats(0.4, 2.0)


@given(source_mm=sizes, target_mm=sizes, slope=st.floats(-3, 3))
def test_resampling_keeps_a_straight_line_and_its_middle(source_mm, target_mm, slope):
    count = 40
    target = int(count * source_mm / target_mm) - 1
    if target < 2:
        return
    there = LinearResampling.between(count, source_mm, target, target_mm)
    x_mm = (np.arange(count) - (count - 1) / 2) * source_mm
    wanted = slope * (np.arange(target) - (target - 1) / 2) * target_mm
    inner = np.abs((np.arange(target) - (target - 1) / 2) * target_mm) <= x_mm[-1]
    found = there.cols((slope * x_mm).astype(np.float32)[None])[0]
    assert found[inner] == pytest.approx(wanted[inner], abs=1e-3)


@given(rows=st.integers(20, 60), cols=st.integers(20, 60), row_mm=sizes, col_mm=sizes)
def test_there_and_back_a_smooth_image_stays_where_it_is(rows, cols, row_mm, col_mm):
    height, width = int(np.ceil(rows * row_mm / 0.3)), int(np.ceil(cols * col_mm / 0.3))
    row, col = np.meshgrid(np.arange(rows), np.arange(cols), indexing="ij")
    image = (row * 0.5 + col * 0.25).astype(np.float32)
    up = LinearResampling.between(cols, col_mm, width, 0.3).cols(
        LinearResampling.between(rows, row_mm, height, 0.3).rows(image)
    )
    back = LinearResampling.between(width, 0.3, cols, col_mm).cols(
        LinearResampling.between(height, 0.3, rows, row_mm).rows(up)
    )
    assert back[1:-1, 1:-1] == pytest.approx(image[1:-1, 1:-1], abs=0.05)


@pytest.mark.parametrize(("spacing_mm", "stride"), [(0.5, 4), (1.0, 2), (1.25, 2), (2.5, 1), (8.0, 1)])
def test_thin_slices_are_strided_and_thick_ones_are_not(spacing_mm, stride):
    assert neighbour_stride(spacing_mm, 2.0) == stride


@pytest.mark.parametrize(("spacing_mm", "reach"), [(2.5, 2), (1.0, 4)])
def test_the_first_neighbour_is_the_slice_two_strides_below(tmp_path, spacing_mm, reach):
    model = load_package(write_tiny_package(tmp_path / "lowest", looks_at=0), "cpu")
    volume = chest(spacing_mm=(spacing_mm, 2.0, 2.0), size_mm=(100.0, 260.0, 340.0))
    middle = volume.shape[0] // 2
    array = volume.array.copy()
    array[middle][array[middle] == LUNG_HU] = 0
    lungs = find_lungs(volume)
    found = run_over_lungs(replace(volume, array=array), lungs, model, NullContext())
    row, col = (
        round(value) - start
        for value, start in zip(volume.geometry.to_index((70.0, 0.0, 0.0))[1:], found.offset[1:], strict=True)
    )
    marked = np.flatnonzero(found.values[:, row, col] > 127) + found.offset[0]
    assert marked.tolist() == [middle + reach]


def test_slices_without_lung_are_not_computed(tmp_path):
    model = load_package(write_tiny_package(tmp_path / "tiny"), "cpu")
    volume = chest(spacing_mm=(5.0, 2.0, 2.0))
    lungs = find_lungs(volume)
    found = run_over_lungs(volume, lungs, model, NullContext())
    lowest = next(index for index in range(volume.shape[0]) if lungs.has_lung(index))
    assert found.offset[0] == lowest > 0
