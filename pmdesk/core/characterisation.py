"""What a model says about the nature of a nodule: malignancy, traits, where it looked, what it resembles."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.prediction import Prediction


class Trait(StrEnum):
    """What the readers of LIDC-IDRI rated besides malignancy (Armato 2011)."""

    SUBTLETY = "subtlety"
    CALCIFICATION = "calcification"
    SPHERICITY = "sphericity"
    MARGIN = "margin"
    LOBULATION = "lobulation"
    SPICULATION = "spiculation"
    TEXTURE = "texture"


TRAIT_RANGE: dict[Trait, tuple[int, int]] = {
    trait: (1, 6) if trait is Trait.CALCIFICATION else (1, 5) for trait in Trait
}
"""Lowest and highest rating. Subtlety 1 extremely subtle, 5 obvious; calcification 1 popcorn, 6 absent; sphericity
1 linear, 5 round; margin 1 poorly defined, 5 sharp; lobulation and spiculation 1 none, 5 marked; texture
1 ground-glass, 3 part-solid, 5 solid."""


@dataclass(frozen=True, slots=True)
class RatedTrait:
    """A trait with a rating on the readers' scale (`TRAIT_RANGE`), as a mean: not a whole number."""

    trait: Trait
    rating: float


@dataclass(frozen=True)
class SimilarNodule:
    """A labelled nodule of the training that the model finds alike.

    Parameters
    ----------
    key
        Its number in LIDC-IDRI.
    image
        (row, col) uint8, lung window, the nodule in the middle.
    pixel_mm
        Pixel size of ``image``.
    diameter_mm
        Equivalent diameter of the readers' outline on its largest slice.
    malignancy
        Mean of the readers' ratings, 1..5.
    readers
        How many rated it.
    traits
        Their ratings.
    likeness
        Cosine of the two nodules in the model's feature space, -1..1.
    """

    key: str
    image: NDArray[np.uint8] = field(repr=False, compare=False)
    pixel_mm: float
    diameter_mm: float
    malignancy: float
    readers: int
    traits: tuple[RatedTrait, ...]
    likeness: float


@dataclass(frozen=True)
class HeatMap:
    """How much the score falls or rises when a place of the image is covered (occlusion).

    Parameters
    ----------
    geometry
        The full grid of the volume.
    offset
        (slice, row, col) index of the first value in that grid.
    values
        (slice, row, col) float32 on the volume's grid. Positive: the place raises the score; the unit is the change of
        the probability when it is covered.
    """

    geometry: VolumeGeometry
    offset: tuple[int, int, int]
    values: NDArray[np.float32] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Characterisation:
    """The model's opinion on one nodule, without pathology: it predicts what four radiologists would rate.

    ``malignancy`` holds the probability that their mean rating is above 3 of 5, with the interval of the ensemble.
    """

    malignancy: Prediction
    traits: tuple[RatedTrait, ...]
    similar: tuple[SimilarNodule, ...] = ()
    heat: HeatMap | None = None

    def rating(self, trait: Trait) -> float | None:
        return next((item.rating for item in self.traits if item.trait is trait), None)
