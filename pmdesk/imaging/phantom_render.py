"""Tissues of the phantom slice by slice: what is painted once for the volume, and how a slice is composed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

from pmdesk.core.finding import Side
from pmdesk.core.progress import JobContext
from pmdesk.imaging.phantom_anatomy import F32, ThoraxAnatomy, ellipse, smooth_max
from pmdesk.imaging.phantom_nodules import PaintedNodule
from pmdesk.imaging.phantom_skeleton import Skeleton
from pmdesk.imaging.phantom_trees import PhantomGrid, ThinVessels, Tube, grow_tree, paint_tube, smooth_course

F64 = NDArray[np.float64]

BLOOD_HU, FAT_HU, MUSCLE_HU, AIR_HU = 42.0, -102.0, 52.0, -1000.0
PARENCHYMA_HU, EMPHYSEMA_HU = -862.0, -958.0
AIR_NOISE = 0.42
"""Noise outside the body relative to that in soft tissue."""
_TEXTURE_STEP_MM = 2.4
_HILUM = {Side.RIGHT: (-36.0, 4.0, 147.0), Side.LEFT: (41.0, 8.0, 152.0)}


@dataclass(frozen=True)
class ThoraxScene:
    """What is painted once for the whole volume.

    ``soft`` and ``lumen`` are (slice, row, col) occupancies 0..255 of blood or wall and of airway air;
    ``large_vessels`` is (n, 4): x, y, z and radius in mm of points on vessels wider than 3 mm.
    """

    soft: NDArray[np.uint8]
    lumen: NDArray[np.uint8]
    thin: ThinVessels
    skeleton: Skeleton
    large_vessels: F64


def build_scene(
    anatomy: ThoraxAnatomy, grid: PhantomGrid, rng: np.random.Generator, job: JobContext
) -> ThoraxScene:
    """Grow the trees and paint tubes and bones onto the grid."""
    soft = np.zeros(grid.shape, np.uint8)
    lumen = np.zeros(grid.shape, np.uint8)
    coarse = grid.spacing_mm[2] > 1.5
    for tube in _great_vessels(anatomy):
        paint_tube(soft, grid, tube)
    central = _central_airways(anatomy)
    for tube in central:
        paint_tube(soft, grid, tube, grow_mm=1.5)
        paint_tube(lumen, grid, tube)
    job.progress(0.02, "stage.phantom")
    thin: list[Tube] = []
    large: list[F64] = []
    limit = 0.55 * grid.edge_mm + 0.25
    for side in (Side.RIGHT, Side.LEFT):
        job.check()
        hilum = np.asarray(_HILUM[side])
        sign = 1.0 if side is Side.LEFT else -1.0
        outward = np.array((sign, 0.0, -0.25))
        cloud = _points_in_lung(anatomy, side, rng, 800 if coarse else 4200)
        half = len(cloud) // 2
        arteries = grow_tree(hilum, outward, cloud[:half], rng, leaf_radius_mm=0.46, reach=0.40)
        veins = grow_tree(
            hilum + np.array((-6 * sign, 2.0, -18.0)),
            outward,
            cloud[half:],
            rng,
            leaf_radius_mm=0.44,
            exponent=2.9,
            reach=0.40,
        )
        scale = (5.2 if coarse else 1.0) ** (1 / 2.75)
        for tube, leaves in arteries + veins:
            radii = np.minimum(tube.radii * (scale if leaves > 1 else 1.0), 6.5)
            vessel = Tube(tube.points, radii)
            if radii.max() > limit:
                paint_tube(soft, grid, vessel)
            else:
                thin.append(vessel)
            if radii.max() > 1.5:
                large.append(np.column_stack([tube.points, radii]))
        for tube, leaves in arteries:
            if leaves >= (8 if coarse else 30):
                _paint_airway(soft, lumen, grid, tube, leaves / (0.24 if coarse else 1.0))
    job.progress(0.07, "stage.phantom")
    skeleton = Skeleton(anatomy, grid, rng)
    job.progress(0.1, "stage.phantom")
    points = np.vstack(large) if large else np.zeros((0, 4))
    return ThoraxScene(soft, lumen, ThinVessels(thin, grid), skeleton, points)


def _points_in_lung(anatomy: ThoraxAnatomy, side: Side, rng: np.random.Generator, count: int) -> F64:
    """Points spread through one lung, not in its outermost millimetres."""
    sign = 1.0 if side is Side.LEFT else -1.0
    tries = count * 5
    points = np.stack(
        [sign * rng.uniform(2, 130, tries), rng.uniform(-95, 98, tries), rng.uniform(8, 262, tries)], axis=1
    )
    x, y, z = (points[:, k].astype(np.float32) for k in range(3))
    return points[anatomy.lung(side, x, y, z) < -4.0][:count]


def _paint_airway(
    soft: NDArray[np.uint8], lumen: NDArray[np.uint8], grid: PhantomGrid, artery: Tube, leaves: float
) -> None:
    """The bronchus that runs beside an artery, wall and air."""
    heading = artery.points[-1] - artery.points[0]
    beside = np.cross(heading, (0.3, 1.0, 0.2))
    beside /= np.linalg.norm(beside) + 1e-9
    radii = np.minimum(artery.radii * 0.80, 4.2)
    wall = float(np.clip(0.22 * radii.max() + 0.25, 0.5, 1.2))
    gap = (artery.radii * 0.9 + radii + wall) * np.where(leaves > 600, 0.8, 1.0)
    tube = Tube(artery.points + beside * gap[:, None], radii)
    paint_tube(soft, grid, tube, grow_mm=wall)
    paint_tube(lumen, grid, tube)


def _central_airways(anatomy: ThoraxAnatomy) -> list[Tube]:
    def front(z: float) -> float:
        return float(anatomy.spine_y_mm(z)) - 33

    carina = (2.0, front(166), 166.0, 7.5)
    trachea = [(0.5, front(z), z, 8.2) for z in (295.0, 265.0, 235.0, 205.0, 182.0)]
    right, left = _HILUM[Side.RIGHT], _HILUM[Side.LEFT]
    return [
        smooth_course([*trachea, carina]),
        smooth_course(
            [carina, (-13, 13, 156, 6.8), (-27, 10, 147, 6.0), (right[0], 9, 136, 4.8), (-40, 12, 118, 3.9)]
        ),
        smooth_course([(-24, 11, 150, 4.6), (-36, 5, 160, 4.2), (-46, 0, 170, 3.4), (-52, -4, 184, 2.6)]),
        smooth_course(
            [carina, (18, 14, 156, 5.9), (33, 14, 147, 5.4), (left[0], 15, 138, 4.4), (44, 20, 120, 3.6)]
        ),
        smooth_course([(34, 13, 147, 4.2), (44, 4, 152, 3.7), (53, -6, 164, 2.9), (58, -10, 178, 2.3)]),
    ]


def _great_vessels(anatomy: ThoraxAnatomy) -> list[Tube]:
    def before_spine(z: float, gap: float) -> float:
        return float(anatomy.spine_y_mm(z)) - gap

    aorta: list[tuple[float, float, float, float]] = [
        (-4, -16, 118, 13),
        (-12, -22, 140, 15),
        (-13, -26, 165, 15),
        (-6, -20, 186, 14),
        (6, -4, 194, 13.5),
        (19, 12, 193, 12.5),
        (27, 26, 183, 12.5),
        (28, 34, 165, 12.5),
        (27, 39, 130, 12),
        (24, 37, 90, 11.5),
        (16, 30, 50, 11),
        (8, 20, 0, 10),
        (6, 15, -30, 10),
    ]
    courses: list[list[tuple[float, float, float, float]]] = [
        aorta,
        [
            (10, -30, 128, 13),
            (17, -24, 148, 13.5),
            (20, -12, 156, 11),
            (33, 3, 160, 9.5),
            (41, 8, 152, 8.0),
            (45, 17, 135, 6.8),
            (46, 22, 115, 5.4),
        ],
        [
            (17, -18, 152, 10.5),
            (-2, -4, 150, 10),
            (-20, 0, 149, 9.5),
            (-36, 4, 147, 7.5),
            (-44, 10, 132, 6.6),
            (-47, 16, 112, 5.4),
        ],
        [(-22, -14, 122, 10), (-24, -17, 150, 9), (-23, -20, 182, 8.5), (-21, -22, 205, 8)],
        [(-21, -22, 205, 7), (-6, -32, 207, 6), (14, -36, 211, 6), (32, -28, 224, 6), (52, -32, 240, 5.5)],
        [(-21, -22, 205, 7), (-30, -24, 222, 6.5), (-52, -32, 240, 5.5)],
        [(0, -14, 196, 6.5), (-12, -8, 216, 6), (-20, -2, 232, 5.0), (-40, 4, 248, 4.4), (-70, -10, 254, 4)],
        [(-15, -8, 224, 4.2), (-18, -10, 250, 3.6), (-20, -12, 295, 3.4)],
        [(10, -4, 196, 4.2), (15, -2, 222, 3.8), (19, -8, 260, 3.6), (21, -10, 295, 3.4)],
        [(21, 10, 196, 5.2), (24, 10, 222, 4.8), (40, 8, 245, 4.4), (70, -8, 252, 4)],
        [
            (4, before_spine(290, 22), 290, 6),
            (5, before_spine(230, 21), 230, 6),
            (8, before_spine(180, 21), 180, 6.5),
            (5, before_spine(130, 22), 130, 6.5),
            (10, before_spine(80, 24), 80, 7),
            (24, 8, 55, 8),
        ],
        [
            (-5, before_spine(60, 17), 60, 3.6),
            (-6, before_spine(150, 17), 150, 4),
            (-13, 22, 172, 4.4),
            (-21, 4, 177, 4.6),
            (-23, -16, 176, 4.4),
        ],
        [(-16, 12, -30, 11), (-17, 6, 30, 11.5), (-19, -2, 78, 12)],
        [(-4, 12, 128, 8), (-24, 4, 129, 6.8), (-40, 2, 126, 5.2)],
        [(14, 14, 130, 8), (34, 4, 134, 6.4), (46, 0, 136, 4.8)],
    ]
    return [smooth_course(knots) for knots in courses]


class SliceRenderer:
    """Composes one slice of tissue values in HU before the scanner blurs it.

    Parameters
    ----------
    emphysema
        Share of the upper zones with low attenuation, 0 to about 0.3.
    """

    def __init__(
        self,
        anatomy: ThoraxAnatomy,
        grid: PhantomGrid,
        scene: ThoraxScene,
        nodules: list[PaintedNodule],
        rng: np.random.Generator,
        *,
        emphysema: float,
    ) -> None:
        self._anatomy, self._grid, self._scene, self._nodules = anatomy, grid, scene, nodules
        self._emphysema = emphysema
        self._x, self._y = grid.x[None, :], grid.y[:, None]
        height = grid.spacing_mm[0] * grid.shape[0] + 4 * _TEXTURE_STEP_MM
        blocks = tuple(
            int(np.ceil(extent / _TEXTURE_STEP_MM)) + 3
            for extent in (height, grid.spacing_mm[1] * grid.shape[1], grid.spacing_mm[2] * grid.shape[2])
        )
        white = rng.standard_normal(blocks, dtype=np.float32)
        self._fine = _unit(
            0.8 * _unit(gaussian_filter(white, 0.55)) + 0.6 * _unit(gaussian_filter(white[::-1], 1.4))
        )
        self._broad = _unit(gaussian_filter(white[:, ::-1], 2.0))
        self._rows = _spread(grid.shape[1], grid.spacing_mm[1], blocks[1])
        self._columns = _spread(grid.shape[2], grid.spacing_mm[2], blocks[2])
        self._level: dict[int, F32] = {}

    def noise_level(self, number: int) -> F32:
        """(row, col) noise relative to soft tissue: lower in the lungs and outside the body."""
        return self._level.pop(number)

    def _block(self, block: F32, number: int) -> F32:
        at = number * self._grid.spacing_mm[0] / _TEXTURE_STEP_MM
        low = min(int(at), block.shape[0] - 2)
        share = np.float32(at - low)
        plane = block[low] * (1 - share) + block[low + 1] * share
        (r, up), (c, right) = self._rows, self._columns
        tall = plane[r] * (1 - up)[:, None] + plane[r + 1] * up[:, None]
        return np.asarray(tall[:, c] * (1 - right) + tall[:, c + 1] * right, np.float32)

    def slice(self, number: int) -> F32:
        """(row, col) HU of slice ``number``."""
        grid, anatomy = self._grid, self._anatomy
        x, y, edge = self._x, self._y, np.float32(1 / grid.edge_mm)
        z = grid.z[number]
        fine, broad = self._block(self._fine, number), self._block(self._broad, number)

        body = anatomy.body(x, y, z)
        hu = np.full(body.shape, AIR_HU, np.float32)
        self._couch(hu, edge)
        in_body = _cover(body, edge)
        depth = -body - anatomy.fat_thickness_mm(x, y, z)
        cage = anatomy.cage(x, y, z)
        tissue = np.float32(FAT_HU) + 7 * broad
        # thin strands between the fat lobules
        tissue += 60 * np.clip(1 - np.abs(broad + 0.35 * fine) * 7, 0, 1) * (body < -3)
        gland = np.clip(0.5 - (anatomy.breast_gland(x, y, z) + 6 * broad) / 4, 0, 1) * (
            fine * 0.5 + 0.35
        ).clip(0, 0.8)
        tissue += gland * (np.float32(30) - tissue)
        muscle = np.clip(0.5 + depth * edge, 0, 1)
        planes = self._muscle_planes(depth, cage, x, y, float(z), broad)
        tissue += muscle * (np.float32(MUSCLE_HU) + 6 * fine - planes - tissue)
        skin = np.clip(1.6 + body, 0, 1) * np.clip(-body + 0.5, 0, 1)
        tissue += skin * (np.float32(25) - tissue)
        hu += in_body * (tissue - hu)

        in_cage = _cover(cage, edge)
        inner = self._inside_cage(cage, x, y, z, edge, fine, broad)
        hu += in_cage * (inner - hu)
        lungs = self._lungs(hu, x, y, z, edge, fine, broad)
        self._neck(hu, body, lungs, x, y, float(z), edge)

        scene = self._scene
        soft = scene.soft[number] * np.float32(1 / 255)
        hu += soft * (np.float32(BLOOD_HU) - hu)
        thin = scene.thin.of_slice(number)
        np.minimum(thin, 1, out=thin)
        hu += thin * lungs * (np.float32(BLOOD_HU) - hu)
        lumen = scene.lumen[number] * np.float32(1 / 255)
        hu += lumen * (np.float32(-990) - hu)
        scene.skeleton.blend(hu, number, x, y, float(z), grid.edge_mm, fine)
        for nodule in self._nodules:
            nodule.blend(hu, number, fine)
        self._level[number] = np.asarray(AIR_NOISE + in_body * (1 - AIR_NOISE - 0.22 * lungs), np.float32)
        return hu

    def _couch(self, hu: F32, edge: np.float32) -> None:
        """A curved carbon couch with a foam core under the patient."""
        top = np.float32(111.0) - (self._x * self._x) * np.float32(0.00045)
        into = self._y - top
        shell = np.clip(1.3 - np.abs(into - 3), 0, 1) + np.clip(
            1.5 - np.abs(into - 24 + self._x**2 * 0.0006), 0, 1
        )
        foam = np.clip(into - 3, 0, 1) * np.clip(24 - self._x**2 * np.float32(0.0006) - into, 0, 1)
        wide = np.clip((205 - np.abs(self._x)) * edge, 0, 1)
        hu += foam * wide * np.float32(75) + np.clip(shell, 0, 1) * wide * np.float32(780)

    def _muscle_planes(self, depth: F32, cage: F32, x: F32, y: F32, z: float, broad: F32) -> F32:
        """How much fat between the muscle layers lowers the value."""
        wander = 3.5 * np.sin(x / 23 + z / 29) + 3.0 * np.sin(y / 19 - z / 41)
        # a plane is seen only where the muscles that it parts lie on each other
        first = np.clip(
            0.55 * np.sin(x / 38 + z / 23 + 1) + 0.7 * np.sin(y / 31 - z / 37) + 0.25 * broad, 0, 1
        )
        second = np.clip(0.7 * np.sin(x / 29 - z / 31) - 0.6 * np.sin(y / 26 + z / 43) + 0.25 * broad, 0, 1)
        layers = first * np.clip(1.5 - np.abs(cage - 15 + wander), 0, 1)
        layers += second * np.clip(1.7 - np.abs(cage - 28 + 1.7 * wander), 0, 1)
        layers += 0.8 * first * np.clip(1.3 - np.abs(depth - 8 - 0.8 * wander), 0, 1)
        planes = np.clip(layers * (cage > 9) * (depth > 3), 0, 1) * np.float32(105)
        # axillary fat with its vessels, between the chest wall and the arm
        if z > 165:
            rise = np.clip((z - 165) / 25, 0, 1)
            pocket = np.minimum(ellipse(x - 116, y + 2, 22.0, 26.0), ellipse(x + 116, y + 2, 22.0, 26.0))
            inside = np.clip(0.5 - (pocket + 7 * broad) / 5, 0, 1) * (cage > 11)
            planes = np.maximum(planes, inside * np.float32(145 * rise))
        return np.asarray(planes, np.float32)

    def _inside_cage(
        self, cage: F32, x: F32, y: F32, z: np.float32, edge: np.float32, fine: F32, broad: F32
    ) -> F32:
        """Everything between the ribs except lung: mediastinal fat, heart, upper abdomen."""
        anatomy = self._anatomy
        inner = np.float32(FAT_HU + 8) + 6 * broad
        rim = np.clip((cage + 3.2) * np.float32(0.8), 0, 1)
        inner += rim * (np.float32(MUSCLE_HU - 6) - inner)
        # the erector muscles on both sides of the spinous processes
        back = np.maximum(anatomy.spine_y_mm(z) + 11 + 0.12 * np.abs(x) - y, np.abs(x) - 62)
        inner += np.clip(0.5 - back * edge, 0, 1) * (np.float32(MUSCLE_HU) + 5 * fine - inner)
        heart = anatomy.heart(x, y, z)
        if float(heart.min()) < 9:
            sac = np.clip(1.1 - np.abs(heart - anatomy.epicardial_fat_mm(x, y, z) + 1.0), 0, 1)
            inner += 0.6 * sac * (np.float32(30) - inner)
            # fat in the grooves between the chambers
            groove = np.clip(1 - np.abs(x + 2 + 0.3 * y) / 4, 0, 1) * np.clip((heart + 9) / 6, 0, 1)
            blood = np.float32(BLOOD_HU) + 3 * broad - 95 * groove
            inner += _cover(heart, edge) * (blood - inner)
        if z < 110:
            under = z - anatomy.diaphragm_mm(x, y)
            below = _cover(np.asarray(under, np.float32), edge)
            organs = np.float32(FAT_HU) + 8 * broad
            crus = np.clip((under + 3.5) * np.float32(0.8), 0, 1)
            organs += crus * (np.float32(48) - organs)
            liver = anatomy.liver(x, y, z, cage, np.asarray(under, np.float32))
            organs += _cover(liver, edge) * (np.float32(57) + 3 * fine - organs)
            spleen = smooth_max(
                anatomy.spleen(x, y, z), np.maximum(cage + 6, under + 3).astype(np.float32), 6.0
            )
            organs += _cover(spleen, edge) * (np.float32(49) + 3 * fine - organs)
            stomach = smooth_max(anatomy.stomach(x, y, z), (under + 4).astype(np.float32), 6.0)
            wall = _cover(stomach, edge)
            organs += wall * (np.float32(42) - organs)
            content = np.where(y < -38, np.float32(-930), np.float32(22) + 14 * broad)
            organs += _cover(stomach + 4, edge) * (content - organs)
            inner += below * (1 - _cover(heart - 2, edge)) * (organs - inner)
        return inner

    def _lungs(self, hu: F32, x: F32, y: F32, z: np.float32, edge: np.float32, fine: F32, broad: F32) -> F32:
        """Draw both lungs; returns the share of each pixel that is lung."""
        cover = np.zeros(hu.shape, np.float32)
        if z > 264:
            return cover
        anatomy = self._anatomy
        for side in (Side.RIGHT, Side.LEFT):
            columns = np.flatnonzero(x[0] < 12) if side is Side.RIGHT else np.flatnonzero(x[0] > -12)
            if columns.size == 0:
                continue
            part = slice(int(columns[0]), int(columns[-1]) + 1)
            xs = x[:, part]
            field = anatomy.lung(side, xs, y, z)
            if float(field.min()) > 1:
                continue
            share = _cover(field, edge)
            gravity = 44 * np.clip((y + 10) / 95, -1, 1) + 16 * np.clip((90 - z) / 60, 0, 1)
            air = np.float32(PARENCHYMA_HU) + gravity + 17 * fine[:, part] + 9 * broad[:, part]
            if self._emphysema > 0:
                zone = float(np.clip((z - 120) / 70, 0.05, 1.0))
                level = 1.25 - 2.2 * self._emphysema
                holes = (
                    np.clip((broad[:, part] - level) / 0.5, 0, 1)
                    * np.float32(zone)
                    * np.clip(-field / 4, 0, 1)
                )
                air += holes * (np.float32(EMPHYSEMA_HU) - air)
            line = np.clip(1.1 - anatomy.fissures(side, xs, y, z) * np.float32(0.9), 0, 1)
            air += line * np.float32(110)
            # blood in the parenchyma next to the dependent pleura and the mediastinal reflection
            air += np.clip(1 + field / 2.5, 0, 1) * np.float32(60)
            hu[:, part] += share * (air - hu[:, part])
            cover[:, part] = np.maximum(cover[:, part], share)
        return cover

    def _neck(self, hu: F32, body: F32, lungs: F32, x: F32, y: F32, z: float, edge: np.float32) -> None:
        """Thyroid and muscles of the thoracic outlet."""
        if z < 215:
            return
        strength = np.float32(np.clip((z - 215) / 25, 0, 1))
        for sign in (-1, 1):
            for cx, cy, a, b in ((30, 2, 9, 11), (20, -32, 8, 6), (40, 26, 12, 10)):
                field = ellipse(x - sign * cx, y - cy, float(a), float(b))
                amount = _cover(field, edge) * (1 - lungs) * (body < -8) * strength
                hu += amount * (np.float32(MUSCLE_HU) - hu)
            if z > 252:
                thyroid = ellipse(x - sign * 15, y + 10, 8.0, 12.0)
                hu += (
                    _cover(thyroid, edge) * np.float32(np.clip((z - 252) / 8, 0, 1)) * (np.float32(105) - hu)
                )


def _cover(field: F32, inverse_edge: np.float32) -> F32:
    return np.asarray(np.clip(0.5 - field * inverse_edge, 0, 1), np.float32)


def _unit(block: F32) -> F32:
    return np.asarray(block / block.std(), np.float32)


def _spread(count: int, spacing_mm: float, blocks: int) -> tuple[NDArray[np.intp], F32]:
    """Lower neighbour on a coarse line and distance to it, for linear interpolation onto the pixels."""
    at = np.arange(count) * (spacing_mm / _TEXTURE_STEP_MM)
    low = np.minimum(at.astype(np.intp), blocks - 2)
    return low, (at - low).astype(np.float32)
