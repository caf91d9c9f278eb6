"""Shapes of the synthetic chest as analytic distance fields, in LPS mm with z = 0 near the lower rib margin.

Every field is negative inside, positive outside and close to the true distance in mm near the surface. Sizes follow
the usual proportions of an adult woman; they are ours and model no person.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, gaussian_filter1d, map_coordinates

from pmdesk.core.finding import Side

F32 = NDArray[np.float32]
Height = F32 | np.float32
"""Heights of points, or the one height of a slice."""

_Z_LUNG = (0, 40, 80, 120, 160, 190, 215, 235, 248, 256, 262)
_LUNG_REACH = (126, 127, 127, 124, 117, 106, 92, 76, 63, 53, 46)
_LUNG_CENTER_X = (46, 46, 46, 46, 46, 46, 45, 43, 42, 41, 41)
_LUNG_DEPTH = (90, 90, 89, 86, 80, 70, 58, 43, 29, 16, 4)
_LUNG_CENTER_Y = (4, 4, 2, 0, -1, 2, 9, 17, 23, 26, 28)

_Z_BODY = (-20, 0, 60, 120, 160, 200, 230, 250, 290)
_BODY_WIDTH = (158, 160, 160, 157, 155, 157, 160, 154, 138)
_BODY_DEPTH = (111, 111, 111, 110, 106, 97, 86, 78, 70)
_BODY_CENTER_Y = (3, 3, 4, 4, 6, 10, 14, 18, 20)

_Z_SPINE = (-20, 0, 60, 120, 180, 220, 250, 290)
_SPINE_Y = (38, 40, 46, 50, 46, 37, 27, 12)

# Half widths of the mediastinum in mm: rows are heights, columns the y positions.
_MED_Y = (-110, -90, -70, -50, -30, -10, 10, 30, 50, 70, 90, 110)
_MED_Z = (-20, 60, 95, 130, 160, 190, 225, 290)
_MED_LEFT = (
    (12, 12, 14, 22, 30, 32, 32, 33, 33, 26, 22, 22),
    (12, 12, 14, 22, 30, 32, 32, 33, 33, 26, 22, 22),
    (9, 8, 10, 22, 32, 34, 33, 33, 32, 25, 22, 22),
    (6, 4, 5, 18, 36, 42, 36, 34, 32, 24, 22, 22),
    (6, 4, 4, 10, 28, 39, 36, 34, 30, 24, 22, 22),
    (8, 6, 8, 16, 28, 35, 36, 31, 25, 23, 22, 22),
    (18, 16, 20, 26, 28, 28, 27, 23, 22, 22, 22, 22),
    (22, 22, 24, 28, 28, 28, 26, 23, 22, 22, 22, 22),
)
_MED_RIGHT = (
    (12, 12, 14, 22, 30, 34, 28, 16, 20, 25, 22, 22),
    (12, 12, 14, 22, 32, 36, 28, 13, 20, 25, 22, 22),
    (9, 8, 10, 20, 36, 38, 27, 10, 19, 25, 22, 22),
    (6, 4, 5, 14, 32, 37, 26, 9, 18, 25, 22, 22),
    (5, 3, 4, 10, 28, 32, 22, 10, 18, 25, 22, 22),
    (6, 5, 6, 15, 27, 27, 20, 13, 20, 24, 22, 22),
    (18, 16, 18, 24, 28, 27, 23, 19, 22, 23, 22, 22),
    (22, 22, 24, 27, 28, 27, 24, 21, 22, 22, 22, 22),
)
_MED_LOW_Y, _MED_LOW_Z = -130.0, -30.0


_CURVE_Z = np.arange(-40.0, 311.0)


@cache
def _curve_table(knots: tuple[float, ...], values: tuple[float, ...]) -> NDArray[np.float64]:
    smooth = gaussian_filter1d(np.interp(_CURVE_Z, knots, values), 7.0, mode="nearest")
    smooth.setflags(write=False)
    return np.asarray(smooth, np.float64)


def curve(
    knots: tuple[float, ...], values: tuple[float, ...], z: Height | NDArray[np.float64] | float
) -> F32:
    """Smooth course of a size along the height, given at some heights."""
    return np.asarray(np.interp(z, _CURVE_Z, _curve_table(knots, values)), np.float32)


def smooth_max(a: F32, b: F32, radius_mm: float) -> F32:
    """Intersection of two fields with its edge rounded over ``radius_mm``."""
    h = np.maximum(radius_mm - np.abs(a - b), 0.0) / radius_mm
    return np.asarray(np.maximum(a, b) + h * h * (radius_mm / 4), np.float32)


def smooth_min(a: F32, b: F32, radius_mm: float) -> F32:
    """Union of two fields with the groove between them rounded over ``radius_mm``."""
    return -smooth_max(-a, -b, radius_mm)


def ellipse(dx: F32, dy: F32, a: F32 | float, b: F32 | float) -> F32:
    """Field of an ellipse with half axes ``a`` and ``b`` (first-order distance)."""
    u, v = dx / a, dy / b
    q = np.sqrt(u * u + v * v) + 1e-6
    gradient = np.sqrt((u / a) ** 2 + (v / b) ** 2) + 1e-6
    return np.asarray(q * (q - 1) / gradient, np.float32)


def ellipsoid(p: tuple[F32, F32, Height], center: Sequence[float], axes: Sequence[float]) -> F32:
    """Field of an ellipsoid with axes along x, y and z."""
    u, v, w = ((p[k] - np.float32(center[k])) / np.float32(axes[k]) for k in range(3))
    q = np.sqrt(u * u + v * v + w * w) + 1e-6
    gradient = np.sqrt((u / axes[0]) ** 2 + (v / axes[1]) ** 2 + (w / axes[2]) ** 2) + 1e-6
    return np.asarray(q * (q - 1) / gradient, np.float32)


class ThoraxAnatomy:
    """One synthetic chest: all its shapes follow from the random generator it is made with.

    Coordinates may be arrays of any shapes that broadcast; ``z`` of one slice may be a scalar array.
    """

    def __init__(self, rng: np.random.Generator) -> None:
        self._width = float(rng.uniform(0.97, 1.02))
        self._heart = float(rng.uniform(0.95, 1.05))
        self._dome_right = float(rng.uniform(86, 92))
        self._dome_left = float(rng.uniform(75, 82))
        self._wave_phase = rng.uniform(0, 2 * np.pi, 8)
        self._borders = {
            side: _border_table(rows) for side, rows in ((Side.LEFT, _MED_LEFT), (Side.RIGHT, _MED_RIGHT))
        }
        axis = np.array((0.74, -0.50, -0.45))
        axis /= np.linalg.norm(axis)
        second = np.cross(axis, (0.0, 0.0, 1.0))
        second /= np.linalg.norm(second)
        self._heart_frame = np.stack([axis, second, np.cross(axis, second)]).astype(np.float32)

    # chest wall

    def body(self, x: F32, y: F32, z: Height) -> F32:
        """Skin surface, with the breasts of a supine woman."""
        width = curve(_Z_BODY, _BODY_WIDTH, z) * self._width
        depth = curve(_Z_BODY, _BODY_DEPTH, z)
        dy = y - curve(_Z_BODY, _BODY_CENTER_Y, z)
        # a flat back: the couch presses it
        trunk = ellipse(x, dy, width, depth)
        trunk = smooth_max(trunk, (dy - depth * 0.945).astype(np.float32), 22.0)
        theta_wave = 1.4 * np.sin(x / 31 + self._wave_phase[0]) + 1.2 * np.sin(y / 27 + self._wave_phase[1])
        trunk = (trunk + theta_wave).astype(np.float32)
        for sign in (-1.0, 1.0):
            breast = ellipsoid((x, y, z), (sign * 78, -84, 112), (54, 30, 54))
            trunk = smooth_min(trunk, breast, 26.0)
        return trunk

    def breast_gland(self, x: F32, y: F32, z: Height) -> F32:
        """Glandular core of the breasts."""
        right = ellipsoid((x, y, z), (-80, -98, 110), (33, 13, 34))
        return np.minimum(right, ellipsoid((x, y, z), (81, -97, 109), (34, 13, 32)))

    def fat_thickness_mm(self, x: F32, y: F32, z: Height) -> F32:
        """Thickness of the subcutaneous fat."""
        anterior = np.clip(-y / 100, 0, 1)
        wave = 2.0 * np.sin(x / 23 + self._wave_phase[2]) + 1.5 * np.sin(
            y / 19 + z / 37 + self._wave_phase[3]
        )
        return np.asarray(
            10.5 + 5.0 * anterior + 3.5 * max(0.0, min(1.0, 1 - float(np.mean(z)) / 90)) + wave, np.float32
        )

    def cage(self, x: F32, y: F32, z: Height) -> F32:
        """Inner surface of the rib cage (both pleural cavities, the mediastinum and the upper abdomen)."""
        reach = curve(_Z_LUNG, _LUNG_REACH, z) * self._width
        depth = curve(_Z_LUNG, _LUNG_DEPTH, z)
        # not narrower than the structures of the neck, so that the outlet stays filled with soft tissue
        return ellipse(x, y - curve(_Z_LUNG, _LUNG_CENTER_Y, z), np.maximum(reach, 40), np.maximum(depth, 26))

    def spine_y_mm(self, z: Height | NDArray[np.float64] | float) -> F32:
        """Middle of the vertebral bodies."""
        return curve(_Z_SPINE, _SPINE_Y, z)

    # lungs

    def lung_wall(self, side: Side, x: F32, y: F32, z: Height) -> F32:
        """Costal surface of one lung alone; negative inside."""
        sign = 1.0 if side is Side.LEFT else -1.0
        center = curve(_Z_LUNG, _LUNG_CENTER_X, z)
        reach = curve(_Z_LUNG, _LUNG_REACH, z) * self._width - (1.0 if side is Side.LEFT else 0.0)
        top = 258.0 if side is Side.LEFT else 261.0
        wall = ellipse(
            sign * x - center,
            y - curve(_Z_LUNG, _LUNG_CENTER_Y, z),
            np.maximum(reach - center, 0.5).astype(np.float32),
            np.maximum(curve(_Z_LUNG, _LUNG_DEPTH, z), 0.5).astype(np.float32),
        )
        ripple = 0.7 * np.sin(y / 11 + z / 17 + self._wave_phase[4]) + 0.6 * np.sin(x / 13 - z / 15)
        return np.asarray(np.maximum(wall + ripple, z - top), np.float32)

    def lung(self, side: Side, x: F32, y: F32, z: Height) -> F32:
        """One lung: costal wall, mediastinum, spine, heart and diaphragm together."""
        sign = 1.0 if side is Side.LEFT else -1.0
        field = self.lung_wall(side, x, y, z)
        border = self._border_mm(side, y, z)
        field = smooth_max(field, (border - sign * x).astype(np.float32), 9.0)
        spine_y = self.spine_y_mm(z)
        vertebra = smooth_min(
            ellipse(x, y - spine_y, 23.0, 21.0),
            np.maximum(np.abs(x) - 27, spine_y + 8 - y).astype(np.float32),
            8.0,
        )
        field = smooth_max(field, -vertebra, 7.0)
        # the necks of the ribs and the muscles beside the spine close the gutter towards the midline
        gutter = (y - spine_y - 13 - 0.85 * (np.abs(x) - 24)) * np.float32(0.76)
        field = smooth_max(field, gutter.astype(np.float32), 16.0)
        field = smooth_max(
            field, (self.epicardial_fat_mm(x, y, z) - self.heart(x, y, z)).astype(np.float32), 8.0
        )
        if side is Side.LEFT:
            # the descending aorta lies in a groove of the left lung
            field = smooth_max(field, (14.5 - np.hypot(x - 27, y - spine_y + 10)).astype(np.float32), 4.0)
        diaphragm = ((self.diaphragm_mm(x, y) - z) * np.float32(0.78)).astype(np.float32)
        return smooth_max(field, diaphragm, 5.0)

    def _border_mm(self, side: Side, y: F32, z: Height) -> F32:
        yy, zz = np.broadcast_arrays(np.asarray(y, np.float32), np.asarray(z, np.float32))
        coordinates = np.stack([(zz - _MED_LOW_Z).ravel(), (yy - _MED_LOW_Y).ravel()])
        found = map_coordinates(self._borders[side], coordinates, order=1, mode="nearest")
        return np.asarray(found.reshape(yy.shape), np.float32)

    def diaphragm_mm(self, x: F32, y: F32) -> F32:
        """Height of the diaphragm above (x, y)."""
        rise_r = self._dome_right - 52 * ((x + 58) / 72) ** 2 - 66 * ((y + 12) / 95) ** 2
        rise_l = self._dome_left - 50 * ((x - 60) / 72) ** 2 - 64 * ((y + 10) / 95) ** 2
        wave = 2.0 * np.sin(x / 19 + self._wave_phase[5]) + 1.6 * np.sin(y / 17 + self._wave_phase[6])
        return np.asarray(
            smooth_max(rise_r.astype(np.float32), rise_l.astype(np.float32), 18.0) + wave, np.float32
        )

    def fissures(self, side: Side, x: F32, y: F32, z: Height) -> F32:
        """Distance to the nearest interlobar fissure (always positive)."""
        bulge = 0.0016 * (x * x) - 6
        oblique = np.abs((y + 58 - (z - 60) * 0.86 + bulge) * np.float32(0.74))
        if side is Side.LEFT:
            return np.asarray(oblique, np.float32)
        above = y + 58 - (z - 60) * 0.86 + bulge
        horizontal = np.abs(z - 146 - 0.05 * y + 0.0012 * (x + 70) ** 2)
        return np.asarray(np.minimum(oblique, np.where(above < 0, horizontal, 99.0)), np.float32)

    # organs

    def heart(self, x: F32, y: F32, z: Height) -> F32:
        """Epicardium: ventricles, right atrium and left atrium joined."""
        dx, dy, dz = x - np.float32(23), y + np.float32(22), z - np.float32(97)
        frame, scale = self._heart_frame, self._heart
        u, v, w = (frame[k, 0] * dx + frame[k, 1] * dy + frame[k, 2] * dz for k in range(3))
        ventricles = ellipsoid((u, v, w), (0, 0, 0), (62 * scale, 44 * scale, 46 * scale))
        atrium_r = ellipsoid((x, y, z), (-18, -14, 106), (27, 32, 38))
        atrium_l = ellipsoid((x, y, z), (3, 14, 126), (36, 19, 22))
        chambers = smooth_min(smooth_min(ventricles, atrium_r, 12.0), atrium_l, 10.0)
        return smooth_max(chambers, (self.diaphragm_mm(x, y) + 5 - z).astype(np.float32), 14.0)

    def epicardial_fat_mm(self, x: F32, y: F32, z: Height) -> F32:
        """Thickness of the fat on the heart: more in front and below, almost none over the atria."""
        wave = 1.6 * np.sin(x / 15 + self._wave_phase[7]) + 1.3 * np.sin(
            y / 13 + z / 19 + self._wave_phase[0]
        )
        return np.asarray(np.clip(2.4 + wave + 3.0 * np.clip((-y - 40) / 40, 0, 1), 0.8, 9.0), np.float32)

    def liver(self, x: F32, y: F32, z: Height, cage: F32, under_dome: F32) -> F32:
        """Liver: fills the right side under the diaphragm and thins out to the left."""
        left_edge = x - (28 - 0.55 * (y + 30)) * np.float32(0.9)
        return smooth_max(
            smooth_max(cage + 4.5, under_dome + 1.0, 4.0), np.asarray(left_edge, np.float32), 14.0
        )

    def stomach(self, x: F32, y: F32, z: Height) -> F32:
        """Outer wall of the stomach."""
        return ellipsoid((x, y, z), (60, -22, 34), (42, 44, 34))

    def spleen(self, x: F32, y: F32, z: Height) -> F32:
        """Spleen, moulded to the cage by the caller."""
        return ellipsoid((x, y, z), (98, 34, 34), (25, 46, 34))


def _border_table(rows: Sequence[Sequence[float]]) -> F32:
    """Half width of the mediastinum every millimetre of (z, y), smoothed."""
    y = np.arange(_MED_LOW_Y, 131.0)
    z = np.arange(_MED_LOW_Z, 301.0)
    along_y = np.stack([np.interp(y, _MED_Y, row) for row in rows])
    table = np.stack([np.interp(z, _MED_Z, along_y[:, k]) for k in range(len(y))], axis=1)
    return np.asarray(gaussian_filter(table, (9.0, 5.0), mode="nearest"), np.float32)
