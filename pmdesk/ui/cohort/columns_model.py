"""The columns of a cohort as an editable table: role, kind, unit, limits, what else means "missing"."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from pmdesk.core.texts import Texts
from pmdesk.risk.learned.cells import number_of
from pmdesk.risk.learned.columns import ColumnKind
from pmdesk.services.cohort import CohortPlan, ColumnPlan, ColumnRole
from pmdesk.ui.cohort.words import kind_name
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.icons import cell_icon
from pmdesk.ui.widgets.table_export import EXPORT_ROLE

_NO_PARENT = QModelIndex()


def role_name(role: ColumnRole) -> str:
    match role:
        case ColumnRole.INPUT:
            return QCoreApplication.translate("CohortColumns", "input")
        case ColumnRole.OUTCOME:
            return QCoreApplication.translate("CohortColumns", "outcome")
        case ColumnRole.PATIENT:
            return QCoreApplication.translate("CohortColumns", "patient")
        case ColumnRole.LEFT_OUT:
            return QCoreApplication.translate("CohortColumns", "left out")


@dataclass(frozen=True)
class _Field:
    """One column of the editor; ``change`` takes the edited value, or gives None where it is no value."""

    title: Callable[[], str]
    text: Callable[[ColumnPlan], str]
    change: Callable[[ColumnPlan, Any], ColumnPlan | None] | None = None
    choices: Callable[[ColumnPlan], list[tuple[str, Any]]] | None = None
    checked: Callable[[ColumnPlan], bool] | None = None
    tip: Callable[[], str] = lambda: ""
    is_number: bool = False


def _limit(name: str, plan: ColumnPlan, text: str) -> ColumnPlan | None:
    if not text.strip():
        return replace(plan, column=plan.column.model_copy(update={name: None}))
    value = number_of(text.strip())
    if value is None:
        return None
    return replace(plan, column=plan.column.model_copy(update={name: value}))


def _text_of(name: str, plan: ColumnPlan, text: str) -> ColumnPlan:
    return replace(plan, column=plan.column.model_copy(update={name: text.strip()}))


def _missing_of(plan: ColumnPlan, text: str) -> ColumnPlan:
    words = tuple(word for part in text.replace("，", ",").split(",") if (word := part.strip()))
    return replace(plan, column=plan.column.model_copy(update={"missing_values": words}))


def _kind_of(plan: ColumnPlan, kind: ColumnKind) -> ColumnPlan:
    return replace(plan, column=plan.column.model_copy(update={"kind": kind}))


def _kinds(plan: ColumnPlan) -> list[tuple[str, Any]]:
    """A column whose cells are not all numbers can be a category only."""
    if plan.facts.smallest is None and plan.facts.distinct != 2:
        return [(kind_name(ColumnKind.CATEGORY), ColumnKind.CATEGORY)]
    return [(kind_name(kind), kind) for kind in ColumnKind]


def _shown_limit(name: str, plan: ColumnPlan) -> str:
    value = getattr(plan.column, name)
    return "" if value is None else f"{value:g}"


def _range(plan: ColumnPlan) -> str:
    facts = plan.facts
    if facts.smallest is not None and facts.largest is not None and facts.distinct > 2:
        return f"{facts.smallest:g} – {facts.largest:g}".replace("-", "−")
    return ", ".join(facts.examples)


FIELDS: tuple[_Field, ...] = (
    _Field(lambda: QCoreApplication.translate("CohortColumns", "Column"), lambda plan: plan.name),
    _Field(
        lambda: QCoreApplication.translate("CohortColumns", "Role"),
        lambda plan: role_name(plan.role),
        change=lambda plan, role: replace(plan, role=role),
        choices=lambda _plan: [(role_name(role), role) for role in ColumnRole],
        tip=lambda: QCoreApplication.translate(
            "CohortColumns",
            "input: the model sees it; outcome: what is predicted; patient: rows of one patient stay together",
        ),
    ),
    _Field(
        lambda: QCoreApplication.translate("CohortColumns", "Kind"),
        lambda plan: kind_name(plan.column.kind),
        change=_kind_of,
        choices=_kinds,
        tip=lambda: QCoreApplication.translate("CohortColumns", "Numbers that are codes are categories"),
    ),
    _Field(
        lambda: QCoreApplication.translate("CohortColumns", "By group"),
        lambda _plan: "",
        change=lambda plan, on: replace(plan, by_group=bool(on)),
        checked=lambda plan: plan.by_group,
        tip=lambda: QCoreApplication.translate(
            "CohortColumns", "Break the figures down by this column: sex, age, ancestry, site"
        ),
    ),
    _Field(
        lambda: QCoreApplication.translate("CohortColumns", "Unit"),
        lambda plan: plan.column.unit,
        change=partial(_text_of, "unit"),
        tip=lambda: QCoreApplication.translate("CohortColumns", "UCUM, for example mmol/L"),
    ),
    _Field(
        lambda: QCoreApplication.translate("CohortColumns", "Values"),
        _range,
        tip=lambda: QCoreApplication.translate("CohortColumns", "Range, or the most frequent values"),
    ),
    _Field(
        lambda: QCoreApplication.translate("CohortColumns", "Distinct"),
        lambda plan: str(plan.facts.distinct),
        is_number=True,
    ),
    _Field(
        lambda: QCoreApplication.translate("CohortColumns", "Missing"),
        lambda plan: str(plan.facts.missing),
        is_number=True,
        tip=lambda: QCoreApplication.translate("CohortColumns", "Rows without a value"),
    ),
    _Field(
        lambda: QCoreApplication.translate("CohortColumns", "At least"),
        partial(_shown_limit, "minimum"),
        change=partial(_limit, "minimum"),
        is_number=True,
        tip=lambda: QCoreApplication.translate(
            "CohortColumns", "Plausible range: rows outside it are refused"
        ),
    ),
    _Field(
        lambda: QCoreApplication.translate("CohortColumns", "At most"),
        partial(_shown_limit, "maximum"),
        change=partial(_limit, "maximum"),
        is_number=True,
        tip=lambda: QCoreApplication.translate(
            "CohortColumns", "Plausible range: rows outside it are refused"
        ),
    ),
    _Field(
        lambda: QCoreApplication.translate("CohortColumns", "Also means missing"),
        lambda plan: ", ".join(plan.column.missing_values),
        change=_missing_of,
        tip=lambda: QCoreApplication.translate(
            "CohortColumns", "Values that stand for “not measured”, with commas between: 0, 999"
        ),
    ),
)


class ColumnsModel(QAbstractTableModel):
    """Shows a `CohortPlan`; an edit is emitted, never kept.

    Signals
    -------
    edited(ColumnPlan)
        A column as the user wants it.
    refused(str)
        What was typed is no number.
    """

    edited = Signal(object)
    refused = Signal(str)

    def __init__(self, texts: Texts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._texts = texts
        self._mark = ""
        self._plan = CohortPlan(())

    def set_plan(self, plan: CohortPlan) -> None:
        same = len(plan.columns) == len(self._plan.columns)
        if same:
            self._plan = plan
            if plan.columns:
                self.dataChanged.emit(
                    self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1)
                )
            return
        self.beginResetModel()
        self._plan = plan
        self.endResetModel()

    def plan_at(self, row: int) -> ColumnPlan:
        return self._plan.columns[row]

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(FIELDS) - 1)
        self.set_plan(self._plan)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._plan.columns)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(FIELDS)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        field = FIELDS[index.column()]
        if field.checked is not None:
            return flags | Qt.ItemFlag.ItemIsUserCheckable
        return flags | Qt.ItemFlag.ItemIsEditable if field.change is not None else flags

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        field, plan = FIELDS[index.column()], self._plan.columns[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, EXPORT_ROLE):
            return field.text(plan)
        if role == Qt.ItemDataRole.CheckStateRole and field.checked is not None:
            return Qt.CheckState.Checked if field.checked(plan) else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.TextAlignmentRole and field.is_number:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._doubts(plan) or field.tip() or None
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0 and plan.notes:
            return cell_icon("info", self._mark, self._mark)
        return None

    def _doubts(self, plan: ColumnPlan) -> str:
        return "\n".join(self._texts.of(note.code, **note.params) for note in plan.notes)

    def set_mark(self, color: str) -> None:
        """Colour of the mark on columns of which something is to be said."""
        self._mark = color
        self.set_plan(self._plan)

    def setData(
        self,
        index: QModelIndex | QPersistentModelIndex,
        value: object,
        role: int = Qt.ItemDataRole.EditRole,
    ) -> bool:
        field, plan = FIELDS[index.column()], self._plan.columns[index.row()]
        if field.change is None:
            return False
        if role == Qt.ItemDataRole.CheckStateRole:
            value = Qt.CheckState(value) is Qt.CheckState.Checked
        elif role != Qt.ItemDataRole.EditRole:
            return False
        changed = field.change(plan, value)
        if changed is None:
            self.refused.emit(str(value))
            return False
        if changed != plan:
            self.edited.emit(changed)
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, EXPORT_ROLE):
            return FIELDS[section].title()
        return FIELDS[section].tip() or None if role == Qt.ItemDataRole.ToolTipRole else None


class ChoiceDelegate(QStyledItemDelegate):
    """A drop-down list where a field has choices."""

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        field, model = FIELDS[index.column()], index.model()
        if field.choices is None or not isinstance(model, ColumnsModel):
            return super().createEditor(parent, option, index)
        box = ComboBox(parent)
        for text, value in field.choices(model.plan_at(index.row())):
            box.addItem(text, value)
        box.activated.connect(lambda _index: self._commit(box))
        return box

    def _commit(self, box: ComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, ComboBox):
            editor.setCurrentIndex(editor.findText(str(index.data(Qt.ItemDataRole.EditRole))))
            editor.showPopup()
        else:
            super().setEditorData(editor, index)

    def setModelData(self, editor: QWidget, model, index: QModelIndex | QPersistentModelIndex) -> None:
        if isinstance(editor, ComboBox):
            model.setData(index, editor.currentData())
        else:
            super().setModelData(editor, model, index)
