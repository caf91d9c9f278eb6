"""The gate before every run: does the model apply to this image? A refusal names its rule."""

import numpy as np

from pmdesk.core.errors import ErrorCode, RefusedError
from pmdesk.core.volume import Unit, Volume
from pmdesk.inference.manifest import Requirements

MAX_TILT_DEG = 30.0
"""Slices turned further than this against the axial plane are not axial."""

THICK_SLICES_NOTE = "gate.thick_slices"
CHILD_NOTE = "gate.child"


def check_applicable(volume: Volume, requires: Requirements) -> tuple[str, ...]:
    """Notes that the result must carry; empty when nothing is unusual.

    Raises
    ------
    RefusedError
        `ErrorCode.NOT_APPLICABLE` with ``rule``, the code of the rule that refuses, and its numbers.
    """
    description = volume.description
    spacing = volume.spacing_mm[0]
    if description.modality != requires.modality:
        raise _refused("gate.modality", found=description.modality or "?")
    if volume.unit is not Unit.HOUNSFIELD:
        raise _refused("gate.unit")
    if not volume.trust.measurements_allowed:
        raise _refused("gate.geometry")
    if volume.shape[0] < requires.min_slices:
        raise _refused("gate.few_slices", found=volume.shape[0], limit=requires.min_slices)
    if spacing > requires.max_slice_spacing_mm:
        raise _refused("gate.slice_spacing", found=f"{spacing:.3g}", limit=requires.max_slice_spacing_mm)
    if abs(float(volume.geometry.directions[2, 0])) < np.cos(np.deg2rad(MAX_TILT_DEG)):
        raise _refused("gate.not_axial")
    notes = []
    if spacing > requires.warn_slice_spacing_mm:
        notes.append(THICK_SLICES_NOTE)
    age = description.patient.age_years
    if age is not None and age < requires.min_age_years:
        notes.append(CHILD_NOTE)
    return tuple(notes)


def no_lungs() -> RefusedError:
    """The refusal of an image in which no lungs were found."""
    return _refused("gate.no_lungs")


def _refused(rule: str, **params: object) -> RefusedError:
    return RefusedError(ErrorCode.NOT_APPLICABLE, rule=rule, **params)
