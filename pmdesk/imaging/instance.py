"""What one image (one file, or one frame of a multi-frame file) says of itself, as far as a catalogue needs it."""

import math
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import lru_cache

from pmdesk.core.errors import ErrorCode
from pmdesk.core.ids import FrameOfReferenceUid, PatientId, SeriesUid, SopInstanceUid, StudyUid
from pmdesk.core.volume import ImagePatient, SeriesDescription, Sex
from pmdesk.imaging.header_walk import RawAttributes
from pmdesk.imaging.text_encoding import TextEncoding, decode_text

CHARSET = 0x00080005
IMAGE_TYPE = 0x00080008
SOP_CLASS = 0x00080016
SOP_INSTANCE = 0x00080018
STUDY_DATE = 0x00080020
ACQUISITION_DATE = 0x00080022
ACQUISITION_DATETIME = 0x0008002A
ACQUISITION_TIME = 0x00080032
MODALITY = 0x00080060
MANUFACTURER = 0x00080070
STUDY_DESCRIPTION = 0x00081030
SERIES_DESCRIPTION = 0x0008103E
SCANNER_MODEL = 0x00081090
PATIENT_NAME = 0x00100010
PATIENT_ID = 0x00100020
BIRTH_DATE = 0x00100030
PATIENT_SEX = 0x00100040
PATIENT_AGE = 0x00101010
CONTRAST_AGENT = 0x00180010
BODY_PART = 0x00180015
SLICE_THICKNESS = 0x00180050
KERNEL = 0x00181210
STUDY_UID = 0x0020000D
SERIES_UID = 0x0020000E
SERIES_NUMBER = 0x00200011
ACQUISITION_NUMBER = 0x00200012
INSTANCE_NUMBER = 0x00200013
POSITION = 0x00200032
ORIENTATION = 0x00200037
FRAME_OF_REFERENCE = 0x00200052
TEMPORAL_POSITION = 0x00200100
SAMPLES = 0x00280002
PHOTOMETRIC = 0x00280004
FRAMES = 0x00280008
ROWS = 0x00280010
COLUMNS = 0x00280011
PIXEL_SPACING = 0x00280030
BITS_ALLOCATED = 0x00280100
BITS_STORED = 0x00280101
SIGNED = 0x00280103
INTERCEPT = 0x00281052
SLOPE = 0x00281053
RESCALE_TYPE = 0x00281054
LOSSY = 0x00282110

WANTED = frozenset(
    {CHARSET, IMAGE_TYPE, SOP_CLASS, SOP_INSTANCE, STUDY_DATE, ACQUISITION_DATE, ACQUISITION_DATETIME}
    | {ACQUISITION_TIME, MODALITY, MANUFACTURER, STUDY_DESCRIPTION, SERIES_DESCRIPTION, SCANNER_MODEL}
    | {
        PATIENT_NAME,
        PATIENT_ID,
        BIRTH_DATE,
        PATIENT_SEX,
        PATIENT_AGE,
        CONTRAST_AGENT,
        BODY_PART,
        SLICE_THICKNESS,
    }
    | {
        KERNEL,
        STUDY_UID,
        SERIES_UID,
        SERIES_NUMBER,
        ACQUISITION_NUMBER,
        INSTANCE_NUMBER,
        POSITION,
        ORIENTATION,
    }
    | {FRAME_OF_REFERENCE, TEMPORAL_POSITION, SAMPLES, PHOTOMETRIC, FRAMES, ROWS, COLUMNS, PIXEL_SPACING}
    | {BITS_ALLOCATED, BITS_STORED, SIGNED, INTERCEPT, SLOPE, RESCALE_TYPE, LOSSY}
)

_LOSSY_SYNTAXES = frozenset(
    {"1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.81"}
    | {f"1.2.840.10008.1.2.4.{number}" for number in (100, 101, 102, 103, 104, 105, 106)}
)
"""JPEG baseline and extended, near-lossless JPEG-LS, video. JPEG 2000 (.91) may be either: the header's word counts."""


class PixelState(StrEnum):
    """Whether the pixels of an instance can be expected to be there."""

    PRESENT = "present"
    ABSENT = "absent"
    TRUNCATED = "truncated"


@dataclass(frozen=True, slots=True)
class PixelFormat:
    """How the pixels of an instance are stored (PS3.3 C.7.6.3)."""

    rows: int
    columns: int
    samples: int
    photometric: str
    bits_allocated: int
    bits_stored: int
    signed: bool
    frames: int
    transfer_syntax: str
    lossy: bool

    @property
    def frame_bytes(self) -> int:
        return self.rows * self.columns * self.samples * self.bits_allocated // 8

    @property
    def is_colour(self) -> bool:
        return self.samples > 1 or self.photometric == "PALETTE COLOR"


@dataclass(frozen=True, slots=True)
class InstanceHeader:
    """One slice.

    Positions and orientations are LPS (PS3.3 C.7.6.2); None wherever the header does not say or does not make sense.
    """

    path: str
    """File to read."""
    shown_as: str
    """What the user knows the file as: its path, or ``case.zip/ct/1.dcm`` for one out of an archive."""
    sop_class_uid: str
    sop_instance_uid: SopInstanceUid
    series_uid: SeriesUid
    frame_of_reference_uid: FrameOfReferenceUid
    frame_number: int
    """1-based frame of a multi-frame file; 1 otherwise."""
    instance_number: int | None
    acquisition_number: int | None
    temporal_position: int | None
    image_type: tuple[str, ...]
    position_mm: tuple[float, float, float] | None
    orientation: tuple[float, float, float, float, float, float] | None
    """Direction cosines: along a row (rising column), then along a column (rising row)."""
    pixel_spacing_mm: tuple[float, float] | None
    """Between rows, between columns."""
    slice_thickness_mm: float | None
    rescale_slope: float | None
    rescale_intercept: float | None
    rescale_type: str
    pixels: PixelState
    pixel_format: PixelFormat
    pixel_offset: int | None
    """Where this frame's pixels begin in the file; None when they are compressed or must be read by pydicom."""

    @property
    def problem(self) -> ErrorCode | None:
        """Why the pixels cannot be loaded, as far as the header tells."""
        if self.pixels is PixelState.ABSENT:
            return ErrorCode.NO_PIXEL_DATA
        if self.pixel_format.is_colour:
            return ErrorCode.COLOUR_IMAGES
        if self.pixels is PixelState.TRUNCATED:
            return ErrorCode.DICOM_TRUNCATED
        return None


def instance_from(path: str, shown_as: str, raw: RawAttributes) -> InstanceHeader:
    """The header of a single-frame image (or of a multi-frame file as a whole)."""
    values = raw.values
    pixel_format = _pixel_format(
        *(
            values.get(tag, b"")
            for tag in (ROWS, COLUMNS, SAMPLES, PHOTOMETRIC, BITS_ALLOCATED, BITS_STORED, SIGNED)
        ),
        values.get(FRAMES, b""),
        raw.transfer_syntax,
        values.get(LOSSY, b""),
    )
    has_image = raw.has_pixel_data and pixel_format.rows > 0 and pixel_format.columns > 0
    pixels = PixelState.PRESENT if has_image else PixelState.ABSENT
    offset = None
    if has_image and raw.pixel_length is not None and raw.pixel_offset is not None:
        offset = raw.pixel_offset
        complete = raw.pixel_length >= pixel_format.frame_bytes * pixel_format.frames
        if raw.pixel_length == 0:
            pixels = PixelState.ABSENT
        elif not complete or offset + raw.pixel_length > raw.file_size:
            pixels = PixelState.TRUNCATED
    return InstanceHeader(
        path=path,
        shown_as=shown_as,
        sop_class_uid=_plain(values.get(SOP_CLASS, b"")),
        sop_instance_uid=SopInstanceUid(_plain(values.get(SOP_INSTANCE, b""))),
        series_uid=SeriesUid(_plain(values.get(SERIES_UID, b""))),
        frame_of_reference_uid=FrameOfReferenceUid(_plain(values.get(FRAME_OF_REFERENCE, b""))),
        frame_number=1,
        instance_number=_integer(values.get(INSTANCE_NUMBER, b"")),
        acquisition_number=_integer(values.get(ACQUISITION_NUMBER, b"")),
        temporal_position=_integer(values.get(TEMPORAL_POSITION, b"")),
        image_type=_image_type(values.get(IMAGE_TYPE, b"")),
        position_mm=_position(values.get(POSITION, b"")),
        orientation=_orientation(values.get(ORIENTATION, b"")),
        pixel_spacing_mm=_spacing(values.get(PIXEL_SPACING, b"")),
        slice_thickness_mm=_positive(values.get(SLICE_THICKNESS, b"")),
        rescale_slope=_number(values.get(SLOPE, b"")),
        rescale_intercept=_number(values.get(INTERCEPT, b"")),
        rescale_type=_plain(values.get(RESCALE_TYPE, b"")).upper(),
        pixels=pixels,
        pixel_format=pixel_format,
        pixel_offset=offset,
    )


def series_key(raw: RawAttributes) -> tuple[bytes, ...]:
    """Raw values that name a series and whose it is: files with equal bytes belong together."""
    get = raw.values.get
    return tuple(get(tag, b"") for tag in (PATIENT_ID, PATIENT_NAME, BIRTH_DATE, STUDY_UID, SERIES_UID))


def description_from(raw: RawAttributes) -> tuple[SeriesDescription, TextEncoding]:
    """Patient, study and series as the header states them, and how text beyond ASCII was decoded."""
    values = raw.values
    charset = values.get(CHARSET, b"")
    encodings = [TextEncoding.ASCII]

    def text(tag: int, person_name: bool = False) -> str:
        decoded, encoding = decode_text(values.get(tag, b""), charset, person_name=person_name)
        encodings.append(encoding)
        return decoded

    study_date = parse_date(_plain(values.get(STUDY_DATE, b"")))
    birth_date = parse_date(_plain(values.get(BIRTH_DATE, b"")))
    age = _age_years(_plain(values.get(PATIENT_AGE, b"")))
    if age is None and birth_date and study_date and study_date >= birth_date:
        age = float(
            study_date.year
            - birth_date.year
            - ((study_date.month, study_date.day) < (birth_date.month, birth_date.day))
        )
    patient = ImagePatient(
        patient_id=PatientId(text(PATIENT_ID)),
        name=text(PATIENT_NAME, person_name=True),
        birth_date=birth_date,
        sex=_SEXES.get(_plain(values.get(PATIENT_SEX, b"")).upper(), Sex.UNKNOWN),
        age_years=age,
    )
    agent = values.get(CONTRAST_AGENT)
    description = SeriesDescription(
        patient=patient,
        study_uid=StudyUid(_plain(values.get(STUDY_UID, b""))),
        series_uid=SeriesUid(_plain(values.get(SERIES_UID, b""))),
        modality=_plain(values.get(MODALITY, b"")).upper(),
        study_date=study_date,
        study_description=text(STUDY_DESCRIPTION),
        series_description=text(SERIES_DESCRIPTION),
        series_number=_integer(values.get(SERIES_NUMBER, b"")),
        body_part=_plain(values.get(BODY_PART, b"")).upper(),
        manufacturer=text(MANUFACTURER),
        scanner_model=text(SCANNER_MODEL),
        kernel=text(KERNEL),
        slice_thickness_mm=_positive(values.get(SLICE_THICKNESS, b"")),
        # an empty or absent agent is no statement that none was given
        contrast=_contrast(text(CONTRAST_AGENT)) if agent else None,
        acquired_at=_acquired_at(values),
    )
    # the weakest way of decoding is the one to tell of
    order = list(TextEncoding)
    return description, max(encodings, key=order.index)


_SEXES = {"F": Sex.FEMALE, "M": Sex.MALE, "O": Sex.OTHER}


@lru_cache(maxsize=512)
def _pixel_format(
    rows: bytes,
    columns: bytes,
    samples: bytes,
    photometric: bytes,
    bits_allocated: bytes,
    bits_stored: bytes,
    signed: bytes,
    frames: bytes,
    transfer_syntax: str,
    lossy: bytes,
) -> PixelFormat:
    allocated = _unsigned(bits_allocated) or 16
    return PixelFormat(
        rows=_unsigned(rows) or 0,
        columns=_unsigned(columns) or 0,
        samples=_unsigned(samples) or 1,
        photometric=_plain(photometric).upper(),
        bits_allocated=allocated,
        bits_stored=_unsigned(bits_stored) or allocated,
        signed=_unsigned(signed) == 1,
        frames=max(_integer(frames) or 1, 1),
        transfer_syntax=transfer_syntax,
        lossy=_plain(lossy) == "01" or transfer_syntax in _LOSSY_SYNTAXES,
    )


def _plain(value: bytes) -> str:
    return value.decode("ascii", "replace").strip(" \0")


def _unsigned(value: bytes) -> int | None:
    return int.from_bytes(value[:2], "little") if len(value) >= 2 else None


def _number(value: bytes) -> float | None:
    """First value of a DS; None when it is empty, no number or not finite."""
    try:
        number = float(value.split(b"\\", 1)[0].strip(b" \0"))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _positive(value: bytes) -> float | None:
    number = _number(value)
    return number if number is not None and number > 0 else None


def _integer(value: bytes) -> int | None:
    try:
        return int(value.split(b"\\", 1)[0].strip(b" \0"))
    except ValueError:
        return None


def _numbers(value: bytes, count: int) -> tuple[float, ...] | None:
    try:
        numbers = tuple(map(float, value.strip(b" \0").split(b"\\")))
    except ValueError:
        return None
    return numbers if len(numbers) == count and all(map(math.isfinite, numbers)) else None


def _position(value: bytes) -> tuple[float, float, float] | None:
    return _numbers(value, 3)  # type: ignore[return-value]


@lru_cache(maxsize=512)
def _orientation(value: bytes) -> tuple[float, float, float, float, float, float] | None:
    """None unless both are unit vectors and perpendicular (within 1e-2, as highdicom also asks for)."""
    numbers = _numbers(value, 6)
    if numbers is None:
        return None
    row, column = numbers[:3], numbers[3:]
    if abs(math.hypot(*row) - 1) > 1e-2 or abs(math.hypot(*column) - 1) > 1e-2:
        return None
    if abs(sum(a * b for a, b in zip(row, column, strict=True))) > 1e-2:
        return None
    return numbers  # type: ignore[return-value]


@lru_cache(maxsize=512)
def _spacing(value: bytes) -> tuple[float, float] | None:
    numbers = _numbers(value, 2)
    return numbers if numbers and min(numbers) > 0 else None  # type: ignore[return-value]


@lru_cache(maxsize=512)
def _image_type(value: bytes) -> tuple[str, ...]:
    return tuple(part.strip().upper() for part in _plain(value).split("\\")) if value else ()


def parse_date(text: str) -> date | None:
    """A DICOM DA value, also in the old form with dots; None when it is no date."""
    digits = text.replace(".", "")
    if len(digits) != 8 or not digits.isdigit():
        return None
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


def _parse_time(text: str) -> time | None:
    digits = text.split(".", 1)[0].replace(":", "")
    if len(digits) < 4 or not digits.isdigit():
        return None
    try:
        return time(int(digits[:2]), int(digits[2:4]), min(int(digits[4:6] or 0), 59))
    except ValueError:
        return None


def _acquired_at(values: dict[int, bytes]) -> datetime | None:
    """Scanner's local time, without zone; midnight is never made up for a missing time."""
    both = _plain(values.get(ACQUISITION_DATETIME, b""))
    day, clock = parse_date(both[:8]), _parse_time(both[8:14])
    if day is None or clock is None:
        day = parse_date(_plain(values.get(ACQUISITION_DATE, b"")))
        clock = _parse_time(_plain(values.get(ACQUISITION_TIME, b"")))
    return datetime.combine(day, clock) if day and clock else None


def _age_years(text: str) -> float | None:
    """A DICOM AS value such as ``053Y`` or ``018M`` in years."""
    if len(text) < 2 or not text[:-1].isdigit():
        return None
    per_year = {"Y": 1.0, "M": 12.0, "W": 365.25 / 7, "D": 365.25}.get(text[-1].upper())
    return int(text[:-1]) / per_year if per_year else None


def _contrast(agent: str) -> bool | None:
    if not agent:
        return None
    return agent.upper() not in {"NO", "NONE", "N", "NO CONTRAST", "WITHOUT", "无"}
