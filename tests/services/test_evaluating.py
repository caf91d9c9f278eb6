"""Measuring packages on a folder of nodules, with an invented network and an invented score."""

import json
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError, InputError
from pmdesk.core.paths import resources_dir
from pmdesk.core.progress import NullContext
from pmdesk.core.segmentation import Segment
from pmdesk.inference.package import load_package
from pmdesk.inference.registry import ModelRegistry
from pmdesk.services.evaluating import (
    EvaluationRequest,
    Measurement,
    _judged,
    evaluate,
)
from pmdesk.services.malignancy_scoring import OutlinedJudge
from pmdesk.services.stack_pipeline import StackPipeline
from pmdesk.training.card_tables import card_tables
from pmdesk.training.evaluation.document import EvaluationDocument, evaluation_json, evaluation_schema_text
from pmdesk.training.evaluation.groups import Axis
from pmdesk.training.evaluation.summary import Measured, blocks, subgroups
from pmdesk.training.lidc import read_stacks
from pmdesk.training.lidc_nodules import read_nodules
from tests.helpers.tiny_lidc import write_tiny_lidc, write_tiny_ratings
from tests.helpers.tiny_model import write_tiny_package

MODEL = "tiny-marker"


@pytest.fixture(scope="module")
def models(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("models")
    write_tiny_package(folder / MODEL)
    return folder


@pytest.fixture(scope="module")
def data(tmp_path_factory) -> Path:
    return write_tiny_ratings(write_tiny_lidc(tmp_path_factory.mktemp("lidc") / "结节"))


@pytest.fixture(scope="module")
def document(models, data) -> EvaluationDocument:
    return evaluate(EvaluationRequest(MODEL, data, device="cpu"), ModelRegistry(models))


def larger_is_worse(rows, crops, stacks):
    assert crops.shape == (len(rows), 71, 71)
    diameters = np.array([row.equivalent_diameter_px for row in rows])
    return 1 / (1 + np.exp(13 - diameters))


def judged(data, scorer=larger_is_worse, *, with_stacks=True, **request):
    asked = EvaluationRequest(MODEL, data, **request)
    rows = read_nodules(data, asked.folds)
    return _judged(asked, scorer, rows, NullContext(), with_stacks=with_stacks)


def said(code: ErrorCode, work) -> str:
    with pytest.raises(InputError) as caught:
        work()
    assert caught.value.code is code
    return str(caught.value)


def test_the_schema_in_resources_is_that_of_the_code():
    path = resources_dir() / "schemas" / "evaluation-1.json"
    assert path.read_text(encoding="utf-8") == evaluation_schema_text()


def test_the_stable_keys_are_there_and_what_was_not_measured_is_null(document):
    written = json.loads(evaluation_json(document))
    assert {"segmentation", "detection", "malignancy", "subgroups"} <= set(written)
    for key in ("n", "dice_mean", "dice_ci95", "dice_median", "iou_mean", "loo_model", "loo_reader"):
        assert written["segmentation"][key] is not None
    detection = written["detection"]
    assert detection["fp_per_stack"] == [0.125, 0.25, 0.5, 1, 2, 4, 8]
    assert len(detection["sensitivity"]) == 7
    assert written["malignancy"] is None
    assert (written["missing"], written["data"]) == ([], "结节")


def test_a_network_that_marks_what_is_dense_finds_every_dense_nodule(document):
    assert (document.segmentation.n, document.segmentation.patients) == (12, 12)
    # its threshold lies one pixel inside the outline of the majority
    assert 0.8 < document.segmentation.dice_mean < 0.9
    assert document.detection.sensitivity == (1,) * 7
    assert document.detection.operating_point.fp_per_stack == 0
    assert document.segmentation.loo_n == 48


def test_the_groups_of_an_axis_hold_every_nodule_once(document):
    for axis, groups in document.subgroups.items():
        assert sum(group.segmentation.n for group in groups) == 12, axis
    assert [group.group for group in document.subgroups["texture"]] == ["ground-glass", "part-solid", "solid"]
    assert [group.group for group in document.subgroups["manufacturer"]] == ["MAKER"]
    assert [group.group for group in document.subgroups["contrast"]] == ["unknown"]
    assert all(group.segmentation.few for group in document.subgroups["texture"])


def test_only_the_folds_asked_for_are_measured_and_the_limit_holds(models, data):
    registry = ModelRegistry(models)
    found = evaluate(EvaluationRequest(MODEL, data, folds=(1, 2), limit=4, device="cpu"), registry)
    assert found.segmentation.n == 4
    assert (found.folds, found.limit) == ((1, 2), 4)


def test_a_package_is_also_measured_by_its_folder(models, data):
    request = EvaluationRequest(str(models / MODEL), data, limit=1, device="cpu")
    assert evaluate(request, ModelRegistry(models / "none")).packages[0].id == MODEL


def test_without_ratings_the_outlines_are_still_measured_and_it_is_said(models, tmp_path):
    bare = write_tiny_lidc(tmp_path)
    request = EvaluationRequest(MODEL, bare, measurements=frozenset(Measurement), limit=2, device="cpu")
    found = evaluate(request, ModelRegistry(models))
    assert found.missing == ("crops.npz", "nodules.csv")
    assert found.segmentation.n == 2
    assert [group.group for group in found.subgroups["texture"]] == ["unknown"]


def test_a_package_that_is_not_there_or_data_that_are_not_there_are_bad_input(models, data, tmp_path):
    registry = ModelRegistry(models)
    said(ErrorCode.MODEL_NOT_FOUND, lambda: evaluate(EvaluationRequest("gone", data), registry))
    said(ErrorCode.FILE_NOT_FOUND, lambda: evaluate(EvaluationRequest(MODEL, tmp_path / "gone"), registry))
    message = said(ErrorCode.FILE_NOT_FOUND, lambda: evaluate(EvaluationRequest(MODEL, tmp_path), registry))
    assert "slices.csv" in message
    malignancy = EvaluationRequest(MODEL, data, measurements=frozenset((Measurement.MALIGNANCY,)))
    said(ErrorCode.MODEL_NOT_FOUND, lambda: evaluate(malignancy, registry))


def test_no_nodule_left_says_which_folds(models, data):
    request = EvaluationRequest(MODEL, data, folds=(7,), device="cpu")
    message = said(ErrorCode.DATA_EMPTY, lambda: evaluate(request, ModelRegistry(models)))
    assert "fold 7" in message
    assert "mean rating not 3" in said(ErrorCode.DATA_EMPTY, lambda: judged(data, folds=(7,)))


def test_the_work_can_be_cancelled(models, data):
    class Cancelled(NullContext):
        def check(self) -> None:
            raise CancelledError

    with pytest.raises(CancelledError):
        evaluate(EvaluationRequest(MODEL, data, device="cpu"), ModelRegistry(models), Cancelled())


def test_a_malignancy_score_is_measured_beside_the_diameter_alone(data):
    measured = Measured(judged=judged(data))
    _, _, malignancy = blocks(measured)
    assert (malignancy.n, malignancy.malignant) == (9, 4)
    assert malignancy.auc == malignancy.diameter_auc == 1
    assert malignancy.accuracy == malignancy.f1 == 1
    assert malignancy.calibration_slope is None
    texture = subgroups(measured)[Axis.TEXTURE.value]
    assert sum(group.malignancy.n for group in texture) == 9
    assert all(group.segmentation is None for group in texture)


def test_a_score_is_handed_the_stacks_there_are(data):
    handed: list[int] = []

    def scorer(rows, crops, stacks):
        handed.append(len(stacks))
        return np.full(len(rows), 0.5)

    judged(data, scorer)
    judged(data, scorer, with_stacks=False)
    assert handed == [4, 4, 1, 0, 0, 0]


def test_a_score_that_is_no_probability_is_a_failure_of_the_model(data):
    with pytest.raises(FailedError):
        judged(data, lambda rows, crops, stacks: np.full(len(rows), 7.0))


def test_later_stages_change_score_and_outline(models, data):
    class Scorer:
        operating_point = 0.2
        first_peak = 0.5

        def __call__(self, volume, segment, peak):
            return peak / 4

    def upper_half(volume, segment):
        mask = segment.mask.copy()
        mask[:, mask.shape[1] // 2 :] = False
        return Segment(segment.geometry, segment.offset, mask)

    finder = load_package(models / MODEL, "cpu")
    stack = read_stacks(data, limit=1)[0]
    (plain,) = StackPipeline(finder)(stack, NullContext())
    pipeline = StackPipeline(finder, Scorer(), upper_half)
    (later,) = pipeline(stack, NullContext())
    assert pipeline.operating_point == 0.2
    assert later.score == pytest.approx(plain.score / 4)
    assert 0 < np.count_nonzero(later.mask) < np.count_nonzero(plain.mask)
    scorer = Scorer()
    scorer.first_peak = 1.1
    assert StackPipeline(finder, scorer)(stack, NullContext()) == ()


def test_a_nodule_is_judged_on_the_outline_drawn_at_its_place(data):
    """In the stack where there is one, else on the crop; a nodule that the network does not see is one pixel."""
    asked: list[tuple[tuple[int, ...], tuple[float, ...]]] = []
    areas: list[int] = []

    def judge(volume, segment):
        areas.append(int(segment.mask.sum()))
        return SimpleNamespace(malignancy=0.25)

    def draw(volume, place, diameter_mm):
        asked.append((volume.shape, place))
        if volume.shape[0] == 1:
            return None
        return Segment(volume.geometry, (0, 3, 4), np.ones((1, 2, 3), np.bool_))

    rows = read_nodules(data)[:1]
    stack = read_stacks(data, limit=1)[0]
    crop = np.full((1, 71, 71), -900, np.int16)
    scorer = OutlinedJudge(judge, SimpleNamespace(at=draw))
    assert scorer(rows, crop, {1: stack}) == pytest.approx([0.25])
    assert scorer(rows, crop, {}) == pytest.approx([0.25])
    assert areas == [6, 1]
    (in_stack, _), (in_crop, middle) = asked
    assert in_stack == stack.hu.shape
    assert in_crop == (1, 71, 71)
    assert middle == (0.0, 35.0, 35.0)


def test_the_tables_of_the_card_hold_every_block_and_mark_small_groups(document, data):
    _, _, malignancy = blocks(Measured(judged=judged(data)))
    tables = card_tables(document.model_copy(update={"malignancy": malignancy}))
    for wanted in (
        "mean 3D Dice against the majority",
        "0.125 allowed",
        "Brier",
        "rated malignant",
        "\\* fewer",
    ):
        assert wanted in tables
    for line in tables.splitlines():
        assert line.count("|") in (0, 4, 6, 7, 10), line


def test_the_diameter_alone_reaches_what_is_published_of_it_on_the_real_data():
    from tests.helpers.shared_data import shared_data

    found = _judged(
        EvaluationRequest(MODEL, shared_data("lidc")),
        lambda rows, crops, stacks: np.array([row.equivalent_diameter_px / 200 for row in rows]),
        read_nodules(shared_data("lidc")),
        NullContext(),
        with_stacks=False,
    )
    _, _, malignancy = blocks(Measured(judged=found))
    assert malignancy.n == 844
    assert malignancy.auc == malignancy.diameter_auc == pytest.approx(0.916, abs=0.001)
