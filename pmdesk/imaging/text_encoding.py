"""Turning the bytes of DICOM text into text, and saying which encoding did it.

The declared character set is tried first, then strict UTF-8, then GB18030, then Latin-1. The order matters: GB18030
takes almost any bytes, and Latin-1 takes all.
"""

from enum import StrEnum
from functools import lru_cache


class TextEncoding(StrEnum):
    """How text that is not plain ASCII was read."""

    ASCII = "ascii"
    DECLARED = "declared"
    """By Specific Character Set (0008,0005)."""
    UTF_8 = "utf-8"
    """Not declared, or not decodable as declared; valid UTF-8."""
    GB18030 = "gb18030"
    LATIN_1 = "latin-1"
    """Nothing else fitted: names may be wrong."""


_GUESSES = (TextEncoding.UTF_8, TextEncoding.GB18030, TextEncoding.LATIN_1)
_PADDING = " \0"


def decode_text(value: bytes, charset: bytes, *, person_name: bool = False) -> tuple[str, TextEncoding]:
    """Text of a DICOM string value.

    Parameters
    ----------
    value
        Bytes as they stand in the file, padding included.
    charset
        Bytes of Specific Character Set, empty when the attribute is absent.
    person_name
        The value representation is PN: components are separated by ``^`` and ``=``, where escape sequences end.

    Returns
    -------
    str
        Without padding.
    TextEncoding
        What decoded it.
    """
    if value.isascii() and b"\x1b" not in value:
        return value.decode("ascii").strip(_PADDING), TextEncoding.ASCII
    return _decode(value, charset.strip(b" \0"), person_name)


@lru_cache(maxsize=4096)
def _decode(value: bytes, charset: bytes, person_name: bool) -> tuple[str, TextEncoding]:
    declared = _decode_as_declared(value, charset, person_name) if charset else None
    if declared is not None:
        return declared.strip(_PADDING), TextEncoding.DECLARED
    for guess in _GUESSES:
        try:
            return value.decode(guess.value).strip(_PADDING), guess
        except UnicodeDecodeError:
            continue
    raise AssertionError("Latin-1 decodes every byte")


def _decode_as_declared(value: bytes, charset: bytes, person_name: bool) -> str | None:
    """None when the charset is unknown or the bytes do not fit it."""
    from pydicom import charset as dicom_charset

    terms = [term.strip() for term in charset.decode("ascii", "replace").split("\\")]
    if b"\x1b" not in value:
        # an empty or ISO_IR 6 first term declares ASCII, which these bytes are not
        first = dicom_charset.python_encoding.get(terms[0])
        if first is None or terms[0] in ("", "ISO_IR 6", "ISO 2022 IR 6"):
            return None
        try:
            return value.decode(first)
        except (UnicodeDecodeError, LookupError):
            return None
    import warnings

    # PS3.5 6.1.2.5.3: an escape sequence holds until the end of a component or line
    delimiters = set(b"^=" if person_name else b"\r\n\t\x0c\\")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            encodings = dicom_charset.convert_encodings(terms)
            return dicom_charset.decode_bytes(value, encodings, delimiters)
    except (UnicodeDecodeError, LookupError, UserWarning):
        return None
