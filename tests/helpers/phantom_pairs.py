"""Two CTs of one phantom with known growth and motion, and findings made from the phantom's own truth."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from pmdesk.core.finding import Finding, LungLocation
from pmdesk.core.growth import Alignment, PriorStudy
from pmdesk.core.ids import FindingId
from pmdesk.core.provenance import ModelIdentity, Origin, Provenance, Stated
from pmdesk.core.volume import Volume
from pmdesk.imaging.measuring import measure_nodule
from pmdesk.imaging.phantom import ThoraxPhantom, ThoraxSpec, make_thorax

MADE = Provenance(ModelIdentity("truth", "1", "0" * 64), "CPU", datetime(2025, 1, 1, tzinfo=UTC))
CURRENT_DATE, PRIOR_DATE = date(2025, 9, 12), date(2025, 3, 16)
DAYS = 180


def current_phantom(**changes: object) -> ThoraxPhantom:
    return make_thorax(ThoraxSpec.small(**changes), seed=7)


def prior_phantom(seed: int = 7, **changes: object) -> ThoraxPhantom:
    """The same body half a year before, on another place of the couch."""
    usual = {"acquisition": 2, "study_date": PRIOR_DATE, "shift_mm": (14.0, -22.0, 31.0)}
    return make_thorax(ThoraxSpec.small(**(usual | changes)), seed=seed)


def true_findings(phantom: ThoraxPhantom, prefix: str = "now") -> tuple[Finding, ...]:
    """A finding for each nodule, outlined and measured where the phantom put it."""
    return tuple(
        Finding(
            id=FindingId(f"{prefix}/{number}"),
            number=number,
            series_uid=phantom.volume.description.series_uid,
            center=nodule.center,
            location=LungLocation(nodule.spec.side, nodule.spec.zone),
            segment=nodule.segment,
            measurement=replace(measure_nodule(phantom.volume, nodule.segment), volume_mm3=nodule.volume_mm3),
            detection=None,
            texture=Stated(nodule.texture, Origin.READER),
        )
        for number, nodule in enumerate(phantom.nodules, start=1)
    )


def study(
    phantom: ThoraxPhantom, alignment: Alignment, findings: tuple[Finding, ...] | None = None
) -> PriorStudy:
    return PriorStudy(
        phantom.volume, true_findings(phantom, "then") if findings is None else findings, MADE, alignment
    )


def breathed(phantom: ThoraxPhantom, depth_mm: float) -> tuple[Volume, list[NDArray[np.float64]]]:
    """The phantom with its diaphragm higher, the chest wall drawn in, and where its nodules went (LPS mm)."""
    geometry = phantom.volume.geometry
    index = np.stack(np.meshgrid(*map(np.arange, geometry.shape), indexing="ij"), axis=-1).astype(np.float64)
    lps = geometry.to_lps_mm(index)
    base = float(lps[..., 2].min()) + 40

    def taken_from(points: NDArray[np.float64]) -> NDArray[np.float64]:
        fade = np.exp(-np.clip((points[..., 2] - base) / 80, 0, None))
        moved = points.copy()
        moved[..., 2] += depth_mm * fade * (1 + 0.3 * np.sin(points[..., 0] / 60))
        moved[..., 1] += 0.3 * depth_mm * np.exp(-(((points[..., 1] + 100) / 80) ** 2))
        return moved

    source = np.moveaxis(geometry.to_index(taken_from(lps)), -1, 0)
    array = ndimage.map_coordinates(phantom.volume.array, source, order=1, mode="nearest")
    centers = []
    for nodule in phantom.nodules:
        center = np.array(nodule.center.xyz_lps_mm)
        place = center.copy()
        for _ in range(60):
            place = place + center - taken_from(place)
        centers.append(place)
    return replace(phantom.volume, array=array.astype(np.int16)), centers
