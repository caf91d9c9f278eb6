import contextlib
import struct
from pathlib import Path

import pydicom
import pydicom.data
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pmdesk.core.errors import ErrorCode, InputError
from pmdesk.core.progress import NullContext
from pmdesk.imaging.catalog import scan
from pmdesk.imaging.header_walk import _by_pydicom, read_attributes
from pmdesk.imaging.instance import WANTED
from tests.helpers.dicom_factory import small_volume, truncate, write_series

LITTLE_ENDIAN = ("1.2.840.10008.1.2", "1.2.840.10008.1.2.1")


@pytest.mark.parametrize("syntax", LITTLE_ENDIAN)
def test_the_walker_reads_what_pydicom_reads(tmp_path: Path, syntax: str) -> None:
    path = write_series(tmp_path, transfer_syntax=syntax)[0]
    walked = read_attributes(str(path), WANTED)
    by_pydicom = _by_pydicom(str(path), WANTED, path.stat().st_size)
    assert {tag: walked.values[tag] for tag in by_pydicom.values} == by_pydicom.values
    assert (walked.pixel_offset, walked.pixel_length) == (by_pydicom.pixel_offset, by_pydicom.pixel_length)
    assert walked.transfer_syntax == syntax


def test_pixels_begin_where_the_walker_says(tmp_path: Path) -> None:
    path = write_series(tmp_path)[0]
    raw = read_attributes(str(path), WANTED)
    assert raw.pixel_offset is not None
    assert raw.pixel_length is not None
    content = path.read_bytes()[raw.pixel_offset : raw.pixel_offset + raw.pixel_length]
    assert content == pydicom.dcmread(path).PixelData


def test_sequences_of_undefined_length_are_stepped_over(tmp_path: Path) -> None:
    inner = pydicom.Dataset()
    inner.ReferencedSOPInstanceUID = "1.2.3"
    inner.PurposeOfReferenceCodeSequence = pydicom.Sequence([pydicom.Dataset()])
    inner.is_undefined_length_sequence_item = True

    def nest(_: int, dataset: pydicom.Dataset) -> pydicom.Dataset:
        dataset.SourceImageSequence = pydicom.Sequence([inner])
        dataset["SourceImageSequence"].is_undefined_length = True
        return dataset

    for syntax in LITTLE_ENDIAN:
        path = write_series(
            tmp_path / syntax, small_volume(shape=(1, 8, 8)), change=nest, transfer_syntax=syntax
        )[0]
        raw = read_attributes(str(path), WANTED)
        assert raw.values[0x00280010] == struct.pack("<H", 8)
        assert raw.pixel_length == 128


def test_a_header_larger_than_the_first_read_is_followed(tmp_path: Path) -> None:
    def swell(_: int, dataset: pydicom.Dataset) -> pydicom.Dataset:
        block = dataset.private_block(0x0009, "ACME", create=True)
        block.add_new(0x01, "OB", b"\0" * 300_000)
        return dataset

    path = write_series(tmp_path, small_volume(shape=(1, 8, 8)), change=swell)[0]
    assert read_attributes(str(path), WANTED).pixel_length == 128


def test_big_endian_numbers_come_back_little_endian(tmp_path: Path) -> None:
    path = write_series(tmp_path, small_volume(shape=(1, 8, 12)), transfer_syntax="1.2.840.10008.1.2.2")[0]
    raw = read_attributes(str(path), WANTED)
    assert (raw.values[0x00280010], raw.values[0x00280011]) == (b"\x08\0", b"\x0c\0")


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", ErrorCode.FILE_EMPTY),
        (b"just some text, and then some more of it", ErrorCode.NOT_DICOM),
        (b"\0" * 500, ErrorCode.NOT_DICOM),
        (b"\0" * 128 + b"DICM", ErrorCode.DICOM_TRUNCATED),
        (b"\x08\x00\x05\x00CS\x0a\x00 nonsense that goes on" + b"\xff" * 200, ErrorCode.NOT_DICOM),
    ],
)
def test_what_is_no_dicom_is_told_with_its_path(tmp_path: Path, content: bytes, code: ErrorCode) -> None:
    path = tmp_path / "文件"
    path.write_bytes(content)
    with pytest.raises(InputError) as caught:
        read_attributes(str(path), WANTED)
    assert caught.value.code is code
    assert caught.value.params["path"] == str(path)


def test_a_file_that_ends_inside_the_header_is_truncated(tmp_path: Path) -> None:
    path = truncate(write_series(tmp_path)[0], keep=0.3)
    with pytest.raises(InputError) as caught:
        read_attributes(str(path), WANTED)
    assert caught.value.code is ErrorCode.DICOM_TRUNCATED


def test_no_file_of_pydicoms_own_tests_breaks_the_reader() -> None:
    names = [str(path) for path in Path(pydicom.data.__file__).parent.rglob("*") if path.is_file()]
    read, refused = [], []
    for name in names:
        try:
            read.append(read_attributes(name, WANTED))
        except InputError as error:
            refused.append(error.params["path"])
    assert len(read) > 50
    assert set(refused) < set(names)


@pytest.fixture(scope="module", params=[*LITTLE_ENDIAN, "1.2.840.10008.1.2.2"])
def damaged(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> tuple[Path, bytes]:
    folder = tmp_path_factory.mktemp("damaged")
    path = write_series(folder, small_volume(shape=(1, 4, 4)), transfer_syntax=request.param)[0]
    return path, path.read_bytes()


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_no_damage_brings_anything_but_an_input_error(
    damaged: tuple[Path, bytes], data: st.DataObject
) -> None:
    path, content = damaged
    changed = bytearray(content)
    for _ in range(data.draw(st.integers(1, 8))):
        changed[data.draw(st.integers(132, len(content) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(changed[: data.draw(st.integers(0, len(content)))])
    with contextlib.suppress(InputError):
        scan([path], NullContext())


def test_sequences_nested_without_end_are_refused(tmp_path: Path) -> None:
    path = write_series(tmp_path, small_volume(shape=(1, 4, 4)))[0]
    content = path.read_bytes()
    at = content.index(b"\xe0\x7f\x10\x00OW")
    sequence = b"\x40\x00\x75\x02SQ\x00\x00\xff\xff\xff\xff\xfe\xff\x00\xe0\xff\xff\xff\xff"
    path.write_bytes(content[:at] + sequence * 5000)
    with pytest.raises(InputError):
        read_attributes(str(path), WANTED)
