"""Stored pixels of one slice: straight from the file where they are plain, through the best codec otherwise.

The values equal those of ``pydicom.pixels.apply_rescale`` on pydicom's pixel array, in a smaller type.
"""

import logging

import numpy as np
from numpy.typing import NDArray

from pmdesk.core.errors import ErrorCode, FailedError
from pmdesk.imaging.header_walk import DEFLATED, EXPLICIT_LITTLE, IMPLICIT_LITTLE
from pmdesk.imaging.instance import InstanceHeader, PixelFormat

_INT16 = np.iinfo(np.int16)

_DECODERS: dict[str, tuple[str, ...]] = {
    "1.2.840.10008.1.2.5": ("pylibjpeg", "pydicom"),
    "1.2.840.10008.1.2.4.50": ("gdcm",),
    "1.2.840.10008.1.2.4.51": ("gdcm",),
    "1.2.840.10008.1.2.4.57": ("gdcm",),
    "1.2.840.10008.1.2.4.70": ("gdcm",),
    "1.2.840.10008.1.2.4.80": ("pyjpegls", "gdcm"),
    "1.2.840.10008.1.2.4.81": ("pyjpegls", "gdcm"),
    "1.2.840.10008.1.2.4.90": ("gdcm", "pylibjpeg"),
    "1.2.840.10008.1.2.4.91": ("gdcm", "pylibjpeg"),
    "1.2.840.10008.1.2.4.201": ("pylibjpeg",),
    "1.2.840.10008.1.2.4.202": ("pylibjpeg",),
    "1.2.840.10008.1.2.4.203": ("pylibjpeg",),
}
"""Plugins of pydicom for each transfer syntax, the fastest first; a plugin that fails hands on to the next."""

_NATIVE = frozenset(
    {"1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"}
)


def is_supported(transfer_syntax: str) -> bool:
    """True when pixels of this transfer syntax can be decoded."""
    return transfer_syntax in _NATIVE or transfer_syntax in _DECODERS


def is_plain(instance: InstanceHeader) -> bool:
    """True when the file holds the slice as little endian 16-bit numbers that can be read in place."""
    pixel_format = instance.pixel_format
    return (
        instance.pixel_offset is not None
        and pixel_format.transfer_syntax in (EXPLICIT_LITTLE, IMPLICIT_LITTLE)
        and pixel_format.bits_allocated == 16
        and 0 < pixel_format.bits_stored <= 16
        and pixel_format.samples == 1
    )


def stored_range(pixel_format: PixelFormat) -> tuple[int, int]:
    """Smallest and largest stored value that the format can hold."""
    bits = pixel_format.bits_stored
    return (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if pixel_format.signed else (0, (1 << bits) - 1)


def read_plain_into(instance: InstanceHeader, target: NDArray[np.int16]) -> None:
    """Read a plain slice's stored values into a (row, col) int16 view of the volume, bit for bit.

    Unsigned values above 32767 arrive as negative numbers of the same bits; `rescale_in_place` takes that into account.

    Raises
    ------
    FailedError
        ``DICOM_TRUNCATED`` or ``FILE_UNREADABLE``.
    """
    view = memoryview(target.data).cast("B")
    try:
        with open(instance.path, "rb", buffering=0) as file:  # noqa: PTH123 - a Path costs more than it tells
            file.seek(instance.pixel_offset or 0)
            done = 0
            while done < len(view):
                count = file.readinto(view[done:])
                if not count:
                    raise FailedError(ErrorCode.DICOM_TRUNCATED, path=instance.shown_as)
                done += count
    except OSError as error:
        raise FailedError(
            ErrorCode.FILE_UNREADABLE, path=instance.shown_as, reason=error.strerror or ""
        ) from error
    if np.little_endian is False:
        target.byteswap(inplace=True)


def keep_stored_bits(pixel_format: PixelFormat, values: NDArray[np.int16]) -> None:
    """Drop what stands above the bits stored, in place, and extend the sign (PS3.5 8.1.1)."""
    shift = 16 - pixel_format.bits_stored
    if not shift:
        return
    if pixel_format.signed:
        np.left_shift(values, shift, out=values)
        np.right_shift(values, shift, out=values)
    else:
        np.bitwise_and(values, np.int16((1 << pixel_format.bits_stored) - 1), out=values)


def decode(instance: InstanceHeader) -> NDArray[np.generic]:
    """Stored values (row, col) of a slice by pydicom with the best codec; colour is not converted.

    Raises
    ------
    FailedError
        ``PIXEL_DECODE_FAILED`` or ``UNSUPPORTED_SYNTAX``, with the path.
    """
    import pydicom
    from pydicom.pixels.utils import pixel_array

    syntax = instance.pixel_format.transfer_syntax
    if not is_supported(syntax):
        raise FailedError(ErrorCode.UNSUPPORTED_SYNTAX, path=instance.shown_as, transfer_syntax=syntax)
    multi_frame = instance.pixel_format.frames > 1
    index = instance.frame_number - 1 if multi_frame else 0
    reason = ""
    for plugin in _DECODERS.get(syntax, ("",)):
        try:
            # pixels of a deflated file have no place in it to be read from
            source = pydicom.dcmread(instance.path) if syntax == DEFLATED else instance.path
            array: NDArray[np.generic] = pixel_array(source, index=index, raw=True, decoding_plugin=plugin)
        except (KeyboardInterrupt, SystemExit, MemoryError):
            raise
        # codecs raise whatever they like on broken data; a panic of one written in Rust is no Exception
        except BaseException as error:  # noqa: BLE001
            reason = f"{type(error).__name__}: {error}"
            logging.getLogger(__name__).debug("decoder %s failed", plugin or "default")
            continue
        expected = (instance.pixel_format.rows, instance.pixel_format.columns)
        if array.shape == expected:
            return array
        reason = f"decoded to {array.shape}, not {expected}"
    raise FailedError(ErrorCode.PIXEL_DECODE_FAILED, path=instance.shown_as, reason=reason[:200])


def has_integer_rescale(instance: InstanceHeader) -> bool:
    """True when stored values stay whole numbers after slope and intercept."""
    slope, intercept = rescale_of(instance)
    return slope.is_integer() and intercept.is_integer()


def rescale_of(instance: InstanceHeader) -> tuple[float, float]:
    """Slope and intercept; (1, 0), the stored values as they are, when either is missing."""
    if instance.rescale_slope is None or instance.rescale_intercept is None:
        return 1.0, 0.0
    return instance.rescale_slope, instance.rescale_intercept


def fits_int16(low: float, high: float) -> bool:
    return _INT16.min <= low and high <= _INT16.max


def rescale_in_place(instance: InstanceHeader, values: NDArray[np.int16]) -> bool:
    """Turn stored 16-bit values, as `read_plain_into` leaves them, into rescaled ones in place.

    Returns
    -------
    bool
        False, with the values unchanged, when a result would not fit int16.
    """
    slope, intercept = rescale_of(instance)
    low, high = stored_range(instance.pixel_format)
    bounds = sorted((low * slope + intercept, high * slope + intercept))
    if not fits_int16(*bounds):
        stored = values if instance.pixel_format.signed else values.view(np.uint16)
        bounds = sorted((int(stored.min()) * slope + intercept, int(stored.max()) * slope + intercept))
        if not fits_int16(*bounds):
            return False
    # 16-bit arithmetic wraps around; since every result fits, it wraps back to the right one
    if slope != 1.0:
        np.multiply(values, _wrapped(slope), out=values)
    if intercept:
        np.add(values, _wrapped(intercept), out=values)
    return True


def _wrapped(value: float) -> np.int16:
    """The int16 of the same lowest 16 bits."""
    return np.int16((int(value) + 0x8000) % 0x10000 - 0x8000)
