"""The score over the years, computed anew for each day on which an input changed."""

from functools import partial

import shiboken6
from PySide6.QtWidgets import QWidget

from pmdesk.core.errors import PmdeskError
from pmdesk.core.evidence import NodeKind
from pmdesk.core.risk import InputUsed, RiskScore, RiskState
from pmdesk.risk.input_table import input_table
from pmdesk.services.jobs import Lane
from pmdesk.services.learned_trials import learned_history
from pmdesk.services.risk_changes import ExplainedPoint, InputChange, explained_history
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.risk_page.score_words import input_value_unit, with_unit
from pmdesk.ui.panels.risk_page.section import Section
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import day, percent
from pmdesk.ui.widgets.history_plot import HistoryMark, HistoryPlot
from pmdesk.ui.widgets.labels import text_label

_FEWEST_POINTS = 2


def has_history(score: RiskScore) -> bool:
    """True for numbers about the patient; findings have the history of the finding."""
    is_number = score.probability is not None or score.value is not None
    is_followed = score.is_learned or score.model_id in input_table().models
    return (
        score.state is RiskState.COMPUTED
        and score.subject.kind is NodeKind.PATIENT
        and is_number
        and is_followed
    )


class HistorySection(Section):
    """Hidden until two days or more are known."""

    def __init__(self, context: UiContext, score: RiskScore, parent: QWidget | None = None) -> None:
        super().__init__("risk_page.history", "", parent)
        self._context, self._score = context, score
        self.header.set_text(self.tr("Over time"))
        self.add_text(
            self.tr(
                "Computed anew for each day on which a value was recorded. Answers that were given only later stand in"
                " for days on which there was none."
            ),
            "quiet",
        )
        self.plot = HistoryPlot("risk_page.history.plot")
        self.plot.setAccessibleName(self.tr("Score over time; left and right walk from point to point"))
        self.plot.chosen.connect(self._explain)
        self._words = text_label("", name="risk_page.history.words")
        self.body.addWidget(self.plot)
        self.body.addWidget(self._words)
        self.hide()

    def ask(self) -> None:
        """Compute the history in the background; the newest wish wins."""
        case, model_id = self._context.session.case, self._score.model_id
        learned = partial(learned_history, models=self._context.learned)
        history = learned if self._score.is_learned else explained_history
        self._context.jobs.submit(
            "job.risk_history",
            lambda ctx: history(ctx, case=case, model_id=model_id),
            key="risk_history",
            lane=Lane.COMPUTE,
            on_done=self._done,
            on_error=self._failed,
        )

    def _done(self, points: tuple[ExplainedPoint, ...]) -> None:
        # the page may show another score by now
        if shiboken6.isValid(self):
            self.show_points(points)

    def show_points(self, points: tuple[ExplainedPoint, ...]) -> None:
        """Draw the points; nothing is drawn for fewer than two."""
        numbers = [(one, _number(one)) for one in points]
        marks = tuple(
            HistoryMark(one.point.on, number, self._line(one, number), bool(one.changes) or place == 0)
            for place, (one, number) in enumerate(numbers)
            if number is not None
        )
        if len({mark.day for mark in marks}) < _FEWEST_POINTS:
            return
        self.plot.show_marks(marks, self._context.theme.theme, is_percent=self._score.probability is not None)
        self._words.setText(self.plot.marks[-1].words)
        self.show()

    def _explain(self, number: int) -> None:
        self._words.setText(self.plot.marks[number].words)

    def _failed(self, error: PmdeskError) -> None:
        if not shiboken6.isValid(self):
            return
        self._words.setText(self._context.texts.of_error(error))
        self.plot.hide()
        self.show()

    def _line(self, one: ExplainedPoint, number: float) -> str:
        shown = (
            percent(number) if self._score.probability is not None else with_unit(number, self._score.unit)
        )
        head = f"{day(one.point.on)}: {shown}"
        if not one.changes:
            return head
        changes = "; ".join(self._change(change) for change in one.changes)
        return self.tr("{point}. Changed: {changes}").format(point=head, changes=changes)

    def _change(self, change: InputChange) -> str:
        texts = self._context.texts

        def words(item: InputUsed | None) -> str:
            return terms.not_known() if item is None else input_value_unit(item, texts)

        either = change.after or change.before
        assert either is not None
        return f"{texts.local(either.label)} {words(change.before)} → {words(change.after)}"


def _number(one: ExplainedPoint) -> float | None:
    return one.point.probability if one.point.probability is not None else one.point.value
