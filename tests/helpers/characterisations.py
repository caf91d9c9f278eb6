"""Made-up opinions of a malignancy model, for tests of what shows them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

import numpy as np

from pmdesk.core.characterisation import (
    TRAIT_RANGE,
    Characterisation,
    HeatMap,
    RatedTrait,
    SimilarNodule,
    Trait,
)
from pmdesk.core.finding import Finding
from pmdesk.core.operating_point import OperatingPoint
from pmdesk.core.prediction import Prediction
from pmdesk.core.progress import JobContext
from pmdesk.core.provenance import ModelIdentity, Provenance
from pmdesk.core.volume import Volume
from pmdesk.inference.registry import ModelRegistry

JUDGE = ModelIdentity("nodule-malignancy", "1.0.0", "1" * 64)
POINTS = (
    OperatingPoint(0.5, 0.8, 0.81, 120),
    OperatingPoint(2.0, 0.5, 0.94, 120),
    OperatingPoint(8.0, 0.2, None),
)


def traits(**ratings: float) -> tuple[RatedTrait, ...]:
    """All seven traits in the middle of their scales, some replaced by name."""
    middle = {trait: sum(limits) / 2 for trait, limits in TRAIT_RANGE.items()}
    return tuple(RatedTrait(trait, ratings.get(trait.value, middle[trait])) for trait in Trait)


def similar_nodules(count: int = 3) -> tuple[SimilarNodule, ...]:
    """Bright discs of growing size on black, each less alike than the one before."""
    rows, cols = np.indices((48, 48)) - 23.5
    return tuple(
        SimilarNodule(
            key=str(1000 + number),
            image=np.where(np.hypot(rows, cols) < 6 + 2 * number, 200, 20).astype(np.uint8),
            pixel_mm=0.7,
            diameter_mm=8.4 + 2.8 * number,
            malignancy=2.0 + number,
            readers=4 - number % 2,
            traits=traits(spiculation=1.0 + number),
            likeness=0.95 - 0.1 * number,
        )
        for number in range(count)
    )


def characterisation(
    value: float = 0.62, interval: tuple[float, float] | None = (0.48, 0.75), **changes: object
) -> Characterisation:
    """An opinion without a heat map."""
    provenance = Provenance(JUDGE, "CPU", datetime(2024, 5, 6, 12, 0, tzinfo=UTC))
    plain = Characterisation(Prediction(value, interval, provenance), traits(), similar_nodules())
    return replace(plain, **changes)


def heat_of(volume: Volume, finding: Finding, strength: float = 0.2) -> HeatMap:
    """Raises the score in the upper half of the box about a finding, lowers it in the lower half."""
    if finding.segment is not None:
        offset, shape = finding.segment.offset, finding.segment.mask.shape
    else:
        offset, shape = (0, 0, 0), volume.shape
    values = np.full(shape, strength, np.float32)
    values[:, shape[1] // 2 :] = -strength / 2
    return HeatMap(volume.geometry, offset, values)


def explained(volume: Volume, finding: Finding, strength: float = 0.2) -> Finding:
    """The finding with a heat map."""
    assert finding.characterisation is not None
    heat = heat_of(volume, finding, strength)
    return replace(finding, characterisation=replace(finding.characterisation, heat=heat))


class FakeExplainer:
    """Stands for the model: makes a heat map at once, or waits, or fails, as it is told."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.before: Callable[[JobContext], None] = lambda _ctx: None

    def __call__(
        self, ctx: JobContext, volume: Volume, finding: Finding, _registry: ModelRegistry, _device: str
    ) -> Finding:
        self.asked.append(finding.id)
        self.before(ctx)
        ctx.check()
        return explained(volume, finding)
