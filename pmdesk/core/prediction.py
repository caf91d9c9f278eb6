"""What a model says, with everything needed to weigh it."""

from dataclasses import dataclass

from pmdesk.core.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Prediction:
    """One number by one model.

    Parameters
    ----------
    value
        The score; its scale is the manifest's (a probability lies in 0..1).
    interval
        Lower and upper bound at 95 %, or None when the model gives none.
    provenance
        Model, device, inputs and time.
    """

    value: float
    interval: tuple[float, float] | None
    provenance: Provenance
