"""The result of a score: number, interval, what it is of, in people, category, advice, and further figures."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.node_words import risk_value
from pmdesk.ui.panels.risk_page.score_words import (
    figure_value,
    gain_words,
    interval_words,
    said_category,
    state_words,
    with_value,
)
from pmdesk.ui.panels.risk_page.section import Section
from pmdesk.ui.theme import BASE_FONT_PX, GRID_PX
from pmdesk.ui.widgets.adaptive_row import AdaptiveRow
from pmdesk.ui.widgets.clinical_numbers import percent
from pmdesk.ui.widgets.frequency import frequency_short, frequency_words
from pmdesk.ui.widgets.icon_array import IconArray, LegendMark
from pmdesk.ui.widgets.icons import icon_pixmap
from pmdesk.ui.widgets.labels import text_label
from pmdesk.ui.widgets.scales import ProbabilityBar

_NUMBER_SCALE = 2.6
_CATEGORY_SCALE = 1.5
_LEAST_CHARS = 70


class ResultSection(QWidget):
    """What the score says, on one look."""

    def __init__(
        self,
        context: UiContext,
        score: RiskScore,
        name: str = "risk_page",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"{name}.result")
        self._name = name
        self._context, self._score = context, score
        words = QWidget()
        self._column = QVBoxLayout(words)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GRID_PX)
        row = AdaptiveRow(_LEAST_CHARS)
        row.add(words, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(row)
        if score.state is RiskState.COMPUTED:
            self._add_number()
            if score.probability is not None:
                row.add(self._people(score.probability), 0, at_top=True)
        else:
            self._add_state()
        self._add_reasons()
        self._column.addStretch(1)

    def _add_number(self) -> None:
        score, texts = self._score, self._context.texts
        is_number = score.probability is not None or score.value is not None
        row = QHBoxLayout()
        row.setSpacing(GRID_PX * 3)
        code = "" if is_number else said_category(score)
        scale = _NUMBER_SCALE if is_number or code else _CATEGORY_SCALE
        words = code or risk_value(score, texts)
        row.addWidget(_large(words, scale, f"{self._name}.number", wrap=not is_number), 0 if is_number else 1)
        if is_number:
            row.addWidget(
                text_label(interval_words(score), "quiet", name=f"{self._name}.interval"),
                1,
                Qt.AlignmentFlag.AlignVCenter,
            )
        self._column.addLayout(row)
        if score.probability is not None:
            bar = ProbabilityBar()
            bar.show_value(score.probability, score.interval, self._context.theme.theme)
            bar.setMaximumWidth(420)
            bar.setAccessibleName(f"{words}, {interval_words(score)}")
            self._column.addWidget(bar)
            self._column.addWidget(_ends(bar.maximumWidth()))
        if score.outcome is not None:
            self._column.addWidget(text_label(texts.local(score.outcome), name=f"{self._name}.outcome"))
        if score.probability is not None:
            self._column.addWidget(
                text_label(frequency_words(score.probability), name=f"{self._name}.frequency")
            )
        if score.category_text is not None:
            shown = texts.local(score.category_text)
            if shown != words:
                line = with_value(self.tr("Category"), shown)
                self._column.addWidget(text_label(line, "heading", name=f"{self._name}.category"))
        if score.management is not None:
            self._column.addWidget(text_label(texts.local(score.management), name=f"{self._name}.management"))

    def _add_state(self) -> None:
        score, texts = self._score, self._context.texts
        words = state_words(score.state)
        label = _large(words, _CATEGORY_SCALE, f"{self._name}.number", wrap=True)
        label.setProperty("role", "caution" if score.state is RiskState.INCOMPLETE else "quiet")
        self._column.addWidget(label)
        if score.outcome is not None:
            self._column.addWidget(text_label(texts.local(score.outcome), "quiet"))

    def _add_reasons(self) -> None:
        theme = self._context.theme.theme
        refused = self._score.state is RiskState.NOT_APPLICABLE
        for reason in self._score.reasons:
            row = QHBoxLayout()
            row.setSpacing(GRID_PX + 2)
            mark = text_label("", wrap=False)
            icon, color = ("info", theme.quiet) if refused else ("caution", theme.caution)
            mark.setPixmap(icon_pixmap(icon, color, 14))
            row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            row.addWidget(text_label(self._context.texts.local(reason)), 1)
            self._column.addLayout(row)

    def _people(self, probability: float) -> QWidget:
        """The icon array with its legend."""
        theme = self._context.theme.theme
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        array = IconArray(f"{self._name}.people")
        array.show_probability(probability, theme, is_favourable=self._score.is_favourable)
        column.addWidget(array, 0, Qt.AlignmentFlag.AlignLeft)
        count, total = array.counts
        legend = QGridLayout()
        legend.setHorizontalSpacing(GRID_PX)
        legend.setVerticalSpacing(0)
        for place, (has_outcome, words) in enumerate(
            (
                (True, self.tr("{count} with this outcome").format(count=count)),
                (False, self.tr("{count} without").format(count=total - count)),
            )
        ):
            mark = LegendMark(has_outcome=has_outcome, is_favourable=self._score.is_favourable)
            mark.set_theme(theme)
            legend.addWidget(mark, place, 0)
            legend.addWidget(text_label(words, "quiet", wrap=False), place, 1)
        legend.setColumnStretch(1, 1)
        column.addLayout(legend)
        return holder


class FiguresSection(Section):
    """The other results of the model."""

    def __init__(self, context: UiContext, score: RiskScore, parent: QWidget | None = None) -> None:
        super().__init__("risk_page.figures", "", parent)
        self.header.set_text(self.tr("Further results of this model"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX * 4)
        grid.setVerticalSpacing(GRID_PX // 2)
        grid.setColumnStretch(4, 1)
        for row, figure in enumerate(score.figures):
            label = text_label(context.texts.local(figure.label), wrap=False)
            value = text_label(figure_value(figure), wrap=False)
            value.setAlignment(Qt.AlignmentFlag.AlignRight)
            grid.addWidget(label, row, 0)
            grid.addWidget(value, row, 1)
            if figure.probability is not None:
                grid.addWidget(text_label(frequency_short(figure.probability), "quiet", wrap=False), row, 2)
            gain = gain_words(figure)
            if gain:
                grid.addWidget(
                    text_label(gain, wrap=False, name=f"risk_page.figures.{figure.name}.gain"), row, 3
                )
        self.body.addLayout(grid)


def _ends(width_px: int) -> QWidget:
    """What the ends of the bar stand for."""
    holder = QWidget()
    holder.setMaximumWidth(width_px)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(text_label(percent(0.0), "quiet", wrap=False))
    row.addStretch(1)
    row.addWidget(text_label(percent(1.0), "quiet", wrap=False))
    return holder


def _large(text: str, scale: float, name: str, *, wrap: bool) -> QLabel:
    label = text_label(text, wrap=wrap, name=name)
    font = label.font()
    font.setPixelSize(round(BASE_FONT_PX * scale))
    label.setFont(font)
    return label
