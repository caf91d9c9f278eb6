"""One patient of the cohort: the probability by models that had not seen the row, and what it rests on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from pmdesk.ui.cohort.words import number
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.clinical_numbers import percent
from pmdesk.ui.widgets.contribution_chart import ContributionChart, Share
from pmdesk.ui.widgets.labels import text_label


class PatientView(QScrollArea):
    """Shows a `pmdesk.services.cohort_explaining.CohortPatient`."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cohort.patient")
        self.setWidgetResizable(True)
        self.setFrameShape(QScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._patient = None
        self._is_trained = False
        self._title = text_label(role="heading", name="cohort.patient.title")
        self._probability = text_label(name="cohort.patient.probability")
        self._scale = text_label(role="quiet")
        self.chart = ContributionChart("cohort.patient.contributions")
        self._hint = text_label(role="quiet", name="cohort.patient.hint")
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(GRID_PX * 3, 0, GRID_PX * 2, 0)
        column.setSpacing(GRID_PX * 2)
        for part in (self._title, self._probability, self._scale, self.chart, self._hint):
            column.addWidget(part)
        column.addStretch(1)
        self.setWidget(inside)
        self.viewport().setAutoFillBackground(False)
        inside.setAutoFillBackground(False)
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance("0") * 38)

    def show_trained(self, is_trained: bool) -> None:
        """There is, or is not, a model to explain."""
        self._is_trained = is_trained
        self._patient = None
        self._show()

    def show_patient(self, patient) -> None:
        """A row; None: it was not used in the training."""
        self._patient = patient
        self._show()

    def retranslate(self) -> None:
        self._show()

    def apply_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._show()

    def _show(self) -> None:
        patient = self._patient
        for part in (self._title, self._probability, self._scale, self.chart):
            part.setVisible(patient is not None)
        if patient is None:
            self._hint.setText(
                self.tr(
                    "Select a row: what its prediction rests on is shown here. Rows that were refused have none."
                )
                if self._is_trained
                else self.tr("After a training, select a row to see its prediction and what it rests on.")
            )
            return
        explanation = patient.explanation
        self._title.setText(self.tr("Line {line}").format(line=patient.line))
        said = self.tr("yes") if patient.out_of_fold >= patient.threshold else self.tr("no")
        truth = self.tr("yes") if patient.has_outcome else self.tr("no")
        self._probability.setText(
            self.tr(
                "Probability {probability} by models that had not seen this row: “{said}” from {threshold} on. "
                "In the table: “{truth}”."
            ).format(
                probability=percent(patient.out_of_fold),
                said=said,
                threshold=percent(patient.threshold),
                truth=truth,
            )
        )
        scale = {
            "log-odds": self.tr("log odds"),
            "probability": self.tr("probability"),
            "log-hazard": self.tr("log hazard ratio"),
        }[explanation.scale]
        self._scale.setText(
            self.tr("Final model, scale: {scale}. From {base} (made-up average rows) to {output}.").format(
                scale=scale, base=number(explanation.base, 2), output=number(explanation.output, 2)
            )
        )
        shares = tuple(
            Share(
                item.column,
                patient.values.get(item.column, "") if item.known else self.tr("not known"),
                item.share,
                self.tr("raises it") if item.share >= 0 else self.tr("lowers it"),
            )
            for item in explanation.contributions
        )
        self.chart.show_shares(shares, self._theme)
        self._hint.setText(self.tr("The shares say what the model did with the values; they are no causes."))
