"""Opens, analyses and saves cases: turns what the window asks into jobs and puts their results into the session."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from pmdesk.core.errors import ErrorCode, PmdeskError
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import Finding
from pmdesk.core.growth import PriorStudy
from pmdesk.core.ids import FindingId
from pmdesk.core.record import PatientRecord
from pmdesk.core.variant import Genome, GenomeBuild
from pmdesk.core.volume import Volume
from pmdesk.imaging.catalog import Catalog, CatalogSeries
from pmdesk.imaging.loader import SlicePreview
from pmdesk.inference.registry import ModelRegistry
from pmdesk.records.importing import RecordKind
from pmdesk.records.tables.reading import TABLE_SUFFIXES
from pmdesk.services import opening
from pmdesk.services.case import Case, CaseWarning, geometry_warnings
from pmdesk.services.changes import OpChanges
from pmdesk.services.demo_case import DemoCase, prepare_demo_case, prepare_demo_prior
from pmdesk.services.explaining import Explain, explain_finding, with_heat
from pmdesk.services.image_work import analyse_nodules, open_prior
from pmdesk.services.jobs import Job, Lane
from pmdesk.services.operating_points import with_analysis
from pmdesk.services.recording import (
    RecordImport,
    belongs_to,
    is_second_record,
    read_record,
    record_matches,
)
from pmdesk.services.settings import RecentCase
from pmdesk.ui.bridge import bind
from pmdesk.ui.context import UiContext

if TYPE_CHECKING:
    from pmdesk.services.nodules import NoduleAnalysis


class CaseController(QObject):
    """The verbs of the window that take time.

    Signals
    -------
    preview_ready(SlicePreview)
        The first slice of a series that is being loaded.
    genome_question(Path, PmdeskError)
        A variant file does not say its build or sample; ask and call `open_genome` again.
    table_question(Path)
        A table of patients: ask what its columns are, then call `open_table_record`.
    record_question(str)
        The record's patient differs from the images' in the named fields.
    unsaved_question(callable)
        Another series was asked for while decisions are unsaved; the callable goes on without them.
    load_ended()
        Loading a series failed or was cancelled.
    record_report(RecordImport)
        What of a record was understood.
    second_record(Path, RecordImport)
        It may be another record of the open record's patient; ask, then call `use_record` or merge.
    explain_failed(FindingId)
        The heat map of a finding was not made: an error, or cancelled.
    settled()
        Nothing that was asked for is still running.
    """

    preview_ready = Signal(object)
    genome_question = Signal(object, object)
    table_question = Signal(object)
    record_question = Signal(object)
    record_report = Signal(object)
    second_record = Signal(object, object)
    series_loading = Signal(object)
    load_ended = Signal()
    unsaved_question = Signal(object)
    explain_failed = Signal(str)
    settled = Signal()

    def __init__(
        self,
        context: UiContext,
        registry: ModelRegistry,
        parent: QObject | None = None,
        *,
        explain: Explain = explain_finding,
    ) -> None:
        super().__init__(parent)
        self._context = context
        self._registry = registry
        self._explain = explain
        self._explaining: Job | None = None
        self._recent = RecentCase()
        self._analyse_next = False
        self._pending_demo: DemoCase | None = None
        self._prior_next: list[Path] = []
        self._is_settling = False
        bind(self, context.jobs.updated, lambda _job: self._settle_now())

    # opening

    def open_paths(self, paths: list[Path]) -> None:
        """Open whatever was dropped or named: records and genomes by their content's kind, the rest as images."""
        images = []
        for path in paths:
            name = path.name.lower()
            if name.endswith((".vcf", ".vcf.gz", ".vcf.bgz")):
                self.open_genome(path)
            elif name.endswith(".json"):
                self.open_record(path)
            elif name.endswith(TABLE_SUFFIXES):
                self.table_question.emit(path)
            else:
                images.append(path)
        if images:
            self.open_images(images)

    def open_images(self, paths: list[Path], *, analyse: bool = False) -> None:
        self._analyse_next = analyse
        self._recent = RecentCase(images=tuple(str(path) for path in paths))

        def opened(catalog: Catalog) -> None:
            self._context.session.set_catalog(catalog, self)
            try:
                series = opening.choose_series(catalog)
            except PmdeskError as error:
                self._analyse_next = False
                # several patients: the user chooses in the list, which is no error
                if error.code is not ErrorCode.SEVERAL_PATIENTS:
                    self._failed(error)
                self._settle()
            else:
                self.open_series(series)

        self._submit("job.scan", opening.scan_images, paths, key="scan", on_done=opened)

    def open_series(self, series: CatalogSeries) -> None:
        """Load a series; its middle slice is shown before the rest is read.

        Decisions on the open case that were not saved are asked about first (`unsaved_question`).
        """
        if self._context.undo.unsaved:

            def go_on() -> None:
                self._context.undo.mark_saved()
                self.open_series(series)

            self.unsaved_question.emit(go_on)
            self._settle()
            return
        self._context.session.series = series
        self.series_loading.emit(series)
        post = self._context.post

        def preview(first: SlicePreview) -> None:
            post(lambda: self.preview_ready.emit(first))

        def loaded(volume: Volume) -> None:
            case = self._case_for(volume)
            self._context.undo.clear()
            self._context.session.replace_case(case, initiator=self)
            if case.record is not None and not case.record_confirmed:
                self.record_question.emit(record_matches(case.record, volume.description))
            self._context.session.selection.set_cursor(volume.geometry.center)
            self._remember(images=self._recent.images)
            if self._pending_demo is not None:
                demo, self._pending_demo = self._pending_demo, None
                self.open_record(demo.record)
                self.open_genome(demo.genome)
            if self._analyse_next:
                self._analyse_next = False
                self.analyse()
            self._settle()

        def failed(error: PmdeskError) -> None:
            self.load_ended.emit()
            self._failed_and_settle(error)

        def cancelled() -> None:
            self.load_ended.emit()
            self._settle()

        self._submit(
            "job.load_series",
            opening.load_volume,
            series,
            preview,
            key="load",
            on_done=loaded,
            on_error=failed,
            on_cancelled=cancelled,
        )

    def open_record(self, path: Path) -> None:
        """Open a record in place of the one before; unsaved decisions are asked about first."""
        if self._context.session.case.record is not None and self._context.undo.unsaved:

            def go_on() -> None:
                self._context.undo.mark_saved()
                self.open_record(path)

            self.unsaved_question.emit(go_on)
            self._settle()
            return

        def opened(imported: RecordImport) -> None:
            self._offer_record(path, imported)
            self._settle()

        self._submit("job.read_record", read_record, path, key="record", on_done=opened)

    def open_table_record(self, path: Path, record: PatientRecord) -> None:
        """Open a patient of a table; unsaved decisions and another record of the patient are asked about first."""
        if self._context.session.case.record is not None and self._context.undo.unsaved:

            def go_on() -> None:
                self._context.undo.mark_saved()
                self.open_table_record(path, record)

            self.unsaved_question.emit(go_on)
            return
        self._offer_record(path, RecordImport(record, RecordKind.TABLE))

    def _offer_record(self, path: Path, imported: RecordImport) -> None:
        if is_second_record(self._context.session.case, imported, path):
            self.second_record.emit(path, imported)
        else:
            self.use_record(path, imported)

    def use_record(self, path: Path, imported: RecordImport) -> None:
        """Put a record that was read into the case, in place of the one before."""
        session = self._context.session
        differing = record_matches(imported.record, session.case.description)
        case = replace(
            session.case,
            record=imported.record,
            record_source=str(path),
            record_confirmed=not differing,
        )
        self._context.undo.clear()
        session.replace_case(case, OpChanges(record=True), self)
        self._remember(record=str(path))
        self.record_report.emit(imported)
        if differing:
            self.record_question.emit(differing)

    def confirm_record(self, *, accept: bool) -> None:
        """Answer `record_question`: the record belongs to the images' patient, or it is closed again."""
        session = self._context.session
        case = session.case
        session.replace_case(
            replace(case, record_confirmed=True)
            if accept
            else replace(case, record=None, record_source="", record_confirmed=True),
            OpChanges(record=True),
            self,
        )

    def open_genome(self, path: Path, build: GenomeBuild | None = None, sample: str | None = None) -> None:
        def opened(genome: Genome) -> None:
            session = self._context.session
            self._context.undo.clear()
            session.replace_case(replace(session.case, genome=genome), OpChanges(genome=True), self)
            self._remember(genome=str(path))
            self._settle()

        def failed(error: PmdeskError) -> None:
            if error.code in (ErrorCode.BUILD_UNKNOWN, ErrorCode.SAMPLE_NOT_FOUND):
                self.genome_question.emit(path, error)
            else:
                self._failed(error)
            self._settle()

        self._submit(
            "job.read_genome",
            opening.read_genome,
            path,
            build,
            sample,
            key="genome",
            on_done=opened,
            on_error=failed,
        )

    def open_recent(self, recent: RecentCase) -> None:
        if recent.images:
            self.open_images([Path(path) for path in recent.images])
        for path, opener in ((recent.record, self.open_record), (recent.genome, self.open_genome)):
            if path.lower().endswith(TABLE_SUFFIXES):
                self.table_question.emit(Path(path))
            elif path:
                opener(Path(path))

    def open_demo(self) -> None:
        """The bundled synthetic patient, images and record and genome, analysed."""

        def made(demo: DemoCase) -> None:
            self._pending_demo = demo
            self.open_images([demo.images], analyse=True)

        self._submit("job.demo", prepare_demo_case, key="demo", on_done=made, lane=Lane.COMPUTE)

    # work on the open case

    def analyse(self) -> None:
        """Run nodule finding on the open volume."""
        session = self._context.session
        volume = session.case.volume
        if volume is None:
            return

        def done(analysis: "NoduleAnalysis") -> None:
            case = session.case
            if case.volume is not volume:
                return
            warnings = tuple(CaseWarning(note) for note in analysis.provenance.notes)
            self._context.undo.clear()
            session.replace_case(
                with_analysis(
                    replace(case, warnings=(*geometry_warnings(volume), *warnings)),
                    analysis,
                    wanted=self._context.settings.false_positives_per_scan,
                ),
                OpChanges(findings=True),
                self,
            )
            if session.case.findings:
                first = session.case.findings[0]
                session.selection.select(NodeRef(NodeKind.FINDING, first.id))
            self._compare_next()
            self._settle()

        self._submit(
            "job.analyse",
            analyse_nodules,
            volume,
            self._registry,
            self._context.settings.device,
            key="analyse",
            lane=Lane.MODEL,
            on_done=done,
        )

    def open_prior(self, paths: list[Path]) -> None:
        """Compare the open case with an earlier CT; its nodules are looked for first, where nobody has."""
        session = self._context.session
        volume = session.case.volume
        if volume is None:
            self._context.signals.message.emit(
                self.tr("Open the current CT first, then the earlier one."), "caution"
            )
            return
        if session.case.analysis is None:
            self._prior_next = paths
            self.analyse()
            return

        def done(study: PriorStudy) -> None:
            if session.case.volume is volume:
                session.replace_case(replace(session.case, prior=study), OpChanges(findings=True), self)
            self._settle()

        self._submit(
            "job.compare",
            open_prior,
            volume,
            paths,
            self._registry,
            self._context.settings.device,
            key="compare",
            lane=Lane.MODEL,
            on_done=done,
        )

    def _compare_next(self) -> None:
        paths, self._prior_next = self._prior_next, []
        if paths:
            self.open_prior(paths)

    def open_demo_prior(self) -> None:
        """Compare with the bundled patient's earlier CT; refused for any other patient."""
        self._submit(
            "job.demo",
            prepare_demo_prior,
            key="demo",
            on_done=lambda folder: self.open_prior([folder]),
            lane=Lane.COMPUTE,
        )

    def explain(self, finding_id: str) -> None:
        """Make the heat map of one finding; the newest wish wins."""
        session = self._context.session
        volume, finding = session.case.volume, session.case.finding(FindingId(finding_id))
        if volume is None or finding is None or finding.characterisation is None:
            return

        def done(explained: Finding) -> None:
            case = session.case if session.case.volume is volume else Case()
            merged = with_heat(case.finding(finding.id), explained)
            if merged is None:
                self.explain_failed.emit(finding.id)
            else:
                session.replace_case(case.with_finding(merged), OpChanges(findings=True), self)
            self._settle()

        def failed(error: PmdeskError) -> None:
            self.explain_failed.emit(finding.id)
            self._failed(error)
            self._settle()

        def cancelled() -> None:
            self.explain_failed.emit(finding.id)
            self._settle()

        self._explaining = self._submit(
            "job.explain",
            self._explain,
            volume,
            finding,
            self._registry,
            self._context.settings.device,
            key="explain",
            lane=Lane.MODEL,
            on_done=done,
            on_error=failed,
            on_cancelled=cancelled,
        )

    def stop_explaining(self) -> None:
        """The heat map that is being made is not wanted any more."""
        if self._explaining is not None:
            self._explaining.cancel()
            self._explaining = None

    # helpers

    def _case_for(self, volume: Volume) -> Case:
        """A case on another volume.

        Record and genome stay while the patient stays the same. For another patient a record stays only if it is
        surely that patient's; a genome names no patient and is closed, which is said.
        """
        previous = self._context.session.case
        record = previous.record
        if previous.description is None or previous.description.patient == volume.description.patient:
            base = replace(
                previous,
                findings=(),
                hidden_findings=(),
                operating_points=(),
                operating_point=None,
                prior=None,
                comparison=None,
                analysis=None,
                reviews=(),
            )
        else:
            kept = record is not None and belongs_to(record, volume.description)
            base = Case(record=record, record_source=previous.record_source) if kept else Case()
            if previous.genome is not None or (record is not None and not kept):
                self._context.signals.message.emit(
                    self.tr(
                        "Another patient was opened: the record and the variants of the one before were closed."
                    ),
                    "info",
                )
        differing = record_matches(base.record, volume.description)
        return replace(
            base, volume=volume, warnings=geometry_warnings(volume), record_confirmed=not differing
        )

    def _remember(self, **changes: object) -> None:
        settings = self._context.settings
        recent = self._recent.model_copy(update=changes)
        settings.recent = tuple(item for item in settings.recent if item != self._recent)
        self._recent = recent
        settings.remember(recent)

    def _submit(self, title: str, function: Callable[..., Any], *args: Any, **options: Any) -> Job:
        options.setdefault("on_error", self._failed_and_settle)
        options.setdefault("on_cancelled", self._settle)
        return self._context.jobs.submit(title, function, *args, **options)

    def _failed_and_settle(self, error: PmdeskError) -> None:
        self._analyse_next = False
        self._pending_demo = None
        self._prior_next = []
        self._failed(error)
        self._settle()

    def _failed(self, error: PmdeskError) -> None:
        self._context.session.failed.emit(error)

    def _settle(self) -> None:
        """Say that nothing runs any more, now or when the jobs of others have ended too."""
        self._is_settling = True
        self._settle_now()

    def _settle_now(self) -> None:
        if self._is_settling and not self._context.jobs.active:
            self._is_settling = False
            self.settled.emit()
