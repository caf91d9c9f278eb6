"""The ledger of findings as a table."""

from enum import StrEnum

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QIcon, QPixmap

from pmdesk.core import growth_words
from pmdesk.core.evidence import NodeKind, NodeRef
from pmdesk.core.finding import Finding, ReviewStatus, Texture
from pmdesk.core.growth import Bounded, Comparison, GrowthTrend, MatchState, NoduleGrowth
from pmdesk.core.texts import Texts
from pmdesk.ui.itemmodels.column_model import Column, ColumnTableModel
from pmdesk.ui.theme import Theme
from pmdesk.ui.widgets import terms
from pmdesk.ui.widgets.clinical_numbers import (
    MISSING,
    cubic_millimetres,
    hounsfield,
    millimetres,
    percent,
    percent_range,
    score,
)
from pmdesk.ui.widgets.icons import cell_icon, color_chip

ESTIMATE_MARK = "≈"
"""Before a value that a model estimated and nobody has confirmed."""


class FindingsFilter(StrEnum):
    """Which findings the ledger shows."""

    ALL = "all"
    UNREVIEWED = "unreviewed"
    REPORTABLE = "reportable"


def is_shown(finding: Finding, wanted: FindingsFilter) -> bool:
    match wanted:
        case FindingsFilter.ALL:
            return True
        case FindingsFilter.UNREVIEWED:
            return finding.status is ReviewStatus.UNREVIEWED
        case FindingsFilter.REPORTABLE:
            return finding.is_reportable


def finding_node(finding: Finding) -> NodeRef:
    return NodeRef(NodeKind.FINDING, finding.id)


def texture_text(finding: Finding) -> str:
    """Nodule type; an estimate of a model or a computation carries its mark until a person confirms it."""
    words = terms.texture(finding.texture.value)
    return f"{ESTIMATE_MARK} {words}" if finding.texture.is_estimate else words


def malignancy_text(finding: Finding) -> str:
    """The model's probability in per cent, always with its mark: no person confirms a probability."""
    if finding.characterisation is None:
        return MISSING
    return f"{ESTIMATE_MARK} {percent(finding.characterisation.malignancy.value).removesuffix(' %')}"


def _malignancy_tip(finding: Finding) -> str | None:
    judged = finding.characterisation
    if judged is None:
        return QCoreApplication.translate(
            "FindingsModel", "Not judged by a model, which is not the same as benign"
        )
    model = judged.malignancy.provenance.model
    interval = (
        percent_range(judged.malignancy.interval)
        if judged.malignancy.interval
        else QCoreApplication.translate("FindingsModel", "no interval given by the model")
    )
    return QCoreApplication.translate(
        "FindingsModel",
        "{value} ({interval}), {model} {version}: what four radiologists would rate, no pathology",
    ).format(
        value=percent(judged.malignancy.value),
        interval=interval,
        model=model.model_id,
        version=model.version,
    )


def status_text(finding: Finding) -> str:
    if finding.status is ReviewStatus.REJECTED and finding.reject_reason is not None:
        return QCoreApplication.translate("FindingsModel", "rejected: {reason}").format(
            reason=terms.reject_reason(finding.reject_reason)
        )
    return terms.review_status(finding.status)


_TEXTURE_ORDER = {Texture.SOLID: 0.0, Texture.PART_SOLID: 1.0, Texture.GROUND_GLASS: 2.0}
_STATUS_ORDER = {status: float(place) for place, status in enumerate(ReviewStatus)}


def _score_tip(finding: Finding) -> str | None:
    detection = finding.detection
    if detection is None:
        return QCoreApplication.translate("FindingsModel", "Drawn by a reader: no model score")
    model = detection.provenance.model
    interval = (
        percent_range(detection.interval)
        if detection.interval
        else QCoreApplication.translate("FindingsModel", "no interval given by the model")
    )
    return QCoreApplication.translate("FindingsModel", "{model} {version}, {interval}").format(
        model=model.model_id, version=model.version, interval=interval
    )


def _not_measured_tip(finding: Finding) -> str | None:
    if finding.measurement is None:
        return QCoreApplication.translate(
            "FindingsModel", "Not measured: there is no mask, or the geometry of the series cannot be trusted"
        )
    return None


def _texture_tip(finding: Finding) -> str | None:
    return QCoreApplication.translate("FindingsModel", "{value} ({origin})").format(
        value=terms.texture(finding.texture.value), origin=terms.origin(finding.texture.origin)
    )


class FindingsModel(ColumnTableModel[Finding]):
    """Findings with their measurements; sizes are those of `pmdesk.core.finding.NoduleMeasurement`."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        self._theme = theme
        self._marks: dict[tuple[str, int], QIcon | QPixmap] = {}
        self._comparison: Comparison | None = None
        self._texts: Texts | None = None
        super().__init__(self._make_columns(), finding_node, parent)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._marks = {}
        self._all_changed([])

    def show_comparison(self, comparison: Comparison | None, texts: Texts) -> None:
        """Take over what became of the findings; `show_findings` shows it."""
        self._comparison, self._texts = comparison, texts

    @property
    def review_column(self) -> int:
        """Column of a person's decision."""
        return [column.id for column in self.columns].index("status")

    @property
    def growth_columns(self) -> tuple[int, ...]:
        """Columns that say something only beside an earlier CT."""
        keys = [column.id for column in self.columns]
        return tuple(keys.index(key) for key in ("growth", "doubling"))

    def _growth_of(self, finding: Finding) -> NoduleGrowth | None:
        return self._comparison.of(finding.id) if self._comparison is not None else None

    def _growth_text(self, finding: Finding) -> str:
        growth = self._growth_of(finding)
        if growth is None or self._texts is None:
            return MISSING
        if growth.measure is not None and growth.measure.volume_change.value is not None:
            mark = "" if growth.is_sure else "? "
            return mark + growth_words.signed_percent(growth.measure.volume_change.value)
        return self._texts.of(f"growth.short.{growth.state.value}")

    def _growth_value(self, finding: Finding) -> float | None:
        growth = self._growth_of(finding)
        return growth.measure.volume_change.value if growth is not None and growth.measure else None

    def _growth_tip(self, finding: Finding) -> str | None:
        growth = self._growth_of(finding)
        if growth is None or self._texts is None:
            return None
        return growth_words.judgement(
            self._texts, growth.state, growth.measure.trend if growth.measure else None
        )

    def _growth_color(self, finding: Finding) -> str | None:
        growth = self._growth_of(finding)
        if growth is None:
            return self._theme.quiet
        trend = growth.measure.trend if growth.measure is not None else None
        if not growth.is_sure or trend is GrowthTrend.GROWING or growth.state is MatchState.NEW:
            return self._theme.caution
        return self._quiet_when_rejected(finding)

    def _doubling_of(self, finding: Finding) -> Bounded | None:
        growth = self._growth_of(finding)
        return growth.measure.doubling_days if growth is not None and growth.measure else None

    def _doubling_value(self, finding: Finding) -> float | None:
        days = self._doubling_of(finding)
        return days.value if days is not None else None

    def show_findings(self, findings: tuple[Finding, ...], wanted: FindingsFilter) -> None:
        self.set_rows(findings, np.array([is_shown(item, wanted) for item in findings], bool))

    def _chip(self, finding: Finding) -> QIcon | QPixmap:
        key = ("chip", finding.number)
        if key not in self._marks:
            self._marks[key] = color_chip(self._theme.finding_color(finding.number), self._theme.line)
        return self._marks[key]

    def _status_mark(self, finding: Finding) -> QIcon | QPixmap:
        key = (finding.status.value, 0)
        if key not in self._marks:
            self._marks[key] = cell_icon(
                finding.status.value, self._status_color(finding), self._theme.accent_text
            )
        return self._marks[key]

    def _status_color(self, finding: Finding) -> str:
        match finding.status:
            case ReviewStatus.UNREVIEWED:
                return self._theme.caution
            case ReviewStatus.REJECTED:
                return self._theme.quiet
            case _:
                return self._theme.accepted

    def _quiet_when_rejected(self, finding: Finding) -> str | None:
        return self._theme.quiet if finding.status is ReviewStatus.REJECTED else None

    def _quiet_when_unmeasured(self, finding: Finding) -> str | None:
        return self._theme.quiet if finding.measurement is None else self._quiet_when_rejected(finding)

    def _make_columns(self) -> tuple[Column[Finding], ...]:
        quiet, unmeasured = self._quiet_when_rejected, self._quiet_when_unmeasured
        return (
            Column(
                "number",
                lambda: QCoreApplication.translate("FindingsModel", "No."),
                lambda f: str(f.number),
                lambda f: float(f.number),
                export=lambda f: f.number,
                decoration=self._chip,
                color=quiet,
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel", "Number and colour of the finding in every view"
                ),
            ),
            Column(
                "location",
                lambda: QCoreApplication.translate("FindingsModel", "Location"),
                lambda f: terms.location_short(f.location),
                lambda f: f"{f.location.side}{f.location.zone}",
                export=lambda f: terms.location_long(f.location),
                cell_tip=lambda f: terms.location_long(f.location),
                color=quiet,
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel", "Side and third of the lung's height; lobes are not segmented"
                ),
            ),
            Column(
                "long_axis",
                lambda: QCoreApplication.translate("FindingsModel", "Long"),
                lambda f: millimetres(f.measurement.long_axis_mm if f.measurement else None),
                lambda f: f.measurement.long_axis_mm if f.measurement else None,
                unit="mm",
                is_number=True,
                cell_tip=_not_measured_tip,
                color=unmeasured,
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel", "Long axis, mm: largest diameter on one axial slice (RECIST 1.1)"
                ),
            ),
            Column(
                "short_axis",
                lambda: QCoreApplication.translate("FindingsModel", "Short"),
                lambda f: millimetres(f.measurement.short_axis_mm if f.measurement else None),
                lambda f: f.measurement.short_axis_mm if f.measurement else None,
                unit="mm",
                is_number=True,
                cell_tip=_not_measured_tip,
                color=unmeasured,
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel", "Short axis, mm: largest diameter across the long axis on its slice"
                ),
            ),
            Column(
                "volume",
                lambda: QCoreApplication.translate("FindingsModel", "Volume"),
                lambda f: cubic_millimetres(f.measurement.volume_mm3 if f.measurement else None),
                lambda f: f.measurement.volume_mm3 if f.measurement else None,
                unit="mm³",
                is_number=True,
                cell_tip=_not_measured_tip,
                color=unmeasured,
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel", "Volume, mm³: voxels of the mask times the volume of a voxel"
                ),
            ),
            Column(
                "malignancy",
                lambda: QCoreApplication.translate("FindingsModel", "Malig."),
                malignancy_text,
                lambda f: f.characterisation.malignancy.value if f.characterisation else None,
                unit="%",
                is_number=True,
                cell_tip=_malignancy_tip,
                color=lambda f: self._theme.quiet if f.characterisation is None else quiet(f),
                export=lambda f: (
                    round(f.characterisation.malignancy.value * 100, 1) if f.characterisation else None
                ),
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel",
                    "Probability that four radiologists would rate the nodule suspicious, estimated by a model; "
                    "no pathology",
                ),
            ),
            Column(
                "status",
                lambda: QCoreApplication.translate("FindingsModel", "Review"),
                status_text,
                lambda f: _STATUS_ORDER[f.status],
                export=status_text,
                decoration=self._status_mark,
                color=quiet,
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel", "A person's decision; only accepted and edited findings reach the report"
                ),
            ),
            Column(
                "texture",
                lambda: QCoreApplication.translate("FindingsModel", "Type"),
                texture_text,
                lambda f: _TEXTURE_ORDER[f.texture.value] if f.texture.value else None,
                export=texture_text,
                cell_tip=_texture_tip,
                color=lambda f: self._theme.quiet if f.texture.value is None else quiet(f),
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel", "Nodule type; ≈ marks a model's estimate that nobody has confirmed"
                ),
            ),
            Column(
                "mean_diameter",
                lambda: QCoreApplication.translate("FindingsModel", "Mean"),
                lambda f: millimetres(f.measurement.mean_diameter_mm if f.measurement else None),
                lambda f: f.measurement.mean_diameter_mm if f.measurement else None,
                unit="mm",
                is_number=True,
                cell_tip=_not_measured_tip,
                color=unmeasured,
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel", "Mean diameter, mm: mean of long and short axis (Fleischner 2017)"
                ),
            ),
            Column(
                "mean_hu",
                lambda: QCoreApplication.translate("FindingsModel", "Density"),
                lambda f: hounsfield(f.measurement.mean_hu if f.measurement else None),
                lambda f: f.measurement.mean_hu if f.measurement else None,
                unit="HU",
                is_number=True,
                cell_tip=_not_measured_tip,
                color=unmeasured,
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel", "Mean density of the mask, Hounsfield units"
                ),
            ),
            Column(
                "score",
                lambda: QCoreApplication.translate("FindingsModel", "Score"),
                lambda f: score(f.detection.value if f.detection else None),
                lambda f: f.detection.value if f.detection else None,
                unit="0–1",
                is_number=True,
                cell_tip=_score_tip,
                color=lambda f: self._theme.quiet if f.detection is None else quiet(f),
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel",
                    "The model's score that this is a nodule, 0 to 1; not a probability of cancer",
                ),
            ),
            Column(
                "growth",
                lambda: QCoreApplication.translate("FindingsModel", "Growth"),
                self._growth_text,
                self._growth_value,
                is_number=True,
                cell_tip=self._growth_tip,
                color=self._growth_color,
                export=self._growth_text,
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel",
                    "Change of volume since the earlier CT; ? marks a pair to be checked by eye",
                ),
            ),
            Column(
                "doubling",
                lambda: QCoreApplication.translate("FindingsModel", "VDT"),
                lambda f: growth_words.doubling_short(self._doubling_of(f)),
                self._doubling_value,
                unit="d",
                is_number=True,
                color=quiet,
                tip=lambda: QCoreApplication.translate(
                    "FindingsModel",
                    "Volume doubling time, days; ≥ where the change lies within measurement variability",
                ),
            ),
        )
