"""Words for the comparison with an earlier CT."""

from PySide6.QtCore import QCoreApplication


def growth_texts() -> dict[str, str]:
    """Codes of states, trends, bands and rules to words."""
    return {
        "growth.state.new": QCoreApplication.translate("Growth", "new"),
        "growth.state.gone": QCoreApplication.translate("Growth", "gone"),
        "growth.state.not_covered": QCoreApplication.translate("Growth", "not covered"),
        "growth.state.unclear": QCoreApplication.translate("Growth", "unclear, compare"),
        "growth.short.new": QCoreApplication.translate("Growth", "new"),
        "growth.short.not_covered": QCoreApplication.translate("Growth", "n/c"),
        "growth.short.unclear": QCoreApplication.translate("Growth", "?"),
        "growth.short.paired": QCoreApplication.translate("Growth", "paired"),
        "growth.unpaired": QCoreApplication.translate(
            "Growth",
            "Earlier nodules without a partner now: {gone} gone, {unclear} unclear, {outside} not covered",
        ),
        "growth.state.explain.new": QCoreApplication.translate(
            "Growth", "The earlier CT shows lung at this place."
        ),
        "growth.state.explain.gone": QCoreApplication.translate(
            "Growth", "The current CT shows lung at this place."
        ),
        "growth.state.explain.not_covered": QCoreApplication.translate(
            "Growth", "The other CT does not show this place: nothing is known about it."
        ),
        "growth.state.explain.unclear": QCoreApplication.translate(
            "Growth",
            "The other CT shows something dense at this place that could not be paired. Compare by eye.",
        ),
        "growth.trend.growing": QCoreApplication.translate("Growth", "growing"),
        "growth.trend.within_variability": QCoreApplication.translate(
            "Growth", "within measurement variability"
        ),
        "growth.trend.shrinking": QCoreApplication.translate("Growth", "shrinking"),
        "growth.trend.not_measured": QCoreApplication.translate("Growth", "paired, not measured"),
        "growth.not_measured": QCoreApplication.translate("Growth", "not measured"),
        "growth.volume_change": QCoreApplication.translate(
            "Growth", "{value} (95 % interval {low} to {high})"
        ),
        "growth.doubling.interval": QCoreApplication.translate(
            "Growth", "{value} days (95 % interval {low} to {high})"
        ),
        "growth.doubling.open": QCoreApplication.translate("Growth", "{value} days (at least {low})"),
        "growth.doubling.at_least": QCoreApplication.translate(
            "Growth", "at least {low} days, if it grows at all"
        ),
        "growth.doubling.none": QCoreApplication.translate("Growth", "not known"),
        "growth.doubling.shrinking": QCoreApplication.translate("Growth", "none, it shrinks"),
        "growth.band.under_400_days": QCoreApplication.translate(
            "Growth", "under 400 days (NELSON, BTS: suspicious)"
        ),
        "growth.band.days_400_to_600": QCoreApplication.translate(
            "Growth", "400 to 600 days (NELSON, BTS: indeterminate)"
        ),
        "growth.band.over_600_days": QCoreApplication.translate(
            "Growth", "over 600 days (NELSON, BTS: not suspicious)"
        ),
        "growth.rule.growing": QCoreApplication.translate(
            "Growth", "growth (more than 1.5 mm within 12 months)"
        ),
        "growth.rule.not_growing": QCoreApplication.translate("Growth", "no growth by the 1.5 mm rule"),
        "growth.rule.slow": QCoreApplication.translate(
            "Growth", "slow growth (more than 1.5 mm, over more than 12 months)"
        ),
        "growth.rule.not_judged": QCoreApplication.translate("Growth", "not judged"),
        "growth.title": QCoreApplication.translate("Growth", "Comparison with the earlier CT"),
        "growth.against": QCoreApplication.translate("Growth", "Earlier CT of {date}, {days} days before"),
        "growth.against_undated": QCoreApplication.translate("Growth", "Earlier CT of {date}"),
        "growth.registered": QCoreApplication.translate(
            "Growth",
            "Laid over each other on {landmarks} vessels; half of them lie within {residual_mm} mm, 95 % "
            "within {p95_mm} mm.",
        ),
        "growth.column.prior": QCoreApplication.translate("Growth", "Earlier"),
        "growth.column.current": QCoreApplication.translate("Growth", "Now"),
        "growth.column.change": QCoreApplication.translate("Growth", "Volume change"),
        "growth.column.diameter": QCoreApplication.translate("Growth", "Mean diameter"),
        "growth.column.solid": QCoreApplication.translate("Growth", "Solid part"),
        "growth.column.doubling": QCoreApplication.translate("Growth", "Doubling time"),
        "growth.column.band": QCoreApplication.translate("Growth", "Band"),
        "growth.column.rule": QCoreApplication.translate("Growth", "Lung-RADS"),
        "growth.column.judgement": QCoreApplication.translate("Growth", "Growth"),
        "growth.size": QCoreApplication.translate("Growth", "{long} × {short} mm, {volume} mm³"),
        "growth.vanished": QCoreApplication.translate("Growth", "Earlier nodule {number}, {size}: {state}"),
    }
