"""Lungs that are not all air, and chests that are not all lung."""

import time
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace

import numpy as np
import pytest

from pmdesk.core.finding import LungZone, Side, Texture
from pmdesk.core.progress import NullContext
from pmdesk.core.volume import Volume
from pmdesk.imaging.catalog import scan
from pmdesk.imaging.phantom import ThoraxSpec, make_thorax
from pmdesk.imaging.phantom_nodules import NoduleSpec
from pmdesk.inference.lung_mask import LungMask, find_lungs
from pmdesk.services.opening import load_volume
from tests.helpers.shared_data import shared_data
from tests.helpers.simple_chest import BODY_HU, LUNG_HU, chest

SPACING_MM = (4.0, 2.0, 2.0)
FLUID_HU, BULLA_HU = 10, -995


class Chest:
    """The chest of ellipsoids with its coordinates, to be painted on."""

    def __init__(self, **options: object) -> None:
        self.volume = chest(spacing_mm=SPACING_MM, **options)
        index = np.stack(np.indices(self.volume.shape), axis=-1).astype(np.float64)
        self.x, self.y, self.z = np.moveaxis(self.volume.geometry.to_lps_mm(index), -1, 0)
        self.lung = self.volume.array == LUNG_HU
        self.left, self.right = self.lung & (self.x > 0), self.lung & (self.x < 0)
        self.array = self.volume.array.copy()

    def ball(self, xyz_mm: tuple[float, float, float], diameter_mm: float) -> np.ndarray:
        x, y, z = xyz_mm
        distance2 = (self.x - x) ** 2 + (self.y - y) ** 2 + (self.z - z) ** 2
        return self.lung & (distance2 <= (diameter_mm / 2) ** 2)

    def lungs(self) -> LungMask:
        found = find_lungs(replace(self.volume, array=self.array))
        assert found is not None
        return found


def inside(lungs: LungMask, mask: np.ndarray) -> float:
    return lungs.overlap((0, 0, 0), mask)


@pytest.fixture
def body() -> Chest:
    return Chest()


@pytest.mark.parametrize("flips", [(1, 1, 1), (-1, -1, -1)])
def test_a_consolidated_lower_lobe_stays_in_the_lungs(flips: tuple[int, int, int]) -> None:
    body = Chest(flips=flips)
    lobe = body.left & (body.z < -20) & (body.y > 0)
    body.array[lobe] = BODY_HU
    lungs = body.lungs()
    assert inside(lungs, lobe) > 0.95
    assert inside(lungs, body.right) > 0.99


def test_a_nodule_beside_a_consolidation_stays_in_the_lungs(body: Chest) -> None:
    lobe = body.left & (body.z < -20) & (body.y > 0)
    nodule = body.ball((70, -6, -40), 14) | body.ball((112, 15, -24), 10)
    body.array[lobe | nodule] = BODY_HU
    assert inside(body.lungs(), nodule) > 0.95


@pytest.mark.parametrize("upper", [True, False])
def test_a_side_without_air_over_half_its_height_is_filled(body: Chest, upper: bool) -> None:
    gone = body.left & (body.z > 20 if upper else body.z < 0)
    body.array[gone] = BODY_HU
    lungs = body.lungs()
    assert inside(lungs, gone) > 0.95
    assert lungs.locate((70.0, 0.0, -60.0)).zone is LungZone.LOWER
    assert lungs.locate((70.0, 0.0, 60.0)).zone is LungZone.UPPER


@pytest.mark.parametrize("side", [Side.LEFT, Side.RIGHT])
def test_one_lung_alone_is_on_its_own_side_and_the_other_keeps_its_place(body: Chest, side: Side) -> None:
    white = body.left if side is Side.LEFT else body.right
    body.array[white] = BODY_HU
    lungs = body.lungs()
    assert inside(lungs, body.lung) > 0.95
    for x in (-100.0, -40.0, 40.0, 100.0):
        place = lungs.locate((x, 0.0, 60.0))
        assert (place.side, place.zone) == (Side.LEFT if x > 0 else Side.RIGHT, LungZone.UPPER)


def test_fluid_behind_the_lung_takes_no_nodule_with_it(body: Chest) -> None:
    fluid = body.left & (body.y > 30)
    nodule = body.ball((70, 25, 0), 14)
    body.array[fluid] = FLUID_HU
    body.array[nodule] = BODY_HU
    lungs = body.lungs()
    assert inside(lungs, nodule) > 0.99
    assert inside(lungs, fluid) > 0.85


def test_the_dome_of_the_diaphragm_is_not_filled(body: Chest) -> None:
    dome = body.right & (body.z < -50)
    body.array[dome] = BODY_HU
    assert inside(body.lungs(), dome & (body.z < -70)) < 0.1


def test_a_bulla_and_a_pneumothorax_are_air_of_the_lung(body: Chest) -> None:
    bulla = body.ball((70, -20, 50), 60)
    pneumothorax = body.right & (body.y < -45)
    body.array[bulla | pneumothorax] = BULLA_HU
    lungs = body.lungs()
    assert inside(lungs, bulla | pneumothorax) > 0.99
    assert lungs.locate((-70.0, 0.0, 0.0)).zone is LungZone.MIDDLE


@pytest.mark.parametrize("diameter_mm", [6.0, 24.0])
@pytest.mark.parametrize("turn_deg", [0, 60, 120, 180, 240, 300])
@pytest.mark.parametrize("z_mm", [-70.0, 0.0, 70.0])
def test_no_nodule_on_the_pleura_is_lost(diameter_mm: float, turn_deg: int, z_mm: float) -> None:
    body = Chest()
    narrow = (1 - (z_mm / 88) ** 2) ** 0.5
    angle = np.deg2rad(turn_deg)
    # the middle lies on the pleura: half of the nodule is in the lung, flat against the wall
    place = (70 + 52 * narrow * np.cos(angle), 80 * narrow * np.sin(angle), z_mm)
    nodule = body.ball(place, diameter_mm)
    body.array[nodule] = BODY_HU
    assert inside(body.lungs(), nodule) > 0.95


def test_arms_beside_the_body_and_the_table_are_not_lung() -> None:
    body = Chest(size_mm=(200.0, 260.0, 500.0))
    outside = body.array < -400
    outside &= ~body.lung
    arms = ((np.abs(body.x) - 195) / 45) ** 2 + (body.y / 45) ** 2 <= 1
    body.array[arms] = BODY_HU
    body.array[(np.abs(body.y - 118) < 4) & (np.abs(body.x) < 230)] = -200
    # a fold of skin closes the gap between arm and chest: air that reaches no border of the slice
    body.array[(np.abs(np.abs(body.x) - 150) < 15) & (np.abs(body.y + 60) < 8)] = BODY_HU
    lungs = body.lungs()
    assert inside(lungs, body.lung) > 0.99
    assert inside(lungs, outside & (np.abs(body.x) > 160)) < 0.01
    assert lungs.locate((70.0, 0.0, 60.0)).side is Side.LEFT


def test_the_windpipe_above_the_lungs_moves_neither_midline_nor_thirds(body: Chest) -> None:
    trachea = (body.x**2 + (body.y - 20) ** 2 <= 9**2) & (body.z > 20)
    body.array[trachea] = -980
    lungs = body.lungs()
    for x, side in ((-60.0, Side.RIGHT), (60.0, Side.LEFT)):
        assert lungs.locate((x, 0.0, 0.0)).zone is LungZone.MIDDLE
        assert lungs.locate((x, 0.0, 40.0)).zone is LungZone.UPPER
        assert lungs.locate((x, 0.0, 40.0)).side is side


def test_juxtapleural_nodules_of_the_phantom_are_inside() -> None:
    nodules = tuple(
        NoduleSpec(texture, 12.0, side, zone, juxtapleural=True)
        for texture, side, zone in zip(
            (Texture.SOLID, Texture.PART_SOLID, Texture.SOLID, Texture.SOLID),
            (Side.RIGHT, Side.RIGHT, Side.LEFT, Side.LEFT),
            (LungZone.UPPER, LungZone.LOWER, LungZone.MIDDLE, LungZone.LOWER),
            strict=True,
        )
    )
    phantom = make_thorax(ThoraxSpec.small(nodules=nodules), seed=5)
    lungs = find_lungs(phantom.volume)
    assert lungs is not None
    for nodule in phantom.nodules:
        assert lungs.overlap(nodule.segment.offset, nodule.segment.mask) > 0.95
        assert lungs.locate(nodule.center.xyz_lps_mm).side is nodule.spec.side


# two whole CTs of patients


def _thickest(path: str) -> Volume:
    catalog = scan([shared_data(path)], NullContext())
    every = [series for person in catalog.patients for study in person.studies for series in study.series]
    return load_volume(NullContext(), max(every, key=lambda series: len(series.instances)))


def _voxels_of_lidc(volume: Volume, path: str) -> list[tuple[int, np.ndarray, np.ndarray]]:
    """(slice, rows, cols) of every contour of the large nodule in the readers' XML."""
    with zipfile.ZipFile(shared_data(path)) as archive:
        name = next(item for item in archive.namelist() if item.endswith(".xml"))
        root = ET.fromstring(archive.read(name))
    order = {uid: number for number, uid in enumerate(volume.sop_instance_uids)}
    contours = []
    for roi in root.iter("{http://www.nih.gov}roi"):
        edges = [[int(point.text or 0) for point in edge] for edge in roi.iter("{http://www.nih.gov}edgeMap")]
        uid = roi.findtext("{http://www.nih.gov}imageSOP_UID")
        if len(edges) > 20 and uid in order:
            columns, rows = np.array(edges).T
            contours.append((order[uid], rows, columns))
    return contours


def test_the_tumour_of_a_patient_is_inside_and_the_mask_is_quick() -> None:
    path = "ct/lidc-idri-0001.zip"
    volume = _thickest(path)
    started = time.process_time()
    lungs = find_lungs(volume)
    seconds = time.process_time() - started
    assert lungs is not None
    contours = _voxels_of_lidc(volume, path)
    assert len(contours) > 20
    mask = np.zeros(volume.shape, bool)
    for number, rows, columns in contours:
        mask[number, rows, columns] = True
    assert lungs.overlap((0, 0, 0), mask) > 0.98
    # generous for a shared machine: 3 s of one core for 300 slices are asked for
    assert seconds < 3 * 3.0 * volume.shape[0] / 300


def test_the_tumour_of_thick_slices_is_inside() -> None:
    path = "ct/lung-pet-ct-dx-A0002.zip"
    volume = _thickest(path)
    lungs = find_lungs(volume)
    assert lungs is not None
    order = {uid: number for number, uid in enumerate(volume.sop_instance_uids)}
    shares = []
    with zipfile.ZipFile(shared_data(path)) as archive:
        for name in archive.namelist():
            uid = name.rsplit("/", 1)[-1].removesuffix(".xml")
            if not name.endswith(".xml") or uid not in order:
                continue
            box = ET.fromstring(archive.read(name)).find("object/bndbox")
            assert box is not None
            left, top, right, bottom = (int(item.text or 0) for item in box)
            mask = np.zeros(volume.shape, bool)
            mask[order[uid], top:bottom, left:right] = True
            shares.append(lungs.overlap((0, 0, 0), mask & (volume.array > -300)))
    assert len(shares) == 8
    assert min(shares) > 0.9, shares
