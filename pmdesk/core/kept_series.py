"""What is kept of a series besides its images: whether it was analysed, how, and every mark, shown or hidden."""

from dataclasses import dataclass, field
from enum import StrEnum

from pmdesk.core.finding import Finding
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.provenance import Provenance
from pmdesk.core.review import ReviewEvent


class AnalysisState(StrEnum):
    """Whether nodules were looked for in a series."""

    DONE = "done"
    """They were; without findings this means "nothing found"."""
    NOT_DONE = "not_done"
    UNKNOWN = "unknown"
    """Nobody wrote it down; neither "nothing found" nor "not analysed" may be said."""


@dataclass(frozen=True, slots=True)
class KeptAnalysis:
    """How the findings of a series were made.

    Parameters
    ----------
    state
        Whether nodules were looked for.
    provenance
        Models, device and time; None unless ``state`` is `AnalysisState.DONE`.
    operating_points
        The curve of the model that ran, strictest first; empty when its package has none.
    operating_point
        Where on the curve the marks were shown and hidden; None without a curve.
    is_whole
        False: an older version wrote it, which left out hidden marks and the operating point.
    """

    state: AnalysisState = AnalysisState.UNKNOWN
    provenance: Provenance | None = None
    operating_points: tuple[OperatingPoint, ...] = ()
    operating_point: OperatingPoint | None = None
    is_whole: bool = True

    def __post_init__(self) -> None:
        if (self.state is AnalysisState.DONE) != (self.provenance is not None):
            raise ValueError("an analysis that was done has a provenance, and no other has one")


@dataclass(frozen=True, slots=True)
class KeptSeries:
    """A series as it was left: findings on screen, marks below the operating point, decisions by time."""

    analysis: KeptAnalysis = KeptAnalysis()
    findings: tuple[Finding, ...] = field(default=(), repr=False)
    hidden: tuple[Finding, ...] = field(default=(), repr=False)
    """Marks of the model below the operating point; they keep their numbers."""
    reviews: tuple[ReviewEvent, ...] = field(default=(), repr=False)

    @property
    def says_nothing(self) -> bool:
        """True when neither a model nor a person has said anything about the series."""
        return self.analysis.state is not AnalysisState.DONE and not (
            self.findings or self.hidden or self.reviews
        )
