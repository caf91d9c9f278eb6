"""Yes, no, or not known: three buttons of which exactly one is down, so that "not known" is an answer one sees."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget

_VALUES = (True, False, None)


class ThreeState(QWidget):
    """A yes/no fact that may be unknown.

    Signals
    -------
    chosen(object)
        The user chose True, False or None; not sent by `set_value`.
    """

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        for index, key in enumerate(("yes", "no", "not_known")):
            button = QPushButton()
            button.setCheckable(True)
            button.setObjectName(f"{name}.{key}")
            button.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            self._group.addButton(button, index)
            row.addWidget(button)
        row.addStretch(1)
        self._group.idClicked.connect(lambda index: self.chosen.emit(_VALUES[index]))
        self.setFocusProxy(self._group.button(0))
        self._label = ""
        self.set_value(None)
        self.retranslate()

    @property
    def value(self) -> bool | None:
        return _VALUES[self._group.checkedId()]

    def set_value(self, value: bool | None) -> None:
        """Show a value; None presses "Not known", never "No"."""
        self._group.button(_VALUES.index(value)).setChecked(True)

    def set_label(self, label: str) -> None:
        """What the fact is, for the accessible names of the buttons."""
        self._label = label
        self.setAccessibleName(label)
        for button in self._group.buttons():
            button.setAccessibleName(f"{label}: {button.text()}" if label else button.text())

    def retranslate(self) -> None:
        texts = (self.tr("Yes"), self.tr("No"), self.tr("Not known"))
        for index, text in enumerate(texts):
            self._group.button(index).setText(text)
        self.set_label(self._label)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
