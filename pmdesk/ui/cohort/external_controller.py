"""A saved package tested on the table that is open: which packages there are, the test as a job, its result."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from pmdesk.core.errors import PmdeskError
from pmdesk.core.progress import JobContext
from pmdesk.risk.learned.catalog import InstalledLearned, learned_packages
from pmdesk.risk.learned.external_documents import ExternalValidation
from pmdesk.risk.learned.manifest import LearnedManifest, SurvivalManifest
from pmdesk.risk.learned.reading import CohortTable
from pmdesk.services.jobs import Job, Lane
from pmdesk.ui.cohort.controller import CohortController
from pmdesk.ui.context import UiContext

if TYPE_CHECKING:
    # scikit-learn is loaded by the job, so that the window starts fast
    from pmdesk.risk.learned.external_rows import ValidationQuestion
    from pmdesk.services.model_packages import ListedPackage

TEST_JOB = "job.validate"


class ExternalController(QObject):
    """Holds the packages and the result; views read them and hear what changed.

    Signals
    -------
    packages_changed()
        Packages were looked for, or one was added from a folder.
    result_changed()
        A test ended, or its result was dropped with the table.
    running_changed(bool)
        A test runs, or has ended.
    installed(str)
        A package was installed, by its id.
    failed(PmdeskError)
        To be shown beside the form.
    """

    packages_changed = Signal()
    result_changed = Signal()
    running_changed = Signal(bool)
    installed = Signal(str)
    failed = Signal(object)

    def __init__(self, context: UiContext, cohort: CohortController, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.cohort = cohort
        self.packages: tuple[InstalledLearned, ...] = ()
        self.result: ExternalValidation | None = None
        self._given: dict[Path, InstalledLearned] = {}
        self._job: Job | None = None
        cohort.table_changed.connect(self._drop)

    def look_for_packages(self) -> None:
        """Read the manifests of the installed packages."""

        def found(packages: tuple[InstalledLearned, ...]) -> None:
            self.packages = (*packages, *self._given.values())
            self.packages_changed.emit()

        self._submit("job.validate_packages", _packages, key="cohort.external.packages", on_done=found)

    def add_folder(self, folder: Path) -> None:
        """Offer a package that is not installed."""

        def read(package: InstalledLearned) -> None:
            self._given[package.path] = package
            self.packages = (*(one for one in self.packages if one.path != package.path), package)
            self.packages_changed.emit()

        self._submit("job.validate_packages", _package, folder, key="cohort.external.folder", on_done=read)

    def install(self, source: Path) -> None:
        """Check a package and put it into the user's folder; the installed ones are looked for again."""

        def done(found: "ListedPackage") -> None:
            self.installed.emit(found.id)
            self.look_for_packages()

        self._submit("job.install_package", _install, source, key="cohort.external.install", on_done=done)

    @property
    def is_running(self) -> bool:
        return self._job is not None

    def test(self, package: InstalledLearned, question: "ValidationQuestion") -> None:
        """Apply and measure; the result replaces the one before."""
        table = self.cohort.table
        if table is None or self.is_running:
            return

        def done(result: ExternalValidation) -> None:
            self.result = result
            self._ended()
            self.result_changed.emit()

        def failed(error: PmdeskError) -> None:
            self._ended()
            self.failed.emit(error)

        self._job = self._submit(
            TEST_JOB,
            _test,
            package,
            table,
            question,
            key="cohort.external",
            lane=Lane.COMPUTE,
            on_done=done,
            on_error=failed,
            on_cancelled=self._ended,
        )
        self.running_changed.emit(True)

    def stop(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def save(self, folder: Path) -> None:
        """Write the result as document, page and tables into a folder."""
        if self.result is not None:
            said = self._context.signals.message
            self._submit(
                "job.save",
                _save,
                self.result,
                self._context.texts,
                folder,
                key="cohort.external.save",
                on_done=lambda _files: said.emit(self.tr("Saved: {folder}").format(folder=folder), "info"),
            )

    def page(self) -> str:
        """The result as Markdown; empty without one."""
        from pmdesk.services.external_report import validation_markdown

        return "" if self.result is None else validation_markdown(self.result, self._context.texts)

    def _drop(self) -> None:
        self.stop()
        self.result = None
        self.result_changed.emit()

    def _ended(self) -> None:
        self._job = None
        self.running_changed.emit(False)

    def _submit(self, title: str, function, *args, **options) -> Job:
        options.setdefault("on_error", self.failed.emit)
        return self._context.jobs.submit(title, function, *args, **options)


def is_survival(manifest: LearnedManifest) -> bool:
    return isinstance(manifest, SurvivalManifest)


def absent_columns(package: InstalledLearned, table: CohortTable) -> tuple[str, ...]:
    """Inputs of the package that the table has under no name that is taken by itself."""
    names = {name.strip().casefold() for name in table.names}
    return tuple(
        column.name
        for column in package.manifest.data.columns
        if column.name not in table.columns and column.name.casefold() not in names
    )


def _packages(ctx: JobContext) -> tuple[InstalledLearned, ...]:
    ctx.check()
    return learned_packages()


def _package(ctx: JobContext, folder: Path) -> InstalledLearned:
    from pmdesk.risk.learned.manifest import read_learned_manifest

    ctx.check()
    return InstalledLearned(folder, read_learned_manifest(folder))


def _install(ctx: JobContext, source: Path) -> "ListedPackage":
    from pmdesk.services.package_installing import install_package

    ctx.check()
    return install_package(source)


def _test(
    ctx: JobContext, package: InstalledLearned, table: CohortTable, question: "ValidationQuestion"
) -> ExternalValidation:
    from pmdesk.services.external_validating import validate_table

    return validate_table(ctx, package, table, question)


def _save(ctx: JobContext, result: ExternalValidation, texts, folder: Path) -> tuple[Path, ...]:
    from pmdesk.services.external_validating import write_validation

    ctx.check()
    return write_validation(result, texts, folder)
