"""The whole way from a CT to judged findings, with and without the later packages."""

import json

import pytest

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.finding import Texture
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.progress import NullContext
from pmdesk.core.provenance import Origin
from pmdesk.inference.registry import ModelRegistry
from pmdesk.services.nodules import analyse_nodules, load_later_stages, operating_points
from tests.helpers.simple_chest import Ball, chest
from tests.helpers.tiny_model import write_tiny_package
from tests.helpers.tiny_stages import (
    DEFAULT,
    LOOSEST,
    STRICTEST,
    write_tiny_candidate,
    write_tiny_malignancy,
    write_tiny_outline,
)

LATER = {
    "outline": write_tiny_outline,
    "candidate": write_tiny_candidate,
    "malignancy": write_tiny_malignancy,
}
NODULES = (Ball((60.0, 0.0, 20.0), 20.0), Ball((-60.0, 0.0, -10.0), 12.0))


@pytest.fixture(scope="module")
def volume():
    return chest(NODULES, spacing_mm=(3.0, 1.8, 1.8))


def registry(folder, *later):
    write_tiny_package(folder / "finder")
    for name in later:
        LATER[name](folder / name)
    return ModelRegistry(folder)


def test_without_the_later_packages_it_is_as_before(volume, tmp_path):
    analysis = analyse_nodules(NullContext(), volume, registry(tmp_path), "cpu")
    assert [item.number for item in analysis.findings] == [1, 2]
    for item in analysis.findings:
        assert item.characterisation is None
        assert item.texture.origin is Origin.COMPUTED
        assert not item.spiculated.is_known
        assert item.detection.provenance.later_models == ()
    assert (analysis.operating_points, analysis.default_point) == ((), None)


def test_with_all_packages_findings_are_scored_outlined_and_judged(volume, tmp_path):
    analysis = analyse_nodules(NullContext(), volume, registry(tmp_path, *LATER), "cpu")
    assert [item.number for item in analysis.findings] == [1, 2]
    scores = [item.detection.value for item in analysis.findings]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] > STRICTEST
    large, small = sorted(analysis.findings, key=lambda item: -item.measurement.long_axis_mm)
    assert large.characterisation.malignancy.value > small.characterisation.malignancy.value
    assert large.texture.value is Texture.SOLID
    assert large.texture.origin is Origin.MODEL
    assert large.spiculated.is_estimate
    assert large.measurement.long_axis_mm == pytest.approx(20.0, abs=2.5)
    assert {item.model_id for item in analysis.provenance.later_models} == {"tiny-candidate", "tiny-outline"}


def test_the_operating_points_are_those_of_the_package(volume, tmp_path):
    analysis = analyse_nodules(NullContext(), volume, registry(tmp_path, "candidate"), "cpu")
    assert [point.threshold for point in analysis.operating_points] == [STRICTEST, DEFAULT, LOOSEST]
    assert analysis.default_point == OperatingPoint(2.0, DEFAULT, 0.85, 40)
    assert analysis.default_point in analysis.operating_points


@pytest.mark.parametrize("name", LATER)
def test_each_package_does_its_part_alone(tmp_path, name):
    installed = registry(tmp_path, name)
    later = load_later_stages(installed, "cpu")
    assert (later.scorer is not None) == (name == "candidate")
    assert (later.outliner is not None) == (name == "outline")
    assert bool(operating_points(later)[0]) == (name == "candidate")


@pytest.mark.parametrize("name", LATER)
@pytest.mark.parametrize(
    ("spoil", "code"),
    [
        ("hash", ErrorCode.MODEL_HASH_MISMATCH),
        ("lost", ErrorCode.MODEL_HASH_MISMATCH),
        ("key", ErrorCode.MODEL_MANIFEST_INVALID),
        ("cut", ErrorCode.MODEL_MANIFEST_INVALID),
        ("newer", ErrorCode.MODEL_MANIFEST_INVALID),
    ],
)
def test_a_damaged_later_package_ends_the_analysis_with_its_error(volume, tmp_path, name, spoil, code):
    installed = registry(tmp_path, *LATER)
    folder = tmp_path / name
    manifest = folder / "manifest.json"
    if spoil == "hash":
        with (folder / "model.onnx").open("ab") as stream:
            stream.write(b"\0")
    elif spoil == "lost":
        (folder / "model.onnx").unlink()
    elif spoil == "cut":
        manifest.write_bytes(manifest.read_bytes()[:-20])
    else:
        changes = {"surprise": 1} if spoil == "key" else {"schema_version": 2}
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | changes))
    with pytest.raises(FailedError) as failed:
        analyse_nodules(NullContext(), volume, installed, "cpu")
    assert failed.value.code is code
    assert name in str(failed.value.params["model"])
