"""The invented crop of a package's self-test: no patient's image goes into a package."""

import numpy as np

from pmdesk.core.nodule_crop import CropInput
from pmdesk.training.lidc import FloatArray

_LUNG_HU, _TISSUE_HU = -850.0, 40.0


def golden_crops(given: CropInput, seed: int = 1) -> FloatArray:
    """A round nodule of 9 mm beside a vessel, and the vessel alone, with noise.

    Returns
    -------
    ndarray of float32, shape (2, channel, row, col)
        As the network is given them.
    """
    rng, grid = np.random.default_rng(seed), given.grid
    z_mm = np.asarray(grid.offsets_mm)[:, None, None]
    plane_mm = (np.arange(grid.pixels) - (grid.pixels - 1) / 2) * grid.pixel_mm
    row_mm, col_mm = plane_mm[None, :, None], plane_mm[None, None, :]
    nodule = row_mm**2 + col_mm**2 + z_mm**2 <= 4.5**2
    vessel = (row_mm + 8.0 - 0.5 * z_mm) ** 2 + (col_mm + 3.0) ** 2 <= 2.0**2
    made = []
    for tissue, mask in ((nodule | vessel, nodule), (vessel, np.zeros_like(nodule))):
        hu = np.where(tissue, _TISSUE_HU, _LUNG_HU) + rng.normal(0.0, 20.0, tissue.shape)
        made.append(given.prepare(hu.astype(np.float32), mask.astype(np.float32)))
    return np.stack(made)
