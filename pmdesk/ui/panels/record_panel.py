"""The record tab: who the patient is, what is known, what is not, and when things happened."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from pmdesk.core.evidence import NodeRef
from pmdesk.services.changes import OpChanges
from pmdesk.services.recording import record_matches
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.case_panel import CasePanel
from pmdesk.ui.panels.record_page import RecordPage
from pmdesk.ui.panels.record_pages import CoursePage, FamilyPage, LifestylePage, OverviewPage, TimelinePage
from pmdesk.ui.panels.record_timeline import RecordTime
from pmdesk.ui.panels.record_trends import TrendsPage
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.identity_words import images_and_record
from pmdesk.ui.widgets.labels import Chip, ElidedLabel, NoticeBar, set_property


class RecordPanel(CasePanel):
    """Pages of one record. Every field can be edited here; each edit is one undoable operation.

    A page that is not in sight only remembers that something changed, and shows it when it comes to the front.

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

        self._time = RecordTime(context, self)
        self._time.changed.connect(self._events_ready)
        time = self._time
        self._pages: dict[str, RecordPage] = {
            "overview": OverviewPage(context, time),
            "timeline": TimelinePage(context, time),
            "labs": TrendsPage(context, time),
            "family": FamilyPage(context, time),
            "lifestyle": LifestylePage(context, time),
            "course": CoursePage(context, time),
        }
        self._tabs = QTabBar()
        self._tabs.setObjectName("record.pages")
        self._tabs.setDrawBase(False)
        self._tabs.setExpanding(False)
        self._tabs.setUsesScrollButtons(True)
        self._stack = QStackedWidget()
        for page in self._pages.values():
            self._tabs.addTab("")
            self._stack.addWidget(page)
        self._tabs.currentChanged.connect(self._show_page)

        head = QHBoxLayout()
        head.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 3, 0)
        head.setSpacing(GRID_PX * 3)
        head.addWidget(self._tabs)
        head.addWidget(self._file, 1)
        head.addWidget(self._synthetic)
        notices = QVBoxLayout()
        notices.setContentsMargins(GRID_PX * 3, GRID_PX * 2, GRID_PX * 3, 0)
        notices.addWidget(self._mismatch)
        notices.addWidget(self._none_open)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(notices)
        whole.addLayout(head)
        whole.addWidget(self._stack, 1)
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

    # pages

    @property
    def page_names(self) -> tuple[str, ...]:
        return tuple(self._pages)

    def show_page(self, name: str) -> None:
        """Bring a page to the front: one of `page_names`."""
        self._tabs.setCurrentIndex(list(self._pages).index(name))

    def _show_page(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        page = list(self._pages.values())[index]
        page.catch_up()
        page.show_focus(self.context.session.selection.focus, self.related)

    @property
    def _page(self) -> RecordPage:
        return list(self._pages.values())[self._stack.currentIndex()]

    def focus_node(self, ref: NodeRef) -> bool:
        """Bring a field or an entry into sight and give it the keyboard; False when it is not in the record."""
        wanted = NodeRef(ref.kind, "demographics.birth_date") if ref.key == "age" else ref
        ordered = [self._page, *(page for page in self._pages.values() if page is not self._page)]
        for page in ordered:
            page.catch_up()
            if page.holds(wanted):
                name = next(key for key, value in self._pages.items() if value is page)
                self.show_page(name)
                return page.focus_node(wanted)
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
            patient = case.description.patient if case.description is not None else None
            words = images_and_record(fields, patient, record, self.context.texts)
            self._mismatch.set_text(
                self.tr(
                    "Record and images differ in: {fields}. Nothing of the record is used until you say that both "
                    "belong to one patient."
                ).format(fields=words or terms.not_known())
            )
        self._show_all()

    def _show_all(self) -> None:
        for page in self._pages.values():
            page.note_change()
        self._catch_up()

    def _events_ready(self) -> None:
        """The events on the timeline were worked out."""
        for page in self._pages.values():
            page.note_change()
        self.ask_to_draw()

    def catch_up(self) -> None:
        super().catch_up()
        self._catch_up()

    def _catch_up(self) -> None:
        if not self.is_behind:
            self._page.catch_up()
            self.show_focus(self.context.session.selection.focus)

    def show_focus(self, focus: NodeRef | None) -> None:
        if not self.is_behind:
            self._page.show_focus(focus, self.related)

    # look

    def apply_theme(self, theme: Theme) -> None:
        self._mismatch.apply_theme(theme)
        self._none_open.apply_theme(theme)
        self._synthetic.set_color(theme.caution)
        for page in self._pages.values():
            page.note_theme()
        if self.isVisible():
            self._page.catch_up()

    def retranslate(self) -> None:
        titles = (
            self.tr("Overview"), self.tr("Timeline"), self.tr("Laboratory"), self.tr("Family"),
            self.tr("Lifestyle"), self.tr("Visits and reports"),
        )  # fmt: skip
        for index, text in enumerate(titles):
            self._tabs.setTabText(index, text)
        self._tabs.setAccessibleName(self.tr("Pages of the record"))
        self._tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
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
        self._time.forget()
        for page in self._pages.values():
            page.note_language()
        super().retranslate()
