"""The columns step: what each column is for, and which values of the outcome mean yes."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pmdesk.core.errors import PmdeskError
from pmdesk.services.cohort import MOST_LEVELS, CohortPlan
from pmdesk.ui.cohort.columns_model import ChoiceDelegate, ColumnsModel
from pmdesk.ui.cohort.controller import CohortController
from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.flow_layout import FlowLayout
from pmdesk.ui.widgets.labels import empty_layout, text_label


class ColumnsView(QWidget):
    """Edits the plan of a `CohortController`.

    Signals
    -------
    open_dictionary_requested()
    save_dictionary_requested()
    """

    open_dictionary_requested = Signal()
    save_dictionary_requested = Signal()

    def __init__(
        self, context: UiContext, controller: CohortController, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cohort.columns")
        self._context = context
        self._controller = controller
        self._levels: tuple[str, ...] = ()
        self._outcome = text_label(name="cohort.outcome")
        self._values = QWidget()
        self._values.setObjectName("cohort.positive")
        self._flow = FlowLayout(self._values, spacing_px=GRID_PX * 3)
        self._refusal = text_label(role="caution", name="cohort.columns.refusal")
        self._refusal.hide()
        self._undo = self._button("undo", controller.undo)
        self._open = self._button("open_dictionary", self.open_dictionary_requested.emit)
        self._save = self._button("save_dictionary", self.save_dictionary_requested.emit)
        self.model = ColumnsModel(context.texts, self)
        self.model.edited.connect(controller.edit_column)
        self.model.refused.connect(self._refuse)
        self.table = DataTable("cohort.columns.table")
        self.table.setSortingEnabled(False)
        self.table.setModel(self.model)
        self.table.setItemDelegate(ChoiceDelegate(self.table))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        bar = QHBoxLayout()
        bar.addWidget(self._outcome, 1)
        for button in (self._undo, self._open, self._save):
            bar.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX * 2)
        column.addLayout(bar)
        column.addWidget(self._values)
        column.addWidget(self._refusal)
        column.addWidget(self.table, 1)
        controller.plan_changed.connect(self._show_plan)
        controller.table_changed.connect(self._fit)

    def retranslate(self) -> None:
        self._undo.setText(self.tr("Undo"))
        self._open.setText(self.tr("Take from a data dictionary..."))
        self._save.setText(self.tr("Save data dictionary..."))
        self.table.setAccessibleName(self.tr("Columns of the table"))
        self.model.retranslate()
        self._levels = ()
        self._show_plan()

    def apply_theme(self, theme: Theme) -> None:
        self.model.set_mark(theme.caution)
        # the style frames empty boxes in a darker shade of this colour
        palette = self.table.palette()
        palette.setColor(palette.ColorRole.Window, QColor(theme.quiet))
        self.table.setPalette(palette)

    def _fit(self) -> None:
        self.model.set_plan(self._controller.plan)
        self.table.fit_columns()

    def _show_plan(self) -> None:
        plan = self._controller.plan
        self._refusal.hide()
        self.model.set_plan(plan)
        self.table.fit_columns()
        self._undo.setEnabled(self._controller.can_undo)
        outcome = plan.outcome
        if outcome is None:
            self._outcome.setText(
                self.tr("Give one column the role “outcome”: what the model is to predict.")
            )
        elif not outcome.facts.levels:
            self._outcome.setText(
                self.tr("{column} has more than {count} values: choose an outcome of a few values.").format(
                    column=outcome.name, count=MOST_LEVELS
                )
            )
        else:
            self._outcome.setText(
                self.tr("Outcome: {column}. Which values mean yes?").format(column=outcome.name)
            )
        levels = tuple(f"{value}  ({count})" for value, count in outcome.facts.levels) if outcome else ()
        key = (outcome.name if outcome else "", *levels)
        if key != self._levels:
            self._levels = key
            self._show_levels(plan)
        for box in self._values.findChildren(QCheckBox):
            box.blockSignals(True)
            box.setChecked(box.property("value") in plan.positive)
            box.blockSignals(False)

    def _show_levels(self, plan: CohortPlan) -> None:
        empty_layout(self._flow)
        outcome = plan.outcome
        self._values.setVisible(outcome is not None and bool(outcome.facts.levels))
        for value, count in outcome.facts.levels if outcome is not None else ():
            box = QCheckBox(self.tr("{value}  ({count} rows)").format(value=value, count=count))
            box.setObjectName(f"cohort.positive.{value}")
            box.setProperty("value", value)
            box.toggled.connect(lambda _on: self._positive_chosen())
            self._flow.addWidget(box)

    def _positive_chosen(self) -> None:
        chosen = [box.property("value") for box in self._values.findChildren(QCheckBox) if box.isChecked()]
        self._controller.set_plan(self._controller.plan.with_positive(chosen))

    def _refuse(self, text: str) -> None:
        self._refusal.setText(self.tr("“{text}” is no number.").format(text=text))
        self._refusal.show()

    def show_error(self, error: PmdeskError) -> None:
        self._refusal.setText(self._context.texts.of_error(error))
        self._refusal.show()

    def _button(self, name: str, act) -> QPushButton:
        button = QPushButton()
        button.setObjectName(f"cohort.columns.{name}")
        button.clicked.connect(lambda _checked=False: act())
        return button
