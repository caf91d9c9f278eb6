"""What a run is asked for, with its start, its progress and its end, in a column that scrolls."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QScrollArea, QVBoxLayout, QWidget

from pmdesk.services.jobs import Job
from pmdesk.ui.texts import QtTexts
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.labels import text_label

_STEPS = 1000


class RunColumn(QScrollArea):
    """Parts of a form above two buttons, a bar and the stage of the run.

    Parameters
    ----------
    name
        Beginning of the object names.
    parts
        What stands above the buttons.
    """

    def __init__(self, name: str, *parts: QWidget) -> None:
        super().__init__()
        self.setObjectName(f"{name}.area")
        self.start = QPushButton()
        self.start.setObjectName(f"{name}.start")
        self.cancel = QPushButton()
        self.cancel.setObjectName(f"{name}.cancel")
        self.progress = QProgressBar()
        self.progress.setObjectName(f"{name}.progress")
        self.progress.setRange(0, _STEPS)
        self.progress.setTextVisible(False)
        self._stage = text_label(role="quiet", wrap=False, name=f"{name}.stage")
        held = QWidget()
        column = QVBoxLayout(held)
        column.setContentsMargins(0, 0, GRID_PX * 2, 0)
        column.setSpacing(GRID_PX * 2)
        for part in parts:
            column.addWidget(part)
        buttons = QHBoxLayout()
        buttons.addWidget(self.start)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column.addLayout(buttons)
        column.addWidget(self.progress)
        column.addWidget(self._stage)
        column.addStretch(1)
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidget(held)
        self.viewport().setAutoFillBackground(False)
        held.setAutoFillBackground(False)

    def show_state(self, *, is_running: bool, can_start: bool = True) -> None:
        """Show whether the run is on."""
        self.start.setEnabled(can_start and not is_running)
        for part in (self.cancel, self.progress, self._stage):
            part.setVisible(is_running)
        if not is_running:
            self.progress.setValue(0)
            self._stage.clear()

    def show_progress(self, job: Job, texts: QtTexts) -> None:
        """Show how far the run is and what it does."""
        if job.fraction is not None:
            self.progress.setValue(round(job.fraction * _STEPS))
            self._stage.setText(f"{100 * job.fraction:.0f} %   {texts.of(job.stage)}")
