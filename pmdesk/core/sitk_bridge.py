"""The only place where our (slice, row, col) arrays meet SimpleITK's (x, y, z) images."""

from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid

if TYPE_CHECKING:
    import SimpleITK as sitk


def to_sitk(array: NDArray[Any], geometry: VolumeGeometry) -> "sitk.Image":
    """SimpleITK image of an array.

    Parameters
    ----------
    array
        (slice, row, col); bool is stored as uint8.
    geometry
        Its place in LPS mm. SimpleITK's index (i, j, k) is (col, row, slice).

    Raises
    ------
    ValueError
        The axes are not perpendicular (a tilted gantry): SimpleITK images cannot carry shear.
    """
    import SimpleITK as sitk

    directions = geometry.directions[:, ::-1]
    if not np.allclose(directions.T @ directions, np.eye(3), atol=1e-3):
        raise ValueError("axes are not perpendicular")
    image = sitk.GetImageFromArray(array.astype(np.uint8) if array.dtype == np.bool_ else array)
    image.SetSpacing([float(value) for value in geometry.spacing_mm[::-1]])
    image.SetOrigin([float(value) for value in geometry.affine[:3, 3]])
    # orthonormalised, because SimpleITK checks more strictly than headers are written
    u, _, vt = np.linalg.svd(directions)
    image.SetDirection([float(value) for value in (u @ vt).ravel()])
    return image


def from_sitk(image: "sitk.Image", for_uid: FrameOfReferenceUid) -> tuple[NDArray[Any], VolumeGeometry]:
    """Array (slice, row, col) and geometry of a SimpleITK image; the inverse of `to_sitk`."""
    import SimpleITK as sitk

    array = sitk.GetArrayFromImage(image)
    directions = np.asarray(image.GetDirection(), dtype=np.float64).reshape(3, 3)
    affine = np.eye(4)
    affine[:3, :3] = (directions * np.asarray(image.GetSpacing()))[:, ::-1]
    affine[:3, 3] = image.GetOrigin()
    return array, VolumeGeometry(array.shape, affine, for_uid)
