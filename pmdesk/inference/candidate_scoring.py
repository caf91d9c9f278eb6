"""The second stage of finding: a score for every candidate that tells nodules from what is mistaken for them."""

from dataclasses import dataclass
from math import exp, log

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pmdesk.core.nodule_crop import cut_crop
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Volume
from pmdesk.inference.engine import StopSwitch
from pmdesk.inference.manifest import CandidateManifest
from pmdesk.inference.package import LoadedModel

_NEARLY = 1e-4


@dataclass(frozen=True)
class CandidateScorer:
    """Scores candidates with a package of the task ``lung-nodule-candidate``."""

    model: LoadedModel[CandidateManifest]

    @property
    def operating_point(self) -> float:
        """Score from which a candidate is a finding, unless the user chooses another point."""
        return self.model.manifest.default_threshold

    @property
    def first_peak(self) -> float:
        """Marks of the first network with a lower peak are no candidates."""
        return self.model.manifest.first_peak

    def __call__(
        self, volume: Volume, segment: Segment, peak: float, stop: StopSwitch | None = None
    ) -> float:
        """Score, 0..1.

        Parameters
        ----------
        segment
            The candidate's mask.
        peak
            Highest probability of the first network in it, 0..1.
        """
        manifest = self.model.manifest
        given = manifest.crop.given
        crop = cut_crop(volume.array, volume.spacing_mm, middle(segment), given.grid)
        logits = self.model.run(turned(given.prepare(crop)), stop)
        scale = manifest.probability
        first = log((peak + _NEARLY) / (1.0 - peak + _NEARLY))
        logit = scale.scale * float(logits.mean()) + manifest.peak_weight * first + scale.offset
        return 1.0 / (1.0 + exp(-max(-60.0, min(60.0, logit))))


def middle(segment: Segment) -> tuple[float, float, float]:
    """(slice, row, col) of the middle of a mask on its slice of largest extent, in the full grid."""
    index = int(segment.mask.sum(axis=(1, 2)).argmax())
    row, col = ndimage.center_of_mass(segment.mask[index])
    return (
        float(segment.offset[0] + index),
        float(segment.offset[1] + row),
        float(segment.offset[2] + col),
    )


def turned(channels: NDArray[np.float32]) -> NDArray[np.float32]:
    """The eight turned and mirrored versions (8, channel, row, col) of a crop (channel, row, col)."""
    quarters = [np.rot90(channels, turn, (1, 2)) for turn in range(4)]
    return np.ascontiguousarray(np.stack([*quarters, *(item[:, ::-1] for item in quarters)]))
