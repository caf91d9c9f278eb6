"""The risk tab: every score in a list, the chosen one with its reasons."""

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.ids import RiskId
from pmdesk.core.risk import InputMissing, RiskScore, RiskState
from pmdesk.services.changes import EVERYTHING, OpChanges
from pmdesk.services.risk_groups import compared_with, risk_groups
from pmdesk.ui.access import Deed
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.case_panel import CasePanel
from pmdesk.ui.panels.risk_page.answers import Answer, AnswerSpec, answer_spec
from pmdesk.ui.panels.risk_page.comparison_view import ComparisonView
from pmdesk.ui.panels.risk_page.missing_section import MissingRows
from pmdesk.ui.panels.risk_page.model_access import questions, specs_of, state_answer, trial_of
from pmdesk.ui.panels.risk_page.score_list import ScoreList
from pmdesk.ui.panels.risk_page.score_view import ScoreView
from pmdesk.ui.panels.risk_page.scores_table import scores_model
from pmdesk.ui.panels.risk_page.wanted_view import WantedView
from pmdesk.ui.table_output import ask_csv, save_csv
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.flow_layout import FlowLayout
from pmdesk.ui.widgets.icons import tinted_icon
from pmdesk.ui.widgets.labels import EmptyState

_WIDEST_PX = 1000
_LEAST_LIST_CHARS = 40
_LEAST_CHARS = 100
"""Below this width, in digits, the list stands above the score."""


class RiskPage(CasePanel):
    """List of scores at the left, the chosen score (or what to enter first) at the right."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.setObjectName("risk_page")
        self._node: NodeRef | None = None
        self._shown: object = None
        self._view: QWidget | None = None
        self._comparing = False
        self._trying = False
        self._is_stale = True
        self.scores = ScoreList()
        self.scores.chosen.connect(self._choose)
        self.scores.missing_chosen.connect(self._show_wanted)
        self._export = QPushButton()
        self._export.setObjectName("risk_page.export")
        self._export.clicked.connect(self.export_table)
        context.access.govern(Deed.EXPORT, self._export)
        self._unverified = QCheckBox()
        self._unverified.setObjectName("risk_page.unverified")
        self._unverified.setChecked(context.settings.show_unverified_risks)
        self._unverified.toggled.connect(self._show_unverified)
        left = QWidget()
        left.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * _LEAST_LIST_CHARS)
        left_column = QVBoxLayout(left)
        left_column.setContentsMargins(0, 0, 0, 0)
        left_column.setSpacing(0)
        left_column.addWidget(self.scores, 1)
        foot = QWidget()
        flow = FlowLayout(foot, spacing_px=GRID_PX * 2)
        flow.addWidget(self._unverified)
        flow.addWidget(self._export)
        around = QVBoxLayout()
        around.setContentsMargins(GRID_PX * 2, 0, GRID_PX * 2, GRID_PX * 2)
        around.addWidget(foot)
        left_column.addLayout(around)

        self._inside = QWidget()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(GRID_PX * 5, GRID_PX * 4, GRID_PX * 5, GRID_PX * 4)
        holder = QWidget()
        holder.setMaximumWidth(_WIDEST_PX)
        holder.setLayout(self._column)
        row = QHBoxLayout(self._inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(holder, 1)
        row.addStretch(0)
        self._holder = holder
        self._area = QScrollArea()
        self._area.setObjectName("risk_page.area")
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setWidget(self._inside)
        self._area.viewport().setAutoFillBackground(False)
        # setWidget switches it on
        self._inside.setAutoFillBackground(False)

        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setObjectName("risk_page.splitter")
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.addWidget(left)
        self._splitter.addWidget(self._area)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes([left.sizeHint().width(), _WIDEST_PX])
        self._empty = EmptyState()
        self._empty.setObjectName("risk_page.empty")
        for key in ("record", "images", "demo"):
            self._empty.add_button(key, f"risk_page.open_{key}")
        self._empty.activated.connect(context.signals.open_requested)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._splitter)
        self._pages.addWidget(self._empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the list stands above the score."""
        narrow = event.size().width() < self.fontMetrics().horizontalAdvance("0") * _LEAST_CHARS
        wanted = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._splitter.orientation() is not wanted:
            self._splitter.setOrientation(wanted)
            size = event.size()
            list_px = size.height() // 3 if narrow else min(self.scores.sizeHint().width(), size.width() // 3)
            whole_px = size.height() if narrow else size.width()
            self._splitter.setSizes([list_px, whole_px - list_px])
        super().resizeEvent(event)

    # what the case says

    def refresh(self, changes: OpChanges) -> None:
        if not self.isVisible():
            self._is_stale = True
            return
        self._is_stale = False
        if not self.case.risks:
            self._node, self._shown = None, None
            self._pages.setCurrentIndex(1)
            return
        self._pages.setCurrentIndex(0)
        self.scores.show_scores(self.case, self.context.texts, self.theme)
        self.context.redraws.ask(self._inside, self._show_node)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the page was hidden is shown now."""
        super().showEvent(event)
        if self._is_stale:
            self.refresh(EVERYTHING)

    def show_focus(self, focus: NodeRef | None) -> None:
        """Follow a score that is selected elsewhere; another nodule brings the same score of that nodule."""
        if focus is None:
            return
        if focus.kind is NodeKind.RISK and focus != self._node:
            self.open_score(focus)
        elif focus.kind is NodeKind.FINDING and self.score is not None:
            shown = self.score
            if shown.subject.kind is NodeKind.FINDING and shown.subject != focus:
                same = (
                    one for one in self.case.risks if one.subject == focus and one.model_id == shown.model_id
                )
                other = next(same, None)
                if other is not None:
                    self.open_score(NodeRef(NodeKind.RISK, other.id))

    def open_score(self, node: NodeRef) -> None:
        """Show a score; one that the case does not hold is ignored."""
        if self.case.risk(RiskId(node.key)) is not None:
            self._node, self._comparing = node, False
            self._show_node()

    def focus_node(self, node: NodeRef) -> bool:
        """Show a score and take the keyboard to the list; False when it is not in the case."""
        if node.kind is not NodeKind.RISK or self.case.risk(RiskId(node.key)) is None:
            return False
        self.open_score(node)
        self.scores.tree.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    @property
    def score(self) -> RiskScore | None:
        """The score that is shown; None while the missing values are."""
        return None if self._node is None else self.case.risk(RiskId(self._node.key))

    def _choose(self, node: NodeRef) -> None:
        score = self.case.risk(RiskId(node.key))
        if score is None:
            return
        self._node, self._comparing = node, False
        also = (score.subject,) if score.subject.kind is NodeKind.FINDING else ()
        self.context.session.selection.select(node, *also)
        self._show_node()

    def _show_wanted(self) -> None:
        self._node, self._comparing = None, False
        self._show_node()

    def _first(self) -> NodeRef | None:
        """What is shown before anybody has chosen: the first computed score; without one, what is missing."""
        computed = [one for one in self.case.risks if one.state is RiskState.COMPUTED]
        return NodeRef(NodeKind.RISK, computed[0].id) if computed else None

    def _show_node(self) -> None:
        if not self.isVisible():
            self._is_stale = True
            return
        if self._shown is None and self._node is None:
            self._node = self._first()
        score = self.score
        if score is None:
            self._node = None
        elif self._is_in_the_making(score):
            return
        content = self.case.risks if score is None else (score, self.case.risks)
        self._comparing = (
            self._comparing and score is not None and len(compared_with(score, self.case.risks)) > 1
        )
        key = (self._comparing, content, self.case.record, self.context.texts.language, self.theme.name)
        if key != self._shown:
            same = isinstance(self._view, ScoreView) and score is not None and self._view.score.id == score.id
            place = self._area.verticalScrollBar().value() if same else 0
            self._shown = key
            view = self._make_view(score)
            self._replace_view(view)
            self._area.verticalScrollBar().setValue(place)
            if isinstance(view, ScoreView) and place:
                view.finished.connect(lambda: self._scroll_later(place))
        self.scores.show_chosen(self._node)

    def _is_in_the_making(self, score: RiskScore) -> bool:
        """True while a learned score on the screen is computed for a changed record: its view stays till then."""
        learned = self.case.learned
        return (
            score.is_learned
            and learned is not None
            and learned.record is not self.case.record
            and isinstance(self._view, ScoreView)
            and self._view.score.id == score.id
        )

    def _replace_view(self, view: QWidget) -> None:
        old, self._view = self._view, view
        was_typing = old is not None and old.isAncestorOf(self.focusWidget() or self)
        self._column.addWidget(view)
        view.show()
        if old is not None:
            self._column.removeWidget(old)
            old.hide()
            # out of the tree at once: who looks for a control by its name finds the one that is shown
            old.setParent(None)
            old.deleteLater()
        rows = _rows_of(view)
        if was_typing and rows is not None and rows.editors:
            next(iter(rows.editors.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def _scroll_later(self, place: int) -> None:
        """Back to where the user was, once the lower sections stand and have their heights."""
        QTimer.singleShot(0, self, lambda: self._area.verticalScrollBar().setValue(place))

    def _make_view(self, score: RiskScore | None) -> QWidget:
        if score is None:
            return WantedView(self.context, self._spec_of_any, self._fill)
        specs, ask = specs_of(self.context, score), questions(score)

        def spec_of(item: InputMissing) -> AnswerSpec | None:
            return answer_spec(item, ask(item), self.context.texts)

        if self._comparing:
            return self._comparison(score)
        view = ScoreView(
            self.context,
            score,
            specs,
            spec_of,
            self._fill,
            trial_of(self.context, score),
            is_trying=self._trying,
        )
        view.trying.connect(self._remember_trying)
        view.compare_requested.connect(lambda: self._compare(True))
        return view

    def _comparison(self, score: RiskScore) -> ComparisonView:
        group = risk_groups().comparison_of(score.model_id)
        assert group is not None
        view = ComparisonView(self.context, group, compared_with(score, self.case.risks))
        view.chosen.connect(self._choose)
        view.closed.connect(lambda: self._compare(False))
        return view

    def _remember_trying(self, is_open: bool) -> None:
        self._trying = is_open

    def _compare(self, wanted: bool) -> None:
        self._comparing = wanted
        self._show_node()

    def _asking(self, item: InputMissing) -> RiskScore | None:
        """The score that asks: the one that is shown, else the first that misses the value."""
        if self.score is not None:
            return self.score
        return next((score for score in self.case.risks if item in score.missing), None)

    def _spec_of_any(self, item: InputMissing) -> AnswerSpec | None:
        score = self._asking(item)
        return None if score is None else answer_spec(item, questions(score)(item), self.context.texts)

    def _fill(self, item: InputMissing, answer: Answer) -> None:
        score = self._asking(item)
        if score is not None:
            self.context.undo.push(state_answer(self.case, score, item, answer), self)

    def _show_unverified(self, wanted: bool) -> None:
        self.context.settings.show_unverified_risks = wanted
        session = self.context.session
        session.replace_case(session.case, OpChanges(), self)

    # out of the program

    def export_table(self) -> None:
        """Ask for a place and write all scores as CSV."""
        ask_csv(self, self.tr("Export the scores"), "scores.csv", self.write_table)

    def write_table(self, path: Path) -> None:
        save_csv(self.context, scores_model(self.context), path)

    # look

    def apply_theme(self, theme: Theme) -> None:
        self._export.setIcon(tinted_icon("export", theme.text, theme.quiet))
        self.refresh(EVERYTHING)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Risk"))
        self._export.setText(self.tr("Export all (CSV)"))
        self._export.setAccessibleName(self.tr("Export all scores as CSV"))
        self._export.setToolTip(self.tr("All scores with numbers, intervals, inputs missing and sources"))
        self._unverified.setText(self.tr("Show scores not verified against a source"))
        self._unverified.setAccessibleName(self._unverified.text())
        self._unverified.setToolTip(
            self.tr(
                "Blood-pressure category, PHQ-9, GAD-7, WHO-5 and the stages of T2 N2b and T3 N2a (TNM 9) were entered"
                " from general knowledge. They are not computed unless this is on, and then they are marked."
            )
        )
        self._area.setAccessibleName(self.tr("The chosen score"))
        self._empty.set_texts(
            self.tr("No score yet"),
            self.tr(
                "Scores follow from the record and from findings on CT. Open a record or images; that there is"
                " no score is no statement about the patient's risk."
            ),
        )
        for key, words in (
            ("record", self.tr("Open a record")),
            ("images", self.tr("Open images")),
            ("demo", self.tr("Open the demo patient")),
        ):
            self._empty.set_button_text(key, words)
        super().retranslate()


def _rows_of(view: QWidget) -> MissingRows | None:
    """The missing values of a view, where it has some."""
    if isinstance(view, WantedView):
        return view.rows
    return view.missing.rows if isinstance(view, ScoreView) and view.missing is not None else None
