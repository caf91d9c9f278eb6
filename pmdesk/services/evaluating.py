"""Measure installed model packages on a folder of nodules with the readers' outlines and ratings."""

import time
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import ErrorCode, FailedError, InputError
from pmdesk.core.model_package import MANIFEST_FILE
from pmdesk.core.progress import JobContext, NullContext, PartContext
from pmdesk.inference.candidate_scoring import CandidateScorer
from pmdesk.inference.nodule_character import NoduleJudge
from pmdesk.inference.outlining import NoduleOutliner
from pmdesk.inference.package import LoadedModel, load_package
from pmdesk.inference.registry import InstalledPackage, ModelRegistry
from pmdesk.services.malignancy_scoring import OutlinedJudge
from pmdesk.services.stack_pipeline import StackPipeline, Stages
from pmdesk.training.evaluation.document import EvaluationDocument, PackageDocument
from pmdesk.training.evaluation.groups import Groups, groups_of
from pmdesk.training.evaluation.segmentation import StackMeasure, measure_stack
from pmdesk.training.evaluation.summary import JudgedNodule, Measured, blocks, subgroups
from pmdesk.training.lidc import HuArray, NoduleStack, StackFolder
from pmdesk.training.lidc_folder import (
    CROPS_FILE,
    NODULES_FILE,
    SLICES_FILE,
    STACKS_FILE,
    STACKS_FOLDER,
)
from pmdesk.training.lidc_nodules import MIN_READERS, NoduleRow, read_crops, read_nodules

SEGMENTATION_TASK = "lung-nodule-segmentation"
CANDIDATE_TASK = "lung-nodule-candidate"
OUTLINE_TASK = "lung-nodule-outline"
MALIGNANCY_TASK = "lung-nodule-malignancy"
ROWS_AT_ONCE = 4
"""Nodules handed to a malignancy model together: between two parts the work can be cancelled."""


class Measurement(StrEnum):
    """What can be measured."""

    SEGMENTATION = "segmentation"
    """Outlines and finds, by all stages of the product together."""
    MALIGNANCY = "malignancy"


MEASUREMENT_OF: Mapping[str, Measurement] = {
    SEGMENTATION_TASK: Measurement.SEGMENTATION,
    CANDIDATE_TASK: Measurement.SEGMENTATION,
    OUTLINE_TASK: Measurement.SEGMENTATION,
    MALIGNANCY_TASK: Measurement.MALIGNANCY,
}


class MalignancyScorer(Protocol):
    """A malignancy model on the evaluation data."""

    def __call__(
        self, rows: Sequence[NoduleRow], crops: HuArray, stacks: Mapping[int, NoduleStack]
    ) -> NDArray[np.floating]:
        """Probability that the readers' mean rating is above 3.

        Parameters
        ----------
        rows
            n nodules.
        crops
            (n, 71, 71) int16 HU, one a row, at the row's pixel size.
        stacks
            Stack of a row by its ``nodule_id``; some rows have none.

        Returns
        -------
        numpy.ndarray
            (n,) 0..1.
        """
        ...


@dataclass(frozen=True)
class ModelTasks:
    """How packages are put to work; the tasks that have no entry cannot be measured yet."""

    stages: Stages
    malignancy: Mapping[str, Callable[[LoadedModel[Any], LoadedModel[Any]], MalignancyScorer]]
    """From the package and the one of the task ``lung-nodule-outline``."""


PRODUCT = ModelTasks(
    stages=Stages(scorers={CANDIDATE_TASK: CandidateScorer}, outliners={OUTLINE_TASK: NoduleOutliner}),
    malignancy={
        MALIGNANCY_TASK: lambda model, outline: OutlinedJudge(NoduleJudge(model), NoduleOutliner(outline))
    },
)


@dataclass(frozen=True)
class EvaluationRequest:
    """What to measure on what.

    Parameters
    ----------
    model
        Id of an installed package, or the folder of one.
    data
        Folder with ``slices.csv`` and ``stacks.zip`` (or a folder ``stacks``), ``nodules.csv`` and ``crops.npz``.
    folds
        These folds only; None for all rows.
    measurements
        What to measure, with the installed package where the one that is named does something else; None for what
        the named package does.
    limit
        At most so many nodules of each kind.
    """

    model: str
    data: Path
    folds: tuple[int, ...] | None = None
    measurements: frozenset[Measurement] | None = None
    limit: int | None = None
    device: str = "auto"


def evaluate(
    request: EvaluationRequest,
    registry: ModelRegistry,
    ctx: JobContext | None = None,
    tasks: ModelTasks = PRODUCT,
) -> EvaluationDocument:
    """Measure a package.

    Raises
    ------
    InputError
        No such package or folder, data that cannot be read, or no nodule left.
    FailedError
        The package fails a check.
    CancelledError
        The user cancelled.
    """
    ctx = ctx or NullContext()
    started = time.perf_counter()
    if not request.data.is_dir():
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(request.data))
    named = find_package(request.model, registry)
    own = MEASUREMENT_OF[named.manifest.task]
    wanted = request.measurements or frozenset((own,))
    missing = _missing_files(request.data)
    possible = [item for item in Measurement if item in wanted and not missing & _NEEDED[item]]
    if not possible:
        lacking = sorted(set().union(*(missing & _NEEDED[item] for item in wanted)))
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=str(request.data / lacking[0]))
    ctx.progress(0.0, "stage.model")
    loaded = _Packages(named, registry, request.device)
    measured = Measured()
    used: list[LoadedModel[Any]] = []
    rows = [] if NODULES_FILE in missing else read_nodules(request.data, request.folds)
    for number, item in enumerate(possible):
        part = PartContext(ctx, number / len(possible), (number + 1) / len(possible))
        if item is Measurement.SEGMENTATION:
            pipeline, models = loaded.pipeline(tasks.stages)
            stacks = _measured_stacks(request, pipeline, rows, part)
            measured = Measured(stacks, pipeline.operating_point, measured.judged)
        else:
            scorer, models = loaded.malignancy(tasks)
            judged = _judged(request, scorer, rows, part, with_stacks=not missing & _STACK_FILES)
            measured = Measured(measured.stacks, measured.operating_point, judged)
        used += [model for model in models if model.folder not in {known.folder for known in used}]
    segmentation, detection, malignancy = blocks(measured)
    return EvaluationDocument(
        packages=tuple(_package_document(model) for model in used),
        data=request.data.resolve().name,
        folds=request.folds,
        limit=request.limit,
        device="+".join(sorted({model.session.device for model in used})),
        seconds=time.perf_counter() - started,
        missing=tuple(sorted(missing)),
        segmentation=segmentation,
        detection=detection,
        malignancy=malignancy,
        subgroups=subgroups(measured),
    )


def find_package(model: str, registry: ModelRegistry) -> InstalledPackage:
    """The newest installed package of an id, or the package in a folder.

    Raises
    ------
    InputError
        There is none, or nothing is measured for its task.
    """
    folder = Path(model)
    packages = (ModelRegistry(folder) if (folder / MANIFEST_FILE).is_file() else registry).packages()
    for item in packages:
        if item.manifest.id == model or item.path == folder:
            if item.manifest.task not in MEASUREMENT_OF:
                raise InputError(ErrorCode.BAD_USAGE, reason=f"no figures for the task {item.manifest.task}")
            return item
    raise InputError(ErrorCode.MODEL_NOT_FOUND, model=model)


class _Packages:
    """The named package for its own task, the installed ones for the other tasks."""

    def __init__(self, named: InstalledPackage, registry: ModelRegistry, device: str) -> None:
        self._named, self._registry, self._device = named, registry, device

    def pipeline(self, stages: Stages) -> tuple[StackPipeline, list[LoadedModel[Any]]]:
        task = self._named.manifest.task
        if MEASUREMENT_OF[task] is Measurement.SEGMENTATION and task not in (
            SEGMENTATION_TASK,
            *stages.scorers,
            *stages.outliners,
        ):
            raise InputError(ErrorCode.BAD_USAGE, reason=f"no figures for the task {task}")
        models = [self._load(SEGMENTATION_TASK)]
        scorer = outliner = None
        if CANDIDATE_TASK in stages.scorers and self._has(CANDIDATE_TASK):
            models.append(self._load(CANDIDATE_TASK))
            scorer = stages.scorers[CANDIDATE_TASK](models[-1])
        if OUTLINE_TASK in stages.outliners and self._has(OUTLINE_TASK):
            models.append(self._load(OUTLINE_TASK))
            outliner = stages.outliners[OUTLINE_TASK](models[-1])
        return StackPipeline(models[0], scorer, outliner), models

    def malignancy(self, tasks: ModelTasks) -> tuple[MalignancyScorer, list[LoadedModel[Any]]]:
        for task in (MALIGNANCY_TASK, OUTLINE_TASK):
            if MALIGNANCY_TASK not in tasks.malignancy or not self._has(task):
                raise InputError(ErrorCode.MODEL_NOT_FOUND, model=task)
        outline, model = self._load(OUTLINE_TASK), self._load(MALIGNANCY_TASK)
        return tasks.malignancy[MALIGNANCY_TASK](model, outline), [outline, model]

    def _has(self, task: str) -> bool:
        return task == self._named.manifest.task or any(
            item.manifest.task == task for item in self._registry.packages()
        )

    def _load(self, task: str) -> LoadedModel[Any]:
        if task == self._named.manifest.task:
            return load_package(self._named.path, self._device)
        return self._registry.load(task, self._device)


_STACK_FILES = frozenset((SLICES_FILE, STACKS_FILE))
_NEEDED: Mapping[Measurement, frozenset[str]] = {
    Measurement.SEGMENTATION: _STACK_FILES,
    Measurement.MALIGNANCY: frozenset((NODULES_FILE, CROPS_FILE)),
}


def _missing_files(data: Path) -> frozenset[str]:
    missing = {
        name for name in (SLICES_FILE, STACKS_FILE, NODULES_FILE, CROPS_FILE) if not (data / name).is_file()
    }
    if (data / STACKS_FOLDER).is_dir():
        missing.discard(STACKS_FILE)
    return frozenset(missing)


def _measured_stacks(
    request: EvaluationRequest, pipeline: StackPipeline, rows: Collection[NoduleRow], ctx: JobContext
) -> tuple[tuple[StackMeasure, Groups], ...]:
    by_nodule = {row.nodule_id: row for row in rows}
    folder = StackFolder(request.data, request.folds, min_readers=MIN_READERS)
    try:
        wanted = list(folder)[: request.limit]
        found = []
        for done, nodule_id in enumerate(wanted, start=1):
            ctx.check()
            stack = folder[nodule_id]
            if stack.majority_mask().any():
                row = by_nodule.get(nodule_id)
                known = row if row is not None and row.patient == stack.patient else None
                candidates = pipeline(stack, PartContext(ctx, (done - 1) / len(wanted), done / len(wanted)))
                measure = measure_stack(stack, candidates, pipeline.operating_point)
                found.append((measure, groups_of(stack, known)))
    finally:
        folder.close()
    if not found:
        raise _nothing_left(request, f"{MIN_READERS} readers or more")
    return tuple(found)


def _judged(
    request: EvaluationRequest,
    scorer: MalignancyScorer,
    rows: Sequence[NoduleRow],
    ctx: JobContext,
    *,
    with_stacks: bool,
) -> tuple[tuple[JudgedNodule, Groups], ...]:
    judged = [row for row in rows if row.judged][: request.limit]
    if not judged:
        raise _nothing_left(request, f"{MIN_READERS} readers or more, mean rating not 3")
    crops = read_crops(request.data, judged)
    folder = StackFolder(request.data) if with_stacks else None
    found: list[tuple[JudgedNodule, Groups]] = []
    try:
        for start in range(0, len(judged), ROWS_AT_ONCE):
            ctx.check()
            part = judged[start : start + ROWS_AT_ONCE]
            stacks = _stacks_of(part, folder)
            scores = scorer(part, crops[start : start + len(part)], stacks)
            if not ((scores >= 0) & (scores <= 1)).all():
                raise FailedError(
                    ErrorCode.MODEL_RUN_FAILED, model=MALIGNANCY_TASK, reason="a score is no probability"
                )
            for row, score in zip(part, scores, strict=True):
                nodule = JudgedNodule(row.patient, row.malignant, float(score), row.equivalent_diameter_px)
                found.append((nodule, groups_of(stacks.get(row.nodule_id), row)))
            ctx.progress((start + len(part)) / len(judged), "stage.infer")
    finally:
        if folder is not None:
            folder.close()
    return tuple(found)


def _stacks_of(rows: Sequence[NoduleRow], folder: StackFolder | None) -> dict[int, NoduleStack]:
    if folder is None:
        return {}
    stacks = {row.nodule_id: folder[row.nodule_id] for row in rows if row.nodule_id in folder}
    return {
        row.nodule_id: stacks[row.nodule_id]
        for row in rows
        if row.nodule_id in stacks and stacks[row.nodule_id].patient == row.patient
    }


def _nothing_left(request: EvaluationRequest, reason: str) -> InputError:
    folds = "" if request.folds is None else f"fold {', '.join(map(str, request.folds))}; "
    return InputError(ErrorCode.DATA_EMPTY, path=str(request.data), reason=folds + reason)


def _package_document(model: LoadedModel[Any]) -> PackageDocument:
    manifest = model.manifest
    return PackageDocument(
        id=manifest.id,
        version=manifest.version,
        task=manifest.task,
        sha256=manifest.files[manifest.model],
    )
