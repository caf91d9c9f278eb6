"""What adding the open record to a stored patient would do; where the two contradict, a person chooses."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from pmdesk.core.record import PatientRecord
from pmdesk.services.patient_store import Choice, MergePreview, PairStatus, merged
from pmdesk.ui.context import UiContext
from pmdesk.ui.dialogs.conflict_table import comparison_title, is_entry, side_words
from pmdesk.ui.store.forms import StoreForm
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.labels import text_label


class MergeDialog(StoreForm):
    """Counts of what is new and the same, and one choice a contradiction; nothing is preselected.

    Signals
    -------
    decided(PatientRecord)
    """

    decided = Signal(object)

    def __init__(self, context: UiContext, preview: MergePreview, parent: QWidget | None = None) -> None:
        super().__init__(context, "store.merge", "", parent)
        self._preview = preview
        self._choices: dict[str, ComboBox] = {}
        self.setWindowTitle(self.tr("Update stored patient"))
        self.primary.setText(self.tr("Update and save"))
        self.intro.setText(self._summary())
        if preview.conflicts:
            self.body.insertWidget(1, text_label(self.tr("Which is right?"), "heading", wrap=False))
            self.body.insertWidget(2, self._conflicts(), 1)
        self.set_complete(lambda: all(box.currentData() for box in self._choices.values()))
        self.submitted.connect(self._decide)
        if preview.conflicts:
            em = self.fontMetrics().height()
            self.resize(em * 44, em * 30)

    def _summary(self) -> str:
        preview = self._preview
        new = len(preview.of_status(PairStatus.NEW)) + len(preview.of_status(PairStatus.COMPLETED))
        said = [
            self.tr("New or completed: %1. The same: %2. Contradictory: %3.")
            .replace("%1", str(new))
            .replace("%2", str(len(preview.of_status(PairStatus.SAME))))
            .replace("%3", str(len(preview.conflicts))),
            self.tr("What is stored and not in the open record stays."),
        ]
        return " ".join(said)

    def _conflicts(self) -> QScrollArea:
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, GRID_PX * 2, 0)
        grid.setHorizontalSpacing(GRID_PX * 3)
        grid.setVerticalSpacing(GRID_PX * 2)
        for column, title in enumerate(
            ("", self.tr("In the store"), self.tr("In the open record"), self.tr("Keep"))
        ):
            grid.addWidget(text_label(title, "quiet", wrap=False), 0, column)
        texts = self.context.texts
        for row, item in enumerate(self._preview.conflicts, 1):
            title = comparison_title(texts, item)
            grid.addWidget(text_label(title), row, 0)
            grid.addWidget(text_label(side_words(texts, item, Choice.FIRST)), row, 1)
            grid.addWidget(text_label(side_words(texts, item, Choice.SECOND)), row, 2)
            box = ComboBox(self)
            box.setObjectName(f"store.merge.choice.{item.key}")
            box.setAccessibleName(title)
            box.addItem(self.tr("choose"), "")
            box.addItem(self.tr("stored"), Choice.FIRST.value)
            box.addItem(self.tr("open record's"), Choice.SECOND.value)
            if is_entry(item):
                box.addItem(self.tr("both"), Choice.BOTH.value)
            box.currentIndexChanged.connect(lambda _index: self.refresh())
            self._choices[item.key] = box
            grid.addWidget(box, row, 3)
        grid.setRowStretch(len(self._preview.conflicts) + 1, 1)
        for column in (0, 1, 2):
            grid.setColumnStretch(column, 1)
        scroll = QScrollArea(self)
        scroll.setObjectName("store.merge.conflicts")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        return scroll

    def _decide(self) -> None:
        record: PatientRecord = merged(
            self._preview, {key: Choice(box.currentData()) for key, box in self._choices.items()}
        )
        self.decided.emit(record)
        self.accept()
