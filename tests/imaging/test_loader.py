import struct
from collections.abc import Callable
from pathlib import Path

import gdcm
import numpy as np
import pydicom
import pytest
from pydicom import Dataset
from pydicom.pixels import apply_rescale

from pmdesk.core.errors import CancelledError, ErrorCode, FailedError, InputError
from pmdesk.core.geometry import GeometryIssueCode, TrustLevel
from pmdesk.core.progress import NullContext
from pmdesk.core.volume import Unit, Volume
from pmdesk.imaging.catalog import scan
from pmdesk.imaging.loader import SlicePreview, load_series
from tests.helpers.dicom_factory import (
    in_colour,
    small_volume,
    truncate,
    with_values,
    without,
    without_slices,
    write_series,
)
from tests.helpers.shared_data import shared_data, shared_data_unpacked

Change = Callable[[int, Dataset], Dataset | None]

SYNTAXES = {
    "implicit": "1.2.840.10008.1.2",
    "explicit": "1.2.840.10008.1.2.1",
    "deflated": "1.2.840.10008.1.2.1.99",
    "big endian": "1.2.840.10008.1.2.2",
    "RLE": "1.2.840.10008.1.2.5",
    "JPEG-LS": "1.2.840.10008.1.2.4.80",
    "JPEG 2000": "1.2.840.10008.1.2.4.90",
}


def load(folder: Path) -> Volume:
    (series,) = scan([folder], NullContext()).series
    return load_series(series, NullContext())


def assert_equals_pydicom(volume: Volume) -> None:
    for index, path in enumerate(volume.source_paths):
        dataset = pydicom.dcmread(path)
        expected = apply_rescale(dataset.pixel_array, dataset)
        np.testing.assert_array_equal(volume.array[index], expected.astype(volume.array.dtype))


@pytest.mark.parametrize("syntax", SYNTAXES.values(), ids=SYNTAXES.keys())
def test_every_lossless_syntax_gives_the_values_written(tmp_path: Path, syntax: str) -> None:
    original = small_volume(shape=(3, 64, 48))
    write_series(tmp_path, original, transfer_syntax=syntax)
    volume = load(tmp_path)
    assert volume.array.dtype == np.int16
    np.testing.assert_array_equal(volume.array, original.array)
    np.testing.assert_allclose(volume.geometry.affine, original.geometry.affine, atol=1e-6)
    assert volume.unit is Unit.HOUNSFIELD
    assert volume.description.transfer_syntax == syntax
    assert_equals_pydicom(volume)


def test_jpeg_lossless_gives_the_values_written(tmp_path: Path) -> None:
    original = small_volume(shape=(2, 32, 32))
    for path in write_series(tmp_path, original):
        reader = gdcm.ImageReader()
        reader.SetFileName(str(path))
        assert reader.Read()
        change = gdcm.ImageChangeTransferSyntax()
        change.SetTransferSyntax(gdcm.TransferSyntax(gdcm.TransferSyntax.JPEGLosslessProcess14_1))
        change.SetInput(reader.GetImage())
        assert change.Change()
        writer = gdcm.ImageWriter()
        writer.SetFileName(str(path))
        writer.SetFile(reader.GetFile())
        writer.SetImage(change.GetOutput())
        assert writer.Write()
    volume = load(tmp_path)
    assert volume.description.transfer_syntax == "1.2.840.10008.1.2.4.70"
    np.testing.assert_array_equal(volume.array, original.array)


def stored(values: np.ndarray, **attributes: object) -> Change:
    """Put stored values of any 8, 16 or 32-bit type into every slice."""

    def change(_: int, dataset: Dataset) -> Dataset:
        dataset.BitsAllocated = dataset.BitsStored = values.dtype.itemsize * 8
        dataset.PixelRepresentation = int(values.dtype.kind == "i")
        dataset.Rows, dataset.Columns = values.shape
        for keyword, value in attributes.items():
            setattr(dataset, keyword, value)
        dataset.HighBit = dataset.BitsStored - 1
        dataset.PixelData = values.astype(values.dtype.newbyteorder("<")).tobytes()
        return dataset

    return change


RANDOM = np.random.default_rng(3)
PIXELS = {
    "signed 16": (RANDOM.integers(-2000, 3000, (8, 6), dtype=np.int16), {}, np.int16),
    "signed 16 with padding -2000": (
        np.full((8, 6), -2000, np.int16),
        {"PixelPaddingValue": -2000},
        np.int16,
    ),
    "unsigned 16 above 32767": (
        np.full((8, 6), 33000, np.uint16),
        {"RescaleIntercept": "-1024"},
        np.int16,
    ),
    "unsigned 16 that fits no int16": (np.full((8, 6), 65000, np.uint16), {}, np.float32),
    "signed that underflows with the intercept": (np.full((8, 6), -32700, np.int16), {}, np.float32),
    "12 bits with overlay bits above": (
        RANDOM.integers(0, 65535, (8, 6), dtype=np.uint16),
        {"BitsStored": 12},
        np.int16,
    ),
    "12 bits signed without extension": (
        RANDOM.integers(0, 4095, (8, 6), dtype=np.uint16).view(np.int16),
        {"BitsStored": 12, "PixelRepresentation": 1},
        np.int16,
    ),
    "integer slope": (RANDOM.integers(0, 1000, (8, 6), dtype=np.int16), {"RescaleSlope": "2"}, np.int16),
    "negative slope": (RANDOM.integers(0, 1000, (8, 6), dtype=np.int16), {"RescaleSlope": "-1"}, np.int16),
    "fractional slope": (
        RANDOM.integers(0, 4000, (8, 6), dtype=np.int16),
        {"RescaleSlope": "0.5"},
        np.float32,
    ),
    "fractional intercept": (
        RANDOM.integers(0, 4000, (8, 6), dtype=np.uint16),
        {"RescaleIntercept": "-1000.5"},
        np.float32,
    ),
    "8 bits": (RANDOM.integers(0, 255, (8, 6), dtype=np.uint8), {}, np.int16),
    "32 bits": (RANDOM.integers(0, 30000, (8, 6), dtype=np.uint32), {}, np.int16),
}


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("values", "attributes", "dtype"), PIXELS.values(), ids=PIXELS.keys())
@pytest.mark.parametrize("syntax", ["explicit", "implicit"])
def test_every_pixel_format_equals_pydicom(
    tmp_path: Path, values: np.ndarray, attributes: dict[str, object], dtype: type, syntax: str
) -> None:
    write_series(
        tmp_path,
        small_volume(shape=(3, 8, 6)),
        change=stored(values, **attributes),
        transfer_syntax=SYNTAXES[syntax],
    )
    volume = load(tmp_path)
    assert volume.array.dtype == dtype
    assert_equals_pydicom(volume)


def test_the_middle_slice_comes_first_with_the_whole_geometry(tmp_path: Path) -> None:
    write_series(tmp_path, small_volume(shape=(7, 16, 20)))
    (series,) = scan([tmp_path], NullContext()).series
    seen: list[SlicePreview] = []

    def on_preview(preview: SlicePreview) -> None:
        # nothing else has been read yet: the other files may go
        for item in series.instances:
            if item.instance_number != 4:
                Path(item.path).unlink()
        seen.append(preview)

    volume = load_series(series, NullContext(), on_preview)
    (preview,) = seen
    assert preview.index == 3
    assert preview.geometry.shape == (7, 16, 20)
    np.testing.assert_array_equal(preview.image, volume.array[0])
    assert not preview.image.flags.writeable
    assert volume.shape[0] == 1


def test_progress_rises_to_one(tmp_path: Path) -> None:
    fractions: list[float] = []

    class Watched(NullContext):
        def progress(self, fraction: float, stage: str = "") -> None:
            assert stage == "stage.load"
            fractions.append(fraction)

    write_series(tmp_path, small_volume(shape=(30, 8, 8)))
    (series,) = scan([tmp_path], NullContext()).series
    load_series(series, Watched())
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert len(fractions) > 3


def test_cancelling_ends_the_load(tmp_path: Path) -> None:
    class CancelledAfterPreview(NullContext):
        cancelled = False

        def check(self) -> None:
            if self.cancelled:
                raise CancelledError

    context = CancelledAfterPreview()
    write_series(tmp_path, small_volume(shape=(30, 8, 8)))
    (series,) = scan([tmp_path], NullContext()).series

    def on_preview(_: SlicePreview) -> None:
        context.cancelled = True

    with pytest.raises(CancelledError):
        load_series(series, context, on_preview)


def test_the_volume_names_its_sources_in_slice_order(tmp_path: Path) -> None:
    paths = write_series(tmp_path)
    volume = load(tmp_path)
    assert volume.source_paths == tuple(str(path) for path in paths)
    assert volume.sop_instance_uids[0] == pydicom.dcmread(paths[0]).SOPInstanceUID
    assert volume.frame_numbers == (1,) * 6
    assert not volume.array.flags.writeable


def test_without_rescale_the_unit_is_unknown_and_values_are_as_stored(tmp_path: Path) -> None:
    original = small_volume()
    write_series(tmp_path, original, change=without("RescaleIntercept", "RescaleSlope", "RescaleType"))
    volume = load(tmp_path)
    assert volume.unit is Unit.UNKNOWN
    assert volume.trust.level is TrustLevel.LOCKED
    np.testing.assert_array_equal(volume.array, original.array + 1024)


def test_another_modality_has_no_hounsfield_units(tmp_path: Path) -> None:
    write_series(tmp_path, change=with_values(Modality="MR"))
    assert load(tmp_path).unit is Unit.UNKNOWN


def test_a_hole_is_not_filled(tmp_path: Path) -> None:
    original = small_volume()
    write_series(tmp_path, original, change=without_slices(2))
    volume = load(tmp_path)
    np.testing.assert_array_equal(volume.array, np.delete(original.array, 2, axis=0))
    assert volume.trust.has(GeometryIssueCode.MISSING_SLICES)


def test_a_slice_cut_off_is_left_out_and_locks(tmp_path: Path) -> None:
    original = small_volume()
    truncate(write_series(tmp_path, original)[2], keep=0.9)
    volume = load(tmp_path)
    assert volume.shape[0] == 5
    assert volume.trust.has(GeometryIssueCode.UNREADABLE_SLICES)
    np.testing.assert_array_equal(volume.array, np.delete(original.array, 2, axis=0))


def test_a_slice_that_cannot_be_decoded_is_left_out_and_locks(tmp_path: Path) -> None:
    original = small_volume(shape=(4, 64, 48))
    path = write_series(tmp_path, original, transfer_syntax=SYNTAXES["JPEG-LS"])[1]
    dataset = pydicom.dcmread(path)
    dataset.PixelData = pydicom.encaps.encapsulate([b"\xff\xd8 no picture at all" + b"\0" * 50])
    dataset.save_as(path)
    volume = load(tmp_path)
    assert volume.shape[0] == 3
    assert volume.trust.has(GeometryIssueCode.UNREADABLE_SLICES)
    np.testing.assert_array_equal(volume.array, np.delete(original.array, 1, axis=0))


def test_a_codec_that_panics_hands_on_to_the_next(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = write_series(tmp_path, small_volume(shape=(3, 32, 32)), transfer_syntax=SYNTAXES["RLE"])[1]
    dataset = pydicom.dcmread(path)
    # both segments decode to more bytes than the image has, as those of encoders that pad do
    frame = struct.pack("<16L", 2, 64, 64 + 40, *[0] * 13) + b"\x81\x00" * 40
    dataset.PixelData = pydicom.encaps.encapsulate([frame])
    dataset.save_as(path)
    volume = load(tmp_path)
    assert "panicked" in capfd.readouterr().err
    assert volume.shape[0] == 3
    assert (volume.array[1] == -1024).all()


def test_an_image_of_no_size_has_no_pixels(tmp_path: Path) -> None:
    write_series(tmp_path, change=with_values(Rows=0))
    (series,) = scan([tmp_path], NullContext()).series
    assert series.problem is not None
    assert series.problem.code is ErrorCode.NO_PIXEL_DATA


def test_when_no_slice_can_be_decoded_the_file_is_named(tmp_path: Path) -> None:
    def broken(_: int, dataset: Dataset) -> Dataset:
        dataset.file_meta.TransferSyntaxUID = SYNTAXES["JPEG 2000"]
        dataset.PixelData = pydicom.encaps.encapsulate([b"nothing to see" * 4])
        dataset["PixelData"].is_undefined_length = True
        return dataset

    (tmp_path / "ct").mkdir()
    for path in write_series(tmp_path / "ct", small_volume(shape=(2, 8, 8))):
        dataset = broken(0, pydicom.dcmread(path))
        dataset.save_as(path)
    (series,) = scan([tmp_path], NullContext()).series
    with pytest.raises(FailedError) as caught:
        load_series(series, NullContext())
    assert caught.value.code is ErrorCode.PIXEL_DECODE_FAILED
    assert str(caught.value.params["path"]).startswith(str(tmp_path))


@pytest.mark.parametrize(
    ("change", "code"),
    [(in_colour, ErrorCode.COLOUR_IMAGES), (without("PixelData"), ErrorCode.NO_PIXEL_DATA)],
)
def test_a_series_that_is_no_grey_image_is_refused(tmp_path: Path, change: Change, code: ErrorCode) -> None:
    write_series(tmp_path, change=change)
    (series,) = scan([tmp_path], NullContext()).series
    with pytest.raises(InputError) as caught:
        load_series(series, NullContext())
    assert caught.value.code is code
    assert "path" in caught.value.params


def test_an_unknown_transfer_syntax_is_named(tmp_path: Path) -> None:
    paths = write_series(tmp_path)
    for path in paths:
        content = path.read_bytes()
        path.write_bytes(content.replace(b"1.2.840.10008.1.2.1\0", b"1.2.840.10008.1.9.9\0", 1))
    (series,) = scan([tmp_path], NullContext()).series
    with pytest.raises(InputError) as caught:
        load_series(series, NullContext())
    assert caught.value.code is ErrorCode.UNSUPPORTED_SYNTAX
    assert caught.value.params["transfer_syntax"] == "1.2.840.10008.1.9.9"


def test_more_slices_than_a_texture_holds(tmp_path: Path) -> None:
    def first(_: int, dataset: Dataset) -> Dataset:
        dataset.ImagePositionPatient = ["-20", "-30", "10000.0"]
        dataset.SOPInstanceUID = dataset.file_meta.MediaStorageSOPInstanceUID = "1.2.3.10000"
        return dataset

    (path,) = write_series(tmp_path, small_volume(shape=(1, 2, 2)), change=first)
    content = path.read_bytes()
    for number in range(10001, 12100):
        (tmp_path / str(number)).write_bytes(content.replace(b"10000", str(number).encode()))
    volume = load(tmp_path)
    assert volume.shape == (2100, 2, 2)
    assert volume.spacing_mm[0] == pytest.approx(1.0)


def test_frames_of_an_enhanced_ct_are_slices(tmp_path: Path) -> None:
    original = small_volume(shape=(5, 8, 6))
    (path,) = write_series(tmp_path, small_volume(shape=(1, 8, 6)))
    dataset = pydicom.dcmread(path)
    dataset.SOPClassUID = dataset.file_meta.MediaStorageSOPClassUID = "1.2.840.10008.5.1.4.1.1.2.1"
    dataset.NumberOfFrames = 5
    dataset.PixelData = (original.array[::-1] + 1024).astype("<u2").tobytes()
    shared, measures, orientation, rescale = (Dataset() for _ in range(4))
    measures.PixelSpacing, measures.SliceThickness = ["0.7", "0.7"], "2.5"
    orientation.ImageOrientationPatient = dataset.ImageOrientationPatient
    rescale.RescaleSlope, rescale.RescaleIntercept, rescale.RescaleType = "1", "-1024", "HU"
    shared.PixelMeasuresSequence = [measures]
    shared.PlaneOrientationSequence = [orientation]
    shared.PixelValueTransformationSequence = [rescale]
    dataset.SharedFunctionalGroupsSequence = [shared]
    groups = []
    for index in reversed(range(5)):
        position, group = Dataset(), Dataset()
        position.ImagePositionPatient = [float(value) for value in original.geometry.to_lps_mm((index, 0, 0))]
        group.PlanePositionSequence = [position]
        groups.append(group)
    dataset.PerFrameFunctionalGroupsSequence = groups
    for keyword in ("ImagePositionPatient", "ImageOrientationPatient", "PixelSpacing", "RescaleSlope"):
        delattr(dataset, keyword)
    dataset.save_as(path)
    volume = load(tmp_path)
    np.testing.assert_array_equal(volume.array, original.array)
    np.testing.assert_allclose(volume.geometry.affine, original.geometry.affine, atol=1e-6)
    assert volume.frame_numbers == (5, 4, 3, 2, 1)


@pytest.mark.parametrize(
    ("name", "slices", "spacing_mm", "thick"),
    [("lidc-idri-0001", 133, 2.5, False), ("lung-pet-ct-dx-A0002", 30, 8.0, True)],
)
def test_whole_real_cts_equal_pydicom(
    tmp_path: Path, name: str, slices: int, spacing_mm: float, thick: bool
) -> None:
    shared_data_unpacked(f"ct/{name}.zip", tmp_path)
    series = scan([tmp_path], NullContext()).main_series()
    assert series is not None
    volume = load_series(series, NullContext())
    assert volume.shape[0] == slices
    assert volume.spacing_mm[0] == pytest.approx(spacing_mm)
    assert volume.trust.has(GeometryIssueCode.THICK_SLICES) is thick
    for index in range(0, slices, 12):
        dataset = pydicom.dcmread(volume.source_paths[index])
        np.testing.assert_array_equal(volume.array[index], apply_rescale(dataset.pixel_array, dataset))


def test_odd_files_of_other_projects_load_or_say_why(tmp_path: Path) -> None:
    with scan([shared_data("dicom-cases.zip")], NullContext()) as catalog:
        loaded = 0
        for series in catalog.series:
            if series.is_loadable:
                volume = load_series(series, NullContext())
                assert volume.array.size
                loaded += 1
        assert loaded >= 5
        assert {problem.error.code for problem in catalog.problems} == {ErrorCode.NOT_DICOM}
