"""What is seen while the store is being locked or closed: what is still written, and that nothing is lost."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from pmdesk.services.jobs import Job
from pmdesk.ui.bridge import bind
from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.labels import text_label

_CARD_EM = 30


class WorkingNotice(QWidget):
    """What is still being written to the store, with its progress."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.what = text_label("", name="store.closing.what")
        self.bar = QProgressBar(self)
        self.bar.setObjectName("store.closing.bar")
        self.bar.setAccessibleName(self.tr("Saving and closing"))
        self.bar.setTextVisible(False)
        self.safe = text_label(
            self.tr("What was saved so far is on the disk and stays there, whatever happens now."),
            "quiet",
            name="store.closing.safe",
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX * 2)
        for part in (self.what, self.bar, self.safe):
            column.addWidget(part)
        bind(self, context.jobs.updated, lambda _job: self._refresh())
        self._refresh()

    def _refresh(self) -> None:
        job = next((one for one in self._context.jobs.active if one.title.startswith("job.store")), None)
        self.what.setText(self._words_of(job) if job is not None else "")
        known = job is not None and job.fraction is not None
        self.bar.setRange(0, 100 if known else 0)
        self.bar.setValue(round(100 * (job.fraction or 0)) if known else -1)

    def _words_of(self, job: Job) -> str:
        texts = self._context.texts
        return texts.join(filter(None, (texts.of(job.title), texts.of(job.stage) if job.stage else "")))


class ClosingScreen(QFrame):
    """Covers the window while what was begun is written, and until the store is closed."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.setObjectName("store.closing")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        card = QFrame()
        card.setProperty("role", "card")
        card.setMinimumWidth(self.fontMetrics().horizontalAdvance("m") * _CARD_EM)
        card.setMaximumWidth(self.fontMetrics().horizontalAdvance("m") * _CARD_EM * 2)
        column = QVBoxLayout(card)
        column.setContentsMargins(*(GRID_PX * 6,) * 4)
        column.setSpacing(GRID_PX * 3)
        column.addWidget(
            text_label(self.tr("Saving and closing"), "heading", wrap=False, name="store.closing.title")
        )
        column.addWidget(WorkingNotice(context, card))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        across = QHBoxLayout()
        across.addStretch(1)
        across.addWidget(card, 2)
        across.addStretch(1)
        outer.addLayout(across)
        outer.addStretch(3)
        context.theme.changed.connect(self._themed)
        self._themed()

    def focus_first(self) -> None:
        """Keys go nowhere."""
        self.setFocus()

    def _themed(self) -> None:
        self.setStyleSheet(f"#store\\.closing {{ background: {self._context.theme.theme.window}; }}")

    def mousePressEvent(self, event) -> None:
        event.accept()

    def wheelEvent(self, event) -> None:
        event.accept()

    def keyPressEvent(self, event) -> None:
        event.accept()
