"""The genome tab: which file, which build, what the biomarkers say, and every variant."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QTimer
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.ids import VariantId
from pmdesk.core.variant import Genome, VariantOrigin
from pmdesk.genomics.filters import ConsequenceClass
from pmdesk.services.changes import OpChanges
from pmdesk.services.operations.set_variant_origin import SetVariantOrigin
from pmdesk.ui.access import Deed
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.variants_model import VariantColumns, VariantQuestion, VariantsModel
from pmdesk.ui.panels.biomarker_strip import BiomarkerStrip
from pmdesk.ui.panels.case_panel import CasePanel
from pmdesk.ui.table_output import ask_csv, copy_rows, save_csv
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.adaptive_row import AdaptiveRow
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.icons import tinted_icon
from pmdesk.ui.widgets.labels import ElidedLabel, EmptyState, NoticeBar, set_property, text_label

_ALLELE_CHARS = 14
_TYPING_PAUSE_MS = 150
_ORIGINS = (VariantOrigin.UNKNOWN, VariantOrigin.GERMLINE, VariantOrigin.SOMATIC)


class GenomePanel(CasePanel):
    """Header, biomarkers, filter bar and the table of variants."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("genome")
        self._following = False
        self._shown_genome: Genome | None = None
        self._arrays = VariantColumns(())
        self._model = VariantsModel(context.theme.theme, self)
        self._table = DataTable("genome.table")
        self._table.setModel(self._model)
        self._table.selectionModel().currentRowChanged.connect(self._row_chosen)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_PAUSE_MS)
        self._typing.timeout.connect(self._apply_filter)

        self._file = ElidedLabel()
        self._file.setObjectName("genome.file")
        set_property(self._file, "role", "heading")
        self._how = text_label("", "quiet", name="genome.build")
        self._origin_name = text_label("", "quiet", wrap=False)
        self._origin = ComboBox()
        self._origin.setObjectName("genome.origin")
        for value in _ORIGINS:
            self._origin.addItem("", value)
        self._origin.activated.connect(lambda index: self._state_origin(_ORIGINS[index]))
        self._notes = NoticeBar()
        self._notes.setObjectName("genome.notes")
        self._biomarkers = BiomarkerStrip(context)

        self._text = self._line_edit("genome.search")
        self._gene = self._line_edit("genome.gene")
        self._gene.setMaximumWidth(120)
        self._pass_only = self._switch("genome.pass_only")
        self._in_biomarker = self._switch("genome.biomarkers_only")
        self._depth = self._line_edit("genome.min_depth")
        self._depth.setValidator(QIntValidator(0, 99_999, self))
        self._depth.setMaximumWidth(110)
        self._consequence = ComboBox()
        self._consequence.setObjectName("genome.consequence")
        self._consequence.addItem("", None)
        for kind in ConsequenceClass:
            self._consequence.addItem("", kind)
        self._consequence.currentIndexChanged.connect(self._ask_soon)
        self._clear = QToolButton()
        self._clear.setObjectName("genome.clear_filter")
        self._clear.clicked.connect(self.clear_filter)
        self._copy = QToolButton()
        self._copy.setObjectName("genome.copy")
        self._copy.clicked.connect(self.copy_table)
        self._export = QToolButton()
        self._export.setObjectName("genome.export")
        self._export.clicked.connect(self.export_table)
        context.access.govern(Deed.EXPORT, self._copy, self._export)
        context.access.govern(Deed.CHANGE, self._origin)
        self._table.govern_copy(lambda: context.access.allows(Deed.EXPORT))
        self._count = text_label("", "quiet", name="genome.count", wrap=False)

        self._lay_out()
        self.start()

    def _line_edit(self, name: str) -> QLineEdit:
        edit = QLineEdit()
        edit.setObjectName(name)
        edit.setClearButtonEnabled(True)
        edit.textChanged.connect(self._ask_soon)
        return edit

    def _switch(self, name: str) -> QPushButton:
        box = QPushButton()
        box.setObjectName(name)
        box.setCheckable(True)
        box.toggled.connect(self._ask_soon)
        return box

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(GRID_PX * 2)
        head.addWidget(self._file, 1)
        head.addWidget(self._origin_name)
        head.addWidget(self._origin)
        narrowing = QWidget()
        bar = QHBoxLayout(narrowing)
        bar.setContentsMargins(0, 0, 0, 0)
        bar.setSpacing(GRID_PX * 2)
        for widget in (
            self._gene, self._consequence, self._depth, self._pass_only, self._in_biomarker, self._clear
        ):  # fmt: skip
            bar.addWidget(widget)
        self._text.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 24)
        filters = AdaptiveRow(0, spacing_px=GRID_PX * 2)
        filters.add(self._text, 1)
        filters.add(narrowing, 0)
        foot = QHBoxLayout()
        foot.setSpacing(GRID_PX * 2)
        foot.addWidget(self._count, 1)
        foot.addWidget(self._copy)
        foot.addWidget(self._export)
        upper = QVBoxLayout()
        upper.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX)
        upper.setSpacing(GRID_PX * 2)
        upper.addLayout(head)
        upper.addWidget(self._how)
        upper.addWidget(self._notes)
        upper.addWidget(self._biomarkers)
        upper.addWidget(filters)
        lower = QVBoxLayout()
        lower.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 3, GRID_PX * 2)
        lower.addLayout(foot)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(upper)
        column.addWidget(self._table, 1)
        column.addLayout(lower)
        self._empty = EmptyState()
        self._empty.setObjectName("genome.empty")
        self._empty.add_button("genome", "genome.open_genome")
        self._empty.add_button("demo", "genome.open_demo")
        self._empty.activated.connect(self.context.signals.open_requested)
        self._pages = QStackedWidget()
        self._pages.addWidget(page)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)

    # what the user asks

    @property
    def question(self) -> VariantQuestion:
        return VariantQuestion(
            text=self._text.text().strip(),
            gene=self._gene.text().strip(),
            pass_only=self._pass_only.isChecked(),
            min_depth=int(self._depth.text() or 0),
            consequence=self._consequence.currentData(),
            biomarkers_only=self._in_biomarker.isChecked(),
        )

    def clear_filter(self) -> None:
        """Show every variant again."""
        self._text.clear()
        self._gene.clear()
        self._pass_only.setChecked(False)
        self._in_biomarker.setChecked(False)
        self._depth.clear()
        self._consequence.setCurrentIndex(0)
        self._apply_filter()

    def focus_node(self, ref: NodeRef) -> bool:
        """Bring a variant into sight, clearing a filter that hides it; False for anything else."""
        genome = self.case.genome
        if ref.kind is not NodeKind.VARIANT or genome is None or genome.call(VariantId(ref.key)) is None:
            return False
        if self._model.index_of(ref) is None:
            self.clear_filter()
        self.show_focus(self.context.session.selection.focus)
        self._table.select_line(self._model.index_of(ref))
        self._table.setFocus()
        return True

    def copy_table(self) -> None:
        copy_rows(self.context, self._table)

    def export_table(self) -> None:
        """Ask for a place and write the shown rows as CSV."""
        ask_csv(self, self.tr("Export the variants"), "variants.csv", self.write_table)

    def write_table(self, path: Path) -> None:
        save_csv(self.context, self._model, path)

    def _state_origin(self, origin: VariantOrigin) -> None:
        genome = self.case.genome
        if genome is not None and genome.origin is not origin:
            self.context.undo.push(SetVariantOrigin(genome, origin), self)

    def _ask_soon(self) -> None:
        self._typing.start()

    def _apply_filter(self) -> None:
        self._typing.stop()
        genome = self.case.genome
        if genome is None:
            return
        question = self.question
        in_biomarker = frozenset(
            variant
            for marker in self.case.biomarkers
            for variant in (*marker.variants, *marker.unclear, *marker.failed_filter)
        )
        self._following = True
        self._model.set_mask(None if question.is_open else self._arrays.mask(question, in_biomarker))
        self._following = False
        self._clear.setEnabled(not question.is_open)
        self._show_count(genome)
        self.show_focus(self.context.session.selection.focus)

    # what the case says

    def refresh(self, changes: OpChanges) -> None:
        genome = self.case.genome
        if genome is None:
            self._shown_genome = None
            self._following = True
            self._model.set_rows(())
            self._following = False
            self._pages.setCurrentIndex(1)
            return
        if not changes.genome:
            self.show_focus(self.context.session.selection.focus)
            return
        self._pages.setCurrentIndex(0)
        if genome is not self._shown_genome:
            first = self._shown_genome is None
            self._shown_genome = genome
            self._arrays = VariantColumns(genome.calls)
            self._following = True
            self._model.set_rows(genome.calls)
            self._following = False
            if first:
                self._fit_columns()
        self._show_header(genome)
        self._biomarkers.show_biomarkers(self.case)
        self._apply_filter()

    def _fit_columns(self) -> None:
        """Widths from the content; one long insertion does not take the room of the other columns."""
        self._table.fit_columns()
        alleles = [column.id for column in self._model.columns].index("alleles")
        most = self.fontMetrics().horizontalAdvance("G") * _ALLELE_CHARS
        self._table.setColumnWidth(alleles, min(self._table.columnWidth(alleles), most))

    def _show_header(self, genome: Genome) -> None:
        self._file.setText(Path(genome.source_path).name)
        texts = self.context.texts
        self._how.setText(
            self.tr("Build {build} ({how}), sample {sample}").format(
                build=genome.build.value,
                how=texts.of(genome.build_evidence),
                sample=genome.sample or terms.not_known(),
            )
        )
        is_open = any(call.origin is VariantOrigin.UNKNOWN for call in genome.calls)
        is_stated_each = genome.origin is VariantOrigin.UNKNOWN and not is_open and bool(genome.calls)
        self._origin.setVisible(not is_stated_each)
        self._origin.setCurrentIndex(_ORIGINS.index(genome.origin))
        self._origin_name.setText(
            self.tr("Origin stated for each variant") if is_stated_each else self.tr("Origin")
        )
        set_property(self._origin_name, "role", "caution" if is_open else "quiet")
        notes = [texts.of(code, count=genome.skipped_records) for code in genome.notes]
        if is_open:
            notes.append(
                self.tr("The file does not say whether its variants are germline or somatic; please state it")
            )
        self._notes.setVisible(bool(notes))
        self._notes.set_text("\n".join(notes))

    def _show_count(self, genome: Genome) -> None:
        shown, total = self._model.rowCount(), len(genome.calls)
        if shown == total:
            self._count.setText(self.tr("Variants: {total}").format(total=f"{total:,}"))
        else:
            self._count.setText(
                self.tr("Variants: {shown} of {total}").format(shown=f"{shown:,}", total=f"{total:,}")
            )

    def show_focus(self, focus: NodeRef | None) -> None:
        self._model.set_related(self.related, self.theme.related)
        node = self.selected_node(NodeKind.VARIANT)
        self._following = True
        self._table.select_line(None if node is None else self._model.index_of(node))
        self._following = False
        self._biomarkers.show_focus(focus, self.related)

    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._following or not current.isValid():
            return
        node = self._model.node_at(current.row())
        if node is not None:
            self.context.session.selection.select(node)

    # look

    def apply_theme(self, theme: Theme) -> None:
        self._model.set_theme(theme)
        self._model.set_related(self.related, theme.related)
        for button, name in ((self._copy, "copy"), (self._export, "export"), (self._clear, "cross")):
            button.setIcon(tinted_icon(name, theme.text, theme.quiet))
        self._notes.apply_theme(theme)
        self._biomarkers.show_biomarkers(self.case)

    def retranslate(self) -> None:
        if self._shown_genome is not None:
            # words of another language have other widths
            self._fit_columns()
        self._table.setAccessibleName(self.tr("Variants"))
        self._origin.setAccessibleName(self.tr("Origin of the variants"))
        for index, value in enumerate(_ORIGINS):
            self._origin.setItemText(index, terms.variant_origin(value))
        self._text.setPlaceholderText(self.tr("Search gene, position, rs number, HGVS"))
        self._text.setAccessibleName(self.tr("Search the variants"))
        self._gene.setPlaceholderText(self.tr("Gene"))
        self._gene.setAccessibleName(self.tr("Gene begins with"))
        self._pass_only.setText(self.tr("PASS only"))
        self._in_biomarker.setText(self.tr("Biomarkers only"))
        self._depth.setPlaceholderText(self.tr("Depth ≥"))
        self._depth.setAccessibleName(self.tr("Least depth"))
        self._consequence.setAccessibleName(self.tr("Consequence"))
        self._consequence.setItemText(0, self.tr("Any consequence"))
        for index, kind in enumerate(ConsequenceClass):
            self._consequence.setItemText(index + 1, terms.consequence_class(kind))
        for button, text in (
            (self._clear, self.tr("Clear the filter")),
            (self._copy, self.tr("Copy the table")),
            (self._export, self.tr("Export the table as CSV")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        self._empty.set_texts(
            self.tr("No genome open"),
            self.tr(
                'Drop a VCF file here, plain or .gz. A gene without a variant is "no variant reported", never "normal"'
            ),
        )
        self._empty.set_button_text("genome", self.tr("Open a genome"))
        self._empty.set_button_text("demo", self.tr("Open the demo patient"))
        self._model.retranslate()
        super().retranslate()
