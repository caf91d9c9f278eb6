"""A control for each input that can be tried: a slider, a list, and "not known" where it may be."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QSizePolicy, QWidget

from pmdesk.core.risk import RiskScore
from pmdesk.risk.model import InputKind, InputSpec, InputValue
from pmdesk.ui.context import UiContext
from pmdesk.ui.panels.risk_page.score_words import limits_text, limits_words, unit_words
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import quantity, significant
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.labels import set_property, text_label
from pmdesk.ui.widgets.what_if_slider import ValueScale, WhatIfSlider

Range = tuple[float, float]
_WHOLE_UNITS = ("a", "{count}")
"""Nobody tries half a year or half a vessel."""


class WhatIfControls(QWidget):
    """A row an input: name, control, and the value that is tried.

    Parameters
    ----------
    score
        The patient's score; its inputs are where the controls begin.
    specs
        Inputs of its model.
    seen
        Ranges of numbers among the patients that a learned model learnt from.

    Signals
    -------
    changed(str)
        Another value of the named input is tried.
    focused(str)
        The slider of the named input is in use.
    """

    changed = Signal(str)
    focused = Signal(str)

    def __init__(
        self,
        context: UiContext,
        score: RiskScore,
        specs: Mapping[str, InputSpec],
        seen: Mapping[str, Range],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._specs, self._seen = context, specs, seen
        self._used = {item.name: item for item in score.inputs}
        self.changes: dict[str, InputValue] = {}
        """What is tried: by input the value, None for "not known"; the patient's own values are left out."""
        self.sliders: dict[str, WhatIfSlider] = {}
        self._lists: dict[str, ComboBox] = {}
        self._unknown: dict[str, QCheckBox] = {}
        self._values: dict[str, QLabel] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID_PX * 3)
        grid.setVerticalSpacing(GRID_PX)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for row, (name, spec) in enumerate(specs.items()):
            self._add_row(grid, row, name, spec)
        row = len(specs)
        if any(name in seen for name in self.sliders):
            words = self.tr("The line under a slider: values of the patients that the model learnt from.")
            grid.addWidget(text_label(words, "quiet", name="risk_page.what_if.seen"), row, 0, 1, 4)
        grid.setRowStretch(row + 1, 1)

    # building

    def _add_row(self, grid: QGridLayout, row: int, name: str, spec: InputSpec) -> None:
        label = text_label(self.label(name))
        label.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 20)
        value = text_label("", wrap=False, name=f"risk_page.what_if.{name}.value")
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._values[name] = value
        grid.addWidget(label, row, 0)
        if _is_list(spec):
            # a list needs the room of the number beside a slider; "changed" stands where those have "not known"
            grid.addWidget(self._list(name, spec), row, 1, 1, 2)
            grid.addWidget(value, row, 3)
        else:
            grid.addWidget(self._slider(name, spec), row, 1)
            if not spec.required:
                grid.addWidget(self._not_known(name), row, 3)
            grid.addWidget(value, row, 2)
        self._show_value(name)

    def _slider(self, name: str, spec: InputSpec) -> WhatIfSlider:
        own = self._own_number(name)
        low, high = _range(spec, own)
        start = own if own is not None else _middle(self._seen.get(name, (low, high)), whole=spec.whole)
        slider = WhatIfSlider(
            f"risk_page.what_if.{name}",
            ValueScale(low, high, whole=spec.whole or spec.unit in _WHOLE_UNITS),
            start,
            has_original=own is not None,
            seen=self._seen.get(name),
        )
        slider.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 16)
        slider.set_theme(self._context.theme.theme)
        words = f"{self.label(name)} {limits_words(spec)}".strip()
        slider.slider.setAccessibleName(words)
        if name in self._seen:
            seen = limits_text(*self._seen[name], unit_words(spec.unit, spec.label))
            words = "\n".join((words, self.tr("in the training data: {range}").format(range=seen)))
        slider.setToolTip(words)
        slider.moved.connect(lambda value: self._moved(name, value))
        slider.focused.connect(lambda: self.focused.emit(name))
        self.sliders[name] = slider
        return slider

    def _not_known(self, name: str) -> QCheckBox:
        button = QCheckBox(terms.not_known())
        button.setObjectName(f"risk_page.what_if.{name}.unknown")
        button.setChecked(name not in self._used)
        words = self.tr("Try it as not known: {input}").format(input=self.label(name))
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.toggled.connect(lambda is_on: self._unknown_switched(name, is_on))
        self._unknown[name] = button
        return button

    def _list(self, name: str, spec: InputSpec) -> ComboBox:
        box = ComboBox()
        box.setObjectName(f"risk_page.what_if.{name}")
        box.setAccessibleName(self.label(name))
        # a long choice is cut off in the box and whole in its list
        box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToContents)
        box.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 8)
        box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if name not in self._used or not spec.required:
            box.addItem(terms.not_known(), None)
        texts = self._context.texts
        if spec.kind is InputKind.FLAG:
            for value in (False, True):
                box.addItem(terms.yes_no(value), value)
        elif spec.levels:
            for level in spec.levels:
                box.addItem(texts.local(spec.level_words[level]), float(level))
        else:
            for choice in spec.choices:
                box.addItem(texts.local(spec.choice_label(choice)), choice)
        box.setCurrentIndex(max(box.findData(self._own(name)), 0))
        box.activated.connect(lambda index: self._try(name, box.itemData(index)))
        self._lists[name] = box
        return box

    # trying

    def reset(self) -> None:
        """Back to the patient's own values."""
        self.changes = {}
        for slider in self.sliders.values():
            slider.set_value(slider.original)
        for name, button in self._unknown.items():
            button.blockSignals(True)
            button.setChecked(name not in self._used)
            button.blockSignals(False)
        for name, box in self._lists.items():
            box.setCurrentIndex(max(box.findData(self._own(name)), 0))
        for name in self._values:
            self._show_value(name)

    def label(self, name: str) -> str:
        item = self._used.get(name)
        return self._context.texts.local(self._specs[name].label if item is None else item.label)

    def unit(self, name: str) -> str:
        """The unit as it is printed."""
        spec = self._specs[name]
        return unit_words(spec.unit, spec.label)

    def number(self, name: str) -> float | None:
        """The value that is tried, or the patient's; None while it is not known."""
        value = self.changes.get(name, self._own(name))
        return None if value is None or isinstance(value, str) else float(value)

    def own_number(self, name: str) -> float | None:
        """The patient's value; None where nobody knows it."""
        return self._own_number(name)

    def _own_number(self, name: str) -> float | None:
        item = self._used.get(name)
        return None if item is None or isinstance(item.value, str) else float(item.value)

    def _own(self, name: str) -> InputValue:
        """The patient's value as the control holds it."""
        if name not in self._used:
            return None
        value = self._used[name].value
        return bool(value) if self._specs[name].kind is InputKind.FLAG else value

    def _moved(self, name: str, value: float) -> None:
        button = self._unknown.get(name)
        if button is not None and button.isChecked():
            button.blockSignals(True)
            button.setChecked(False)
            button.blockSignals(False)
        self._try(name, value)

    def _unknown_switched(self, name: str, is_on: bool) -> None:
        self._try(name, None if is_on else self.sliders[name].value)

    def _try(self, name: str, value: InputValue) -> None:
        if value == self._own(name):
            self.changes.pop(name, None)
        else:
            self.changes[name] = value
        self._show_value(name)
        self.changed.emit(name)

    def _show_value(self, name: str) -> None:
        is_changed = name in self.changes
        if name in self._lists:
            self._values[name].setText(self.tr("changed") if is_changed else "")
            set_property(self._values[name], "role", "caution")
            return
        value = self.number(name)
        words = self._specs[name].codes.get(value) if value is not None else None
        if words is not None:
            self._values[name].setText(self._context.texts.local(words))
        elif value is None:
            self._values[name].setText(terms.not_known())
        else:
            shown = quantity(round(value, 6)) if is_changed else significant(value)
            self._values[name].setText(f"{shown} {self.unit(name)}".strip())
        self.sliders[name].set_known(value is not None)
        set_property(
            self._values[name], "role", "caution" if is_changed else "quiet" if value is None else ""
        )


def can_be_tried(score: RiskScore, specs: tuple[InputSpec, ...]) -> dict[str, InputSpec]:
    """The inputs of a computed score that have a control: those that were used, and unknown ones with known limits."""
    used = {item.name for item in score.inputs}
    unknown = {item.name for item in score.missing}
    return {
        spec.name: spec for spec in specs if spec.name in used or (spec.name in unknown and _has_limits(spec))
    }


def _has_limits(spec: InputSpec) -> bool:
    return spec.kind is not InputKind.NUMBER or (spec.minimum is not None and spec.maximum is not None)


def _is_list(spec: InputSpec) -> bool:
    return spec.kind is not InputKind.NUMBER or bool(spec.levels)


def _middle(ends: Range, *, whole: bool) -> float:
    middle = (ends[0] + ends[1]) / 2
    return float(round(middle)) if whole else middle


def _range(spec: InputSpec, own: float | None) -> Range:
    """Ends of a slider: the model's limits, else a fourfold range around the patient's value."""
    at = 0.0 if own is None else own
    low = spec.minimum if spec.minimum is not None else min(at / 4, at)
    high = spec.highest if spec.highest is not None else max(at * 4, low + 1)
    return (low, high) if high > low else (low, low + 1)
