"""What one column is: its target, and whatever the target needs to be told."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QCompleter,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.analytes import analyte
from pmdesk.records.tables.cells import DateOrder
from pmdesk.records.tables.header_words import known_words
from pmdesk.records.tables.mapping import (
    FIELD_UNITS,
    UNIT_NOT_KNOWN,
    AnalyteTarget,
    EntryTarget,
    FieldTarget,
    Target,
)
from pmdesk.records.tables.profiles import MAX_WORDS
from pmdesk.records.tables.suggesting import field_target, has_words, suggest_target
from pmdesk.ui.context import UiContext
from pmdesk.ui.dialogs.table_mapping.draft import MappingDraft
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.labels import text_label
from pmdesk.ui.widgets.table_words import (
    field_choices,
    is_date_field,
    order_words,
    target_choices,
    target_words,
)

_SAMPLES = 6
_SAMPLE_CHARACTERS = 60


class ColumnEditor(QWidget):
    """Editor of the column that is selected in the list beside it."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._draft: MappingDraft | None = None
        self._column = ""
        self._shown: tuple[str, Target, bool] | None = None
        self._title = text_label("", "heading", name="table.column.title")
        self._samples = text_label("", "quiet", name="table.column.samples")
        self._target = ComboBox()
        self._target.setObjectName("table.column.target")
        self._target.setEditable(True)
        self._target.setInsertPolicy(ComboBox.InsertPolicy.NoInsert)
        self._target.setMinimumContentsLength(18)
        completer = self._target.completer()
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self._target.activated.connect(self._choose_target)
        self._target.lineEdit().editingFinished.connect(self._typed)
        self._question = text_label("", "caution", name="table.column.question")
        self._confirm = QPushButton(self.tr("This suggestion is right"))
        self._confirm.setObjectName("table.column.confirm")
        self._confirm.setAutoDefault(False)
        self._confirm.setAccessibleName(self._confirm.text())
        self._confirm.setToolTip(self.tr("Use the column as suggested; open questions stay to be answered"))
        self._confirm.clicked.connect(self._confirmed)
        self._form_box = QFrame()
        self._form = QFormLayout(self._form_box)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setSpacing(GRID_PX * 2)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 2, GRID_PX * 2)
        column.setSpacing(GRID_PX * 2)
        for widget in (
            self._title,
            self._samples,
            self._target,
            self._form_box,
            self._question,
            self._confirm,
        ):
            column.addWidget(widget)
        column.addStretch(1)

    def set_draft(self, draft: MappingDraft) -> None:
        self._draft = draft
        self._shown = None
        self._fill_targets()

    def show_column(self, column: str) -> None:
        """Show a column; "" shows nothing."""
        self._column = column
        self.refresh()

    def refresh(self) -> None:
        """Show the draft as it is now; the editors stay where nothing changed, so that the keyboard does too."""
        draft = self._draft
        self.setVisible(draft is not None and self._column != "")
        if draft is None or not self._column:
            return
        target = draft.target(self._column)
        questions = [
            self._context.texts.of(one.kind.value, detail=one.detail)
            for one in draft.questions_of(self._column)
        ]
        self._question.setText("\n".join(questions))
        self._question.setVisible(bool(questions))
        self._confirm.setVisible(not draft.is_confirmed(self._column))
        shown = (self._column, target, draft.mapping.decimal_comma)
        if shown == self._shown:
            return
        self._shown = shown
        self._title.setText(self._column)
        texts = [text[:_SAMPLE_CHARACTERS] for text in draft.profile(self._column).texts[:_SAMPLES]]
        self._samples.setText(self.tr("Values: %1").replace("%1", "  |  ".join(texts) or terms.not_known()))
        name = self.tr("What the column %1 is").replace("%1", self._column)
        self._target.setAccessibleName(name)
        self._target.setToolTip(name)
        self._target.setCurrentIndex(self._index_of(target))
        self._fill_form(target)

    # targets

    def _fill_targets(self) -> None:
        assert self._draft is not None
        self._target.clear()
        for words, target in target_choices(self._draft.mapping.layout, self._context.texts.language):
            self._target.addItem(words, target)
            if target is None:
                items = self._target.model()
                assert isinstance(items, QStandardItemModel)
                items.item(self._target.count() - 1).setEnabled(False)

    def _index_of(self, target: Target) -> int:
        wanted = _identity(target)
        for index in range(self._target.count()):
            other = self._target.itemData(index)
            if other is not None and _identity(other) == wanted:
                return index
        return 0

    def _choose_target(self, index: int) -> None:
        chosen = self._target.itemData(index)
        if self._draft is None or chosen is None:
            self._restore()
            return
        if _identity(chosen) != _identity(self._draft.target(self._column)):
            self._set(self._with_suggestions(chosen))
        elif not self._draft.is_confirmed(self._column):
            self._draft.confirm(self._column)

    def _typed(self) -> None:
        """A text that is none of the targets changes nothing."""
        index = self._target.findText(self._target.currentText(), Qt.MatchFlag.MatchFixedString)
        if index >= 0 and self._target.itemData(index) is not None:
            self._choose_target(index)
        else:
            self._restore()

    def _restore(self) -> None:
        if self._draft is not None and self._column:
            self._target.setCurrentIndex(self._index_of(self._draft.target(self._column)))
            self._target.setEditText(
                target_words(self._draft.target(self._column), self._context.texts.language)
            )

    def _with_suggestions(self, chosen: Target) -> Target:
        """With the unit in the header and the words that have one meaning only."""
        assert self._draft is not None
        profile = self._draft.profile(self._column)
        if isinstance(chosen, FieldTarget):
            return field_target(chosen.field, self._column, profile)
        if isinstance(chosen, AnalyteTarget):
            suggested = suggest_target(self._column, profile, self._draft.mapping.layout)
            if isinstance(suggested, AnalyteTarget) and suggested.analyte == chosen.analyte:
                return suggested
        return chosen

    # what a target needs

    def _fill_form(self, target: Target) -> None:
        focused = self._form_box.focusWidget()
        name = focused.objectName() if focused is not None and focused.hasFocus() else ""
        self._empty_form()
        if isinstance(target, AnalyteTarget):
            self._add_analyte_unit(target)
        if isinstance(target, FieldTarget) and target.field in FIELD_UNITS:
            self._add_field_unit(target)
        if is_date_field(target):
            self._add_order(target)
        if isinstance(target, FieldTarget) and has_words(target.field):
            self._add_words(target, field_choices(target.field))
        if isinstance(target, EntryTarget):
            self._add_entry(target)
        self._form_box.setVisible(self._form.rowCount() > 0)
        again = self._form_box.findChild(QWidget, name) if name else None
        if again is not None:
            again.setFocus()

    def _empty_form(self) -> None:
        """Later, not now: the editor that was just used is among them."""
        while self._form.rowCount():
            row = self._form.takeRow(0)
            for item in (row.labelItem, row.fieldItem):
                if item is not None and item.widget() is not None:
                    item.widget().setObjectName("")
                    item.widget().hide()
                    item.widget().deleteLater()

    def _add_analyte_unit(self, target: AnalyteTarget) -> None:
        box = self._choice("table.column.unit")
        box.addItem(self.tr("choose"), None)
        units = analyte(target.analyte).units
        if target.unit and target.unit not in units:
            units = (*units, target.unit)
        for unit in units:
            box.addItem(terms.unit(unit) or unit, unit)
        box.addItem(self.tr("not known: keep as text"), UNIT_NOT_KNOWN)
        box.setCurrentIndex(0 if target.unit is None else box.findData(target.unit))
        self._row(self.tr("Unit"), box, lambda unit: target.model_copy(update={"unit": unit}))

    def _add_field_unit(self, target: FieldTarget) -> None:
        box = self._choice("table.column.unit")
        box.addItem(self.tr("choose"), "")
        for unit in FIELD_UNITS[target.field]:
            box.addItem(terms.unit(unit) or unit, unit)
        box.setCurrentIndex(max(0, box.findData(target.unit)))
        self._row(self.tr("Unit"), box, lambda unit: target.model_copy(update={"unit": unit}))

    def _add_order(self, target: Target) -> None:
        assert self._draft is not None
        profile = self._draft.profile(self._column)
        if not profile.has_year_last:
            return
        box = self._choice("table.column.order")
        box.addItem(self.tr("choose"), None)
        for order in DateOrder:
            box.addItem(order_words(order), order.value)
        stated = getattr(target, "date_order", None)
        box.setCurrentIndex(0 if stated is None else box.findData(stated.value))
        self._row(
            self.tr("Order"),
            box,
            lambda value: target.model_copy(update={"date_order": DateOrder(str(value)) if value else None}),
        )
        if profile.only_order is not None:
            hint = self.tr("All dates of this column fit only: %1").replace(
                "%1", order_words(profile.only_order)
            )
            self._form.addRow(text_label(hint, "quiet"))

    def _add_words(self, target: FieldTarget | EntryTarget, choices: tuple[tuple[str, str], ...]) -> None:
        assert self._draft is not None
        words = self._draft.profile(self._column).words
        if len(words) > MAX_WORDS:
            return
        for number, word in enumerate(words):
            box = self._choice(f"table.column.word.{number}")
            box.addItem(self.tr("choose"), None)
            for value, shown in choices:
                box.addItem(shown, value)
            box.setCurrentIndex(0 if word not in target.words else box.findData(target.words[word]))
            self._row(f"“{word[:30]}”", box, self._word_change(target, word))

    def _word_change(self, target: FieldTarget | EntryTarget, word: str) -> Callable[[object], Target]:
        def change(value: object) -> Target:
            words = {key: kept for key, kept in target.words.items() if key != word}
            if value is not None:
                words[word] = str(value)
            return target.model_copy(update={"words": words})

        return change

    def _add_entry(self, target: EntryTarget) -> None:
        assert self._draft is not None
        profile = self._draft.profile(self._column)
        box = self._choice("table.column.entry")
        box.addItem(self.tr("names; several apart by ;"), False)
        box.addItem(self.tr("yes or no"), True)
        box.setCurrentIndex(int(bool(target.words)))

        def change(flags: object) -> Target:
            known = known_words("")
            answers = {word: known.get(word, "") for word in profile.words[:MAX_WORDS]} if flags else {}
            return target.model_copy(update={"words": answers, "label": self._column if flags else ""})

        self._row(self.tr("The cells hold"), box, change)
        if target.words:
            line = QLineEdit(target.label)
            line.setObjectName("table.column.label")
            line.setMaxLength(200)
            line.setAccessibleName(self.tr("Name"))
            line.setToolTip(self.tr("Name under which a yes is entered"))
            line.editingFinished.connect(
                lambda: self._set_if_other(target.model_copy(update={"label": line.text().strip()}))
            )
            self._form.addRow(QLabel(self.tr("Name")), line)
            self._add_words(target, field_choices(""))

    def _choice(self, name: str) -> ComboBox:
        box = ComboBox()
        box.setObjectName(name)
        box.setMinimumContentsLength(12)
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _row(self, label: str, box: ComboBox, change: Callable[[object], Target]) -> None:
        box.setAccessibleName(label)
        box.setToolTip(label)
        box.activated.connect(lambda index: self._set_if_other(change(box.itemData(index))))
        shown = text_label(label, "quiet", wrap=False)
        shown.setBuddy(box)
        self._form.addRow(shown, box)

    # writing

    def _set_if_other(self, target: Target) -> None:
        if self._draft is not None and target != self._draft.target(self._column):
            self._set(target)

    def _set(self, target: Target) -> None:
        if self._draft is not None:
            self._draft.set_target(self._column, target)

    def _confirmed(self) -> None:
        if self._draft is not None:
            self._draft.confirm(self._column)


def _identity(target: Target) -> tuple[str, str]:
    """Equal for targets that stand on one line of the list."""
    for name in ("field", "analyte", "entry", "of", "part"):
        if hasattr(target, name):
            return target.kind, str(getattr(target, name))
    return target.kind, ""
