import shutil
import subprocess
from datetime import date
from pathlib import Path

import numpy as np
import pydicom
import pytest
from pydicom.pixels import apply_rescale

from pmdesk.imaging.dicom_writer import SYNTHETIC_COMMENT, uid_from, write_ct_series
from tests.helpers.dicom_factory import CHINESE_NAME, small_volume, tilted_affine


def test_values_and_places_come_back(tmp_path: Path) -> None:
    volume = small_volume(affine=tilted_affine(20))
    paths = write_ct_series(volume, tmp_path)
    assert len(paths) == volume.shape[0]
    for index, path in enumerate(paths):
        dataset = pydicom.dcmread(path)
        np.testing.assert_array_equal(apply_rescale(dataset.pixel_array, dataset), volume.array[index])
        np.testing.assert_allclose(
            np.array(dataset.ImagePositionPatient, float), volume.geometry.to_lps_mm((index, 0, 0)), atol=1e-6
        )
        row_direction = np.array(dataset.ImageOrientationPatient[:3], float)
        np.testing.assert_allclose(row_direction, volume.geometry.directions[:, 2], atol=1e-9)


def test_the_patient_is_written_in_utf_8(tmp_path: Path) -> None:
    dataset = pydicom.dcmread(write_ct_series(small_volume(), tmp_path)[0])
    assert dataset.SpecificCharacterSet == "ISO_IR 192"
    assert str(dataset.PatientName) == CHINESE_NAME
    assert dataset.PatientBirthDate == date(1960, 3, 4).strftime("%Y%m%d")
    assert (dataset.PatientSex, dataset.PatientAge) == ("F", "061Y")
    assert dataset.StudyDescription == "CT 胸部"


def test_the_same_seed_writes_the_same_files(tmp_path: Path) -> None:
    first = write_ct_series(small_volume(), tmp_path / "a", uid_seed="x")
    second = write_ct_series(small_volume(), tmp_path / "b", uid_seed="x")
    other = write_ct_series(small_volume(), tmp_path / "c", uid_seed="y")
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert first[0].read_bytes() != other[0].read_bytes()


def test_uids_are_valid_and_differ() -> None:
    uids = {uid_from("seed", number) for number in range(50)}
    assert len(uids) == 50
    assert all(pydicom.uid.UID(uid).is_valid for uid in uids)


def test_a_synthetic_image_says_so(tmp_path: Path) -> None:
    dataset = pydicom.dcmread(write_ct_series(small_volume(), tmp_path, synthetic=True)[0])
    assert dataset.ImageComments == SYNTHETIC_COMMENT
    assert dataset.ImageType[0] == "DERIVED"


def test_values_beyond_twelve_bits_are_kept(tmp_path: Path) -> None:
    values = np.zeros((1, 8, 8), np.int16)
    values[0, 0, :2] = (-3024, 20000)
    dataset = pydicom.dcmread(write_ct_series(small_volume(values=values), tmp_path)[0])
    assert apply_rescale(dataset.pixel_array, dataset)[0, :2].tolist() == [-3024, 20000]


def test_values_beyond_sixteen_bits_are_refused(tmp_path: Path) -> None:
    volume = small_volume(values=np.full((1, 4, 4), 32000, np.int16))
    with pytest.raises(ValueError, match="16 bits"):
        write_ct_series(volume, tmp_path)


@pytest.mark.parametrize(
    "syntax",
    [
        "1.2.840.10008.1.2",
        "1.2.840.10008.1.2.1",
        "1.2.840.10008.1.2.2",
        "1.2.840.10008.1.2.5",
        "1.2.840.10008.1.2.4.80",
    ],
)
def test_dciodvfy_finds_no_error(tmp_path: Path, syntax: str) -> None:
    if shutil.which("dciodvfy") is None:
        pytest.skip("dciodvfy (package dicom3tools) is not installed")
    path = write_ct_series(small_volume(), tmp_path, transfer_syntax=syntax, synthetic=True)[0]
    report = subprocess.run(["dciodvfy", str(path)], capture_output=True, text=True, check=False).stderr
    assert "Error" not in report, report
    assert "CTImage" in report
