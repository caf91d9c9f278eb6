import errno
import shutil
import subprocess
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import highdicom as hd
import numpy as np
import pytest
from pydicom import Dataset

from pmdesk.core.errors import ErrorCode, FailedError, InputError
from pmdesk.core.finding import Finding, LungLocation, ReviewStatus, Side
from pmdesk.core.ids import FindingId
from pmdesk.core.prediction import Prediction
from pmdesk.core.progress import NullContext
from pmdesk.core.provenance import ModelIdentity, Provenance
from pmdesk.core.segmentation import Segment
from pmdesk.core.volume import Volume
from pmdesk.imaging.catalog import scan
from pmdesk.imaging.loader import load_series
from pmdesk.imaging.segmentation_io import write_segmentation
from tests.helpers.dicom_factory import small_volume, tilted_affine, write_series
from tests.helpers.shared_data import shared_data_unpacked

MODEL = ModelIdentity("lung-nodule-segmentation", "1.0.0", "ab" * 32)
PREDICTION = Prediction(0.9, None, Provenance(MODEL, "CPU", datetime(2026, 1, 1, tzinfo=UTC)))

Box = tuple[slice, slice, slice]


@pytest.fixture
def volume(tmp_path: Path) -> Volume:
    write_series(tmp_path / "ct")
    return load(tmp_path / "ct")


def load(folder: Path) -> Volume:
    series = scan([folder], NullContext()).main_series()
    assert series is not None
    return load_series(series, NullContext())


def finding(
    volume: Volume, number: int, box: Box | None, detection: Prediction | None = PREDICTION
) -> Finding:
    segment = None
    if box is not None:
        mask = np.zeros(volume.shape, bool)
        mask[box] = True
        segment = Segment.from_full_mask(volume.geometry, mask)
    return Finding(
        FindingId(f"finding-{number}"),
        number,
        volume.description.series_uid,
        volume.geometry.center,
        LungLocation(Side.RIGHT),
        segment,
        None,
        detection,
    )


def two_findings(volume: Volume) -> list[Finding]:
    return [
        finding(volume, 4, (slice(1, 3), slice(2, 6), slice(3, 9))),
        finding(volume, 7, (slice(4, 6), slice(8, 12), slice(10, 15))),
    ]


def masks_of(path: Path, volume: Volume) -> np.ndarray:
    """(slice, row, col, segment) of what the object holds, on every source image."""
    segmentation = hd.seg.segread(path)
    return segmentation.get_pixels_by_source_instance(
        source_sop_instance_uids=list(volume.sop_instance_uids), assert_missing_frames_are_empty=True
    )


def assert_holds(path: Path, volume: Volume, findings: Sequence[Finding]) -> None:
    stored = masks_of(path, volume)
    for number, item in enumerate(findings):
        assert item.segment is not None
        expected = np.zeros(volume.shape, np.uint8)
        expected[item.segment.slices] = item.segment.mask
        np.testing.assert_array_equal(stored[..., number], expected)


def assert_valid(path: Path) -> None:
    if shutil.which("dciodvfy") is None:
        pytest.skip("dciodvfy (package dicom3tools) is not installed")
    report = subprocess.run(["dciodvfy", str(path)], capture_output=True, text=True, check=False).stderr
    assert "Error" not in report, report
    assert "Segmentation" in report


def test_masks_come_back_on_the_slices_they_were_drawn_on(volume: Volume, tmp_path: Path) -> None:
    path = tmp_path / "segmentation.dcm"
    findings = two_findings(volume)
    assert write_segmentation(volume, findings, path, model=MODEL)
    assert_holds(path, volume, findings)


def test_each_segment_says_what_it_is_and_who_found_it(volume: Volume, tmp_path: Path) -> None:
    path = tmp_path / "segmentation.dcm"
    findings = [
        *two_findings(volume),
        finding(volume, 8, (slice(0, 1), slice(0, 3), slice(0, 3)), detection=None),
        finding(volume, 9, (slice(0, 1), slice(5, 7), slice(0, 3))).with_changes(status=ReviewStatus.EDITED),
    ]
    write_segmentation(volume, findings, path, model=MODEL)
    first, _, drawn, edited = hd.seg.segread(path).SegmentSequence
    assert first.SegmentLabel == "Nodule 4"
    assert first.SegmentedPropertyTypeCodeSequence[0].CodeValue == "27925004"
    assert first.AnatomicRegionSequence[0].CodeMeaning == "Lung"
    assert first.AnatomicRegionSequence[0].AnatomicRegionModifierSequence[0].CodeMeaning == "Right"
    assert first.TrackingID == "finding-4"
    algorithm = first.SegmentationAlgorithmIdentificationSequence[0]
    assert (algorithm.AlgorithmName, algorithm.AlgorithmVersion) == (MODEL.model_id, MODEL.version)
    kinds = [first.SegmentAlgorithmType, drawn.SegmentAlgorithmType, edited.SegmentAlgorithmType]
    assert kinds == ["AUTOMATIC", "MANUAL", "SEMIAUTOMATIC"]


def test_the_patient_and_the_images_are_referred_to(volume: Volume, tmp_path: Path) -> None:
    path = tmp_path / "segmentation.dcm"
    write_segmentation(volume, two_findings(volume), path, model=MODEL)
    segmentation = hd.seg.segread(path)
    assert str(segmentation.PatientName) == volume.description.patient.name
    assert segmentation.StudyInstanceUID == volume.description.study_uid
    assert segmentation.FrameOfReferenceUID == volume.geometry.for_uid
    (series,) = segmentation.ReferencedSeriesSequence
    assert series.SeriesInstanceUID == volume.description.series_uid


def test_a_finding_keeps_its_tracking_uid_when_written_again(volume: Volume, tmp_path: Path) -> None:
    uids = []
    for name in ("a.dcm", "b.dcm"):
        write_segmentation(volume, two_findings(volume), tmp_path / name, model=MODEL)
        uids.append([item.TrackingUID for item in hd.seg.segread(tmp_path / name).SegmentSequence])
    assert uids[0] == uids[1]


def test_overlapping_masks_are_both_kept(volume: Volume, tmp_path: Path) -> None:
    path = tmp_path / "segmentation.dcm"
    findings = [
        finding(volume, 1, (slice(1, 3), slice(2, 6), slice(3, 9))),
        finding(volume, 2, (slice(2, 4), slice(4, 8), slice(5, 12))),
    ]
    write_segmentation(volume, findings, path, model=MODEL)
    assert_holds(path, volume, findings)
    assert_valid(path)


def test_dciodvfy_finds_no_error(volume: Volume, tmp_path: Path) -> None:
    path = tmp_path / "segmentation.dcm"
    write_segmentation(volume, two_findings(volume), path, model=MODEL)
    assert_valid(path)


def test_a_tilted_gantry_is_written(tmp_path: Path) -> None:
    write_series(tmp_path / "ct", small_volume(affine=tilted_affine(12)))
    volume = load(tmp_path / "ct")
    path = tmp_path / "segmentation.dcm"
    write_segmentation(volume, two_findings(volume), path, model=MODEL)
    assert_holds(path, volume, two_findings(volume))


def test_a_frame_of_reference_for_every_slice_is_no_hindrance(tmp_path: Path) -> None:
    def own_frame(index: int, dataset: Dataset) -> Dataset:
        dataset.FrameOfReferenceUID = f"1.2.3.{index + 1}"
        return dataset

    write_series(tmp_path / "ct", change=own_frame)
    volume = load(tmp_path / "ct")
    path = tmp_path / "segmentation.dcm"
    write_segmentation(volume, two_findings(volume), path, model=MODEL)
    assert hd.seg.segread(path).FrameOfReferenceUID == volume.geometry.for_uid
    assert_valid(path)


def test_without_a_mask_nothing_is_written(volume: Volume, tmp_path: Path) -> None:
    path = tmp_path / "segmentation.dcm"
    assert not write_segmentation(volume, [], path, model=MODEL)
    assert not write_segmentation(volume, [finding(volume, 1, None)], path, model=MODEL)
    assert not path.exists()


def test_a_full_disk_leaves_no_half_file(
    volume: Volume, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk_full(_: Dataset, path: Path, *__: object, **___: object) -> None:
        Path(path).write_bytes(b"half")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(hd.seg.Segmentation, "save_as", disk_full)
    out = tmp_path / "out"
    with pytest.raises(FailedError) as caught:
        write_segmentation(volume, two_findings(volume), out / "segmentation.dcm", model=MODEL)
    assert caught.value.code is ErrorCode.DISK_FULL
    assert caught.value.params["path"] == str(out / "segmentation.dcm")
    assert list(out.iterdir()) == []


def test_a_source_image_that_is_gone_is_named(volume: Volume, tmp_path: Path) -> None:
    gone = Path(volume.source_paths[2])
    gone.unlink()
    with pytest.raises(InputError) as caught:
        write_segmentation(volume, two_findings(volume), tmp_path / "s.dcm", model=MODEL)
    assert caught.value.code is ErrorCode.FILE_NOT_FOUND
    assert caught.value.params["path"] == str(gone)


def test_a_computed_volume_has_no_images_to_refer_to(tmp_path: Path) -> None:
    volume = small_volume()
    with pytest.raises(ValueError, match="DICOM"):
        write_segmentation(volume, two_findings(volume), tmp_path / "s.dcm", model=MODEL)


@pytest.mark.parametrize("name", ["lidc-idri-0001", "lung-pet-ct-dx-A0002"])
def test_dciodvfy_finds_no_error_beside_real_cts(tmp_path: Path, name: str) -> None:
    volume = load(shared_data_unpacked(f"ct/{name}.zip", tmp_path / "ct"))
    path = tmp_path / "segmentation.dcm"
    findings = [finding(volume, 1, (slice(10, 14), slice(200, 220), slice(150, 170)))]
    write_segmentation(volume, findings, path, model=MODEL)
    assert_holds(path, volume, findings)
    assert_valid(path)
