"""Where a score comes from, how sure its implementation is, for whom it is, and what it is not for."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from pmdesk.core.risk import RiskScore
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.card_list import evidence_text
from pmdesk.ui.panels.risk_page.score_words import grade_words, population_of, version_words
from pmdesk.ui.panels.risk_page.section import Section
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.clinical_numbers import day
from pmdesk.ui.widgets.labels import text_label


class LimitsSection(Section):
    """Whom the model was made for, and what it is not for."""

    def __init__(self, context: UiContext, score: RiskScore, parent: QWidget | None = None) -> None:
        super().__init__("risk_page.limits", "", parent)
        self.header.set_text(self.tr("For whom, and for whom not"))
        grid = _grid()
        rows = []
        population = population_of(score)
        if population is not None:
            rows.append((self.tr("Made for"), context.texts.local(population)))
        if score.not_for:
            not_for = "\n".join(context.texts.local(text) for text in score.not_for)
            rows.append((self.tr("Not for"), not_for))
        _fill(grid, rows)
        self.body.addLayout(grid)


class EvidenceSection(Section):
    """Sources, version and grade."""

    def __init__(self, context: UiContext, score: RiskScore, parent: QWidget | None = None) -> None:
        super().__init__("risk_page.evidence", "", parent)
        self.header.set_text(self.tr("Source"))
        grid = _grid()
        rows = []
        for number, item in enumerate(score.evidence):
            words = evidence_text(item, context).rstrip(".。")
            if item.level:
                words = self.tr("{source}. Level {level}").format(source=words, level=item.level)
            if item.as_of:
                words = self.tr("{source}. Checked {date}").format(source=words, date=item.as_of)
            rows.append((self.tr("Publication") if number == 0 else "", words))
        rows.append((self.tr("Version"), version_words(score)))
        if score.grade:
            rows.append((self.tr("Implementation"), grade_words(score.grade)))
        if score.computed_for is not None:
            rows.append((self.tr("Computed for"), day(score.computed_for)))
        _fill(grid, rows)
        self.body.addLayout(grid)


def _grid() -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(GRID_PX * 4)
    grid.setVerticalSpacing(GRID_PX)
    grid.setColumnStretch(1, 1)
    return grid


def _fill(grid: QGridLayout, rows: list[tuple[str, str]]) -> None:
    for row, (name, words) in enumerate(rows):
        grid.addWidget(text_label(name, "quiet", wrap=False), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text_label(words), row, 1)
