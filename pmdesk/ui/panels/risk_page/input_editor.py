"""The right editor for one answer: yes/no/not known, a number with unit and limits, a date, or a choice."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.ui.panels.risk_page.answers import AnswerKind, AnswerSpec
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.labels import text_label
from pmdesk.ui.widgets.three_state import ThreeState

_SHOWN_CHARACTERS = 40


class InputEditor(QWidget):
    """Takes one answer; what the model does not take is refused with its limits.

    Signals
    -------
    stated(object)
        A bool, a number in the input's unit, a date, or one of its choices.
    """

    stated = Signal(object)

    def __init__(
        self,
        name: str,
        spec: AnswerSpec,
        label: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._spec, self._label = spec, label
        self._problem = text_label("", "danger", name=f"{name}.problem")
        self._problem.hide()
        self._row = QHBoxLayout()
        self._row.setSpacing(GRID_PX * 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(self._row)
        column.addWidget(self._problem)
        match spec.kind:
            case AnswerKind.FLAG:
                self._build_flag()
            case AnswerKind.CHOICE:
                self._build_choice()
            case _:
                self._build_box()
        self._row.addStretch(1)

    def _build_flag(self) -> None:
        editor = ThreeState(f"{self.objectName()}.flag")
        editor.set_label(self._label)
        editor.chosen.connect(self._flag_chosen)
        self._row.addWidget(editor)
        self.setFocusProxy(editor)

    def _build_choice(self) -> None:
        editor = ComboBox()
        editor.setObjectName(f"{self.objectName()}.choice")
        editor.setAccessibleName(self._label)
        editor.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        editor.addItem(terms.not_known(), None)
        for choice, words in self._spec.choices:
            editor.addItem(words, choice)
        editor.activated.connect(lambda index: self._choice_chosen(editor.itemData(index)))
        self._row.addWidget(editor)
        self.setFocusProxy(editor)

    def _build_box(self) -> None:
        """A line for a number or a date."""
        is_date = self._spec.kind is AnswerKind.DATE
        limits = self._spec.limits
        self._box = QLineEdit()
        self._box.setObjectName(f"{self.objectName()}.value")
        self._box.setAccessibleName(f"{self._label} {limits}".strip())
        self._box.setToolTip(limits)
        self._box.setPlaceholderText(self.tr("YYYY-MM-DD") if is_date else self._spec.range_text)
        self._box.setFixedWidth(self.fontMetrics().horizontalAdvance("0") * 13)
        self._box.returnPressed.connect(self._save_text)
        self._save = QPushButton(self.tr("Save"))
        self._save.setObjectName(f"{self.objectName()}.save")
        self._save.setAccessibleName(self.tr("Save: {what}").format(what=self._label))
        self._save.clicked.connect(self._save_text)
        self._row.addWidget(self._box)
        if self._spec.unit:
            self._row.addWidget(text_label(self._spec.unit, wrap=False))
        self._row.addWidget(self._save)
        for code, words in self._spec.codes:
            button = QPushButton(words)
            button.setObjectName(f"{self.objectName()}.code.{code:g}")
            button.setAccessibleName(f"{self._label}: {words}")
            button.clicked.connect(lambda _checked=False, value=code: self.stated.emit(value))
            self._row.addWidget(button)
        self.setFocusProxy(self._box)

    def _flag_chosen(self, value: bool | None) -> None:
        if value is not None:
            self.stated.emit(value)

    def _choice_chosen(self, value: str | float | None) -> None:
        if value is not None:
            self.stated.emit(value)

    def _save_text(self) -> None:
        text = self._box.text().strip().replace("−", "-")
        if not text:
            self.refuse(self.tr("Enter a value first."))
            return
        try:
            value = _read(text, self._spec)
        except ValueError:
            self.refuse(self._refusal(text))
            return
        self._problem.hide()
        self.stated.emit(value)

    def _refusal(self, text: str) -> str:
        limits = self._spec.limits
        if self._spec.kind is AnswerKind.DATE:
            words = self.tr("“{value}” is not taken: write the day as YYYY-MM-DD.")
        elif self._spec.whole:
            words = self.tr("“{value}” is not taken: a whole number is needed, {limits}.")
        elif limits:
            words = self.tr("“{value}” is not taken: the number must be within {limits}.")
        else:
            words = self.tr("“{value}” is not a number.")
        return words.format(value=text[:_SHOWN_CHARACTERS], limits=limits)

    def refuse(self, words: str) -> None:
        """Show why an answer was not taken."""
        self._problem.setText(words)
        self._problem.setVisible(bool(words))


def _read(text: str, spec: AnswerSpec) -> float | date:
    """The text as a number within the limits, or as a date; raises ValueError."""
    if spec.kind is AnswerKind.DATE:
        return date.fromisoformat(text)
    # a decimal comma is how half the world writes it
    value = float(text.replace(",", ".", 1) if "." not in text else text)
    if not spec.takes(value):
        raise ValueError
    return value
