"""Trying other values: never stored, and never the patient."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import shiboken6
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pmdesk.core.errors import PmdeskError
from pmdesk.core.risk import RiskScore, RiskState
from pmdesk.risk.model import InputSpec, InputValue
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.node_words import risk_value
from pmdesk.ui.panels.risk_page.score_words import difference_words, state_words, with_remark
from pmdesk.ui.panels.risk_page.section import Section, tab_after
from pmdesk.ui.panels.risk_page.what_if_controls import Range, WhatIfControls, can_be_tried
from pmdesk.ui.theme import BASE_FONT_PX, GRID_PX
from pmdesk.ui.widgets.adaptive_row import AdaptiveRow
from pmdesk.ui.widgets.clinical_numbers import shown_percent, significant
from pmdesk.ui.widgets.frequency import frequency_words
from pmdesk.ui.widgets.labels import NoticeBar, set_property, text_label
from pmdesk.ui.widgets.what_if_curve import WhatIfCurve

_PAUSE_MS = 15
"""Between two computations while a slider moves; the curve waits longer."""
_CURVE_PAUSE_MS = 60
_NUMBER_SCALE = 2.0
_LEAST_CHARS = 80

Changes = Mapping[str, InputValue]
Curve = tuple[tuple[float, float], ...]
Failed = Callable[[PmdeskError], None]


def run_at_once(work: Callable[[], Any], done: Callable[[Any], None], failed: Failed, _key: str) -> None:
    """For what takes a millisecond or two."""
    try:
        found = work()
    except PmdeskError as error:
        failed(error)
    else:
        done(found)


@dataclass(frozen=True)
class Trial:
    """What the section asks: the score with some inputs changed, and its course over one input.

    Parameters
    ----------
    run
        Does a piece of work, here or in a job, and hands its result to the second or its error to the third argument,
        on the main thread. Of several under one key only the newest counts.
    seen
        Ranges of numbers in the training data, by input; empty for a published model.
    """

    compute: Callable[[Changes], RiskScore]
    curve: Callable[[str, Changes], Curve]
    run: Callable[[Callable[[], Any], Callable[[Any], None], Failed, str], None] = run_at_once
    seen: Mapping[str, Range] = field(default_factory=dict)


class WhatIfSection(Section):
    """Sliders and lists for the inputs that can be tried; the number beside them follows.

    Signals
    -------
    opened(bool)
        The user opened or closed the section.
    """

    opened = Signal(bool)

    def __init__(
        self,
        context: UiContext,
        score: RiskScore,
        specs: tuple[InputSpec, ...],
        trial: Trial,
        *,
        is_open: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("risk_page.what_if", "", parent)
        self._context, self._score, self._trial = context, score, trial
        self._specs = can_be_tried(score, specs)
        self._curve_of = ""
        self._result = score
        self._soon = _timer(self, _PAUSE_MS, self._compute)
        self._curve_soon = _timer(self, _CURVE_PAUSE_MS, self._draw_curve)
        self.header.set_text(self.tr("What if"))
        self._toggle = QPushButton()
        self._toggle.setObjectName("risk_page.what_if.toggle")
        self._toggle.setCheckable(True)
        self._toggle.toggled.connect(self._show)
        self.header.add(self._toggle)
        self._content: QWidget | None = None
        self._toggle.setChecked(is_open)
        self._name_toggle()

    def _name_toggle(self) -> None:
        words = self.tr("Close") if self._toggle.isChecked() else self.tr("Try other values")
        self._toggle.setText(words)
        self._toggle.setAccessibleName(self.tr("What if: try other values"))
        self._toggle.setToolTip(
            self.tr(
                "Move the inputs and see the number follow; nothing is stored and the patient is not changed"
            )
        )

    def _show(self, is_open: bool) -> None:
        if is_open and self._content is None:
            self._content = self._build()
            self.body.addWidget(self._content)
            tab_after(self._toggle, self._content)
            self._show_result(self._score)
            self._choose_curve(next(iter(self._controls.sliders), ""))
        if self._content is not None:
            self._content.setVisible(is_open)
        self._name_toggle()
        self.opened.emit(is_open)

    # building

    def _build(self) -> QWidget:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX * 3)
        notice = NoticeBar("caution")
        notice.setObjectName("risk_page.what_if.notice")
        notice.apply_theme(self._context.theme.theme)
        notice.set_text(
            self.tr(
                "What if, not the patient: other values are tried out here and nothing is stored. That the number"
                " falls does not mean that changing the value would lower the patient's risk as much."
            )
        )
        column.addWidget(notice)
        # the number stays above the sliders that move it
        row = AdaptiveRow(_LEAST_CHARS, last_on_top=True)
        self._controls = WhatIfControls(self._context, self._score, self._specs, self._trial.seen)
        self._controls.changed.connect(self._changed)
        self._controls.focused.connect(self._choose_curve)
        row.add(self._controls, 6)
        outcome = QWidget()
        layout = self._outcome()
        layout.setContentsMargins(0, 0, 0, 0)
        outcome.setLayout(layout)
        row.add(outcome, 5)
        column.addWidget(row)
        return content

    def _outcome(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(GRID_PX)
        self._number = text_label("", wrap=False, name="risk_page.what_if.number")
        font = self._number.font()
        font.setPixelSize(round(BASE_FONT_PX * _NUMBER_SCALE))
        self._number.setFont(font)
        self._difference = text_label("", name="risk_page.what_if.difference")
        self._frequency = text_label("", "quiet", name="risk_page.what_if.frequency")
        self._said = text_label("", "caution", name="risk_page.what_if.reasons")
        self._curve = WhatIfCurve("risk_page.what_if.curve")
        self._reset = QPushButton(self.tr("Back to the patient's values"))
        self._reset.setObjectName("risk_page.what_if.reset")
        self._reset.clicked.connect(self.reset)
        head = QHBoxLayout()
        head.addWidget(self._number)
        head.addStretch(1)
        head.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        for widget in (self._difference, self._frequency, self._said, self._curve):
            column.addWidget(widget)
        column.addStretch(1)
        return column

    # trying

    def reset(self) -> None:
        """Back to the patient's own values."""
        self._controls.reset()
        self._compute()
        self._draw_curve()

    def _changed(self, name: str) -> None:
        if name in self._controls.sliders and name != self._curve_of:
            self._choose_curve(name)
        # the first move counts at once, those that follow at most every few milliseconds
        if not self._soon.isActive():
            self._soon.start()
        if name != self._curve_of and not self._curve_soon.isActive():
            self._curve_soon.start()

    def _compute(self) -> None:
        changes = dict(self._controls.changes)
        work = partial(self._trial.compute, changes) if changes else lambda: self._score
        self._trial.run(work, self._if_valid(self._show_result), self._if_valid(self._refused), "what_if")

    def _if_valid(self, show: Callable[[Any], None]) -> Callable[[Any], None]:
        """A result may come when the page shows another score already."""
        return lambda found: show(found) if shiboken6.isValid(self) else None

    def _refused(self, error: PmdeskError) -> None:
        self._number.setText("–")
        self._difference.setText("")
        self._frequency.setText("")
        self._said.setText(self._context.texts.of_error(error))
        self._said.show()

    def _show_result(self, result: RiskScore) -> None:
        texts, original = self._context.texts, self._score
        self._result = result
        is_changed = bool(self._controls.changes)
        computed = result.state is RiskState.COMPUTED
        self._number.setText(risk_value(result, texts) if computed else state_words(result.state))
        self._reset.setEnabled(is_changed)
        if not is_changed:
            self._difference.setText(self.tr("The patient's own values"))
        elif not computed:
            self._difference.setText(self.tr("patient: {value}").format(value=risk_value(original, texts)))
        else:
            self._difference.setText(
                self.tr("patient: {value}; {difference}").format(
                    value=risk_value(original, texts), difference=_difference(original, result)
                )
            )
        set_property(self._number, "role", "caution" if is_changed else "")
        self._frequency.setText(frequency_words(result.probability) if result.probability is not None else "")
        self._frequency.setVisible(result.probability is not None)
        said = [texts.local(reason) for reason in result.reasons if reason not in original.reasons]
        self._said.setText("\n".join(said))
        self._said.setVisible(bool(said))
        self._mark(result)

    # the curve

    def _choose_curve(self, name: str) -> None:
        if name and name != self._curve_of:
            self._curve_of = name
            self._draw_curve()

    def _draw_curve(self) -> None:
        name = self._curve_of
        if not name or self._content is None:
            self._curve.hide()
            return
        others = {key: value for key, value in self._controls.changes.items() if key != name}
        self._trial.run(
            partial(self._trial.curve, name, others),
            self._if_valid(partial(self._show_curve, name)),
            self._if_valid(lambda _error: self._show_curve(name, ())),
            "what_if_curve",
        )

    def _show_curve(self, name: str, points: Curve) -> None:
        if name != self._curve_of:
            return
        unit, label = self._controls.unit(name), self._controls.label(name)
        self._curve.setVisible(len(points) > 1)
        self._curve.show_curve(
            points,
            with_remark(label, unit) if unit else label,
            self._context.theme.theme,
            is_percent=self._score.probability is not None,
        )
        self._mark(self._result)

    def _mark(self, result: RiskScore) -> None:
        name = self._curve_of
        if not name:
            return
        x, x_own = self._controls.number(name), self._controls.own_number(name)
        y, y_own = _number(result), _number(self._score)
        own = None if x_own is None or y_own is None else (x_own, y_own)
        trial = None if x is None or y is None or not self._controls.changes else (x, y)
        self._curve.show_marks(own, trial)


def _timer(owner: QWidget, pause_ms: int, run: Callable[[], None]) -> QTimer:
    timer = QTimer(owner)
    timer.setSingleShot(True)
    timer.setInterval(pause_ms)
    timer.timeout.connect(run)
    return timer


def _number(score: RiskScore) -> float | None:
    return score.probability if score.probability is not None else score.value


def _difference(original: RiskScore, result: RiskScore) -> str:
    if original.probability is not None and result.probability is not None:
        # of the numbers as they are shown: 4.0 beside 4.8 is 0.8 less, whatever was rounded away
        return difference_words(
            shown_percent(result.probability) / 100 - shown_percent(original.probability) / 100
        )
    if original.value is not None and result.value is not None:
        change = result.value - original.value
        number = significant(change)
        return f"+{number}" if change > 0 else number
    return ""
