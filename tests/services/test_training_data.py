"""What the trainers of the later stages get from the earlier ones."""

import csv
import io
import zipfile
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

torch = pytest.importorskip("torch", reason="the extra `train` is not installed")

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError, InputError  # noqa: E402
from pmdesk.core.progress import NullContext  # noqa: E402
from pmdesk.imaging.dicom_writer import write_ct_series  # noqa: E402
from pmdesk.inference.package import load_package  # noqa: E402
from pmdesk.inference.registry import ModelRegistry  # noqa: E402
from pmdesk.services.training_data import marked_scan, prepare  # noqa: E402
from pmdesk.training.candidate_samples import load_scans  # noqa: E402
from pmdesk.training.lidc_nodules import read_nodules  # noqa: E402
from pmdesk.training.nodule_malignancy import load_rated  # noqa: E402
from pmdesk.training.trainers import TrainingRequest  # noqa: E402
from tests.helpers.simple_chest import Ball, chest  # noqa: E402
from tests.helpers.tiny_lidc import write_tiny_lidc, write_tiny_ratings  # noqa: E402
from tests.helpers.tiny_model import write_tiny_package  # noqa: E402
from tests.helpers.tiny_stages import write_tiny_outline  # noqa: E402
from tests.helpers.tiny_training import CANDIDATE_CONFIG, MALIGNANCY_CONFIG, write_config  # noqa: E402

SPACING_MM = (3.0, 1.8, 1.8)
BALLS = (Ball((60.0, 0.0, 20.0), 14.0), Ball((-60.0, 0.0, -10.0), 14.0))


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    write_tiny_package(folder / "finder")
    write_tiny_outline(folder / "outline")
    return ModelRegistry(folder)


@pytest.fixture(scope="module")
def finder(models):
    return load_package(models.load("lung-nodule-segmentation", "cpu").folder, "cpu")


@pytest.fixture
def request_for(tmp_path):
    def make(model, config, **changes):
        return TrainingRequest(model, tmp_path, tmp_path / "run", write_config(tmp_path, config), **changes)

    return make


def said(code, work):
    with pytest.raises(InputError) as refused:
        work()
    assert refused.value.code is code


def rated_folder(folder):
    """The tiny ratings with the columns of the four readers."""
    write_tiny_ratings(write_tiny_lidc(folder))
    path = folder / "nodules.csv"
    rows = list(csv.DictReader(path.read_text().splitlines()))
    for row in rows:
        for reader in range(1, 5):
            row[f"Malignancy_{reader}"] = round(float(row["malignancy_mean"])) * (
                reader <= int(row["n_raters"])
            )
    with path.open("w", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return folder


def test_marks_lie_on_the_balls_and_know_the_annotated_ones(finder):
    volume = chest(BALLS, spacing_mm=SPACING_MM)
    marked = marked_scan(NullContext(), "A", volume, finder, [(BALLS[0].xyz_mm, 7.0)])
    assert (marked.name, marked.spacing_mm, marked.planes.dtype) == ("A", volume.spacing_mm, np.int16)
    for ball, nodule in zip(BALLS, (True, False), strict=True):
        index = volume.geometry.to_index(ball.xyz_mm)
        near = [place for place in marked.places if np.linalg.norm(np.subtract(place.center, index)) < 3]
        assert [place.nodule for place in near] == [nodule]
        assert near[0].first <= index[0] <= near[0].last
        assert 0.5 < near[0].peak <= 1


def test_marks_keep_what_the_product_leaves_out_for_its_shape(finder):
    volume = chest(spacing_mm=SPACING_MM)
    array = volume.array.copy()
    at = [round(value) for value in volume.geometry.to_index((70.0, 0.0, 0.0))]
    array[at[0] - 14 : at[0] + 14, at[1] - 2 : at[1] + 2, at[2] - 2 : at[2] + 2] = 30
    marked = marked_scan(NullContext(), "vessel", replace(volume, array=array), finder)
    assert len(marked.places) == 1
    assert not marked.places[0].nodule


def test_a_scan_without_lungs_gives_no_marks(finder):
    assert marked_scan(NullContext(), "A", chest(lungs=False, spacing_mm=SPACING_MM), finder) is None


def background_zip(path, volume):
    low = [axis.min() for axis in np.nonzero(volume.array == -850)]
    high = [axis.max() + 1 for axis in np.nonzero(volume.array == -850)]
    lungs = volume.array[tuple(slice(a, b) for a, b in zip(low, high, strict=True))]
    columns = "scan,slice,file,pixel_spacing_mm,slice_spacing_mm,licence,hu_slope,hu_intercept".split(",")
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(columns)
    with zipfile.ZipFile(path, "w") as archive:
        for index, plane in enumerate(lungs):
            grey = io.BytesIO()
            Image.fromarray(np.rint((plane + 1024) / 6).clip(0, 255).astype(np.uint8)).save(grey, "PNG")
            archive.writestr(f"{index}.png", grey.getvalue())
            writer.writerow(["B", index, f"{index}.png", SPACING_MM[1], SPACING_MM[0], "test", 6, -1024])
        archive.writestr("index.csv", table.getvalue())
    return path


def test_marks_of_scans_and_background_are_made_once(models, request_for, tmp_path):
    volume = chest(BALLS, spacing_mm=SPACING_MM)
    write_ct_series(volume, tmp_path / "胸部", synthetic=True)
    zipped = background_zip(tmp_path / "background.zip", chest(BALLS[:1], spacing_mm=SPACING_MM))
    annotated = '\n[data.annotated]\n"胸部" = [[60.0, 0.0, 20.0, 7.0]]\n[network]'
    request = request_for(
        "nodule-candidate",
        CANDIDATE_CONFIG.replace("\n[network]", annotated),
        scans=(tmp_path / "胸部",),
        background=(zipped,),
    )
    prepare(NullContext(), request, models)
    scans = {scan.name: scan for scan in load_scans(tmp_path / "run" / "marked.npz")}
    assert set(scans) == {"胸部", "B"}
    assert sorted(place.nodule for place in scans["胸部"].places) == [False, True]
    assert [place.nodule for place in scans["B"].places] == [False]
    # without any package: nothing is made anew
    prepare(NullContext(), request, ModelRegistry(tmp_path / "no-models"))
    assert [path.name for path in (tmp_path / "run").iterdir()] == ["marked.npz"]


def test_outlined_crops_are_made_of_every_sound_and_rated_nodule(models, request_for, tmp_path):
    rated_folder(tmp_path)
    request = request_for("nodule-malignancy", MALIGNANCY_CONFIG)
    prepare(NullContext(), request, models)
    crops = load_rated(tmp_path / "run" / "rated.npz", read_nodules(tmp_path))
    # nodule 10 has a poor outline
    assert [row.nodule_id for row in crops.rows] == [*range(1, 10), 11, 12]
    assert crops.crops.shape == crops.masks.shape == (11, 3, 56, 56)
    assert (crops.crops.dtype, crops.masks.dtype) == (np.int16, np.uint8)
    for hu, mask in zip(crops.crops, crops.masks, strict=True):
        assert mask[1, 28, 28] == 255
        assert np.count_nonzero((mask[1] > 127) ^ (hu[1] > -400)) < 60


@pytest.mark.parametrize(
    ("model", "config", "changes"),
    [("nodule-candidate", CANDIDATE_CONFIG, {}), ("nodule-malignancy", "[data]\n", {})],
)
def test_what_cannot_be_prepared_is_bad_input(models, request_for, tmp_path, model, config, changes):
    request = request_for(model, config, **changes)
    code = ErrorCode.BAD_USAGE if config is CANDIDATE_CONFIG else ErrorCode.DATA_INVALID
    said(code, lambda: prepare(NullContext(), request, models))
    assert not (tmp_path / "run" / "marked.npz").exists()


def test_a_table_without_the_readers_own_ratings_is_said_so(models, request_for, tmp_path):
    write_tiny_ratings(write_tiny_lidc(tmp_path))
    request = request_for("nodule-malignancy", MALIGNANCY_CONFIG)
    said(ErrorCode.DATA_EMPTY, lambda: prepare(NullContext(), request, models))


def test_no_configuration_no_data_and_no_lungs_are_bad_input(models, request_for, tmp_path):
    gone = replace(request_for("nodule-malignancy", MALIGNANCY_CONFIG), config=tmp_path / "gone.toml")
    said(ErrorCode.FILE_NOT_FOUND, lambda: prepare(NullContext(), gone, models))
    no_table = request_for("nodule-malignancy", MALIGNANCY_CONFIG)
    said(ErrorCode.FILE_NOT_FOUND, lambda: prepare(NullContext(), no_table, models))
    write_ct_series(chest(lungs=False, spacing_mm=SPACING_MM), tmp_path / "ct", synthetic=True)
    lungless = request_for("nodule-candidate", CANDIDATE_CONFIG, scans=(tmp_path / "ct",))
    said(ErrorCode.DATA_INVALID, lambda: prepare(NullContext(), lungless, models))


def test_without_the_earlier_package_it_says_which(request_for, tmp_path):
    rated_folder(tmp_path)
    request = request_for("nodule-malignancy", MALIGNANCY_CONFIG)
    with pytest.raises(FailedError) as failed:
        prepare(NullContext(), request, ModelRegistry(tmp_path / "none"))
    assert failed.value.code is ErrorCode.MODEL_NOT_FOUND


class Cancelled(NullContext):
    def check(self):
        raise CancelledError


def test_a_cancelled_preparation_leaves_no_half_file(models, request_for, tmp_path):
    rated_folder(tmp_path)
    with pytest.raises(CancelledError):
        prepare(Cancelled(), request_for("nodule-malignancy", MALIGNANCY_CONFIG), models)
    assert not (tmp_path / "run").exists() or not any((tmp_path / "run").iterdir())


def test_what_needs_no_preparation_gets_none(models, request_for, tmp_path):
    prepare(NullContext(), request_for("nodule-segmentation", ""), models)
    prepare(NullContext(), request_for("brain", ""), models)
    assert not (tmp_path / "run").exists()
