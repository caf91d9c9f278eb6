"""A mask of one thing on one image grid, kept as its bounding box."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.geometry import VolumeGeometry


@dataclass(frozen=True)
class Segment:
    """Voxels that belong to one finding.

    Parameters
    ----------
    geometry
        The full grid that the mask belongs to.
    offset
        (slice, row, col) index of the mask's first voxel in that grid.
    mask
        (slice, row, col) bool, read-only, cropped to the voxels that are set.
    """

    geometry: VolumeGeometry
    offset: tuple[int, int, int]
    mask: NDArray[np.bool_] = field(repr=False, compare=False)

    def __post_init__(self) -> None:
        if self.mask.ndim != 3 or self.mask.dtype != np.bool_:
            raise ValueError("mask must be a 3D bool array")
        for start, size, limit in zip(self.offset, self.mask.shape, self.geometry.shape, strict=True):
            if start < 0 or start + size > limit:
                raise ValueError("mask reaches outside its grid")
        self.mask.setflags(write=False)

    @classmethod
    def from_full_mask(cls, geometry: VolumeGeometry, mask: NDArray[np.bool_]) -> "Segment":
        """Crop a mask of the whole grid; raises ValueError when no voxel is set."""
        if not mask.any():
            raise ValueError("the mask is empty")
        bounds = []
        for axis in range(3):
            hits = np.flatnonzero(mask.any(axis=tuple(other for other in range(3) if other != axis)))
            bounds.append((int(hits[0]), int(hits[-1]) + 1))
        crop = mask[tuple(slice(low, high) for low, high in bounds)].copy()
        return cls(geometry, (bounds[0][0], bounds[1][0], bounds[2][0]), crop)

    @property
    def voxel_count(self) -> int:
        return int(np.count_nonzero(self.mask))

    @property
    def volume_mm3(self) -> float:
        return self.voxel_count * self.geometry.voxel_volume_mm3

    @property
    def slices(self) -> tuple[slice, slice, slice]:
        """Index of the bounding box in the full grid."""
        (s, r, c), (ns, nr, nc) = self.offset, self.mask.shape
        return slice(s, s + ns), slice(r, r + nr), slice(c, c + nc)

    def centroid_index(self) -> tuple[float, float, float]:
        """Mean (slice, row, col) of the voxels that are set, in the full grid."""
        s, r, c = (float(axis.mean()) for axis in np.nonzero(self.mask))
        return s + self.offset[0], r + self.offset[1], c + self.offset[2]
