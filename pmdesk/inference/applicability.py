"""The gate before every run: does the model apply to this image? A refusal names its rule."""

import numpy as np

from pmdesk.core.errors import ErrorCode, RefusedError
from pmdesk.core.volume import Unit, Volume
from pmdesk.inference.lung_mask import LungMask
from pmdesk.inference.manifest import Requirements

MAX_TILT_DEG = 30.0
"""Slices turned further than this against the axial plane are not axial."""

GAS_BELOW_HU = -950
"""Thinner than lung: the threshold of emphysema on CT (Gevenois et al., Am J Respir Crit Care Med 1996;154:187-92)."""
MIN_PARENCHYMA_SHARE = 0.25
"""Share of the inner air that must be denser than gas. Lungs have 0.9 and more, severe emphysema about a half; bowel
gas and air under a blanket are gas but for their rims."""
CUT_SHARE = 0.15
"""Lung on the first or last slice, as a share of the largest slice, above which the lungs go on beyond the image. A
whole chest ends in apices and costophrenic angles, which are below 0.05."""
ONE_SIDE_SHARE = 0.1
"""Air of the smaller side as a share of the larger below which the images show one lung."""

THICK_SLICES_NOTE = "gate.thick_slices"
CHILD_NOTE = "gate.child"
BODY_PART_NOTE = "gate.body_part_other"
CUT_NOTE = "gate.lungs_cut"
ONE_LUNG_NOTE = "gate.one_lung"

# Body Part Examined (0018,0015), defined terms of PS3.16 Annex L, as far as they share no slice with the lungs.
_FAR_FROM_LUNGS = frozenset(
    (
        "HEAD BRAIN SKULL FACE ORBIT EYE EAR IAC SELLA PARANASALSINUS SINUS MAXILLA MANDIBLE JAW JAWREGION TMJOINT "
        "TEETH HIP ILIUM SACRUM SCJOINT SIJOINT COCCYX BLADDER PROSTATE UTERUS ARM FOREARM ELBOW WRIST HAND FINGER "
        "THUMB HUMERUS RADIUS ULNA LEG THIGH KNEE ANKLE FOOT TOE CALCANEUS FEMUR TIBIA FIBULA PATELLA EXTREMITY LSPINE "
        "LSSPINE"
    ).split()
)
_CHEST = ("CHEST", "THORAX", "LUNG", "HEART", "TRUNK", "BODY", "TSPINE", "RIB", "STERNUM", "MEDIASTINUM")


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
    if description.body_part.strip().upper() in _FAR_FROM_LUNGS:
        raise _refused("gate.body_part", found=description.body_part)
    if volume.shape[0] < requires.min_slices:
        raise _refused("gate.few_slices", found=volume.shape[0], limit=requires.min_slices)
    if spacing > requires.max_slice_spacing_mm:
        raise _refused("gate.slice_spacing", found=f"{spacing:.3g}", limit=requires.max_slice_spacing_mm)
    if abs(float(volume.geometry.directions[2, 0])) < np.cos(np.deg2rad(MAX_TILT_DEG)):
        raise _refused("gate.not_axial")
    if not _all_finite(volume):
        raise _refused("gate.values")
    notes = []
    if description.body_part and not any(word in description.body_part.upper() for word in _CHEST):
        notes.append(BODY_PART_NOTE)
    if spacing > requires.warn_slice_spacing_mm:
        notes.append(THICK_SLICES_NOTE)
    age = description.patient.age_years
    if age is not None and age < requires.min_age_years:
        notes.append(CHILD_NOTE)
    return tuple(notes)


def no_lungs() -> RefusedError:
    """The refusal of an image in which no lungs were found."""
    return _refused("gate.no_lungs")


def check_lungs(volume: Volume, lungs: LungMask) -> tuple[str, ...]:
    """Notes about what was found in place of the lungs; empty for both lungs from apex to base.

    Raises
    ------
    RefusedError
        What lies in the body is gas and not lung.
    """
    counts = np.count_nonzero(lungs.air, axis=(1, 2))
    dense = sum(
        int(np.count_nonzero(volume.array[index, :: lungs.step[0], :: lungs.step[1]][air] > GAS_BELOW_HU))
        for index, air in enumerate(lungs.air)
    )
    if dense < MIN_PARENCHYMA_SHARE * counts.sum():
        raise no_lungs()
    notes = []
    if max(counts[0], counts[-1]) > CUT_SHARE * counts.max():
        notes.append(CUT_NOTE)
    left, right = (np.count_nonzero(lungs.air[:, :, part]) for part in np.s_[: lungs.middle, lungs.middle :])
    if min(left, right) < ONE_SIDE_SHARE * max(left, right):
        notes.append(ONE_LUNG_NOTE)
    return tuple(notes)


def _all_finite(volume: Volume) -> bool:
    """True unless a slice of floating-point values holds what is no number."""
    if not np.issubdtype(volume.array.dtype, np.floating):
        return True
    return all(bool(np.isfinite(plane).all()) for plane in volume.array)


def _refused(rule: str, **params: object) -> RefusedError:
    return RefusedError(ErrorCode.NOT_APPLICABLE, rule=rule, **params)
