"""Messages inside the window: errors with Copy, and questions with their answers. No modal boxes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from pmdesk.core.errors import PmdeskError
from pmdesk.ui.context import UiContext

_MARKS = {"info": "i", "caution": "▲", "danger": "■"}
MESSAGE_LIMIT = 4
MOST_LINES = 5


class _Message(QFrame):
    def __init__(
        self,
        text: str,
        level: str,
        answers: Sequence[tuple[str, Callable[[], object]]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.setObjectName("message")
        self.setAccessibleName(text)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 6, 8, 6)
        mark = QLabel(_MARKS[level], self)
        mark.setProperty("role", level if level != "info" else "quiet")
        words = QLabel(text, self)
        words.setObjectName("message.text")
        words.setTextFormat(Qt.TextFormat.PlainText)
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(mark)
        layout.addWidget(_scrolled(words), 1)
        for label, act in answers:
            button = QPushButton(label, self)
            button.clicked.connect(lambda _checked=False, run=act: self._answer(run))
            layout.addWidget(button)
        self.copy = QToolButton(self)
        self.copy.setProperty("flat", True)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text))
        layout.addWidget(self.copy)
        self.close_button = QToolButton(self)
        self.close_button.setProperty("flat", True)
        self.close_button.setText("×")
        self.close_button.setVisible(not answers)
        self.close_button.clicked.connect(self.deleteLater)
        layout.addWidget(self.close_button)

    def _answer(self, run: Callable[[], object]) -> None:
        self.deleteLater()
        run()


def _scrolled(words: QLabel) -> QScrollArea:
    """Words that scroll where they are long: a message never pushes the pictures out of sight."""
    area = _WordsArea()
    area.setObjectName("message.area")
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setStyleSheet("#message\\.area, #message\\.text { background: transparent; }")
    area.setWidget(words)
    return area


class _WordsArea(QScrollArea):
    """As tall as its words, up to `MOST_LINES`."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = self.widget().heightForWidth(self.viewport().width())
        self.setFixedHeight(min(height, self.fontMetrics().lineSpacing() * MOST_LINES) + 2)


class MessageBar(QWidget):
    """The newest messages, each until it is closed or answered."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("messages")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(1)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            for message in self.findChildren(_Message):
                self._label(message)
        super().changeEvent(event)

    def show_error(self, error: PmdeskError) -> None:
        """What happened, why, and what to do."""
        self.show_message(self._context.texts.of_error(error), "danger")

    def show_message(self, text: str, level: str = "info") -> None:
        self._add(text, level, ())

    def ask(self, text: str, answers: Sequence[tuple[str, Callable[[], object]]]) -> Callable[[], None]:
        """A question that stays until one of its answers is chosen; the result takes it back unanswered."""
        message = self._add(text, "caution", answers)

        def withdraw() -> None:
            if isValid(message):
                message.deleteLater()

        return withdraw

    def texts(self) -> list[str]:
        """Messages on screen, oldest first."""
        return [message.accessibleName() for message in self.findChildren(_Message)]

    def clear(self) -> None:
        for message in self.findChildren(_Message):
            message.deleteLater()

    def _add(self, text: str, level: str, answers: Sequence[tuple[str, Callable[[], object]]]) -> _Message:
        present = self.findChildren(_Message)
        for message in present:
            if message.accessibleName() == text:
                message.setParent(None)
                message.deleteLater()
        closable = [item for item in self.findChildren(_Message) if item.close_button.isVisibleTo(item)]
        for message in closable[: max(0, len(closable) - MESSAGE_LIMIT + 1)]:
            message.setParent(None)
            message.deleteLater()
        message = _Message(text, level, answers, self)
        self._label(message)
        self._layout.addWidget(message)
        return message

    def _label(self, message: _Message) -> None:
        message.copy.setText(self.tr("Copy"))
        message.close_button.setToolTip(self.tr("Close"))
        message.close_button.setAccessibleName(self.tr("Close"))
