"""Editors of single fields of the record: each shows its value, who says so, and who needs it while it is not known."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QWidget

from pmdesk.core.clock import today
from pmdesk.core.errors import PmdeskError
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.person_names import person_name
from pmdesk.core.record import PatientRecord, SmokingStatus
from pmdesk.core.volume import Sex
from pmdesk.records.date_checks import is_birth_plausible
from pmdesk.records.editing import FieldValue, field_of, field_origin, get_field, set_field
from pmdesk.services.operations.edit_record import ReplaceRecord
from pmdesk.ui.access import Deed
from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import quantity
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.ethnic_words import ethnic_source, ethnic_words
from pmdesk.ui.widgets.labels import set_property, text_label
from pmdesk.ui.widgets.three_state import ThreeState

IDENTITY_KEYS = (
    "demographics.name",
    "demographics.patient_id",
    "demographics.birth_date",
    "demographics.sex",
)
BODY_KEYS = (
    "demographics.age_years", "demographics.ethnicity", "demographics.height_cm", "demographics.weight_kg",
)  # fmt: skip
SMOKING_KEYS = (
    "smoking.status", "smoking.pack_years", "smoking.cigarettes_per_day", "smoking.years_smoked",
    "smoking.years_since_quitting",
)  # fmt: skip
FACT_KEYS = (
    "emphysema", "family_history_lung_cancer", "extrathoracic_cancer_over_5y_ago", "cancer_within_5y",
    "immunosuppressed", "lung_screening", "prior_chest_ct",
)  # fmt: skip
_TEXT_KEYS = ("demographics.name", "demographics.patient_id", "demographics.ethnicity")


class FieldEditor(QWidget):
    """Grid of labelled editors for some fields.

    Signals
    -------
    focused(str)
        Key of the field that got the keyboard.
    """

    focused = Signal(str)

    def __init__(self, context: UiContext, keys: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._keys = keys
        self._names: dict[str, QLabel] = {}
        self._notes: dict[str, QLabel] = {}
        self._editors: dict[str, QWidget] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID_PX * 2)
        grid.setVerticalSpacing(GRID_PX)
        grid.setColumnStretch(2, 1)
        grid.setColumnMinimumWidth(2, self.fontMetrics().horizontalAdvance("0") * 7)
        grid.setColumnMinimumWidth(1, self.fontMetrics().horizontalAdvance("0") * 26)
        for row, key in enumerate(keys):
            name, note, editor = text_label("", "quiet"), text_label("", "quiet"), self._make_editor(key)
            name.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            name.setFixedWidth(name.fontMetrics().horizontalAdvance("x") * 22)
            note.setObjectName(f"record.{key}.note")
            self._names[key], self._notes[key], self._editors[key] = name, note, editor
            context.access.govern(Deed.CHANGE, editor)
            grid.addWidget(name, row, 0)
            grid.addWidget(editor, row, 1)
            grid.addWidget(note, row, 2)

    def _make_editor(self, key: str) -> QWidget:
        name = f"record.{key}"
        if key in FACT_KEYS:
            editor = ThreeState(name)
            editor.chosen.connect(lambda value: self._state(key, value))
            return editor
        if key in ("demographics.sex", "smoking.status"):
            box = ComboBox()
            box.setObjectName(name)
            for value in _choices(key):
                box.addItem("", value)
            box.activated.connect(lambda index: self._state(key, _choices(key)[index]))
            return box
        line = QLineEdit()
        line.setObjectName(name)
        line.setMaxLength(200)
        line.editingFinished.connect(lambda: self._take_text(key, line))
        return line

    # writing

    def _state(self, key: str, value: FieldValue) -> None:
        before = self._context.session.case.record
        try:
            after = set_field(before or PatientRecord(), key, value)
        except PmdeskError as error:
            named = type(error)(error.code, **{**error.params, "field": terms.record_field(key)})
            self._refuse(key, self._context.texts.of_error(named))
            return
        if after != (before or PatientRecord()):
            self._context.undo.push(ReplaceRecord(before, after), self.window())
        else:
            self.show_record(before)

    def _take_text(self, key: str, line: QLineEdit) -> None:
        if not line.isModified():
            return
        text = line.text().strip()
        line.setModified(False)
        if not text:
            self._state(key, None)
        elif key == "demographics.ethnicity":
            self._state(key, ethnic_source(text))
        elif key in _TEXT_KEYS:
            self._state(key, text)
        elif key == "demographics.birth_date":
            try:
                self._state(key, date.fromisoformat(text))
            except ValueError:
                self._refuse(key, self.tr("Not a date; write it as 1961-04-18"))
        else:
            try:
                self._state(key, float(text.replace(",", ".").replace("−", "-")))
            except ValueError:
                self._refuse(key, self.tr("Not a number; the record was not changed"))

    def _refuse(self, key: str, words: str) -> None:
        note = self._notes[key]
        note.setText(words)
        set_property(note, "role", "danger")

    # showing

    def show_record(self, record: PatientRecord | None) -> None:
        """Show every value, or that it is not known and who would need it."""
        shown = record or PatientRecord()
        for key in self._keys:
            value = get_field(shown, key)
            editor = self._editors[key]
            if isinstance(editor, ThreeState):
                editor.set_value(value if isinstance(value, bool) else None)
            elif isinstance(editor, ComboBox):
                editor.setCurrentIndex(_choices(key).index(value))
            elif isinstance(editor, QLineEdit) and not (editor.hasFocus() and editor.isModified()):
                is_name = key == "demographics.name"
                if key == "demographics.ethnicity":
                    editor.setText(ethnic_words(str(value or "")))
                else:
                    editor.setText(person_name(str(value or "")) if is_name else _editable(value))
                editor.setCursorPosition(0)
                editor.setToolTip(str(value) if is_name and value else "")
                if key == "demographics.age_years" and value is None:
                    editor.setPlaceholderText(self._computed_age(shown))
                if key == "demographics.birth_date" and value is None:
                    # a year or a month that the source states stays in sight until somebody gives the day
                    partial = shown.demographics.partial_birth_date
                    editor.setPlaceholderText(partial or terms.not_known())
            self._note(key, shown, known=value is not None)

    def _computed_age(self, record: PatientRecord) -> str:
        """The age that follows from the date of birth; it is shown in quiet text and stored nowhere."""
        age = record.age_on(self._context.session.case.reference_date)
        if age is None:
            return terms.not_known()
        return self.tr("{age} by date of birth").format(age=quantity(float(age)))

    def _note(self, key: str, record: PatientRecord, *, known: bool) -> None:
        note = self._notes[key]
        if key == "demographics.birth_date" and not is_birth_plausible(record, today()):
            set_property(note, "role", "caution")
            note.setText(self.tr("Nobody living can have this date of birth; no age follows from it"))
            return
        if key == "demographics.birth_date" and record.demographics.is_deceased:
            who = record.demographics
            day = who.death_date.isoformat() if who.death_date else who.partial_death_date
            set_property(note, "role", "quiet")
            note.setText(self.tr("died {day}").format(day=day or self.tr("on an unknown day")))
            return
        if known:
            set_property(note, "role", "quiet")
            note.setText(terms.origin(field_origin(record, key)))
            return
        node = NodeRef(NodeKind.RECORD_FIELD, key)
        local = self._context.texts.local
        needed = dict.fromkeys(
            local(risk.title)
            for risk in self._context.session.case.risks
            if any(item.ref == node for item in risk.missing)
        )
        set_property(note, "role", "caution" if needed else "quiet")
        note.setText(
            self.tr("not known; asked for by {models}").format(models=self._context.texts.join(needed))
            if needed
            else ""
        )

    @property
    def keys(self) -> tuple[str, ...]:
        return self._keys

    def focus_field(self, key: str) -> QWidget | None:
        """Give a field the keyboard; None when it is not one of these."""
        editor = self._editors.get(key)
        if editor is not None:
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return editor

    def mark(self, is_marked: Callable[[str], str]) -> None:
        """Colour the names of fields that are selected or linked to the selection (a colour, or "")."""
        for key, name in self._names.items():
            color = is_marked(key)
            name.setStyleSheet(f"background: {color}; border-radius: 2px;" if color else "")

    def retranslate(self) -> None:
        for key in self._keys:
            label = terms.record_field(key)
            unit = unit_text(key)
            self._names[key].setText(f"{label} ({unit})" if unit else label)
            editor = self._editors[key]
            if isinstance(editor, ThreeState):
                editor.retranslate()
                editor.set_label(label)
                continue
            editor.setAccessibleName(label)
            if isinstance(editor, ComboBox):
                for index, value in enumerate(_choices(key)):
                    editor.setItemText(index, _choice_words(key, value))
            elif isinstance(editor, QLineEdit):
                editor.setPlaceholderText(terms.not_known())


def unit_text(key: str) -> str:
    """Unit of a field where its name does not already say it."""
    unit = field_of(key).unit
    if key.startswith("smoking."):
        return ""
    return terms.unit(unit)


def _choices(key: str) -> tuple[str | None, ...]:
    return (None, *field_of(key).choices)


def _choice_words(key: str, value: str | None) -> str:
    if key == "smoking.status":
        return terms.smoking_status(SmokingStatus(value) if value else None)
    return terms.sex(Sex(value) if value else Sex.UNKNOWN)


def _editable(value: object) -> str:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case bool():
            return ""
        case float() | int():
            return quantity(float(value))
        case _:
            return str(value)
