"""The record tab: who the patient is, what is known, what is not, and when things happened."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.records.timeline import EventKind, timeline
from pmdesk.services.changes import OpChanges
from pmdesk.services.recording import record_matches
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.case_panel import CasePanel
from pmdesk.ui.panels.node_words import coding_text
from pmdesk.ui.panels.record_entries import entry_kinds
from pmdesk.ui.panels.record_fields import BODY_KEYS, FACT_KEYS, IDENTITY_KEYS, SMOKING_KEYS, FieldEditor
from pmdesk.ui.panels.record_list import RecordList
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.labels import Chip, ElidedLabel, NoticeBar, SectionHeader, set_property
from pmdesk.ui.widgets.timeline_strip import StripEvent, TimelineStrip

_TWO_COLUMNS_EM = 70
"""Width, in widths of an "x", from which the sections stand in two columns."""

_LANE_OF = {
    EventKind.CONDITION: 1,
    EventKind.PROCEDURE: 1,
    EventKind.OBSERVATION: 2,
    EventKind.MEDICATION: 3,
}


class RecordPanel(CasePanel):
    """Every field can be edited here; each edit is one undoable operation.

    Signals
    -------
    record_confirmed(bool)
        Answer to the mismatch banner: True, the record belongs to the images' patient; False, close the record.
    """

    record_confirmed = Signal(bool)

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("record")
        self._make_notices()
        self._file = ElidedLabel()
        self._file.setObjectName("record.file")
        set_property(self._file, "role", "heading")
        self._synthetic = Chip()
        self._synthetic.setObjectName("record.synthetic")
        head = QHBoxLayout()
        head.setSpacing(GRID_PX * 2)
        head.addWidget(self._file, 1)
        head.addWidget(self._synthetic)

        self._timeline = TimelineStrip(context.theme.theme)
        self._timeline.chosen.connect(lambda node: context.session.selection.select(node))
        self._headers: list[SectionHeader] = []
        self._fields = [
            FieldEditor(context, keys) for keys in ((*IDENTITY_KEYS, *BODY_KEYS), SMOKING_KEYS, FACT_KEYS)
        ]
        self._lists = [RecordList(context, kind) for kind in entry_kinds()]
        left, right = QVBoxLayout(), QVBoxLayout()
        for column in (left, right):
            column.setSpacing(GRID_PX * 2)
        for field in self._fields:
            header = SectionHeader()
            self._headers.append(header)
            left.addWidget(header)
            left.addWidget(field)
            left.addSpacing(GRID_PX * 2)
        left.addStretch(1)
        for one in self._lists:
            right.addWidget(one)
            right.addSpacing(GRID_PX * 2)
        right.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(GRID_PX * 4)
        self._columns.addLayout(left, 2)
        self._columns.addLayout(right, 3)

        inside = QWidget()
        inside.setObjectName("record.inside")
        page = QVBoxLayout(inside)
        page.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 3)
        page.setSpacing(GRID_PX * 2)
        page.addWidget(self._mismatch)
        page.addWidget(self._none_open)
        page.addLayout(head)
        page.addWidget(self._timeline)
        page.addSpacing(GRID_PX)
        page.addLayout(self._columns)
        page.addStretch(1)
        self._area = QScrollArea()
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(inside)
        self._area.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._area)
        self.start()

    def _make_notices(self) -> None:
        self._mismatch = NoticeBar("danger")
        self._mismatch.setObjectName("record.mismatch")
        self._belongs = QPushButton()
        self._belongs.setObjectName("record.mismatch.confirm")
        self._belongs.clicked.connect(lambda: self.record_confirmed.emit(True))
        self._close = QPushButton()
        self._close.setObjectName("record.mismatch.close")
        self._close.clicked.connect(lambda: self.record_confirmed.emit(False))
        self._none_open = NoticeBar("info")
        self._none_open.setObjectName("record.none_open")
        self._open = QPushButton()
        self._open.setObjectName("record.open_record")
        self._open.clicked.connect(lambda: self.context.signals.open_requested.emit("record"))
        self._demo = QPushButton()
        self._demo.setObjectName("record.open_demo")
        self._demo.clicked.connect(lambda: self.context.signals.open_requested.emit("demo"))
        for bar, buttons in (
            (self._mismatch, (self._belongs, self._close)),
            (self._none_open, (self._open, self._demo)),
        ):
            for button in buttons:
                bar.add(button)

    def focus_node(self, ref: NodeRef) -> bool:
        """Bring a field or an entry into sight and give it the keyboard; False when it is not in the record."""
        if ref.kind is NodeKind.RECORD_FIELD:
            key = "demographics.birth_date" if ref.key == "age" else ref.key
            for field in self._fields:
                editor = field.focus_field(key)
                if editor is not None:
                    self._area.ensureWidgetVisible(editor, 0, GRID_PX * 10)
                    return True
            found = next((one for one in self._lists if one.objectName() == f"record.{key}"), None)
            if found is not None:
                self._area.ensureWidgetVisible(found)
                return True
            return False
        for one in self._lists:
            if one.focus_node(ref):
                self._area.ensureWidgetVisible(one)
                return True
        return False

    # what the case says

    def refresh(self, changes: OpChanges) -> None:
        if not (changes.record or changes.volume or changes.risks or changes.findings):
            return
        case = self.case
        record = case.record
        self._none_open.setVisible(record is None)
        self._file.setVisible(record is not None)
        self._file.setText(Path(case.record_source).name or self.tr("Record entered by hand"))
        self._synthetic.setVisible(case.is_synthetic)
        self._mismatch.setVisible(record is not None and not case.record_confirmed)
        if record is not None and not case.record_confirmed:
            fields = record_matches(record, case.description)
            words = self.context.texts.join(self.context.texts.of(f"field.{name}") for name in fields)
            self._mismatch.set_text(
                self.tr(
                    "Record and images differ in: {fields}. Nothing of the record is used until you say that both "
                    "belong to one patient."
                ).format(fields=words or terms.not_known())
            )
        for field in self._fields:
            field.show_record(record)
        if changes.record or changes.volume:
            for one in self._lists:
                one.show_record(record)
        self._show_timeline()
        self.show_focus(self.context.session.selection.focus)

    def _show_timeline(self) -> None:
        case, events = self.case, []
        description = case.description
        if description is not None and description.study_date is not None:
            words = f"{description.study_date.isoformat()} {description.study_description}".strip()
            node = NodeRef(NodeKind.SERIES, description.series_uid)
            events.append(StripEvent(0, description.study_date, words, node))
        for item in timeline(case.record) if case.record is not None else ():
            lane = _LANE_OF.get(item.kind)
            if lane is not None:
                when = item.stated_date or item.day.isoformat()
                words = f"{when} {coding_text(item.coding)} {item.value}".strip()
                ref = item.ref if item.ref.kind is not NodeKind.PATIENT else None
                events.append(StripEvent(lane, item.day, words, ref, item.end))
        for risk in case.risks:
            if description is not None and description.study_date is not None:
                title = self.context.texts.local(risk.title)
                words = f"{description.study_date.isoformat()} {title}"
                events.append(StripEvent(4, description.study_date, words, NodeRef(NodeKind.RISK, risk.id)))
        lanes = (
            self.tr("Imaging"), self.tr("Diagnoses"), self.tr("Laboratory"), self.tr("Drugs"), self.tr("Risk")
        )  # fmt: skip
        self._timeline.setVisible(bool(events))
        self._timeline.set_events(lanes, tuple(events))

    def show_focus(self, focus: NodeRef | None) -> None:
        related, theme = self.related, self.theme

        def color(key: str) -> str:
            node = NodeRef(NodeKind.RECORD_FIELD, key)
            return theme.related if node == focus or node in related else ""

        for field in self._fields:
            field.mark(color)
        for one in self._lists:
            one.show_focus(focus, related)
        self._timeline.set_marked(focus, related)

    # look

    def apply_theme(self, theme: Theme) -> None:
        self._mismatch.apply_theme(theme)
        self._none_open.apply_theme(theme)
        self._synthetic.set_color(theme.caution)
        self._timeline.set_theme(theme)
        for one in self._lists:
            one.apply_theme(theme)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.fontMetrics().horizontalAdvance("x") * _TWO_COLUMNS_EM * 2
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if self.width() >= room else QBoxLayout.Direction.TopToBottom
        )

    def retranslate(self) -> None:
        titles = (self.tr("Patient"), self.tr("Smoking"), self.tr("Facts that risk models ask for"))
        for header, text in zip(self._headers, titles, strict=True):
            header.set_text(text)
        self._synthetic.setText(self.tr("synthetic patient"))
        self._belongs.setText(self.tr("They belong together"))
        self._close.setText(self.tr("Close the record"))
        self._none_open.set_text(
            self.tr(
                "No record open. Drop a FHIR bundle here, or enter what is known; what stays empty is not known."
            )
        )
        self._open.setText(self.tr("Open a record"))
        self._demo.setText(self.tr("Open the demo patient"))
        self._timeline.setAccessibleName(self.tr("Timeline"))
        for field in self._fields:
            field.retranslate()
        for one in self._lists:
            one.retranslate()
        super().retranslate()
