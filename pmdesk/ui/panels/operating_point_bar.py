"""How many false marks a reader puts up with, as a slider over the model's measured curve."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QSlider, QVBoxLayout, QWidget

from pmdesk.core.operating_point import OperatingPoint
from pmdesk.services.case import Case
from pmdesk.services.operating_points import at_point
from pmdesk.services.operations.set_operating_point import set_operating_point
from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.clinical_numbers import percent, quantity
from pmdesk.ui.widgets.labels import text_label


class OperatingPointBar(QWidget):
    """From few false marks at the left to few missed nodules at the right; away where the package has no curve."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings.operating_point")
        self._context = context
        self._name: QLabel = text_label("", "quiet", wrap=False)
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setObjectName("findings.operating_point.slider")
        self._slider.setPageStep(1)
        self._slider.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._slider.valueChanged.connect(self._moved)
        self._slider.sliderReleased.connect(self._chosen)
        self._words = text_label("", name="findings.operating_point.words")
        row = QHBoxLayout()
        row.setSpacing(GRID_PX * 2)
        row.addWidget(self._name)
        row.addWidget(self._slider, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self._words)
        self.retranslate()

    @property
    def _points(self) -> tuple[OperatingPoint, ...]:
        return self._context.session.case.operating_points

    def show_case(self, case: Case) -> None:
        self.setVisible(bool(case.operating_points))
        if not case.operating_points or case.operating_point is None or self._slider.isSliderDown():
            return
        self._slider.blockSignals(True)
        self._slider.setRange(0, len(case.operating_points) - 1)
        self._slider.setValue(case.operating_points.index(case.operating_point))
        self._slider.blockSignals(False)
        self._say(case, case.operating_point)

    def _moved(self, place: int) -> None:
        """Say what a place would show; the keyboard and a click take it at once, a drag when it is let go."""
        case = self._context.session.case
        if place < len(self._points):
            self._say(at_point(case, self._points[place]), self._points[place])
            if not self._slider.isSliderDown():
                self._chosen()

    def _chosen(self) -> None:
        place = self._slider.value()
        if place < len(self._points):
            point = self._points[place]
            self._context.settings.false_positives_per_scan = point.false_positives_per_scan
            self._context.undo.push(set_operating_point(self._context.session.case, point), self)

    def _say(self, case: Case, point: OperatingPoint) -> None:
        marks = self._marks(point.false_positives_per_scan)
        if point.sensitivity is None:
            found = self.tr("share of nodules found not known")
        elif point.nodules is None:
            found = self.tr("finds {share} of nodules").format(share=percent(point.sensitivity))
        else:
            found = self.tr("finds {share} of nodules (n={count})").format(
                share=percent(point.sensitivity), count=point.nodules
            )
        hidden = len(case.hidden_findings)
        words = self.tr("{marks}; {found}").format(marks=marks, found=found)
        if hidden:
            words = self.tr("{words}. Hidden here: {count}").format(words=words, count=hidden)
        self._words.setText(words)
        self._slider.setAccessibleDescription(words)

    def _marks(self, per_scan: float) -> str:
        return self.tr("about {count} false marks per scan").format(count=quantity(per_scan))

    def retranslate(self) -> None:
        self._name.setText(self.tr("Marks shown"))
        tip = self.tr(
            "To the left fewer false marks, to the right fewer missed nodules. Rates as measured for this model on "
            "other scans; what a person reviewed or drew always stays."
        )
        self._slider.setToolTip(tip)
        self._name.setToolTip(tip)
        self._slider.setAccessibleName(self.tr("False marks per scan"))
        self.show_case(self._context.session.case)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
