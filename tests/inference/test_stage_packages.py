"""Packages of the later stages: what a manifest may say, and what is refused."""

import json
from pathlib import Path

import numpy as np
import pytest

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.model_package import file_sha256, stated_task
from pmdesk.inference.manifest import read_manifest
from pmdesk.inference.package import load_package
from pmdesk.inference.registry import ModelRegistry
from tests.helpers.tiny_model import write_tiny_package
from tests.helpers.tiny_stages import write_tiny_candidate, write_tiny_malignancy, write_tiny_outline

WRITERS = {
    "lung-nodule-outline": write_tiny_outline,
    "lung-nodule-candidate": write_tiny_candidate,
    "lung-nodule-malignancy": write_tiny_malignancy,
}


def refusal(folder: Path) -> FailedError:
    with pytest.raises(FailedError) as failed:
        read_manifest(folder)
    assert failed.value.code is ErrorCode.MODEL_MANIFEST_INVALID
    return failed.value


def change(folder: Path, **changes) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | changes), encoding="utf-8")


def part(folder: Path, name: str, **changes) -> dict:
    return {name: json.loads((folder / "manifest.json").read_text())[name] | changes}


@pytest.mark.parametrize("task", WRITERS)
def test_a_whole_package_passes_its_self_test(tmp_path, task):
    model = load_package(WRITERS[task](tmp_path / "tiny"), "cpu")
    assert model.manifest.task == task


@pytest.mark.parametrize("task", WRITERS)
def test_other_numbers_fail_the_self_test(tmp_path, task):
    folder = WRITERS[task](tmp_path / "tiny")
    golden = folder / "golden" / "output.npy"
    np.save(golden, np.load(golden) + np.float32(0.01))
    with pytest.raises(FailedError) as failed:
        load_package(folder, "cpu")
    assert failed.value.code is ErrorCode.MODEL_HASH_MISMATCH
    files = json.loads((folder / "manifest.json").read_text())["files"]
    change(folder, files=files | {"golden/output.npy": file_sha256(golden)})
    with pytest.raises(FailedError) as failed:
        load_package(folder, "cpu")
    assert failed.value.code is ErrorCode.MODEL_SELFTEST_FAILED


@pytest.mark.parametrize("task", WRITERS)
def test_a_manifest_of_another_stage_does_not_fit(tmp_path, task):
    folder = WRITERS[task](tmp_path / "tiny")
    for other in {*WRITERS, "lung-nodule-segmentation"} - {task}:
        change(folder, task=other)
        refusal(folder)


@pytest.mark.parametrize(
    "columns",
    [
        {},
        {"malignancy": [0, 2]},
        {"nodule": [0, 2], "other": [2, 3]},
        {"nodule": [0, 0]},
        {"nodule": [2, 0]},
        {"nodule": [1, 2]},
        {"nodule": [-1, 2]},
    ],
)
def test_a_candidate_network_has_the_column_nodule_alone(tmp_path, columns):
    folder = write_tiny_candidate(tmp_path / "tiny")
    change(folder, **part(folder, "output", columns=columns))
    refusal(folder)


@pytest.mark.parametrize(
    "columns",
    [
        {"malignancy": [0, 2], "traits": [2, 9]},
        {"malignancy": [0, 2], "traits": [2, 9], "embedding": [9, 11], "diameter": [11, 12]},
        {"malignancy": [0, 2], "traits": [2, 8], "embedding": [8, 11]},
        {"malignancy": [0, 2], "traits": [1, 8], "embedding": [8, 11]},
        {"malignancy": [0, 2], "traits": [3, 10], "embedding": [10, 11]},
    ],
)
def test_columns_that_are_too_few_too_many_or_overlap_are_refused(tmp_path, columns):
    folder = write_tiny_malignancy(tmp_path / "tiny")
    change(folder, **part(folder, "output", columns=columns))
    refusal(folder)


def test_fewer_columns_than_the_network_gives_do_not_load(tmp_path):
    folder = write_tiny_malignancy(tmp_path / "tiny")
    change(
        folder,
        **part(folder, "output", columns={"malignancy": [0, 1], "traits": [1, 8], "embedding": [8, 10]}),
    )
    with pytest.raises(FailedError) as failed:
        load_package(folder, "cpu")
    assert failed.value.code is ErrorCode.MODEL_SHAPE_MISMATCH


@pytest.mark.parametrize(
    "crop",
    [
        {"windows": []},
        {"windows": [[-1000, 200, 0, 4]]},
        {"windows": [[-1000, 200, 2, 2]]},
        {"windows": [[200, -1000, 0, 3]]},
        {"mask_slices": [2, 4]},
        {"pixels": 8},
        {"pixel_mm": 0},
    ],
)
def test_a_crop_that_cannot_be_cut_is_refused(tmp_path, crop):
    folder = write_tiny_candidate(tmp_path / "tiny")
    change(folder, **part(folder, "crop", **crop))
    refusal(folder)


@pytest.mark.parametrize("crop", [{"pixels": 32}, {"windows": [[-1000, 200, 0, 2]]}, {"mask_slices": [0, 1]}])
def test_a_crop_that_the_network_does_not_take_does_not_load(tmp_path, crop):
    folder = write_tiny_candidate(tmp_path / "tiny")
    change(folder, **part(folder, "crop", **crop))
    with pytest.raises(FailedError) as failed:
        load_package(folder, "cpu")
    assert failed.value.code is ErrorCode.MODEL_SHAPE_MISMATCH


@pytest.mark.parametrize("changes", [{"default_threshold": 0.51}, {"froc": []}, {"first_peak": 0.0}])
def test_a_default_that_is_no_point_of_the_curve_is_refused(tmp_path, changes):
    folder = write_tiny_candidate(tmp_path / "tiny")
    change(folder, **changes)
    refusal(folder)


def test_a_table_of_similar_nodules_that_is_not_of_the_package_is_refused(tmp_path):
    folder = write_tiny_malignancy(tmp_path / "tiny")
    change(folder, similar="../elsewhere.npz")
    assert "elsewhere" in str(refusal(folder).params["reason"])


def test_a_lost_table_of_similar_nodules_does_not_load(tmp_path):
    folder = write_tiny_malignancy(tmp_path / "tiny")
    (folder / "similar.npz").unlink()
    with pytest.raises(FailedError) as failed:
        load_package(folder, "cpu")
    assert failed.value.code is ErrorCode.MODEL_HASH_MISMATCH
    assert failed.value.params["path"] == "similar.npz"


@pytest.mark.parametrize("traits", [["texture"], ["texture"] * 8, ["colour"] * 7])
def test_traits_must_be_known_and_as_many_as_their_columns(tmp_path, traits):
    folder = write_tiny_malignancy(tmp_path / "tiny")
    change(folder, traits=traits)
    refusal(folder)


@pytest.mark.parametrize(
    "changes",
    [
        {"rounds": 0},
        {"rounds": 9},
        {"mask": {"value": 1.0, "chosen": "by hand"}},
        {"crop": {"pixels": 64, "pixels_across": 32.0, "min_mm": 2.0, "max_mm": 1.0}},
    ],
)
def test_an_outline_that_makes_no_sense_is_refused(tmp_path, changes):
    folder = write_tiny_outline(tmp_path / "tiny", **changes)
    refusal(folder)


def test_the_pixel_size_of_an_outline_follows_the_diameter_between_its_bounds(tmp_path):
    crop = read_manifest(write_tiny_outline(tmp_path / "tiny")).crop
    assert [crop.pixel_mm(diameter) for diameter in (1.0, 16.0, 500.0)] == pytest.approx([0.3, 0.5, 1.5])


def test_a_stage_that_is_not_installed_is_simply_not_there(tmp_path):
    write_tiny_package(tmp_path / "first")
    assert not ModelRegistry(tmp_path).has("lung-nodule-candidate")


@pytest.mark.parametrize("spoiled", ['{"task": "lung-nodule-candidate"}', "{", ""])
def test_a_stage_whose_manifest_is_damaged_is_not_passed_over(tmp_path, spoiled):
    write_tiny_package(tmp_path / "first")
    write_tiny_candidate(tmp_path / "second")
    (tmp_path / "second" / "manifest.json").write_text(spoiled, encoding="utf-8")
    registry = ModelRegistry(tmp_path)
    with pytest.raises(FailedError) as failed:
        registry.has("lung-nodule-candidate")
    assert failed.value.code is ErrorCode.MODEL_MANIFEST_INVALID
    assert registry.has("lung-nodule-segmentation")


def test_a_package_for_something_else_hinders_no_stage(tmp_path):
    write_tiny_package(tmp_path / "first")
    write_tiny_candidate(tmp_path / "other")
    change(tmp_path / "other", task="lung-lobes", schema_version=2)
    assert stated_task(tmp_path / "other") == "lung-lobes"
    assert stated_task(tmp_path / "none") is None
    assert not ModelRegistry(tmp_path).has("lung-nodule-candidate")
