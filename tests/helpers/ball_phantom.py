"""Balls and ellipsoids of known size in lung, scanned with slices, blur and noise: the truth for measuring."""

from dataclasses import dataclass

import numpy as np
from scipy import ndimage

from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Volume
from tests.helpers.dicom_factory import axial_affine, small_volume

LUNG_HU, NODULE_HU, WALL_HU = -860.0, 35.0, 40.0
BLUR_MM = 0.65
NOISE_HU = 25.0
_SUBS = 5


@dataclass(frozen=True)
class BallSpec:
    """One nodule.

    ``axes_mm`` are the three diameters (slice, row, col) before it is turned by ``tilt_deg`` about the row axis, so
    that its long axis leaves the slices; ``shift`` is in voxels. ``core_mm`` is the diameter of a solid core of a
    subsolid nodule, ``wall_mm`` the distance of a flat chest wall from the middle (it cuts the nodule off).
    """

    axes_mm: tuple[float, float, float]
    slice_mm: float = 1.0
    pixel_mm: float = 0.7
    shift: tuple[float, float, float] = (0.0, 0.0, 0.0)
    tilt_deg: float = 0.0
    nodule_hu: float = NODULE_HU
    core_mm: float = 0.0
    wall_mm: float | None = None
    noise_hu: float = NOISE_HU
    seed: int = 0

    @property
    def volume_mm3(self) -> float:
        """True volume: the ellipsoid without the cap beyond the wall (of a ball)."""
        whole = float(np.pi / 6 * np.prod(self.axes_mm))
        if self.wall_mm is None:
            return whole
        radius = self.axes_mm[0] / 2
        height = max(0.0, radius - self.wall_mm)
        return whole - np.pi * height**2 * (3 * radius - height) / 3


def scanned(spec: BallSpec) -> tuple[Volume, Segment]:
    """The volume, and the voxels that are at least half nodule (all of the fullest voxel's kind if there is none)."""
    reach = max(spec.axes_mm) / 2 + 5.0
    spacing = (spec.slice_mm, spec.pixel_mm, spec.pixel_mm)
    shape = tuple(2 * int(np.ceil(reach / step)) + 1 for step in spacing)
    sub = (np.arange(_SUBS) + 0.5) / _SUBS - 0.5
    axes = [
        (((np.arange(size) - (size - 1) / 2 - moved)[:, None] + sub) * step).ravel()
        for size, step, moved in zip(shape, spacing, spec.shift, strict=True)
    ]
    z, y, x = np.meshgrid(*axes, indexing="ij", sparse=True)
    angle = np.deg2rad(spec.tilt_deg)
    along, up = x * np.cos(angle) + z * np.sin(angle), z * np.cos(angle) - x * np.sin(angle)
    a, b, c = (diameter / 2 for diameter in spec.axes_mm)
    inside = (up / a) ** 2 + (y / b) ** 2 + (along / c) ** 2 <= 1
    wall = np.zeros(inside.shape, bool)
    if spec.wall_mm is not None:
        wall = np.broadcast_to(y > spec.wall_mm, inside.shape)
        inside = inside & ~wall
    nodule, rest = _share(inside, shape), _share(wall, shape)
    values = LUNG_HU + nodule * (spec.nodule_hu - LUNG_HU) + rest * (WALL_HU - LUNG_HU)
    if spec.core_mm:
        core = _share(x**2 + y**2 + z**2 <= (spec.core_mm / 2) ** 2, shape)
        values += core * (NODULE_HU - spec.nodule_hu)
    values = ndimage.gaussian_filter(values, (0, BLUR_MM / spec.pixel_mm, BLUR_MM / spec.pixel_mm))
    rng = np.random.default_rng(spec.seed)
    values += _noise(rng, shape, spec.noise_hu)
    mask = nodule >= 0.5
    if not mask.any():
        mask = nodule == nodule.max()
    volume = small_volume(values=np.round(values).astype(np.int16), affine=axial_affine(spacing))
    return volume, Segment.from_full_mask(volume.geometry, mask)


def _share(inside: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    s, r, c = shape
    return inside.reshape(s, _SUBS, r, _SUBS, c, _SUBS).mean(axis=(1, 3, 5))


def _noise(rng: np.random.Generator, shape: tuple[int, ...], sd_hu: float) -> np.ndarray:
    """Noise of a reconstruction kernel: neighbours in plane are correlated."""
    grain = ndimage.gaussian_filter(rng.normal(size=shape), (0, 0.7, 0.7))
    return grain / grain.std() * sd_hu
