import shutil
import stat
import zipfile
from datetime import date
from pathlib import Path
from types import SimpleNamespace

import pytest
from pydicom import Dataset

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError, InputError
from pmdesk.core.progress import NullContext
from pmdesk.imaging.catalog import Catalog, SeriesKind, scan
from pmdesk.imaging.loader import load_series
from pmdesk.imaging.text_encoding import TextEncoding
from tests.helpers.dicom_factory import (
    CHINESE_NAME,
    in_colour,
    oblique_affine,
    small_volume,
    truncate,
    without,
    write_dicomdir,
    write_series,
)


def catalog_of(*paths: Path) -> Catalog:
    return scan(paths, NullContext())


def codes_of(catalog: Catalog) -> list[ErrorCode]:
    return [problem.error.code for problem in catalog.problems]


def test_a_series_is_described_as_its_headers_do(tmp_path: Path) -> None:
    write_series(tmp_path)
    (series,) = catalog_of(tmp_path).series
    description = series.description
    assert description.patient.name == CHINESE_NAME
    assert description.patient.birth_date == date(1960, 3, 4)
    assert description.patient.age_years == 61
    assert (description.modality, description.body_part) == ("CT", "CHEST")
    assert description.study_date == date(2021, 5, 6)
    assert description.series_description == "Thorax 薄层"
    assert description.slice_thickness_mm == 2.5
    assert description.contrast is None
    assert (description.instance_count, description.rows, description.columns) == (6, 16, 20)
    assert series.text_encoding is TextEncoding.DECLARED
    assert series.is_loadable


def test_two_patients_in_one_folder_stay_two(tmp_path: Path) -> None:
    write_series(tmp_path, small_volume(seed="a"), seed="a", file_name="a{}".format)
    other = small_volume(seed="b", patient_id="P2", name="Li^Si")
    write_series(tmp_path, other, seed="b", file_name="b{}".format)
    catalog = catalog_of(tmp_path)
    assert [patient.patient.patient_id for patient in catalog.patients] == ["P2", "P1"]
    assert all(len(patient.studies[0].series[0].instances) == 6 for patient in catalog.patients)


def test_the_same_id_with_another_birth_date_is_another_patient(tmp_path: Path) -> None:
    write_series(tmp_path / "a", small_volume(seed="a"), seed="a")
    write_series(tmp_path / "b", small_volume(seed="b", birth_date=date(1970, 1, 1)), seed="b")
    assert len(catalog_of(tmp_path).patients) == 2


def test_series_and_studies_of_one_patient_are_told_apart(tmp_path: Path) -> None:
    for seed, number in (("a", 1), ("a", 2), ("b", 1)):
        folder = tmp_path / "混合"
        volume = small_volume(seed=seed, series_number=number)
        write_series(folder, volume, seed=f"{seed}{number}", file_name=f"{seed}{number}-{{}}".format)
    (patient,) = catalog_of(tmp_path).patients
    assert sorted(len(study.series) for study in patient.studies) == [1, 2]


def test_unsorted_files_without_extension_in_folders_of_any_name_are_found(tmp_path: Path) -> None:
    write_series(tmp_path / "患者 甲" / "扫描", file_name=lambda number: f"{(number * 7) % 13:02d}")
    catalog = catalog_of(tmp_path)
    assert len(catalog.series[0].instances) == 6
    assert catalog.problems == ()


def test_single_files_can_be_named(tmp_path: Path) -> None:
    paths = write_series(tmp_path)
    assert len(catalog_of(*paths[:2]).series[0].instances) == 2


def test_the_same_instance_twice_counts_once(tmp_path: Path) -> None:
    paths = write_series(tmp_path)
    shutil.copy(paths[0], tmp_path / "copy.dcm")
    catalog = catalog_of(tmp_path)
    assert len(catalog.series[0].instances) == 6
    assert catalog.duplicate_count == 1


def test_a_localizer_in_the_series_becomes_a_set_of_its_own(tmp_path: Path) -> None:
    def localizer(index: int, dataset: Dataset) -> Dataset:
        if index == 0:
            dataset.ImageType = ["ORIGINAL", "PRIMARY", "LOCALIZER"]
            dataset.ImageOrientationPatient = ["1", "0", "0", "0", "0", "-1"]
        return dataset

    write_series(tmp_path, change=localizer)
    catalog = catalog_of(tmp_path)
    axial, scout = catalog.series
    assert (len(axial.instances), len(scout.instances)) == (5, 1)
    assert (axial.display_set, scout.display_set) == (0, 1)
    assert scout.is_localizer
    assert catalog.main_series() is axial
    assert catalog.find(axial.series_uid, 1) is scout


def test_orientations_and_sizes_are_split(tmp_path: Path) -> None:
    write_series(tmp_path / "a", small_volume(), seed="1")
    write_series(tmp_path / "b", small_volume(affine=oblique_affine(90)), seed="2")
    write_series(tmp_path / "c", small_volume(shape=(3, 8, 8)), seed="3")

    assert [len(series.instances) for series in catalog_of(tmp_path).series] == [6, 6, 3]


def test_two_phases_at_the_same_places_are_split(tmp_path: Path) -> None:
    for number in (1, 2):

        def phase(index: int, dataset: Dataset, number: int = number) -> Dataset:
            dataset.AcquisitionNumber = number
            dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = (
                f"1.2.{number}.{index + 1}"
            )
            return dataset

        write_series(tmp_path / str(number), change=phase)
    assert [len(series.instances) for series in catalog_of(tmp_path).series] == [6, 6]


def test_a_frame_of_reference_for_every_slice_does_not_tear_a_series_apart(tmp_path: Path) -> None:
    def own_frame(index: int, dataset: Dataset) -> Dataset:
        dataset.FrameOfReferenceUID = f"1.2.3.{index + 1}"
        return dataset

    def once_more(index: int, dataset: Dataset) -> Dataset | None:
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = "1.2.3.99"
        dataset.FrameOfReferenceUID = "1.2.3.98"
        return dataset if index == 2 else None

    write_series(tmp_path / "a", change=own_frame)
    assert len(catalog_of(tmp_path).series) == 1
    write_series(tmp_path / "b", change=once_more)
    assert len(catalog_of(tmp_path).series) == 1


def test_objects_without_images_are_listed_as_such(tmp_path: Path) -> None:
    write_series(tmp_path / "ct")

    def report(index: int, dataset: Dataset) -> Dataset | None:
        for keyword in ("PixelData", "Rows", "Columns"):
            delattr(dataset, keyword)
        dataset.SOPClassUID = dataset.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.88.33"
        dataset.Modality = "SR"
        dataset.SeriesInstanceUID = "1.2.3.4"
        dataset.SOPInstanceUID = "1.2.3.4.5"
        return dataset if index == 0 else None

    write_series(tmp_path / "sr", change=report)
    images, objects = catalog_of(tmp_path).series
    assert (images.kind, objects.kind) == (SeriesKind.IMAGES, SeriesKind.OBJECTS)
    assert objects.description.modality == "SR"
    assert not objects.is_loadable


def test_broken_files_are_problems_and_the_rest_still_opens(tmp_path: Path) -> None:
    paths = write_series(tmp_path)
    truncate(paths[1], keep=0.2)
    (tmp_path / "notes.txt").write_text("no DICOM, only words", encoding="utf-8")
    (tmp_path / "empty.dcm").touch()
    catalog = catalog_of(tmp_path)
    assert len(catalog.series[0].instances) == 5
    named = {Path(problem.path).name: problem.error.code for problem in catalog.problems}
    assert named == {
        "IM0002.dcm": ErrorCode.DICOM_TRUNCATED,
        "notes.txt": ErrorCode.NOT_DICOM,
        "empty.dcm": ErrorCode.FILE_EMPTY,
    }


def test_a_file_cut_off_in_its_pixels_stays_in_the_series_as_a_hole(tmp_path: Path) -> None:
    truncate(write_series(tmp_path)[1], keep=0.9)
    catalog = catalog_of(tmp_path)
    assert codes_of(catalog) == [ErrorCode.DICOM_TRUNCATED]
    assert [item.problem for item in catalog.series[0].instances].count(ErrorCode.DICOM_TRUNCATED) == 1


def test_images_without_pixels_are_named(tmp_path: Path) -> None:
    write_series(tmp_path, change=without("PixelData"))
    catalog = catalog_of(tmp_path)
    assert set(codes_of(catalog)) == {ErrorCode.NO_PIXEL_DATA}
    problem = catalog.series[0].problem
    assert problem is not None
    assert problem.code is ErrorCode.NO_PIXEL_DATA


def test_colour_images_are_listed_with_the_reason(tmp_path: Path) -> None:
    write_series(tmp_path, change=in_colour)
    (series,) = catalog_of(tmp_path).series
    assert series.problem is not None
    assert series.problem.code is ErrorCode.COLOUR_IMAGES


def test_a_folder_without_images_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        catalog_of(tmp_path)
    assert caught.value.code is ErrorCode.NO_IMAGES_FOUND
    assert caught.value.params["path"] == str(tmp_path)


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        catalog_of(tmp_path / "gone")
    assert caught.value.code is ErrorCode.FILE_NOT_FOUND


def test_undeclared_gb18030_names_are_read_and_said_to_be_guessed(tmp_path: Path) -> None:
    def undeclared(_: int, dataset: Dataset) -> Dataset:
        del dataset.SpecificCharacterSet
        for keyword in ("StudyDescription", "SeriesDescription"):
            setattr(dataset, keyword, "CT")
        dataset.PatientName = "王^小东".encode("gb18030")
        return dataset

    write_series(tmp_path, change=undeclared)
    (series,) = catalog_of(tmp_path).series
    assert series.description.patient.name == "王^小东"
    assert series.text_encoding is TextEncoding.GB18030


def test_cancelling_stops_the_scan(tmp_path: Path) -> None:
    class Cancelled(NullContext):
        def check(self) -> None:
            raise CancelledError

    write_series(tmp_path)
    with pytest.raises(CancelledError):
        scan([tmp_path], Cancelled())


def zip_folder(folder: Path, archive: Path) -> Path:
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        for path in sorted(folder.rglob("*")):
            target.write(path, path.relative_to(folder))
    return archive


def test_a_zip_opens_like_a_folder_and_leaves_nothing_behind(tmp_path: Path) -> None:
    write_series(tmp_path / "ct")
    archive = zip_folder(tmp_path / "ct", tmp_path / "病例.zip")
    with catalog_of(archive) as catalog:
        (series,) = catalog.series
        unpacked = Path(series.instances[0].path)
        assert unpacked.exists()
        volume = load_series(series, NullContext())
    assert volume.shape == (6, 16, 20)
    assert not unpacked.exists()


def test_a_zip_inside_a_zip_opens_and_deeper_ones_are_refused(tmp_path: Path) -> None:
    write_series(tmp_path / "ct")
    inner = (
        zip_folder(tmp_path / "ct", tmp_path / "a" / "inner.zip")
        if (tmp_path / "a").mkdir() is None
        else None
    )
    assert inner is not None
    middle = zip_folder(tmp_path / "a", tmp_path / "middle.zip")
    with catalog_of(middle) as catalog:
        assert len(catalog.series[0].instances) == 6
    (tmp_path / "b").mkdir()
    shutil.move(middle, tmp_path / "b" / "middle.zip")
    outer = zip_folder(tmp_path / "b", tmp_path / "outer.zip")
    with pytest.raises(InputError) as caught:
        catalog_of(outer)
    assert caught.value.code is ErrorCode.ARCHIVE_UNSAFE


def encrypt_flags(archive: Path) -> None:
    """Set the encryption bit of every member, as a password-protected zip has it."""
    content = bytearray(archive.read_bytes())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + offset] |= 1
            at = content.find(signature, at + 4)
    archive.write_bytes(bytes(content))


def test_an_encrypted_zip_is_named_and_the_rest_still_opens(tmp_path: Path) -> None:
    write_series(tmp_path / "ct")
    archive = zip_folder(tmp_path / "ct", tmp_path / "secret.zip")
    encrypt_flags(archive)
    with pytest.raises(InputError) as caught:
        catalog_of(archive)
    assert caught.value.code is ErrorCode.ARCHIVE_ENCRYPTED
    assert caught.value.params == {"path": str(archive), "count": 6}
    catalog = catalog_of(tmp_path)
    assert codes_of(catalog) == [ErrorCode.ARCHIVE_ENCRYPTED]
    assert len(catalog.series[0].instances) == 6


@pytest.mark.parametrize(
    "name", ["../outside.dcm", "/abs.dcm", "a/../../b.dcm", "C:\\evil.dcm", "..\\up.dcm"]
)
def test_a_zip_whose_names_lead_outside_is_refused(tmp_path: Path, name: str) -> None:
    archive = tmp_path / "evil.zip"
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr(name, b"x" * 200)
    with pytest.raises(InputError) as caught:
        catalog_of(archive)
    assert caught.value.code is ErrorCode.ARCHIVE_UNSAFE


def test_a_zip_with_links_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "links.zip"
    member = zipfile.ZipInfo("link")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(archive, "w") as target:
        target.writestr(member, "/etc/passwd")
    with pytest.raises(InputError) as caught:
        catalog_of(archive)
    assert caught.value.code is ErrorCode.ARCHIVE_UNSAFE


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pmdesk.imaging.archive.RATIO_FREE_BYTES", 1024 * 1024)
    archive = tmp_path / "bomb.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("zeros", b"\0" * 4 * 1024 * 1024)
    with pytest.raises(InputError) as caught:
        catalog_of(archive)
    assert caught.value.code is ErrorCode.ARCHIVE_TOO_LARGE


def test_a_disk_too_full_to_unpack_is_told_and_the_rest_still_opens(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_series(tmp_path / "ct")
    archive = zip_folder(tmp_path / "ct", tmp_path / "case.zip")
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=100))
    with pytest.raises(FailedError) as caught:
        catalog_of(archive)
    assert caught.value.code is ErrorCode.DISK_FULL
    assert len(catalog_of(tmp_path).series[0].instances) == 6


def test_what_cannot_be_shown_out_of_a_zip_is_named_as_the_user_knows_it(tmp_path: Path) -> None:
    write_series(tmp_path / "ct", change=in_colour)
    archive = zip_folder(tmp_path / "ct", tmp_path / "case.zip")
    with catalog_of(archive) as catalog:
        problem = catalog.series[0].problem
        assert problem is not None
        assert problem.params["path"] == f"{archive}/IM0001.dcm"


def test_a_broken_zip_is_named(tmp_path: Path) -> None:
    write_series(tmp_path / "ct")
    archive = truncate(zip_folder(tmp_path / "ct", tmp_path / "broken.zip"), keep=0.5)
    with pytest.raises(InputError) as caught:
        catalog_of(archive)
    assert caught.value.code is ErrorCode.ARCHIVE_BROKEN


def test_a_member_with_a_wrong_checksum_is_left_out_by_name(tmp_path: Path) -> None:
    write_series(tmp_path / "ct")
    archive = tmp_path / "one-bad.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for path in sorted((tmp_path / "ct").iterdir()):
            target.write(path, path.name)
    content = bytearray(archive.read_bytes())
    content[2000] ^= 0xFF
    archive.write_bytes(bytes(content))
    with catalog_of(archive) as catalog:
        assert len(catalog.series[0].instances) == 5
        assert codes_of(catalog) == [ErrorCode.ARCHIVE_BROKEN]
        assert catalog.problems[0].path.startswith(f"{archive}/IM")


def test_a_dicomdir_brings_the_files_it_lists(tmp_path: Path) -> None:
    dicomdir = write_dicomdir(tmp_path / "media", write_series(tmp_path / "source"))
    assert len(catalog_of(dicomdir).series[0].instances) == 6
    next(path for path in (tmp_path / "media").rglob("*") if path.is_file() and path != dicomdir).unlink()
    catalog = catalog_of(dicomdir)
    assert len(catalog.series[0].instances) == 5
    assert codes_of(catalog) == [ErrorCode.FILE_NOT_FOUND]


def test_a_folder_with_a_dicomdir_needs_it_not(tmp_path: Path) -> None:
    write_series(tmp_path)
    (tmp_path / "DICOMDIR").write_bytes(b"whatever")
    assert catalog_of(tmp_path).problems == ()
