"""The groups of nodules that figures are given for; what is not known is a group of its own."""

from collections.abc import Mapping
from enum import StrEnum

import numpy as np

from pmdesk.core.characterisation import Trait
from pmdesk.training.lidc import NoduleStack
from pmdesk.training.lidc_nodules import NoduleRow

UNKNOWN = "unknown"
FEW = 10
"""A group of fewer nodules is marked: its figures say little."""
SUBSOLID_BELOW_HU = -400.0
"""A nodule of a lower mean density is counted as subsolid."""


class Axis(StrEnum):
    """By what the nodules are grouped."""

    DIAMETER = "diameter"
    TEXTURE = "texture"
    """The readers' rating."""
    DENSITY = "density"
    """Measured inside the outline: also there where no rating is."""
    MANUFACTURER = "manufacturer"
    SLICE_THICKNESS = "slice_thickness"
    CONTRAST = "contrast"


DIAMETERS = ("under 6 mm", "6 to 10 mm", "10 to 20 mm", "20 mm and more")
TEXTURES = ("ground-glass", "part-solid", "solid")
DENSITIES = ("subsolid", "solid")
THICKNESSES = ("up to 1.5 mm", "over 1.5 to 2.5 mm", "over 2.5 mm")
CONTRASTS = ("without contrast", "with contrast")
_ORDER: Mapping[Axis, tuple[str, ...]] = {
    Axis.DIAMETER: DIAMETERS,
    Axis.TEXTURE: TEXTURES,
    Axis.DENSITY: DENSITIES,
    Axis.SLICE_THICKNESS: THICKNESSES,
    Axis.CONTRAST: CONTRASTS,
}

Groups = Mapping[Axis, str]


def groups_of(stack: NoduleStack | None, row: NoduleRow | None) -> Groups:
    """Group of one nodule on every axis, from its stack and its row of the table, where there are such."""
    thickness = row.slice_thickness_mm if row is not None else None
    if thickness is None and stack is not None and stack.thickness_known:
        thickness = stack.slice_spacing_mm
    texture = row.rating(Trait.TEXTURE) if row is not None else None
    contrast = row.contrast if row is not None else None
    maker = row.manufacturer if row is not None else None
    diameter = diameter_mm(stack, row)
    return {
        Axis.DIAMETER: UNKNOWN if diameter is None else DIAMETERS[int(np.digitize(diameter, (6, 10, 20)))],
        Axis.TEXTURE: UNKNOWN if texture is None else texture_group(texture),
        Axis.DENSITY: UNKNOWN if stack is None else _density(stack),
        Axis.MANUFACTURER: UNKNOWN if maker is None else maker.upper(),
        Axis.SLICE_THICKNESS: UNKNOWN
        if thickness is None
        else THICKNESSES[int(np.digitize(thickness, (1.5, 2.5), right=True))],
        Axis.CONTRAST: UNKNOWN if contrast is None else CONTRASTS[int(contrast)],
    }


def diameter_mm(stack: NoduleStack | None, row: NoduleRow | None) -> float | None:
    """Diameter of the circle of the same area, on the largest slice.

    Of the majority's outline where there is a stack, else of all readers' outline, which is about a fifth wider.
    """
    if stack is not None:
        area = int(stack.majority_mask().sum(axis=(1, 2)).max())
        return 2.0 * float(np.sqrt(area / np.pi)) * stack.pixel_spacing_mm
    if row is not None and row.equivalent_diameter_px is not None:
        return row.equivalent_diameter_px * row.pixel_spacing_mm
    return None


def texture_group(rating: float) -> str:
    """The readers' scale has three named points: 1 ground-glass, 3 part-solid, 5 solid (Armato 2011); the nearest."""
    return TEXTURES[int(np.digitize(rating, (2.0, 4.0), right=False))]


def order_of(axis: Axis, group: str) -> tuple[int, str]:
    """Where a group stands in a table: small to large, else by name; the unknown last."""
    known = _ORDER.get(axis, ())
    if group == UNKNOWN:
        return len(known) + 1, group
    return (known.index(group) if group in known else len(known)), group


def _density(stack: NoduleStack) -> str:
    truth = stack.majority_mask()
    if not truth.any():
        return UNKNOWN
    return DENSITIES[int(float(stack.hu[truth].mean()) >= SUBSOLID_BELOW_HU)]
