"""What follows from the smoking history: computed pack-years, time since quitting, and where statements disagree."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from pmdesk.core.record import PatientRecord, SmokingStatus
from pmdesk.records.lifestyle import PackYears, pack_years, quitting
from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import GRID_PX, Theme
from pmdesk.ui.widgets.clinical_numbers import quantity
from pmdesk.ui.widgets.labels import set_property, text_label


class SmokingSummary(QWidget):
    """Lines under the smoking fields; each says that it is computed, and from what."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("record.smoking.summary")
        self._context = context
        self._pack_years = text_label("", "quiet", name="record.smoking.computed")
        self._quitting = text_label("", "quiet", name="record.smoking.quitting")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self._pack_years)
        column.addWidget(self._quitting)

    def show_record(self, record: PatientRecord | None) -> None:
        shown = record or PatientRecord()
        numbers = pack_years(shown.smoking)
        self._pack_years.setText(self._pack_year_words(shown, numbers))
        self._pack_years.setVisible(numbers.computed is not None)
        self._pack_years.setToolTip(
            self.tr("Pack-years = cigarettes a day ÷ 20 × years smoked (20 cigarettes are a pack)")
        )
        set_property(self._pack_years, "role", "caution" if numbers.differ else "quiet")
        self._show_quitting(shown)

    def _pack_year_words(self, record: PatientRecord, numbers: PackYears) -> str:
        if numbers.computed is None:
            return ""
        smoking = record.smoking
        how = self.tr("{cigarettes} a day ÷ 20 × {years} years").format(
            cigarettes=quantity(smoking.cigarettes_per_day or 0.0),
            years=quantity(smoking.years_smoked or 0.0),
        )
        computed = quantity(round(numbers.computed, 1))
        if numbers.stated is None:
            return self.tr("Computed: {number} pack-years ({how}); nobody has stated them").format(
                number=computed, how=how
            )
        if numbers.differ:
            return self.tr(
                "Stated {stated}, computed {number} pack-years ({how}): please check which is right"
            ).format(stated=quantity(numbers.stated), number=computed, how=how)
        return self.tr("Computed: {number} pack-years ({how}), as stated").format(number=computed, how=how)

    def _show_quitting(self, record: PatientRecord) -> None:
        found = quitting(record)
        self._quitting.setVisible(found is not None)
        if found is None:
            return
        least, most = found.years_on(self._context.session.case.reference_date)
        stated = record.smoking.years_since_quitting
        if most is None:
            words = self.tr("First noted as a former smoker on {day}: at least {least} years ago").format(
                day=found.first_former.isoformat(), least=quantity(round(least, 1))
            )
        else:
            words = self.tr(
                "By dated statements: stopped between {first} and {last}, {least}–{most} years ago"
            ).format(
                first=found.last_smoking.isoformat() if found.last_smoking else "",
                last=found.first_former.isoformat(),
                least=quantity(round(least, 1)),
                most=quantity(round(most, 1)),
            )
        tolerance = 1.0
        against = stated is not None and (
            stated < least - tolerance or (most is not None and stated > most + tolerance)
        )
        if against:
            words = self.tr("{words}; the stated {stated} years do not agree").format(
                words=words, stated=quantity(stated or 0.0)
            )
        contradicts = against or record.smoking.status is SmokingStatus.CURRENT
        set_property(self._quitting, "role", "caution" if contradicts else "quiet")
        self._quitting.setText(words)

    def apply_theme(self, theme: Theme) -> None:
        """The style sheet colours the words."""

    def retranslate(self) -> None:
        self.show_record(self._context.session.case.record)
