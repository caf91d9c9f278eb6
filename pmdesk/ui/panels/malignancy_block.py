"""What a model says of a nodule's malignancy: the number, how sure, what it means and what it is not for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from pmdesk.core.characterisation import Characterisation
from pmdesk.core.finding import Finding
from pmdesk.ui.context import UiContext
from pmdesk.ui.itemmodels.findings_model import ESTIMATE_MARK
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.clinical_numbers import percent, percent_range
from pmdesk.ui.widgets.labels import set_property, text_label
from pmdesk.ui.widgets.nodule_crop import FIELD_MM, NoduleCrop, finding_crop
from pmdesk.ui.widgets.scales import ProbabilityBar

_CROP_PX = 96


class MalignancyBlock(QWidget):
    """Stands in the details of a finding, judged or not; never silent about a nodule that was not judged.

    Signals
    -------
    heat_requested()
        Show the heat map in the viewer, or take it away.
    """

    heat_requested = Signal()

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings.malignancy")
        self._context = context
        self._finding: Finding | None = None
        self._name = text_label("", "quiet", wrap=False)
        self._value = text_label("", "heading", wrap=False, name="findings.malignancy.value")
        self._interval = text_label("", "quiet", wrap=False, name="findings.malignancy.interval")
        self._bar = ProbabilityBar()
        self._bar.setObjectName("findings.malignancy.bar")
        self._meaning = text_label("", name="findings.malignancy.meaning")
        self._caveat = text_label("", "quiet", name="findings.malignancy.caveat")
        self._notes = text_label("", "caution", name="findings.malignancy.notes")
        self._made_by = text_label("", "quiet", name="findings.malignancy.model")
        self._heat = QPushButton()
        self._heat.setObjectName("findings.malignancy.heat")
        self._heat.clicked.connect(self.heat_requested)
        self._crop = NoduleCrop(_CROP_PX)
        self._crop.setObjectName("findings.malignancy.crop")
        self._build()

    def _build(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GRID_PX * 2)
        top.addWidget(self._name)
        top.addWidget(self._value)
        top.addWidget(self._interval)
        top.addWidget(self._bar, 1)
        top.addStretch(0)
        words = QVBoxLayout()
        words.setSpacing(GRID_PX)
        for label in (self._meaning, self._caveat, self._notes):
            words.addWidget(label)
        made = QHBoxLayout()
        made.setSpacing(GRID_PX * 2)
        made.addWidget(self._made_by, 1)
        made.addWidget(self._heat)
        words.addLayout(made)
        words.addStretch(1)
        body = QGridLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setHorizontalSpacing(GRID_PX * 2)
        body.setColumnStretch(0, 1)
        body.addLayout(words, 0, 0)
        body.addWidget(self._crop, 0, 1, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addLayout(top)
        column.addLayout(body)

    def show_finding(self, finding: Finding | None) -> None:
        self._finding = finding
        judged = finding.characterisation if finding is not None else None
        for part in (self._interval, self._bar, self._notes, self._made_by, self._heat):
            part.setVisible(judged is not None)
        self._crop.setVisible(judged is not None and judged.heat is not None)
        set_property(self._value, "role", "quiet" if judged is None else "heading")
        if judged is None:
            self._show_nothing()
        else:
            self._show_judged(judged)

    def _show_nothing(self) -> None:
        self._value.setText(self.tr("not judged by a model"))
        self._meaning.setText("")
        self._meaning.hide()
        self._caveat.setText(
            self.tr(
                "That is not the same as benign. A package with a malignancy model, and nodule finding run again, "
                "would give an estimate."
            )
        )
        self._heat.hide()

    def _show_judged(self, judged: Characterisation) -> None:
        said = judged.malignancy
        provenance = said.provenance
        self._value.setText(f"{ESTIMATE_MARK} {percent(said.value)}")
        self._interval.setText(
            self.tr("models {range}").format(range=percent_range(said.interval))
            if said.interval is not None
            else self.tr("no interval")
        )
        self._interval.setToolTip(
            self.tr("Lowest and highest among the models of the ensemble; not a 95 % interval")
            if said.interval is not None
            else self.tr("The model gives no interval")
        )
        self._bar.show_value(said.value, said.interval, self._context.theme.theme)
        self._bar.setAccessibleName(f"{self._name.text()}: {self._value.text()}, {self._interval.text()}")
        self._meaning.setText(self._in_words(said.value))
        self._meaning.show()
        self._caveat.setText(
            self.tr(
                "It predicts the rating of four radiologists; no pathology was seen. Not for ruling cancer in or out, "
                "nor for leaving out follow-up or biopsy."
            )
        )
        self._made_by.setText(
            self.tr("{model} {version}, {device}").format(
                model=provenance.model.model_id, version=provenance.model.version, device=provenance.device
            )
        )
        self._made_by.setToolTip(provenance.created_at.strftime("%Y-%m-%d %H:%M"))
        analysis = self._context.session.case.analysis
        said_once = analysis.notes if analysis is not None else ()  # in the header and in the report
        notes = [self._context.texts.of(code) for code in provenance.notes if code not in said_once]
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))
        self._heat.show()
        self._show_crop(judged)

    def _in_words(self, probability: float) -> str:
        """The probability as a share of a hundred nodules, which people read better than a per cent."""
        count = round(probability * 100)
        if count == 0:
            return self.tr(
                "Of 100 nodules scored like this one, fewer than 1 would be rated suspicious "
                "(mean of four radiologists above 3 of 5)."
            )
        if count == 100:
            return self.tr(
                "Of 100 nodules scored like this one, more than 99 would be rated suspicious "
                "(mean of four radiologists above 3 of 5)."
            )
        return self.tr(
            "Of 100 nodules scored like this one, about {count} would be rated suspicious "
            "(mean of four radiologists above 3 of 5)."
        ).format(count=count)

    def _show_crop(self, judged: Characterisation) -> None:
        volume, finding = self._context.session.case.volume, self._finding
        if judged.heat is None or volume is None or finding is None:
            self._crop.show_picture(None, FIELD_MM, QColor(self._context.theme.theme.line))
            return
        theme = self._context.theme.theme
        field = max(FIELD_MM, 1.6 * (finding.measurement.long_axis_mm if finding.measurement else 0.0))
        self._crop.show_picture(
            finding_crop(volume, finding, heat=True),
            field,
            QColor(theme.line),
            theme.finding_color(finding.number),
        )

    def retranslate(self) -> None:
        self._name.setText(self.tr("Malignancy"))
        self._heat.setText(self.tr("Heat map"))
        self._heat.setToolTip(self.tr("Show in the image where the model looked"))
        self._heat.setAccessibleName(self.tr("Heat map in the image"))
        self._crop.setAccessibleName(self.tr("Heat map over the nodule"))
        self._crop.setToolTip(
            self.tr(
                "Red: the picture there raises the score. Blue: it lowers it. It explains the model, not the nodule."
            )
        )
