"""The inputs of a score as a table: value, unit, date, who says so, and what the model takes."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from pmdesk.core.provenance import Origin
from pmdesk.core.risk import InputUsed, RiskScore
from pmdesk.risk.model import InputKind, InputSpec
from pmdesk.ui.access import Deed
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.itemmodels.findings_model import ESTIMATE_MARK
from pmdesk.ui.panels.risk_page.score_words import input_value, limits_words, unit_words, with_value
from pmdesk.ui.panels.risk_page.section import Section
from pmdesk.ui.table_output import ask_csv, copy_rows, save_csv
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import day
from pmdesk.ui.widgets.coded_names import local_name
from pmdesk.ui.widgets.data_table import DataTable

_MOST_CHOICES = 3
_LONGEST_CHOICES = 20
_WIDEST_PX = 250


class InputsSection(Section):
    """One row an input; a click on its name jumps to where the value lives."""

    def __init__(
        self,
        context: UiContext,
        score: RiskScore,
        specs: tuple[InputSpec, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("risk_page.inputs", "", parent)
        self._context, self._score = context, score
        self._specs = {spec.name: spec for spec in specs}
        self.header.set_text(self.tr("Inputs ({count})").format(count=len(score.inputs)))
        color = context.theme.theme.text
        copy = self.add_tool("risk_page.inputs.copy", "copy", self.tr("Copy the inputs as a table"), color)
        copy.clicked.connect(self._copy)
        export = self.add_tool(
            "risk_page.inputs.export", "export", self.tr("Export the inputs as CSV"), color
        )
        export.clicked.connect(self._export)
        context.access.govern(Deed.EXPORT, copy, export)
        self._model: ColumnTableModel[InputUsed] = ColumnTableModel(
            self._columns(), lambda item: item.ref, self
        )
        self.table = DataTable("risk_page.inputs.table")
        self.table.setAccessibleName(self.tr("Inputs"))
        self.table.govern_copy(lambda: context.access.allows(Deed.EXPORT))
        self.table.setModel(self._model)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model.set_rows(score.inputs)
        self._is_short = False
        self._whole_px = self._shown_px = self._fit_columns()
        self.table.clicked.connect(self._clicked)
        self.table.activated.connect(lambda index: self._jump(index.row()))
        self.body.addWidget(self.table)
        self._fit_height()

    def _fit_columns(self) -> int:
        """Column widths for the texts; the width of all of them."""
        last = self._model.columnCount() - 1
        # a hidden column has no width
        self.table.setColumnHidden(last, False)
        self.table.fit_columns(widest_px=_WIDEST_PX)
        self._last_px = self.table.columnWidth(last)
        return sum(self.table.columnWidth(column) for column in range(self._model.columnCount()))

    def _columns(self) -> tuple[Column[InputUsed], ...]:
        texts, theme = self._context.texts, self._context.theme.theme

        def value(item: InputUsed) -> str:
            words = input_value(item, texts)
            return f"{ESTIMATE_MARK} {words}" if item.origin is Origin.MODEL else words

        def origin(item: InputUsed) -> str:
            words = terms.origin(item.origin)
            return with_value(words, local_name(item.document)) if item.document else words

        def short_origin(item: InputUsed) -> str:
            return terms.origin(item.origin) if self._is_short else origin(item)

        def unit(item: InputUsed) -> str:
            return "" if item.value_text is not None else unit_words(item.unit, item.label)

        def within(item: InputUsed) -> str:
            return self._range(item)

        return (
            Column(
                "input", lambda: self.tr("Input"), lambda item: texts.local(item.label),
                lambda item: texts.local(item.label),
                cell_tip=lambda item: self.tr("Show where this value lives") if item.ref else None,
                color=lambda item: theme.accent if item.ref else None,
            ),
            Column(
                "value", lambda: self.tr("Value"), value,
                lambda item: float(item.value) if isinstance(item.value, int | float) else 0.0, is_number=True,
                export=lambda item: item.value if not isinstance(item.value, bool) else int(item.value),
                cell_tip=self._range_tip,
            ),
            Column("unit", lambda: self.tr("Unit"), unit, lambda item: item.unit),
            Column(
                "date", lambda: self.tr("Date"),
                lambda item: day(item.taken_on) if item.taken_on else "",
                lambda item: item.taken_on.isoformat() if item.taken_on else None,
            ),
            Column(
                "origin", lambda: self.tr("Source"), short_origin, origin, cell_tip=origin,
                color=lambda item: theme.caution if item.origin is Origin.MODEL else None,
            ),
            Column("range", lambda: self.tr("Taken by the model"), within, within),
        )  # fmt: skip

    def _range(self, item: InputUsed) -> str:
        spec = self._specs.get(item.name)
        if spec is None:
            return ""
        if spec.kind is InputKind.FLAG:
            return self.tr("yes or no")
        if spec.levels:
            return self.tr("one of {count}").format(count=len(spec.levels))
        if spec.kind is InputKind.CHOICE:
            texts = self._context.texts
            words = texts.join(texts.local(spec.choice_label(one)) for one in spec.choices)
            if len(spec.choices) > _MOST_CHOICES or len(words) > _LONGEST_CHOICES:
                return self.tr("one of {count}").format(count=len(spec.choices))
            return words
        return limits_words(spec)

    def _range_tip(self, item: InputUsed) -> str | None:
        taken = self._range(item)
        return with_value(self.tr("Taken by the model"), taken) if taken else None

    def _fit_height(self) -> None:
        short = self._whole_px > self.width()
        if short is not self._is_short:
            # in a narrow page the file behind a value stands in its tip
            self._is_short = short
            self._model.set_rows(self._score.inputs)
            self._shown_px = self._fit_columns()
        rows = self._model.rowCount() * self.table.verticalHeader().defaultSectionSize()
        header = self.table.horizontalHeader()
        last = self._model.columnCount() - 1
        too_wide = self._shown_px > self.width()
        # what the model takes is in the tip of each value too
        self.table.setColumnHidden(last, too_wide)
        needs_bar = too_wide and self._shown_px - self._last_px > self.width()
        bar = self.table.horizontalScrollBar().sizeHint().height() if needs_bar else 0
        self.table.setFixedHeight(header.sizeHint().height() + rows + bar + 2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_height()

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == 0:
            self._jump(index.row())

    def _jump(self, row: int) -> None:
        node = self._model.node_at(row)
        if node is not None:
            self._context.signals.navigate_requested.emit(node)

    def _copy(self) -> None:
        copy_rows(self._context, self.table)

    def _export(self) -> None:
        ask_csv(self, self.tr("Export the inputs"), f"{self._score.model_id}-inputs.csv", self.write)

    def write(self, path: Path) -> None:
        """Write the table as CSV."""
        save_csv(self._context, self._model, path)
