from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmdesk.core.progress import NullContext
from pmdesk.inference.lung_mask import find_lungs
from pmdesk.inference.package import load_package
from pmdesk.inference.sliding_window import (
    MIN_CROP_PX,
    LinearResampling,
    ModelGrid,
    neighbour_stride,
    run_over_lungs,
)
from tests.helpers.simple_chest import LUNG_HU, Ball, chest
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


spans = st.tuples(st.integers(0, 300), st.integers(1, 200))


@given(planes=st.lists(st.tuples(spans, spans), min_size=1, max_size=4), voxel_mm=st.tuples(sizes, sizes))
def test_a_crop_is_whole_multiples_of_the_grid_and_covers_its_boxes(planes, voxel_mm):
    box = (slice(0, 512), slice(0, 500))
    grid = ModelGrid.over(box, voxel_mm, 0.7, 16)
    boxes = [tuple(slice(start, start + size) for start, size in spans) for spans in planes]
    for axis, part in enumerate(grid.crop(boxes)):
        count = grid.shape[axis]
        assert 0 <= part.start < part.stop <= count
        assert part.start % 16 == part.stop % 16 == 0
        assert part.stop - part.start >= min(MIN_CROP_PX, count)
        middle = (box[axis].stop - 1) / 2
        for edge in (min(item[axis].start for item in boxes), max(item[axis].stop for item in boxes) - 1):
            pixel = (edge - middle) * voxel_mm[axis] / 0.7 + (count - 1) / 2
            assert part.start - 0.5 <= pixel <= part.stop - 0.5


class WholeBox:
    """The lungs without the cropping of each slice."""

    def __init__(self, lungs):
        self.box, self.has_lung = lungs.box, lungs.has_lung

    def plane_box(self, index, margin_mm):
        _, rows, cols = self.box(margin_mm)
        return (rows, cols) if self.has_lung(index) else None


def test_what_is_cropped_away_changes_nothing_in_the_lungs(tmp_path):
    """The tiny network looks at one pixel only, so that near and far must agree to the last bit."""
    model = load_package(write_tiny_package(tmp_path / "tiny"), "cpu")
    volume = chest([Ball((60.0, -10.0, 60.0), 18.0)], spacing_mm=(5.0, 1.1, 1.3))
    lungs = find_lungs(volume)
    cropped = run_over_lungs(volume, lungs, model, NullContext())
    whole = run_over_lungs(volume, WholeBox(lungs), model, NullContext())
    assert cropped.offset == whole.offset
    closed = np.repeat(np.repeat(lungs.closed, lungs.step[0], axis=1), lungs.step[1], axis=2)
    slices, rows, cols = (
        slice(start, start + size) for start, size in zip(whole.offset, whole.values.shape, strict=True)
    )
    inside = closed[slices, rows, cols]
    part = np.s_[:, : inside.shape[1], : inside.shape[2]]
    assert np.array_equal(cropped.values[part][inside], whole.values[part][inside])
    assert whole.values[part][inside].max() == 255
    assert np.count_nonzero(cropped.values) < np.count_nonzero(whole.values)


def test_a_batch_of_several_slices_gives_what_single_slices_give(tmp_path, monkeypatch):
    model = load_package(write_tiny_package(tmp_path / "tiny", looks_at=1), "cpu")
    volume = chest([Ball((60.0, -10.0, 0.0), 18.0)], spacing_mm=(2.0, 2.0, 2.0))
    lungs = find_lungs(volume)
    asked = []
    run = type(model.session).run

    def counted(self, name, batch, output, stop=None):
        asked.append(len(batch))
        return run(self, name, batch, output, stop)

    monkeypatch.setattr(type(model.session), "run", counted)
    single = run_over_lungs(volume, WholeBox(lungs), model, NullContext())
    assert set(asked) == {1}
    monkeypatch.setattr(type(model.session), "one_at_a_time", property(lambda _: False))
    asked.clear()
    several = run_over_lungs(volume, WholeBox(lungs), model, NullContext())
    assert max(asked) == model.manifest.sliding_window.batch_slices
    assert np.array_equal(single.values, several.values)


def test_slices_without_lung_are_not_computed(tmp_path):
    model = load_package(write_tiny_package(tmp_path / "tiny"), "cpu")
    volume = chest(spacing_mm=(5.0, 2.0, 2.0))
    lungs = find_lungs(volume)
    found = run_over_lungs(volume, lungs, model, NullContext())
    lowest = next(index for index in range(volume.shape[0]) if lungs.has_lung(index))
    assert found.offset[0] == lowest > 0
