"""Scores that answer one question, side by side, and why they differ."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.core.texts import LocalizedText
from pmdesk.services.risk_groups import RiskComparison
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.risk_page.score_words import (
    group_words,
    interval_words,
    population_of,
    running,
    short_state,
)
from pmdesk.ui.theme import BASE_FONT_PX, GRID_PX
from pmdesk.ui.widgets.icons import icon_pixmap, tinted_icon
from pmdesk.ui.widgets.labels import LinkLabel, text_label
from pmdesk.ui.widgets.scales import ProbabilityBar

_NUMBER_SCALE = 1.5


class ComparisonView(QWidget):
    """One block a score: number, what it is of, whom it was made for, what it alone asks.

    Signals
    -------
    chosen(NodeRef)
        The user wants to see one of the scores.
    closed()
        Back to the single score.
    """

    chosen = Signal(object)
    closed = Signal()

    def __init__(
        self,
        context: UiContext,
        group: RiskComparison,
        scores: tuple[RiskScore, ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("risk_page.comparison")
        self._context = context
        texts = context.texts
        title = text_label(texts.local(group.title), "heading", name="risk_page.comparison.title")
        _enlarge(title)
        back = QPushButton(self.tr("Back to the score"))
        back.setObjectName("risk_page.comparison.back")
        back.setIcon(tinted_icon("previous", context.theme.theme.text))
        back.clicked.connect(self.closed)
        head = QHBoxLayout()
        head.addWidget(title, 1)
        head.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX * 3)
        column.addLayout(head)
        if scores:
            column.addWidget(text_label(group_words(scores[0], context.session.case, texts), "quiet"))
        column.addWidget(self._note(texts.local(group.note)))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(GRID_PX * 5)
        self._grid.setVerticalSpacing(GRID_PX * 3)
        self._grid.setColumnStretch(1, 1)
        alone = _inputs_of_one(scores)
        for row, score in enumerate(scores):
            self._add(row, score, alone[score.model_id])
        column.addLayout(self._grid)
        column.addStretch(1)

    def _note(self, words: str) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX * 2)
        mark = text_label("", wrap=False)
        mark.setPixmap(icon_pixmap("info", self._context.theme.theme.quiet, 14))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text_label(words), 1)
        return holder

    def _add(self, row: int, score: RiskScore, alone: tuple[LocalizedText, ...]) -> None:
        texts, theme = self._context.texts, self._context.theme.theme
        node = NodeRef(NodeKind.RISK, score.id)
        name = f"risk_page.comparison.{score.model_id}"
        left = QVBoxLayout()
        left.setSpacing(2)
        link = LinkLabel(texts.local(score.title))
        link.setObjectName(f"{name}.open")
        link.activated.connect(lambda: self.chosen.emit(node))
        left.addWidget(link)
        number = text_label(short_state(score, texts), wrap=False, name=f"{name}.number")
        if score.state is RiskState.COMPUTED:
            _enlarge(number)
        else:
            number.setProperty("role", "caution" if score.state is RiskState.INCOMPLETE else "quiet")
        left.addWidget(number)
        if score.probability is not None:
            bar = ProbabilityBar()
            bar.show_value(score.probability, score.interval, theme)
            bar.setMinimumWidth(180)
            bar.setAccessibleName(f"{link.plain_text}: {number.text()}")
            left.addWidget(bar)
            left.addWidget(text_label(interval_words(score), "quiet"))
        left.addStretch(1)
        self._grid.addLayout(left, row, 0)
        facts = QGridLayout()
        facts.setHorizontalSpacing(GRID_PX * 3)
        facts.setVerticalSpacing(2)
        facts.setColumnStretch(1, 1)
        population = population_of(score)
        lines = [
            (self.tr("Counts"), texts.local(score.outcome) if score.outcome else ""),
            (self.tr("Made for"), texts.local(population) if population else ""),
            (self.tr("Only here"), texts.join(texts.local(label) for label in alone)),
            (self.tr("Missing"), texts.join(texts.local(item.label) for item in score.missing)),
            (self.tr("Note"), running((texts.local(item) for item in score.reasons), texts)),
        ]
        for place, (what, words) in enumerate((what, words) for what, words in lines if words):
            facts.addWidget(text_label(what, "quiet", wrap=False), place, 0, Qt.AlignmentFlag.AlignTop)
            facts.addWidget(text_label(words), place, 1)
        facts.setRowStretch(facts.rowCount(), 1)
        self._grid.addLayout(facts, row, 1)


def _inputs_of_one(scores: tuple[RiskScore, ...]) -> dict[str, tuple[LocalizedText, ...]]:
    """By model, the inputs that no other of the scores asks for."""
    labels = {
        score.model_id: tuple(
            dict.fromkeys((*(item.label for item in score.inputs), *(item.label for item in score.missing)))
        )
        for score in scores
    }
    count = Counter(label for own in labels.values() for label in own)
    return {model: tuple(label for label in own if count[label] == 1) for model, own in labels.items()}


def _enlarge(label: QLabel) -> None:
    font = label.font()
    font.setPixelSize(round(BASE_FONT_PX * _NUMBER_SCALE))
    label.setFont(font)
