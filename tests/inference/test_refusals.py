"""Images and packages that a model must not be run on, or only with a note that a reader sees."""

import json
from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError, RefusedError
from pmdesk.core.progress import NullContext
from pmdesk.core.volume import Unit
from pmdesk.inference.applicability import (
    BODY_PART_NOTE,
    CHILD_NOTE,
    CUT_NOTE,
    ONE_LUNG_NOTE,
    THICK_SLICES_NOTE,
    check_applicable,
)
from pmdesk.inference.nodule_finding import find_nodules
from pmdesk.inference.package import load_package
from pmdesk.inference.registry import ModelRegistry
from tests.helpers.simple_chest import BODY_HU, LUNG_HU, Ball, chest
from tests.helpers.tiny_model import manifest_of, write_manifest, write_tiny_package

TASK = "lung-nodule-segmentation"
GAS_HU = -1000


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return load_package(write_tiny_package(tmp_path_factory.mktemp("models") / "tiny"), "cpu")


def described(volume, **changes):
    return replace(volume, description=replace(volume.description, **changes))


def with_values(volume, array):
    return replace(volume, array=array)


def notes_of(volume, model):
    return find_nodules(volume, model, ctx=NullContext()).provenance.notes


def rule_of(volume, model):
    with pytest.raises(RefusedError) as refused:
        find_nodules(volume, model, ctx=NullContext())
    assert refused.value.code is ErrorCode.NOT_APPLICABLE
    assert refused.value.exit_code == 3
    return refused.value.params["rule"]


# the wrong image


@pytest.mark.parametrize("modality", ["MR", "PT", "CR", "US", ""])
def test_another_modality_is_refused(model, modality):
    assert rule_of(chest(modality=modality), model) == "gate.modality"


def test_densities_in_another_unit_are_refused(model):
    assert rule_of(chest(unit=Unit.UNKNOWN), model) == "gate.unit"


@pytest.mark.parametrize("part", ["HEAD", "Brain", "KNEE ", "LSPINE"])
def test_a_header_that_names_a_body_part_far_from_the_lungs_is_refused(model, part):
    assert rule_of(described(chest(), body_part=part), model) == "gate.body_part"


@pytest.mark.parametrize("part", ["ABDOMEN", "NECK", "SHOULDER", "胸"])
def test_a_body_part_beside_the_lungs_is_decided_by_the_content_with_a_note(model, part):
    assert BODY_PART_NOTE in notes_of(described(chest(), body_part=part), model)
    assert rule_of(described(chest(lungs=False), body_part=part), model) == "gate.no_lungs"


@pytest.mark.parametrize(
    "part", ["CHEST", "Thorax", "CHESTABDPELVIS", "CHEST_ABDOMEN", "LUNG", "WHOLEBODY", ""]
)
def test_a_chest_by_any_name_and_a_header_that_says_nothing_need_no_note(model, part):
    assert BODY_PART_NOTE not in notes_of(described(chest(), body_part=part), model)


@pytest.mark.parametrize("seed", [1, 2])
def test_gas_in_the_body_is_not_taken_for_lungs(model, seed):
    """A distended bowel, or the air under a blanket, is larger than the smallest lungs."""
    volume = chest()
    array = volume.array.copy()
    noise = np.random.default_rng(seed).normal(0, 20, array.shape)
    array[array == LUNG_HU] = GAS_HU
    assert rule_of(with_values(volume, (array + noise).astype(np.int16)), model) == "gate.no_lungs"


def test_severe_emphysema_is_still_lung(model):
    volume = chest()
    array = volume.array.copy()
    lung = array == LUNG_HU
    array[lung & (np.random.default_rng(3).random(array.shape) < 0.6)] = -970
    assert notes_of(with_values(volume, array), model) == notes_of(volume, model)


def test_one_slice_is_refused(model):
    volume = chest(size_mm=(2.5, 260.0, 340.0))
    assert volume.shape[0] == 1
    assert rule_of(volume, model) in ("gate.few_slices", "gate.no_lungs")


def test_a_coronal_scout_is_refused(model):
    """A localizer: one projection whose plane is not axial."""
    volume = chest(size_mm=(30.0, 260.0, 340.0))
    turned = volume.geometry.affine[[0, 2, 1, 3]]
    scout = replace(volume, geometry=replace(volume.geometry, affine=turned))
    assert rule_of(scout, model) == "gate.not_axial"


@pytest.mark.parametrize("bad", [np.nan, np.inf])
def test_values_that_are_no_numbers_are_refused(model, bad):
    volume = chest()
    array = volume.array.astype(np.float32)
    array[volume.shape[0] // 2, 100, 100] = bad
    assert rule_of(with_values(volume, array), model) == "gate.values"


@pytest.mark.parametrize("value", [0, -1024, 32767, -32768])
def test_an_image_of_one_value_is_refused(model, value):
    volume = chest()
    assert rule_of(with_values(volume, np.full(volume.shape, value, np.int16)), model) == "gate.no_lungs"


# the unusual image: run, with a note


def test_eight_millimetre_slices_run_with_a_note_and_more_than_ten_are_refused(model):
    assert THICK_SLICES_NOTE in notes_of(chest(spacing_mm=(8.0, 1.4, 1.4)), model)
    assert THICK_SLICES_NOTE not in notes_of(chest(), model)
    assert rule_of(chest(spacing_mm=(10.5, 1.4, 1.4)), model) == "gate.slice_spacing"


@pytest.mark.parametrize(("age", "noted"), [(0.2, True), (17.9, True), (18.0, False), (None, False)])
def test_a_child_is_noted(model, age, noted):
    assert (CHILD_NOTE in notes_of(chest(age_years=age), model)) is noted


@pytest.mark.parametrize("contrast", [True, False, None])
def test_contrast_is_within_the_population_and_needs_no_note(model, contrast):
    """The readers' scans of the training were taken with and without contrast."""
    assert notes_of(described(chest(), contrast=contrast), model) == notes_of(chest(), model)


@pytest.mark.parametrize("part", [np.s_[:40], np.s_[40:]])
def test_half_a_chest_in_height_is_noted(model, part):
    volume = chest()
    half = volume.array[part].copy()
    cut = replace(volume, array=half, geometry=replace(volume.geometry, shape=half.shape))
    assert CUT_NOTE in notes_of(cut, model)
    assert CUT_NOTE not in notes_of(volume, model)


def test_one_lung_is_noted(model):
    volume = chest()
    array = volume.array.copy()
    right = array[:, :, : array.shape[2] // 2]
    right[right == LUNG_HU] = BODY_HU
    assert ONE_LUNG_NOTE in notes_of(with_values(volume, array), model)
    assert ONE_LUNG_NOTE not in notes_of(volume, model)


def test_a_large_matrix_runs(model):
    volume = chest([Ball((60.0, 0.0, 0.0), 15.0)], spacing_mm=(5.0, 0.33, 0.33))
    assert max(volume.shape) >= 1024
    assert check_applicable(volume, model.manifest.requires) == ()


# the wrong package


@pytest.fixture
def folder(tmp_path):
    return write_tiny_package(tmp_path / "models" / "tiny")


def failure(folder):
    with pytest.raises(FailedError) as failed:
        ModelRegistry(folder.parent).load(TASK, "cpu")
    assert failed.value.exit_code == 1
    return failed.value


def test_a_changed_byte_in_any_file_is_refused(folder):
    for name in ("model.onnx", "golden/input.npy", "golden/output.npy"):
        content = bytearray((folder / name).read_bytes())
        content[len(content) // 2] ^= 1
        (folder / name).write_bytes(content)
        assert failure(folder).code is ErrorCode.MODEL_HASH_MISMATCH
        content[len(content) // 2] ^= 1
        (folder / name).write_bytes(content)
    assert ModelRegistry(folder.parent).load(TASK, "cpu")


def test_a_missing_and_an_extra_file_are_named(folder):
    (folder / "notes.txt").write_text("x", encoding="utf-8")
    assert failure(folder).params["path"] == "notes.txt"
    (folder / "notes.txt").unlink()
    (folder / "model.onnx").unlink()
    assert failure(folder).params["path"] == "model.onnx"


@pytest.mark.parametrize("keep", [0.0, 0.3, 0.9])
def test_a_network_that_ends_early_is_refused_even_with_a_fitting_hash(folder, keep):
    content = (folder / "model.onnx").read_bytes()
    (folder / "model.onnx").write_bytes(content[: int(keep * len(content))])
    write_manifest(folder)
    assert failure(folder).code is ErrorCode.MODEL_LOAD_FAILED


def test_changed_shapes_are_refused(folder):
    ops = manifest_of(folder)["preprocessing"]
    ops[2]["count"] = 7
    write_manifest(folder, preprocessing=ops)
    assert failure(folder).code is ErrorCode.MODEL_SHAPE_MISMATCH


def test_a_package_of_a_later_schema_says_that_it_is_one(folder):
    write_manifest(folder, schema_version=2, task="something-new", more={"keys": 1})
    error = failure(folder)
    assert error.code is ErrorCode.MODEL_MANIFEST_INVALID
    assert error.params["reason"] == "manifest.newer_schema"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"schema_version": "two"}', "\x00"])
def test_a_manifest_that_is_none_is_refused_and_not_called_missing(folder, text):
    (folder / "manifest.json").write_text(text, encoding="utf-8")
    assert failure(folder).code is ErrorCode.MODEL_MANIFEST_INVALID


@pytest.mark.parametrize("field", ["requires", "model", "files", "golden"])
def test_a_manifest_without_a_field_is_refused(folder, field):
    manifest = manifest_of(folder)
    del manifest[field]
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert failure(folder).code is ErrorCode.MODEL_MANIFEST_INVALID


# the run that does not end


class Cancelled(NullContext):
    """Cancelled before the first step."""

    def check(self):
        raise CancelledError


def test_a_cancelled_run_leaves_no_result(model):
    with pytest.raises(CancelledError):
        find_nodules(chest(), model, ctx=Cancelled())


def test_a_run_that_fails_says_so(model, monkeypatch):
    def broken(*_):
        raise FailedError(ErrorCode.MODEL_RUN_FAILED, model="tiny", reason="RuntimeException")

    monkeypatch.setattr(type(model.session), "run", broken)
    with pytest.raises(FailedError) as failed:
        find_nodules(chest(), model, ctx=NullContext())
    assert failed.value.exit_code == 1
