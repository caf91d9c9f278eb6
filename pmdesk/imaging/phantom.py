"""A synthetic chest CT with nodules of known size and place: the bundled demo case and the tests' material.

The image is computed from analytic shapes and random trees; no person was imaged. It looks enough like a chest for
a network trained on real CT to take it for one, and the truth of every nodule is known exactly.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, gaussian_filter1d

from pmdesk.core.finding import LungZone, Side, Texture
from pmdesk.core.geometry import VolumeGeometry
from pmdesk.core.ids import FrameOfReferenceUid, PatientId, SeriesUid, SopInstanceUid, StudyUid
from pmdesk.core.progress import JobContext, NullContext
from pmdesk.core.volume import ImagePatient, SeriesDescription, Sex, Unit, Volume
from pmdesk.imaging.dicom_writer import uid_from
from pmdesk.imaging.phantom_anatomy import F32, ThoraxAnatomy
from pmdesk.imaging.phantom_nodules import (
    NoduleShape,
    NoduleSpec,
    PaintedNodule,
    PhantomNodule,
    grown,
    make_nodule,
    place_nodules,
)
from pmdesk.imaging.phantom_render import AIR_HU, AIR_NOISE, SliceRenderer, ThoraxScene, build_scene
from pmdesk.imaging.phantom_trees import PhantomGrid

__all__ = [
    "DEMO_NODULES",
    "DEMO_PATIENT",
    "NoduleSpec",
    "PhantomNodule",
    "ThoraxPhantom",
    "ThoraxSpec",
    "make_thorax",
]

DEMO_PATIENT = ImagePatient(
    patient_id=PatientId("PMDESK-DEMO-001"),
    name="DEMO^Synthetic=演示^合成",
    birth_date=date(1961, 4, 18),
    sex=Sex.FEMALE,
    age_years=64.0,
)
"""The synthetic patient of the bundled case; the name says that nobody bears it."""

DEMO_STUDY_DATE = date(2025, 9, 12)

DEMO_NODULES = (
    NoduleSpec(Texture.SOLID, 15.0, Side.RIGHT, LungZone.UPPER, spiculated=True),
    NoduleSpec(Texture.PART_SOLID, 14.0, Side.LEFT, LungZone.UPPER, core_diameter_mm=6.5),
    NoduleSpec(Texture.GROUND_GLASS, 11.0, Side.RIGHT, LungZone.LOWER),
    NoduleSpec(Texture.SOLID, 8.0, Side.LEFT, LungZone.LOWER, juxtapleural=True),
    NoduleSpec(Texture.SOLID, 6.0, Side.RIGHT, LungZone.MIDDLE),
)
"""Nodules of the bundled case: one of each kind."""

_HEIGHT_MM = 275.0
_BODY_Y_MM = (-124.0, 146.0)


@dataclass(frozen=True, slots=True)
class ThoraxSpec:
    """What to make.

    Parameters
    ----------
    shape
        Number of slices, rows and columns.
    spacing_mm
        Slice, row and column spacing. The grid is centred on the chest; about 275 mm of height and 340 mm of
        width show all of it.
    noise_sd_hu
        Standard deviation of the noise in soft tissue.
    nodules
        Nodules to place.
    volume_factor
        Volume of every nodule relative to its specification: below 1 for an earlier study of the same patient.
    nodule_factors
        Instead of it, the factor of each nodule in the order of ``nodules``; 0 leaves one out, and the others where
        they are.
    shift_mm
        How far the patient lies from the usual place, LPS mm: another position on the couch.
    acquisition
        Number of the study: another number gives other noise and other UIDs for the same body.
    emphysema
        Share of the upper zones taken by low attenuation areas, 0 to about 0.3.
    blur_mm, slice_blend
        In-plane blur (standard deviation) and the share of each slice that comes from its two neighbours.
    """

    shape: tuple[int, int, int] = (220, 512, 512)
    spacing_mm: tuple[float, float, float] = (1.25, 0.7, 0.7)
    noise_sd_hu: float = 20.0
    nodules: tuple[NoduleSpec, ...] = DEMO_NODULES
    volume_factor: float = 1.0
    nodule_factors: tuple[float, ...] = ()
    shift_mm: tuple[float, float, float] = (0.0, 0.0, 0.0)
    acquisition: int = 1
    emphysema: float = 0.10
    blur_mm: float = 0.65
    slice_blend: float = 0.24
    patient: ImagePatient = DEMO_PATIENT
    study_date: date = DEMO_STUDY_DATE

    @classmethod
    def small(cls, **changes: object) -> "ThoraxSpec":
        """A coarse grid of the whole chest for tests: (80, 160, 160) at 3.4 x 2.2 x 2.2 mm."""
        spec = cls(shape=(80, 160, 160), spacing_mm=(3.4, 2.2, 2.2))
        return replace(spec, **changes)  # type: ignore[arg-type]


@dataclass(frozen=True)
class ThoraxPhantom:
    """A synthetic chest CT and the truth about its nodules (those inside the grid, in the order of the spec)."""

    volume: Volume
    nodules: tuple[PhantomNodule, ...]


def make_thorax(
    spec: ThoraxSpec = ThoraxSpec(), *, seed: int, ctx: JobContext | None = None
) -> ThoraxPhantom:
    """Make a synthetic chest CT.

    Parameters
    ----------
    spec
        Grid, noise and nodules.
    seed
        The body and the places of the nodules follow from it alone; noise also from ``spec.acquisition``.
    ctx
        Progress and cancellation.

    Returns
    -------
    ThoraxPhantom
        int16 HU volume (slice, row, col), slice 0 lowest, and its nodules.

    Raises
    ------
    ValueError
        A nodule finds no room in its zone.
    """
    job = ctx if ctx is not None else NullContext()
    geometry = _geometry(spec, seed)
    grid, first_row = _body_grid(spec, geometry)

    body_rng = np.random.default_rng((seed, 1))
    anatomy = ThoraxAnatomy(body_rng)
    scene = build_scene(anatomy, grid, np.random.default_rng((seed, 2)), job)
    painted, nodules = _nodules(spec, seed, anatomy, scene, grid, geometry, first_row)
    renderer = SliceRenderer(
        anatomy, grid, scene, painted, np.random.default_rng((seed, 3)), emphysema=spec.emphysema
    )
    array = _acquire(spec, renderer, grid, first_row, np.random.default_rng((seed, 4, spec.acquisition)), job)
    return ThoraxPhantom(_volume(spec, seed, array, geometry), tuple(nodules))


def _geometry(spec: ThoraxSpec, seed: int) -> VolumeGeometry:
    dz, dy, dx = spec.spacing_mm
    slices, rows, columns = spec.shape
    affine = np.array(
        [
            [0, 0, dx, -(columns - 1) / 2 * dx],
            [0, dy, 0, -(rows - 1) / 2 * dy],
            [dz, 0, 0, _HEIGHT_MM / 2 - (slices - 1) / 2 * dz],
            [0, 0, 0, 1],
        ],
        np.float64,
    )
    return VolumeGeometry(
        spec.shape, affine, FrameOfReferenceUid(uid_from("phantom", seed, spec.acquisition, "frame"))
    )


def _body_grid(spec: ThoraxSpec, geometry: VolumeGeometry) -> tuple[PhantomGrid, int]:
    """Grid in the anatomy's coordinates, without the rows of mere air, and the first row that it keeps."""
    x, y, z = (float(value) for value in geometry.to_lps_mm((0, 0, 0)) - np.asarray(spec.shift_mm))
    step = spec.spacing_mm[1]
    first = min(max(int((_BODY_Y_MM[0] - y) / step), 0), spec.shape[1] - 2)
    last = max(min(int((_BODY_Y_MM[1] - y) / step) + 1, spec.shape[1]), first + 2)
    return PhantomGrid(
        (spec.shape[0], last - first, spec.shape[2]), spec.spacing_mm, (x, y + first * step, z)
    ), first


def _nodules(
    spec: ThoraxSpec,
    seed: int,
    anatomy: ThoraxAnatomy,
    scene: ThoraxScene,
    grid: PhantomGrid,
    geometry: VolumeGeometry,
    first_row: int,
) -> tuple[list[PaintedNodule], list[PhantomNodule]]:
    centers = place_nodules(spec.nodules, anatomy, scene.large_vessels, np.random.default_rng((seed, 5)))
    painted, nodules = [], []
    for number, (nodule_spec, center) in enumerate(zip(spec.nodules, centers, strict=True)):
        factor = spec.nodule_factors[number] if spec.nodule_factors else spec.volume_factor
        if factor == 0.0:
            continue
        shape = NoduleShape(
            grown(nodule_spec, factor), center, anatomy, np.random.default_rng((seed, 6, number))
        )
        made = make_nodule(shape, grid, geometry, np.asarray(spec.shift_mm, np.float64), first_row)
        if made is not None:
            painted.append(made[0])
            nodules.append(made[1])
    return painted, nodules


def _acquire(
    spec: ThoraxSpec,
    renderer: SliceRenderer,
    grid: PhantomGrid,
    first_row: int,
    rng: np.random.Generator,
    job: JobContext,
) -> NDArray[np.int16]:
    """Scan the scene: in-plane blur, slice profile, correlated noise."""
    slices = spec.shape[0]
    sigma = (spec.blur_mm / spec.spacing_mm[1], spec.blur_mm / spec.spacing_mm[2])
    noise = NoiseField(spec.shape[1:], spec.spacing_mm[1], rng)
    array = np.empty(spec.shape, np.int16)
    share = np.float32(spec.slice_blend / 2)
    before: F32 | None = None
    here = _blurred(renderer.slice(0), sigma)
    for number in range(slices):
        job.check()
        if number % 8 == 0:
            job.progress(0.1 + 0.9 * number / slices, "stage.phantom")
        after = _blurred(renderer.slice(number + 1), sigma) if number + 1 < slices else None
        plane = np.full(spec.shape[1:], AIR_HU, np.float32)
        level = np.full(spec.shape[1:], AIR_NOISE, np.float32)
        body = plane[first_row : first_row + grid.shape[1]]
        body[...] = here * (1 - 2 * share)
        body += (before if before is not None else here) * share
        body += (after if after is not None else here) * share
        level[first_row : first_row + grid.shape[1]] = renderer.noise_level(number)
        if spec.noise_sd_hu > 0:
            level *= np.float32(spec.noise_sd_hu)
            plane += noise.draw(float(grid.z[number])) * level
        np.clip(plane, -1024, 3071, out=plane)
        np.rint(plane, out=plane)
        array[number] = plane.astype(np.int16)
        if after is not None:
            before, here = here, after
    return array


def _blurred(plane: F32, sigma: tuple[float, float]) -> F32:
    return np.asarray(gaussian_filter(plane, sigma, truncate=3.0), np.float32)


class NoiseField:
    """Noise with the texture of a reconstructed CT: correlated over a few pixels, little at low frequencies.

    Fields are drawn once and combined by random shifts, because drawing anew for each slice would take most of
    the time.
    """

    def __init__(self, shape: tuple[int, int], pixel_mm: float, rng: np.random.Generator) -> None:
        self._rng, self._shape = rng, shape
        self._fields = []
        for _ in range(6):
            white = rng.standard_normal(shape, dtype=np.float32)
            fine = gaussian_filter(white, 0.55 / pixel_mm, mode="wrap")
            field = fine - 0.85 * gaussian_filter(white, 1.6 / pixel_mm, mode="wrap")
            self._fields.append((field / field.std()).astype(np.float32))
        streaks = gaussian_filter1d(self._fields[0], 9.0 / pixel_mm, axis=1, mode="wrap")
        self._streaks = (streaks / streaks.std()).astype(np.float32)

    def draw(self, z_mm: float) -> F32:
        """(row, col) noise of unit variance; between the shoulders it runs in horizontal streaks."""
        first, second = self._rng.choice(len(self._fields), 2, replace=False)
        plane = self._moved(self._fields[first]) + self._moved(self._fields[second])[::-1]
        plane *= np.float32(0.7071)
        shoulder = float(np.clip((z_mm - 225) / 30, 0, 1))
        if shoulder > 0:
            plane += self._moved(self._streaks) * np.float32(0.8 * shoulder)
        return plane

    def _moved(self, field: F32) -> F32:
        rows, columns = (int(self._rng.integers(size)) for size in self._shape)
        return np.roll(field, (rows, columns), axis=(0, 1))


def _volume(spec: ThoraxSpec, seed: int, array: NDArray[np.int16], geometry: VolumeGeometry) -> Volume:
    key = ("phantom", seed, spec.acquisition)
    series_uid = SeriesUid(uid_from(*key, spec.shape, spec.spacing_mm, "series"))
    description = SeriesDescription(
        patient=spec.patient,
        study_uid=StudyUid(uid_from(*key, "study")),
        series_uid=series_uid,
        modality="CT",
        study_date=spec.study_date,
        study_description="CT CHEST (SYNTHETIC)",
        series_description="SYNTHETIC PHANTOM 1.25 LUNG"
        if spec.spacing_mm[0] == 1.25
        else "SYNTHETIC PHANTOM",
        series_number=2,
        body_part="CHEST",
        manufacturer="pmdesk",
        scanner_model="thorax phantom",
        kernel="SYNTHETIC",
        slice_thickness_mm=spec.spacing_mm[0],
        contrast=False,
        acquired_at=datetime.combine(spec.study_date, time(9, 30)),
        instance_count=spec.shape[0],
        rows=spec.shape[1],
        columns=spec.shape[2],
    )
    return Volume(
        array=array,
        geometry=geometry,
        unit=Unit.HOUNSFIELD,
        description=description,
        sop_instance_uids=tuple(SopInstanceUid(uid_from(series_uid, k)) for k in range(spec.shape[0])),
        frame_numbers=(1,) * spec.shape[0],
    )
