"""The ledger: every finding with its size, and what a person decided about it."""

from pathlib import Path

from PySide6.QtCore import QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import Finding, RejectReason, ReviewStatus
from pmdesk.core.ids import FindingId
from pmdesk.services.changes import OpChanges
from pmdesk.services.jobs import Job
from pmdesk.services.operations.review_finding import review
from pmdesk.ui.access import Deed
from pmdesk.ui.bridge import bind
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.findings_model import FindingsFilter, FindingsModel, finding_node
from pmdesk.ui.panels.case_panel import CasePanel
from pmdesk.ui.panels.details_area import DetailsArea
from pmdesk.ui.panels.finding_details import FindingDetails
from pmdesk.ui.panels.growth_block import ComparisonStrip
from pmdesk.ui.panels.operating_point_bar import OperatingPointBar
from pmdesk.ui.table_output import ask_csv, copy_rows, save_csv
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.data_table import DataTable
from pmdesk.ui.widgets.icon_or_words import IconOrWords
from pmdesk.ui.widgets.icons import tinted_icon
from pmdesk.ui.widgets.labels import EmptyState, set_property, text_label

ANALYSIS_JOB = "job.analyse"
_FEWEST_ROWS = 3
GROWTH_PLACE = 5
"""Where the columns of growth stand when there is an earlier CT: after the sizes."""


class FindingsPanel(CasePanel):
    """Table of findings with accept, edit, reject, and the details of the selected one.

    Signals
    -------
    edit_requested(FindingId)
        The user wants to edit a finding; its details have the keyboard already.
    heat_requested()
        Show the heat map of the selected finding in the image, or take it away.
    """

    edit_requested = Signal(str)
    heat_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("findings")
        self._following = False
        self._model = FindingsModel(context.theme.theme, self)
        self._table = DataTable("findings.table")
        self._table.setModel(self._model)
        self._table.setItemDelegateForColumn(self._model.review_column, IconOrWords(self._table))
        header = self._table.horizontalHeader()
        for place, section in enumerate(self._model.growth_columns):
            header.moveSection(header.visualIndex(section), GROWTH_PLACE + place)
        self._table.selectionModel().currentRowChanged.connect(self._row_chosen)

        self._filter = ComboBox()
        self._filter.setObjectName("findings.filter")
        for wanted in FindingsFilter:
            self._filter.addItem("", wanted.value)
        self._filter.currentIndexChanged.connect(lambda _index: self.refresh(OpChanges(findings=True)))
        self._counts = text_label("", "quiet", name="findings.counts")

        self._accept = self._button("findings.accept", self.accept_selected)
        self._edit = self._button("findings.edit", self.edit_selected)
        self._reject = QPushButton()
        self._reject.setObjectName("findings.reject")
        self._reasons = QMenu(self)
        for reason in RejectReason:
            action = self._reasons.addAction("")
            action.setData(reason)
            action.setObjectName(f"findings.reject.{reason.value}")
            action.triggered.connect(lambda _checked=False, why=reason: self.reject_selected(why))
        self._reject.setMenu(self._reasons)
        self._previous = self._tool("findings.previous", self.select_previous_unreviewed)
        self._next = self._tool("findings.next", self.select_next_unreviewed)
        self._copy = self._tool("findings.copy", self.copy_table)
        self._export = self._tool("findings.export", self.export_table)
        context.access.govern(Deed.CHANGE, self._accept, self._edit, self._reject)
        context.access.govern(Deed.EXPORT, self._copy, self._export)
        self._table.govern_copy(lambda: context.access.allows(Deed.EXPORT))

        decisions = QHBoxLayout()
        decisions.setSpacing(GRID_PX)
        for button in (self._accept, self._edit, self._reject):
            decisions.addWidget(button)
        decisions.addStretch(1)
        for tool in (self._previous, self._next, self._copy, self._export):
            decisions.addWidget(tool)

        self._point = OperatingPointBar(context)
        self._details = FindingDetails(context)
        self._details.heat_requested.connect(self.heat_requested)
        self._nothing_matches = text_label("", "quiet", name="findings.nothing_matches")
        top = QHBoxLayout()
        top.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, 0)
        top.addWidget(self._counts, 1)
        top.addWidget(self._filter)
        ledger = QWidget()
        column = QVBoxLayout(ledger)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(top)
        column.addWidget(self._table, 1)
        column.addWidget(self._nothing_matches)
        foot = QVBoxLayout()
        foot.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, 0)
        foot.setSpacing(GRID_PX * 2)
        foot.addLayout(decisions)
        column.addLayout(foot)
        # much can be said about one finding: it scrolls, so that the ledger above keeps its place
        self._details_area = DetailsArea(self._details)
        column.addWidget(self._details_area, 1)

        self._empty = EmptyState()
        self._empty.setObjectName("findings.empty")
        self._empty.add_button("images", "findings.open_images")
        self._empty.add_button("demo", "findings.open_demo")
        self._empty.add_button("analyse", "findings.analyse")
        self._empty.activated.connect(context.signals.open_requested)
        self._pages = QStackedWidget()
        self._pages.addWidget(ledger)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        # stays where the point hides every mark: it is the way back
        point = QVBoxLayout()
        point.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, 0)
        point.addWidget(self._point)
        self._comparison = ComparisonStrip(context)
        point.addWidget(self._comparison)
        whole.addLayout(point)
        whole.addWidget(self._pages, 1)
        bind(self, context.jobs.updated, self._follow_job)
        self.start()

    def _button(self, name: str, slot) -> QPushButton:
        button = QPushButton()
        button.setObjectName(name)
        button.clicked.connect(lambda: slot())
        return button

    def _tool(self, name: str, slot) -> QToolButton:
        button = QToolButton()
        button.setObjectName(name)
        button.clicked.connect(lambda: slot())
        return button

    # what the keys and buttons do

    @property
    def selected(self) -> Finding | None:
        node = self.selected_node(NodeKind.FINDING)
        return None if node is None else self.case.finding(FindingId(node.key))

    def accept_selected(self) -> None:
        if (finding := self.selected) is not None:
            self.context.undo.push(review(self.case, finding.id, ReviewStatus.ACCEPTED), self)

    def reject_selected(self, reason: RejectReason) -> None:
        if (finding := self.selected) is not None:
            self.context.undo.push(review(self.case, finding.id, ReviewStatus.REJECTED, reason=reason), self)

    def open_reject_menu(self) -> None:
        """Ask for the reason of a rejection, at the button."""
        if self.selected is not None:
            self._reject.showMenu()

    def edit_selected(self) -> None:
        """Take the keyboard to the details of the selected finding."""
        if (finding := self.selected) is not None:
            self._details.take_keyboard()
            self.edit_requested.emit(finding.id)

    def select_next_unreviewed(self) -> None:
        self._step(1)

    def select_previous_unreviewed(self) -> None:
        self._step(-1)

    def copy_table(self) -> None:
        """All shown rows, or the selected one, to the clipboard."""
        self._table.selectionModel().clearSelection()
        copy_rows(self.context, self._table)
        self.show_focus(self.context.session.selection.focus)

    def export_table(self) -> None:
        """Ask for a place and write the shown rows as CSV."""
        ask_csv(self, self.tr("Export the findings"), "findings.csv", self.write_table)

    def write_table(self, path: Path) -> None:
        save_csv(self.context, self._model, path)

    def _step(self, direction: int) -> None:
        findings = sorted(self.case.findings, key=lambda item: item.number)
        if not findings:
            return
        current = self.selected
        place = findings.index(current) if current in findings else (-1 if direction > 0 else len(findings))
        order = [findings[(place + direction * step) % len(findings)] for step in range(1, len(findings) + 1)]
        if current not in findings:
            order = findings if direction > 0 else findings[::-1]
        found = next((item for item in order if item.status is ReviewStatus.UNREVIEWED), None)
        if found is not None:
            self.context.session.selection.select(finding_node(found))

    # what the case says

    def refresh(self, changes: OpChanges) -> None:
        if not (changes.findings or changes.volume):
            self.show_focus(self.context.session.selection.focus)
            return
        case = self.case
        self._following = True
        self._model.show_comparison(case.comparison, self.context.texts)
        self._model.show_findings(case.findings, FindingsFilter(self._filter.currentData()))
        for column in self._model.growth_columns:
            self._table.setColumnHidden(column, case.comparison is None)
        self._comparison.show_case(case)
        self._following = False
        self._fit_columns()
        self._fit_height()
        reviewed = sum(item.status is not ReviewStatus.UNREVIEWED for item in case.findings)
        self._counts.setText(
            self.tr(
                "{reviewed} of {total} reviewed; only accepted and edited findings reach the report"
            ).format(reviewed=reviewed, total=len(case.findings))
        )
        set_property(self._counts, "role", "caution" if reviewed < len(case.findings) else "quiet")
        self._point.show_case(case)
        self._nothing_matches.setVisible(bool(case.findings) and self._model.rowCount() == 0)
        for button in (self._previous, self._next):
            button.setEnabled(reviewed < len(case.findings))
        self._show_page()
        self.show_focus(self.context.session.selection.focus)

    def _fit_columns(self) -> None:
        """Column widths; in a narrow dock the review column keeps its icon and gives up its words."""
        self._table.fit_columns()
        column, header = self._model.review_column, self._table.horizontalHeader()
        end = header.sectionPosition(column) + header.sectionSize(column)
        if end > self._table.viewport().width():
            title = self._table.fontMetrics().horizontalAdvance(
                str(self._model.headerData(column, Qt.Orientation.Horizontal))
            )
            self._table.setColumnWidth(column, title + GRID_PX * 3)

    def _fit_height(self) -> None:
        """A few rows at the least, and no more room than the rows take: the rest is for the details."""
        row, frame = self._table.verticalHeader().defaultSectionSize(), 2 * self._table.frameWidth()
        around = self._table.horizontalHeader().sizeHint().height() + frame
        bar = self._table.horizontalScrollBar().sizeHint().height()
        rows = max(self._model.rowCount(), _FEWEST_ROWS)
        self._table.setMinimumHeight(around + row * _FEWEST_ROWS)
        self._table.setMaximumHeight(around + row * rows + bar)

    def minimumSizeHint(self) -> QSize:
        """With all lines of the words above the table: Qt counts a wrapped label as if it had the room it likes."""
        hint = super().minimumSizeHint()
        words = [self._counts, *self._point.findChildren(QLabel), *self._comparison.findChildren(QLabel)]
        wrapped = [label for label in words if label.wordWrap() and not label.isHidden()]
        more = sum(
            max(label.heightForWidth(label.width()) - label.minimumSizeHint().height(), 0)
            for label in wrapped
        )
        return QSize(hint.width(), hint.height() + more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()
        # the table has its new width only after this event
        QTimer.singleShot(0, self, self._fit_columns)

    def _show_page(self) -> None:
        case = self.case
        if case.findings:
            self._pages.setCurrentIndex(0)
            return
        self._pages.setCurrentIndex(1)
        if case.volume is None:
            self._empty.set_texts(
                self.tr("No images open"), self.tr("Drop a CT folder here, or open the demo patient")
            )
            self._empty.show_buttons("images", "demo")
        elif case.analysis is None and (job := self._analysis_job()) is not None:
            texts = self.context.texts
            percent = "" if job.fraction is None else f" {round(100 * job.fraction)} %"
            self._empty.set_texts(f"{texts.of(job.title)}{percent}", texts.of(job.stage) if job.stage else "")
            self._empty.show_buttons()
        elif case.analysis is None:
            self._empty.set_texts(
                self.tr("No analysis yet"),
                self.tr("Run nodule finding to list what the model sees in this series"),
            )
            self._empty.show_buttons("analyse")
        elif case.hidden_findings:
            self._empty.set_texts(
                self.tr("No mark at this operating point"),
                self.tr("Hidden below it: {count}. Move the slider to the right to see them.").format(
                    count=len(case.hidden_findings)
                ),
            )
            self._empty.show_buttons()
        else:
            self._empty.set_texts(
                self.tr("No nodule found by {model}").format(
                    model=f"{case.analysis.model.model_id} {case.analysis.model.version}"
                ),
                self.tr("This does not exclude nodules"),
            )
            self._empty.show_buttons()

    def _analysis_job(self) -> Job | None:
        return next((job for job in self.context.jobs.active if job.title == ANALYSIS_JOB), None)

    def _follow_job(self, job: Job) -> None:
        if job.title == ANALYSIS_JOB and self._pages.currentIndex() == 1:
            self._show_page()

    def show_focus(self, focus: NodeRef | None) -> None:
        self._model.set_related(self.related, self.theme.related)
        node = self.selected_node(NodeKind.FINDING)
        self._following = True
        self._table.select_line(None if node is None else self._model.index_of(node))
        self._following = False
        finding = self.selected
        for button in (self._accept, self._edit, self._reject):
            button.setEnabled(finding is not None)
        self._accept.setDown(False)
        self._details.show_finding(finding)
        self._details_area.setVisible(finding is not None)

    def _row_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._following or not current.isValid():
            return
        node = self._model.node_at(current.row())
        if node is not None:
            self.context.session.selection.select(node)

    # look

    def apply_theme(self, theme: Theme) -> None:
        self._model.set_theme(theme)
        self._model.set_related(self.related, theme.related)
        for button, name in (
            (self._accept, "accepted"),
            (self._edit, "edited"),
            (self._reject, "rejected"),
            (self._previous, "previous"),
            (self._next, "next"),
            (self._copy, "copy"),
            (self._export, "export"),
        ):
            button.setIcon(tinted_icon(name, theme.text, theme.quiet))
        self._details.apply_theme(theme)

    def retranslate(self) -> None:
        self._table.setAccessibleName(self.tr("Findings"))
        self._accept.setText(self.tr("Accept"))
        self._edit.setText(self.tr("Edit"))
        self._reject.setText(self.tr("Reject"))
        self._reject.setAccessibleName(self.tr("Reject, with a reason"))
        for action in self._reasons.actions():
            action.setText(terms.reject_reason(action.data()))
        for button, text in (
            (self._previous, self.tr("Previous unreviewed finding")),
            (self._next, self.tr("Next unreviewed finding")),
            (self._copy, self.tr("Copy the table")),
            (self._export, self.tr("Export the table as CSV")),
            (self._filter, self.tr("Findings shown")),
        ):
            button.setToolTip(text)
            button.setAccessibleName(text)
        for index, text in enumerate((self.tr("All"), self.tr("Unreviewed"), self.tr("Reportable"))):
            self._filter.setItemText(index, text)
        self._nothing_matches.setText(self.tr("No finding matches this choice; show all to see the others"))
        for key, text in (
            ("images", self.tr("Open images")),
            ("demo", self.tr("Open the demo patient")),
            ("analyse", self.tr("Run nodule finding")),
        ):
            self._empty.set_button_text(key, text)
        self._model.retranslate()
        self._details.retranslate()
        super().retranslate()
