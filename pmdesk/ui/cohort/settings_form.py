"""What a training is asked to do: algorithms, folds, seed, threshold."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from pmdesk.risk.learned.columns import Algorithm
from pmdesk.risk.learned.settings import ALL_ALGORITHMS, ThresholdRule, TrainingSettings
from pmdesk.ui.cohort.words import algorithm_name
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.combo_box import ComboBox
from pmdesk.ui.widgets.spin_box import DoubleSpinBox, SpinBox


class SettingsForm(QWidget):
    """Edits `TrainingSettings`.

    Signals
    -------
    changed()
        Something was edited.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cohort.settings")
        default = TrainingSettings()
        self._algorithms: dict[Algorithm, QCheckBox] = {}
        boxes = QVBoxLayout()
        boxes.setSpacing(GRID_PX)
        for algorithm in ALL_ALGORITHMS:
            box = QCheckBox()
            box.setObjectName(f"cohort.settings.{algorithm.value}")
            box.setChecked(True)
            box.toggled.connect(lambda _on: self.changed.emit())
            self._algorithms[algorithm] = box
            boxes.addWidget(box)
        self._outer = self._spin("outer_folds", 2, 20, default.outer_folds)
        self._inner = self._spin("inner_folds", 2, 10, default.inner_folds)
        self._repeats = self._spin("repeats", 1, 50, default.repeats)
        self._seed = self._spin("seed", 0, 999_999, default.seed)
        self._rule = ComboBox()
        self._rule.setObjectName("cohort.settings.threshold_rule")
        self._rule.activated.connect(lambda _index: self._rule_chosen())
        self._value = DoubleSpinBox()
        self._value.setObjectName("cohort.settings.threshold_value")
        self._value.setRange(0.01, 0.99)
        self._value.setSingleStep(0.05)
        self._value.setValue(0.5)
        self._tune = self._check("tune", on=default.tune)
        self._learning = self._check("learning_curve", on=default.learning_curve)
        self._leakage = self._check("allow_leakage", on=False)
        self._labels = [QLabel() for _ in range(7)]
        form = QFormLayout(self)
        form.setContentsMargins(0, 0, 0, 0)
        form.setHorizontalSpacing(GRID_PX * 3)
        form.setVerticalSpacing(GRID_PX * 2)
        form.addRow(self._labels[0], boxes)
        editors = (self._outer, self._inner, self._repeats, self._seed, self._rule, self._value)
        for label, editor in zip(self._labels[1:], editors, strict=True):
            form.addRow(label, editor)
        for box in (self._tune, self._learning, self._leakage):
            form.addRow(box)
        self.retranslate()

    def settings(self) -> TrainingSettings | None:
        """What is set; None while no algorithm is ticked."""
        algorithms = tuple(algorithm for algorithm, box in self._algorithms.items() if box.isChecked())
        if not algorithms:
            return None
        return TrainingSettings(
            algorithms=algorithms,
            outer_folds=self._outer.value(),
            inner_folds=self._inner.value(),
            repeats=self._repeats.value(),
            seed=self._seed.value(),
            tune=self._tune.isChecked(),
            learning_curve=self._learning.isChecked(),
            threshold_rule=ThresholdRule(self._rule.currentData()),
            threshold_value=self._value.value(),
            allow_leakage=self._leakage.isChecked(),
        )

    def retranslate(self) -> None:
        texts = (
            self.tr("Algorithms"),
            self.tr("Outer folds"),
            self.tr("Inner folds"),
            self.tr("Repeats"),
            self.tr("Seed"),
            self.tr("Threshold"),
            self.tr("Value"),
        )
        tips = (
            "",
            self.tr(
                "The outer folds measure: no patient is in the training part and the test part of a fold"
            ),
            self.tr("The inner folds tune and calibrate, inside the training part of an outer fold"),
            self.tr("The whole cross-validation again with other splits"),
            self.tr("The same table, settings and seed give the same result"),
            self.tr("From which probability on a row counts as “yes”"),
            "",
        )
        for label, text, tip in zip(self._labels, texts, tips, strict=True):
            label.setText(text)
            label.setToolTip(tip)
        editors = (self._outer, self._inner, self._repeats, self._seed, self._rule, self._value)
        for editor, text, tip in zip(editors, texts[1:], tips[1:], strict=True):
            editor.setAccessibleName(text)
            editor.setToolTip(tip)
        for algorithm, box in self._algorithms.items():
            box.setText(algorithm_name(algorithm))
        chosen = self._rule.currentIndex()
        self._rule.clear()
        for rule, text in (
            (ThresholdRule.YOUDEN, self.tr("largest Youden index")),
            (ThresholdRule.SENSITIVITY, self.tr("reaches a sensitivity")),
            (ThresholdRule.FIXED, self.tr("fixed probability")),
        ):
            self._rule.addItem(text, rule.value)
        self._rule.setCurrentIndex(max(chosen, 0))
        self._tune.setText(self.tr("Search the settings of each algorithm"))
        self._learning.setText(self.tr("Learning curve (takes as long again)"))
        self._leakage.setText(self.tr("Go on in spite of severe findings (the result says so)"))
        self._rule_chosen()

    def _rule_chosen(self) -> None:
        asked = self._rule.currentData() != ThresholdRule.YOUDEN.value
        self._value.setVisible(asked)
        self._labels[-1].setVisible(asked)
        self.changed.emit()

    def _spin(self, name: str, low: int, high: int, value: int) -> SpinBox:
        box = SpinBox()
        box.setObjectName(f"cohort.settings.{name}")
        box.setRange(low, high)
        box.setValue(value)
        box.valueChanged.connect(lambda _value: self.changed.emit())
        return box

    def _check(self, name: str, *, on: bool) -> QCheckBox:
        box = QCheckBox()
        box.setObjectName(f"cohort.settings.{name}")
        box.setChecked(on)
        box.toggled.connect(lambda _on: self.changed.emit())
        return box
