"""What the dialogs of the store are made of: secret fields and a form that says on itself what went wrong."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QCheckBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from pmdesk.core.errors import PmdeskError
from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.labels import NoticeBar, text_label

FORM_WIDTH_EM = 34


class SecretField(QWidget):
    """A line for a passphrase or password, hidden until asked for.

    Signals
    -------
    changed()
    """

    changed = Signal()

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = QLineEdit(self)
        self.line.setObjectName(name)
        self.line.setAccessibleName(label)
        self.line.setToolTip(label)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.line.textChanged.connect(lambda _text: self.changed.emit())
        self.show_button = QToolButton(self)
        self.show_button.setObjectName(f"{name}.show")
        self.show_button.setCheckable(True)
        self.show_button.setText(self.tr("Show"))
        self.show_button.setToolTip(self.tr("Show what is typed"))
        self.show_button.setAccessibleName(self.tr("Show what is typed"))
        self.show_button.toggled.connect(self._show_text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        row.addWidget(self.line, 1)
        row.addWidget(self.show_button)
        self.setFocusProxy(self.line)

    def text(self) -> str:
        return self.line.text()

    def clear(self) -> None:
        """Forget what was typed, also for undo, and hide what comes next."""
        self.line.clear()
        self.show_button.setChecked(False)

    def _show_text(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)


class StoreForm(QDialog):
    """A window-modal form: what it is for, its fields, what went wrong, and two buttons.

    Signals
    -------
    submitted()
        The form is complete and was confirmed.
    """

    submitted = Signal()

    def __init__(self, context: UiContext, name: str, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._is_busy = False
        self._extra_buttons = 0
        self._is_complete: Callable[[], bool] = lambda: True
        self.setObjectName(name)
        self.setWindowTitle(title)
        self.setWindowModality(Qt.WindowModality.WindowModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.intro = text_label("", name=f"{name}.intro")
        self.form = QFormLayout()
        self.form.setHorizontalSpacing(GRID_PX * 3)
        self.form.setVerticalSpacing(GRID_PX * 2)
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        self.problem = NoticeBar("danger")
        self.problem.setObjectName(f"{name}.problem")
        self.problem.hide()
        self.primary = QPushButton(title)
        self.primary.setObjectName(f"{name}.ok")
        self.primary.setDefault(True)
        self.primary.clicked.connect(self._confirm)
        self.secondary = QPushButton(self.tr("Cancel"))
        self.secondary.setObjectName(f"{name}.cancel")
        self.secondary.clicked.connect(self.reject)
        self.secondary.setAutoDefault(False)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(GRID_PX * 2)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.secondary)
        self.buttons.addWidget(self.primary)
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*(GRID_PX * 4,) * 4)
        self.body.setSpacing(GRID_PX * 3)
        self.body.addWidget(self.intro)
        self.body.addLayout(self.form)
        self.body.addWidget(self.problem)
        self.body.addLayout(self.buttons)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("m") * FORM_WIDTH_EM)
        context.theme.changed.connect(self._themed)
        self._themed()

    def add_button(self, name: str, text: str, tip: str, run: Callable[[], object]) -> QPushButton:
        """A further button, at the left of the row below."""
        button = QPushButton(text, self)
        button.setObjectName(f"{self.objectName()}.{name}")
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(lambda _checked=False: run())
        self.buttons.insertWidget(self._extra_buttons, button)
        self._extra_buttons += 1
        return button

    def add_check(self, name: str, text: str, tip: str) -> QCheckBox:
        """A row for a yes or no."""
        box = QCheckBox(text, self)
        box.setObjectName(f"{self.objectName()}.{name}")
        box.setToolTip(tip)
        self.form.addRow("", box)
        self._themed()
        return box

    def add_secret(self, name: str, label: str) -> SecretField:
        """A row for a passphrase or password."""
        field = SecretField(f"{self.objectName()}.{name}", label, self)
        field.changed.connect(self.refresh)
        self.add_row(label, field)
        return field

    def add_line(self, name: str, label: str) -> QLineEdit:
        """A row for a text."""
        line = QLineEdit(self)
        line.setObjectName(f"{self.objectName()}.{name}")
        line.setAccessibleName(label)
        line.setToolTip(label)
        line.textChanged.connect(lambda _text: self.refresh())
        self.add_row(label, line)
        return line

    def add_row(self, label: str, widget: QWidget) -> None:
        caption = QLabel(label, self)
        caption.setBuddy(widget)
        self.form.addRow(caption, widget)

    def add_note(self, text: str, role: str = "quiet") -> QLabel:
        """Quiet words below the fields."""
        note = text_label(text, role)
        self.form.addRow(note)
        return note

    def set_complete(self, is_complete: Callable[[], bool]) -> None:
        """When the form may be confirmed."""
        self._is_complete = is_complete
        self.refresh()

    def refresh(self) -> None:
        self.primary.setEnabled(not self._is_busy and self._is_complete())

    def set_busy(self, busy: bool) -> None:
        """While a job has the form's answer."""
        self._is_busy = busy
        if busy:
            self.problem.hide()
        self.refresh()

    def ready(self) -> None:
        """The job was cancelled; the form can be confirmed again."""
        if isValid(self):
            self.set_busy(False)

    def fail(self, error: PmdeskError) -> None:
        """Say on the form what went wrong; it can be tried again."""
        if isValid(self):
            self.set_busy(False)
            self.say_problem(self.context.texts.of_error(error))

    def say_problem(self, text: str) -> None:
        self.problem.set_text(text)
        self.problem.show()
        self.fit()
        # words that wrap know their height only when they have their width
        QTimer.singleShot(0, self, self.fit)

    def fit(self) -> None:
        """As high as its words need; one with a list is only made higher."""
        self.layout().activate()
        wanted = self.layout().heightForWidth(self.width()) if self.layout().hasHeightForWidth() else 0
        has_list = bool(self.findChildren(QAbstractScrollArea))
        if wanted > self.height() or not has_list:
            self.resize(self.width(), max(wanted, self.minimumSizeHint().height()))

    def showEvent(self, event) -> None:
        super().showEvent(event)
        self.fit()
        room = self.screen().availableGeometry().size()
        self.resize(min(self.width(), room.width()), min(self.height(), room.height()))
        first = next((line for line in self.findChildren(QLineEdit) if line.isVisible()), None)
        (self.primary if first is None else first).setFocus()

    def _confirm(self) -> None:
        if self.primary.isEnabled():
            self.submitted.emit()

    def _themed(self) -> None:
        theme = self.context.theme.theme
        self.problem.apply_theme(theme)
        for box in self.findChildren(QCheckBox):
            # an empty box is seen on the dark window, too
            palette = box.palette()
            palette.setColor(palette.ColorRole.Base, QColor(theme.line))
            box.setPalette(palette)
