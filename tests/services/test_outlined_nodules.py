"""Nodules of the evaluation data with the outline that the program draws there."""

from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.volume import Unit
from pmdesk.inference.nodule_character import NoduleJudge
from pmdesk.inference.outlining import NoduleOutliner
from pmdesk.inference.package import load_package
from pmdesk.services.malignancy_scoring import OutlinedJudge
from pmdesk.services.outlined_nodules import (
    FRAME_HU,
    SINGLE_SLICE_MM,
    background_volume,
    bare_volume,
    crop_volume,
    outlined_nodule,
)
from pmdesk.training.lidc import BackgroundScan, read_stacks
from pmdesk.training.lidc_nodules import read_nodules
from tests.helpers.tiny_lidc import write_tiny_lidc, write_tiny_ratings
from tests.helpers.tiny_stages import write_tiny_malignancy, write_tiny_outline


@pytest.fixture(scope="module")
def outliner(tmp_path_factory):
    return NoduleOutliner(load_package(write_tiny_outline(tmp_path_factory.mktemp("m") / "o"), "cpu"))


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    return write_tiny_ratings(write_tiny_lidc(tmp_path_factory.mktemp("lidc")))


@pytest.fixture(scope="module")
def stacks(data):
    return {stack.nodule_id: stack for stack in read_stacks(data)}


@pytest.fixture(scope="module")
def rows(data):
    return read_nodules(data)


def test_a_nodule_with_a_stack_is_outlined_in_it(outliner, rows, stacks):
    row, stack = rows[3], stacks[4]
    place = (float(len(stack.hu) // 2), 66.0, 57.0)
    volume, segment = outlined_nodule(
        replace(row, place_in_stack=place), np.zeros((71, 71), np.int16), stack, outliner
    )
    assert volume.shape == stack.hu.shape
    dense = stack.hu > -300
    assert segment.voxel_count == pytest.approx(dense.sum(), rel=0.05)


@pytest.mark.parametrize("place", [None, (-1.0, 64.0, 60.0), (99.0, 64.0, 60.0)])
def test_without_a_place_the_middle_of_the_stack_is_looked_at(outliner, rows, stacks, place):
    volume, segment = outlined_nodule(
        replace(rows[3], place_in_stack=place), np.zeros((71, 71), np.int16), stacks[4], outliner
    )
    assert segment.centroid_index() == pytest.approx(((len(volume.array) - 1) / 2, 64, 60), abs=1.0)


def test_a_single_crop_is_a_volume_of_one_slice(outliner, rows):
    crop = np.full((71, 71), -850, np.int16)
    crop[30:41, 30:41] = 20
    volume, segment = outlined_nodule(rows[0], crop, None, outliner)
    assert (volume.shape, volume.unit) == ((1, 71, 71), Unit.HOUNSFIELD)
    assert volume.spacing_mm == pytest.approx((2.0, 0.7, 0.7))
    assert segment.voxel_count == pytest.approx(121, rel=0.1)
    bare = crop_volume(replace(rows[0], slice_thickness_mm=None), crop)
    assert bare.spacing_mm[0] == SINGLE_SLICE_MM


def test_where_the_network_sees_nothing_the_place_itself_is_the_outline(outliner, rows, stacks):
    lung = np.full((71, 71), -850, np.int16)
    _, segment = outlined_nodule(rows[0], lung, None, outliner)
    assert segment.voxel_count == 1
    assert segment.offset[1:] == pytest.approx((35, 35), abs=1)
    empty = replace(stacks[4], hu=np.full_like(stacks[4].hu, -850))
    edge = replace(rows[3], place_in_stack=(float(len(empty.hu) - 1), 127.0, 127.0))
    volume, corner = outlined_nodule(edge, lung, empty, outliner)
    assert corner.slices[0].stop == volume.shape[0]
    assert corner.offset[1:] == (127, 127)


def test_a_bare_volume_lies_nowhere_in_a_patient():
    volume = bare_volume("x", np.zeros((2, 3, 4), np.int16), (2.5, 0.7, 0.8))
    assert volume.spacing_mm == pytest.approx((2.5, 0.7, 0.8))
    assert volume.description.patient.age_years is None


def test_every_nodule_is_judged_on_the_outline_that_the_program_draws(outliner, rows, stacks, tmp_path):
    judge = NoduleJudge(load_package(write_tiny_malignancy(tmp_path / "judge"), "cpu"))
    crops = np.full((3, 71, 71), -850, np.int16)
    crops[1, 26:45, 26:45] = 20
    chosen = rows[:3]
    found = OutlinedJudge(judge, outliner)(chosen, crops, {chosen[2].nodule_id: stacks[chosen[2].nodule_id]})
    assert found.shape == (3,)
    assert ((found > 0) & (found < 1)).all()
    assert found[1] > found[0]  # a dense crop against plain lung
    volume, segment = outlined_nodule(chosen[2], crops[2], stacks[chosen[2].nodule_id], outliner)
    assert found[2] == judge(volume, segment).malignancy


def test_a_background_scan_gets_a_frame_of_tissue():
    planes = [np.full((20, 30), -850, np.int16), np.full((24, 28), -800, np.int16)]
    volume = background_volume(BackgroundScan("B", planes, 0.7, 2.5))
    assert volume.shape == (2, 24 + 32, 30 + 32)
    assert volume.array[0, 16:36, 16:46].tolist() == planes[0].tolist()
    assert (volume.array[:, :16] == FRAME_HU).all()
    assert (volume.array[0, 36:] == FRAME_HU).all()
    assert volume.spacing_mm == pytest.approx((2.5, 0.7, 0.7))
