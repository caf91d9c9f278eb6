"""The pages of the record besides the laboratory: overview, timeline, family, lifestyle, visits and reports."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from pmdesk.core.evidence import NodeRef
from pmdesk.core.record import PatientRecord
from pmdesk.records.pedigree import build_pedigree
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.record_entries import entry_kinds
from pmdesk.ui.panels.record_fields import BODY_KEYS, FACT_KEYS, IDENTITY_KEYS, SMOKING_KEYS, FieldEditor
from pmdesk.ui.panels.record_list import RecordList
from pmdesk.ui.panels.record_page import RecordPage, stacked
from pmdesk.ui.panels.record_pedigree import pedigree_words
from pmdesk.ui.panels.record_smoking import SmokingSummary
from pmdesk.ui.panels.record_timeline import RecordTime, case_timeline
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.labels import SectionHeader, text_label
from pmdesk.ui.widgets.pedigree_view import PedigreeArea, PedigreeView
from pmdesk.ui.widgets.timeline_view import TimelineView

_TWO_COLUMNS_EM = 140
"""Width, in widths of an "x", from which the sections stand in two columns."""

_MANY_ROWS = 12


class OverviewPage(RecordPage):
    """Who it is, what is wrong, what is taken, what is not tolerated; and the course of it in one strip."""

    def __init__(self, context: UiContext, time: RecordTime) -> None:
        super().__init__("overview", context, time)
        kinds = entry_kinds(context.texts.local)
        self._strip = TimelineView("record.timeline", context.theme.theme, time.window)
        self._strip.chosen.connect(lambda node: context.session.selection.select(node))
        self._headers = [SectionHeader() for _ in range(3)]
        identity = FieldEditor(context, (*IDENTITY_KEYS, *BODY_KEYS))
        smoking, facts = FieldEditor(context, SMOKING_KEYS), FieldEditor(context, FACT_KEYS)
        self.fields = [identity, smoking, facts]
        self._smoking = SmokingSummary(context)
        self.lists = [RecordList(context, kinds[name]) for name in ("conditions", "allergies", "medications")]
        left = QVBoxLayout()
        left.setSpacing(GRID_PX * 2)
        for header, field in zip(self._headers, self.fields, strict=True):
            left.addWidget(header)
            left.addWidget(field)
            if field is smoking:
                left.addWidget(self._smoking)
            left.addSpacing(GRID_PX * 2)
        left.addStretch(1)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(GRID_PX * 4)
        self._columns.addLayout(left, 1)
        self._columns.addLayout(stacked(self.lists), 2)
        inside = QWidget()
        page = QVBoxLayout(inside)
        page.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, GRID_PX * 3)
        page.setSpacing(GRID_PX * 3)
        page.addWidget(self._strip)
        page.addLayout(self._columns)
        page.addStretch(1)
        self.set_inside(inside)

    def show_case(self) -> None:
        super().show_case()
        self._smoking.show_record(self.case.record)
        _show_timeline(self._strip, self, rows=1)

    def show_focus(self, focus: NodeRef | None, related: frozenset[NodeRef]) -> None:
        super().show_focus(focus, related)
        self._strip.set_marked(focus, related)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        room = self.fontMetrics().horizontalAdvance("x") * _TWO_COLUMNS_EM
        self._columns.setDirection(
            QBoxLayout.Direction.LeftToRight if self.width() >= room else QBoxLayout.Direction.TopToBottom
        )

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._strip.set_theme(theme)
        self._smoking.apply_theme(theme)

    def retranslate(self) -> None:
        titles = (self.tr("Patient"), self.tr("Smoking"), self.tr("Facts that risk models ask for"))
        for header, text in zip(self._headers, titles, strict=True):
            header.set_text(text)
        self._strip.setAccessibleName(self.tr("Timeline"))
        self._strip.set_words(self.tr("nothing dated"), self.tr("{count} more"))
        self._smoking.retranslate()
        super().retranslate()


class TimelinePage(RecordPage):
    """Everything dated, problems and drugs each in a row of its own."""

    def __init__(self, context: UiContext, time: RecordTime) -> None:
        super().__init__("timeline", context, time)
        self._view = TimelineView("record.timeline.full", context.theme.theme, time.window, wheel_zooms=True)
        self._view.chosen.connect(lambda node: context.session.selection.select(node))
        self._hint = text_label("", "quiet", name="record.timeline.hint")
        self._empty = text_label("", "quiet", name="record.timeline.empty")
        self._detail = text_label("", name="record.timeline.detail")
        self._detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        inside = QWidget()
        page = QVBoxLayout(inside)
        page.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 3)
        page.setSpacing(GRID_PX * 2)
        page.addWidget(self._view)
        page.addWidget(self._empty)
        page.addWidget(self._detail)
        page.addStretch(1)
        page.addWidget(self._hint)
        self.set_inside(inside)

    def show_case(self) -> None:
        count = _show_timeline(self._view, self, rows=_MANY_ROWS)
        self._view.setVisible(count > 0)
        self._hint.setVisible(count > 0)
        self._empty.setVisible(count == 0)

    def show_focus(self, focus: NodeRef | None, related: frozenset[NodeRef]) -> None:
        self._view.set_marked(focus, related)
        self._detail.setText(self._view.words_of_node(focus))

    def apply_theme(self, theme: Theme) -> None:
        self._view.set_theme(theme)

    def retranslate(self) -> None:
        self._view.setAccessibleName(self.tr("Timeline"))
        self._view.set_words(self.tr("nothing dated"), self.tr("{count} more"))
        self._hint.setText(
            self.tr(
                "Wheel: zoom  ·  drag or Shift+wheel: pan  ·  double click or 0: everything  ·  "
                "arrow keys: next event  ·  Enter or click: select  ·  open diamond: only month or year is known"
            )
        )
        self._empty.setText(
            self.tr("Nothing dated is known. Open a record, or enter values with their dates.")
        )


class FamilyPage(RecordPage):
    """The pedigree, where the relations allow one, and the table of the same statements."""

    def __init__(self, context: UiContext, time: RecordTime) -> None:
        super().__init__("family", context, time)
        self._header = SectionHeader()
        self._view = PedigreeView(context.theme.theme)
        self._view.chosen.connect(lambda node: context.session.selection.select(node))
        self._area_of_view = PedigreeArea(self._view)
        self._note = text_label("", "quiet", name="record.pedigree.note")
        self.lists = [RecordList(context, entry_kinds(context.texts.local)["family_history"], most_lines=14)]
        inside = QWidget()
        page = QVBoxLayout(inside)
        page.setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 3)
        page.setSpacing(GRID_PX * 3)
        for widget in (self._header, self._area_of_view, self._note, *self.lists):
            page.addWidget(widget)
        page.addStretch(1)
        self.set_inside(inside)

    def show_case(self) -> None:
        super().show_case()
        record = self.case.record or PatientRecord()
        pedigree = build_pedigree(record)
        words = pedigree_words(record, pedigree, self.case.reference_date)
        self._view.show_pedigree(pedigree, words)
        has_relatives = len(pedigree.people) > 1
        self._area_of_view.setVisible(has_relatives)
        self._header.setVisible(has_relatives)
        self._area_of_view.fit()
        self._note.setText(words.note)
        self._note.setVisible(bool(words.note))

    def show_focus(self, focus: NodeRef | None, related: frozenset[NodeRef]) -> None:
        super().show_focus(focus, related)
        self._view.set_marked(focus, related)

    def apply_theme(self, theme: Theme) -> None:
        super().apply_theme(theme)
        self._view.set_theme(theme)

    def retranslate(self) -> None:
        self._header.set_text(self.tr("Pedigree"))
        super().retranslate()
        self.note_change()


class LifestylePage(RecordPage):
    """What was asked about life, and what was answered to risk models."""

    def __init__(self, context: UiContext, time: RecordTime) -> None:
        super().__init__("lifestyle", context, time)
        kinds = entry_kinds(context.texts.local)
        self.lists = [RecordList(context, kinds[name], most_lines=12) for name in ("social", "stated_inputs")]
        inside = QWidget()
        inside.setLayout(stacked(self.lists))
        inside.layout().setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 3)
        self.set_inside(inside)


class CoursePage(RecordPage):
    """Procedures, reports and visits."""

    def __init__(self, context: UiContext, time: RecordTime) -> None:
        super().__init__("course", context, time)
        kinds = entry_kinds(context.texts.local)
        self.lists = [
            RecordList(context, kinds[name], most_lines=10)
            for name in ("procedures", "reports", "encounters")
        ]
        inside = QWidget()
        inside.setLayout(stacked(self.lists))
        inside.layout().setContentsMargins(GRID_PX * 3, GRID_PX * 3, GRID_PX * 3, GRID_PX * 3)
        self.set_inside(inside)


def _show_timeline(view: TimelineView, page: RecordPage, *, rows: int) -> int:
    """Show the case's events; how many there are."""
    shown = case_timeline(page.case, page.context.texts, page.time.events_of(page.case.record), rows=rows)
    view.setVisible(bool(shown.items))
    view.set_events(shown.lanes, shown.items, today=shown.today, markers=shown.markers, notes=shown.notes)
    return len(shown.items)
