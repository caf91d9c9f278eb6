"""What became of one finding, and of all of them, since the earlier CT."""

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from pmdesk.core import growth_words
from pmdesk.core.finding import Finding, NoduleMeasurement
from pmdesk.core.growth import Comparison, MatchState, NoduleGrowth
from pmdesk.services.case import Case
from pmdesk.ui.context import UiContext
from pmdesk.ui.theme import GRID_PX
from pmdesk.ui.widgets.clinical_numbers import MISSING, cubic_millimetres, millimetres
from pmdesk.ui.widgets.labels import set_property, text_label

_ROWS = ("judgement", "prior", "current", "change", "diameter", "solid", "doubling", "band", "rule")
_NEEDS_A_LOOK = (MatchState.UNCLEAR, MatchState.NOT_COVERED)


class GrowthBlock(QWidget):
    """Lines in a finding's details: earlier and present size, change, doubling time with interval, what to look at."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings.growth")
        self._context = context
        self._finding: Finding | None = None
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GRID_PX * 2)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(1, 1)
        self._names: dict[str, QLabel] = {}
        self._values: dict[str, QLabel] = {}
        for row, key in enumerate(_ROWS):
            self._names[key] = text_label("", "quiet", wrap=False)
            self._values[key] = text_label("", wrap=True, name=f"findings.growth.{key}")
            grid.addWidget(self._names[key], row, 0)
            grid.addWidget(self._values[key], row, 1)
        self._notes = text_label("", "caution", name="findings.growth.notes")
        self._title = text_label("", "quiet", name="findings.growth.title")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GRID_PX)
        column.addWidget(self._title)
        column.addLayout(grid)
        column.addWidget(self._notes)
        self.hide()

    def show_finding(self, finding: Finding | None) -> None:
        """Show the growth of a finding; nothing without an earlier CT."""
        self._finding = finding
        comparison = self._context.session.case.comparison
        growth = comparison.of(finding.id) if comparison is not None and finding is not None else None
        self.setVisible(growth is not None)
        if growth is None or finding is None or comparison is None:
            return
        self._title.setText(against(self._context, comparison))
        lines = self._lines(finding, growth)
        for key in _ROWS:
            text = lines.get(key, "")
            self._values[key].setText(text)
            self._values[key].setVisible(bool(text))
            self._names[key].setVisible(bool(text))
        set_property(self._values["judgement"], "role", "caution" if needs_a_look(growth) else "")
        texts = self._context.texts
        notes = [texts.of(note.code, **dict(note.params)) for note in (*growth.notes, *comparison.notes)]
        self._notes.setText("\n".join(notes))
        self._notes.setVisible(bool(notes))

    def _lines(self, finding: Finding, growth: NoduleGrowth) -> dict[str, str]:
        texts, measure = self._context.texts, growth.measure
        lines = {
            "judgement": growth_words.judgement(texts, growth.state, measure.trend if measure else None),
            "prior": self._size(growth.prior_measurement),
            "current": self._size(finding.measurement),
        }
        if growth.state is not MatchState.PAIRED:
            lines["judgement"] += ". " + texts.of(f"growth.state.explain.{growth.state.value}")
        if measure is None:
            return lines
        lines |= {
            "change": growth_words.volume_change(texts, measure.volume_change),
            "diameter": growth_words.signed_mm(measure.diameter_change_mm),
            "doubling": growth_words.doubling(texts, measure.doubling_days, measure.trend),
            "band": growth_words.band(texts, measure.vdt_band),
            "rule": growth_words.rule(texts, measure.diameter_growth),
        }
        if measure.solid_change_mm is not None:
            lines["solid"] = growth_words.signed_mm(measure.solid_change_mm)
        return lines

    def _size(self, measured: NoduleMeasurement | None) -> str:
        if measured is None:
            return MISSING
        return self._context.texts.of(
            "growth.size",
            long=millimetres(measured.long_axis_mm),
            short=millimetres(measured.short_axis_mm),
            volume=cubic_millimetres(measured.volume_mm3),
        )

    def retranslate(self) -> None:
        for key in _ROWS:
            self._names[key].setText(self._context.texts.of(f"growth.column.{key}"))
        self.setAccessibleName(self._context.texts.of("growth.title"))
        self.show_finding(self._finding)


class ComparisonStrip(QWidget):
    """One line above the ledger: the earlier CT, how well it lies over this one, and what is no longer found."""

    def __init__(self, context: UiContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings.comparison")
        self._context = context
        self._line = text_label("", "quiet", name="findings.comparison.line")
        self._vanished = text_label("", "caution", name="findings.comparison.vanished")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._line)
        column.addWidget(self._vanished)
        self.hide()

    def show_case(self, case: Case) -> None:
        comparison, prior = case.comparison, case.prior
        self.setVisible(comparison is not None)
        if comparison is None or prior is None:
            return
        texts = self._context.texts
        self._line.setText(against(self._context, comparison))
        self._line.setToolTip(
            texts.of(
                "growth.registered",
                landmarks=prior.alignment.landmarks,
                residual_mm=millimetres(prior.alignment.residual_mm),
                p95_mm=millimetres(prior.alignment.residual_p95_mm),
            )
        )
        lines = []
        for item in comparison.vanished:
            size = item.finding.measurement
            shown = (
                f"{millimetres(size.long_axis_mm)} × {millimetres(size.short_axis_mm)} mm"
                if size
                else MISSING
            )
            state = growth_words.judgement(texts, item.state, None)
            lines.append(texts.of("growth.vanished", number=item.finding.number, size=shown, state=state))
        states = [item.state for item in comparison.vanished]
        self._vanished.setText(
            texts.of(
                "growth.unpaired",
                gone=states.count(MatchState.GONE),
                unclear=states.count(MatchState.UNCLEAR),
                outside=states.count(MatchState.NOT_COVERED),
            )
        )
        self._vanished.setToolTip("\n".join(lines))
        self._vanished.setVisible(bool(lines))


def against(context: UiContext, comparison: Comparison) -> str:
    """The earlier CT by its date and how long before it was."""
    day = comparison.prior_date.isoformat() if comparison.prior_date is not None else MISSING
    if comparison.days is None:
        return context.texts.of("growth.against_undated", date=day)
    return context.texts.of("growth.against", date=day, days=comparison.days)


def needs_a_look(growth: NoduleGrowth) -> bool:
    return growth.state in _NEEDS_A_LOOK or not growth.is_sure
