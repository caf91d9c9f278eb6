"""Nodules of the phantom with known truth: shape, place, volume and diameters."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import ConvexHull

from pmdesk.core.finding import LungZone, Side, Texture
from pmdesk.core.geometry import PatientPoint, VolumeGeometry
from pmdesk.core.segmentation import Segment
from pmdesk.imaging.phantom_anatomy import ThoraxAnatomy
from pmdesk.imaging.phantom_trees import F32, PhantomGrid

F64 = NDArray[np.float64]

TRUTH_STEP_MM = 0.25
"""Step of the fine grid on which volume and diameters are counted, independent of the phantom's voxels."""

SOLID_HU, GROUND_GLASS_HU, CORE_HU = 40.0, -600.0, 20.0
_ZONE_HEIGHT_MM = {
    LungZone.UPPER: (185.0, 240.0),
    LungZone.MIDDLE: (130.0, 175.0),
    LungZone.LOWER: (62.0, 118.0),
}


@dataclass(frozen=True, slots=True)
class NoduleSpec:
    """One nodule to be made.

    ``diameter_mm`` is that of its body without spicules; ``core_diameter_mm`` is the solid part of a part-solid
    nodule. ``center_lps_mm`` is meant for a patient who is not shifted. Without it a place is chosen in the zone, away
    from the wall and from large vessels, or on the costal pleura for a juxtapleural one.
    """

    texture: Texture
    diameter_mm: float
    side: Side = Side.RIGHT
    zone: LungZone = LungZone.UPPER
    spiculated: bool = False
    juxtapleural: bool = False
    core_diameter_mm: float = 0.0
    center_lps_mm: tuple[float, float, float] | None = None


@dataclass(frozen=True)
class PhantomNodule:
    """One nodule as it was made: the truth that a finding is compared with.

    Volume and axes are counted on a fine grid (`TRUTH_STEP_MM`) from the shape itself, spicules included, so they
    do not depend on the voxel size. ``segment`` holds the voxels that are at least half nodule.
    """

    spec: NoduleSpec
    center: PatientPoint
    volume_mm3: float
    long_axis_mm: float
    short_axis_mm: float
    core_volume_mm3: float
    segment: Segment

    @property
    def texture(self) -> Texture:
        return self.spec.texture

    @property
    def mean_diameter_mm(self) -> float:
        return (self.long_axis_mm + self.short_axis_mm) / 2

    @property
    def effective_diameter_mm(self) -> float:
        """Diameter of the sphere of the same volume."""
        return float((6 * self.volume_mm3 / np.pi) ** (1 / 3))


class NoduleShape:
    """Distance field of one nodule in the anatomy's own coordinates."""

    def __init__(
        self, spec: NoduleSpec, center: F64, anatomy: ThoraxAnatomy, rng: np.random.Generator
    ) -> None:
        self.spec, self.center, self._anatomy = spec, center, anatomy
        axes = rng.uniform(0.88, 1.14, 3)
        self._axes = axes / np.prod(axes) ** (1 / 3) * (spec.diameter_mm / 2)
        self._lobes = [(rng.normal(size=3) * 1.7, rng.uniform(0, 2 * np.pi)) for _ in range(7)]
        self._lobulation = 0.035 if spec.texture is Texture.SOLID and not spec.spiculated else 0.075
        self._core_shift = rng.normal(0, 0.17, 3) * spec.diameter_mm / 2
        self._spikes: list[tuple[F64, float, float]] = []
        if spec.spiculated:
            count = 22
            k = np.arange(count) + 0.5
            polar, turn = np.arccos(1 - 2 * k / count), np.pi * (1 + 5**0.5) * k
            around = np.stack(
                [np.cos(turn) * np.sin(polar), np.sin(turn) * np.sin(polar), np.cos(polar)], axis=1
            )
            for direction in around + rng.normal(0, 0.16, around.shape):
                unit = direction / np.linalg.norm(direction)
                self._spikes.append((unit, float(rng.uniform(1.2, 1.8)), float(rng.uniform(0.15, 0.27))))

    @property
    def reach_mm(self) -> float:
        """No part lies farther than this from the centre."""
        return float(self._axes.max() * (1.85 if self._spikes else 1.2)) + 0.5

    def field(self, x: F64, y: F64, z: F64) -> F64:
        """Distance in mm (negative inside); a juxtapleural nodule ends at the pleura."""
        p = np.stack([x - self.center[0], y - self.center[1], z - self.center[2]], axis=-1).astype(np.float32)
        scaled = p / self._axes.astype(np.float32)
        q = np.sqrt(np.einsum("...k,...k->...", scaled, scaled)) + np.float32(1e-6)
        unit = scaled / q[..., None]
        wobble = sum(np.cos(unit @ m.astype(np.float32) + np.float32(phase)) for m, phase in self._lobes)
        radius = float(self._axes.mean())
        distance: F64 = (q - 1 - self._lobulation * wobble) * radius
        for direction, length, thick in self._spikes:
            reach = p @ direction.astype(np.float32)
            near = np.flatnonzero(reach > 0.4 * radius)
            points = p.reshape(-1, 3)[near]
            along = np.clip(reach.ravel()[near], 0.5 * radius, length * radius)
            off = np.linalg.norm(points - along[:, None] * direction.astype(np.float32), axis=-1)
            taper = 1 - (along - 0.5 * radius) / ((length - 0.5) * radius)
            flat = distance.reshape(-1)
            flat[near] = np.minimum(flat[near], off - radius * (thick * taper + 0.012))
            distance = flat.reshape(distance.shape)
        if self.spec.juxtapleural:
            distance = np.maximum(
                distance, self._anatomy.lung(self.spec.side, _f32(x), _f32(y), _f32(z)).astype(np.float64)
            )
        return distance

    def core_field(self, x: F64, y: F64, z: F64) -> F64:
        """Distance to the solid part of a part-solid nodule."""
        p = np.stack([x, y, z], axis=-1) - (self.center + self._core_shift)
        unit = p / (np.linalg.norm(p, axis=-1, keepdims=True) + 1e-9)
        wobble = sum(np.cos(1.3 * (unit @ m) + phase) for m, phase in self._lobes)
        core: F64 = np.linalg.norm(p, axis=-1) - self.spec.core_diameter_mm / 2 * (1 + 0.10 * wobble)
        return np.maximum(core, self.field(x, y, z))


def _f32(values: F64) -> F32:
    return np.asarray(values, np.float32)


@dataclass(frozen=True)
class PaintedNodule:
    """Share of each voxel that is nodule (``cover``) and solid part (``core``) inside an index box."""

    box: tuple[slice, slice, slice]
    cover: F32
    core: F32
    spec: NoduleSpec

    def blend(self, hu: F32, number: int, texture: F32) -> None:
        """Draw this nodule's part of one slice over ``hu`` (row, col)."""
        if not self.box[0].start <= number < self.box[0].stop:
            return
        k = number - self.box[0].start
        view, grain = hu[self.box[1], self.box[2]], texture[self.box[1], self.box[2]]
        if self.spec.texture is Texture.SOLID:
            view += self.cover[k] * (np.float32(SOLID_HU) + 8 * grain - view)
            return
        # ground glass veils what lies under it: vessels stay visible
        veil = np.maximum(np.float32(GROUND_GLASS_HU) + 38 * grain, view)
        view += self.cover[k] * (veil - view)
        if self.spec.texture is Texture.PART_SOLID:
            view += self.core[k] * (np.float32(CORE_HU) - view)


def make_nodule(
    shape: NoduleShape, grid: PhantomGrid, geometry: VolumeGeometry, shift_mm: F64, first_row: int
) -> tuple[PaintedNodule, PhantomNodule] | None:
    """Rasterise one nodule and count its truth; None when it lies outside the grid.

    ``grid`` is in the anatomy's coordinates and begins at ``first_row`` of ``geometry``, which is in the patient's;
    they differ by ``shift_mm``.
    """
    reach = np.full(3, shape.reach_mm + 1.5)
    box = grid.box(shape.center - reach, shape.center + reach)
    if any(part.stop <= part.start for part in box):
        return None
    subs = 4
    offsets = (np.arange(subs) + 0.5) / subs - 0.5
    axes = []
    for axis, coordinates in enumerate((grid.z, grid.y, grid.x)):
        part = coordinates[box[axis]].astype(np.float64)
        axes.append((part[:, None] + offsets * grid.spacing_mm[axis]).ravel())
    zz, yy, xx = np.meshgrid(*axes, indexing="ij")
    size = tuple(part.stop - part.start for part in box)
    field = shape.field(xx, yy, zz)
    truth = _share(field < 0, size, subs)
    # ground glass has no sharp edge; the truth ends where the shape does
    subsolid = shape.spec.texture is not Texture.SOLID
    cover = _share(np.clip(0.5 - field / 2.6, 0, 1), size, subs) if subsolid else truth
    core = np.zeros_like(truth)
    if shape.spec.texture is Texture.PART_SOLID:
        core = _share(shape.core_field(xx, yy, zz) < 0, size, subs)
    full = truth >= 0.5
    if not full.any():
        full = truth == truth.max()
    low = np.array([part.start for part in box])
    found = np.nonzero(full)
    begin = [int(axis.min()) for axis in found]
    end = [int(axis.max()) + 1 for axis in found]
    mask = full[tuple(slice(b, e) for b, e in zip(begin, end, strict=True))].copy()
    offset = (int(low[0] + begin[0]), int(low[1] + begin[1]) + first_row, int(low[2] + begin[2]))
    volume, core_volume, long_axis, short_axis, center = _count_truth(shape)
    placed = center + shift_mm
    nodule = PhantomNodule(
        spec=shape.spec,
        center=PatientPoint(geometry.for_uid, (float(placed[0]), float(placed[1]), float(placed[2]))),
        volume_mm3=volume,
        long_axis_mm=long_axis,
        short_axis_mm=short_axis,
        core_volume_mm3=core_volume,
        segment=Segment(geometry, offset, mask),
    )
    return PaintedNodule(box, cover, core, shape.spec), nodule


def _share(inside: NDArray[np.bool_] | F64, size: tuple[int, ...], subs: int) -> F32:
    blocks = inside.reshape(size[0], subs, size[1], subs, size[2], subs)
    return np.asarray(blocks.mean(axis=(1, 3, 5)), np.float32)


def _count_truth(shape: NoduleShape) -> tuple[float, float, float, float, F64]:
    step = max(TRUTH_STEP_MM, shape.reach_mm / 34)
    line = np.arange(-shape.reach_mm, shape.reach_mm + step, step)
    zz, yy, xx = np.meshgrid(*(line + shape.center[k] for k in (2, 1, 0)), indexing="ij")
    inside = shape.field(xx, yy, zz) < 0
    core = 0.0
    if shape.spec.texture is Texture.PART_SOLID:
        core = float((shape.core_field(xx, yy, zz) < 0).sum() * step**3)
    center = np.array([xx[inside].mean(), yy[inside].mean(), zz[inside].mean()])
    best = (0.0, 0.0)
    areas = inside.sum(axis=(1, 2))
    for k in np.flatnonzero(areas >= max(8, 0.4 * areas.max())):
        best = max(best, _axes_of(np.argwhere(inside[k]).astype(np.float64) * step, step))
    return float(inside.sum() * step**3), core, best[0], best[1], center


def _axes_of(points: F64, step: float) -> tuple[float, float]:
    """Longest distance within a region and its width across that direction, in mm."""
    hull = points[ConvexHull(points).vertices]
    between = hull[:, None] - hull[None]
    lengths = np.linalg.norm(between, axis=2)
    first, second = np.unravel_index(int(np.argmax(lengths)), lengths.shape)
    direction = between[first, second] / lengths[first, second]
    across = hull @ np.array((-direction[1], direction[0]))
    return float(lengths.max() + step), float(np.ptp(across) + step)


def place_nodules(
    specs: tuple[NoduleSpec, ...],
    anatomy: ThoraxAnatomy,
    vessels: F64,
    rng: np.random.Generator,
) -> list[F64]:
    """Choose a centre for every nodule that has none.

    Parameters
    ----------
    vessels
        (n, 4) points on larger vessels: x, y, z and radius in mm.
    """
    centers: list[F64] = []
    for spec in specs:
        if spec.center_lps_mm is not None:
            centers.append(np.asarray(spec.center_lps_mm, np.float64))
            continue
        radius = spec.diameter_mm / 2
        low, high = _ZONE_HEIGHT_MM.get(spec.zone, (90.0, 220.0))
        sign = 1.0 if spec.side is Side.LEFT else -1.0
        points = np.stack(
            [sign * rng.uniform(15, 130, 6000), rng.uniform(-90, 95, 6000), rng.uniform(low, high, 6000)],
            axis=1,
        )
        x, y, z = (_f32(points[:, k]) for k in range(3))
        depth = -anatomy.lung(spec.side, x, y, z)
        wall = -anatomy.lung_wall(spec.side, x, y, z)
        if spec.juxtapleural:
            fits = (np.abs(wall - 0.55 * radius) < 0.35) & (np.abs(depth - wall) < 0.05)
            fits &= np.abs(points[:, 0]) > 60
        else:
            fits = (depth > radius + 7) & (wall < 0.45 * wall.max()) & (depth < 34)
        points = points[fits]
        if len(points) == 0:
            raise ValueError("no room for a nodule of this size in this zone")
        clear = np.full(len(points), 30.0)
        if len(vessels):
            gaps = np.linalg.norm(points[:, None] - vessels[None, :, :3], axis=2) - vessels[None, :, 3]
            clear = np.minimum(gaps.min(axis=1) - radius, 6.0)
        apart = np.full(len(points), 60.0)
        if centers:
            apart = np.minimum(
                np.linalg.norm(points[:, None] - np.asarray(centers)[None], axis=2).min(axis=1), 60
            )
        centers.append(points[int(np.argmax(clear + 0.1 * apart))])
    return centers


def grown(spec: NoduleSpec, volume_factor: float) -> NoduleSpec:
    """The same nodule with its volume multiplied."""
    scale = volume_factor ** (1 / 3)
    return replace(spec, diameter_mm=spec.diameter_mm * scale, core_diameter_mm=spec.core_diameter_mm * scale)
