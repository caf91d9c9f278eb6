"""What adding the open record to a stored patient would do; where the two contradict, a person chooses."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QWidget

from pmdesk.core.record import PatientRecord, SmokingStatus
from pmdesk.core.volume import Sex
from pmdesk.services.patient_store import Choice, MergeComparison, MergePreview, PairStatus, merged
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.node_words import coding_text, field_value_text, observation_value
from pmdesk.ui.store.forms import StoreForm
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets import terms
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
        for row, item in enumerate(self._preview.conflicts, 1):
            title = _title(item)
            grid.addWidget(text_label(title), row, 0)
            grid.addWidget(text_label(_words(item, item.first)), row, 1)
            grid.addWidget(text_label(_words(item, item.second)), row, 2)
            box = ComboBox(self)
            box.setObjectName(f"store.merge.choice.{item.key}")
            box.setAccessibleName(title)
            box.addItem(self.tr("choose"), "")
            box.addItem(self.tr("stored"), Choice.FIRST.value)
            box.addItem(self.tr("open record's"), Choice.SECOND.value)
            if item.list_name and item.list_name != "stated_inputs":
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


def _title(item: MergeComparison) -> str:
    if item.list_name == "stated_inputs":
        return item.key.partition(".")[2].replace("_", " ")
    if not item.list_name:
        return terms.record_field(item.key)
    entry = item.second
    coding = getattr(entry, "coding", None) or getattr(entry, "condition", None)
    return coding_text(coding) if coding is not None else item.list_name


def _words(item: MergeComparison, value: Any) -> str:
    """A field's value, or of an entry what the other one contradicts."""
    if item.list_name == "observations":
        return " ".join((observation_value(value), field_value_text(value.taken_on)))
    if item.list_name == "stated_inputs":
        return field_value_text(value.value, value.unit)
    if item.list_name:
        return "; ".join(field_value_text(_plain(getattr(value, name))) for name in item.differing)
    return field_value_text(_plain(value))


def _plain(value: Any) -> Any:
    if isinstance(value, Sex):
        return terms.sex(value)
    if isinstance(value, SmokingStatus):
        return terms.smoking_status(value)
    return value
