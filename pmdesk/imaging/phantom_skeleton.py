"""Ribs, costal cartilage, clavicles, scapulae, sternum and spine of the phantom."""

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.finding import Side
from pmdesk.imaging.phantom_anatomy import F32, ThoraxAnatomy, curve, ellipse, smooth_min
from pmdesk.imaging.phantom_trees import PhantomGrid, Tube, paint_tube, smooth_course

VERTEBRA_PITCH_MM = 22.0
FIRST_RIB_Z_MM = 250.0
_RIB_DROP_MM = (26, 42, 54, 62, 68, 72, 76, 74, 66, 54, 34, 18)
_RIB_END_DEG = (-62, -68, -72, -74, -75, -72, -66, -56, -42, -22, 10, 40)
_CORTEX_HU, _MARROW_HU, _CARTILAGE_HU = 780.0, 190.0, 105.0
_Z_STERNUM = (70, 80, 120, 160, 190, 208, 222)
_STERNUM_Y = (-92, -93, -93, -87, -77, -66, -57)
_STERNUM_HALF_WIDTH = (5, 10, 17, 15, 14, 24, 26)


def rib_courses(anatomy: ThoraxAnatomy, rng: np.random.Generator) -> tuple[list[Tube], list[Tube]]:
    """Ribs (1 to 12, both sides) and costal cartilages (2 to 7)."""
    ribs: list[Tube] = []
    cartilages: list[Tube] = []
    for side, sign in ((Side.RIGHT, -1.0), (Side.LEFT, 1.0)):
        for number in range(12):
            z_back = FIRST_RIB_Z_MM - VERTEBRA_PITCH_MM * number + float(rng.normal(0, 1.0))
            drop = _RIB_DROP_MM[number]
            angles = np.radians(np.linspace(112, _RIB_END_DEG[number], 34))
            t = np.linspace(0, 1, 34)
            z = z_back + 3 - drop * (0.25 * t + 0.75 * t**1.6)
            x, y = _on_wall(anatomy, side, angles, z, out_mm=5.5)
            spine_y = float(anatomy.spine_y_mm(z_back))
            head = [(sign * 18.0, spine_y + 6, z_back + 2, 3.4), (sign * 33.0, spine_y + 22, z_back + 4, 3.6)]
            keep = np.abs(x) > 56
            wide = 3.7 if number < 10 else 3.0
            knots = head + [
                (float(a), float(b), float(c), wide)
                for a, b, c in zip(x[keep][::2], y[keep][::2], z[keep][::2], strict=True)
            ]
            ribs.append(smooth_course(knots, 5.0))
            if 1 <= number <= 6:
                end = ribs[-1].points[-1]
                z_joint = (0, 205, 186, 167, 148, 130, 114)[number]
                sternum_y = float(curve(_Z_STERNUM, _STERNUM_Y, z_joint))
                half = float(curve(_Z_STERNUM, _STERNUM_HALF_WIDTH, z_joint))
                middle = (
                    0.5 * (end[0] + sign * half),
                    0.5 * (end[1] + sternum_y) - 3,
                    0.6 * end[2] + 0.4 * z_joint,
                )
                cartilages.append(
                    smooth_course(
                        [
                            (*end.tolist(), 4.2),
                            (*middle, 4.4),
                            (sign * (half + 1), sternum_y, float(z_joint), 4.2),
                        ]
                    )
                )
    return ribs, cartilages


def _on_wall(
    anatomy: ThoraxAnatomy, side: Side, angles: NDArray[np.float64], z: NDArray[np.float64], out_mm: float
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Points outside the costal surface of a lung, found by bisection along rays in the axial plane."""
    sign = 1.0 if side is Side.LEFT else -1.0
    center_x, center_y = 44.0 * sign, 5.0
    low, high = np.full(len(angles), 5.0), np.full(len(angles), 160.0)
    # the lung ends above the first ribs' course: follow the cage from the highest level where it is wide
    z_wall = np.minimum(z, 240.0).astype(np.float32)
    for _ in range(24):
        radius = (low + high) / 2
        x = (center_x + sign * radius * np.cos(angles)).astype(np.float32)
        y = (center_y + radius * np.sin(angles)).astype(np.float32)
        outside = anatomy.lung_wall(side, x, y, z_wall) > out_mm
        high = np.where(outside, radius, high)
        low = np.where(outside, low, radius)
    radius = (low + high) / 2
    return center_x + sign * radius * np.cos(angles), center_y + radius * np.sin(angles)


def other_bones() -> list[Tube]:
    """Clavicles and scapular spines and borders, as tubes."""
    bones = []
    for sign in (-1.0, 1.0):
        bones.append(
            smooth_course(
                [
                    (sign * 22, -50, 221, 7),
                    (sign * 50, -50, 229, 5.5),
                    (sign * 85, -36, 241, 5),
                    (sign * 120, -14, 252, 5.5),
                ]
            )
        )
        bones.append(
            smooth_course([(sign * 136, 18, 268, 7), (sign * 118, 46, 222, 4.0), (sign * 100, 76, 152, 4.2)])
        )
        bones.append(
            smooth_course([(sign * 134, 8, 266, 8), (sign * 112, 58, 246, 5), (sign * 80, 78, 234, 3.5)])
        )
    return bones


def scapula_plates() -> list[Tube]:
    """The thin blades of the scapulae as a fan of thin tubes."""
    blades = []
    for sign in (-1.0, 1.0):
        for t in np.linspace(0, 1, 22):
            lateral = np.array((132 - 26 * t, 20 + 38 * t, 255 - 95 * t))
            medial = np.array((80 + 16 * t, 74 + 10 * t, 244 - 84 * t))
            bend = (lateral + medial) / 2 + (2, 5, 0)
            knots = [(sign * p[0], p[1], p[2], 1.4) for p in (lateral, bend, medial)]
            blades.append(smooth_course(knots, 6.0))
    return blades


class Skeleton:
    """All bone of the phantom, painted once and blended slice by slice."""

    def __init__(self, anatomy: ThoraxAnatomy, grid: PhantomGrid, rng: np.random.Generator) -> None:
        self._anatomy = anatomy
        self._outer = np.zeros(grid.shape, np.uint8)
        self._marrow = np.zeros(grid.shape, np.uint8)
        self._cartilage = np.zeros(grid.shape, np.uint8)
        ribs, cartilages = rib_courses(anatomy, rng)
        for tube in ribs:
            paint_tube(self._outer, grid, tube, flatten_z=0.56)
            paint_tube(self._marrow, grid, tube, grow_mm=-1.3, flatten_z=0.56)
        for tube in other_bones():
            paint_tube(self._outer, grid, tube)
            paint_tube(self._marrow, grid, tube, grow_mm=-1.7)
        for tube in scapula_plates():
            paint_tube(self._outer, grid, tube, flatten_z=0.22)
        for tube in cartilages:
            paint_tube(self._cartilage, grid, tube, flatten_z=0.7)

    def blend(self, hu: F32, number: int, x: F32, y: F32, z: float, edge_mm: float, texture: F32) -> None:
        """Draw the bones of one slice over ``hu`` (row, col); ``x`` is (1, col), ``y`` (row, 1)."""
        share = np.float32(1 / 255)
        for volume, value in (
            (self._cartilage, _CARTILAGE_HU),
            (self._outer, _CORTEX_HU),
            (self._marrow, _MARROW_HU),
        ):
            plane = volume[number]
            if plane.any():
                hu += plane * share * (np.float32(value) - hu)
        self._blend_spine(hu, x, y, z, edge_mm, texture)
        self._blend_sternum(hu, x, y, z, edge_mm, texture)

    def _blend_spine(self, hu: F32, x: F32, y: F32, z: float, edge_mm: float, texture: F32) -> None:
        spine_y = float(self._anatomy.spine_y_mm(z))
        columns = np.flatnonzero(np.abs(x[0]) < 45)
        rows = np.flatnonzero(np.abs(y[:, 0] - spine_y - 20) < 50)
        if columns.size == 0 or rows.size == 0:
            return
        box = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
        view, xs, dy, grain = hu[box], x[:, box[1]], y[box[0]] - np.float32(spine_y), texture[box]
        phase = ((z - FIRST_RIB_Z_MM) / VERTEBRA_PITCH_MM) % 1.0
        from_middle = abs(phase - 0.5) * 2
        # vertebra i has its middle at the level of rib i (phase 0); discs lie between (phase 0.5)
        waist = 1.8 * (1 - (2 * abs(phase - 0.5) - 0.5) ** 2 * 4) if from_middle > 0 else 0.0
        body = ellipse(xs, dy, 17.0 - max(waist, 0.0), 14.0 - max(waist, 0.0) * 0.7)
        body = np.maximum(body, dy - 11)
        disc = float(np.clip((0.12 - abs(phase - 0.5)) / 0.02, 0, 1))
        endplate = float(np.clip(1 - abs(abs(phase - 0.5) - 0.145) / 0.03, 0, 1))
        cover = _cover(body, edge_mm)
        marrow = np.float32(165 + 190 * endplate) + 45 * grain
        shell = np.clip(1.2 - np.abs(body + 1.0), 0, 1) * np.float32(420)
        bone = (marrow + shell) * (1 - disc) + np.float32(88) * disc
        view += cover * (bone - view)
        pedicle = float(np.clip((0.30 - abs((phase + 0.5) % 1.0 - 0.5)) / 0.06, 0, 1))
        arch_phase = float(np.clip((0.40 - abs((phase + 0.35) % 1.0 - 0.5)) / 0.08, 0, 1))
        ring = np.abs(ellipse(xs, dy - 19, 12.5, 11.0)) - 2.6
        ring = np.maximum(ring, 8 - dy) if pedicle > arch_phase else np.maximum(ring, 17 - dy)
        spinous = np.maximum(np.abs(xs) - 2.6, np.abs(dy - 40) - 11.0)
        transverse = np.maximum(np.abs(dy - 19 - 0.15 * np.abs(xs)) - 3.8, np.abs(np.abs(xs) - 22) - 11)
        strength = max(pedicle, arch_phase)
        for field, amount in ((ring, strength), (spinous, 0.25 + 0.75 * arch_phase), (transverse, pedicle)):
            solid = np.float32(330) + np.clip(1.3 - np.abs(field + 1.0), 0, 1) * np.float32(330) + 40 * grain
            view += _cover(field, edge_mm) * np.float32(amount) * (solid - view)
        canal = ellipse(xs, dy - 19, 9.0, 8.0)
        view += _cover(canal, edge_mm) * (np.float32(8) - view)
        view += _cover(ellipse(xs, dy - 18.5, 5.0, 4.0), edge_mm) * (np.float32(38) - view)

    def _blend_sternum(self, hu: F32, x: F32, y: F32, z: float, edge_mm: float, texture: F32) -> None:
        if not _Z_STERNUM[0] < z < _Z_STERNUM[-1]:
            return
        center = float(curve(_Z_STERNUM, _STERNUM_Y, z))
        half = float(curve(_Z_STERNUM, _STERNUM_HALF_WIDTH, z))
        dy = y - np.float32(center)
        field = np.hypot(np.maximum(np.abs(x) - (half - 5), 0), dy * np.float32(1.05)) - np.float32(5.4)
        if z > 200:
            field = smooth_min(field, ellipse(np.abs(x) - 20, dy + 1, 9.0, 6.5), 3.0)
        shell = np.clip(1.2 - np.abs(field + 0.9), 0, 1) * np.float32(380)
        hu += _cover(field, edge_mm) * (np.float32(140) + shell + 35 * texture - hu)


def _cover(field: F32, edge_mm: float) -> F32:
    """Share of each pixel that lies inside a field."""
    return np.asarray(np.clip(0.5 - field * np.float32(1 / edge_mm), 0, 1), np.float32)
