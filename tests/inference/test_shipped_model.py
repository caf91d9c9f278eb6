from pathlib import Path

import numpy as np
import pytest

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.paths import models_dir
from pmdesk.core.progress import NullContext
from pmdesk.imaging.catalog import scan
from pmdesk.imaging.loader import load_series
from pmdesk.inference.nodule_finding import find_nodules
from pmdesk.inference.package import load_package
from pmdesk.inference.registry import ModelRegistry
from tests.helpers.shared_data import shared_data_unpacked

TASK = "lung-nodule-segmentation"
LARGEST_PACKAGE_MB = 20


@pytest.fixture(scope="module")
def shipped():
    return ModelRegistry(models_dir()).load(TASK, "cpu")


def test_every_shipped_package_passes_its_checks():
    results = ModelRegistry(models_dir()).verify("cpu")
    assert results
    assert [name for name, error in results if error is not None] == []


def test_the_shipped_package_is_small(shipped):
    size = sum(path.stat().st_size for path in shipped.folder.rglob("*") if path.is_file())
    assert size < LARGEST_PACKAGE_MB * 1e6


def test_every_stated_figure_has_an_interval_and_unseen_patients(shipped):
    figures = shipped.manifest.evaluation
    assert {"dice_3d_mean", "iou_3d_mean", "dice_reader_against_readers"} <= {item.metric for item in figures}
    for figure in figures:
        assert figure.ci95[0] <= figure.value <= figure.ci95[1]
        assert "seen neither in training nor in any choice" in figure.split


def test_the_card_states_the_same_dice_as_the_manifest(shipped):
    value = next(item.value for item in shipped.manifest.evaluation if item.metric == "dice_3d_mean")
    assert f"{value:.3f}" in (shipped.folder / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_a_shipped_model_with_one_changed_byte_is_refused(shipped, tmp_path):
    copy = tmp_path / shipped.folder.name
    for path in shipped.folder.rglob("*"):
        if path.is_file():
            target = copy / path.relative_to(shipped.folder)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
    content = bytearray((copy / "model.onnx").read_bytes())
    content[len(content) // 2] ^= 1
    (copy / "model.onnx").write_bytes(content)
    with pytest.raises(FailedError) as failed:
        load_package(copy, "cpu")
    assert failed.value.code is ErrorCode.MODEL_HASH_MISMATCH


@pytest.mark.slow
def test_the_spiculated_nodule_of_lidc_idri_0001_is_found_and_outlined(shipped, tmp_path):
    folder = shared_data_unpacked("ct/lidc-idri-0001.zip", tmp_path)
    volume = _largest_series(folder)
    findings = find_nodules(volume, shipped, ctx=NullContext()).findings
    # the centre of what the four readers outlined, slice z -125 to -105, about 37 mm
    inside = [item for item in findings if item.segment.slices[0].start <= 90 < item.segment.slices[0].stop]
    near = [
        item for item in inside if np.hypot(*np.subtract(item.segment.centroid_index()[1:], (367, 316))) < 8
    ]
    assert len(near) == 1
    assert near[0].score == max(item.score for item in findings)
    assert near[0].segment.volume_mm3 == pytest.approx(7760, rel=0.35)


def _largest_series(folder: Path):
    series = [item for item in scan([folder], NullContext()).series if item.is_loadable]
    return load_series(max(series, key=lambda item: item.description.instance_count), NullContext())
