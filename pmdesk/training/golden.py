"""The invented input of a package's self-test: no patient's image goes into a package."""

import numpy as np
from scipy import ndimage

from pmdesk.training.lidc import FloatArray
from pmdesk.training.samples import SampleSettings

GOLDEN_PX = 96
_LUNG_HU, _TISSUE_HU = -850.0, 40.0


def golden_slices(settings: SampleSettings, seed: int = 1) -> FloatArray:
    """A chest wall, a vessel and a round nodule of 14 mm with noise, windowed to 0..1.

    Returns
    -------
    ndarray of float32, shape (1, slices, `GOLDEN_PX`, `GOLDEN_PX`)
        The middle slice passes through the middle of the nodule.
    """
    rng = np.random.default_rng(seed)
    half = settings.slices // 2
    z_mm = settings.neighbour_mm * (np.arange(settings.slices) - half)[:, None, None]
    row_mm, col_mm = (settings.spacing_mm * (np.arange(GOLDEN_PX) - GOLDEN_PX / 2) for _ in range(2))
    row_mm, col_mm = row_mm[None, :, None], col_mm[None, None, :]
    nodule = row_mm**2 + (col_mm - 4.0) ** 2 + z_mm**2 <= 7.0**2
    vessel = (row_mm + 20.0 - 0.5 * z_mm) ** 2 + (col_mm + 5.0) ** 2 <= 2.0**2
    wall = np.broadcast_to(col_mm < -24.0 + 0.01 * row_mm**2, nodule.shape)
    hu = np.where(nodule | vessel | wall, _TISSUE_HU, _LUNG_HU)
    hu = ndimage.gaussian_filter(hu, (0.0, 0.8, 0.8)) + rng.normal(0.0, 20.0, hu.shape)
    low, high = settings.window_hu
    windowed: FloatArray = ((hu - low) / (high - low)).clip(0.0, 1.0).astype(np.float32)[None]
    return windowed
