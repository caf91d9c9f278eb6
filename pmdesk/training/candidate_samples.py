"""Crops of nodules and of what is mistaken for them, so built that only the nodule tells them apart.

The stacks of LIDC hold a nodule's own slices and nothing beyond; whole scans without nodules hold everything. A
network could learn that difference instead of the nodule. So every treatment that positives get (missing slices
repeated, pasting into another scan) negatives get too; patched slices beyond have nodules only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy import ndimage

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.nodule_crop import CropGrid, cut_crop
from pmdesk.training.lidc import FloatArray, NoduleStack, beyond_is_clean, slices_beyond

PASTED_PER_NODULE = 3
SELF_PASTED_PER_PLACE = 2
AWAY_MM = 14.0
_LUNG_BELOW_HU = -700
_TRIES = 1000


@dataclass(frozen=True)
class MarkedPlace:
    """Where the first network saw a nodule in a scan.

    Parameters
    ----------
    center
        (slice, row, col) of the middle on the slice of largest extent.
    first, last
        First and last slice of the mark.
    peak
        Highest probability of the first network, 0..1.
    nodule
        True where an annotated nodule lies.
    """

    center: tuple[float, float, float]
    first: int
    last: int
    peak: float
    nodule: bool = False


@dataclass(frozen=True)
class MarkedScan:
    """A whole scan and what the first network marks in it.

    Parameters
    ----------
    planes
        (slice, row, col) int16 HU.
    spacing_mm
        Slice, row, column.
    """

    name: str
    planes: npt.NDArray[np.int16]
    spacing_mm: tuple[float, float, float]
    places: tuple[MarkedPlace, ...]


def save_scans(path: Path, scans: Sequence[MarkedScan]) -> None:
    """Write marked scans to one npz file."""
    arrays: dict[str, npt.NDArray[np.generic]] = {"names": np.array([scan.name for scan in scans])}
    for number, scan in enumerate(scans):
        arrays[f"planes_{number}"] = scan.planes
        arrays[f"spacing_{number}"] = np.array(scan.spacing_mm)
        arrays[f"places_{number}"] = np.array(
            [(*place.center, place.first, place.last, place.peak, place.nodule) for place in scan.places]
        ).reshape(-1, 7)
    np.savez_compressed(path, allow_pickle=False, **arrays)


def load_scans(path: Path) -> list[MarkedScan]:
    """Read what :func:`save_scans` wrote."""
    with np.load(path, allow_pickle=False) as held:
        return [
            MarkedScan(
                str(name),
                held[f"planes_{number}"],
                (float(spacing[0]), float(spacing[1]), float(spacing[2])),
                tuple(
                    MarkedPlace((row[0], row[1], row[2]), int(row[3]), int(row[4]), row[5], bool(row[6]))
                    for row in held[f"places_{number}"].tolist()
                ),
            )
            for number, name in enumerate(held["names"])
            for spacing in [held[f"spacing_{number}"]]
        ]


@dataclass(frozen=True)
class CropSet:
    """Labelled crops.

    Parameters
    ----------
    crops
        (n, slice, row, col) int16 HU.
    labels
        (n,) float32, 1 for a nodule.
    groups
        (n,) Where each came from: a nodule's or a scan's name, then how it was made.
    folds
        (n,) Fold of the nodule; -1 for places of scans.
    """

    crops: npt.NDArray[np.int16]
    labels: npt.NDArray[np.float32]
    groups: tuple[str, ...]
    folds: npt.NDArray[np.int64]

    def where(self, keep: npt.NDArray[np.bool_]) -> "CropSet":
        groups = tuple(group for group, kept in zip(self.groups, keep, strict=True) if kept)
        return CropSet(self.crops[keep], self.labels[keep], groups, self.folds[keep])


class _Collector:
    def __init__(self, grid: CropGrid) -> None:
        self._shape = (len(grid.offsets_mm), grid.pixels, grid.pixels)
        self._crops: list[npt.NDArray[np.int16]] = []
        self._labels: list[float] = []
        self._groups: list[str] = []
        self._folds: list[int] = []

    def add(self, crop: FloatArray, label: float, group: str, fold: int = -1) -> None:
        self._crops.append(np.rint(crop).astype(np.int16))
        self._labels.append(label)
        self._groups.append(group)
        self._folds.append(fold)

    def done(self) -> CropSet:
        return CropSet(
            np.stack(self._crops) if self._crops else np.empty((0, *self._shape), np.int16),
            np.asarray(self._labels, np.float32),
            tuple(self._groups),
            np.asarray(self._folds, np.int64),
        )


def nodule_crops(
    stacks: Sequence[NoduleStack], hosts: Sequence[MarkedScan], grid: CropGrid, rng: np.random.Generator
) -> CropSet:
    """Positives: each nodule with its end slices repeated, with patched slices beyond, and pasted into scans."""
    made = _Collector(grid)
    for stack in stacks:
        volume, depth = _with_beyond(stack, grid, rng)
        center = _center(stack)
        spacing = (stack.slice_spacing_mm, stack.pixel_spacing_mm, stack.pixel_spacing_mm)
        name = f"nodule-{stack.nodule_id}"
        repeated = cut_crop(stack.hu, spacing, center, grid)
        made.add(repeated, 1.0, f"{name}/repeated", stack.fold)
        if depth:
            deeper = (center[0] + depth, *center[1:])
            made.add(cut_crop(volume, spacing, deeper, grid), 1.0, f"{name}/beyond", stack.fold)
        for _ in range(PASTED_PER_NODULE if hosts else 0):
            host = hosts[int(rng.integers(len(hosts)))]
            pasted = paste(_lung_crop(host, grid, rng), stack, center, grid, rng)
            if pasted is not None:
                made.add(pasted, 1.0, f"{name}/pasted/{host.name}", stack.fold)
    return made.done()


def place_crops(scans: Sequence[MarkedScan], grid: CropGrid, rng: np.random.Generator) -> CropSet:
    """What the first network marked in whole scans: as it is, with slices repeated, and pasted onto itself."""
    made = _Collector(grid)
    for scan in scans:
        for number, place in enumerate(scan.places):
            name, label = f"scan-{scan.name}/{number}", float(place.nodule)
            whole = cut_crop(scan.planes, scan.spacing_mm, place.center, grid)
            made.add(whole, label, f"{name}/whole")
            own = scan.planes[place.first : place.last + 1]
            center = (place.center[0] - place.first, *place.center[1:])
            made.add(cut_crop(own, scan.spacing_mm, center, grid), label, f"{name}/repeated")
            for _ in range(SELF_PASTED_PER_PLACE):
                made.add(paste_on_itself(whole, grid, rng), label, f"{name}/pasted")
    return made.done()


def easy_crops(scans: Sequence[MarkedScan], count: int, grid: CropGrid, rng: np.random.Generator) -> CropSet:
    """Crops at random places of the lungs."""
    made = _Collector(grid)
    for number in range(count):
        scan = scans[number % len(scans)]
        made.add(_lung_crop(scan, grid, rng), 0.0, f"scan-{scan.name}/lung-{number}/whole")
    return made.done()


def paste(
    host: FloatArray,
    stack: NoduleStack,
    center: tuple[float, float, float],
    grid: CropGrid,
    rng: np.random.Generator,
) -> FloatArray | None:
    """A nodule blended into a crop of lung; None where it fills its window, so that nothing of it can be cut out."""
    spacing = (stack.slice_spacing_mm, stack.pixel_spacing_mm, stack.pixel_spacing_mm)
    nodule = cut_crop(stack.hu, spacing, center, grid)
    soft = cut_crop((stack.readers > 0).astype(np.float32), spacing, center, grid)
    wanted = np.rint(center[0] + np.asarray(grid.offsets_mm) / spacing[0])
    outside = (wanted < 0) | (wanted >= len(stack.hu))
    soft[outside] = 0.0
    if soft.mean(axis=(1, 2)).max() > 0.35:
        return None
    alpha = ndimage.gaussian_filter(
        ndimage.binary_dilation(soft > 0.2, np.ones((1, 3, 3), bool), iterations=2).astype(np.float32),
        (0.0, 1.0, 1.0),
    )
    turns, mirror = int(rng.integers(4)), bool(rng.integers(2))
    nodule, alpha = (np.rot90(part[..., ::-1] if mirror else part, turns, (1, 2)) for part in (nodule, alpha))
    blended: FloatArray = host * (1 - alpha) + nodule * alpha
    # the nodule never makes what lies under it (a vessel, the chest wall) darker
    return np.maximum(blended, np.where(alpha > 0.5, host, -2048.0)).astype(np.float32)


def paste_on_itself(crop: FloatArray, grid: CropGrid, rng: np.random.Generator) -> FloatArray:
    """The crop with a disc of its middle replaced by itself at another noise, sharpness and density.

    It bears the same traces of pasting as a pasted nodule and shows the same thing as before.
    """
    offset = (np.arange(grid.pixels) - (grid.pixels - 1) / 2) * grid.pixel_mm
    radius = float(rng.uniform(2.5, 9.0))
    reach = np.sqrt(offset[:, None] ** 2 + offset[None, :] ** 2)
    depth = np.asarray(grid.offsets_mm) / max(radius * float(rng.uniform(0.6, 1.5)), 1.0)
    alpha = np.stack([reach <= radius * np.sqrt(max(0.0, 1 - part**2)) for part in depth]).astype(np.float32)
    alpha = ndimage.gaussian_filter(alpha, (0.0, 1.0, 1.0))
    smooth = ndimage.uniform_filter(crop, (0, 3, 3))
    other = crop + float(rng.uniform(-0.6, 0.9)) * (crop - smooth)
    other = other + rng.normal(0.0, float(rng.uniform(0, 40)), crop.shape) + float(rng.normal(0.0, 25.0))
    pasted: FloatArray = (crop * (1 - alpha) + other * alpha).astype(np.float32)
    return pasted


def _with_beyond(
    stack: NoduleStack, grid: CropGrid, rng: np.random.Generator
) -> tuple[npt.NDArray[np.int16], int]:
    """The stack with patched slices beyond both ends, and how many before it; none where no patch fits."""
    beyond = slices_beyond(stack, rng)
    if not all(beyond_is_clean(stack, beyond)):
        return stack.hu, 0
    depth = int(np.ceil(max(grid.offsets_mm) / stack.slice_spacing_mm)) + 1
    before = [beyond[index % 2] for index in range(depth)]
    after = [beyond[2 + index % 2] for index in range(depth)]
    return np.stack([*before, *stack.hu, *after]), depth


def _center(stack: NoduleStack) -> tuple[float, float, float]:
    truth = stack.majority_mask()
    if not truth.any():
        truth = stack.readers > 0
    index = int(truth.sum(axis=(1, 2)).argmax())
    row, col = ndimage.center_of_mass(truth[index])
    return float(index), float(row), float(col)


def _lung_crop(scan: MarkedScan, grid: CropGrid, rng: np.random.Generator) -> FloatArray:
    """A crop around a random voxel of lung, away from annotated nodules.

    Raises
    ------
    InputError
        There is none.
    """
    for _ in range(_TRIES):
        index = int(rng.integers(len(scan.planes)))
        lung = np.argwhere(scan.planes[index] < _LUNG_BELOW_HU)
        if len(lung) < 2000:
            continue
        row, col = (float(value) for value in lung[int(rng.integers(len(lung)))])
        away = all(
            abs(place.center[0] - index) * scan.spacing_mm[0] > 25
            or np.hypot(place.center[1] - row, place.center[2] - col) * scan.spacing_mm[1] > 45
            for place in scan.places
            if place.nodule
        )
        if away:
            return cut_crop(scan.planes, scan.spacing_mm, (float(index), row, col), grid)
    raise InputError(ErrorCode.DATA_INVALID, path=scan.name, reason="no lung away from annotated nodules")


def away_crops(
    stacks: Sequence[NoduleStack], per_stack: int, grid: CropGrid, rng: np.random.Generator
) -> CropSet:
    """Negatives from many patients: dense spots of the lung in the nodules' own windows, away from every outline."""
    made = _Collector(grid)
    for stack in stacks:
        spacing = (stack.slice_spacing_mm, stack.pixel_spacing_mm, stack.pixel_spacing_mm)
        smooth = ndimage.gaussian_filter(stack.hu.astype(np.float32), (0, 1.0, 1.0))
        around = ndimage.uniform_filter(smooth, (0, 31, 31))
        far = ndimage.distance_transform_edt(~(stack.readers > 0).any(axis=0)) * spacing[1] > AWAY_MM
        spots = np.argwhere((smooth > -450) & (around < -550) & far)
        if len(spots) == 0:
            continue
        for number in range(per_stack):
            center = spots[int(rng.integers(len(spots)))].astype(float)
            crop = cut_crop(stack.hu, spacing, (center[0], center[1], center[2]), grid)
            made.add(crop, 0.0, f"nodule-{stack.nodule_id}/away-{number}/repeated", stack.fold)
    return made.done()


def joined(sets: Sequence[CropSet]) -> CropSet:
    """Several sets as one."""
    return CropSet(
        np.concatenate([item.crops for item in sets]),
        np.concatenate([item.labels for item in sets]),
        tuple(group for item in sets for group in item.groups),
        np.concatenate([item.folds for item in sets]),
    )
