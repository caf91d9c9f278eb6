"""What the centre says while no image is open."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class EmptyState(QWidget):
    """One sentence and the two ways on.

    Signals
    -------
    open_requested(str)
        ``"images"`` or ``"demo"``.
    """

    open_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("viewer.empty")
        self._sentence = QLabel(self)
        self._sentence.setObjectName("viewer.empty.sentence")
        self._sentence.setProperty("role", "quiet")
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._sentence.setWordWrap(True)
        self._open = QPushButton(self)
        self._open.setObjectName("viewer.empty.open")
        self._demo = QPushButton(self)
        self._demo.setObjectName("viewer.empty.demo")
        self._open.clicked.connect(lambda: self.open_requested.emit("images"))
        self._demo.clicked.connect(lambda: self.open_requested.emit("demo"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._open)
        buttons.addWidget(self._demo)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(1)
        layout.addWidget(self._sentence)
        layout.addLayout(buttons)
        layout.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        self._sentence.setText(self.tr("Drop a CT folder here, or open the demo patient"))
        self._open.setText(self.tr("Open images..."))
        self._demo.setText(self.tr("Demo patient"))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
