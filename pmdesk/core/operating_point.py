"""Where on its FROC curve a detector works: few false marks, or few missed nodules."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """One point of the curve that a package was measured at.

    Parameters
    ----------
    false_positives_per_scan
        Mean number of false marks on one scan.
    threshold
        A finding is shown when its detection score is at least this.
    sensitivity
        Share of nodules found there, 0..1; None when it was not measured.
    nodules
        On how many nodules the sensitivity was measured; None when the package does not say.
    """

    false_positives_per_scan: float
    threshold: float
    sensitivity: float | None
    nodules: int | None = None

    def __post_init__(self) -> None:
        # written so that NaN is refused too
        if not self.false_positives_per_scan >= 0:
            raise ValueError("false positives per scan must not be negative")
        if not 0 <= self.threshold <= 1:
            raise ValueError("the threshold must lie in 0..1")
        if self.sensitivity is not None and not 0 <= self.sensitivity <= 1:
            raise ValueError("the sensitivity must lie in 0..1")
