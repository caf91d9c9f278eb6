"""The cohort that is being worked on: opening, planning, training, saving, each as a job."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from pmdesk.core.atomic_file import atomic_write
from pmdesk.core.errors import PmdeskError
from pmdesk.core.progress import JobContext
from pmdesk.risk.learned.columns import DataDictionary
from pmdesk.risk.learned.proposing import dictionary_json, read_dictionary
from pmdesk.risk.learned.reading import CohortTable, read_cohort
from pmdesk.risk.learned.settings import TrainingSettings
from pmdesk.services.cohort import CohortPlan, ColumnPlan, plan_from, propose_plan
from pmdesk.services.jobs import Job, Lane
from pmdesk.ui.context import UiContext

if TYPE_CHECKING:
    # scikit-learn is loaded by the jobs, so that the window starts fast
    from pmdesk.risk.learned.clustering import CohortGroups
    from pmdesk.risk.learned.training import TrainingResult
    from pmdesk.services.cohort_explaining import CohortExplainer, CohortPatient


def _open(ctx: JobContext, path: Path) -> tuple[CohortTable, CohortPlan]:
    table = read_cohort(path, ctx)
    return table, propose_plan(table)


def _read_plan(ctx: JobContext, path: Path, table: CohortTable) -> CohortPlan:
    ctx.check()
    return plan_from(read_dictionary(path), table)


class CohortController(QObject):
    """Holds the table, its plan and the result; views read them and hear what changed.

    Signals
    -------
    table_changed()
        Another table was opened.
    plan_changed()
        What the columns are for was edited; a result of the plan before is no longer shown as this one's.
    result_changed()
        A training ended, or its result was dropped.
    groups_changed()
        Groups and components were computed, or dropped.
    training_changed(bool)
        A training runs, or has ended.
    explained(CohortPatient | None)
        Why a row has its probability; None: the row was not used in the training.
    saved(Path)
        The folder into which a package was written.
    failed(PmdeskError)
        Something went wrong that the user must see beside the step that it belongs to.
    """

    table_changed = Signal()
    plan_changed = Signal()
    result_changed = Signal()
    training_changed = Signal(bool)
    groups_changed = Signal()
    explained = Signal(object)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, context: UiContext, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._training: Job | None = None
        self.path: Path | None = None
        self.table: CohortTable | None = None
        self.plan = CohortPlan(())
        self.result: TrainingResult | None = None
        self.groups: CohortGroups | None = None
        self._explainer: CohortExplainer | None = None
        self._undone: list[CohortPlan] = []
        self._done: list[CohortPlan] = []

    # table and plan

    def open_table(self, path: Path) -> None:
        """Read a CSV file and propose what its columns are."""

        def opened(found: tuple[CohortTable, CohortPlan]) -> None:
            self.stop_training()
            self.path = path
            self.table, self.plan = found
            self._done, self._undone = [], []
            self._drop_results()
            self.table_changed.emit()
            self.plan_changed.emit()

        self._submit("job.cohort_read", _open, path, key="cohort.read", on_done=opened)

    def open_dictionary(self, path: Path) -> None:
        """Take roles, kinds and limits from a saved data dictionary."""
        if self.table is not None:
            self._submit(
                "job.cohort_read",
                _read_plan,
                path,
                self.table,
                key="cohort.dictionary",
                on_done=self.set_plan,
            )

    def save_dictionary(self, path: Path) -> None:
        """Write the data dictionary; errors reach `failed`."""
        try:
            text = dictionary_json(self.plan.dictionary())
        except PmdeskError as error:
            self.failed.emit(error)
            return
        self._submit("job.save", _write_text, path, text, key="cohort.save")

    def edit_column(self, changed: ColumnPlan) -> None:
        self.set_plan(self.plan.with_plan(changed))

    def set_plan(self, plan: CohortPlan) -> None:
        """Another plan; the one before can be brought back."""
        if plan == self.plan:
            return
        self._done.append(self.plan)
        self._undone = []
        self._show_plan(plan)

    def undo(self) -> None:
        if self._done:
            self._undone.append(self.plan)
            self._show_plan(self._done.pop())

    def redo(self) -> None:
        if self._undone:
            self._done.append(self.plan)
            self._show_plan(self._undone.pop())

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    def _show_plan(self, plan: CohortPlan) -> None:
        self.plan = plan
        self.stop_training()
        self._drop_results()
        self.plan_changed.emit()

    def _drop_results(self) -> None:
        """What was computed with another plan is not shown as this one's."""
        self.result, self.groups, self._explainer = None, None, None
        self.result_changed.emit()
        self.groups_changed.emit()

    # training

    @property
    def is_training(self) -> bool:
        return self._training is not None

    def train(self, settings: TrainingSettings) -> None:
        """Train and measure; the result replaces the one before."""
        table = self.table
        if table is None or self.is_training:
            return
        try:
            dictionary = self.plan.dictionary()
        except PmdeskError as error:
            self.failed.emit(error)
            return

        def done(result: "TrainingResult") -> None:
            self.result, self._explainer = result, None
            self._ended()
            self.result_changed.emit()

        def failed(error: PmdeskError) -> None:
            self._ended()
            self.failed.emit(error)

        self._training = self._submit(
            "job.cohort_train",
            _train,
            table,
            dictionary,
            settings,
            key="cohort.train",
            lane=Lane.COMPUTE,
            on_done=done,
            on_error=failed,
            on_cancelled=self._ended,
        )
        self.training_changed.emit(True)

    def stop_training(self) -> None:
        if self._training is not None:
            self._training.cancel()

    def _ended(self) -> None:
        self._training = None
        self.training_changed.emit(False)

    def save_package(self, folder: Path, package_id: str = "", title: str = "") -> None:
        """Write result, curves, predictions and the model package of the last training into a folder."""
        if self.result is not None:
            self._submit(
                "job.save",
                _save,
                self.result,
                folder,
                package_id,
                title,
                key="cohort.save",
                on_done=lambda _files: self.saved.emit(folder),
            )

    def explain(self, line: int) -> None:
        """Say why the final model gives a row its probability; the newest wish wins."""
        if self.result is None:
            return
        if self._explainer is None:
            self._explainer = _explainer(self.result)
        self._submit(
            "job.cohort_explain",
            _explain,
            self._explainer,
            line,
            key="cohort.explain",
            lane=Lane.COMPUTE,
            on_done=self.explained.emit,
        )

    # groups

    def find_groups(self, method: str, clusters: int | None) -> None:
        """Cluster the rows by the inputs of the plan, and find their principal components."""
        if self.table is None:
            return

        def done(groups: "CohortGroups") -> None:
            self.groups = groups
            self.groups_changed.emit()

        self._submit(
            "job.cohort_groups",
            _group,
            self.table,
            self.plan.inputs_dictionary(),
            method,
            clusters,
            key="cohort.groups",
            lane=Lane.COMPUTE,
            on_done=done,
        )

    def _submit(self, title: str, function: Callable[..., Any], *args: Any, **options: Any) -> Job:
        options.setdefault("on_error", self.failed.emit)
        return self._context.jobs.submit(title, function, *args, **options)


def _train(
    ctx: JobContext, table: CohortTable, dictionary: DataDictionary, settings: TrainingSettings
) -> "TrainingResult":
    from pmdesk.risk.learned.training import train

    return train(table, dictionary, settings, ctx)


def _save(ctx: JobContext, result: "TrainingResult", folder: Path, package_id: str, title: str) -> Path:
    from pmdesk.services.tabular_training import package_words, save_package, write_result

    ctx.check()
    write_result(result, folder)
    return save_package(result, folder, package_words(result, package_id, title))


def _explain(ctx: JobContext, explainer: "CohortExplainer", line: int) -> "CohortPatient | None":
    return explainer(ctx, line)


def _explainer(result: "TrainingResult") -> "CohortExplainer":
    from pmdesk.services.cohort_explaining import CohortExplainer

    return CohortExplainer(result)


def _group(
    ctx: JobContext, table: CohortTable, dictionary: DataDictionary, method: str, clusters: int | None
) -> "CohortGroups":
    from pmdesk.risk.learned.clustering import ClusterMethod, ClusterSettings, group_cohort

    settings = ClusterSettings(method=ClusterMethod(method), clusters=clusters)
    return group_cohort(table, dictionary, settings, ctx)


def _write_text(ctx: JobContext, path: Path, text: str) -> None:
    ctx.check()
    with atomic_write(path) as temporary:
        temporary.write_text(text, encoding="utf-8")
