"""Trying other values: never stored, and never the patient."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from pmdesk.core.errors import PmdeskError
from pmdesk.core.risk import InputUsed, RiskScore, RiskState
from pmdesk.risk.model import InputKind, InputSpec, InputValue
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.node_words import risk_value
from pmdesk.ui.panels.risk_page.score_words import (
    difference_words,
    limits_words,
    state_words,
    unit_words,
    with_remark,
)
from pmdesk.ui.panels.risk_page.section import Section
from pmdesk.ui.theme import BASE_FONT_PX, GRID_PX
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.adaptive_row import AdaptiveRow
from pmdesk.ui.widgets.clinical_numbers import quantity, significant
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.frequency import frequency_words
from pmdesk.ui.widgets.labels import NoticeBar, set_property, text_label
from pmdesk.ui.widgets.what_if_curve import WhatIfCurve
from pmdesk.ui.widgets.what_if_slider import ValueScale, WhatIfSlider

_PAUSE_MS = 15
"""Between two computations while a slider moves; the curve waits longer."""
_CURVE_PAUSE_MS = 60
_NUMBER_SCALE = 2.0
_LEAST_CHARS = 80

Changes = Mapping[str, InputValue]
Curve = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Trial:
    """What the section asks: the score with some inputs changed, and its course over one input."""

    compute: Callable[[Changes], RiskScore]
    curve: Callable[[str, Changes], Curve]


class WhatIfSection(Section):
    """Sliders and lists for the inputs that were used; the number beside them follows.

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
        self._used = {item.name: item for item in score.inputs}
        unknown = {item.name for item in score.missing}
        self._specs = {
            spec.name: spec
            for spec in specs
            if spec.name in self._used or (spec.name in unknown and spec.kind is not InputKind.NUMBER)
        }
        self._changes: dict[str, InputValue] = {}
        self._curve_of = ""
        self._sliders: dict[str, WhatIfSlider] = {}
        self._lists: dict[str, ComboBox] = {}
        self._values: dict[str, QLabel] = {}
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
            self._show_result(self._score)
            self._choose_curve(next(iter(self._sliders), ""))
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
        for layout, stretch in ((self._controls(), 6), (self._outcome(), 5)):
            part = QWidget()
            layout.setContentsMargins(0, 0, 0, 0)
            part.setLayout(layout)
            row.add(part, stretch)
        column.addWidget(row)
        return content

    def _controls(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX * 3)
        grid.setVerticalSpacing(GRID_PX)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for row, (name, spec) in enumerate(self._specs.items()):
            label = text_label(self._label(name))
            label.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 20)
            value = text_label("", wrap=False, name=f"risk_page.what_if.{name}.value")
            value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._values[name] = value
            grid.addWidget(label, row, 0)
            grid.addWidget(self._control(name, spec), row, 1)
            grid.addWidget(value, row, 2)
            self._show_value(name)
        grid.setRowStretch(len(self._specs), 1)
        return grid

    def _control(self, name: str, spec: InputSpec) -> QWidget:
        label = self._label(name)
        if spec.kind is not InputKind.NUMBER or isinstance(self._used[name].value, str):
            return self._list(name, spec, label)
        item = self._used[name]
        low, high = _range(spec, float(item.value))
        slider = WhatIfSlider(
            f"risk_page.what_if.{name}", ValueScale(low, high, whole=spec.whole), float(item.value)
        )
        slider.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 16)
        slider.set_theme(self._context.theme.theme)
        words = f"{label} {limits_words(spec)}".strip()
        slider.slider.setAccessibleName(words)
        slider.setToolTip(words)
        slider.moved.connect(lambda value: self._changed(name, value))
        slider.focused.connect(lambda: self._choose_curve(name))
        self._sliders[name] = slider
        return slider

    def _list(self, name: str, spec: InputSpec, label: str) -> ComboBox:
        box = ComboBox()
        box.setObjectName(f"risk_page.what_if.{name}")
        box.setAccessibleName(label)
        # a long choice is cut off in the box and whole in its list
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 8)
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if name not in self._used:
            box.addItem(terms.not_known(), None)
        if spec.kind is InputKind.FLAG:
            for value in (False, True):
                box.addItem(terms.yes_no(value), value)
        else:
            for choice in spec.choices:
                box.addItem(self._context.texts.local(spec.choice_label(choice)), choice)
        box.setCurrentIndex(max(box.findData(self._own(name)), 0))
        box.activated.connect(lambda index: self._changed(name, box.itemData(index)))
        self._lists[name] = box
        return box

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
        self._changes = {}
        for name, slider in self._sliders.items():
            slider.set_value(float(self._used[name].value))
        for name, box in self._lists.items():
            box.setCurrentIndex(max(box.findData(self._own(name)), 0))
        for name in self._values:
            self._show_value(name)
        self._compute()
        self._draw_curve()

    def _label(self, name: str) -> str:
        item = self._used.get(name)
        return self._context.texts.local(self._specs[name].label if item is None else item.label)

    def _own(self, name: str) -> InputValue:
        """The patient's value as the list holds it."""
        if name not in self._used:
            return None
        value = self._used[name].value
        return bool(value) if self._specs[name].kind is InputKind.FLAG else value

    def _changed(self, name: str, value: InputValue) -> None:
        if value == self._own(name):
            self._changes.pop(name, None)
        else:
            self._changes[name] = value
        self._show_value(name)
        if name in self._sliders and name != self._curve_of:
            self._choose_curve(name)
        # the first move counts at once, those that follow at most every few milliseconds
        if not self._soon.isActive():
            self._soon.start()
        if name != self._curve_of and not self._curve_soon.isActive():
            self._curve_soon.start()

    def _show_value(self, name: str) -> None:
        if name in self._lists:
            self._values[name].setText(self.tr("changed") if name in self._changes else "")
            set_property(self._values[name], "role", "caution")
            return
        item = self._used[name]
        value = self._changes.get(name, item.value)
        assert isinstance(value, int | float)
        shown = quantity(round(float(value), 6)) if name in self._changes else significant(float(value))
        self._values[name].setText(f"{shown} {unit_words(item.unit, item.label)}".strip())
        set_property(self._values[name], "role", "caution" if name in self._changes else "")

    def _compute(self) -> None:
        try:
            result = self._trial.compute(self._changes) if self._changes else self._score
        except PmdeskError as error:
            self._number.setText("–")
            self._difference.setText("")
            self._frequency.setText("")
            self._said.setText(self._context.texts.of_error(error))
            self._said.show()
            return
        self._show_result(result)

    def _show_result(self, result: RiskScore) -> None:
        texts, original = self._context.texts, self._score
        computed = result.state is RiskState.COMPUTED
        self._number.setText(risk_value(result, texts) if computed else state_words(result.state))
        self._reset.setEnabled(bool(self._changes))
        if not self._changes:
            self._difference.setText(self.tr("The patient's own values"))
        elif not computed:
            self._difference.setText(self.tr("patient: {value}").format(value=risk_value(original, texts)))
        else:
            self._difference.setText(
                self.tr("patient: {value}; {difference}").format(
                    value=risk_value(original, texts), difference=_difference(original, result)
                )
            )
        set_property(self._number, "role", "caution" if self._changes else "")
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
        item = self._used[name]
        unit, label = unit_words(item.unit, item.label), self._context.texts.local(item.label)
        others = {key: value for key, value in self._changes.items() if key != name}
        try:
            points = self._trial.curve(name, others)
        except PmdeskError:
            points = ()
        self._curve.setVisible(len(points) > 1)
        self._curve.show_curve(
            points,
            with_remark(label, unit) if unit else label,
            self._context.theme.theme,
            is_percent=self._score.probability is not None,
        )
        self._compute()

    def _mark(self, result: RiskScore) -> None:
        name = self._curve_of
        if not name:
            return
        x, y, y_own = float(self._sliders[name].value), _number(result), _number(self._score)
        own = None if y_own is None else (float(self._used[name].value), y_own)
        self._curve.show_marks(own, None if y is None or not self._changes else (x, y))


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
        return difference_words(result.probability - original.probability)
    if original.value is not None and result.value is not None:
        change = result.value - original.value
        number = significant(change)
        return f"+{number}" if change > 0 else number
    return ""


def _range(spec: InputSpec, own: float) -> tuple[float, float]:
    """Ends of a slider: the model's limits, else a fourfold range around the patient's value."""
    low = spec.minimum if spec.minimum is not None else min(own / 4, own)
    high = spec.maximum if spec.maximum is not None else max(own * 4, low + 1)
    return (low, high) if high > low else (low, low + 1)


def trial_inputs(score: RiskScore, specs: tuple[InputSpec, ...]) -> tuple[InputUsed, ...]:
    """The inputs of a score that can be tried out; none for scores that are not computed."""
    names = {spec.name for spec in specs}
    return tuple(item for item in score.inputs if item.name in names)
