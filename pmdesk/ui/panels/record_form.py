"""The form under a list of the record: one labelled box a field, and for a test its units and plausible range."""

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.analytes import Analyte
from pmdesk.core.texts import Language
from pmdesk.ui.panels.record_kind import EntryKind, FormField
from pmdesk.ui.panels.record_observation import analyte_choices, chosen_analyte, range_words
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.clinical_numbers import unit_sign
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.flow_layout import FlowLayout
from pmdesk.ui.widgets.labels import text_label


class EntryForm(QWidget):
    """Boxes for the texts of one entry.

    Signals
    -------
    saved()
        Enter in a box, or the save button.
    cancelled()
        Escape, or the cancel button.
    """

    saved = Signal()
    cancelled = Signal()

    def __init__(
        self, kind: EntryKind, language: Callable[[], Language], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"record.{kind.id}.form")
        self._kind = kind
        self._language = language
        self._boxes: dict[str, QLineEdit | ComboBox] = {}
        self._names: dict[str, QLabel] = {}
        inside = QWidget()
        flow = FlowLayout(inside, spacing_px=GRID_PX * 2)
        for field in kind.fields:
            flow.addWidget(self._make_field(field))
        self._save = QPushButton()
        self._save.setObjectName(f"record.{kind.id}.form.save")
        self._save.clicked.connect(lambda: self.saved.emit())
        self._cancel = QPushButton()
        self._cancel.setObjectName(f"record.{kind.id}.form.cancel")
        self._cancel.clicked.connect(lambda: self.cancelled.emit())
        self._hint = text_label("", "quiet", name=f"record.{kind.id}.form.hint")
        buttons = QHBoxLayout()
        buttons.setSpacing(GRID_PX * 2)
        buttons.addWidget(self._save)
        buttons.addWidget(self._cancel)
        buttons.addWidget(self._hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID_PX, 0, GRID_PX)
        column.setSpacing(GRID_PX)
        column.addWidget(inside)
        column.addLayout(buttons)

    def _make_field(self, field: FormField) -> QWidget:
        name = f"record.{self._kind.id}.form.{field.id}"
        if field.choices is not None:
            box: QLineEdit | ComboBox = ComboBox()
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            if field.is_free:
                box.setEditable(True)
                box.lineEdit().returnPressed.connect(lambda: self.saved.emit())
        else:
            box = QLineEdit()
            box.setMaxLength(400)
            box.returnPressed.connect(lambda: self.saved.emit())
        box.setObjectName(name)
        box.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 18)
        self._boxes[field.id] = box
        label = text_label("", "quiet", wrap=False)
        label.setBuddy(box)
        self._names[field.id] = label
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        column.addWidget(label)
        column.addWidget(box)
        return holder

    # texts

    def texts(self) -> dict[str, str]:
        return {field.id: self._text(field) for field in self._kind.fields}

    def _text(self, field: FormField) -> str:
        box = self._boxes[field.id]
        if isinstance(box, QLineEdit):
            return box.text().strip()
        if field.is_free:
            typed = box.currentText().strip()
            at = box.findText(typed)
            return str(box.itemData(at)) if at >= 0 else typed
        return str(box.currentData() or "")

    def set_texts(self, texts: dict[str, str]) -> None:
        for field in self._kind.fields:
            self._set_text(field, texts.get(field.id, ""))

    def _set_text(self, field: FormField, text: str) -> None:
        box = self._boxes[field.id]
        if isinstance(box, QLineEdit):
            box.setText(text)
            return
        at = box.findData(text)
        if not text and not field.is_free:
            # the first choice is "not known"
            at = 0
        if at < 0 and not field.is_free:
            # a code that the form does not know is kept as it is
            box.addItem(text, text)
            at = box.count() - 1
        box.setCurrentIndex(at)
        if at < 0:
            box.setEditText(text)

    def missing(self) -> list[str]:
        """Titles of the boxes that must be filled in and are not."""
        return [field.title() for field in self._kind.fields if field.is_required and not self._text(field)]

    def start(self) -> None:
        """Give the first box the keyboard."""
        next(iter(self._boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    # words

    def retranslate(self) -> None:
        title = self._kind.title()
        for field in self._kind.fields:
            box, words = self._boxes[field.id], field.title()
            self._names[field.id].setText(f"{words} *" if field.is_required else words)
            box.setAccessibleName(f"{title}: {words}")
            hint = field.hint() if field.hint else ""
            box.setToolTip(f"{words} ({hint})" if hint else words)
            if isinstance(box, QLineEdit):
                box.setPlaceholderText(hint)
            elif field.choices is not None:
                kept = self._text(field)
                box.clear()
                for value, text in field.choices():
                    box.addItem(text, value)
                self._set_text(field, kept)
        self._save.setText(self.tr("Save entry"))
        self._cancel.setText(self.tr("Cancel"))


class ObservationForm(EntryForm):
    """The form of a test: its name is searched in the table of analytes, its units follow from it."""

    def __init__(
        self, kind: EntryKind, language: Callable[[], Language], parent: QWidget | None = None
    ) -> None:
        super().__init__(kind, language, parent)
        self._analyte: Analyte | None = None
        name = self._boxes["name"]
        assert isinstance(name, QLineEdit)
        name.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 30)
        self._suggestions = QStringListModel(self)
        self._completer = QCompleter(self._suggestions, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setMaxVisibleItems(12)
        # the box is filled after the completer has written its choice
        self._completer.activated.connect(lambda _text: QTimer.singleShot(0, self, self._take_name))
        name.setCompleter(self._completer)
        name.editingFinished.connect(self._take_name)
        unit = self._boxes["unit"]
        assert isinstance(unit, ComboBox)
        unit.currentTextChanged.connect(lambda _text: self._show_range())

    def set_texts(self, texts: dict[str, str]) -> None:
        super().set_texts(texts)
        self._analyte = None
        self._offer_units(chosen_analyte(texts.get("name", "")), texts.get("unit", ""))

    def _take_name(self) -> None:
        name = self._boxes["name"]
        one = chosen_analyte(name.text())
        if one is not None and " · " in name.text():
            name.setText(one.label.in_language(self._language()))
        if one != self._analyte:
            self._offer_units(one, "" if one is not None else self.texts()["unit"])

    def _offer_units(self, one: Analyte | None, unit: str) -> None:
        self._analyte = one
        box = self._boxes["unit"]
        assert isinstance(box, ComboBox)
        box.clear()
        for code in one.units if one is not None else ():
            box.addItem(unit_sign(code) or code, code)
        at = box.findData(unit) if unit else 0 if one is not None else -1
        box.setCurrentIndex(at)
        if at < 0:
            box.setEditText(unit)
        self._show_range()

    def _show_range(self) -> None:
        one = self._analyte
        if one is None:
            self._hint.setText("")
            return
        code = f"LOINC {one.loinc[0]}" if one.loinc else one.id
        words = self.tr("{test} ({code}); accepted: {range}")
        label = one.label.in_language(self._language())
        self._hint.setText(words.format(test=label, code=code, range=range_words(one, self.texts()["unit"])))

    def retranslate(self) -> None:
        super().retranslate()
        self._suggestions.setStringList(list(analyte_choices(self._language())))
        self._offer_units(self._analyte, self.texts()["unit"])
