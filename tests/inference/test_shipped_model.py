import csv
import itertools
from pathlib import Path

import numpy as np
import pytest

from pmdesk.core.characterisation import Trait
from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid, SeriesUid, StudyUid
from pmdesk.core.paths import models_dir
from pmdesk.core.progress import NullContext
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import ImagePatient, SeriesDescription, Unit, Volume
from pmdesk.imaging.catalog import scan
from pmdesk.imaging.loader import load_series
from pmdesk.imaging.phantom import ThoraxSpec, make_thorax
from pmdesk.inference.candidate_scoring import CandidateScorer
from pmdesk.inference.nodule_character import NoduleJudge
from pmdesk.inference.nodule_finding import LaterStages, find_nodules
from pmdesk.inference.outlining import NoduleOutliner
from pmdesk.inference.package import load_package
from pmdesk.inference.registry import ModelRegistry
from tests.helpers.shared_data import shared_data, shared_data_unpacked

TASK = "lung-nodule-segmentation"
LATER_TASKS = ("lung-nodule-outline", "lung-nodule-candidate", "lung-nodule-malignancy")
LARGEST_PACKAGE_MB = 20
TEST_FOLD = 0


@pytest.fixture(scope="module")
def shipped():
    return ModelRegistry(models_dir()).load(TASK, "cpu")


def test_every_shipped_package_passes_its_checks():
    results = ModelRegistry(models_dir()).verify("cpu")
    assert results
    assert [name for name, error in results if error is not None] == []


@pytest.mark.parametrize("task", [TASK, *LATER_TASKS])
def test_every_task_has_a_small_package(task):
    package = ModelRegistry(models_dir()).load(task, "cpu")
    size = sum(path.stat().st_size for path in package.folder.rglob("*") if path.is_file())
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


@pytest.fixture(scope="module")
def later():
    registry = ModelRegistry(models_dir())
    return {task: registry.load(task, "cpu") for task in LATER_TASKS}


@pytest.mark.parametrize("task", LATER_TASKS)
def test_figures_of_the_later_stages_come_from_unseen_patients_and_name_their_command(later, task):
    figures = later[task].manifest.evaluation
    assert figures
    for figure in figures:
        assert "seen neither in training nor in any choice" in figure.split
        assert "pmdesk model evaluate" in figure.command
        if figure.ci95 is not None:
            assert figure.ci95[0] <= figure.value <= figure.ci95[1]


@pytest.mark.parametrize("task", LATER_TASKS)
def test_the_cards_of_the_later_stages_say_what_they_are_not_and_cite_their_data(later, task):
    card = (later[task].folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert f"version {later[task].manifest.version}" in card
    assert "not a cleared" in " ".join(card.split())
    assert "Armato" in card
    assert "CC BY 3.0" in (later[task].folder / "DATA_LICENSE").read_text(encoding="utf-8")


def test_more_marks_never_find_fewer_nodules_on_the_shipped_curve(later):
    points = sorted(
        later["lung-nodule-candidate"].manifest.froc, key=lambda item: item.false_positives_per_scan
    )
    assert len(points) >= 3
    for stricter, looser in itertools.pairwise(points):
        assert stricter.threshold > looser.threshold
        assert stricter.sensitivity <= looser.sensitivity


def test_no_similar_nodule_is_of_a_patient_of_the_test_fold(later):
    package = later["lung-nodule-malignancy"]
    with np.load(package.folder / package.manifest.similar, allow_pickle=False) as table:
        shown = {int(number) for number in table["nodule_id"]}
        assert table["readers"].min() >= 3
        assert np.linalg.norm(table["embedding"].astype(np.float32), axis=1) == pytest.approx(1.0, abs=0.01)
    held = {
        int(row["noduleID"])
        for row in csv.DictReader(shared_data("lidc/nodules.csv").read_text().splitlines())
        if int(row["fold"]) == TEST_FOLD
    }
    assert held
    assert not shown & held


def ball_in_lung(diameter_mm: float, hu: int = 30) -> tuple[Volume, Segment]:
    """A round nodule in plain lung with noise, at an everyday spacing, and its true outline."""
    spacing, shape = (1.25, 0.7, 0.7), (60, 128, 128)
    index = np.indices(shape) - (np.array(shape) - 1).reshape(3, 1, 1, 1) / 2
    away = np.sqrt(sum((axis * step) ** 2 for axis, step in zip(index, spacing, strict=True)))
    share = np.clip((diameter_mm / 2 - away) / 0.7 + 0.5, 0, 1)
    noise = np.random.default_rng(1).normal(0, 20, shape)
    volume = bare(np.rint(-850 + share * (hu + 850) + noise).astype(np.int16), spacing)
    return volume, Segment.from_full_mask(volume.geometry, away <= diameter_mm / 2)


def bare(array: np.ndarray, spacing_mm: tuple[float, float, float]) -> Volume:
    affine = np.diag([1.0, 1.0, 1.0, 1.0])
    affine[:3, :3] = np.array([[0, 0, spacing_mm[2]], [0, spacing_mm[1], 0], [spacing_mm[0], 0, 0]])
    geometry = VolumeGeometry(array.shape, affine, FrameOfReferenceUid("1.2"))
    description = SeriesDescription(ImagePatient(), StudyUid("1.3"), SeriesUid("1.4"), "CT")
    return Volume(array, geometry, Unit.HOUNSFIELD, description)


def overlap(first: Segment, second: Segment) -> float:
    masks = [np.zeros(first.geometry.shape, bool) for _ in range(2)]
    for mask, segment in zip(masks, (first, second), strict=True):
        mask[segment.slices] = segment.mask
    return 2 * np.count_nonzero(masks[0] & masks[1]) / (first.voxel_count + second.voxel_count)


@pytest.mark.parametrize("diameter_mm", [6.0, 12.0, 25.0])
def test_the_shipped_outline_of_a_ball_is_the_ball(later, diameter_mm):
    volume, truth = ball_in_lung(diameter_mm)
    outliner = NoduleOutliner(later["lung-nodule-outline"])
    # from a place alone it reaches a few mm past the slices that it has seen, so once more for the largest
    found = outliner.at(volume, truth.centroid_index(), 10.0)
    assert overlap(outliner(volume, found), truth) > 0.8
    assert overlap(outliner(volume, truth), truth) > 0.8


def test_the_shipped_second_stage_tells_a_nodule_from_a_vessel(later):
    scorer = CandidateScorer(later["lung-nodule-candidate"])
    volume, truth = ball_in_lung(9.0)
    nodule = scorer(volume, truth, 0.9)
    row, col = np.mgrid[:128, :128]
    tube = np.broadcast_to(np.hypot(row - 63.5, col - 63.5) < 4.5, volume.shape)
    noise = np.random.default_rng(1).normal(0, 20, volume.shape)
    vessel_volume = bare(np.rint(np.where(tube, 40, -850) + noise).astype(np.int16), (1.25, 0.7, 0.7))
    part = np.zeros(volume.shape, bool)
    part[25:35] = tube[25:35]
    vessel = scorer(vessel_volume, Segment.from_full_mask(vessel_volume.geometry, part), 0.9)
    assert nodule > scorer.operating_point > vessel


def test_the_shipped_malignancy_rises_with_size_and_texture_falls_with_density(later):
    judge = NoduleJudge(later["lung-nodule-malignancy"])
    small, large, faint = (judge(*ball_in_lung(*item)) for item in ((5.0,), (25.0,), (15.0, -600)))
    assert small.malignancy < 0.3 < 0.7 < large.malignancy
    ratings = [{item.trait: item.rating for item in found.traits} for found in (large, faint)]
    assert ratings[0][Trait.TEXTURE] >= judge.model.manifest.solid_from
    assert ratings[1][Trait.TEXTURE] < judge.model.manifest.part_solid_from
    sizes = (
        [item.diameter_mm for item in judge.similar(small)],
        [item.diameter_mm for item in judge.similar(large)],
    )
    assert max(sizes[0]) < min(sizes[1])


@pytest.mark.slow
def test_all_stages_together_find_the_nodules_of_the_phantom():
    phantom = make_thorax(ThoraxSpec.small(), seed=7)
    registry = ModelRegistry(models_dir())
    later = LaterStages(
        CandidateScorer(registry.load("lung-nodule-candidate", "cpu")),
        NoduleOutliner(registry.load("lung-nodule-outline", "cpu")),
    )
    result = find_nodules(phantom.volume, registry.load(TASK, "cpu"), later, ctx=NullContext())
    for nodule in phantom.nodules:
        center = np.array(nodule.center.xyz_lps_mm)
        near = [
            item
            for item in result.findings
            if np.linalg.norm(
                phantom.volume.geometry.point_at(item.segment.centroid_index()).xyz_lps_mm - center
            )
            < nodule.spec.diameter_mm / 2
        ]
        assert len(near) == 1
        assert near[0].score >= later.scorer.operating_point
        # the least is a few voxels of this coarse grid
        assert 0.5 < near[0].segment.volume_mm3 / nodule.volume_mm3 < 2.0
