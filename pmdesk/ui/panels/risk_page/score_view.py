"""Everything about one score, from the number down to its source."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.risk import InputMissing, RiskScore, RiskState
from pmdesk.risk.model import InputSpec
from pmdesk.services.risk_groups import compared_with
from pmdesk.ui.access import Deed
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.risk_page.answers import AnswerSpec
from pmdesk.ui.panels.risk_page.contributions_section import (
    ContributionsSection,
    NoContributionsSection,
    why_no_contributions,
)
from pmdesk.ui.panels.risk_page.evidence_section import EvidenceSection, LimitsSection
from pmdesk.ui.panels.risk_page.genetic_section import GeneticSection, combined_score
from pmdesk.ui.panels.risk_page.history_section import HistorySection, has_history
from pmdesk.ui.panels.risk_page.inputs_section import InputsSection
from pmdesk.ui.panels.risk_page.missing_section import Fill, MissingSection
from pmdesk.ui.panels.risk_page.result_section import FiguresSection, ResultSection
from pmdesk.ui.panels.risk_page.score_words import group_words, population_of, score_text
from pmdesk.ui.panels.risk_page.what_if_controls import can_be_tried
from pmdesk.ui.panels.risk_page.what_if_section import Trial, WhatIfSection
from pmdesk.ui.theme import BASE_FONT_PX, GRID_PX
from pmdesk.ui.widgets.flow_layout import FlowLayout
from pmdesk.ui.widgets.icons import tinted_icon
from pmdesk.ui.widgets.labels import text_label


class ScoreView(QWidget):
    """The sections of one score; made anew for each state of it.

    Signals
    -------
    compare_requested()
    trying(bool)
        The user opened or closed the trial of other values.
    finished()
        All sections stand.
    """

    compare_requested = Signal()
    trying = Signal(bool)
    finished = Signal()

    def __init__(
        self,
        context: UiContext,
        score: RiskScore,
        specs: tuple[InputSpec, ...],
        spec_of: Callable[[InputMissing], AnswerSpec | None],
        fill: Fill,
        trial: Trial,
        *,
        is_trying: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("risk_page.score")
        self.setAccessibleName(context.texts.local(score.title))
        self.context, self.score = context, score
        self._buttons = QWidget()
        self._head_row = FlowLayout(self._buttons, spacing_px=GRID_PX * 2)
        self._specs, self._trial, self._is_trying = specs, trial, is_trying
        self.history: HistorySection | None = None
        self.what_if: WhatIfSection | None = None
        self.missing: MissingSection | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID_PX * 3)
        self._column.addLayout(self._head())
        self._column.addWidget(ResultSection(context, score))
        if score.figures:
            self._column.addWidget(FiguresSection(context, score))
        if score.missing:
            self.missing = MissingSection(context, score, spec_of, fill)
            self._column.addWidget(self.missing)
        self._column.addStretch(1)
        self._waiting = self._later_sections()
        self._next = QTimer(self)
        self._next.timeout.connect(self._tick)
        self._is_whole = False
        self._next.start(0)

    def _later_sections(self) -> Iterator[QWidget]:
        """What stands below; each is made when it is asked for."""
        context, score = self.context, self.score
        if score.inputs:
            yield InputsSection(context, score, self._specs)
        if any(item.contribution is not None for item in score.inputs):
            yield ContributionsSection(context, score)
        elif (why := why_no_contributions(score)) is not None:
            yield NoContributionsSection(context, why)
        if score.state is RiskState.COMPUTED and can_be_tried(score, self._specs):
            self.what_if = WhatIfSection(context, score, self._specs, self._trial, is_open=self._is_trying)
            self.what_if.opened.connect(self.trying)
            yield self.what_if
        if combined_score(context, score) is not None:
            yield GeneticSection(context, lambda: combined_score(context, score))
        if has_history(score):
            self.history = HistorySection(context, score)
            self.history.ask()
            yield self.history
        if population_of(score) is not None or score.not_for:
            yield LimitsSection(context, score)
        yield EvidenceSection(context, score)

    def _add_next(self) -> bool:
        """Add one more section; the events of the user come in between. False when all stand."""
        section = next(self._waiting, None)
        if section is None:
            self._next.stop()
            self._is_whole = True
            self.finished.emit()
            return False
        self._column.insertWidget(self._column.count() - 1, section)
        return True

    def finish(self) -> None:
        """Add all sections now."""
        while not self._is_whole and self._add_next():
            pass

    def _tick(self) -> None:
        """A hidden view waits until it is seen."""
        if self.isVisible():
            self._add_next()
        else:
            self._next.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_whole:
            self._next.start(0)

    def _head(self) -> QVBoxLayout:
        texts, score = self.context.texts, self.score
        title = text_label(texts.local(score.title), "heading", name="risk_page.title")
        font = title.font()
        font.setPixelSize(round(BASE_FONT_PX * 1.5))
        title.setFont(font)
        if len(compared_with(score, self.context.session.case.risks)) > 1:
            compare = self.add_button("risk_page.compare", "", self.tr("Compare"))
            compare.setToolTip(self.tr("Other scores that answer the same question"))
            compare.clicked.connect(self.compare_requested)
        copy = self.add_button("risk_page.copy", "copy", self.tr("Copy as text"))
        copy.clicked.connect(self.copy_text)
        self.context.access.govern(Deed.EXPORT, copy)
        why = self.add_button("risk_page.why", "why", self.tr("Why?"))
        why.clicked.connect(
            lambda: self.context.signals.why_requested.emit(
                NodeRef(NodeKind.RISK, score.id), why.mapToGlobal(QPoint(0, why.height()))
            )
        )
        head = QVBoxLayout()
        head.setSpacing(GRID_PX)
        head.addWidget(title)
        head.addWidget(text_label(group_words(score, self.context.session.case, texts), "quiet"))
        head.addWidget(self._buttons)
        return head

    def add_button(self, name: str, icon: str, words: str) -> QPushButton:
        button = QPushButton(words)
        button.setObjectName(name)
        button.setAccessibleName(f"{words}: {self.context.texts.local(self.score.title)}")
        if icon:
            button.setIcon(tinted_icon(icon, self.context.theme.theme.text))
        self._head_row.addWidget(button)
        return button

    def copy_text(self) -> None:
        """Put the score as text on the clipboard."""
        QGuiApplication.clipboard().setText(score_text(self.score, self.context))
        self.context.signals.message.emit(self.tr("Score copied as text"), "info")
