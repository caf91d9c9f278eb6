"""Reading the attributes that a catalogue needs from the first kilobytes of a DICOM file.

`read_attributes` walks little endian files itself (PS3.5 7.1) and hands everything unusual to pydicom. Values
stay bytes, always little endian, so that both ways give the same.
"""

import io
import struct
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pmdesk.core.errors import ErrorCode, InputError

EXPLICIT_LITTLE = "1.2.840.10008.1.2.1"
IMPLICIT_LITTLE = "1.2.840.10008.1.2"
EXPLICIT_BIG = "1.2.840.10008.1.2.2"
DEFLATED = "1.2.840.10008.1.2.1.99"

FIRST_READ_BYTES = 16 * 1024
"""Most headers end before; the read grows fourfold until the pixel data or the end of the file is reached."""

MAX_HEADER_BYTES = 64 * 1024 * 1024

PIXEL_DATA = 0x7FE00010
FLOAT_PIXEL_DATA = 0x7FE00008
DOUBLE_PIXEL_DATA = 0x7FE00009
MEDIA_SOP_CLASS = 0x00020002
TRANSFER_SYNTAX = 0x00020010

_UNDEFINED = 0xFFFFFFFF
_ITEM, _ITEM_END, _SEQUENCE_END = 0xFFFEE000, 0xFFFEE00D, 0xFFFEE0DD
_LONG_VRS = frozenset(
    {b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV"}
)
_SHORT_VRS = frozenset(
    {b"AE", b"AS", b"AT", b"CS", b"DA", b"DS", b"DT", b"FD", b"FL", b"IS", b"LO", b"LT", b"PN", b"SH", b"SL"}
    | {b"SS", b"ST", b"TM", b"UI", b"UL", b"US"}
)
_US_TAGS = frozenset(
    {0x00280002, 0x00280006, 0x00280010, 0x00280011, 0x00280100, 0x00280101, 0x00280102, 0x00280103}
)

_EXPLICIT_HEADER: Final = struct.Struct("<HH2sH").unpack_from
_IMPLICIT_HEADER: Final = struct.Struct("<HHL").unpack_from
_LENGTH: Final = struct.Struct("<L").unpack_from


@dataclass(frozen=True, slots=True)
class RawAttributes:
    """Attributes of one file as bytes.

    ``pixel_offset`` is where the value of the pixel data begins in the file, ``pixel_length`` its length in bytes
    (None where the length is undefined, as in compressed files). Both are None when there is no pixel data; the
    offset alone is None where the file must be read by pydicom (deflated).
    """

    values: dict[int, bytes]
    transfer_syntax: str
    has_pixel_data: bool
    pixel_offset: int | None
    pixel_length: int | None
    file_size: int


class _NeedMoreError(Exception):
    """The buffer ends inside the header."""


class _UnusualError(Exception):
    """Not what the walker knows; pydicom decides."""


def looks_like_zip(start: bytes) -> bool:
    """True for the first bytes of a zip archive (an empty archive included)."""
    return start[:4] in (b"PK\x03\x04", b"PK\x05\x06")


def read_attributes(path: str, wanted: frozenset[int]) -> RawAttributes:
    """Read the attributes named by ``wanted`` (group << 16 | element) from a DICOM file.

    Parameters
    ----------
    path
        File to read. Attributes inside sequences are not looked at.
    wanted
        Tags below the pixel data.

    Raises
    ------
    InputError
        ``FILE_EMPTY``, ``NOT_DICOM``, ``DICOM_TRUNCATED`` (it ends inside the header) or ``FILE_UNREADABLE``.
    """
    try:
        with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - a Path costs more than the read
            return _read_open(file, path, wanted)
    except FileNotFoundError:
        raise InputError(ErrorCode.FILE_NOT_FOUND, path=path) from None
    except OSError as error:
        raise InputError(ErrorCode.FILE_UNREADABLE, path=path, reason=error.strerror or "") from error


def _read_open(file: io.FileIO, path: str, wanted: frozenset[int]) -> RawAttributes:
    data = file.read(FIRST_READ_BYTES) or b""
    if not data:
        raise InputError(ErrorCode.FILE_EMPTY, path=path)
    if data[128:132] != b"DICM":
        if not _may_lack_preamble(data):
            raise InputError(ErrorCode.NOT_DICOM, path=path)
        return _by_pydicom(path, wanted, file.seek(0, io.SEEK_END))
    # only a full first read can have left something behind
    size = file.seek(0, io.SEEK_END)
    while True:
        try:
            return _walk_file(data, size, wanted)
        except _NeedMoreError:
            if len(data) >= size:
                raise InputError(ErrorCode.DICOM_TRUNCATED, path=path) from None
            if len(data) >= MAX_HEADER_BYTES:
                raise InputError(ErrorCode.FILE_TOO_LARGE, path=path, limit=MAX_HEADER_BYTES) from None
            file.seek(0)
            data = file.read(min(len(data) * 4, MAX_HEADER_BYTES)) or b""
        except (_UnusualError, RecursionError):
            return _by_pydicom(path, wanted, size)


def _may_lack_preamble(data: bytes) -> bool:
    """Files of some old exporters begin with the first element of group 0002 or 0008, in either byte order."""
    if len(data) < 16:
        return False
    group = data[:2]
    if group not in (b"\x02\x00", b"\x08\x00", b"\x00\x08"):
        return False
    vr_or_length = data[4:8]
    return vr_or_length[:2] in _SHORT_VRS or vr_or_length[2:] == b"\0\0" or vr_or_length[:2] == b"\0\0"


def _walk_file(data: bytes, file_size: int, wanted: frozenset[int]) -> RawAttributes:
    values: dict[int, bytes] = {}
    at = _walk_meta(data, values)
    syntax = values.get(TRANSFER_SYNTAX, b"").decode("ascii", "replace").strip(" \0")
    if not syntax or syntax in (DEFLATED, EXPLICIT_BIG):
        raise _UnusualError
    walk = _walk_implicit if syntax == IMPLICIT_LITTLE else _walk_explicit
    at, length = walk(data, at, file_size, wanted, values)
    if at < 0:
        return RawAttributes(values, syntax, False, None, None, file_size)
    return RawAttributes(values, syntax, True, at, None if length == _UNDEFINED else length, file_size)


def _walk_meta(data: bytes, values: dict[int, bytes]) -> int:
    """Group 0002, always explicit little endian; returns where the dataset begins."""
    at, size = 132, len(data)
    while True:
        if at + 12 > size:
            raise _NeedMoreError
        group, element, vr, length = _EXPLICIT_HEADER(data, at)
        if group != 2:
            return at
        at += 8
        if vr in _LONG_VRS:
            (length,) = _LENGTH(data, at)
            at += 4
        elif vr not in _SHORT_VRS:
            raise _UnusualError
        if at + length > size:
            raise _NeedMoreError
        if element in (0x0002, 0x0010):
            values[0x00020000 | element] = data[at : at + length]
        at += length


def _walk_explicit(
    data: bytes, at: int, file_size: int, wanted: frozenset[int], values: dict[int, bytes]
) -> tuple[int, int]:
    """Offset and length of the pixel data's value; (-1, 0) when the file ends without any."""
    size = len(data)
    header, long_vrs, short_vrs = _EXPLICIT_HEADER, _LONG_VRS, _SHORT_VRS
    while True:
        if at + 8 > size:
            if at == file_size:
                return -1, 0
            raise _NeedMoreError
        group, element, vr, length = header(data, at)
        if vr in short_vrs:
            at += 8
        elif vr in long_vrs:
            if at + 12 > size:
                raise _NeedMoreError
            (length,) = _LENGTH(data, at + 8)
            at += 12
        else:
            raise _UnusualError
        tag = group << 16 | element
        if tag >= FLOAT_PIXEL_DATA:
            if tag == PIXEL_DATA:
                return at, length
            if tag in (FLOAT_PIXEL_DATA, DOUBLE_PIXEL_DATA) or length == _UNDEFINED:
                raise _UnusualError
        if length == _UNDEFINED:
            if vr != b"SQ":
                raise _UnusualError
            at = _skip_sequence(data, at, explicit=True)
            continue
        end = at + length
        if end > file_size:
            raise _NeedMoreError if len(data) >= file_size else _UnusualError
        if tag in wanted:
            if end > size:
                raise _NeedMoreError
            values[tag] = data[at:end]
        at = end


def _walk_implicit(
    data: bytes, at: int, file_size: int, wanted: frozenset[int], values: dict[int, bytes]
) -> tuple[int, int]:
    """As `_walk_explicit` for implicit VR."""
    size = len(data)
    while True:
        if at + 8 > size:
            if at == file_size:
                return -1, 0
            raise _NeedMoreError
        group, element, length = _IMPLICIT_HEADER(data, at)
        at += 8
        tag = group << 16 | element
        if tag >= FLOAT_PIXEL_DATA:
            if tag == PIXEL_DATA:
                return at, length
            if tag in (FLOAT_PIXEL_DATA, DOUBLE_PIXEL_DATA):
                raise _UnusualError
        if length == _UNDEFINED:
            at = _skip_sequence(data, at, explicit=False)
            continue
        end = at + length
        if end > file_size:
            raise _NeedMoreError if len(data) >= file_size else _UnusualError
        if tag in wanted:
            if end > size:
                raise _NeedMoreError
            values[tag] = data[at:end]
        at = end


def _skip_sequence(data: bytes, at: int, *, explicit: bool) -> int:
    """Offset behind a sequence of undefined length whose first item begins at ``at``."""
    size = len(data)
    while True:
        if at + 8 > size:
            raise _NeedMoreError
        group, element, length = _IMPLICIT_HEADER(data, at)
        at += 8
        tag = group << 16 | element
        if tag == _SEQUENCE_END:
            return at
        if tag != _ITEM:
            raise _UnusualError
        at = _skip_item(data, at, explicit=explicit) if length == _UNDEFINED else at + length


def _skip_item(data: bytes, at: int, *, explicit: bool) -> int:
    """Offset behind an item of undefined length whose first element begins at ``at``."""
    size = len(data)
    while True:
        if at + 8 > size:
            raise _NeedMoreError
        group, element, length = _IMPLICIT_HEADER(data, at)
        if group << 16 | element == _ITEM_END:
            return at + 8
        vr = data[at + 4 : at + 6]
        at += 8
        if explicit:
            if vr in _LONG_VRS:
                if at + 4 > size:
                    raise _NeedMoreError
                (length,) = _LENGTH(data, at)
                at += 4
                if length == _UNDEFINED and vr != b"SQ":
                    raise _UnusualError
            elif vr in _SHORT_VRS:
                # the 16-bit length stands behind the two letters of the VR
                length >>= 16
            else:
                raise _UnusualError
        at = _skip_sequence(data, at, explicit=explicit) if length == _UNDEFINED else at + length


def _by_pydicom(path: str, wanted: frozenset[int], file_size: int) -> RawAttributes:
    """The same through pydicom: big endian, deflated, without preamble, private encodings."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read_with_pydicom(path, wanted, file_size)
    except InputError:
        raise
    except (EOFError, OSError) as error:
        raise InputError(ErrorCode.DICOM_TRUNCATED, path=path) from error
    except Exception as error:
        raise InputError(ErrorCode.NOT_DICOM, path=path) from error


def _read_with_pydicom(path: str, wanted: frozenset[int], file_size: int) -> RawAttributes:
    import pydicom
    from pydicom.dataelem import RawDataElement

    with Path(path).open("rb") as file:
        dataset = pydicom.dcmread(file, stop_before_pixels=True, force=True)
        at = None if dataset.file_meta.get("TransferSyntaxUID") == DEFLATED else file.tell()
    if "SOPClassUID" not in dataset and "DirectoryRecordSequence" not in dataset:
        raise InputError(ErrorCode.NOT_DICOM, path=path)
    implicit, little = dataset.original_encoding
    syntax = str(dataset.file_meta.get("TransferSyntaxUID", ""))
    if not syntax:
        # PS3.10 wants it in the file meta information; without it the encoding that worked is the only witness
        syntax = IMPLICIT_LITTLE if implicit else EXPLICIT_LITTLE if little else EXPLICIT_BIG
    values: dict[int, bytes] = {}
    for tag in wanted:
        if tag not in dataset:
            continue
        element: object = dataset.get_item(tag)
        if not isinstance(element, RawDataElement) or element.value is None:
            continue
        raw = element.value
        if tag in _US_TAGS and not little:
            raw = raw[1::-1] if len(raw) >= 2 else raw
        values[tag] = bytes(raw)
    has_pixels, offset, length = _pixel_element(path, at, bool(implicit), bool(little))
    return RawAttributes(values, syntax, has_pixels, offset, length, file_size)


def _pixel_element(
    path: str, at: int | None, implicit: bool, little: bool
) -> tuple[bool, int | None, int | None]:
    """Whether pixel data follows at ``at`` and where its value lies."""
    if at is None:
        import pydicom

        dataset = pydicom.dcmread(path, force=True)
        return "PixelData" in dataset, None, None
    order = "<" if little else ">"
    with Path(path).open("rb") as file:
        file.seek(at)
        head = file.read(12)
    if len(head) < 12:
        return False, None, None
    group, element = struct.unpack_from(f"{order}HH", head)
    if group << 16 | element != PIXEL_DATA:
        return False, None, None
    if implicit:
        (length,) = struct.unpack_from(f"{order}L", head, 4)
        at += 8
    elif head[4:6] in _LONG_VRS:
        (length,) = struct.unpack_from(f"{order}L", head, 8)
        at += 12
    else:
        return True, None, None
    return True, at, None if length == _UNDEFINED else length
