"""Growth in the words and digits of window, report and command line alike; the words themselves come from `Texts`."""

from typing import Protocol

from pmdesk.core.growth import DiameterGrowth, GrowthTrend, MatchState, VdtBand
from pmdesk.core.texts import Texts

LONGEST_DAYS = 10_000
"""A doubling time beyond 27 years is written as longer than that."""


class HasBounds(Protocol):
    """A value with its bounds at 95 %; None is open."""

    @property
    def value(self) -> float | None: ...

    @property
    def low(self) -> float | None: ...

    @property
    def high(self) -> float | None: ...


def judgement(texts: Texts, state: MatchState, trend: GrowthTrend | None) -> str:
    """What became of the nodule, in a word or two."""
    if state is MatchState.PAIRED:
        return texts.of(f"growth.trend.{trend.value if trend is not None else 'not_measured'}")
    return texts.of(f"growth.state.{state.value}")


def signed_percent(share: float) -> str:
    """A relative change in whole per cent with its sign."""
    text = f"{100 * share:+.0f}"
    return "0 %" if float(text) == 0 else f"{text} %".replace("-", "\N{MINUS SIGN}")


def signed_mm(change_mm: float) -> str:
    text = f"{change_mm:+.1f}"
    return "0.0 mm" if float(text) == 0 else f"{text} mm".replace("-", "\N{MINUS SIGN}")


def volume_change(texts: Texts, change: HasBounds) -> str:
    """For example ``+100 % (95 % interval +60 % to +150 %)``."""
    if change.value is None or change.low is None or change.high is None:
        return texts.of("growth.not_measured")
    return texts.of(
        "growth.volume_change",
        value=signed_percent(change.value),
        low=signed_percent(change.low),
        high=signed_percent(change.high),
    )


def doubling(texts: Texts, days: HasBounds | None, trend: GrowthTrend | None) -> str:
    """The doubling time with its interval, or why there is none."""
    if days is None or days.low is None:
        shrinks = trend is GrowthTrend.SHRINKING
        return texts.of("growth.doubling.shrinking" if shrinks else "growth.doubling.none")
    if days.value is None:
        return texts.of("growth.doubling.at_least", low=_days(days.low))
    if days.high is None or days.high > LONGEST_DAYS:
        return texts.of("growth.doubling.open", value=_days(days.value), low=_days(days.low))
    return texts.of(
        "growth.doubling.interval", value=_days(days.value), low=_days(days.low), high=_days(days.high)
    )


def doubling_short(days: HasBounds | None) -> str:
    """For a table cell: the days, a lower bound, or a dash."""
    if days is None or days.low is None:
        return "–"
    return f"≥ {_days(days.low)}" if days.value is None else _days(days.value)


def _days(days: float) -> str:
    return f"> {LONGEST_DAYS}" if days > LONGEST_DAYS else f"{days:.0f}"


def band(texts: Texts, found: VdtBand | None) -> str:
    """The doubling time's band; empty without one."""
    return "" if found is None else texts.of(f"growth.band.{found.value}")


def rule(texts: Texts, found: DiameterGrowth | None) -> str:
    """Lung-RADS' growth rule; says so where it cannot be judged."""
    return texts.of(f"growth.rule.{found.value if found is not None else 'not_judged'}")
